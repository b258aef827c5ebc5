"""Mitsuba in absolute units: lamps and beams by hand, the integrating sphere, and the patches beside it."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cupola.errors import SkyError
from cupola.preview.colour import luminance
from cupola.preview.inside.cast import scene
from cupola.preview.inside.lights import EARTH, SUN, Lights
from cupola.preview.inside.mesh import hull
from cupola.preview.inside.passes import Passes, taken
from cupola.preview.inside.patches import patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.render import Beam, Renderer, sky_beams, sun_beams
from cupola.preview.inside.room import Room
from cupola.preview.inside.straight import lamplit
from cupola.preview.inside.variant import opened
from cupola.preview.kept import cache_folder
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, ball, cube, lamp, lights, opening, sky

pytestmark = pytest.mark.skipif(find_spec("mitsuba") is None, reason="Mitsuba is not installed")
LAMP = lamp(-0.9 * UP, UP, half=0.02)


@cache
def mitsuba() -> Any:
    try:
        return opened(Path(cache_folder()))[0]
    except SkyError as error:  # an LLVM of the machine's own that is named and broken
        pytest.skip(str(error))


def white(lux: float) -> np.ndarray:
    return np.full(3, lux)


def test_a_lamp_of_1000_lm_gives_318_lux_a_metre_before_it() -> None:
    room = cube(0.0, lamps=(LAMP,))
    found = Renderer(mitsuba(), room).lux_of_lamps(list(room.lamps), 0.1 * UP, -UP, 1 << 12)
    assert luminance(found) == pytest.approx(1000 / np.pi, rel=0.005)


def test_a_beam_of_100_000_lux_at_60_degrees_gives_half_of_it() -> None:
    room = cube(0.0)
    slanted = np.cos(np.radians(60)) * FORWARD + np.sin(np.radians(60)) * UP
    found = Renderer(mitsuba(), room).lux_of_beams(
        [Beam(room.openings[0], FORWARD, white(1e5))], np.zeros(3), slanted, 64
    )
    assert luminance(found) == pytest.approx(5e4, rel=2e-3)


def test_beams_come_in_by_their_own_window_only() -> None:
    """A beam from between two windows, told for one of them, lights nothing behind the other."""
    room = cube(0.0, opening(), opening(RIGHT, 3, name="side"))
    towards = (FORWARD + RIGHT) / np.sqrt(2)
    renderer = Renderer(mitsuba(), room)
    beam = [Beam(room.openings[0], towards, white(1000.0))]
    behind_first, behind_second = (one - 0.5 * towards for one in (1.08 * FORWARD, 1.08 * RIGHT))
    assert luminance(renderer.lux_of_beams(beam, behind_first, towards, 64)) == pytest.approx(1000.0, rel=1e-3)
    assert luminance(renderer.lux_of_beams(beam, behind_second, towards, 64)) == 0.0


def test_an_integrating_sphere_has_the_light_of_theory() -> None:
    """Rho 0.8: all light by way of walls is F rho / (A (1 - rho)), some 4 times what came in."""
    room = ball(0.8, 60, (lamp(-0.85 * UP, UP),))
    place, facing = 0.9 * RIGHT[None], -RIGHT[None]
    straight = lamplit(scene(room), room, place, facing, 256)["row-1"][0]
    found = luminance(Renderer(mitsuba(), room).lux_of_lamps(list(room.lamps), place[0], facing[0], 1 << 13))
    assert found - straight == pytest.approx(1000 * 0.8 / (hull(room).area() * 0.2), rel=0.03)


def test_the_parts_of_a_sky_together_are_the_sky() -> None:
    room = cube(0.5)
    found = sum(float(luminance(one.lux)) * float(one.towards @ FORWARD) for one in sky_beams(room, sky(1000.0, 48)))
    assert found == pytest.approx(0.8 * 1000 * np.pi, rel=0.02)


def test_a_blocked_window_has_no_beam_of_the_sun() -> None:
    room = cube(0.5, opening(), opening(RIGHT, 3, name="side"))
    towards = (FORWARD + RIGHT) / np.sqrt(2)
    assert [one.opening.window for one in sun_beams(room, towards, np.array([0.0, 0.8]))] == ["side"]
    assert sun_beams(room, -towards, np.array([0.8, 0.8])) == []


def set_up() -> tuple[Room, Lights, Pose]:
    """Give a view of a room: Sun and sky come in, a lamp hangs above."""
    room: Room = cube(0.6, lamps=(lamp(-0.9 * UP, UP, half=0.1),))
    sun = (FORWARD + 0.5 * UP) / np.sqrt(1.25)
    now: Lights = replace(lights(room, sun), sky=sky(1000.0, 48))
    view = Pose(np.array([0.8, 0.3, 0.2]), -FORWARD, RIGHT, UP, (0.8, 0.6), 32, 24)
    return room, now, view


@cache
def both() -> tuple[Passes, Passes]:
    """Give the passes of that view by paths and by patches."""
    room, now, view = set_up()
    by_paths = taken(room, view, now, Renderer(mitsuba(), room), 24, grid=2)
    return by_paths, taken(room, view, now, patches(room, scene(room), 0.2, 32), grid=2)


@pytest.mark.parametrize(("light", "within"), [(SUN, 0.1), (EARTH, 0.1), ("row-1", 0.05)])
def test_paths_and_patches_agree_on_the_picture(light: str, within: float) -> None:
    paths, net = both()
    assert luminance(paths.light[light]).mean() == pytest.approx(luminance(net.light[light]).mean(), rel=within)


@pytest.mark.parametrize(("light", "least"), [(SUN, 0.9), (EARTH, 0.7), ("row-1", 0.9)])
def test_paths_and_patches_see_the_same_lit_and_dark_places(light: str, least: float) -> None:
    """Few paths: some noise is left, most where it is darkest."""
    one, two = (np.log(luminance(found.light[light]).ravel() + 1e-6) for found in both())
    assert np.corrcoef(one, two)[0, 1] > least


def test_a_picture_enlarged_from_half_its_size_has_the_same_light(monkeypatch: pytest.MonkeyPatch) -> None:
    """By light: no more or less of it, and at the same places."""
    monkeypatch.setattr("cupola.preview.inside.passes.ACROSS", 16)
    room, now, view = set_up()
    half, full = taken(room, view, now, Renderer(mitsuba(), room), 64, grid=2), both()[0]
    for light in (SUN, EARTH, "row-1"):
        assert luminance(half.light[light]).mean() == pytest.approx(luminance(full.light[light]).mean(), rel=0.05)
        one, two = (np.log(luminance(found.light[light]).ravel() + 1e-6) for found in (half, full))
        assert np.corrcoef(one, two)[0, 1] > 0.75


def test_paths_without_any_light_give_a_black_picture() -> None:
    view = Pose(np.zeros(3), -FORWARD, RIGHT, UP, (0.8, 0.6), 8, 6)
    assert (Renderer(mitsuba(), cube(0.5)).from_outside([], view, 4) == 0.0).all()
