"""Pictures: frames of one colour; the shapes and texts of an SVG, in millimetres from the upper left corner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image

from cupola.publish.prints import Print

Point = tuple[float, float]

_SVG = "{http://www.w3.org/2000/svg}"
_POINT = 25.4 / 72
_STEP = re.compile(r"([ML]) (-?[\d.]+) (-?[\d.]+)|z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its size in points and the box it takes, mm."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Text, slack: float = 0.1) -> bool:
        """Say whether two texts overlap by more than `slack` mm both ways."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


class Drawing:
    """An SVG that was read."""

    def __init__(self, svg: bytes) -> None:
        self.root = ElementTree.fromstring(svg)

    @property
    def size(self) -> Point:
        """Width and height, mm."""
        return tuple(float(self.root.attrib[k].removesuffix("pt")) * _POINT for k in ("width", "height"))  # type: ignore[return-value]

    @cached_property
    def groups(self) -> dict[str, ElementTree.Element]:
        """The groups by their names."""
        return {g.attrib["id"]: g for g in self.root.iter(f"{_SVG}g") if "id" in g.attrib}

    def names(self, start: str) -> list[str]:
        """Give the names of groups that begin so."""
        return [name for name in self.groups if name.startswith(start)]

    def lines(self, name: str) -> list[list[Point]]:
        """Give the lines that a named shape is made of, mm."""
        found: list[list[Point]] = []
        for path in self.groups[name].iter(f"{_SVG}path"):
            for step in _STEP.finditer(path.attrib.get("d", "")):
                if step[1] is None:
                    continue
                if step[1] == "M":
                    found.append([])
                found[-1].append((float(step[2]) * _POINT, float(step[3]) * _POINT))
        return found

    def across(self, name: str) -> list[tuple[float, float]]:
        """Give from where to where each line of a named shape goes, mm from the left."""
        return [(min(x for x, _ in line), max(x for x, _ in line)) for line in self.lines(name)]

    def down(self, name: str) -> tuple[float, float]:
        """Give from where to where a named shape goes, mm from the top."""
        ys = [y for line in self.lines(name) for _, y in line]
        return min(ys), max(ys)

    @cached_property
    def texts(self) -> list[Text]:
        """The texts with something in them."""
        return [_text(one) for one in self.root.iter(f"{_SVG}text") if (one.text or "").strip()]

    @property
    def words(self) -> list[str]:
        """The texts' words."""
        return [one.text for one in self.texts]

    def find(self, text: str) -> Text:
        """Give the only text that reads so."""
        (found,) = (one for one in self.texts if one.text == text)
        return found

    def collisions(self) -> list[tuple[str, str]]:
        """Give the pairs of texts that overlap."""
        return [(a.text, b.text) for a, b in combinations(self.texts, 2) if a.touches(b)]

    def strays(self) -> list[str]:
        """Give the texts that leave the sheet."""
        width, height = self.size
        return [t.text for t in self.texts if t.left < 0 or t.top < 0 or t.right > width or t.bottom > height]

    def colours(self, name: str) -> set[str]:
        """Give the fill colours of a named shape."""
        styles = (path.attrib.get("style", "") for path in self.groups[name].iter(f"{_SVG}path"))
        return {found[1] for style in styles if (found := re.search(r"fill: (#\w+)", style))}


def _text(element: ElementTree.Element) -> Text:
    style = element.attrib["style"]
    size = float(re.search(r"([\d.]+)px", style)[1])  # type: ignore[index]
    weight = "bold" if re.search(r"\b(bold|700)\b", style) else "normal"
    words = element.text or ""
    wide = _width(words, size, weight) * _POINT
    x, y = float(element.attrib["x"]) * _POINT, float(element.attrib["y"]) * _POINT
    anchor = re.search(r"text-anchor: (\w+)", style)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor[1] if anchor else "start"] * wide
    return Text(words, size, left, y - 0.72 * size * _POINT, left + wide, y + 0.15 * size * _POINT)


@cache
def _width(text: str, size: float, weight: str) -> float:
    letters = FontProperties(family="DejaVu Sans", weight=weight)
    return float(TextPath((0, 0), text, size=size, prop=letters).vertices[:, 0].max())


def painted(key: str, colour: tuple[int, int, int]) -> Print:
    """Give a frame of one colour."""
    held = BytesIO()
    Image.new("RGB", (480, 270), colour).save(held, "JPEG", quality=95)
    return Print(key, held.getvalue(), 480, 270, "ISO 800, 1/48 s, T4.0, no ND", ("the Sun is behind the station",))
