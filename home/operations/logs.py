"""The log's lines: plain for people, JSON for programs, each with the number of the request that caused it."""

import datetime
import json
import logging
from typing import Any

from home.operations.masking import masked
from home.operations.requests import request_id

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id", "taskName"}


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class TextFormatter(logging.Formatter):
    """Writes a record for people, and after it what came with it: `Request method=GET path=/ status=200`."""

    def format(self, record: logging.LogRecord) -> str:
        notes = " ".join(f"{name}={value}" for name, value in notes_of(record).items())
        number = getattr(record, "request_id", "")
        line = f"{record.levelname} {record.name} [{number}] {masked(record.getMessage())} {notes}".rstrip()
        return f"{line}\n{masked(self.formatException(record.exc_info))}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """Writes a record on one line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
            "request_id": getattr(record, "request_id", ""),
            **notes_of(record),
        }
        if record.exc_info:
            line["exception"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def notes_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what came with a record; only plain values, so that no request or form slips in whole."""
    return {
        name: masked(value) if isinstance(value, str) else value
        for name, value in vars(record).items()
        if name not in STANDARD and isinstance(value, str | int | float | None)
    }
