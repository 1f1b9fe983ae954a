"""The guide's texts: a Markdown file per task and language; the same file name is the same task."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from home.bilingual.languages import active_language

FOLDER = Path(__file__).parent
PICTURES = "home/guide/{language}/{name}.webp"
PICTURE_SIZE = (1280, 800)
# The words of a button or menu item, which the guide names as the admin shows them.
LABEL = re.compile(r"\{([^{}]+)\}")


class PictureRenderer(RendererHTML):
    """Finds the picture that a text names, in the text's language."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        address = static(PICTURES.format(language=env["language"], name=token.attrs["src"]))
        width, height = PICTURE_SIZE
        tag = '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">'
        return format_html(tag, address, token.content, width, height)


@dataclass(frozen=True)
class Task:
    """Something that an editor wants to do, and how it is done."""

    slug: str
    language: str

    @cached_property
    def _source(self) -> str:
        [file] = (FOLDER / self.language).glob(f"[0-9][0-9]-{self.slug}.md")
        return LABEL.sub(lambda label: gettext(label[1]), file.read_text(encoding="utf-8"))

    @property
    def title(self) -> str:
        return self._source.partition("\n")[0].removeprefix("# ")

    @property
    def text(self) -> str:
        """The steps as HTML."""
        markdown = MarkdownIt("commonmark", renderer_cls=PictureRenderer)
        steps = self._source.partition("\n")[2]
        return mark_safe(markdown.render(steps, {"language": self.language}))  # noqa: S308 - our own files


def all_tasks(language: str | None = None) -> list[Task]:
    """List the tasks in a language (default: the active one), in the order in which an editor meets them."""
    language = language or active_language()
    return [Task(file.stem[3:], language) for file in sorted((FOLDER / language).glob("*.md"))]
