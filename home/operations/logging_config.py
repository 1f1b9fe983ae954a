"""Where the log's lines go; the settings read this before there is anything else of the site, so it imports nothing of it."""

from typing import Any


def logging_config(level: str, line_format: str, *, mails_errors: bool) -> dict[str, Any]:
    """Return Django's LOGGING: lines as `text` or `json` on the standard error, and where it is wanted errors by e-mail too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "home.operations.logs.RequestIdFilter"},
            "strangers": {"()": "home.operations.logs.StrangersFilter"},
        },
        "formatters": {
            "text": {"()": "home.operations.logs.TextFormatter"},
            "json": {"()": "home.operations.logs.JsonFormatter"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "filters": ["request_id", "strangers"], "formatter": line_format},
            # Without ADMINS it sends nothing.
            "mail": {
                "class": "home.operations.error_mails.ErrorMails",
                "level": "ERROR",
                "reporter_class": "home.operations.error_mails.ErrorReporter",
            },
        },
        "root": {"handlers": ["console", *(["mail"] if mails_errors else [])], "level": level},
        "loggers": {
            # Django's own handlers would write every line twice.
            "django": {"handlers": [], "propagate": True},
            # One line for every indexed object says nothing that an operator can use.
            "django_tasks": {"level": "WARNING"},
        },
    }
