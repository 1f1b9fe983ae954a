"""The body of a page."""

from wagtail import blocks

from home.pages.blocks.clinic import CaseStoryBlock, OpeningHoursBlock, PriceListBlock
from home.pages.blocks.emphasis import CalloutBlock, CallToActionBlock, QuotationBlock
from home.pages.blocks.pictures import PictureBlock, TableBlock
from home.pages.blocks.text import (
    PARAGRAPH_FEATURES,
    BulletedPointsBlock,
    HeadingBlock,
    NumberedPointsBlock,
    ParagraphBlock,
    QuestionBlock,
)


class BodyBlock(blocks.StreamBlock):
    """Every block that a page may be made of."""

    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=PARAGRAPH_FEATURES)
    numbered_points = NumberedPointsBlock()
    bulleted_points = BulletedPointsBlock()
    question = QuestionBlock()
    callout = CalloutBlock()
    quotation = QuotationBlock()
    call_to_action = CallToActionBlock()
    image = PictureBlock()
    table = TableBlock()
    case_story = CaseStoryBlock("articles.CaseStoryPage")
    opening_hours = OpeningHoursBlock()
    price_list = PriceListBlock()
