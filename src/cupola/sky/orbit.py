"""The orbit: from element sets by SGP4, and as an ephemeris that is propagated once and then interpolated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY, JD_1970, Instants, Span, utc_text
from cupola.errors import Message, SkyError
from cupola.sky.elements import ElementSet
from cupola.sky.happening import Happening
from cupola.sky.interpolation import Table, nodes
from cupola.sky.timing import QUIET, TimingModel, timing_error

if TYPE_CHECKING:
    from sgp4.api import Satrec

Vectors = NDArray[np.float64]
"""Vectors, shape (n, 3)."""

_DAYS_1949_TO_1970: Final = 7306.0  # SGP4 counts from the last day of 1949
_SLACK: Final = 1e-6
_POINTS: Final = 8


class Trajectory(Protocol):
    """What has a state at every instant of a span."""

    @property
    def span(self) -> Span:
        """Where it can answer, both ends included."""

    @property
    def joints(self) -> Instants:
        """The instants, shape (m,), at which it jumps."""

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give position (n, 3) in km and velocity (n, 3) in km/s, TEME."""

    def positions(self, at: Instants) -> Vectors:
        """Give position (n, 3) in km, TEME."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Where one element set takes over from the one before.

    Attributes
    ----------
    at : float
        The instant, half-way between the two epochs.
    distance : float
        How far the orbit jumps, in km.
    along_track : float
        The jump along the flight direction in seconds of flight; positive: the later set is ahead.
    """

    at: float
    distance: float
    along_track: float


class Orbit:
    """An orbit from element sets: each instant uses the set nearest in time, propagated by SGP4.

    Parameters
    ----------
    sets : sequence of ElementSet
        Of one satellite, in any order.
    span : Span
        The time of interest; both ends can be asked for.
    largest_seam : float
        The largest jump allowed where one set takes over from another, in km.
    farthest : float
        How far, in seconds, an instant of the span may be from the nearest set.
    name : str
        What messages call the source of the sets.
    timing : TimingModel
        The expected timing error of a set by its age.

    Raises
    ------
    SkyError
        No set near enough to some part of the span (E305), a seam too large (E306).
    """

    __slots__ = ("_epochs", "_limits", "_timing", "name", "satellites", "seams", "sets", "span")

    def __init__(
        self,
        sets: Sequence[ElementSet],
        span: Span,
        *,
        largest_seam: float = 60.0,
        farthest: float = 10 * DAY,
        name: str = "the element sets",
        timing: TimingModel = QUIET,
    ) -> None:
        self.name, self.span, self._timing = name, span, timing
        self.sets = _used(sorted(sets, key=lambda s: s.epoch), span)
        self._epochs = np.array([s.epoch for s in self.sets])
        self._limits = (self._epochs[1:] + self._epochs[:-1]) / 2
        self._refuse_far(farthest)
        self.satellites = tuple(_satellite(s) for s in self.sets)
        self.seams = tuple(self._seam(k) for k in range(len(self._limits)))
        refuse_torn(self.seams, largest_seam, name, "one set")

    @property
    def identities(self) -> tuple[str, ...]:
        """The satellite's catalogue number; none of a set that is of no catalogue."""
        return (str(self.sets[0].norad),) if self.sets[0].norad else ()

    @property
    def joints(self) -> Instants:
        """The instants of the seams, shape (m,)."""
        joints: Instants = self._limits
        return joints

    @property
    def revolution(self) -> float:
        """The length of a revolution in seconds, by the mean motion of the first set."""
        return float(2 * np.pi / self.satellites[0].no_kozai * 60)

    def states(self, at: ArrayLike) -> tuple[Vectors, Vectors]:
        """Give the states at instants, by SGP4.

        Parameters
        ----------
        at : array_like, shape (n,)
            Instants within the span.

        Returns
        -------
        r, v : ndarray, shape (n, 3)
            Position in km and velocity in km/s, TEME.

        Raises
        ------
        SkyError
            An instant outside the span (E307), or SGP4 fails (E308).
        """
        when = np.atleast_1d(np.asarray(at, float))
        refuse_outside(when, self.span, self.name)
        which = np.searchsorted(self._limits, when, side="right")
        position, velocity = np.empty((len(when), 3)), np.empty((len(when), 3))
        for k in np.unique(which):
            mine = which == k
            position[mine], velocity[mine] = self._propagate(int(k), when[mine])
        return position, velocity

    def positions(self, at: ArrayLike) -> Vectors:
        """Give the positions, shape (n, 3), km, TEME, at instants of the span; see `states`."""
        return self.states(at)[0]

    def age(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the age, in seconds, of the elements used at instants, shape (n,); negative: the set is from later."""
        when = np.atleast_1d(np.asarray(at, float))
        age: NDArray[np.float64] = when - self._epochs[np.searchsorted(self._limits, when, side="right")]
        return age

    def timing_error(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the expected timing error at instants, shape (n,): seconds, one standard deviation.

        By the age of the set in use, and by how well it agrees with its neighbour; see `timing.timing_error`.
        """
        when = np.atleast_1d(np.asarray(at, float))
        which = np.searchsorted(self._limits, when, side="right")
        return timing_error(
            self._timing, self.age(when), np.diff(self._epochs), which, [seam.along_track for seam in self.seams]
        )

    @property
    def events(self) -> tuple[Happening, ...]:
        """Nothing: element sets announce nothing."""
        return ()

    def ephemeris(self, step: float = 240.0) -> Ephemeris:
        """Propagate the whole span once on a grid with `step` seconds.

        The default step keeps the interpolation within 0.5 m of SGP4 for the ISS, 65 µs of flight (tested).
        """
        edges = [self.span.start, *self._limits.tolist(), self.span.stop]
        tables = []
        for k, (start, stop) in enumerate(pairwise(edges)):
            position, velocity = self._propagate(k, nodes(start, stop, step, _POINTS))
            tables.append((Table(start, step, position, _POINTS), Table(start, step, velocity, _POINTS)))
        return Ephemeris(tables, self._limits, self.span, self.name)

    def _propagate(self, k: int, at: Instants) -> tuple[Vectors, Vectors]:
        day = np.floor(at / DAY)
        code, position, velocity = self.satellites[k].sgp4_array(JD_1970 + day, (at - day * DAY) / DAY)
        if code.any():
            bad = int(np.argmax(code != 0))
            text = f"{self.name}: the set of {utc_text(self.sets[k].epoch)} fails at {utc_text(float(at[bad]))}"
            raise SkyError(Message("E308", f"{text} (SGP4 error {int(code[bad])})", hint="use newer element sets"))
        return position, velocity

    def _seam(self, k: int) -> Seam:
        at = self._limits[k : k + 1]
        (before, velocity), (after, _) = self._propagate(k, at), self._propagate(k + 1, at)
        jump, velocity = (after - before)[0], velocity[0]
        return Seam(float(at[0]), float(np.linalg.norm(jump)), float(jump @ velocity / (velocity @ velocity)))

    def _refuse_far(self, farthest: float) -> None:
        worst = np.array([self.span.start, *self._limits, self.span.stop])
        distance = np.min(np.abs(worst[:, None] - self._epochs[None, :]), axis=1)
        if distance.max() <= farthest:
            return
        at = float(worst[int(np.argmax(distance))])
        near = float(self._epochs[int(np.argmin(np.abs(self._epochs - at)))])
        text = (
            f"{self.name}: the element set nearest to {utc_text(at)} is of {utc_text(near)}, "
            f"{distance.max() / DAY:.0f} days away; at most {farthest / DAY:g} are allowed"
        )
        raise SkyError(Message("E305", text, hint="add element sets of the days of the shoot, not of another year"))


class Ephemeris:
    """A trajectory on a grid, interpolated by degree 7, never across a joint.

    Parameters
    ----------
    tables : sequence of (Table, Table)
        Position and velocity for each piece between joints; `Orbit.ephemeris` makes them.
    joints : ndarray, shape (m,)
        Instants at which one piece takes over from another.
    span : Span
        What the pieces cover together.
    name : str
        What messages call it.
    """

    __slots__ = ("_tables", "joints", "name", "span")

    def __init__(self, tables: Sequence[tuple[Table, Table]], joints: Instants, span: Span, name: str) -> None:
        self._tables, self.joints, self.span, self.name = tuple(tables), joints, span, name

    @property
    def tables(self) -> tuple[tuple[Table, Table], ...]:
        """Position and velocity for each piece between joints."""
        return self._tables

    def states(self, at: ArrayLike) -> tuple[Vectors, Vectors]:
        """Give position (n, 3) in km and velocity (n, 3) in km/s, TEME, at instants of the span, shape (n,).

        Raises
        ------
        SkyError
            An instant outside the span (E307).
        """
        when = self._checked(at)
        if len(self._tables) == 1:
            return self._tables[0][0](when), self._tables[0][1](when)
        position, velocity = np.empty((len(when), 3)), np.empty((len(when), 3))
        for k, mine in self._pieces(when):
            position[mine], velocity[mine] = (table(when[mine]) for table in self._tables[k])
        return position, velocity

    def positions(self, at: ArrayLike) -> Vectors:
        """Give the positions, shape (n, 3), km, TEME, at instants of the span; see `states`."""
        when = self._checked(at)
        if len(self._tables) == 1:
            return self._tables[0][0](when)
        position = np.empty((len(when), 3))
        for k, mine in self._pieces(when):
            position[mine] = self._tables[k][0](when[mine])
        return position

    def _checked(self, at: ArrayLike) -> Instants:
        when = np.atleast_1d(np.asarray(at, float))
        refuse_outside(when, self.span, self.name)
        return when

    def _pieces(self, when: Instants) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """Give each piece between joints that is asked for, and which instants are its own."""
        which = np.searchsorted(self.joints, when, side="right")
        for k in np.flatnonzero(np.bincount(which, minlength=len(self._tables))):
            yield int(k), which == k


def refuse_outside(at: Instants, span: Span, name: str) -> None:
    """Refuse instants outside a span.

    Raises
    ------
    SkyError
        E307, naming the first of them.
    """
    outside = ~((at >= span.start - _SLACK) & (at <= span.stop + _SLACK))
    if outside.any():
        wrong = float(at[int(np.argmax(outside))])
        shown = utc_text(wrong) if np.isfinite(wrong) else str(wrong)
        raise SkyError(Message("E307", f"{name}: {shown} is outside {span}", hint="ask within the span"))


def refuse_torn(seams: Sequence[Seam], largest: float, name: str, source: str) -> None:
    """Refuse a jump of more than `largest` km where one source takes over from another.

    Raises
    ------
    SkyError
        E306, naming the largest.
    """
    worst = max(seams, key=lambda s: s.distance, default=None)
    if worst is None or worst.distance <= largest:
        return
    text = (
        f"{name}: where {source} takes over from another, at {utc_text(worst.at)}, the orbit jumps "
        f"{worst.distance:.1f} km ({abs(worst.along_track):.1f} s of flight); at most {largest:g} km are allowed"
    )
    raise SkyError(Message("E306", text, hint="add one between the two, or allow a larger seam"))


def _used(sets: Sequence[ElementSet], span: Span) -> tuple[ElementSet, ...]:
    """Keep the sets that are nearest to some instant of the span."""
    if not sets:
        raise SkyError(Message("E304", "there is no element set"))
    epochs = np.array([s.epoch for s in sets])
    limits = (epochs[1:] + epochs[:-1]) / 2
    first = int(np.searchsorted(limits, span.start, side="right"))
    last = int(np.searchsorted(limits, span.stop, side="left"))
    return tuple(sets[first : max(first, last) + 1])


def _satellite(elements: ElementSet) -> Satrec | Any:
    """Give SGP4's record of a set; WGS72 is the Earth that the sets are fitted on (Vallado and others 2006)."""
    from sgp4.api import WGS72, Satrec

    mean, satellite = elements.mean, Satrec()
    perigee, inclination, anomaly, node = np.radians([mean.perigee, mean.inclination, mean.anomaly, mean.node])
    motion = mean.motion * 2 * np.pi / 1440.0
    day = elements.epoch / DAY + _DAYS_1949_TO_1970
    # SGP4 uses neither the catalogue number nor the derivatives of the mean motion.
    satellite.sgp4init(
        WGS72, "i", 0, day, mean.drag, 0.0, 0.0, mean.eccentricity, perigee, inclination, anomaly, motion, node
    )
    return satellite
