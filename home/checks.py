"""What would silently be wrong if somebody forgot it, found when the site starts."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from wagtail.fields import StreamField

from home.bilingual.block_visitor import unknown_blocks


@register()
def every_block_is_known(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a kind of block whose text freshness and search would not see."""
    return [
        Error(f"{field}: {error}", hint="Say there what its value is to a reader.", obj=field, id="home.E001")
        for field in _stream_fields(app_configs)
        for error in unknown_blocks(field.stream_block)
    ]


def _stream_fields(app_configs: Sequence[AppConfig] | None) -> Iterator[StreamField]:
    for config in app_configs or apps.get_app_configs():
        for model in config.get_models():
            yield from (field for field in model._meta.local_fields if isinstance(field, StreamField))
