"""What a translation service is to the site: texts out, texts back, or one sentence that says what to do."""

import re
from abc import ABC, abstractmethod
from collections.abc import Container

from django.utils.translation import gettext_lazy as _

from home.exchange.first_drafts.outgoing import Outgoing
from home.exchange.rich_codes import CODE, from_words

SLACK_CODE = re.compile(r"<(/?[a-z]+\d+)\s*(/?)>")

WRONG_KEY = _("%(service)s does not accept the clinic’s key. Ask the operator to set a valid one.")
USED_UP = _("What %(service)s translates in a month is used up. Go on next month, or translate the rest yourself.")
BUSY = _("%(service)s has too much to do just now. Wait a minute, and go on.")
AWAY = _("%(service)s does not answer. Try again later, and tell the operator if it stays so.")
REFUSED = _("%(service)s does not translate this: “%(reason)s”. Tell the operator.")
NONSENSE = _("%(service)s has answered with something that is no translation. Try again later, and tell the operator.")


class ServiceError(Exception):
    """A service that has not translated; says what an editor can do."""

    def __init__(self, sentence: object, service: str, reason: str = "") -> None:
        super().__init__(str(sentence) % {"service": service, "reason": reason[:200]})


class Service(ABC):
    """A translation service."""

    name: str
    # What one request may hold.
    most_texts: int
    most_letters: int

    def translate(self, outgoing: Outgoing, known: Container[str]) -> dict[str, str]:
        """Translate the texts of a page that one request may hold, known ones excepted; both are marked.

        Raises ServiceError where not all of them came back.
        """
        texts = outgoing.texts(known, self.most_texts, self.most_letters)
        answers = self._ask(texts, outgoing.language) if texts else []
        if len(answers) != len(texts) or not all(isinstance(answer, str) for answer in answers):
            raise self.error(NONSENSE)
        return {text: _marked(answer, text) for text, answer in zip(texts, answers, strict=True)}

    @abstractmethod
    def _ask(self, texts: list[str], language: str) -> list[str]:
        """Send some texts; nothing but `translate` calls this."""

    def error(self, sentence: object, reason: str = "") -> ServiceError:
        return ServiceError(sentence, self.name, reason)


def plain_words(answer: str) -> str:
    """Escape the words of an answer, which a service has written as a reader reads them, and leave its codes."""
    parts, start = [], 0
    for code in SLACK_CODE.finditer(answer):
        parts += [from_words(answer[start : code.start()]), code[0]]
        start = code.end()
    return "".join([*parts, from_words(answer[start:])])


def _marked(answer: str, source: str) -> str:
    """Write the codes of an answer as they were sent: a parser may have opened and closed what stands alone."""
    answer = SLACK_CODE.sub(r"<\1\2>", answer)
    for code in CODE.finditer(source):
        if code[4]:
            name = code[2] + code[3]
            answer = answer.replace(f"<{name}></{name}>", f"<{name}/>")
    return answer.strip()
