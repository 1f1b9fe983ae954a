"""The log's lines: plain for people, JSON for programs, each with the number of the request that caused it."""

import datetime
import json
import logging
from http import HTTPStatus
from typing import Any

from django.http import UnreadablePostError

from home.operations.masking import masked
from home.operations.request_log import request_id

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id", "taskName"}


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class StrangersFilter(logging.Filter):
    """Makes a warning of what Django calls an error though no code failed: a request at fault, or a site that is away."""

    def filter(self, record: logging.LogRecord) -> bool:
        if is_of_stranger(record):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        elif is_of_outage(record):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def is_of_stranger(record: logging.LogRecord) -> bool:
    """Tell whether a record is of a request that nobody here can mend."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    return record.name.startswith("django.security.") or isinstance(error, UnreadablePostError)


def is_of_outage(record: logging.LogRecord) -> bool:
    """Tell whether a record is of one of the many requests that were told of what is logged as an error once."""
    return getattr(record, "status_code", 0) == HTTPStatus.SERVICE_UNAVAILABLE and not record.exc_info


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
