"""The crew's day as rows of blocks: who has film time, who sleeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cupola.clock import SpanSet
from cupola.publish.charts.sheet import MARGIN, Sheet
from cupola.publish.charts.strokes import Pair, boxes
from cupola.publish.charts.subject import Subject

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PEOPLE: Final = 15
"""Rows that a sheet has room for; whoever is listed after them is left out."""

_ROW: Final = 4.0
_LONGEST: Final = 23.0  # mm a name may take


def crew_rows(sheet: Sheet, subject: Subject, axes: Axes, top: float, pairs: Callable[[SpanSet], list[Pair]]) -> None:
    """Draw each person's blocks in axes as high as the rows together; names to the left, from `top` down, mm.

    Above them stands when the plan sets up and rolls. Film time is full, time of
    one's own half as strong, sleep grey; each block wide enough says its kind.
    """
    theme = sheet.theme
    first = 1 if subject.film else 0
    people = subject.people[:MOST_PEOPLE]
    axes.set_ylim(max(len(people) + first, 1), 0)
    if subject.film:
        sheet.text(MARGIN, top + _ROW - 1.2, "the plan", weight="bold")
        boxes(axes, pairs(subject.film), (0.92, 0.04), "plan", facecolor=theme.ink)
    colours = {"film": (theme.film, 1.0), "private": (theme.film, 0.5), "sleep": (theme.hair, 1.0)}
    left, right = axes.get_xlim()
    scale = axes.get_position().width * sheet.figure.get_figwidth() * 25.4 / (right - left)
    begin = axes.get_position().x0 * sheet.figure.get_figwidth() * 25.4
    for row, person in enumerate(people, first):
        y = top + (row + 1) * _ROW - 1.2
        sheet.text(MARGIN, y, _short(sheet, person.name))
        for kind in dict.fromkeys(block.kind for block in person.blocks):
            found = pairs(person.time(kind))
            colour, strength = colours.get(kind, (theme.ground, 1.0))
            style = {"edgecolor": theme.hair, "linewidth": 0.4, "alpha": strength}
            boxes(axes, found, (row + 0.92, row + 0.04), f"{kind}-{person.id}", facecolor=colour, **style)
            ink = theme.ground if kind == "film" else theme.ink if kind == "private" else theme.soft
            for a, b in found:
                wide, text = (b - a) * scale, kind
                if sheet.width(text) + 1.2 <= wide:
                    sheet.text(begin + ((a + b) / 2 - left) * scale, y, text, color=ink, ha="center")


def _short(sheet: Sheet, name: str) -> str:
    """Give a name, or its last word, as far as there is room."""
    for text in (name, name.split()[-1]):
        if sheet.width(text) <= _LONGEST:
            return text
    last = name.split()[-1]
    while sheet.width(f"{last}…") > _LONGEST:
        last = last[:-1]
    return f"{last}…"
