"""How a craft moves about a station: the equations of Clohessy and Wiltshire, solved.

The frame is the local vertical one of `places.attitude`, carried by the station: x along the flight, y to starboard,
z to the nadir; metres and seconds. A state is position and velocity in it, shape (6,). For a circular orbit and
distances that are small beside its radius:

    x'' - 2 w z' = ax        y'' + w^2 y = ay        z'' + 2 w x' - 3 w^2 z = az

(Clohessy and Wiltshire, J. Aerospace Sci. 27, 1960; in these axes Fehse, Automated Rendezvous and Docking of
Spacecraft, 2003, ch. 3). w is the mean motion of the station, rad/s.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError

Floats = NDArray[np.float64]
State = NDArray[np.float64]
"""Position and velocity, shape (6,): m and m/s, local vertical frame."""

_BLUNT: Final = 1e-6  # of a transfer's matrix: less, and a millimetre of aim would take a kilometre per second


def transition(motion: float, seconds: float) -> Floats:
    """Give the matrix, shape (6, 6), that takes a state so many seconds on, nothing pushing.

    Parameters
    ----------
    motion : float
        The station's mean motion, rad/s.
    seconds : float
        Forward, or back.
    """
    w, angle = motion, motion * seconds
    s, c = np.sin(angle), np.cos(angle)
    return np.array(
        [
            [1, 0, 6 * (angle - s), 4 * s / w - 3 * seconds, 0, 2 * (1 - c) / w],
            [0, c, 0, 0, s / w, 0],
            [0, 0, 4 - 3 * c, 2 * (c - 1) / w, 0, s / w],
            [0, 0, 6 * w * (1 - c), 4 * c - 3, 0, 2 * s],
            [0, -w * s, 0, 0, c, 0],
            [0, 0, 3 * w * s, -2 * s, 0, c],
        ]
    )


def response(motion: float, seconds: float) -> Floats:
    """Give the matrix, shape (6, 3), from a steady push, m/s2, to what it adds to a state in so many seconds."""
    w, angle = motion, motion * seconds
    s, c = np.sin(angle), np.cos(angle)
    along, across, lift = 4 * (1 - c) / w**2 - 1.5 * seconds**2, (1 - c) / w**2, 2 * (angle - s) / w**2
    return np.array(
        [
            [along, 0, lift],
            [0, across, 0],
            [-lift, 0, across],
            [4 * s / w - 3 * seconds, 0, 2 * (1 - c) / w],
            [0, s / w, 0],
            [2 * (c - 1) / w, 0, s / w],
        ]
    )


def propagate(state: State, motion: float, seconds: float, push: Floats | None = None) -> State:
    """Give the state so many seconds later, under a steady push in m/s2, shape (3,), if there is one."""
    later: State = transition(motion, seconds) @ state
    return later if push is None else later + response(motion, seconds) @ push


def transfer(start: State, stop: State, motion: float, seconds: float) -> tuple[Floats, Floats]:
    """Give the two changes of velocity, m/s, shape (3,) each, that lead from one state to another.

    Raises
    ------
    SkyError
        In that time there is no such way, or none that can be aimed (E709): after half a revolution the craft is back
        in the orbit's plane from wherever it left it, after a whole one at the height that it left.
    """
    matrix = transition(motion, seconds)
    lead, aim = matrix[:3, :3], matrix[:3, 3:]
    if not seconds > 0 or np.linalg.svd(aim * motion, compute_uv=False)[-1] < _BLUNT:
        turns = motion * seconds / (2 * np.pi)
        text = f"no two pushes lead from one point to another in {turns:.3g} of a revolution"
        raise SkyError(Message("E709", text, hint="take another time for the way"))
    leaving: Floats = np.asarray(np.linalg.solve(aim, stop[:3] - lead @ start[:3]), float)
    arriving: Floats = matrix[3:, :3] @ start[:3] + matrix[3:, 3:] @ leaving
    return leaving - start[3:], stop[3:] - arriving
