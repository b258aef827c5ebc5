"""Where the camera points: at what the shot wants to see, as far as the window lets it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import CupolaError, Message, closest
from cupola.light.moment import Moment, Vantage
from cupola.light.window import place_of
from cupola.places import Station, Window
from cupola.places.landmarks import point
from cupola.sky.earth import limb_point, pierced, stretched
from cupola.sky.orbit import Trajectory

Floats = NDArray[np.float64]
Vector = tuple[float, float, float]

STRAIGHT: Final = "straight"
WORDS: Final = (STRAIGHT, "nadir", "limb", "sunrise", "sun", "moon", "earth")
"""At what a camera can be aimed, beside landmarks, parts of the station and points of the ground."""

_OF_VIEWS: Final = {
    "limb": "limb",
    "earth-day": "earth",
    "earth-night": "earth",
    "city-lights": "earth",
    "terminator": "earth",
    "sun": "sun",
    "moon": "moon",
}
_ANYWHERE: Final = ("limb", "earth")
"""These are all around: the camera may turn aside from what stands before the window."""
_TURNS: Final = (0.0, *(sign * turn for turn in (10.0, 20.0, 30.0, 40.0, 50.0) for sign in (1.0, -1.0)))
_MOSTLY: Final = 0.85
_WIDE: Final = 0.25
_GRAZING: Final = 0.02
_NEAR_KM: Final = 30.0
"""Ground so near before a landmark does not hide it: what height it lacks is no mountain."""
_UNDER: Final = np.radians(8.0)
"""How far under the Earth's edge a camera points that is to see the Earth: so that 35 mm still see it."""


def aim_of_view(view: str | None, light: str) -> str:
    """Give at what a shot's camera points, from the view that it needs and its light."""
    if view is None:
        return "sunrise" if light in ("sunrise", "sunset") else STRAIGHT
    if light in ("sunrise", "sunset") and view == "limb":
        return "sunrise"
    return _OF_VIEWS.get(view, view)


def aimed(course: Trajectory, station: Station, window: Window, at: float, target: str) -> Vector | None:
    """Give the axis of a lens in the station's frame; None for straight out.

    It points at the target, or, where the window does not let it, as nearly so as its half view does. At limb and Earth
    it points where the station itself leaves them free.

    Parameters
    ----------
    target : str
        One of `WORDS`, a landmark, a part of the station, or a point of the ground: `45.92, 63.34`.

    Raises
    ------
    CupolaError
        An unknown target (E818).
    """
    if target == STRAIGHT:
        return None
    moment = Vantage(course, attitude=station.attitude).at(np.array([at]))
    wanted, half_view = _direction(moment, station, window, target), float(np.radians(window.half_view))
    axis = _let(wanted, np.array(window.normal), half_view)
    if target in _ANYWHERE:
        axis = _free(moment, station, window, axis, half_view)
    x, y, z = axis.tolist()
    return x, y, z


def aside(course: Trajectory, station: Station, window: Window, at: float, target: str) -> float:
    """Give how far a target stands outside of what a window lets a lens look at, deg; 0 where it does.

    What is all around, and straight out, is never aside.

    Raises
    ------
    CupolaError
        An unknown target (E818).
    """
    if target in (STRAIGHT, *_ANYWHERE):
        return 0.0
    moment = Vantage(course, attitude=station.attitude).at(np.array([at]))
    away = np.arccos(np.clip(_direction(moment, station, window, target) @ np.array(window.normal), -1.0, 1.0))
    return max(float(np.degrees(away)) - window.half_view, 0.0)


def is_behind_earth(course: Trajectory, station: Station, window: Window, at: float, target: str) -> bool:
    """Say whether the Earth stands before a target: a place under the horizon, the Sun or the Moon that has set.

    Raises
    ------
    CupolaError
        An unknown target (E818).
    """
    if target in (STRAIGHT, "nadir", "sunrise", *_ANYWHERE) or target in station.modules:
        return False
    moment = Vantage(course, attitude=station.attitude).at(np.array([at]))
    sight = _sight(moment, station, window, target)
    points, hit = pierced(moment.position, _unit(sight)[None])
    return bool(hit[0] and np.linalg.norm(points[0] - moment.position[0]) < np.linalg.norm(sight) - _NEAR_KM)


def _free(moment: Moment, station: Station, window: Window, axis: Floats, half_view: float) -> Floats:
    """Turn an axis about the vertical, as little as possible, until the station itself leaves most of the view free."""
    down = moment.body[0] @ _unit(-moment.position[0])
    best, most = axis, -1.0
    for turn in _TURNS:
        turned = _let(_about(axis, down, float(np.radians(turn))), np.array(window.normal), half_view)
        rays = _cone(turned)
        ahead = rays[rays @ np.array(window.normal) > _GRAZING]
        sun = np.broadcast_to(moment.sun_in_body[0], ahead.shape)
        clear = station.clearance(window.id, ahead, np.repeat(moment.at, len(ahead)), sun) >= 0.0
        free = float(clear.mean())
        if free >= _MOSTLY:
            return turned
        if free > most:
            best, most = turned, free
    return best


def _cone(axis: Floats) -> Floats:
    """Give rays about an axis, shape (n, 3): as wide as a lens of 50 mm sees."""
    side = _unit(np.cross(axis, np.eye(3)[np.argmin(np.abs(axis))]))
    other = np.cross(axis, side)
    places = np.linspace(-_WIDE, _WIDE, 5)
    rays = [axis + x * side + y * other for x in places for y in places]
    return np.array([_unit(ray) for ray in rays])


def _about(vector: Floats, axis: Floats, angle: float) -> Floats:
    """Turn a vector about an axis (Rodrigues)."""
    found: Floats = (
        np.cos(angle) * vector + np.sin(angle) * np.cross(axis, vector) + (1.0 - np.cos(angle)) * (axis @ vector) * axis
    )
    return found


def _direction(moment: Moment, station: Station, window: Window, target: str) -> Floats:
    """Give the direction of a target in the station's frame, shape (3,)."""
    if target in station.modules:
        here = np.array(window.at)
        ends = np.array(station.modules[target].ends)
        return _unit(ends.mean(axis=0) - here)
    return _unit(moment.body[0] @ _sight(moment, station, window, target))


def _sight(moment: Moment, station: Station, window: Window, target: str) -> Floats:
    """Give the line to a target, TEME, km, shape (3,)."""
    position = moment.position[0]
    if target in ("sun", "moon"):
        body: Floats = (moment.sun if target == "sun" else moment.moon)[0] - position
        return body
    if target == "nadir":
        down: Floats = -position
        return down
    if target in ("limb", "sunrise", "earth"):
        towards = moment.sun[0] if target == "sunrise" else moment.direction(window.normal)[0]
        edge: Floats = limb_point(moment.position, towards[None])[0] - position
        return edge if target != "earth" else _dipped(edge, -position, moment.direction(window.normal)[0])
    place = point(target) or station.landmarks.get(target)
    if place is None:
        names = (*WORDS, *station.landmarks, *station.modules)
        hint = closest(target, names) or f"use one of {', '.join(WORDS)}, a landmark, a ship, or a point: 45.9,63.3"
        raise CupolaError(Message("E818", f'the camera cannot be aimed at "{target[:40]}"', hint=hint))
    seen: Floats = place_of(moment, place)[0] - position
    return seen


def _dipped(edge: Floats, nadir: Floats, axis: Floats) -> Floats:
    """Give the direction a little under the Earth's edge, or the axis itself where it looks deeper than that."""
    side, down = _unit(edge), _unit(stretched(nadir))
    angle = float(np.arccos(np.clip(side @ down, -1.0, 1.0)))
    if float(np.arccos(np.clip(_unit(axis) @ down, -1.0, 1.0))) < angle - _UNDER:
        return axis
    return _turned(side, down, float(_UNDER))


def _let(wanted: Floats, normal: Floats, half_view: float) -> Floats:
    """Turn a direction towards a window's normal until it is within the half view."""
    away = float(np.arccos(np.clip(wanted @ normal, -1.0, 1.0)))
    return wanted if away <= half_view else _turned(normal, wanted, half_view)


def _turned(start: Floats, towards: Floats, angle: float) -> Floats:
    """Turn a unit vector by an angle, in rad, towards another."""
    side = towards - (towards @ start) * start
    length = np.linalg.norm(side)
    found: Floats = start if length < 1e-9 else np.cos(angle) * start + np.sin(angle) / length * side
    return found


def _unit(vector: Floats) -> Floats:
    found: Floats = vector / np.linalg.norm(vector)
    return found
