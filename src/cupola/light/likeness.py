"""How like the light on a set is at two instants, through all the windows that light it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.errors import Message, SkyError
from cupola.light.match import Tolerance, alike
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits
from cupola.light.reading import Reading
from cupola.places import Station

Readings = tuple[Reading, ...]
"""A reading for each window, all at the same instants."""

_SHARE: Final = 0.05  # as in `light.match`: what adds less to the light of a set is not looked at


class Likeness:
    """Compares the light on a set at pairs of instants.

    Parameters
    ----------
    station : Station
        Windows, and what stands in the Sun's way.
    windows : sequence of str
        The windows that light the set.
    vantage : Vantage
        From where the light is judged.
    tolerance : Tolerance
        How unlike light may be that cuts together.
    looks_out : bool
        Whether the ground is in the picture.
    limits : LightLimits, optional
        Where light begins and ends.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    SkyError
        No window (E366).
    """

    def __init__(
        self,
        station: Station,
        windows: Sequence[str],
        vantage: Vantage,
        tolerance: Tolerance,
        *,
        looks_out: bool = False,
        limits: LightLimits | None = None,
    ) -> None:
        if not windows:
            text = "a set without a window has the same light at all times"
            raise SkyError(Message("E366", text, hint="any take cuts with any other, as far as daylight goes"))
        self._vantage, self._tolerance, self._looks_out = vantage, tolerance, looks_out
        self._meters = tuple(Meter(station, key, vantage, limits) for key in windows)

    def read(self, at: Instants) -> Readings:
        """Read the light at instants, shape (n,), through each window."""
        moment = self._vantage.at(at)
        return tuple(meter.read(moment) for meter in self._meters)

    def apart(self, one: Readings, other: Readings) -> NDArray[np.float64]:
        """Give how far apart lights are, shape (n,): at most 1 where they cut; either may be of a single instant."""
        brightest = np.maximum(sum(r.total_lx for r in one), sum(r.total_lx for r in other))
        parts = [
            np.where(
                np.maximum(a.total_lx, b.total_lx) >= _SHARE * brightest,
                alike(a, b, self._tolerance, looks_out=self._looks_out),
                0.0,
            )
            for a, b in zip(one, other, strict=True)
        ]
        worst: NDArray[np.float64] = np.max(parts, axis=0)
        return worst
