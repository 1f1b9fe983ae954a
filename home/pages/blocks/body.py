"""The body of a page."""

from wagtail import blocks

from home.pages.blocks.clinic import (
    CaseStoryBlock,
    OpeningHoursBlock,
    PracticalFactsBlock,
    PractitionerBlock,
    PriceListBlock,
)
from home.pages.blocks.emphasis import CalloutBlock, CallToActionBlock, QuotationBlock
from home.pages.blocks.files import DownloadBlock
from home.pages.blocks.films import FilmBlock
from home.pages.blocks.pictures import GalleryBlock, PictureBlock, TableBlock
from home.pages.blocks.text import (
    PARAGRAPH_FEATURES,
    BulletedPointsBlock,
    HeadingBlock,
    NumberedPointsBlock,
    ParagraphBlock,
    QuestionBlock,
)
from home.pages.blocks.visit import BeforeYouComeBlock, ExerciseBlock, LocationBlock


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
    gallery = GalleryBlock()
    table = TableBlock()
    film = FilmBlock()
    download = DownloadBlock()
    before_you_come = BeforeYouComeBlock()
    exercise = ExerciseBlock()
    case_story = CaseStoryBlock("articles.CaseStoryPage")
    opening_hours = OpeningHoursBlock()
    price_list = PriceListBlock()
    location = LocationBlock()
    practitioner = PractitionerBlock()
    practical_facts = PracticalFactsBlock()
