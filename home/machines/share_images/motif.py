"""The needle over the water: the clinic's sign and the ground of its share images, drawn with lines and waves."""

import math
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw

from home.machines import palette

Point = tuple[float, float]
# Drawn larger and then reduced, which smooths every edge.
OVERSAMPLING = 3
DEEP_WATER = "#8fb9b1"


class Pen:
    """Draws strokes with round ends in the units of a drawing."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self.draw = ImageDraw.Draw(image)
        self.scale = scale

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line along some points."""
        scaled, radius = self._scaled(points), width * self.scale / 2
        self.draw.line(scaled, fill=colour, width=round(2 * radius), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def fill(self, points: Sequence[Point], colour: str) -> None:
        """Fill the shape that some points enclose."""
        self.draw.polygon(self._scaled(points), fill=colour)

    def disc(self, centre: Point, radius: float, colour: str) -> None:
        """Fill a circle."""
        (x, y), r = self._scaled([centre])[0], radius * self.scale
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def ring(self, centre: Point, radius: float, colour: str, width: float) -> None:
        """Draw a ring that lies on the water, so a flat one."""
        (x, y), rx, ry = self._scaled([centre])[0], radius * self.scale, radius * self.scale / 4.5
        self.draw.ellipse((x - rx, y - ry, x + rx, y + ry), outline=colour, width=round(width * self.scale))

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]


def wave(start: Point, length: float, crest: float, half_waves: float, phase: float = 0) -> list[Point]:
    """List the points of a wave that begins at a point; `length` is that of half a wave, from one zero to the next."""
    x, y = start
    steps = round(24 * half_waves)
    turns = (half_waves * step / steps for step in range(steps + 1))
    return [(x + length * turn, y - crest * math.sin(math.pi * (turn + phase))) for turn in turns]


@cache
def sign(size: int) -> Image.Image:
    """Draw the sign of the word mark, as word-mark.svg has it, on nothing."""
    image = Image.new("RGBA", (size * OVERSAMPLING, size * OVERSAMPLING))
    pen = Pen(image, size * OVERSAMPLING / 64)
    pen.disc((32, 32), 31, palette.FJORD)
    pen.stroke([(43, 10), (28, 38)], palette.SAND, 3)
    pen.stroke([(43, 10), (38, 19.3)], palette.CLAY, 6)
    pen.stroke(wave((9, 41), 23, 4.5, 2), palette.MIST, 3.5)
    pen.stroke(wave((16, 50.5), 16, 3, 2), DEEP_WATER, 3.5)
    return image.reduce(OVERSAMPLING)


@cache
def ground(width: int, height: int) -> Image.Image:
    """Draw paper above three waves of the fjord, with a needle that touches the water and its rings."""
    image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), palette.PAPER)
    pen = Pen(image, OVERSAMPLING)
    head, neck, tip = (width - 106.0, 92.0), (width - 122.0, 164.0), (width - 200.0, height - 107.0)

    def water(top: float, crest: float, length: float, phase: float, colour: str) -> None:
        surface = wave((-10, top), length, crest, (width + 20) / length, phase)
        pen.fill([(-10, height), *surface, (width + 10, height)], colour)

    pen.disc((width - 130, 150), 230, palette.SAND)
    water(height - 118, 20, 330, 1.44, palette.SHALLOWS)
    for radius in (28, 58):
        pen.ring(tip, radius, palette.PAPER, 3)
    pen.stroke([head, tip], palette.FJORD, 5)
    pen.stroke([head, neck], palette.CLAY, 15)
    water(height - 84, 18, 280, 1.89, palette.TEAL)
    water(height - 46, 16, 360, 0.1, palette.FJORD)
    return image.reduce(OVERSAMPLING)
