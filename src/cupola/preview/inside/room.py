"""The room behind a window: flat walls from the station file, windows as real holes, what stands in it, its lamps.

The room's frame: the station's axes, metres, from the middle of the window's glass. The room is what the aisle is, and
reaches out to the hull where a window is; beside the bay before it racks fill the wall.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cupola.errors import Message, SkyError
from cupola.light.glass import outline
from cupola.light.lens import Framing
from cupola.places import Module, Station, Window
from cupola.places.body import Body, Frustum, Sphere
from cupola.preview.inside.solid import Floats, Solid

REVEAL_M: Final = 0.08
"""Depth of a window's frame between glass and wall; own estimate."""

_PARALLEL: Final = 0.97
_MARGIN_M: Final = 0.04
_OF_RADIUS: Final = 0.7  # half the side of a square that fits into a circle
_USUAL_M: Final = 9.0  # longest room where no aisle is told
_ENDS, _SIDES = 2, 6  # the first walls: two ends, then four sides; those that cut corners off come after
_DEEPEST_M: Final = 0.5
_BEHIND_DOME_M: Final = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Wall:
    """A flat wall: the room lies where `point @ normal <= offset`.

    Attributes
    ----------
    aisle : float
        The offset at which racks stand before it; the wall's own where none do.
    """

    normal: Floats
    offset: float
    reflectance: Floats
    aisle: float


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A window as a hole in a wall.

    Attributes
    ----------
    wall : int
        The index of its wall.
    middle : ndarray, shape (3,)
        The middle of the glass.
    normal, right, up : ndarray, shape (3,)
        Unit vectors: outward, and as one looks out.
    corners : ndarray, shape (k, 2)
        The outline, metres to the right and up, counter-clockwise as one looks out.
    depth : float
        From the wall to the glass, metres.
    transmission : float
        Part of the light that passes.
    """

    window: str
    wall: int
    middle: Floats
    normal: Floats
    right: Floats
    up: Floats
    corners: Floats
    depth: float
    transmission: float

    @property
    def area(self) -> float:
        """The clear glass, m2."""
        x, y = self.corners.T
        return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Fitting:
    """A lamp of the room.

    Attributes
    ----------
    group : str
        The lamps that are dimmed together.
    lumens : float
        Its flux, lm.
    kelvin : float
        Its colour temperature.
    solid : Solid
        Its body; the side along the first of the axes shines.
    """

    id: str
    group: str
    lumens: float
    kelvin: float
    solid: Solid

    @property
    def area(self) -> float:
        """The side that shines, m2."""
        return float(4.0 * self.solid.half[1] * self.solid.half[2])

    @property
    def radiance(self) -> float:
        """How bright that side is, cd/m2: a Lambert lamp of flux F and area A has F / (pi A)."""
        return self.lumens / (np.pi * self.area)


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A room with all that stands in it.

    Attributes
    ----------
    module : str
        Id of the module.
    origin : ndarray, shape (3,)
        The room's origin in the station's frame, metres.
    axes : ndarray, shape (3, 3)
        Along the room, across it, and up, as rows.
    openings : tuple of Opening
        The windows; the first is the one that was asked for.
    """

    module: str
    origin: Floats
    axes: Floats
    walls: tuple[Wall, ...]
    openings: tuple[Opening, ...]
    solids: tuple[Solid, ...] = ()
    lamps: tuple[Fitting, ...] = ()

    def with_solids(self, *solids: Solid) -> Room:
        """Give the room with more in it."""
        return replace(self, solids=(*self.solids, *solids))

    def reach(self, place: Floats, direction: Floats) -> float:
        """Give how far a place is from the walls in a direction, metres; whatever stands there does not count."""
        ahead = np.array([wall.normal @ direction for wall in self.walls])
        gap = np.array([wall.offset - wall.normal @ place for wall in self.walls])
        return float(np.min(np.where(ahead > 1e-9, gap / np.maximum(ahead, 1e-9), np.inf)))

    def inner(self) -> Floats:
        """Give a place well inside, shape (3,): halfway to the wall opposite the window."""
        inward = -self.openings[0].normal
        start = (self.openings[0].depth + 1e-6) * inward
        return start + inward * self.reach(start, inward) / 2


def bare(station: Station, window: Window, reflectance: Floats) -> Room:
    """Give the empty room behind a window.

    Raises
    ------
    SkyError
        The window is in no room that is known (E833).
    """
    module = station.modules.get(window.module)
    if module is None:
        text = f"nothing is known of a room behind {window.name}"
        raise SkyError(Message("E833", text, hint="name a window of a module of the station"))
    origin = np.array(window.at)
    axes = _axes(module)
    low, high, near = _extent(station, module, window, axes)
    walls = {k: [sign * axes[k // 2], 0.0] for k, sign in enumerate((-1, 1) * 3)}
    for k in walls:
        edge = high[k // 2] if k % 2 else -low[k // 2]
        walls[k][1] = float(edge - walls[k][0] @ origin)
    planes = [(np.asarray(normal), float(offset)) for normal, offset in walls.values()]
    aisle = [offset for _, offset in planes]
    openings: list[Opening] = []
    for one in near:
        wall = _put(planes, one, origin, {opening.wall for opening in openings})
        opening = _opening(planes[wall], wall, one, origin)
        if 0.0 < opening.depth < _DEEPEST_M:
            openings.append(opening)
    planes = _widened(planes, openings)
    before = [*aisle[:_SIDES], *(offset for _, offset in planes[_SIDES:])]
    return Room(
        module=module.id,
        origin=origin,
        axes=axes,
        walls=tuple(
            Wall(normal, offset, reflectance, min(offset, before[k]) if _ENDS <= k < _SIDES else offset)
            for k, (normal, offset) in enumerate(planes)
        ),
        openings=tuple(openings),
    )


def _axes(module: Module) -> Floats:
    """Give along, across and up: up is away from the Earth, or, in a module that stands upright, to port."""
    along = np.subtract(module.ends[1], module.ends[0])
    along = along / np.linalg.norm(along)
    top = np.array([0.0, 0.0, -1.0]) if abs(along[2]) < 0.7 else np.array([0.0, -1.0, 0.0])
    up = top - (top @ along) * along
    up = up / np.linalg.norm(up)
    return np.stack([along, np.cross(along, up), up])


def _extent(
    station: Station, module: Module, window: Window, axes: Floats
) -> tuple[Floats, Floats, list[Window]]:  # fmt: skip
    """Give the least and the greatest coordinates of the room along its axes, and the windows that it has."""
    at = axes @ np.array(window.at)
    body = _body_at(station, module, window)
    low, high, radius = _section(body, axes, at[0], module)
    middle = axes @ np.array(module.ends[0])
    if isinstance(body, Sphere):
        middle = axes @ np.array(body.centre)
    sides = np.array(module.aisle[1:] if module.aisle else (2 * radius, 2 * radius)) / 2
    sides = np.minimum(sides, _OF_RADIUS * radius)
    windows = [one for one in station.windows.values() if one.module == module.id and one.id != window.id]
    if np.linalg.norm(np.subtract(*module.ends)) < module.diameter / 2:  # a dome: windows all around
        near = windows
        low, high, sides = axes[0] @ np.array(module.ends[0]), at[0], np.full(2, _OF_RADIUS * module.diameter / 2)
        low -= _BEHIND_DOME_M
    else:
        near = [one for one in windows if low + 0.3 < axes[0] @ np.array(one.at) < high - 0.3 and
                _body_at(station, module, one) == body]  # fmt: skip
        longest = module.aisle[0] if module.aisle else _USUAL_M
        low, high = max(low, at[0] - longest / 2), min(high, at[0] + longest / 2)
    return np.array([low, *(middle[1:] - sides)]), np.array([high, *(middle[1:] + sides)]), [window, *near]


def _body_at(station: Station, module: Module, window: Window) -> Body | None:
    """Give the piece of the hull that a window is in."""
    bodies = next((part.bodies for part in station.parts if part.id == module.id), ())
    return min(bodies, key=lambda body: abs(body.beyond(window.at)), default=None)


def _section(body: Body | None, axes: Floats, along: float, module: Module) -> tuple[float, float, float]:
    """Give from where to where along the room a piece of the hull reaches, and its radius at the window."""
    if body is None:
        ends = sorted(float(axes[0] @ np.array(end)) for end in module.ends)
        return ends[0], ends[1], module.diameter / 2
    corners = np.array(np.meshgrid(*zip(*body.extent, strict=True))).reshape(3, -1).T @ axes.T
    low, high = float(corners[:, 0].min()), float(corners[:, 0].max())
    radius = float(np.ptp(corners[:, 1:], axis=0).min()) / 2
    if isinstance(body, Frustum):
        start, stop = float(axes[0] @ np.array(body.start)), float(axes[0] @ np.array(body.stop))
        share = min(max((along - start) / (stop - start), 0.0), 1.0) if abs(stop - start) > 1e-9 else 0.0
        radius = body.radii[0] + share * (body.radii[1] - body.radii[0])
    return low, high, radius


def _put(planes: list[tuple[Floats, float]], window: Window, origin: Floats, held: set[int]) -> int:
    """Give the wall of a window: the parallel one, moved out or in to it, or a new one that cuts a corner off."""
    axis = Framing.of(window.normal).axis
    offset = float(axis @ (np.array(window.at) - origin)) - REVEAL_M
    agree = [float(normal @ axis) for normal, _ in planes]
    wall = int(np.argmax(agree))
    if agree[wall] < _PARALLEL:
        planes.append((axis, offset))
        return len(planes) - 1
    if wall not in held:
        planes[wall] = (axis, offset)
    return wall


def _opening(plane: tuple[Floats, float], wall: int, window: Window, origin: Floats) -> Opening:
    framing = Framing.of(window.normal)
    middle = np.array(window.at) - origin
    depth = float(framing.axis @ middle) - plane[1]
    rim = outline(window)
    return Opening(window.id, wall, middle, framing.axis, framing.right, framing.up, rim, depth, window.transmission)


def _widened(planes: list[tuple[Floats, float]], openings: list[Opening]) -> list[tuple[Floats, float]]:
    """Move walls out until no window reaches over the edge of its own; walls with windows stay."""
    held = {opening.wall for opening in openings}
    rims = [
        opening.middle - opening.depth * opening.normal + opening.corners @ np.stack([opening.right, opening.up])
        for opening in openings
    ]
    found = []
    for k, (normal, offset) in enumerate(planes):
        farthest = max((float((rim @ normal).max()) for rim in rims), default=-np.inf)
        found.append((normal, offset if k in held else max(offset, farthest + _MARGIN_M)))
    return found
