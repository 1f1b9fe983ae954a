"""Blocks of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE_FEATURES = ["bold", "italic", "link"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "h3", "ol", "ul", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """The heading of a section; the table of contents lists it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        template = "blocks/heading.html"
        description = _("Begins a section; the table of contents lists it.")
        preview_value = _("What is sciatica?")


class ParagraphBlock(blocks.RichTextBlock):
    """Paragraphs, with lists, links and small headings."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "blocks/paragraph.html"
        description = _("Paragraphs, with lists, links and small headings.")
        preview_value = _("Many people find that gentle movement eases the pain.")


class NumberedPointBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=INLINE_FEATURES)

    class Meta:
        label = _("point")


class NumberedPointsBlock(blocks.StructBlock):
    """Points in an order that matters."""

    points = blocks.ListBlock(NumberedPointBlock(), label=_("points"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Numbered points")
        group = _("Text")
        template = "blocks/numbered_points.html"
        description = _("Points in an order that matters, each with a short title.")
        preview_value = {
            "points": [{"title": _("Your first visit"), "text": _("We talk about your pain and your everyday life.")}]
        }


class BulletedPointsBlock(blocks.StructBlock):
    """Points in no particular order."""

    points = blocks.ListBlock(blocks.RichTextBlock(features=INLINE_FEATURES, label=_("point")), label=_("points"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Bulleted points")
        group = _("Text")
        template = "blocks/bulleted_points.html"
        description = _("Short points in no particular order.")
        preview_value = {"points": [_("Comfortable clothes"), _("A list of your medicines")]}


class QuestionBlock(blocks.StructBlock):
    """A question that readers ask, and its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=[*INLINE_FEATURES, "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("Question and answer")
        group = _("Text")
        template = "blocks/question.html"
        description = _("A question that readers ask; the answer unfolds.")
        preview_value = {"question": _("Does it hurt?"), "answer": _("You may feel a small prick or a dull ache.")}
