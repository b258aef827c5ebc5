"""A flight of several orbits told in figures: each goes on from where the one before has brought the craft."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY, JD_1970, Instants, Span, utc_text
from cupola.errors import Message, SkyError
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.happening import Happening
from cupola.sky.keplerian import Keplerian, Plane
from cupola.sky.orbit import Ephemeris, Orbit, Seam, Vectors, refuse_outside

_ROUND: Final = 1e-3
"""Below this eccentricity an orbit has no lowest point to speak of."""
_LOOKS: Final = 181
"""Instants of a revolution at which it is tried where two orbits come nearest: half a minute apart."""


@dataclass(frozen=True, slots=True)
class Burn:
    """What an engine makes of an orbit: what is None stays as it is.

    Attributes
    ----------
    at : float
        When: the middle of the burn.
    perigee, apogee : float or None
        Least and greatest height after it, km.
    lasts : float
        Seconds.
    """

    at: float
    perigee: float | None = None
    apogee: float | None = None
    lasts: float = 0.0

    @property
    def span(self) -> Span:
        """From ignition to the end."""
        return Span(self.at - self.lasts / 2, self.at + self.lasts / 2)


class Legs:
    """An orbit told in figures with burns; see `Course` for what it gives.

    Parameters
    ----------
    first : Keplerian
        The orbit until the first burn.
    burns : sequence of Burn
        In order of time.
    span : Span
        The time of interest.
    largest_seam : float
        The largest jump allowed at a burn, km.
    name : str
        What messages call it.

    Raises
    ------
    SkyError
        A burn before the one before it, or orbits that do not meet where it is (E747); heights that are not possible
        (E730).
    """

    def __init__(
        self, first: Keplerian, burns: Sequence[Burn], span: Span, *, largest_seam: float, name: str = "the orbit"
    ) -> None:
        for one, two in pairwise([first.epoch, *(burn.at for burn in burns)]):
            if two <= one:
                text = f"{name}: the orbit from {utc_text(two)} is not after the one from {utc_text(one)}"
                raise SkyError(Message("E747", text, hint="put them in order of time"))
        self.name, self.span = name, span
        kept, figures = [first], first
        for burn in burns:
            _refuse_apart(figures, burn, largest_seam, name)
            figures = after(figures, burn)
            kept.append(figures)
        edges = [-math.inf, *(burn.at for burn in burns), math.inf]
        self.burns = tuple(burn for burn in burns if span.start < burn.at < span.stop)
        self._orbits = [
            Orbit([one.elements()], Span(max(a, span.start), min(b, span.stop)), farthest=math.inf, name=name)
            for one, (a, b) in zip(kept, pairwise(edges), strict=True)
            if b > span.start and a < span.stop
        ]
        self.joints: Instants = np.array([burn.at for burn in self.burns])

    @property
    def identities(self) -> tuple[str, ...]:
        """None: it is of no catalogue."""
        return ()

    @property
    def seams(self) -> tuple[Seam, ...]:
        """None: a burn is no disagreement of two sources."""
        return ()

    @property
    def revolution(self) -> float:
        """The length of a revolution in seconds: of the orbit that the span is in for longest."""
        return max(self._orbits, key=lambda one: one.span.length).revolution

    @property
    def events(self) -> tuple[Happening, ...]:
        """The burns."""
        return tuple(Happening("burn", burn.span.start, "burn") for burn in self.burns)

    def states(self, at: ArrayLike) -> tuple[Vectors, Vectors]:
        """Give position (n, 3) in km and velocity (n, 3) in km/s, TEME, at instants of the span, shape (n,)."""
        when = np.atleast_1d(np.asarray(at, float))
        refuse_outside(when, self.span, self.name)
        which = np.searchsorted(self.joints, when, side="right")
        position, velocity = np.empty((len(when), 3)), np.empty((len(when), 3))
        for k in np.unique(which):
            position[which == k], velocity[which == k] = self._orbits[k].states(when[which == k])
        return position, velocity

    def positions(self, at: ArrayLike) -> Vectors:
        """Give the positions, shape (n, 3), km, TEME, at instants of the span."""
        return self.states(at)[0]

    def ephemeris(self, step: float = 120.0) -> Ephemeris:
        """Give it as a table with at most `step` seconds between nodes: near perigee an orbit bends."""
        tables = chain.from_iterable(one.ephemeris(step).tables for one in self._orbits)
        return Ephemeris(tuple(tables), self.joints, self.span, self.name)

    def age(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give for how long the figures hold at instants, shape (n,), in seconds: since the last burn."""
        return self._each("age", at)

    def timing_error(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the expected timing error in seconds, one standard deviation, shape (n,), by that."""
        return self._each("timing_error", at)

    def _each(self, what: str, at: ArrayLike) -> NDArray[np.float64]:
        when = np.atleast_1d(np.asarray(at, float))
        which, found = np.searchsorted(self.joints, when, side="right"), np.empty(len(when))
        for k in np.unique(which):
            found[which == k] = getattr(self._orbits[k], what)(when[which == k])
        return found


def after(figures: Keplerian, burn: Burn) -> Keplerian:
    """Give the orbit after a burn: in the same plane, over the same place, with other heights.

    What is not told stays as SGP4's mean elements have it by then. Where an orbit was round, the burn is the lowest
    point of what rises from it, and the highest of what sinks.
    """
    (satellite,) = Orbit([figures.elements()], Span(burn.at, burn.at), farthest=math.inf).satellites
    began = _mean(satellite, figures.epoch)
    now = _mean(satellite, burn.at)
    axis = ((figures.perigee + figures.apogee) / 2 + EQUATOR_KM) * now[0] / began[0]
    _, eccentricity, node, lowest, anomaly = now
    low = axis * (1 - eccentricity) - EQUATOR_KM if burn.perigee is None else burn.perigee
    high = axis * (1 + eccentricity) - EQUATOR_KM if burn.apogee is None else burn.apogee
    along = lowest + _true(anomaly, eccentricity)
    if figures.eccentricity < _ROUND and not burn.perigee is burn.apogee is None:
        rises = low + high >= figures.perigee + figures.apogee
        lowest = along if rises else along + math.pi
    plane = Plane(figures.plane.inclination, math.degrees(node) % 360.0, math.degrees(along) % 360.0)
    return Keplerian(burn.at, low, high, plane, math.degrees(lowest) % 360.0, figures.drag)


def _mean(satellite: object, at: float) -> tuple[float, float, float, float, float]:
    """Give SGP4's mean elements at an instant: axis in Earth radii, eccentricity, node, perigee, anomaly in radians."""
    day = math.floor(at / DAY)
    satellite.sgp4(JD_1970 + day, at / DAY - day)  # type: ignore[attr-defined]
    return tuple(float(getattr(satellite, name)) for name in ("am", "em", "Om", "om", "mm"))  # type: ignore[return-value]


def _true(anomaly: float, eccentricity: float) -> float:
    """Give the true anomaly of a mean one, radians, by Kepler's equation (Newton's steps)."""
    eccentric = anomaly
    for _ in range(10):
        eccentric -= (eccentric - eccentricity * math.sin(eccentric) - anomaly) / (
            1 - eccentricity * math.cos(eccentric)
        )
    half = math.sqrt((1 + eccentricity) / (1 - eccentricity)) * math.tan(eccentric / 2)
    return 2 * math.atan(half)


def _refuse_apart(figures: Keplerian, burn: Burn, largest: float, name: str) -> None:
    """Refuse a burn where the orbits before and after it do not meet, and say when they do."""
    jump, low, high = _jump(figures, burn)
    if jump <= largest:
        return
    half = DAY / figures.motion / 2
    near = (replace(burn, at=float(at)) for at in np.linspace(burn.at - half, burn.at + half, _LOOKS))
    best = min(near, key=lambda one: _jump(figures, one)[0])
    text = f"{name} is {low:.0f} km high before the burn of {utc_text(burn.at)}, and {high:.0f} km after it"
    least = _jump(figures, best)[0]
    hint = f"burn at {utc_text(best.at)}: there they are {least:.0f} km apart"
    raise SkyError(Message("E747", text, hint=f"{hint}, or raise the seam" if least > largest else hint))


def _jump(figures: Keplerian, burn: Burn) -> tuple[float, float, float]:
    """Give by how many km a burn moves the craft, and how high it is before and after."""
    at = Span(burn.at, burn.at)
    one, two = (
        Orbit([each.elements()], at, farthest=math.inf).positions([burn.at])[0]
        for each in (figures, after(figures, burn))
    )
    low, high = (float(np.linalg.norm(each)) - EQUATOR_KM for each in (one, two))
    return float(np.linalg.norm(two - one)), low, high
