"""What should be behind: a plain model of one page's texts, which knows nothing of the code it judges.

It tells the tale forwards, remembering for each text of a passage when it was last known to say the same as another.
"""

from dataclasses import dataclass, field
from typing import Self

# By passage, its text in Danish and in English.
Text = dict[str, tuple[str, str]]


@dataclass
class PageModel:
    """A page: what is live, its revisions, and which texts were declared equal, by passage, in their order."""

    live: Text
    revisions: list[Text] = field(default_factory=list)
    declared: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def draft(self) -> Text:
        return self.revisions[-1]

    def save(self, text: Text) -> None:
        for passage, pair in self.draft.items():
            if all(pair) and pair[0] != pair[1] and passage not in self.declared:
                self.declared[passage] = [pair]
        self.revisions.append(text)

    def autosave(self, text: Text) -> None:
        self.revisions[-1] = text

    def publish(self, text: Text) -> None:
        self.live = text

    def publish_one(self, side: int) -> None:
        wanted = self.draft
        merged = {
            passage: (pair[0], self.live[passage][1]) if side == 0 else (self.live[passage][0], pair[1])
            for passage, pair in wanted.items()
        }
        self.save(merged)
        self.live = merged
        if wanted != merged:
            self.save(wanted)

    def declare(self, passages: list[str]) -> None:
        for passage in passages:
            if any(self.draft[passage]):
                self.declared.setdefault(passage, []).append(self.draft[passage])

    def copy(self) -> Self:
        declared = {passage: list(pairs) for passage, pairs in self.declared.items()}
        return type(self)(dict(self.live), [dict(self.draft)], declared)

    def behind(self, text: Text) -> set[tuple[str, str]]:
        """Name the passages that are behind, with the language."""
        found = set()
        fields = {passage: passage.split(":")[0] for passage in text}
        for passage, (danish, english) in text.items():
            neighbours = [pair for other, pair in text.items() if fields[other] == fields[passage]]
            if not any(pair[0] for pair in neighbours) or not any(pair[1] for pair in neighbours):
                continue
            pairs = self.declared.get(passage, [])
            if (danish, english) in pairs or not (danish or english):
                continue
            if not pairs:
                found |= {(passage, "da")} if not danish else {(passage, "en")} if not english else set()
                continue
            # Walk back through time to the first moment at which either text was known.
            moments = [(danish == da, english == en) for da, en in reversed(pairs)]
            newest_danish = next((moment for moment, (known, _) in enumerate(moments) if known), None)
            newest_english = next((moment for moment, (_, known) in enumerate(moments) if known), None)
            if newest_danish is None and newest_english is None:
                found |= {(passage, "da"), (passage, "en")}
                continue
            danish_is_newer = newest_danish is None or (newest_english is not None and newest_english > newest_danish)
            # Of two that are the same, the newer one is a copy.
            found.add((passage, "da" if danish_is_newer == (danish == english) else "en"))
        return found
