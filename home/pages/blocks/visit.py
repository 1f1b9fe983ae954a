"""Blocks for a patient before, at home and on the way: what to prepare, exercises, and where the clinic lies."""

import math
from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from home.pages.blocks.pictures import ImageBlock
from home.pages.blocks.text import INLINE_FEATURES

# Of the drawing, in its own units around the clinic.
OUTERMOST, INNERMOST = 125, 55
APART = 30  # degrees between two places that lie in one direction


class BeforeYouComeBlock(blocks.StructBlock):
    """What a patient does before a visit and brings along, as two lists to tick off."""

    title = blocks.CharBlock(label=_("title"), max_length=120, help_text=_("For example “Before your first visit”."))
    beforehand = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE_FEATURES, label=_("point")), label=_("to do beforehand"), default=[]
    )
    bring = blocks.ListBlock(blocks.RichTextBlock(features=INLINE_FEATURES, label=_("point")), label=_("to bring"), default=[])

    class Meta:
        icon = "clipboard-list"
        label = _("Before you come")
        group = _("For patients")
        template = "blocks/before_you_come.html"
        description = _("What patients do before a visit and what they bring; on paper each point has a box to tick.")
        preview_value = {
            "title": _("Before your first visit"),
            "beforehand": [_("Eat a little before your treatment.")],
            "bring": [_("Comfortable clothes"), _("A list of your medicines")],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (self.is_deferred_validation or cleaned["beforehand"] or cleaned["bring"]):
            reason = gettext("Write at least one point in one of the lists.")
            raise StructBlockValidationError(block_errors={"beforehand": ListBlockValidationError(non_block_errors=[reason])})
        return cleaned


class ExerciseStepBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("text"), features=INLINE_FEATURES)
    picture = ImageBlock(label=_("picture"), required=False)

    class Meta:
        label = _("step")


class ExerciseBlock(blocks.StructBlock):
    """An exercise that a patient does alone: why, how, how often, and when to stop."""

    name = blocks.CharBlock(label=_("name"), max_length=120)
    purpose = blocks.CharBlock(label=_("good for"), max_length=200, help_text=_("For example “a stiff neck after a long day”."))
    steps = blocks.ListBlock(ExerciseStepBlock(), label=_("steps"), min_num=1)
    repetitions = blocks.CharBlock(
        label=_("repetitions"), required=False, max_length=150, help_text=_("For example “5 times on each side, twice a day”.")
    )
    caution = blocks.TextBlock(label=_("caution"), required=False, help_text=_("When to stop, or not to begin."))

    class Meta:
        icon = "rotate"
        label = _("Exercise")
        group = _("For patients")
        template = "blocks/exercise.html"
        description = _("An exercise to do at home: its steps with pictures, how often, and when to stop.")
        preview_value: dict[str, Any] = {
            "name": _("Turn your head"),
            "purpose": _("a stiff neck"),
            "steps": [
                {"text": _("Sit upright and let your shoulders drop."), "picture": None},
                {"text": _("Look slowly over one shoulder, then over the other."), "picture": None},
            ],
            "repetitions": _("5 times on each side"),
            "caution": _("Stop if you become dizzy."),
        }


class Direction(models.TextChoices):
    """Where a place lies as seen from the clinic; clockwise from north."""

    NORTH = "n", _("north")
    NORTH_EAST = "ne", _("north-east")
    EAST = "e", _("east")
    SOUTH_EAST = "se", _("south-east")
    SOUTH = "s", _("south")
    SOUTH_WEST = "sw", _("south-west")
    WEST = "w", _("west")
    NORTH_WEST = "nw", _("north-west")


class Landmark(NamedTuple):
    """A place as it is drawn and told."""

    name: str
    direction: str
    minutes: int
    x: int
    y: int


class LocationValue(blocks.StructValue):
    @cached_property
    def _places(self) -> list[Any]:
        """The places that can be drawn; of a draft some may be half written."""
        return [place for place in self["places"] if place["direction"] and place["minutes"]]

    @cached_property
    def rings(self) -> list[tuple[int, int]]:
        """Radius and minutes of the circles, of which there are three at most."""
        farthest = max((place["minutes"] for place in self._places), default=0)
        step = next((step for step in (1, 2, 5, 10, 20) if step * 3 >= farthest), 20)
        count = math.ceil(farthest / step)
        return [(self._radius(step * number, step * count), step * number) for number in range(1, count + 1)]

    @cached_property
    def landmarks(self) -> list[Landmark]:
        """The places around the clinic; two that lie in one direction are drawn beside each other."""
        places = self._places
        order = Direction.values
        drawn = []
        for number, place in enumerate(places):
            same = [other for other, found in enumerate(places) if found["direction"] == place["direction"]]
            turned = (same.index(number) - (len(same) - 1) / 2) * APART
            angle = math.radians(order.index(place["direction"]) * 45 + turned)
            radius = self._radius(place["minutes"], self.rings[-1][1])
            x, y = round(math.sin(angle) * radius), round(-math.cos(angle) * radius)
            label = str(Direction(place["direction"]).label)
            drawn.append(Landmark(place["name"], label, place["minutes"], x, y))
        return drawn

    def _radius(self, minutes: int, farthest: int) -> int:
        return round(INNERMOST + (OUTERMOST - INNERMOST) * minutes / farthest)


class PlaceBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("place"), max_length=80, help_text=_("For example a station, a bus stop or a car park."))
    direction = blocks.ChoiceBlock(label=_("seen from the clinic it lies"), choices=Direction.choices)
    minutes = blocks.IntegerBlock(label=_("minutes on foot"), min_value=1, max_value=60)

    class Meta:
        label = _("place")


class LocationBlock(blocks.StructBlock):
    """Where the clinic lies: its address, a drawing of the places around it, and the way; no map is fetched from anybody."""

    places = blocks.ListBlock(
        PlaceBlock(),
        label=_("places nearby"),
        default=[],
        max_num=8,
        help_text=_("They are drawn around the clinic by direction and minutes on foot. It is no map of the streets."),
    )
    directions = blocks.RichTextBlock(
        label=_("directions"),
        required=False,
        features=[*INLINE_FEATURES, "ul"],
        help_text=_("Bus, parking, the entrance, the stairs or the lift."),
    )

    class Meta:
        icon = "crosshairs"
        label = _("Where the clinic lies")
        group = _("The clinic")
        template = "blocks/location.html"
        value_class = LocationValue
        description = _("The address of the clinic’s settings, a drawing of what lies around it, and links to maps elsewhere.")
        preview_value: dict[str, Any] = {
            "places": [
                {"name": _("The station"), "direction": "ne", "minutes": 8},
                {"name": _("The bus stop"), "direction": "w", "minutes": 2},
            ],
            "directions": "",
        }
