"""A room as triangles: walls with holes in them, frames of windows, boxes, balls and forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.preview.inside import cast
from cupola.preview.inside.room import Opening, Room
from cupola.preview.inside.solid import BALL, BOX, Floats, Solid

Faces = NDArray[np.int32]

BEAM_M: Final = 20.0
"""From how far beams come: so far that where one begins hardly stands in the way of another, and near enough for the
renderer's single precision (at 200 m a third of the light is lost, at 3 m and 30 m the same arrives)."""

_HUGE_M: Final = 100.0
_RINGS, _SECTORS = 16, 32
_FINE: Final = 5  # times as many on a form: 3 mm on a head
_CUBE: Final = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Triangles.

    Attributes
    ----------
    points : ndarray, shape (n, 3)
        Corners, metres.
    faces : ndarray of int32, shape (m, 3)
        Which corners each has, counter-clockwise from where its normal looks to.
    """

    points: Floats
    faces: Faces

    def area(self) -> float:
        """Give the surface, m2."""
        one, two, three = (self.points[self.faces[:, k]] for k in range(3))
        return float(np.linalg.norm(np.cross(two - one, three - one), axis=-1).sum() / 2)

    def write(self, path: Path) -> None:
        """Write a binary PLY."""
        head = (
            f"ply\nformat binary_little_endian 1.0\nelement vertex {len(self.points)}\n"
            "property float x\nproperty float y\nproperty float z\n"
            f"element face {len(self.faces)}\nproperty list uchar int vertex_indices\nend_header\n"
        )
        rows = np.empty(len(self.faces), [("count", "u1"), ("corners", "<i4", 3)])
        rows["count"], rows["corners"] = 3, self.faces
        path.write_bytes(head.encode() + self.points.astype("<f4").tobytes() + rows.tobytes())


def joined(meshes: list[Mesh]) -> Mesh:
    """Give several meshes as one."""
    firsts = np.cumsum([0, *(len(mesh.points) for mesh in meshes)])
    faces = [mesh.faces + first for mesh, first in zip(meshes, firsts, strict=False)]
    return Mesh(np.concatenate([mesh.points for mesh in meshes]), np.concatenate(faces).astype(np.int32))


def hull(room: Room) -> Mesh:
    """Give the walls, with a hole for each window."""
    return joined([part for wall in range(len(room.walls)) for part in _wall(room, wall)])


def frames(room: Room) -> Mesh | None:
    """Give the frames of the windows, from the walls to the glass; None for a room without any."""
    parts = []
    for opening in room.openings:
        outer = rim(opening)
        inner = outer - opening.depth * opening.normal
        count = len(outer)
        k, n = np.arange(count), (np.arange(count) + 1) % count
        faces = np.concatenate([np.stack([k, count + n, n], 1), np.stack([k, count + k, count + n], 1)])
        parts.append(Mesh(np.concatenate([outer, inner]), faces.astype(np.int32)))
    return joined(parts) if parts else None


def of_solid(solid: Solid) -> Mesh:
    """Give a box or a ball as triangles."""
    if solid.kind == BOX:
        signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
        faces = [[a, b, c] for a, b, c, _ in _CUBE] + [[a, c, d] for a, _, c, d in _CUBE]
        return Mesh(signs * solid.half @ solid.axes + solid.centre, np.array(faces, np.int32))
    return _ball(solid) if solid.kind == BALL else _seen_from_within(solid)


def fan(corners: Floats) -> Mesh:
    """Give a flat convex outline, shape (k, 3), as triangles."""
    k = np.arange(1, len(corners) - 1)
    return Mesh(corners, np.stack([np.zeros_like(k), k, k + 1], axis=1).astype(np.int32))


def beam(opening: Opening, towards: Floats, away: float = BEAM_M) -> Mesh:
    """Give the section of a beam that fills a window, square to it and facing the room.

    Parameters
    ----------
    towards : ndarray, shape (3,)
        Unit vector to where the light comes from.
    away : float
        From the middle of the glass, metres.
    """
    edge = rim(opening)
    shift = (opening.middle - edge) @ towards + away + float(np.abs((edge - opening.middle) @ towards).max())
    corners = edge + shift[:, None] * towards
    return fan(corners)  # an outline runs counter-clockwise as one looks out: its triangles look in


def rim(opening: Opening, out: float = 0.0) -> Floats:
    """Give the corners of a window's glass, or of its outline so far outside of it, metres: shape (k, 3)."""
    found: Floats = opening.middle + out * opening.normal + opening.corners @ np.stack([opening.right, opening.up])
    return found


def _wall(room: Room, wall: int) -> list[Mesh]:
    """Give a wall; where it has windows, cut between them, each part then a ring about its window."""
    one = room.walls[wall]
    outline = _sheet(one.normal, one.offset)
    for k, other in enumerate(room.walls):
        if k != wall:
            outline = _cut(outline, other.normal, other.offset)
    if len(outline) < 3:
        return []
    held = [opening for opening in room.openings if opening.wall == wall]
    if not held:
        return [fan(outline)]
    parts = []
    for opening in held:
        cell = outline
        for beside in held:
            if beside is not opening:
                away = beside.middle - opening.middle
                cell = _cut(cell, away, float(away @ (beside.middle + opening.middle) / 2))
        parts.append(_ring(cell, rim(opening, -opening.depth)))
    return parts


def _sheet(normal: Floats, offset: float) -> Floats:
    """Give the corners of a large square in a plane, clockwise as its normal sees it: its triangles face the room."""
    right = np.cross(normal, np.eye(3)[int(np.argmin(np.abs(normal)))])
    right = right / np.linalg.norm(right)
    up = np.cross(normal, right)
    turns = ((1, 1), (1, -1), (-1, -1), (-1, 1))
    return np.array([offset * normal + _HUGE_M * (x * right + y * up) for x, y in turns])


def _cut(corners: Floats, normal: Floats, offset: float) -> Floats:
    """Cut off what of a convex outline lies beyond a plane (Sutherland and Hodgman)."""
    height = corners @ normal - offset
    kept: list[Floats] = []
    for k, corner in enumerate(corners):
        before, here = height[k - 1], height[k]
        if (before > 0) != (here > 0):
            kept.append(corners[k - 1] + before / (before - here) * (corner - corners[k - 1]))
        if here <= 0:
            kept.append(corner)
    return np.array(kept).reshape(-1, 3)


def _ring(outer: Floats, hole: Floats) -> Mesh:
    """Give what lies between a convex outline and a convex hole in it, both shape (k, 3), in one plane.

    Cut along rays from the middle of the hole through all corners of both.
    """
    middle = hole.mean(axis=0)
    right = outer[0] - middle
    right = right / np.linalg.norm(right)
    normal = np.cross(outer[1] - outer[0], outer[2] - outer[1])
    axes = np.stack([right, np.cross(normal / np.linalg.norm(normal), right)])
    flat = [(corners - middle) @ axes.T for corners in (outer, hole)]
    angles = np.unique(np.concatenate([np.arctan2(one[:, 1], one[:, 0]) for one in flat]))
    rays = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    points = np.concatenate([_reach(one, rays)[:, None] * rays for one in flat]) @ axes + middle
    count = len(angles)
    k, n = np.arange(count), (np.arange(count) + 1) % count
    faces = np.concatenate([np.stack([k, n, count + n], 1), np.stack([k, count + n, count + k], 1)])
    return Mesh(points, faces.astype(np.int32))


def _reach(corners: Floats, rays: Floats) -> Floats:
    """Give how far rays, shape (m, 2), from the origin run inside a convex outline about it, shape (k, 2)."""
    edges = np.roll(corners, -1, axis=0) - corners
    out = np.stack([edges[:, 1], -edges[:, 0]], axis=-1)
    offset = (out * corners).sum(axis=1)
    out, offset = out * np.sign(offset)[:, None], np.abs(offset)
    ahead = rays @ out.T
    found: Floats = np.where(ahead > 1e-12, offset / np.maximum(ahead, 1e-12), np.inf).min(axis=1)
    return found


def _seen_from_within(solid: Solid) -> Mesh:
    """Give the outermost surface of a form along rays from its deepest place; folds that hide behind it are filled."""
    away = solid.away if solid.away is not None else np.zeros((2, 2, 2), np.float32)
    place = np.array(np.unravel_index(np.argmin(away), away.shape)) / (np.array(away.shape) - 1.0) * 2.0 - 1.0
    deepest = solid.centre + place * solid.half @ solid.axes
    unit, faces = _globe(_FINE * _RINGS, _FINE * _SECTORS)
    rays, out = unit @ solid.axes, 2.0 * float(np.linalg.norm(solid.half))
    far = out - cast.first_hits(cast.alone(solid), deepest + out * rays, -rays)[1]
    return Mesh(deepest + np.maximum(far, 0.0)[:, None] * rays, faces)


def _globe(rings: int, sectors: int) -> tuple[Floats, Faces]:
    """Give places on a ball of 1 m and the triangles between them."""
    polar = np.linspace(0.0, np.pi, rings + 1)
    turn = np.arange(sectors) * 2 * np.pi / sectors
    p, t = (grid.ravel() for grid in np.meshgrid(polar, turn, indexing="ij"))
    unit = np.stack([np.sin(p) * np.cos(t), np.sin(p) * np.sin(t), np.cos(p)], axis=-1)
    row, column = (grid.ravel() for grid in np.meshgrid(np.arange(rings), np.arange(sectors), indexing="ij"))
    a, b = row * sectors + column, row * sectors + (column + 1) % sectors
    c, d = a + sectors, b + sectors
    return unit, np.concatenate([np.stack([a, c, d], 1), np.stack([a, d, b], 1)]).astype(np.int32)


def _ball(solid: Solid) -> Mesh:
    unit, faces = _globe(_RINGS, _SECTORS)
    # a polyhedron within the ball has less surface: it is grown until both are alike
    grown = 1.0 + np.pi**2 / (3.0 * _RINGS * _SECTORS)
    return Mesh(unit * solid.half * grown @ solid.axes + solid.centre, faces)
