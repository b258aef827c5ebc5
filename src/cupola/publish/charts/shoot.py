"""The shoot's light chart: days down, minutes of the day across, colour is the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cupola.clock import DAY, Span, SpanSet, clock_text, date_text
from cupola.light import PHASES, Almanac, DayRow
from cupola.publish.charts.legend import Key, legend
from cupola.publish.charts.panel import panel
from cupola.publish.charts.sheet import MARGIN, SMALL, Sheet, settings
from cupola.publish.charts.shootlight import ShootLight
from cupola.publish.charts.strokes import Pair, boxes, hours, ticks
from cupola.publish.charts.subject import Subject
from cupola.publish.charts.theme import PAPER, Theme
from cupola.publish.moment import short_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MINUTE: Final = 60.0
_LEFT, _TOP, _WIDTH, _HEIGHT = 30.0, 34.0, 138.0, 132.0  # mm: where the days stand
_TALLEST: Final = 13.0  # mm
_LOWEST: Final = 4.2  # mm: a row lower than this has no room for ticks and lanes
_LINE: Final = 3.2  # mm that a line of type needs
_VEIL: Final = 0.6  # what lies below a hatch steps back, so that the hatch shows on light and dark


def shoot_chart(almanac: Almanac, subject: Subject, theme: Theme = PAPER) -> Sheet:
    """Draw the light chart of an almanac's span.

    Parameters
    ----------
    almanac : Almanac
        The light of the shoot, or of any other span.
    subject : Subject
        Title, clock, set and windows, events, film time.

    Returns
    -------
    Sheet
        To be saved as SVG or PNG.

    Raises
    ------
    DocumentError
        An unknown window among the subject's (E311).
    """
    light = ShootLight.of(almanac, subject)
    with settings():
        sheet = Sheet(theme, f"{subject.title}: light chart")
        place = "" if subject.place == subject.title else f" · {subject.place}"
        sheet.head(f"Light chart · {subject.dates(light.span)}{place}", subject.title, light.facts())
        high = min(_TALLEST, _HEIGHT / len(light.days))
        rows = _Rows(light, theme, high)
        rows.draw(sheet.axes(_LEFT, _TOP + 4, _WIDTH, high * len(light.days)))
        _dates(sheet, light, high)
        _clocks(sheet, subject, high * len(light.days))
        _nights(sheet, light, high)
        _beta(sheet, light, high)
        panel(sheet, light.suns, [row.span.length < DAY for row in light.days])
        _below(sheet, light, high)
    return sheet


class _Rows:
    """The days themselves: a band of light each, lanes of direct sun and film below it."""

    def __init__(self, light: ShootLight, theme: Theme, high: float) -> None:
        self.light, self.theme = light, theme
        self.roomy = high >= _LOWEST
        laned = bool(light.lanes) or bool(light.subject.film)
        self.band = (0.16, 0.56 if laned else 0.78) if self.roomy else (0.0, 1.0)

    def draw(self, axes: Axes) -> None:
        """Draw all days."""
        axes.set(xlim=(0, DAY / _MINUTE), ylim=(len(self.light.days), 0))
        for index, row in enumerate(self.light.days):
            self._day(axes, index, row)

    def _day(self, axes: Axes, index: int, row: DayRow) -> None:
        top, bottom = index + self.band[0], index + self.band[1]
        for phase in PHASES:
            spans = self._minutes(self.light.phases[phase], row)
            boxes(axes, spans, (bottom, top), f"{phase}-{row.date}", facecolor=getattr(self.theme, phase))
        if self.roomy:
            for phase, begin, end in (("sunrise", top, top - 0.12), ("sunset", bottom, bottom + 0.09)):
                middles = [(a + b) / 2 for a, b in self._minutes(self.light.phases[phase], row)]
                ticks(axes, middles, (begin, end), f"{phase}-tick-{row.date}", edgecolor=getattr(self.theme, phase))
            self._lanes(axes, index, row)
        for mark in self.light.subject.marks:
            hatch = "xxxxx" if mark.lost else "/////"
            spans = self._minutes(SpanSet.of([mark.span]).clip(row.span), row)
            name = f"{'lost' if mark.lost else 'stop'}-{row.date}"
            style = {"facecolor": "none", "edgecolor": self.theme.alarm, "hatch": hatch, "linewidth": 0.5}
            boxes(axes, spans, (bottom, top), f"veil-{name}", facecolor=self.theme.ground, alpha=_VEIL)
            boxes(axes, spans, (bottom, top), name, **style)

    def _lanes(self, axes: Axes, index: int, row: DayRow) -> None:
        """Draw direct sun through each chosen window, and film time, below the band."""
        colours = [(f"direct-{window}", spans, self.theme.direct) for window, spans in self.light.lanes]
        if self.light.subject.film:
            colours.append(("film", self.light.subject.film, self.theme.film))
        if not colours:
            return
        room = 0.30 / len(colours)
        for k, (name, spans, colour) in enumerate(colours):
            top = index + 0.68 + k * room
            across = self._minutes(spans.clip(row.span), row)
            boxes(axes, across, (top + room * 0.78, top), f"{name}-{row.date}", facecolor=colour)

    def _minutes(self, spans: SpanSet, row: DayRow) -> list[Pair]:
        midnight = self.light.subject.midnight(row.span.start)
        return [((s.start - midnight) / _MINUTE, (s.stop - midnight) / _MINUTE) for s in spans.clip(row.span)]


def _dates(sheet: Sheet, light: ShootLight, high: float) -> None:
    step = int(np.ceil(_LINE / high))
    for index, row in enumerate(light.days):
        if index % step == 0:
            sheet.text(_LEFT - 2, _TOP + 4 + (index + 0.38) * high + 0.9, short_date(row.date), 7.5, ha="right")


def _clocks(sheet: Sheet, subject: Subject, high: float) -> None:
    """Put UTC above the days and the crew's clock below."""
    above, below = (sheet.axes(_LEFT, _TOP + 4, _WIDTH, high) for _ in range(2))
    hours(above, (0, DAY / _MINUTE), lambda m: clock_text(m * _MINUTE - subject.offset), "top", 120)
    hours(below, (0, DAY / _MINUTE), _day_clock, "bottom", 120)
    sheet.text(_LEFT - 6, _TOP + 2.2, "UTC", color=sheet.theme.soft, ha="right")
    sheet.text(_LEFT - 6, _TOP + high + 7.5, subject.clock, color=sheet.theme.soft, ha="right")


def _day_clock(minute: float) -> str:
    return "24:00" if minute >= DAY / _MINUTE else clock_text(minute * _MINUTE)


def _nights(sheet: Sheet, light: ShootLight, high: float) -> None:
    """Draw the length of each day's nights, true to scale, with the figure."""
    left, theme = _LEFT + _WIDTH + 6, sheet.theme
    sheet.text(left, _TOP + 1.5, "night, min", color=theme.soft)
    longest = max((row.night for row in light.days if row.night == row.night), default=0.0)
    step = int(np.ceil(_LINE / high))
    for index, row in enumerate(light.days):
        if row.night != row.night:
            continue
        top = _TOP + 4 + index * high
        sheet.patch(left, top + 0.16 * high, 12 * row.night / longest, 0.5 * high, facecolor=theme.eclipse)
        if index % step == 0:
            sheet.text(left + 13, top + 0.38 * high + 0.9, f"{row.night / _MINUTE:.1f}", 7.5)


def _beta(sheet: Sheet, light: ShootLight, high: float) -> None:
    """Draw the beta angle as a curve down the days: starboard to the left of the middle, port to the right."""
    left, theme = _LEFT + _WIDTH + 29, sheet.theme
    axes = sheet.axes(left, _TOP + 4, 24, high * len(light.days))
    begin = light.subject.midnight(light.span.start)
    axes.set(xlim=(-80, 80), ylim=(len(light.days), 0))
    axes.axvline(0, color=theme.hair, linewidth=0.8)
    at, beta = light.beta
    (curve,) = axes.plot(beta, (at - begin) / DAY, color=theme.ink, linewidth=1.2)
    curve.set_gid("beta")
    sheet.text(left + 12, _TOP - 2.2, "beta", color=theme.soft, ha="center")
    sheet.text(left + 11, _TOP + 1.5, "starboard", color=theme.soft, ha="right")
    sheet.text(left + 13, _TOP + 1.5, "port", color=theme.soft)
    step = int(np.ceil(_LINE / high))
    for index, row in enumerate(light.days):
        if index % step == 0:
            place, side = (left + 24, "right") if row.beta < 0 else (left, "left")
            figure = f"{row.beta:.1f}°".replace("-", "−")
            sheet.text(place, _TOP + 4 + (index + 0.38) * high + 0.9, figure, 7.5, ha=side)


def _below(sheet: Sheet, light: ShootLight, high: float) -> None:
    """Write the key and the marks below the days."""
    theme, subject = sheet.theme, light.subject
    roomy = high >= _LOWEST
    top = _TOP + 4 + high * len(light.days) + 10.5
    keys = [Key("sun", "box", theme.sun), Key("eclipse", "box", theme.eclipse)]
    if roomy:
        keys += [Key("sunrise", "up", theme.sunrise), Key("sunset", "down", theme.sunset)]
        keys += _lane_keys(light, theme)
    shown = [mark for mark in subject.marks if mark.span.overlaps(light.span)]
    if any(not mark.lost for mark in shown):
        keys.append(Key("nobody films", "hatch", theme.alarm))
    if any(mark.lost for mark in shown):
        keys.append(Key("attitude lost", "cross", theme.alarm))
    bottom = legend(sheet, MARGIN, top, _LEFT + _WIDTH + 53, keys)
    texts = [f"{_when(mark.span, subject)}  {mark.what}" for mark in shown]
    _notes(sheet, bottom + 4.2, texts)
    sheet.foot(light.limits.split("; ")[0] + "; night from sunset to sunrise of the Sun's centre")


def _lane_keys(light: ShootLight, theme: Theme) -> list[Key]:
    """Give the keys of the lanes below a band: which is which shows by its place."""
    names = [(f"direct sun, {window}", theme.direct) for window, _ in light.lanes]
    names += [("set-ups and takes of the plan", theme.film)] if light.subject.film else []
    return [Key(name, "lane", colour, (k, len(names))) for k, (name, colour) in enumerate(names)]


def _notes(sheet: Sheet, top: float, texts: list[str]) -> None:
    """Write notes in two columns, as many as have room."""
    lines = max(int((199.5 - top) // 3.6) + 1, 0)
    for index, text in enumerate(texts[: 2 * lines]):
        column, line = divmod(index, lines)
        sheet.text(MARGIN + 105 * column, top + 3.6 * line, text, SMALL, color=sheet.theme.soft)


def _when(span: Span, subject: Subject) -> str:
    first, last = (short_date(date_text(at + subject.offset)) for at in (span.start, span.stop))
    times = [clock_text(at, subject.offset) for at in (span.start, span.stop)]
    return f"{first} {times[0]}–{times[1]}" if first == last else f"{first} {times[0]} – {last} {times[1]}"
