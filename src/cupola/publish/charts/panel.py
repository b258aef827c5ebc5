"""The panel beside the light chart: each window's minutes of direct sun a day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from cupola.publish.charts.sheet import MARGIN, WIDTH, Sheet
from cupola.publish.charts.windows import WindowSun

_LEFT: Final = 227.0
_TOP: Final = 31.8
_BOTTOM: Final = 181.0
_TALLEST: Final = 4.9  # mm a row
_BARS: Final = (259.5, 11.0)  # mm: where the bars begin, and how wide they are together


def panel(sheet: Sheet, suns: Sequence[WindowSun], parts: Sequence[bool]) -> None:
    """Draw the panel; the longest bar is that of the window and day with the most direct sun.

    Parameters
    ----------
    suns : sequence of WindowSun
        By sides.
    parts : sequence of bool
        Which days are only parts of a day; the figures leave them out.
    """
    full = max((max(row.minutes) for row in suns), default=0.0) or 1.0
    sides = len({row.side for row in suns})
    tall = min(_TALLEST, (_BOTTOM - _TOP - 1.2 - 0.8 * sides) / max(len(suns) + sides, 1))
    sheet.text(_LEFT, _TOP, "direct sun, minutes a day, by window", color=sheet.theme.soft)
    y = _TOP + 1.2
    for side, rows in groupby(suns, key=lambda row: row.side):
        y += tall
        sheet.text(_LEFT, y, side.upper(), weight="bold")
        sheet.rule([_LEFT, WIDTH - MARGIN], [y + 1.2, y + 1.2], color=sheet.theme.hair)
        for row in rows:
            y += tall
            _row(sheet, y, (tall - 0.9) / full, row, parts)
        y += 0.8


def _row(sheet: Sheet, y: float, scale: float, row: WindowSun, parts: Sequence[bool]) -> None:
    """Draw a window's row on the baseline y, with bars of `scale` mm a minute."""
    theme, (left, wide) = sheet.theme, _BARS
    sheet.text(_LEFT, y, row.window, color=theme.soft if row.dark else theme.ink)
    step = wide / len(row.minutes)
    for index, (minutes, part) in enumerate(zip(row.minutes, parts, strict=True)):
        tall = scale * minutes
        if not row.dark:
            style = {"facecolor": theme.direct, "alpha": 0.45 if part else 1.0, "gid": f"bar-{row.window}-{index}"}
            sheet.patch(left + index * step, y + 0.4 - tall, 0.78 * step, tall, **style)
    sheet.rule([left, left + wide], [y + 0.4, y + 0.4], color=theme.soft, linewidth=0.4)
    sheet.text(WIDTH - MARGIN, y, row.range(parts), ha="right", color=theme.soft if row.dark else theme.ink)
