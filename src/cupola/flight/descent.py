"""The way down: from the deorbit burn through the air to the parachute and the ground.

Numerical: the Earth's pull with its flattening (J2), a burn against the motion, and drag and lift in the air of the US
Standard Atmosphere 1976, which turns with the Earth. Fourth-order Runge-Kutta; from where the parachute opens the
capsule sinks straight down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, hypot, log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.flight.capsule import Capsule
from cupola.sky import Course, subpoint
from cupola.sky.atmosphere import density
from cupola.sky.earth import EQUATOR_KM, FLATTENING, MU, SPIN

State = NDArray[np.float64]
"""Position in km and velocity in km/s, TEME, shape (6,)."""

ENTRY_KM: Final = 100.0
"""Height at which the descent through the air is said to begin."""

_J2: Final = 1.08262668e-3
_AIR_KM: Final = 130.0  # above it the air is left out
_COAST: Final = 20.0  # seconds a step
_FALL: Final = 2.0
_LONGEST: Final = 2 * 3600.0
_SEA_LEVEL: Final = 1.225  # kg/m3
_KM: Final = 1e3


@dataclass(frozen=True, slots=True)
class Fall:
    """A descent.

    Attributes
    ----------
    burn, entry, parachute, landing : float
        When the burn begins, the air does, the parachute opens, and the capsule lands.
    lat, lon : float
        Where, deg.
    load : float
        The largest load on the way, in g.
    ahead : float
        By how many seconds it flew ahead of the station.
    """

    burn: float
    entry: float
    parachute: float
    landing: float
    lat: float
    lon: float
    load: float
    ahead: float = 0.0


def fall(course: Course, capsule: Capsule, burn: float, ahead: float = 0.0) -> Fall:
    """Follow a capsule down that flies with the station until a burn, or some seconds ahead of it.

    Raises
    ------
    SkyError
        The burn does not bring it down (E719), or the course does not reach so far (E307).
    """
    position, velocity = course.states(np.array([burn + ahead]))
    state, at = np.concatenate([position[0], velocity[0]]), burn
    entry, load = burn, 0.0
    while (height := _height(state)) > capsule.parachute:
        entry = at if height > ENTRY_KM else entry
        push = capsule.slows / capsule.burn if at < burn + capsule.burn else 0.0
        step = _COAST if height > _AIR_KM else _FALL
        if push:
            step = min(step, burn + capsule.burn - at)
        load = max(load, _load(state, capsule))
        state, at = _stepped(state, step, capsule, push), at + step
        if at - burn > _LONGEST:
            text = f"a burn of {capsule.slows * _KM:.0f} m/s does not bring {capsule.name} down from this orbit"
            raise SkyError(Message("E719", text, hint="use the orbit of a station, some 400 km high"))
    lat, lon, _ = subpoint(state[None, :3], np.array([at]))
    return Fall(burn, entry, at, at + capsule.sinks, float(lat[0]), float(lon[0]), load, ahead)


def _stepped(state: State, step: float, capsule: Capsule, push: float) -> State:
    one = _rate(state, capsule, push)
    two = _rate(state + step / 2 * one, capsule, push)
    three = _rate(state + step / 2 * two, capsule, push)
    four = _rate(state + step * three, capsule, push)
    return state + step / 6 * (one + 2 * two + 2 * three + four)


def _rate(state: State, capsule: Capsule, push: float) -> State:
    """Give velocity and acceleration; Vallado, Fundamentals of Astrodynamics, eq. 8-25 for the flattening."""
    x, y, z, u, v, w = state.tolist()
    square = x * x + y * y + z * z
    pull = -MU / (square * sqrt(square))
    oblate, polar = 1.5 * _J2 * EQUATOR_KM**2 / square, 5 * z * z / square
    across = pull * (1 + oblate * (1 - polar))
    rate = np.array([u, v, w, across * x, across * y, pull * (1 + oblate * (3 - polar)) * z])
    if push:
        rate[3:] -= push / sqrt(u * u + v * v + w * w) * state[3:]
    if _height(state) < _AIR_KM:
        rate[3:] += _air(state, capsule)
    return rate


def _air(state: State, capsule: Capsule) -> State:
    """Give what drag and lift add, km/s²: shape (3,)."""
    x, y, _ = state[:3]
    wind = state[3:] - np.array([-SPIN * y, SPIN * x, 0.0])
    speed = float(np.linalg.norm(wind))
    drag = 0.5 * _thick(_height(state)) * (speed * _KM) ** 2 / capsule.ballistic / _KM
    ahead = wind / speed
    up = state[:3] - (state[:3] @ ahead) * ahead
    force: State = drag * (capsule.lift * up / np.linalg.norm(up) - ahead)
    return force


def _load(state: State, capsule: Capsule) -> float:
    return float(np.linalg.norm(_air(state, capsule))) * _KM / 9.80665 if _height(state) < _AIR_KM else 0.0


def _height(state: State) -> float:
    """Give the height over the ellipsoid, km: to the first order of the flattening, 20 m at most."""
    distance = hypot(*state[:3].tolist())
    return distance - EQUATOR_KM * (1 - FLATTENING * float(state[2] / distance) ** 2)


def _thick(height: float) -> float:
    """Give the density of the air at a height in km, kg/m3: log-linear between whole km."""
    table = _table()
    low = min(max(int(height), 0), len(table) - 2)
    return exp(table[low] + (height - low) * (table[low + 1] - table[low]))


@lru_cache
def _table() -> tuple[float, ...]:
    return tuple(log(_SEA_LEVEL * float(part)) for part in density(np.arange(0.0, _AIR_KM + 2.0)) / density(0.0))
