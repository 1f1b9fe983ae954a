"""Two translation services on this machine that answer, and refuse, as the public documents of the real ones say."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "279a2e9d-83b3-c416-7e2d-f721593e42a0:fx"
WORD = re.compile(r"(<[^>]*>|&\w+;)|([^<&]+)")
# Status and body; a string is sent as it is.
Answer = tuple[int, Any]
Answers = Callable[["FakeService", str, Any], Answer]


class FakeService:
    """A running service: what reached it, and what it is to answer instead of a translation."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        # Every byte that arrived, and of each request its path and what it said.
        self.wire = b""
        self.requests: list[tuple[str, Any]] = []
        # Answers to the next translations, the first one first.
        self.troubles: list[Answer] = []
        self.glossaries: dict[str, dict[str, Any]] = {}
        self.translate: Callable[[str], str] = upper
        self.url = ""

    @property
    def sent(self) -> list[str]:
        """The texts that it was asked to translate."""
        return [text for _, said in self.requests if said for text in said.get("text", said.get("q", []))]


def upper(text: str) -> str:
    """Translate: every word in capitals, codes and entities as they are."""
    return WORD.sub(lambda part: part[1] or part[2].upper(), text)


@contextmanager
def running(answers: Answers) -> Iterator[FakeService]:
    service = FakeService(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            service.wire += f"{self.requestline}\n{self.headers}".encode() + body
            said = json.loads(body) if body else None
            service.requests.append((f"{self.command} {self.path}", said))
            status, answered = answers(service, f"{self.command} {self.path}", self)
            data = answered.encode() if isinstance(answered, str) else json.dumps(answered).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - names of the library

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.url = f"127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def deepl(service: FakeService, line: str, request: Any) -> Answer:
    """Answer as api-free.deepl.com does: https://developers.deepl.com/api-reference/translate and …/glossaries."""
    if request.headers["Authorization"] != f"DeepL-Auth-Key {KEY}":
        return 403, {"message": "Authorization failed. Please supply a valid DeepL-Auth-Key via the Authorization header."}
    said = service.requests[-1][1]
    if line == "POST /v2/translate":
        return service.troubles.pop(0) if service.troubles else _translated_by_deepl(service, said)
    if line == "GET /v3/glossaries":
        return 200, {"glossaries": list(service.glossaries.values())}
    if line == "POST /v3/glossaries":
        key = str(uuid.uuid4())
        dictionaries = [
            {
                "source_lang": each["source_lang"].lower(),
                "target_lang": each["target_lang"].lower(),
                "entry_count": len(each["entries"].splitlines()),
            }
            for each in said["dictionaries"]
        ]
        made = {
            "glossary_id": key,
            "name": said["name"],
            "dictionaries": dictionaries,
            "creation_time": "2026-11-29T09:00:00.000Z",
        }
        service.glossaries[key] = made
        return 201, made
    if line.startswith("DELETE /v3/glossaries/"):
        return (204, "") if service.glossaries.pop(line.rpartition("/")[2], None) else (404, {"message": "Not found"})
    return 404, {"message": "Not found"}


def _translated_by_deepl(service: FakeService, said: dict[str, Any]) -> Answer:
    if not said["text"] or len(said["text"]) > 50:
        return 400, {"message": "Too many texts to translate in request."}
    if said["target_lang"] not in ("DA", "EN-GB", "EN-US") or said.get("formality") in ("less", "more"):
        return 400, {"message": "'formality' is not supported for given 'target_lang'."}
    if said.get("glossary_id", "") not in ("", *service.glossaries):
        return 404, {"message": "Invalid or missing glossary"}
    translations = [
        {
            "detected_source_language": said["source_lang"],
            "text": service.translate(text),
            "billed_characters": len(text),
            "model_type_used": "quality_optimized",
        }
        for text in said["text"]
    ]
    return 200, {"translations": translations}


def libretranslate(service: FakeService, line: str, request: Any) -> Answer:
    """Answer as libretranslate/app.py does: HTML is parsed and written again, and its entities are undone."""
    said = service.requests[-1][1]
    if service.troubles:
        return service.troubles.pop(0)
    if line != "POST /translate":
        return 404, "<!doctype html><title>404 Not Found</title>"
    missing = next((name for name in ("q", "source", "target") if not said.get(name)), "")
    if missing:
        return 400, {"error": f"Invalid request: missing {missing} parameter"}
    if said.get("api_key") not in ("", KEY):
        return 403, {"error": "Invalid API key"}
    if sum(map(len, said["q"])) > 2000 and len(said["q"]) > 1:
        return 400, {"error": "Invalid request: request exceeds text limit (2000)"}
    translated = [re.sub(r"<(\w+)/>", r"<\1></\1>", service.translate(text)) for text in said["q"]]
    letters = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
    return 200, {"translatedText": [re.sub("&(lt|gt|amp);", lambda entity: letters[entity[0]], text) for text in translated]}
