"""DeepL, by its official package: texts go to a company in Germany."""

import hashlib
import logging
from functools import cached_property
from typing import Any

import deepl
from deepl import http_client
from deepl.api_data import MultilingualGlossaryDictionaryEntries

from home.bilingual.languages import other_language
from home.editing.glossary.models import word_pairs
from home.exchange.first_drafts import service
from home.exchange.parcel import site

# A person waits: at most twice, and not for long.
http_client.max_network_retries = 1
http_client.min_connection_timeout = 20.0

TARGETS = {"da": "DA", "en": "EN-GB"}
SOURCES = {"da": "DA", "en": "EN"}

logger = logging.getLogger(__name__)


class DeepL(service.Service):
    """Sends the glossary along, asks for the tone of the site, and has its codes kept as XML."""

    name = "DeepL"
    # A request may hold 50 texts and 128 KiB.
    most_texts = 50
    most_letters = 15_000

    def __init__(self, key: str, server: str | None = None) -> None:
        self._key, self._server = key, server

    @cached_property
    def _client(self) -> deepl.DeepLClient:
        return deepl.DeepLClient(self._key, server_url=self._server, send_platform_info=False)

    def _ask(self, texts: list[str], language: str) -> list[str]:
        source = other_language(language)
        try:
            answers: Any = self._client.translate_text(
                texts,
                source_lang=SOURCES[source],
                target_lang=TARGETS[language],
                # “Du”, where the language has a choice.
                formality=deepl.Formality.PREFER_LESS,
                glossary=self._glossary(),
                tag_handling="xml",
                # All codes stand among words; none ends a sentence.
                outline_detection=False,
            )
        except deepl.AuthorizationException as error:
            raise self.error(service.WRONG_KEY) from error
        except deepl.QuotaExceededException as error:
            raise self.error(service.USED_UP) from error
        except deepl.TooManyRequestsException as error:
            raise self.error(service.BUSY) from error
        except deepl.ConnectionException as error:
            raise self.error(service.AWAY) from error
        except deepl.DeepLException as error:
            is_away = (error.http_status_code or 0) >= 500
            raise self.error(service.AWAY if is_away else service.REFUSED, str(error)) from error
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            # What the package says of an answer that is not as it should be.
            raise self.error(service.NONSENSE) from error
        return [answer.text for answer in answers]

    def _glossary(self) -> str | None:
        """Name DeepL's copy of the glossary, made anew where a word has changed since; None where there is none."""
        words = {source: word_pairs(source) for source in SOURCES}
        if not all(words.values()):
            return None
        own = f"{site()} "
        name = own + hashlib.sha256(repr(words).encode()).hexdigest()[:12]
        known = [glossary for glossary in self._client.list_multilingual_glossaries() if glossary.name.startswith(own)]
        if same := [glossary.glossary_id for glossary in known if glossary.name == name]:
            return same[0]
        # An account may have few glossaries, so the former one goes first.
        for glossary in known:
            self._client.delete_multilingual_glossary(glossary)
        dictionaries = [
            MultilingualGlossaryDictionaryEntries(SOURCES[source], SOURCES[other_language(source)], pairs)
            for source, pairs in words.items()
        ]
        try:
            return self._client.create_multilingual_glossary(name, dictionaries).glossary_id
        except deepl.DeepLException:
            # A draft that does not know the clinic's words is better than none; the editor marks them.
            logger.warning("DeepL does not take the glossary", exc_info=True)
            return None
