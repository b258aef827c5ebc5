"""What an approaching ship looks like from a station's windows: when it is in view, how large, how far, in which light.

The ship is looked at where its middle of mass is; it points at its port. The shadow of the station on it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from cupola.clock import Instants, Span, SpanSet
from cupola.flight.approach import Approach
from cupola.flight.relative import Floats
from cupola.light.condition import Condition
from cupola.light.lens import Framing, Lens
from cupola.light.moment import Moment, Vantage
from cupola.light.phases import SunAbove
from cupola.light.search import search
from cupola.places import Station, Window
from cupola.places.body import Vector
from cupola.places.part import Part
from cupola.places.sight import Sight
from cupola.sky import Course, limit


class Track:
    """Where a ship is over time, seen from a point of the station; two tracks are never the same."""

    def __init__(self, approach: Approach, eye: Vector) -> None:
        self._at, self._lines = approach.at, approach.places - np.array(eye)

    def line(self, at: Instants) -> Floats:
        """Give the line of sight at instants, shape (n, 3), m, the station's frame.

        Straight between states a second apart: within a centimetre, for no ship is pushed by more than 0.1 m/s2.
        """
        return np.stack([np.interp(at, self._at, component) for component in self._lines.T], axis=-1)

    def ray(self, at: Instants) -> Floats:
        """Give its direction, unit vectors, shape (n, 3)."""
        line = self.line(at)
        ray: Floats = line / np.linalg.norm(line, axis=-1, keepdims=True)
        return ray


@dataclass(frozen=True, slots=True)
class ShipInView(Condition):
    """The ship is within a window's half view."""

    # past a window at 5 m a ship of 0.2 m/s turns by 12 deg in that time
    step: ClassVar[float] = 5.0
    track: Track
    normal: Vector
    half_view: float

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of its angle from the axis, less that of the half view."""
        result: Floats = self.track.ray(moment.at) @ np.array(self.normal) - np.cos(np.radians(self.half_view))
        return result


@dataclass(frozen=True, slots=True)
class ShipInPicture(Condition):
    """The ship is in the picture of a lens that looks straight out of a window."""

    step: ClassVar[float] = 5.0
    track: Track
    normal: Vector
    lens: Lens

    def signed(self, moment: Moment) -> Floats:
        """Give by how much, as a tangent, it is within the nearer edge."""
        right, up = Framing.of(self.normal).place(self.track.ray(moment.at))
        wide, high = np.tan(np.radians(self.lens.half_angles))
        inside: Floats = np.minimum(wide - np.abs(right), high - np.abs(up))
        return np.where(np.isnan(inside), -1.0, inside)


@dataclass(frozen=True, slots=True)
class ShipShows(Condition):
    """Nothing of the station is between a window's centre and the ship.

    What turns and is met by the line of sight counts as in the way, also where it is behind the ship.
    """

    step: ClassVar[float] = 2.0
    sight: Sight
    track: Track
    seen: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions within which this one is looked at."""
        return self.seen

    def signed(self, moment: Moment) -> Floats:
        """Give the clearance of the line of sight, metres; see `Station.clearance`."""
        rays, far = self.track.ray(moment.at), np.linalg.norm(self.track.line(moment.at), axis=-1)
        clearance = self.sight.clearance(rays, moment.at, moment.sun_in_body)
        for k in np.flatnonzero(clearance < 0):
            (part,) = self.sight.met(rays[k : k + 1], moment.at[k : k + 1], moment.sun_in_body[k : k + 1])
            if part is not None:
                clearance[k] = max(clearance[k], _entered(part, np.array(self.sight.at), rays[k]) - far[k])
        return clearance


@dataclass(frozen=True, slots=True)
class Look:
    """The ship from a window at an instant.

    Attributes
    ----------
    distance : float
        From the glass to the ship's middle, m.
    size : float
        The angle that its length and width fill as it stands, deg.
    off_axis : float
        From the window's axis, deg.
    share : float
        Of the picture's width that it fills; nan without a lens.
    """

    at: float
    distance: float
    size: float
    off_axis: float
    share: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A ship in a window for a while, all of it in the Sun or all of it in the dark; the first look and the last."""

    window: str
    span: Span
    is_lit: bool
    first: Look
    last: Look


def seen(
    station: Station, course: Course, approach: Approach, windows: Iterable[str] | None = None, lens: Lens | None = None
) -> tuple[Seen, ...]:
    """Give when an approaching ship is seen through windows, in order of time.

    Parameters
    ----------
    course : Course
        Of the station; it covers the approach.
    windows : iterable of str, optional
        Their ids; by default all.
    lens : Lens, optional
        Then it must be in the picture of a camera that looks straight out.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    """
    panes = [station.window(key) for key in (windows if windows is not None else station.windows)]
    tracks = [Track(approach, pane.at) for pane in panes]
    shown = [_shows(station, approach, *one, lens) for one in zip(panes, tracks, strict=True)]
    span = Span(float(approach.at[0]), float(approach.at[-1]))
    vantage = Vantage(course, attitude=station.attitude)
    lit, *spans = search([SunAbove(limit("centre")), *shown], vantage.at, span, vantage.joints(span))
    found = [
        Seen(pane.id, one, is_lit, *(_look(approach, track, pane, at, lens) for at in (one.start, one.stop)))
        for pane, track, where in zip(panes, tracks, spans, strict=True)
        for is_lit, one in _parted(where, lit)
    ]
    return tuple(sorted(found, key=lambda one: (one.span.start, one.window)))


def _shows(station: Station, approach: Approach, pane: Window, track: Track, lens: Lens | None) -> ShipShows:
    field: tuple[Condition, ...] = (ShipInView(track, pane.normal, pane.half_view),)
    if lens is not None:
        field = (*field, ShipInPicture(track, pane.normal, lens))
    away = {pane.module, *_comers(station, approach)}
    parts = tuple(part for part in station.parts if part.id not in away)
    return ShipShows(Sight(pane.at, pane.normal, parts), track, field)


def _comers(station: Station, approach: Approach) -> Iterator[str]:
    """Give the ships that the station's list puts at this port later: this one, or it would hide itself."""
    for ship in station.modules.values():
        if ship.docked is not None and ship.port == approach.visit.port.name and ship.docked.start > approach.at[0]:
            yield ship.id


def _parted(where: SpanSet, lit: SpanSet) -> Sequence[tuple[bool, Span]]:
    return [(is_lit, span) for is_lit, part in ((True, where & lit), (False, where - lit)) for span in part]


def _look(approach: Approach, track: Track, pane: Window, at: float, lens: Lens | None) -> Look:
    (line,) = track.line(np.array([at]))
    craft, port = approach.visit.craft, np.array(approach.visit.port.at)
    distance = float(np.linalg.norm(line))
    axis = port - line - np.array(pane.at)
    cosine = abs(float(axis @ line)) / (float(np.linalg.norm(axis)) * distance)
    wide = craft.length * np.sqrt(max(0.0, 1.0 - cosine**2)) + craft.diameter * cosine
    size = 2 * np.degrees(np.arctan(wide / 2 / distance))
    return Look(
        at=at,
        distance=distance,
        size=float(size),
        off_axis=float(np.degrees(np.arccos(np.clip(line @ np.array(pane.normal) / distance, -1.0, 1.0)))),
        share=float(wide / distance * lens.focal / lens.width) if lens is not None else float("nan"),
    )


def _entered(part: Part, eye: Floats, ray: Floats) -> float:
    """Give how far out a ray enters the boxes about a part's bodies, m; 0 for what turns."""
    if part.joint is not None:
        return 0.0
    return min((_enters(*body.extent, eye, ray) for body in part.bodies), default=0.0)


def _enters(low: Floats, high: Floats, eye: Floats, ray: Floats) -> float:
    """Give how far out a ray enters a box, m; infinite where it misses it."""
    steep = np.where(np.abs(ray) < 1e-12, 1e-12, ray)
    one, two = (low - eye) / steep, (high - eye) / steep
    enter, leave = float(np.minimum(one, two).max()), float(np.maximum(one, two).min())
    return max(enter, 0.0) if leave >= max(enter, 0.0) else float("inf")
