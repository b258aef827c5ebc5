"""The light table: phase, direction of the Sun, and light through windows, for every second of a shoot.

What is smooth is worked out once a minute and joined by cubics: the Sun's direction in the station, its elevation above
the limb, earthshine. What is not is put upon it exactly: phases and direct sun begin and end where the almanac solved
them, the Sun's light in the air is read for each instant. About a jump of the attitude or the orbit, and at both ends,
everything is worked out for each instant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, SpanSet
from cupola.errors import Message, SkyError
from cupola.light.almanac import Almanac
from cupola.light.earthshine import height_of
from cupola.light.guard import GUARD
from cupola.light.meter import sun_distance, sun_elevation
from cupola.light.moment import Moment
from cupola.light.need import Need
from cupola.light.phases import PHASES
from cupola.places.body import Vector
from cupola.sky.air import IN_AIR, limb_light
from cupola.sky.interpolation import refined
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

_SMOOTH: Final = 60.0  # seconds between nodes: the Sun turns 4 deg, a cubic is right to 1e-6
_ROUNDING: Final = 1e-6  # seconds; an instant of this century is known to 2e-7


@dataclass(frozen=True, slots=True)
class LightTable:
    """The light at even instants; 13 bytes for each, and 4 for each window.

    Attributes
    ----------
    start, step : float
        The first instant, and the seconds from one to the next.
    windows : tuple of str
        The ids of the windows.
    phase : ndarray of uint8, shape (n,)
        The light phase: index into `PHASES`.
    sun : ndarray of float32, shape (3, n)
        Unit vector to the Sun in the station's frame; nan while the attitude is lost.
    lux : ndarray of float32, shape (windows, n)
        Direct sun and earthshine through each window, on the glass's plane, lx; nan while the attitude is lost.
        The Moon's own light, a third of a lux, is left out.
    """

    start: float
    step: float
    windows: tuple[str, ...]
    phase: NDArray[np.uint8]
    sun: Singles
    lux: Singles

    def __len__(self) -> int:
        return len(self.phase)

    @property
    def at(self) -> Instants:
        """The instants, shape (n,)."""
        return _instants(self.start, self.step, len(self))

    @property
    def nbytes(self) -> int:
        """The bytes that it takes."""
        return self.phase.nbytes + self.sun.nbytes + self.lux.nbytes


def table(almanac: Almanac, windows: Sequence[str], step: float = 1.0) -> LightTable:
    """Make the table of an almanac's span.

    Parameters
    ----------
    almanac : Almanac
        Orbit, station, limits, the Earth's albedo.
    windows : sequence of str
        Ids of windows.
    step : float
        Seconds between instants: 60 or less.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    SkyError
        A step that is not above 0 and at most 60 s (E316).
    """
    if not 0.0 < step <= _SMOOTH:
        raise SkyError(Message("E316", f"a light table has no step of {step:g} s", hint="give more than 0, up to 60 s"))
    meters = [almanac.meter(window) for window in windows]
    reached = almanac.opportunities([Need(window=w, direct=True) for w in windows])
    rows = _Rows(almanac, step)
    sun = np.stack([rows.smooth(partial(_sun_along, axis)) for axis in range(3)])
    lux = np.empty((len(meters), rows.count), np.float32)
    beam = rows.beam() if meters else np.empty(0)
    earth: dict[tuple[Vector, float], tuple[Singles, Singles]] = {}
    for light, meter, lit in zip(lux, meters, reached, strict=True):
        np.matmul(np.array(meter.window.normal, np.float32) * np.float32(meter.window.transmission), sun, out=light)
        light *= beam
        for dark in rows.places(SpanSet(lit.starts - GUARD, lit.stops + GUARD).complement(almanac.span)):
            light[dark] = 0.0
        alike = meter.window.normal, meter.window.transmission  # all that earthshine asks of a window
        if alike not in earth:
            earth[alike] = rows.worked_out(meter.earth)
        rows.add(light, earth[alike])
    for lost in rows.places(almanac.lost.clip(almanac.span)):
        sun[:, lost] = lux[:, lost] = np.nan
    return LightTable(almanac.span.start, step, tuple(windows), rows.phases(almanac.phases()), sun, lux)


def _sun_along(axis: int, moment: Moment) -> Floats:
    return moment.sun_in_body[:, axis]


class _Rows:
    """The even instants of a table, and the nodes between which smooth functions are joined."""

    def __init__(self, almanac: Almanac, step: float) -> None:
        self._span, self._step = almanac.span, step
        self.count = int(np.ceil(self._span.length / step))
        self._ratio = int(_SMOOTH // step)
        blocks = -(-self.count // self._ratio)
        nodes = self._span.start + np.arange(-1, blocks + 2) * (self._ratio * step)
        self._rough = self._rough_rows(blocks, almanac.vantage.joints(self._span))
        self._nodes = almanac.vantage.at(np.clip(nodes, self._span.start, self._span.stop))
        self._exact = almanac.vantage.at(self.at[self._rough])
        self._scratch = np.empty(blocks * self._ratio, np.float32)

    @property
    def at(self) -> Instants:
        """The instants, shape (n,)."""
        return _instants(self._span.start, self._step, self.count)

    def _rough_rows(self, blocks: int, joints: Instants) -> NDArray[np.intp]:
        """Give the rows in whose reach of four nodes the span ends or something jumps."""
        rough = np.zeros(blocks + 2, bool)  # with a block more at both ends
        rough[[1, -2, -3]] = True
        jumps = ((joints - self._span.start) // (self._ratio * self._step)).astype(np.intp) + 1
        for aside in (-1, 0, 1):
            rough[jumps + aside] = True
        return np.flatnonzero(np.repeat(rough[1:-1], self._ratio)[: self.count])

    def smooth(self, function: Callable[[Moment], Floats]) -> Singles:
        """Give a smooth function of moments at all instants, shape (n,)."""
        return self._joined(self.worked_out(function))

    def worked_out(self, function: Callable[[Moment], Floats]) -> tuple[Singles, Singles]:
        """Give a smooth function at the nodes, and at the instants where it is not joined."""
        return function(self._nodes).astype(np.float32), function(self._exact).astype(np.float32)

    def add(self, light: Singles, worked_out: tuple[Singles, Singles]) -> None:
        """Add a smooth function that is never negative to light at all instants, shape (n,)."""
        found = self._joined(worked_out, self._scratch)
        np.maximum(found, 0.0, out=found)  # a cubic may dip below the dark
        light += found

    def _joined(self, worked_out: tuple[Singles, Singles], out: Singles | None = None) -> Singles:
        found = refined(worked_out[0], self._ratio, out)[: self.count]
        found[self._rough] = worked_out[1]
        return found

    def beam(self) -> Singles:
        """Give the Sun's light on a plate that faces it, lx, at all instants, shape (n,)."""
        elevation, height = self.smooth(sun_elevation), self.smooth(height_of)
        whole = np.float32(tristimulus(sunlight())[1])
        light: Singles = np.where(elevation > 0.0, whole, np.float32(0.0))
        in_air = np.flatnonzero((elevation > IN_AIR[0]) & (elevation < IN_AIR[1]))
        light[in_air] = limb_light(elevation[in_air], height[in_air])[:, 1]
        light /= self.smooth(sun_distance) ** 2
        return light

    def places(self, spans: SpanSet) -> Iterator[slice]:
        """Give which instants lie in each span."""
        ends = [
            np.ceil((edge - self._span.start - _ROUNDING) / self._step).astype(int)
            for edge in (spans.starts, spans.stops)
        ]
        return (slice(max(start, 0), max(stop, 0)) for start, stop in zip(*ends, strict=True))

    def phases(self, spans: Mapping[str, SpanSet]) -> NDArray[np.uint8]:
        """Give the phase of each instant, shape (n,)."""
        phase = np.empty(self.count, np.uint8)
        for code, word in enumerate(PHASES):
            for place in self.places(spans[word]):
                phase[place] = code
        return phase


def _instants(start: float, step: float, count: int) -> Instants:
    at: Instants = start + step * np.arange(count, dtype=np.float64)
    return at
