"""The station's shadow against an independent ray tracer: Embree 4.4 by embreex 4.4.0.post1 and trimesh 5.2.0.

Every body is built again of triangles, from the same data, with trimesh's own shapes and its own rotations: fine enough
that a round one is nowhere more than 0.2 mm off its true surface. Then both say of the same rays whether they meet
anything. Where they differ, the tracer is asked again with every body 1 mm larger, and 1 mm smaller: an answer that so
changes from met to free was within 1 mm of an edge, and is left to chance; any other difference is an error.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
import trimesh.creation
import trimesh.geometry
import trimesh.ray.ray_pyembree
import trimesh.transformations
import trimesh.util

from cupola.clock import instant
from cupola.places import load_station
from cupola.places.body import Body, Box, Frustum, Sphere
from cupola.places.part import Part
from cupola.sky.orbit import Vectors

ISS = load_station("iss")
AT = instant("2021-10-09T12:00Z")
SUNS = {
    "high and ahead, to starboard": (0.5, 0.6, -0.6244997998),
    "low astern, to starboard": (-0.6, 0.75, 0.2783882181),
}
RAYS = 50_000
ROUND = 288  # sides of a cylinder: 2.3 m wide, they lie 0.14 mm inside


SHAPES: Any = trimesh  # it has no types


def mesh(body: Body, more: float) -> Any:
    """Build a body of triangles, with its faces `more` metres farther out."""
    if isinstance(body, Sphere):
        # 2.8 m wide, its triangles lie 0.4 mm inside their corners: half of it is put outside
        made = SHAPES.creation.icosphere(subdivisions=5, radius=body.radius + more + 2e-4)
        made.apply_translation(body.centre)
        return made
    if isinstance(body, Box):
        made = SHAPES.creation.box(extents=np.array(body.size) + 2 * more)
        made.apply_translation(body.centre)
        return made
    assert isinstance(body, Frustum)
    start, stop = np.array(body.start), np.array(body.stop)
    length = float(np.linalg.norm(stop - start))
    steep = float(np.hypot(1.0, (body.radii[1] - body.radii[0]) / length))
    taper = (body.radii[1] - body.radii[0]) / length * more
    low, high = body.radii[0] + steep * more - taper, body.radii[1] + steep * more + taper
    line = [[0.0, -more], [low, -more], [high, length + more], [0.0, length + more]]
    made = SHAPES.creation.revolve(line, sections=ROUND)
    made.apply_transform(SHAPES.geometry.align_vectors([0, 0, 1], (stop - start) / length))
    made.apply_translation(start)
    return made


def turned(made: Any, part: Part, sun: np.ndarray[Any, Any]) -> Any:
    """Turn a mesh as its joints turn it: the innermost first, each to where the Sun is seen from it."""
    placed = []
    for joint in part.joint.chain if part.joint else ():
        angle = np.radians(joint.angle)
        if joint.faces is not None:
            side = np.cross(joint.axis, joint.faces)
            angle = np.arctan2(sun @ side, sun @ np.array(joint.faces))
        matrix = SHAPES.transformations.rotation_matrix(angle, joint.axis, joint.at)
        placed.append(matrix)
        sun = np.linalg.inv(matrix)[:3, :3] @ sun
    for matrix in reversed(placed):
        made.apply_transform(matrix)
    return made


@cache
def scene(module: str, sun: tuple[float, float, float], more: float) -> Any:
    """Build all that is there but one module, for Embree."""
    parts = [part for part in ISS.parts if part.id != module and (part.there is None or AT in part.there)]
    meshes = [turned(mesh(body, more), part, np.array(sun)) for part in parts for body in part.bodies]
    return SHAPES.ray.ray_pyembree.RayMeshIntersector(SHAPES.util.concatenate(meshes))


def outward(normal: tuple[float, float, float], seed: int) -> Vectors:
    """Give rays evenly over the half of the sky before a window."""
    rays = np.random.default_rng(seed).normal(size=(RAYS, 3))
    rays /= np.linalg.norm(rays, axis=1, keepdims=True)
    rays[rays @ np.array(normal) < 0] *= -1
    return rays


def met(window: str, sun: tuple[float, float, float], rays: Vectors, more: float = 0.0) -> np.ndarray[Any, Any]:
    """Say, by the tracer, which rays from a window meet something."""
    found = ISS.window(window)
    tracer = scene(found.module, sun, more)
    result: np.ndarray[Any, Any] = tracer.intersects_any(np.broadcast_to(found.at, rays.shape), rays)
    return result


def cases() -> Iterator[Any]:
    """Give each window under each Sun, those of one module together so that its scene is built once."""
    for name, sun in SUNS.items():
        for seed, key in enumerate(sorted(ISS.windows, key=lambda key: ISS.windows[key].module)):
            yield pytest.param(key, sun, seed, id=f"{key}, Sun {name}")


@pytest.mark.parametrize(("window", "sun", "seed"), tuple(cases()))
def test_of_100_000_rays_from_each_window_a_ray_tracer_stops_the_same(
    window: str, sun: tuple[float, float, float], seed: int
) -> None:
    rays = outward(ISS.window(window).normal, seed)
    suns = np.broadcast_to(sun, rays.shape)
    blocked = ISS.clearance(window, rays, np.full(RAYS, AT), suns) < 0
    theirs = met(window, sun, rays)
    assert 0.02 < blocked.mean() < 0.9
    differ = np.flatnonzero(blocked != theirs)
    if len(differ):
        on_edge = met(window, sun, rays[differ], 1e-3) & ~met(window, sun, rays[differ], -1e-3)
        assert on_edge.all(), f"{(~on_edge).sum()} of {len(differ)} are not on an edge"


def test_a_body_half_a_centimetre_off_is_noticed() -> None:
    """What the test above would say if a body were elsewhere: the tracer's are grown by 5 mm and asked as they are."""
    window, sun = "nauka.forward", SUNS["high and ahead, to starboard"]
    rays = outward(ISS.window(window).normal, 99)
    grown, smaller = met(window, sun, rays, 5e-3), met(window, sun, rays, 4e-3)
    blocked = ISS.clearance(window, rays, np.full(RAYS, AT), np.broadcast_to(sun, rays.shape)) < 0
    assert ((blocked != grown) & smaller).sum() > 20
