"""The station's parts before a window, ready to be drawn: each convex body in the coordinates of its own joint."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.places import Station, Window
from cupola.places.body import Body, Box
from cupola.places.joint import Joint
from cupola.places.part import Part

Floats = NDArray[np.float64]
Skin = tuple[float, float, float]

HULL: Final = (0.55, 0.55, 0.53)
"""Share of light that a station's skin reflects: white blankets and paint, aged; estimate, medium."""
WING: Final = (0.035, 0.045, 0.085)
BACK: Final = (0.26, 0.18, 0.09)
"""The same of a solar array's face, dark blue, and of its coppery back; estimates from pictures, low."""

_THIN_M: Final = 0.15


# Where in the row of a body each thing begins; its `Body.numbers` come first.
KIND: Final = 9
TURN: Final = 10
ORIGIN: Final = 19
BALL: Final = 22
FRONT_SKIN: Final = 26
BACK_SKIN: Final = 29
FRONT: Final = 32
PART: Final = 35
COUNT: Final = 36


def solids(parts: tuple[Part, ...], at: float, sun: Floats) -> Floats:
    """Give the bodies that are there at an instant, turned as their joints stand.

    Parameters
    ----------
    sun : ndarray, shape (3,)
        Unit vector to the Sun, the station's frame.

    Returns
    -------
    ndarray, shape (n, 36)
        For each body its numbers and its kind; the turn from the station's frame to its own, and where the station's
        origin is in that, m; the middle and the radius of a ball about it, in the station's frame; what share of light
        its front and its back reflect, linear Rec. 2020; where its front faces, in its own frame, nought where all of
        it is alike; the index of its part.
    """
    there = [k for k, part in enumerate(parts) if part.is_there(np.array([at]))[0]]
    posed = {k: pose(parts[k].joint, at, sun) for k in there}
    rows = [_row(k, parts[k], body, *posed[k]) for k in there for body in parts[k].bodies]
    return np.array(rows).reshape(-1, COUNT)


def _row(k: int, part: Part, body: Body, turn: Floats, shift: Floats) -> Floats:
    wing = _wing(part, body)
    front, back = wing or (HULL, HULL)
    faces = part.joint.faces if wing and part.joint is not None else None
    numbers = body.numbers + (0.0,) * (KIND - len(body.numbers))
    ball = _ball(body, turn, shift)
    return np.array(
        [*numbers, body.kind, *turn.ravel(), *shift, *ball, *front, *back, *(faces or (0.0, 0.0, 0.0)), k], float
    )


def before(station: Station, window: Window) -> tuple[Part, ...]:
    """Give the parts that can stand before a window: all but the module that it is in."""
    return tuple(part for part in station.parts if part.id != window.module)


def pose(joint: Joint | None, at: float, sun: Floats) -> tuple[Floats, Floats]:
    """Give the turn, shape (3, 3), and the shift, shape (3,), from the station's frame to that of what a joint carries.

    As `places.rays.turn` does it for a line of sight: x' = turn x + shift.
    """
    turn, shift = np.eye(3), np.zeros(3)
    for one in joint.chain if joint is not None else ():
        numbers = np.array(one.numbers)
        basis, on = numbers[:9].reshape(3, 3), numbers[9:12]
        cosine, sine = _angle(one, numbers, basis, at, turn @ sun)
        about = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0], [0.0, 0.0, 1.0]])
        back = basis.T @ about @ basis
        turn, shift = back @ turn, back @ (shift - on) + on
    return turn, shift


def _angle(joint: Joint, numbers: Floats, basis: Floats, at: float, sun: Floats) -> tuple[float, float]:
    """Give cosine and sine of a joint's angle."""
    for parked in joint.parked:
        if parked.span.start <= at < parked.span.stop:
            return float(np.cos(np.radians(parked.angle))), float(np.sin(np.radians(parked.angle)))
    if np.isfinite(numbers[12]):
        return float(numbers[12]), float(numbers[13])
    toward, aside = float(basis[0] @ sun), float(basis[1] @ sun)
    length = float(np.hypot(toward, aside))
    return (1.0, 0.0) if length < 1e-9 else (toward / length, aside / length)


def _ball(body: Body, turn: Floats, shift: Floats) -> tuple[float, ...]:
    low, high = body.extent
    middle = turn.T @ ((low + high) / 2 - shift)
    return (*middle.tolist(), float(np.linalg.norm(high - low)) / 2)


def _wing(part: Part, body: Body) -> tuple[Skin, Skin] | None:
    """Give front and back of a thin plate that is turned to the Sun: a solar array; None for anything else."""
    is_thin = isinstance(body, Box) and min(body.size) < _THIN_M
    return (WING, BACK) if is_thin and part.joint is not None and part.joint.faces is not None else None
