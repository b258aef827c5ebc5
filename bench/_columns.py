"""The columns of the light table as one would make them from Skyfield: every row by itself, nothing interpolated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.peers.skyfield import Skyfield
from cupola.clock import Instants, Span
from cupola.light.meter import Meter, sun_beam
from cupola.light.moment import Moment, Vantage
from cupola.places import Attitude
from cupola.sky.orbit import Vectors


class Known:
    """A trajectory and a Sun that were worked out before, at the instants that they are asked for."""

    def __init__(self, span: Span, position: Vectors, velocity: Vectors, sun: Vectors) -> None:
        self.span, self.joints = span, np.empty(0)
        self._position, self._velocity, self._sun = position, velocity, sun

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give position and velocity."""
        return self._position, self._velocity

    def positions(self, at: Instants) -> Vectors:
        """Give positions."""
        return self._position

    def sun(self, at: Instants) -> Vectors:
        """Give the Sun."""
        return self._sun


def geometry(peer: Skyfield, at: Instants, attitude: Attitude) -> tuple[Moment, NDArray[np.bool_], Vectors]:
    """Give, all by Skyfield, the geometry at instants, whether there is light, and the Sun in the station's frame."""
    when = peer.times(at)
    lit = np.asarray(peer.lit(when), bool)
    position, velocity, sun = peer.geometry(when)
    known = Known(Span(float(at[0]), float(at[-1])), position, velocity, sun)
    moment = Vantage(known, known.sun, attitude).at(at)
    return moment, lit, np.einsum("nij,nj->ni", moment.body, moment.to_sun)


def lux(moment: Moment, lit: NDArray[np.bool_], sun: Vectors, meters: Sequence[Meter]) -> NDArray[np.float32]:
    """Give direct sun and earthshine by the same formulas as the table's, row by row: shape (windows, n)."""
    beam = np.where(lit, sun_beam(moment)[:, 1], 0.0)
    result = np.empty((len(meters), len(sun)), np.float32)
    for row, meter in zip(result, meters, strict=True):
        cosine = sun @ np.array(meter.window.normal)
        inside = np.flatnonzero((cosine >= np.cos(np.radians(meter.limits.incidence))) & (beam > 0.0))
        rays = sun[inside]
        free = inside[meter.station.clearance(meter.window.id, rays, moment.at[inside], rays) >= 0.0]
        row[:] = meter.earth(moment)
        row[free] += meter.window.transmission * cosine[free] * beam[free]
    return result
