"""One map of the world: land, day and night on the ground, the station's track, sunrises, sunsets, names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import clock_text
from cupola.light.track import Point, Revolution
from cupola.publish.charts.land import outlines
from cupola.publish.charts.sheet import Sheet
from cupola.publish.charts.subject import Subject
from cupola.sky.terminator import terminator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
Pair = tuple[float, float]
Box = tuple[float, float, float, float]
"""What something takes of the sheet: left, top, right, bottom, mm."""

SOUTH: Final = -62.0
NORTH: Final = 74.0
ROUND: Final = 360.0

_HALF: Final = 180.0
_EVERY: Final = 600.0  # seconds between two marks on a track with room for them
_COARSE: Final = 1.0  # deg to which outlines are rounded on small maps: 0.2 mm
_BESIDE: Final = ((1, 0.0), (-1, 0.0), (1, -2.2), (-1, 2.2), (1, 2.2), (-1, -2.2), (0, -3.4), (0, 3.4))
"""Where a text may stand: to the right or left of its place, and mm down."""
_RIM: Final[Any] = {"markeredgecolor": "#15181e", "markeredgewidth": 0.5}


class Map:
    """A place for a map on a sheet, in mm; a roomy one has names and times."""

    def __init__(self, sheet: Sheet, left: float, top: float, width: float, height: float, *, roomy: bool) -> None:
        self.sheet, self.theme = sheet, sheet.theme
        self.left, self.top, self.width, self.height = left, top, width, height
        self.roomy = roomy

    def draw(self, revolution: Revolution, number: int, subject: Subject) -> None:
        """Draw the map of a revolution with its number; times are on the subject's clock."""
        axes = self.sheet.axes(self.left, self.top, self.width, self.height)
        axes.set(xlim=(-_HALF, _HALF), ylim=(SOUTH, NORTH), facecolor=self.theme.sea)
        self._ground(axes, revolution.subsolar, number)
        self._track(axes, revolution, number)
        self._marks(axes, revolution.sunrises, "^", self.theme.sunrise)
        self._marks(axes, revolution.sunsets, "v", self.theme.sunset)
        self._caption(revolution, number, subject)
        if self.roomy:
            taken = self._times(axes, revolution, subject.offset)
            self._names(axes, revolution, taken)

    def _ground(self, axes: Axes, sun: Point, number: int) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        lines = outlines() if self.roomy else outlines(_COARSE)
        land = Path.make_compound_path(*(Path(line, closed=True) for line in lines))
        style = {"facecolor": self.theme.land, "edgecolor": self.theme.coast, "linewidth": 0.3}
        axes.add_patch(PathPatch(land, zorder=1, **style))
        across = np.linspace(-_HALF, _HALF, 181)
        line = terminator(sun.lat, sun.lon, across)
        dark = np.full(len(across), -90.0 if sun.lat > 0 else 90.0)
        night = axes.fill_between(across, line, dark, color=self.theme.night, alpha=0.5, linewidth=0, zorder=2)
        night.set_gid(f"night-{number}")
        (drawn,) = axes.plot(across, line, color=self.theme.soft, linewidth=0.6, zorder=2)
        drawn.set_gid(f"terminator-{number}")
        axes.plot([sun.lon], [sun.lat], "o", color=self.theme.direct, markersize=4.5, zorder=3, **_RIM)

    def _track(self, axes: Axes, revolution: Revolution, number: int) -> None:
        lit_style: dict[str, Any] = {"color": self.theme.direct, "linewidth": 1.9, "linestyle": "-"}
        dark_style: dict[str, Any] = {"color": self.theme.ink, "linewidth": 1.0, "linestyle": (0, (2.5, 1.2))}
        for k, (lit, lon, lat) in enumerate(_pieces(revolution)):
            axes.plot(lon, lat, color=self.theme.ground, linewidth=3.0, alpha=0.6, zorder=4)
            (line,) = axes.plot(lon, lat, zorder=5, **(lit_style if lit else dark_style))
            line.set_gid(f"{'lit' if lit else 'dark'}-{number}-{k}")

    def _marks(self, axes: Axes, points: tuple[Point, ...], marker: str, colour: str) -> None:
        size = 7 if self.roomy else 5
        for point in points:
            axes.plot([point.lon], [point.lat], marker, color=colour, markersize=size, zorder=7, **_RIM)

    def _caption(self, revolution: Revolution, number: int, subject: Subject) -> None:
        """Write above the map which revolution it is, and when the Sun rises and sets."""
        y = self.top - 1.5
        self.sheet.text(self.left, y, f"{number}", 8, weight="bold")
        self.sheet.text(self.left + self.sheet.width(f"{number}", 8) + 3, y, subject.times(revolution.span), 7.5)
        edges = [(point.at, "▲") for point in revolution.sunrises] + [(point.at, "▼") for point in revolution.sunsets]
        right = self.left + self.width
        for at, sign in sorted(edges, reverse=True):
            text = f"{sign} {clock_text(at, subject.offset)}"
            self.sheet.text(right, y, text, ha="right")
            right -= self.sheet.width(text) + 3

    def _times(self, axes: Axes, revolution: Revolution, offset: float) -> list[Box]:
        """Write the time every ten minutes along the track; give all that track and times take."""
        places = (self._at(float(x), float(y)) for x, y in zip(revolution.lon, revolution.lat, strict=True))
        taken = [_around(place, 0.7) for place in places]
        first = np.ceil((revolution.span.start + offset) / _EVERY) * _EVERY - offset
        for at in np.arange(first, revolution.span.stop, _EVERY):
            lon, lat = _read(revolution, float(at))
            axes.plot(
                [lon], [lat], "o", color=self.theme.ground, markersize=4, markeredgecolor=self.theme.ink, zorder=6
            )
            text, place = clock_text(float(at), offset), self._at(lon, lat)
            box = self._free(place, self.sheet.width(text, weight="bold"), _BESIDE, taken)
            if box is not None:
                self.sheet.text(box[0], box[3] - 0.6, text, weight="bold")
                taken.append(box)
        return taken

    def _names(self, axes: Axes, revolution: Revolution, taken: list[Box]) -> None:
        """Write the names of landmarks in sight, the longest in sight first, where there is room."""
        track = len(revolution.at)  # its boxes come first; it may run over a landmark's dot, texts may not
        for landmark, _ in revolution.overhead:
            place = self._at(landmark.lon, landmark.lat)
            dot = _around(place, 0.8)
            box = self._free(place, self.sheet.width(landmark.name), _BESIDE[:2], taken)
            if box is not None and all(_clear(dot, other) for other in taken[track:]):
                taken += [box, dot]
                axes.plot([landmark.lon], [landmark.lat], "o", color=self.theme.ink, markersize=2.2, zorder=6)
                self.sheet.text(box[0], box[3] - 0.6, landmark.name)

    def _free(self, place: Pair, wide: float, sides: Sequence[Pair], taken: Sequence[Box]) -> Box | None:
        """Give the first box beside a place where nothing is taken and the map goes on."""
        for across, down in sides:
            left = place[0] + (1.5 if across > 0 else -1.5 - wide if across < 0 else -wide / 2)
            middle = place[1] + down
            box = (left, middle - 1.5, left + wide, middle + 1.5)
            if box[0] > self.left and box[2] < self.left + self.width and all(_clear(box, other) for other in taken):
                return box
        return None

    def _at(self, lon: float, lat: float) -> Pair:
        """Give the place on the sheet, mm, of a point of the ground."""
        x = self.left + (lon + _HALF) / ROUND * self.width
        return x, self.top + (NORTH - lat) / (NORTH - SOUTH) * self.height


def _around(place: Pair, reach: float) -> Box:
    return (place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach)


def _clear(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def _read(revolution: Revolution, at: float) -> tuple[float, float]:
    """Give longitude and latitude at an instant, between the points of a track."""
    lon = np.interp(at, revolution.at, np.degrees(np.unwrap(np.radians(revolution.lon))))
    return float((lon + _HALF) % ROUND - _HALF), float(np.interp(at, revolution.at, revolution.lat))


def _pieces(revolution: Revolution) -> list[tuple[bool, Floats, Floats]]:
    """Cut a track where the light changes, and where it leaves the map east or west; each piece reaches the next."""
    lon = np.degrees(np.unwrap(np.radians(revolution.lon)))
    turn = np.floor((lon + _HALF) / ROUND)
    cuts = np.flatnonzero((turn[1:] != turn[:-1]) | (revolution.lit[1:] != revolution.lit[:-1])) + 1
    found = []
    for start, stop in pairwise([0, *cuts.tolist(), len(lon)]):
        part = slice(max(start - 1, 0) if turn[start] != turn[max(start - 1, 0)] else start, min(stop + 1, len(lon)))
        found.append((bool(revolution.lit[start]), lon[part] - ROUND * turn[start], revolution.lat[part]))
    return found
