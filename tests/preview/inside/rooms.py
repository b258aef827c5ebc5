"""Small rooms that can be worked out by hand."""

import numpy as np
from numpy.typing import NDArray

from cupola.preview.inside.lights import Lights
from cupola.preview.inside.room import Fitting, Opening, Room, Wall
from cupola.preview.inside.sky import Sky
from cupola.preview.inside.solid import BOX, Solid

Floats = NDArray[np.float64]
FORWARD, RIGHT, UP = np.eye(3)
SQUARE = np.array([[0.2, 0.2], [-0.2, 0.2], [-0.2, -0.2], [0.2, -0.2]])
DEPTH = 0.08


def opening(normal: Floats = FORWARD, wall: int = 1, *, aside: float = 0.0, name: str = "front") -> Opening:
    """Give a window of 40 by 40 cm in a wall 1 m from the origin; its glass passes 80 %."""
    up = UP if abs(normal[2]) < 0.5 else FORWARD
    right = np.cross(normal, up)
    middle = (1.0 + DEPTH) * normal + aside * right
    return Opening(name, wall, middle, normal, right, up, SQUARE, DEPTH, 0.8)


def lamp(at: Floats, facing: Floats, lumens: float = 1000.0, half: float = 0.05, *, name: str = "row-1") -> Fitting:
    """Give a square lamp, thin as paper."""
    right = np.cross(facing, FORWARD if abs(facing[0]) < 0.5 else UP)
    axes = np.stack([facing, right, np.cross(facing, right)])
    solid = Solid(name, BOX, at - 0.0005 * facing, axes, np.array([0.0005, half, half]), np.full(3, 0.5), 0)
    return Fitting(name, name, lumens, 4500.0, solid)


def cube(share: float = 0.6, *openings: Opening, lamps: tuple[Fitting, ...] = ()) -> Room:
    """Give a room of 2 by 2 by 2 m about the origin, its walls of one reflectance; one window, forward, by default."""
    walls = tuple(
        Wall(sign * np.eye(3)[axis], 1.0, np.full(3, share), 1.0) for axis in range(3) for sign in (-1.0, 1.0)
    )
    return Room("cube", np.zeros(3), np.eye(3), walls, openings or (opening(),), (), lamps)


def ball(share: float, faces: int = 120, lamps: tuple[Fitting, ...] = ()) -> Room:
    """Give a room of many flat faces about a ball of 1 m, without windows."""
    k = np.arange(faces) + 0.5
    height, turn = 1.0 - 2.0 * k / faces, np.pi * (1.0 + 5.0**0.5) * k
    flat = np.sqrt(1.0 - height**2)
    normals = np.stack([flat * np.cos(turn), flat * np.sin(turn), height], axis=1)
    shut = Opening("shut", 0, normals[0], normals[0], RIGHT, UP, 1e-4 * SQUARE, 1e-4, 0.0)
    walls = tuple(Wall(normal, 1.0, np.full(3, share), 1.0) for normal in normals)
    return Room("ball", np.zeros(3), np.eye(3), walls, (shut,), (), lamps)


def sky(cd_m2: float = 1000.0, side: int = 16) -> Sky:
    """Give a sky that is alike everywhere."""
    return Sky(np.full((6, side, side, 3), cd_m2))


def lights(room: Room, sun: Floats = FORWARD, lux: float = 1000.0, cd_m2: float = 0.0) -> Lights:
    """Give white lights of a room."""
    glass = np.array([one.transmission for one in room.openings])
    return Lights(0.0, sun, np.full(3, lux), glass, sky(cd_m2), cd_m2 * float(glass[0]))
