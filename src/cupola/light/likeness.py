"""How like light is at two instants: in one window, and on a set through all the windows that light it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.errors import Message, SkyError
from cupola.light.colour import mired
from cupola.light.meter import Meter
from cupola.light.reading import Reading

Floats = NDArray[np.float64]

Readings = tuple[Reading, ...]
"""A reading for each window, all at the same instants."""

FARTHEST: Final = 100.0
"""What unlike light is apart: another phase, or light against none."""

_SHARE: Final = 0.05  # direct sun below this share of the light throws no shadow that an editor would see
_DARK_LX: Final = 1.0  # light below this, twilight and moonlight, does not show beside any lamp: it is all one
_DARK_CD_M2: Final = 0.01  # nor does ground darker than this


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much the light of two takes may differ that are cut together; own estimates, to be set by taste.

    Attributes
    ----------
    turn : float
        The direction of the Sun in the set, where it falls in, deg.
    stops : float
        The light through the window, in stops.
    mired : float
        Its colour, in mired: 25 is less than a quarter CTO.
    ground : float
        How bright the Earth is that the window looks at, in stops; asked only of takes that look out.

    Raises
    ------
    SkyError
        One of them is not a positive number (E365).
    """

    turn: float = 15.0
    stops: float = 0.5
    mired: float = 25.0
    ground: float = 1.0

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0.0 < value < np.inf:
                text = f"a tolerance of {value:g} for {each.name} lets nothing match, or everything"
                raise SkyError(Message("E365", text, hint="give degrees, stops or mired above 0"))


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the light at instants differs from other light; all shape (n,).

    Attributes
    ----------
    phase : ndarray of bool
        Whether the light phase is another.
    turn : ndarray
        Angle between the directions of the Sun in the set, deg; 0 where its shadow does not show in either.
    stops, ground : ndarray
        Of the light through the window, and of the Earth's luminance that it looks at, in stops; signed.
    mired : ndarray
        Of the colour; signed, positive is warmer.
    """

    phase: NDArray[np.bool_]
    turn: Floats
    stops: Floats
    mired: Floats
    ground: Floats

    @classmethod
    def between(cls, one: Reading, other: Reading) -> Difference:
        """Compare readings of one window; either may be of a single instant."""
        shown = np.maximum(_direct_share(one), _direct_share(other)) >= _SHARE
        seen = np.minimum(one.total_lx, other.total_lx) >= _DARK_LX
        with np.errstate(invalid="ignore"):
            warmer = mired(other.cct) - mired(one.cct)
        return cls(
            phase=np.asarray(one.phase != other.phase),
            turn=np.where(shown, _angle(one.sun, other.sun), 0.0),
            stops=_stops(one.total_lx, other.total_lx, _DARK_LX),
            mired=np.where(seen & np.isfinite(warmer), warmer, 0.0),
            ground=_stops(one.luminance, other.luminance, _DARK_CD_M2),
        )

    def apart(self, tolerance: Tolerance, *, looks_out: bool = False) -> Floats:
        """Give the largest difference in units of its tolerance, shape (n,): at most 1 where the light would cut."""
        parts = [
            self.turn / tolerance.turn,
            np.abs(self.stops) / tolerance.stops,
            np.abs(self.mired) / tolerance.mired,
        ]
        if looks_out:
            parts.append(np.abs(self.ground) / tolerance.ground)
        worst: Floats = np.where(self.phase, FARTHEST, np.minimum(np.max(parts, axis=0), FARTHEST))
        return worst


def alike(one: Reading, other: Reading, tolerance: Tolerance, *, looks_out: bool = False) -> Floats:
    """Say how far apart the light of two readings is, shape (n,): at most 1 where takes in it would cut."""
    return Difference.between(one, other).apart(tolerance, looks_out=looks_out)


class Likeness:
    """Compares the light on a set at pairs of instants.

    Parameters
    ----------
    meters : sequence of Meter
        Of the windows that light the set, all with one vantage. What one of them adds little to is not looked at.
    tolerance : Tolerance
        How unlike light may be that cuts together.
    looks_out : bool
        Whether the ground is in the picture.

    Raises
    ------
    SkyError
        No window (E366).
    """

    def __init__(self, meters: Sequence[Meter], tolerance: Tolerance, *, looks_out: bool = False) -> None:
        if not meters:
            text = "a set without a window has the same light at all times"
            raise SkyError(Message("E366", text, hint="any take cuts with any other, as far as daylight goes"))
        self._meters, self._tolerance, self._looks_out = tuple(meters), tolerance, looks_out

    def read(self, at: Instants) -> Readings:
        """Read the light at instants, shape (n,), through each window."""
        moment = self._meters[0].vantage.at(at)
        return tuple(meter.read(moment) for meter in self._meters)

    def differences(self, one: Readings, other: Readings) -> list[tuple[Difference, NDArray[np.bool_]]]:
        """Give, for each window, by how much lights differ, and at which instants the window matters."""
        brightest = np.maximum(sum(r.total_lx for r in one), sum(r.total_lx for r in other))
        return [
            (Difference.between(a, b), np.maximum(a.total_lx, b.total_lx) >= _SHARE * brightest)
            for a, b in zip(one, other, strict=True)
        ]

    def apart(self, one: Readings, other: Readings) -> Floats:
        """Give how far apart lights are, shape (n,): at most 1 where they cut; either may be of a single instant."""
        parts = [
            np.where(matters, difference.apart(self._tolerance, looks_out=self._looks_out), 0.0)
            for difference, matters in self.differences(one, other)
        ]
        worst: Floats = np.max(parts, axis=0)
        return worst


def _direct_share(reading: Reading) -> Floats:
    share: Floats = reading.direct_lx / np.maximum(reading.total_lx, _DARK_LX)
    return share


def _stops(one: Floats, other: Floats, dark: float) -> Floats:
    """Give the difference in stops of two lights, in lx or cd/m2; what is dark is as dark as any other."""
    stops: Floats = np.log2(np.maximum(other, dark) / np.maximum(one, dark))
    return stops


def _angle(one: NDArray[np.float64], other: NDArray[np.float64]) -> Floats:
    """Give the angle between unit vectors, shape (n, 3), in deg."""
    angle: Floats = np.degrees(2 * np.arcsin(np.clip(np.linalg.norm(one - other, axis=-1) / 2, 0.0, 1.0)))
    return angle
