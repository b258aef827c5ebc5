"""Straight light: the Sun's beam, an even sky against Lambert's polygon, a lamp against the inverse square."""

import numpy as np
import pytest

from cupola.light.glass import soft_light
from cupola.places import Window
from cupola.preview.inside.cast import scene
from cupola.preview.inside.sky import Sky
from cupola.preview.inside.straight import SUN_DEG, lamplit, skylit, sun_rays, sunlit
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, Floats, cube, lamp, opening, sky

ROOM = cube()
NUMBERS = scene(ROOM)
GLASS = np.array([0.8])
HERE = np.zeros((1, 3))


def facing(normal: Floats) -> Floats:
    return normal[None] / np.linalg.norm(normal)


def test_the_sun_s_rays_lie_within_its_disc_and_about_its_middle() -> None:
    rays = sun_rays(FORWARD, 64)
    angle = np.degrees(np.arccos(np.clip(rays @ FORWARD, -1.0, 1.0)))
    assert angle.max() <= SUN_DEG + 1e-9
    assert (angle**2).mean() == pytest.approx(SUN_DEG**2 / 2, rel=0.02)
    assert rays.mean(axis=0) == pytest.approx(FORWARD, abs=1e-4)


def test_a_surface_in_the_beam_has_what_the_glass_lets_through() -> None:
    assert sunlit(NUMBERS, HERE, facing(FORWARD), FORWARD, GLASS)[0] == pytest.approx(0.8, rel=1e-4)


def test_a_beam_of_100_000_lux_at_60_degrees_gives_half_of_it() -> None:
    slanted = facing(np.cos(np.radians(60)) * FORWARD + np.sin(np.radians(60)) * UP)
    assert 1e5 * sunlit(NUMBERS, HERE, slanted, FORWARD, np.ones(1))[0] == pytest.approx(5e4, rel=1e-3)


def test_beside_the_beam_and_with_the_back_to_it_there_is_none() -> None:
    assert sunlit(NUMBERS, 0.5 * UP[None], facing(FORWARD), FORWARD, GLASS)[0] == 0.0
    assert sunlit(NUMBERS, HERE, facing(-FORWARD), FORWARD, GLASS)[0] == 0.0


def test_at_the_edge_of_the_beam_half_of_the_sun_is_seen() -> None:
    edge = np.array([[0.0, 0.0, 0.2]])
    assert sunlit(NUMBERS, edge, facing(FORWARD), FORWARD, np.ones(1))[0] == pytest.approx(0.5, abs=0.07)


def test_the_edge_of_the_beam_fades_evenly_and_is_as_wide_as_the_sun() -> None:
    """Half a degree at 1 m is 9.3 mm; the share of a disc beyond an edge, though the frame is 8 cm deep."""
    height = np.linspace(0.190, 0.210, 201)
    places = np.stack([0 * height, 0 * height, height], axis=1)
    found = sunlit(NUMBERS, places, np.repeat(facing(FORWARD), 201, axis=0), FORWARD, np.ones(1))
    beyond = np.clip((height - 0.2) / np.tan(np.radians(SUN_DEG)), -1.0, 1.0)
    share = (np.arccos(beyond) - beyond * np.sqrt(1 - beyond**2)) / np.pi
    assert found == pytest.approx(share, abs=0.06)
    assert (np.diff(found) <= 1e-6).all()


def test_a_face_that_turns_from_the_sun_darkens_evenly() -> None:
    """The terminator: a disc half set still gives a little light, and no place more than one that faces it more."""
    angle = np.radians(np.linspace(89.0, 91.0, 101))
    normals = np.cos(angle)[:, None] * FORWARD + np.sin(angle)[:, None] * UP
    found = sunlit(NUMBERS, np.zeros((101, 3)), normals, FORWARD, np.ones(1))
    assert (np.diff(found) <= 1e-6).all()
    assert found[50] > 0.0 == found[-1]
    assert found[0] == pytest.approx(np.cos(angle[0]), rel=1e-3)


def test_a_window_that_is_blocked_lets_no_sun_in() -> None:
    assert sunlit(NUMBERS, HERE, facing(FORWARD), FORWARD, np.zeros(1))[0] == 0.0


@pytest.mark.parametrize("distance", [0.5, 0.9, 1.8])
def test_an_even_sky_lights_as_lambert_s_polygon(distance: float) -> None:
    """`light.glass.soft_light` is exact; the frame takes nothing from a face on the axis."""
    window = Window("w", "m", "", (0, 0, 0), (1, 0, 0), "rectangle", (0.4, 0.4), 1.0, 0.8, 60.0, "", "high", "")
    place = np.array([[1.0 + 0.08 - distance, 0.0, 0.0]])
    found = skylit(NUMBERS, ROOM.openings, place, facing(FORWARD), sky(1000.0), 256)
    assert found[0] == pytest.approx(0.8 * 1000.0 * soft_light(window, (0.0, 0.0, distance)), rel=0.01)


def test_a_sky_lights_from_where_it_is_bright() -> None:
    """Bright in the lower half of the picture only, which is towards the Earth: +z of a station's frame."""
    faces = np.zeros((6, 16, 16, 3))
    faces[0, 8:] = 1000.0
    low, high = (
        skylit(NUMBERS, ROOM.openings, np.array([[0.5, 0.0, height]]), facing(FORWARD), Sky(faces), 256)[0, 1]
        for height in (0.3, -0.3)
    )
    assert low == 0.0  # it looks out and away from the Earth
    assert high > 100.0


def test_a_second_window_adds_its_own_light() -> None:
    room = cube(0.6, opening(), opening(RIGHT, 3, name="side"))
    slanted = facing(FORWARD + RIGHT)
    both = skylit(scene(room), room.openings, HERE, slanted, sky(), 128)[0, 0]
    one = skylit(NUMBERS, ROOM.openings, HERE, slanted, sky(), 128)[0, 0]
    assert both == pytest.approx(2 * one, rel=0.03)


def test_a_lamp_of_1000_lm_gives_318_lux_a_metre_before_it() -> None:
    """As `light.lamps`: F / pi straight ahead."""
    room = cube(0.6, lamps=(lamp(-0.9 * UP, UP, half=0.02),))
    found = lamplit(scene(room), room, 0.1 * UP[None], facing(-UP), 64)["row-1"]
    assert found[0] == pytest.approx(1000 / np.pi, rel=0.003)


def test_a_bright_square_lights_as_its_solid_angle() -> None:
    """On the axis of a square of half side a at distance d: E = L 4/sqrt(d²+a²) a atan(a / sqrt(d²+a²))."""
    half, far = 0.3, 0.8
    one = lamp(-0.9 * UP, UP, half=half)
    room = cube(0.6, lamps=(one,))
    found = lamplit(scene(room), room, (far - 0.9) * UP[None], facing(-UP), 1024)["row-1"]
    root = np.hypot(far, half)
    assert found[0] == pytest.approx(one.radiance * 4 * half / root * np.arctan(half / root), rel=0.01)


def test_behind_a_lamp_it_is_dark_and_groups_are_told_apart() -> None:
    room = cube(0.6, lamps=(lamp(-0.5 * UP, UP), lamp(0.5 * UP, -UP, name="row-2")))
    found = lamplit(scene(room), room, -0.8 * UP[None], facing(UP), 16)
    assert found["row-1"][0] == 0.0
    assert found["row-2"][0] == 0.0  # the first stands between
    assert set(found) == {"row-1", "row-2"}
