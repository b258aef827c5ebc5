"""The day chart of one window: the Sun above the limb, lux, landmarks in view, and the crew's day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cupola.clock import SpanSet, clock_text
from cupola.light import PHASES, Almanac
from cupola.light.sights import Sight
from cupola.publish.charts.crew import MOST_PEOPLE, crew_rows
from cupola.publish.charts.daylight import DayLight
from cupola.publish.charts.lanes import lanes
from cupola.publish.charts.legend import Key, legend
from cupola.publish.charts.sheet import MARGIN, SMALL, WIDTH, Sheet, settings
from cupola.publish.charts.strokes import Pair, boxes, hours, ticks
from cupola.publish.charts.subject import Subject
from cupola.publish.charts.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cupola.publish.charts.theme import Theme

_LEFT: Final = 38.0
_WIDTH: Final = WIDTH - _LEFT - 19.0
_TOP: Final = 32.0
_BOTTOM: Final = 184.0
_BAND: Final = 5.0
_DIRECT: Final = 1.7  # mm: the lane of direct sun below the band of light
_GAP: Final = 4.0
_CREW: Final = 4.0  # mm a person
_LANE: Final = 3.5  # mm a line of landmarks
_MOST_LANES: Final = 13
_CURVES: Final = 42.0  # mm that the two curves need at least
_MINUTE: Final = 60.0
_DARKEST: Final = 1e-3  # lx, the foot of the scale: starlight


def day_chart(almanac: Almanac, subject: Subject, window: str, theme: Theme = PAPER) -> Sheet:
    """Draw the day chart of a window.

    Parameters
    ----------
    almanac : Almanac
        Of the day, or of a part of it.
    subject : Subject
        Title, clock, people, events, film time.
    window : str
        The window's id.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    """
    return day_sheet(DayLight.of(almanac, window), subject, theme)


def day_sheet(light: DayLight, subject: Subject, theme: Theme = PAPER) -> Sheet:
    """Draw the day chart of what was found out already."""
    dates = subject.dates(light.span)
    with settings():
        sheet = Sheet(theme, f"{subject.title}: {light.window}, {dates}")
        sheet.head(f"Day chart · {dates} · {light.name} ({light.window})", subject.title, light.facts)
        _Day(sheet, subject, light).draw()
    return sheet


class _Day:
    """The panels of a day, one below the other, along one axis of time."""

    def __init__(self, sheet: Sheet, subject: Subject, light: DayLight) -> None:
        self.sheet, self.theme, self.subject, self.light = sheet, sheet.theme, subject, light
        self.midnight = subject.midnight(light.span.start)
        self.minutes = (light.reading.at - self.midnight) / _MINUTE
        self.rows = min(len(subject.people), MOST_PEOPLE) + bool(subject.film)
        self.across = (float(self.minutes[0]), float(self.minutes[-1]))

    def draw(self) -> None:
        """Draw all panels from the top down."""
        crew = self.rows * _CREW + (_GAP if self.rows else 0.0)
        spare = _BOTTOM - _TOP - 4 - _BAND - 2 * _DIRECT - 4 * _GAP - crew
        labels = self._labels(min(max(int((spare - _CURVES) // _LANE), 1), _MOST_LANES))
        used = 1 + max((lane for lane, _, _ in labels), default=0)
        views = used * _LANE + _GAP if labels else 6.0
        room = spare + _GAP - views
        self._clocks()
        y = _TOP + 4
        self._band(y)
        y += _BAND + 2 * _DIRECT + _GAP
        self._elevation(y, 0.48 * room)
        y += 0.48 * room + _GAP
        self._lux(y, 0.52 * room)
        y += 0.52 * room + _GAP
        self._views(y, labels)
        y += views
        crew_rows(self.sheet, self.subject, self._axes(y, max(crew - _GAP, 0.1)), y, self._pairs)
        self._below()

    def _axes(self, top: float, height: float) -> Axes:
        axes = self.sheet.axes(_LEFT, top, _WIDTH, height)
        axes.set_xlim(*self.across)
        return axes

    def _pairs(self, spans: SpanSet) -> list[Pair]:
        """Give spans as minutes of the day, cut to what the chart covers."""
        starts, stops = (np.clip((x - self.midnight) / _MINUTE, *self.across) for x in (spans.starts, spans.stops))
        return [(a, b) for a, b in zip(starts.tolist(), stops.tolist(), strict=True) if b > a]

    def _clocks(self) -> None:
        """Put UTC above the panels and the crew's clock below."""
        every = next(e for e in (10.0, 30.0, 60.0, 120.0) if (self.across[1] - self.across[0]) / e <= 24 or e == 120)
        offset = self.subject.offset
        for edge, label, height, away in (("top", "UTC", -1.8, offset), ("bottom", self.subject.clock, 3.5, 0.0)):
            axes = self._axes(_TOP + 4, _BOTTOM - _TOP - 4)
            hours(axes, self.across, lambda m, away=away: _clock(m, away), edge, every)  # type: ignore[misc]
            y = (_TOP + 4 if edge == "top" else _BOTTOM) + height
            self.sheet.text(_LEFT - 8, y, label, color=self.theme.soft, ha="right")

    def _band(self, top: float) -> None:
        """Draw the light phases with sunrises above and sunsets below, and what stops filming."""
        foot = _BAND + 2 * _DIRECT
        axes = self._axes(top - 1.5, foot + 1.5)
        axes.set_ylim(foot, -1.5)
        boxes(axes, self._pairs(self.light.direct), (foot, foot - _DIRECT), "direct", facecolor=self.theme.direct)
        axes.axhline(foot, color=self.theme.hair, linewidth=0.4)
        for phase in PHASES:
            boxes(axes, self._pairs(self.light.phases[phase]), (_BAND, 0), phase, facecolor=getattr(self.theme, phase))
        for phase, begin, end in (("sunrise", 0.0, -1.4), ("sunset", _BAND, _BAND + 1.4)):
            middles = [(a + b) / 2 for a, b in self._pairs(self.light.phases[phase])]
            ticks(axes, middles, (begin, end), f"{phase}-tick", edgecolor=getattr(self.theme, phase), linewidth=1.2)
        for mark in self.subject.marks:
            style: dict[str, Any] = {"facecolor": self.theme.ground, "edgecolor": self.theme.alarm, "linewidth": 0.5}
            hatch = "xxxxx" if mark.lost else "/////"
            pairs = self._pairs(SpanSet.of([mark.span]))
            boxes(axes, pairs, (_BAND, 0), "lost" if mark.lost else "stop", hatch=hatch, **style)
        self._title(top + _BAND / 2 + 0.9, "light")
        self.sheet.text(MARGIN, top + foot, "direct sun")

    def _title(self, y: float, *lines: str) -> None:
        """Write what a panel shows to its left, the first line strong."""
        for k, text in enumerate(lines):
            self.sheet.text(MARGIN, y + 3.4 * k, text, weight="normal" if k else "bold")

    def _shade(self, axes: Axes, bottom: float, top: float) -> None:
        """Shade eclipse behind a panel."""
        boxes(
            axes,
            self._pairs(self.light.phases["eclipse"]),
            (bottom, top),
            "night",
            facecolor=self.theme.hair,
            alpha=0.45,
        )

    def _elevation(self, top: float, height: float) -> None:
        """Draw the Sun's elevation above the limb, filled while it falls through the window."""
        axes = self._axes(top, height)
        elevation = self.light.reading.elevation
        low, high = min(float(elevation.min()), 0.0) - 4, max(float(elevation.max()), 0.0) + 4
        axes.set_ylim(low, high)
        self._shade(axes, low, high)
        where = self.light.direct.contains(self.light.reading.at) & (elevation > 0)
        style: dict[str, Any] = {"color": self.theme.direct, "alpha": 0.75, "linewidth": 0}
        axes.fill_between(self.minutes, 0, np.maximum(elevation, 0), where=where.tolist(), **style)
        axes.axhline(0, color=self.theme.soft, linewidth=0.6)
        (line,) = axes.plot(self.minutes, elevation, color=self.theme.ink, linewidth=0.9)
        line.set_gid("elevation")
        at = [v for v in range(-90, 181, 30) if low <= v <= high]
        self._scale(axes, at, [f"{v}°".replace("-", "−") for v in at])
        self._title(top + 2.5, "Sun above", "the limb")

    def _scale(self, axes: Axes, at: list[float] | list[int], labels: list[str]) -> None:
        axes.set_yticks(at, labels)
        axes.tick_params(axis="y", left=True, labelleft=True)

    def _lux(self, top: float, height: float) -> None:
        """Draw direct sun, earthshine and moonlight on the window's plane, on a scale of powers of ten."""
        reading, theme = self.light.reading, self.theme
        axes = self._axes(top, height)
        highest = max(float(reading.total_lx.max()), 1.0)
        foot, head = np.log10(_DARKEST), np.ceil(np.log10(highest) - 0.3) + 0.35
        axes.set_ylim(foot, head)
        self._shade(axes, foot, head)
        lines = (
            ("direct", reading.direct_lx, theme.direct, "-", 1.8),
            ("earth", reading.earth_lx, theme.earth, "-", 1.1),
            ("moon", reading.moon_lx, theme.soft, (0, (2, 1.2)), 0.9),
        )
        for name, lux, colour, dashes, wide in lines:
            shown = np.where(lux > _DARKEST, np.log10(np.maximum(lux, _DARKEST)), np.nan)
            (line,) = axes.plot(self.minutes, shown, color=colour, linestyle=dashes, linewidth=wide)
            line.set_gid(f"{name}-lux")
        at = list(range(int(foot), int(np.floor(head)) + 1))
        for power in at:
            axes.axhline(power, color=theme.hair, linewidth=0.4, zorder=0)
        self._scale(axes, at, [_power(power) for power in at])
        self._title(top + 2.5, "lux", "through", "the glass")

    def _labels(self, count: int) -> list[tuple[int, float, Sight]]:
        """Choose the landmarks that find a place in so many lanes: lane, where its label begins in mm, sight."""
        a, b = self.across
        reaches: list[tuple[float, float, Sight]] = []
        for sight in self.light.sights:
            x = _LEFT + ((sight.span.start - self.midnight) / _MINUTE - a) / (b - a) * _WIDTH
            reach = x + 2.2 + self.sheet.width(sight.what)
            if reach <= WIDTH - MARGIN:
                reaches.append((x, reach, sight))
        placed = lanes([(x, reach) for x, reach, _ in reaches], count)
        return [(k, x, s) for k, (x, _, s) in zip(placed, reaches, strict=True) if k is not None]

    def _views(self, top: float, labels: list[tuple[int, float, Sight]]) -> None:
        """Write landmarks where they come into view: by day a ring, by night a dot."""
        self._title(top + 2.5, "in view", f"{len(labels)} of {len(self.light.sights)}")
        if not labels:
            self.sheet.text(_LEFT, top + 2.5, "no landmark comes into this window", color=self.theme.soft)
        for lane, x, sight in labels:
            y = top + (lane + 1) * _LANE - 1.0
            face = self.theme.ink if sight.sun < 0 else self.theme.ground
            style: dict[str, Any] = {"markersize": 2.8, "markerfacecolor": face, "markeredgewidth": 0.6}
            self.sheet.rule([x + 0.6], [y - 0.9], marker="o", markeredgecolor=self.theme.ink, **style)
            self.sheet.text(x + 1.9, y, sight.what, SMALL)

    def _below(self) -> None:
        theme = self.theme
        keys = [
            Key("sun", "box", theme.sun),
            Key("eclipse", "box", theme.eclipse),
            Key("sunrise", "up", theme.sunrise),
            Key("sunset", "down", theme.sunset),
            Key("direct sun", "line", theme.direct),
            Key("earthshine", "line", theme.earth),
            Key("moonlight", "dashes", theme.soft),
            Key("landmark by day", "ring", theme.ink),
            Key("by night", "dot", theme.ink),
        ]
        if self.subject.people:
            keys += [Key("film time", "box", theme.film), Key("time of one's own", "shade", theme.film)]
        if any(mark.span.overlaps(self.light.span) for mark in self.subject.marks):
            keys.append(Key("nobody films", "hatch", theme.alarm))
        legend(self.sheet, MARGIN, 193.5, WIDTH - MARGIN, keys)
        limits = self.light.limits.split("; ")
        self.sheet.foot("; ".join(limits[:2]))


def _clock(minute: float, away: float) -> str:
    """Write a minute of the day on a clock that is `away` seconds behind; the day's end is 24:00."""
    text = clock_text(minute * _MINUTE - away)
    return "24:00" if text == "00:00" and minute > 0 and not away else text


def _power(power: int) -> str:
    """Write a power of ten: `100 000`, `1`, `0.01`."""
    return f"{10**power:,}".replace(",", "\u2009") if power >= 0 else f"{10.0**power:.{-power}f}"
