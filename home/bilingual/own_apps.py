"""Which of the installed apps are the site's own, whatever they are called."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings


def is_own(app: AppConfig) -> bool:
    return Path(app.path).parent == settings.BASE_DIR


def own_apps() -> Iterator[AppConfig]:
    return filter(is_own, apps.get_app_configs())


@cache
def own_labels() -> frozenset[str]:
    return frozenset(app.label for app in own_apps())
