"""What should be behind: a plain model of one page's texts, which knows nothing of the code it judges.

It tells the tale forwards, remembering for each text of a passage when it was last known to say the same as another, and which
language of a passage is being translated from which text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

SIDES = {"da": (0,), "en": (1,), "both": (0, 1)}
# By passage, its text in Danish and in English.
Pair = tuple[str, str]
Text = dict[str, Pair]
# What happened to a passage: what it was ("equal", "left", or the side that awaits its translation), and the texts.
Event = tuple[str | int, Pair]


@dataclass
class PageModel:
    """A page: what is live, its revisions, and what happened to each passage, in that order."""

    live: Text
    revisions: list[Text] = field(default_factory=list)
    tale: dict[str, list[Event]] = field(default_factory=dict)

    @property
    def draft(self) -> Text:
        return self.revisions[-1]

    def save(self, text: Text, *, same_sitting: bool = False) -> None:
        before = self.draft
        if not same_sitting:
            self.finish(before)
        told = {passage: list(events) for passage, events in self.tale.items()}
        for passage, pair in text.items():
            self._wait(passage, before[passage], pair)
            if same_sitting and before != text and before[passage] == pair:
                events = told.get(passage, [])
                directed = any(isinstance(what, int) for what, _ in events)
                if directed and ("left", pair) not in events and self._is_unfinished(passage, pair, text, events):
                    self._tell(passage, "left", pair)
        self.revisions.append(text)

    def autosave(self, text: Text) -> None:
        self.save(text, same_sitting=True)
        del self.revisions[-2]

    def publish(self, text: Text) -> None:
        self.live = text
        self.finish(text)

    def publish_one(self, side: int, paired: Callable[[Text], Text]) -> None:
        wanted = self.draft
        merged = {
            passage: (pair[0], self.live[passage][1]) if side == 0 else (self.live[passage][0], pair[1])
            for passage, pair in wanted.items()
        }
        published = paired(merged)
        self.save(published, same_sitting=True)
        self.publish(published)
        if wanted != merged:
            self.save(wanted, same_sitting=True)

    def finish(self, text: Text) -> None:
        for passage, pair in text.items():
            if self._is_unfinished(passage, pair, text, self.tale.get(passage, [])):
                self._tell(passage, "equal", pair)

    def declare(self, passages: list[str]) -> None:
        for passage in passages:
            if any(self.draft[passage]):
                self._tell(passage, "equal", self.draft[passage])

    def copy(self) -> Self:
        tale = {passage: list(events) for passage, events in self.tale.items()}
        return type(self)(dict(self.live), [dict(self.draft)], tale)

    def behind(self, text: Text) -> set[tuple[str, str]]:
        """Name the passages that must be looked at, with the language that must follow, or “both”."""
        return {(passage, language) for passage, language, _ in self.found(text)}

    def copied(self, text: Text) -> set[str]:
        """Name the passages of which one language is a copy of the other."""
        return {passage for passage, _, is_copy in self.found(text) if is_copy}

    def done(self, text: Text) -> tuple[int, int]:
        """Count the passages of which nothing is left to do in Danish, and in English; a copy is never done."""
        left = {(passage, side) for passage, language in self.behind(text) for side in SIDES[language]}
        begun = {(passage.split(":")[0], side) for passage, pair in text.items() for side in (0, 1) if pair[side]}
        for passage, pair in text.items():
            is_declared = any(what == "equal" and texts == pair for what, texts in self.tale.get(passage, []))
            left |= {(passage, side) for side in (0, 1) if (passage.split(":")[0], side) not in begun and not is_declared}
        written = [passage for passage, pair in text.items() if any(pair)]
        danish, english = (sum((passage, side) not in left for passage in written) for side in (0, 1))
        return danish, english

    def found(self, text: Text) -> set[tuple[str, str, bool]]:
        fields = {passage: passage.split(":")[0] for passage in text}
        found = set()
        for passage, pair in text.items():
            neighbours = [other for name, other in text.items() if fields[name] == fields[passage]]
            others = [other for name, other in text.items() if name != "title"]
            if passage == "title" and any(any(other[side] for other in others) for side in (0, 1)):
                neighbours = [(d and t[0], e and t[1]) for d, e in others for t in [pair]]
            if all(any(other[side] for other in neighbours) for side in (0, 1)):
                language, is_copy = self._judge(pair, self.tale.get(passage, []), text)
                if language:
                    found.add((passage, language, is_copy))
        return found

    def _judge(self, pair: Pair, events: list[Event], text: Text) -> tuple[str, bool]:
        declared = [texts for what, texts in events if not isinstance(what, int)]
        if pair in declared or pair == ("", ""):
            return "", False
        for what, texts in reversed(events):
            if isinstance(what, int) and pair[what] == texts[1 - what] and is_prose(pair[what], text):
                return ("da", "en")[what], True
        danish, english = (newest(side, pair[side], events) for side in (0, 1))
        if pair[0] == pair[1]:
            is_copy = is_prose(pair[0], text)
            return ("da" if danish > english else "en") if is_copy else "", is_copy
        never = len(events)
        writing = self._is_writing(danish, english, events)
        if not all(pair):
            empty, full = (danish, english) if not pair[0] else (english, danish)
            if not declared or writing or empty <= full:
                return ("en" if pair[0] else "da"), False
        elif not declared or writing:
            return "", False
        return "both" if danish == english == never else "da" if danish < english else "en", False

    def _is_writing(self, danish: int, english: int, events: list[Event]) -> bool:
        directions = [what for what, _ in events if isinstance(what, int)]
        if not directions:
            return False
        translation, source = (danish, english) if directions[-1] == 0 else (english, danish)
        if translation < len(events):
            return False
        if source == len(events):
            return isinstance(events[-1][0], int)
        return events[source][0] != "equal"

    def _is_unfinished(self, passage: str, pair: Pair, text: Text, events: list[Event]) -> bool:
        return (
            all(pair)
            and pair[0] != pair[1]
            and ("equal", pair) not in events
            and self._judge(pair, events, text) == ("", False)
        )

    def _wait(self, passage: str, before: Pair, pair: Pair) -> None:
        """Notice that a language became a copy, or that the first words of its translation were written."""
        events = self.tale.get(passage, [])
        is_copy = pair[0] == pair[1]
        for side in (0, 1):
            kept, changed = before[1 - side] == pair[1 - side], before[side] != pair[side]
            if not all(pair) or not kept or not changed:
                continue
            if is_copy and not any(word[0].islower() and len(word) > 1 for word in pair[0].split()):
                continue
            if not is_copy and (before[side] or any(what == "equal" for what, _ in events)):
                continue
            waiting = (pair[0], "") if side == 1 else ("", pair[1])
            known = [event for event in events if isinstance(event[0], int) and pair[0] in event[1]]
            event = known[-1] if is_copy and known else (side, waiting)
            if events[-1:] != [event]:
                self._tell(passage, *event)

    def _tell(self, passage: str, what: str | int, pair: Pair) -> None:
        self.tale.setdefault(passage, []).append((what, pair))


def is_prose(words: str, text: Text) -> bool:
    """Tell whether a text is more than a name; a name is nowhere written small."""
    small = {word for pair in text.values() for side in pair for word in side.split() if len(word) > 1 and word[0].islower()}
    return any(len(word) > 1 and word.lower() in small for word in words.split())


def newest(side: int, words: str, events: list[Event]) -> int:
    """Return when a text was last known, counted from the beginning; behind the end where it never was."""
    places = range(len(events))
    known = [at for at in places if events[at][1][side] == words and (words or not isinstance(events[at][0], int))]
    return known[-1] if known else len(events)
