"""Bodies as a lens sees them: where they are, and how they are lit."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.light.lens import Framing
from cupola.places import load_station
from cupola.places.body import Body, Box, Frustum, Sphere
from cupola.places.part import Part
from cupola.preview.craft.bodies import FREE, draw
from cupola.preview.craft.solids import HULL, before, solids

Floats = NDArray[np.float64]

ISS = load_station("iss")
AT = 1.6338e9
UP = (0.0, 0.0, -1.0)
SUNLIGHT = 100_000.0
TANGENTS = np.array([0.5, 0.5])


def drawn(
    bodies: list[Body], sun: tuple[float, float, float] = (-1.0, 0.0, 0.0), earth: float = 0.0, side: int = 101
) -> tuple[Floats, Floats, Floats, NDArray[np.int32]]:  # fmt: skip
    """Look forward from the origin: give light of the green, cover, depth, and which part."""
    parts = tuple(Part(f"P{k}", f"part {k}", (body,)) for k, body in enumerate(bodies))
    framing = Framing.of((1.0, 0.0, 0.0))
    camera = np.stack([np.zeros(3), framing.right, framing.up, framing.axis])
    lights = np.array([sun, [0.0, 0.0, 1.0], [SUNLIGHT] * 3, [earth] * 3])
    picture, depths, which = draw(solids(parts, AT, np.array(sun)), camera, TANGENTS, lights, (side, side))
    return picture[..., 1].astype(float), picture[..., 3].astype(float), depths.astype(float), which


def test_a_sphere_is_as_large_as_geometry_has_it() -> None:
    """Of radius 1 at 10 m: its edge is at tan(asin(0.1)) = 0.1005."""
    cover = drawn([Sphere((10.0, 0.0, 0.0), 1.0)], side=200)[1]
    assert cover.mean() == pytest.approx(np.pi * 0.1005**2 / 1.0, rel=0.005)


def test_a_plate_that_faces_the_sun_shines_as_lambert_says() -> None:
    """L = rho E / pi."""
    light, cover, depths, _ = drawn([Box((10.5, 0.0, 0.0), (1.0, 2.0, 2.0))])
    middle = light[50, 50] / cover[50, 50]
    assert middle == pytest.approx(HULL[1] * SUNLIGHT / np.pi, rel=1e-4)
    assert depths[50, 50] == pytest.approx(10.0, abs=1e-4)


@pytest.mark.parametrize("angle", [20.0, 50.0, 80.0])
def test_at_a_slant_it_shines_by_the_cosine(angle: float) -> None:
    sun = (-float(np.cos(np.radians(angle))), float(np.sin(np.radians(angle))), 0.0)
    light = drawn([Box((10.5, 0.0, 0.0), (1.0, 2.0, 2.0))], sun)[0]
    assert light[50, 50] == pytest.approx(HULL[1] * SUNLIGHT * np.cos(np.radians(angle)) / np.pi, rel=1e-4)


def test_what_is_turned_from_the_sun_is_dark_but_for_the_earth() -> None:
    body: list[Body] = [Box((10.5, 0.0, 0.0), (1.0, 2.0, 2.0))]
    assert drawn(body, (1.0, 0.0, 0.0))[0].max() == 0.0
    light = drawn(body, (1.0, 0.0, 0.0), earth=5000.0)[0]
    assert light[50, 50] == pytest.approx(HULL[1] * 2500.0 / np.pi, rel=1e-4)  # a wall sees half of the Earth's side


def test_one_body_throws_its_shade_on_another() -> None:
    """The Sun stands to the left, a ball in its way to the plate's middle."""
    sun = (-float(np.sqrt(0.5)), -float(np.sqrt(0.5)), 0.0)
    plate, ball = Box((10.5, 0.0, 0.0), (1.0, 4.0, 4.0)), Sphere((6.0, -4.0, 0.0), 0.4)
    bare, shaded = drawn([plate], sun)[0], drawn([plate, ball], sun)[0]
    assert bare[50, 50] > 0.0 and shaded[50, 50] == 0.0
    assert shaded[20, 50] == pytest.approx(bare[20, 50])


def test_the_nearer_body_hides_the_farther() -> None:
    _, _, depths, which = drawn([Box((20.5, 0.0, 0.0), (1.0, 9.0, 9.0)), Sphere((5.0, 0.0, 0.0), 1.0)])
    assert which[50, 50] == 1 and which[30, 30] == 0 and which[0, 0] == FREE
    assert depths[50, 50] == pytest.approx(4.0, abs=1e-4) and np.isinf(depths[0, 0])


def test_the_side_of_a_cylinder_is_brightest_where_it_faces_the_sun() -> None:
    light = drawn([Frustum((10.0, 0.0, -4.0), (10.0, 0.0, 4.0), (1.0, 1.0))])[0]
    row = light[50]
    assert int(row.argmax()) == 50
    assert row[row > 0][0] < 0.7 * row[50]


def test_a_cone_is_lit_by_its_slope() -> None:
    """Half-angle 45 deg, axis along the sight, peak toward the camera, Sun behind the camera: cos 45 everywhere."""
    light = drawn([Frustum((10.0, 0.0, 0.0), (11.0, 0.0, 0.0), (0.0, 1.0))])[0]
    inside = light[light > 0.5 * light.max()]
    assert np.median(inside) == pytest.approx(HULL[1] * SUNLIGHT * np.sqrt(0.5) / np.pi, rel=1e-3)


def test_the_edge_of_a_body_is_smooth() -> None:
    cover = drawn([Sphere((10.0, 0.03, 0.02), 1.0)], side=64)[1]
    assert ((cover > 0.05) & (cover < 0.95)).sum() > 20


def test_a_body_behind_the_camera_or_around_it_is_not_drawn() -> None:
    assert drawn([Sphere((-10.0, 0.0, 0.0), 2.0), Sphere((0.0, 0.0, 0.0), 3.0)])[1].max() == 0.0


@pytest.mark.parametrize("key", ["nauka.forward", "cupola.forward", "zvezda.w9", "kibo.aft"])
def test_the_parts_in_view_are_those_that_a_ray_of_light_meets(key: str) -> None:
    """`Station.blockers`, which is checked against a ray tracer of other make."""
    window = ISS.window(key)
    sun = np.array([0.36, -0.48, -0.8])
    parts = before(ISS, window)
    framing = Framing.of(window.normal)
    camera = np.stack([np.array(window.at), framing.right, framing.up, framing.axis])
    side = 33
    which = draw(solids(parts, AT, sun), camera, np.array([1.2, 1.2]), np.zeros((4, 3)) + sun, (side, side))[2]
    place = ((np.arange(side) + 0.5) / side * 2 - 1) * 1.2
    rays = framing.axis + place[None, :, None] * framing.right - place[:, None, None] * framing.up
    rays = (rays / np.linalg.norm(rays, axis=-1, keepdims=True)).reshape(-1, 3)
    met = ISS.blockers(key, rays, np.full(len(rays), AT), np.tile(sun, (len(rays), 1)))
    seen = [parts[k].name if k != FREE else None for k in which.ravel().tolist()]
    agree = np.mean([one == other for one, other in zip(met, seen, strict=True)])
    assert agree > 0.88  # at edges the nearest of nine rays counts, and these pixels are wide
    assert any(seen)
