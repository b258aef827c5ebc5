"""What stands in a module: racks beside the bay of a window, panels, rails, and the lamps of the station file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from cupola.light.lamps import REFLECTANCE
from cupola.places import Station, Window
from cupola.places.lamp import LampMode
from cupola.preview.inside.actor import turned
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Fitting, Room, bare
from cupola.preview.inside.solid import BOX, Floats, Solid, box, paint

LAMP_M: Final = (0.015, 0.25, 0.05)
"""Half depth, length and width of a lamp: as far apart as `light.lamps` takes the nearest point of one; estimate."""
OWN_MODE: Final = LampMode("own", 475.0, 4500.0, "as the lamps of the American modules", "low")
"""Lamps of a module of which none are known."""

# Around the mean that `light.lamps` takes for all walls; how it is shared out is our own estimate.
_WALL: Final = paint(REFLECTANCE, REFLECTANCE, 0.96 * REFLECTANCE)
_RACKS: Final = (paint(0.66, 0.65, 0.62), paint(0.54, 0.55, 0.56), paint(0.62, 0.60, 0.56))
_PANELS: Final = (paint(0.72, 0.71, 0.69), paint(0.40, 0.42, 0.45), paint(0.66, 0.62, 0.54), paint(0.25, 0.30, 0.38))
_RAIL: Final = paint(0.30, 0.38, 0.52)
_HATCH: Final = paint(0.22, 0.22, 0.23)
_LAMP: Final = paint(0.8)

_LOOSE: Final = ("panel", "rail")
_BAY_M: Final = 0.55
_BESIDE_WINDOW_M: Final = 0.25
_RACK_M: Final = 0.9
_GAP_M: Final = 0.02
_LAMP_STEP_M: Final = 1.3
_FROM_WALL_M: Final = 0.05


def room_of(station: Station, window: Window, mode: str | None = None) -> Room:
    """Give the furnished room behind a window, with its lamps in one of their modes, the first by default.

    Raises
    ------
    SkyError
        The window is in no room that is known (E833).
    """
    room = bare(station, window, _WALL)
    rng = np.random.default_rng(zlib.crc32(room.module.encode()))
    things = (*_racks(room), *_hatches(room), *_panels(room, rng), *_rails(room))
    room = room.with_solids(*(one for one in things if not _hides_window(room, one)))
    return _lit(room, station, mode)


def cleared(room: Room, view: Pose, head: Floats) -> Room:
    """Give the room without what hangs loose between a camera and a head: it would be put away for the shot."""
    far = float((head - view.place) @ view.axis)

    def is_in_the_way(solid: Solid) -> bool:
        corners = _corners(solid)
        near = corners[(corners - view.place) @ view.axis < far]
        return solid.name.startswith(_LOOSE) and any(view.sees(corner) for corner in (*near, *_middles(near)))

    return replace(room, solids=tuple(one for one in room.solids if not is_in_the_way(one)))


def _middles(places: Floats) -> Floats:
    """Give what lies half way between each two places."""
    found: Floats = ((places[:, None] + places[None]) / 2).reshape(-1, 3)
    return found


def _corners(solid: Solid) -> Floats:
    found: Floats = np.array(np.meshgrid(*((-h, h) for h in solid.half))).reshape(3, -1).T @ solid.axes + solid.centre
    return found


def _ends(room: Room, k: int) -> tuple[float, float]:
    """Give the least and the greatest coordinate along one of the room's axes."""
    return -room.walls[2 * k].offset, room.walls[2 * k + 1].offset


def _side(room: Room, wall: int, near: float, far: float) -> tuple[float, float]:
    """Give the coordinates across a wall between two distances from the room's origin, the lesser first."""
    return (near, far) if wall % 2 else (-far, -near)


def _racks(room: Room) -> Iterator[Solid]:
    """Fill the walls that reach out to the hull, but for the bays before windows."""
    low, high = _ends(room, 0)
    for wall in range(2, 6):
        one = room.walls[wall]
        if one.offset - one.aisle < 0.15:
            continue
        for number, (start, stop) in enumerate(_beside(room, wall, low, high)):
            across, other = wall // 2, 3 - wall // 2
            corners = np.zeros((2, 3))
            corners[:, 0] = start, stop - _GAP_M
            corners[:, across] = _side(room, wall, one.aisle, one.offset)
            corners[:, other] = _ends(room, other)
            yield box(f"rack {wall}.{number}", corners[0], corners[1], room.axes, _RACKS[(number + wall) % len(_RACKS)])


def _beside(room: Room, wall: int, low: float, high: float) -> Iterator[tuple[float, float]]:
    """Give from where to where racks stand along a wall."""
    edges = [low]
    for opening in sorted(
        (one for one in room.openings if one.wall == wall), key=lambda one: float(room.axes[0] @ one.middle)
    ):
        middle = float(room.axes[0] @ opening.middle)
        half = max(_BAY_M, float(np.abs(opening.corners).max()) + _BESIDE_WINDOW_M)
        edges += [middle - half, middle + half]
    edges.append(high)
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        count = max(1, round((stop - start) / _RACK_M))
        if stop - start > 0.1:
            steps = np.linspace(start, stop, count + 1)
            yield from zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True)


def _hatches(room: Room) -> Iterator[Solid]:
    for wall in range(2):
        if any(opening.wall == wall for opening in room.openings):
            continue
        offset = room.walls[wall].offset
        sides = [_ends(room, 1), _ends(room, 2)]
        middles = [sum(side) / 2 for side in sides]
        half = 0.32 * min(high - low for low, high in sides)
        low, high = _side(room, wall, offset - 0.03, offset)
        yield box(
            f"hatch {wall}",
            [low, *(m - half for m in middles)],
            [high, *(m + half for m in middles)],
            room.axes,
            _HATCH,
        )


def _panels(room: Room, rng: np.random.Generator) -> Iterator[Solid]:
    """Hang flat boxes and bags on the sides of the aisle, always the same for a module."""
    low, high = _ends(room, 0)
    for wall in range(2, 6):
        near, other = room.walls[wall].aisle, 3 - wall // 2
        first, last = _ends(room, other)
        place = low + 0.2
        while place < high - 0.5:
            length, height, thick = rng.uniform(0.2, 0.55), rng.uniform(0.15, 0.5), rng.uniform(0.01, 0.07)
            corners = np.zeros((2, 3))
            corners[:, 0] = place, place + length
            corners[:, wall // 2] = _side(room, wall, near - thick, near)
            start = rng.uniform(first + 0.1, max(last - 0.1 - height, first + 0.11))
            corners[:, other] = start, start + height
            yield box(f"panel {wall}", corners[0], corners[1], room.axes, _PANELS[rng.integers(len(_PANELS))])
            place += length + rng.uniform(0.1, 0.5)


def _rails(room: Room) -> Iterator[Solid]:
    low, high = _ends(room, 0)
    for wall in range(2, 6):
        other, near = 3 - wall // 2, room.walls[wall].aisle
        for share in (0.18, 0.82):
            for start in np.arange(low + 0.3, high - 0.8, 1.1):
                corners = np.zeros((2, 3))
                corners[:, 0] = start, start + 0.6
                corners[:, wall // 2] = _side(room, wall, near - 0.075, near - 0.05)
                first, last = _ends(room, other)
                middle = first + share * (last - first)
                corners[:, other] = middle - 0.0125, middle + 0.0125
                yield box("rail", corners[0], corners[1], room.axes, _RAIL)


def _hides_window(room: Room, solid: Solid) -> bool:
    """Say whether a thing stands before a window, or within a hand of its rim."""
    corners = _corners(solid)
    for opening in room.openings:
        flat = (corners - opening.middle) @ np.stack([opening.right, opening.up, opening.normal]).T
        rim = np.abs(opening.corners).max(axis=0) + 0.1
        beside = (flat[:, :2].min(axis=0) < rim) & (flat[:, :2].max(axis=0) > -rim)
        if beside.all() and flat[:, 2].max() > -1.0 and not solid.name.startswith("rack"):
            return True
    return False


def _lit(room: Room, station: Station, mode: str | None) -> Room:
    """Give the room with its lamps: those of the station file, or, where it names none, two rows of our own."""
    modes = station.lamps.modes
    setting = modes.get(mode or "") or next(iter(modes.values()), OWN_MODE)
    known = [lamp for lamp in station.lamps.fittings if lamp.module == room.module]
    places = [(one.id, np.array(one.at) - room.origin, np.array(one.facing)) for one in known] or list(_rows(room))
    lamps: list[Fitting] = []
    for name, at, facing in places:
        place = _pulled_in(room, at)
        if np.linalg.norm(place - at) < 0.6 and all(np.linalg.norm(place - one.middle) > 0.5 for one in room.openings):
            solid = Solid(name, BOX, place, turned(facing, np.cross(facing, room.axes[0])), np.array(LAMP_M), _LAMP)
            group = _group(room, place)
            lamps.append(Fitting(name, group, setting.lumens, setting.kelvin, replace(solid, lamp=len(lamps))))
    return replace(room, lamps=tuple(lamps))


def _rows(room: Room) -> Iterator[tuple[str, Floats, Floats]]:
    """Give name, place and facing of lamps along the two upper edges of the room."""
    low, high = _ends(room, 0)
    count = max(1, round((high - low) / _LAMP_STEP_M))
    across = (-room.walls[2].aisle, room.walls[3].aisle)
    for row, edge in enumerate(across):
        for k in range(count):
            along = low + (k + 0.5) * (high - low) / count
            at = np.array([along, edge, room.walls[5].aisle]) @ room.axes
            middle = np.array([along, sum(across) / 2, (room.walls[5].aisle - room.walls[4].aisle) / 2]) @ room.axes
            yield f"{room.module}-{row * count + k + 1}", at, (middle - at) / np.linalg.norm(middle - at)


def _pulled_in(room: Room, at: Floats) -> Floats:
    place = at.copy()
    for wall in room.walls:
        place = place - max(0.0, float(wall.normal @ place) - wall.aisle + _FROM_WALL_M) * wall.normal
    return place


def _group(room: Room, place: Floats) -> str:
    """Name the row of a lamp: by the quarter of the room's section that it hangs in."""
    middle = [sum(_ends(room, k)) / 2 for k in (1, 2)]
    across, up = (room.axes[1:] @ place - middle).tolist()
    return f"row-{1 + (across > 0) + 2 * (up < 0)}"
