"""The key of a picture: small samples with their names, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cupola.publish.charts.sheet import SMALL, Sheet

Form = Literal["box", "shade", "up", "down", "lane", "line", "dashes", "dot", "ring", "rise", "set", "hatch", "cross"]

_SAMPLE: Final = 5.0  # mm
_GAP: Final = 5.0
_LINE: Final = 4.4
_MARKERS: Final = {"dot": "o", "ring": "o", "rise": "^", "set": "v"}


@dataclass(frozen=True, slots=True)
class Key:
    """A name, the form of its sample, its colour; of a lane also which one of how many it is."""

    name: str
    form: Form
    colour: str
    lane: tuple[int, int] = (0, 1)


def legend(sheet: Sheet, left: float, top: float, right: float, keys: Sequence[Key]) -> float:
    """Draw a key from a place in mm on, in as many lines as it takes; give the last line's place."""
    x, y = left, top
    for key in keys:
        wide = _SAMPLE + 1.5 + sheet.width(key.name, SMALL) + _GAP
        if x > left and x + wide - _GAP > right:
            x, y = left, y + _LINE
        _sample(sheet, x, y, key)
        sheet.text(x + _SAMPLE + 1.5, y, key.name, SMALL)
        x += wide
    return y


def _sample(sheet: Sheet, x: float, y: float, key: Key) -> None:
    """Draw a sample with its foot at the baseline y."""
    middle = y - 0.9
    if key.form in ("box", "shade"):
        shade = 0.5 if key.form == "shade" else 1.0
        sheet.patch(x, y - 2.3, _SAMPLE, 2.8, facecolor=key.colour, alpha=shade)
        sheet.patch(x, y - 2.3, _SAMPLE, 2.8, facecolor="none", edgecolor=sheet.theme.soft, linewidth=0.3)
    elif key.form in ("hatch", "cross"):
        pattern = "xxxxx" if key.form == "cross" else "/////"
        style = {"facecolor": "none", "edgecolor": key.colour, "hatch": pattern, "linewidth": 0.5}
        sheet.patch(x, y - 2.3, _SAMPLE, 2.8, **style)
    elif key.form == "lane":
        _lanes(sheet, x, y - 2.4, key)
    elif key.form in ("up", "down"):
        _tick(sheet, x, middle, key)
    elif key.form in _MARKERS:
        fill = sheet.theme.ground if key.form == "ring" else key.colour
        style = {"marker": _MARKERS[key.form], "markersize": 4.5, "markerfacecolor": fill, "markeredgewidth": 0.5}
        sheet.rule([x + _SAMPLE / 2], [middle], color=key.colour, markeredgecolor=sheet.theme.ink, **style)
    else:
        dashes = "--" if key.form == "dashes" else "-"
        sheet.rule([x, x + _SAMPLE], [middle, middle], color=key.colour, linewidth=1.2, linestyle=dashes)


def _lanes(sheet: Sheet, x: float, top: float, key: Key) -> None:
    """Draw all lanes faintly, and the key's own in its colour."""
    mine, count = key.lane
    room = 2.8 / count
    for k in range(count):
        colour = key.colour if k == mine else sheet.theme.hair
        sheet.patch(x, top + k * room, _SAMPLE, 0.78 * room, facecolor=colour)


def _tick(sheet: Sheet, x: float, y: float, key: Key) -> None:
    """Draw the edge of the band of light with a tick above it (sunrise) or below it (sunset)."""
    end = -1.7 if key.form == "up" else 1.7
    sheet.rule([x, x + _SAMPLE], [y, y], color=sheet.theme.hair, linewidth=0.8)
    sheet.rule([x + _SAMPLE / 2] * 2, [y, y + end], color=key.colour, linewidth=1.2)
