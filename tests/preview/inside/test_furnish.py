"""Furniture and lamps: nothing before a window, nothing that floats outside, the station's own lamps."""

from itertools import pairwise

import numpy as np
import pytest

from cupola.light.lamps import REFLECTANCE
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.colour import luminance
from cupola.preview.inside.cast import first_hits, scene
from cupola.preview.inside.furnish import OWN_MODE, cleared, room_of
from cupola.preview.inside.lights import groups_of
from cupola.preview.inside.pose import pose
from cupola.preview.inside.solid import BOX, Solid
from tests.preview.inside.rooms import cube

ISS = load_station("iss")
NAMES = ("nauka.forward", "cupola.top", "destiny.nadir", "zvezda.w9", "zvezda.w14", "kibo.aft")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_before_the_glass(name: str) -> None:
    """From the glass 40 cm straight in, at the middle and near the rim."""
    room = room_of(ISS, ISS.window(name))
    opening = room.openings[0]
    spots = 0.9 * np.concatenate([opening.corners[::8], np.zeros((1, 2))]) @ np.stack([opening.right, opening.up])
    start = opening.middle - (opening.depth + 1e-4) * opening.normal + spots
    far = first_hits(scene(room), start, np.broadcast_to(-opening.normal, start.shape))[1]
    assert far.min() > 0.4


@pytest.mark.parametrize("name", NAMES)
def test_the_middle_of_the_room_is_free(name: str) -> None:
    room = room_of(ISS, ISS.window(name))
    inner = room.inner()
    rays = np.concatenate([room.axes, -room.axes])
    assert first_hits(scene(room), np.broadcast_to(inner, rays.shape), rays)[1].min() > 0.25


@pytest.mark.parametrize("name", NAMES)
def test_what_furnishes_a_room_stands_in_it(name: str) -> None:
    room = room_of(ISS, ISS.window(name))
    for one in room.solids:
        reach = np.array([np.abs(one.axes @ wall.normal) @ one.half for wall in room.walls[:6]])
        over = [wall.normal @ one.centre - wall.offset for wall in room.walls[:6]]
        assert (over - reach <= 1e-9).all(), one.name  # none is outside altogether
        assert (one.half > 0.0).all(), one.name


@pytest.mark.parametrize("name", NAMES)
def test_racks_do_not_stand_in_each_other(name: str) -> None:
    room = room_of(ISS, ISS.window(name))
    for wall in range(2, 6):
        racks = [one for one in room.solids if one.name.startswith(f"rack {wall}.")]
        ends = sorted((float(room.axes[0] @ one.centre - one.half[0]), float(room.axes[0] @ one.centre + one.half[0]))
                      for one in racks)  # fmt: skip
        assert all(before[1] <= after[0] + 1e-9 for before, after in pairwise(ends))


def test_a_module_is_furnished_always_alike() -> None:
    one, two = (scene(room_of(ISS, ISS.window("nauka.forward"))) for _ in range(2))
    assert all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(one, two, strict=True))


def test_the_walls_reflect_what_light_takes_them_to() -> None:
    room = room_of(ISS, ISS.window("nauka.forward"))
    assert luminance(room.walls[0].reflectance) == pytest.approx(REFLECTANCE, rel=0.01)


def test_destiny_has_the_lamps_of_the_station_file() -> None:
    room = room_of(ISS, ISS.window("destiny.nadir"))
    mode = ISS.lamps.modes["general"]
    assert len(room.lamps) == 12
    assert {(one.lumens, one.kelvin) for one in room.lamps} == {(mode.lumens, mode.kelvin)}
    assert len(groups_of(room)) == 2


def test_another_mode_is_another_colour_and_level() -> None:
    room = room_of(ISS, ISS.window("destiny.nadir"), "pre-sleep")
    assert {one.kelvin for one in room.lamps} == {ISS.lamps.modes["pre-sleep"].kelvin}


def test_a_module_without_known_lamps_has_two_rows_of_its_own() -> None:
    room = room_of(ISS, ISS.window("poisk.port"))
    assert list(groups_of(room)) == ["row-1", "row-2"]
    if not ISS.lamps.modes:
        assert room.lamps[0].lumens == OWN_MODE.lumens


@pytest.mark.parametrize("name", NAMES)
def test_lamps_hang_inside_and_shine_into_the_room(name: str) -> None:
    room = room_of(ISS, ISS.window(name))
    assert room.lamps
    for one in room.lamps:
        assert all(wall.normal @ one.solid.centre < wall.offset for wall in room.walls)
        assert room.reach(one.solid.centre, one.solid.axes[0]) > 0.8


def test_a_lamp_s_flux_is_that_of_its_bright_side() -> None:
    one = room_of(ISS, ISS.window("destiny.nadir")).lamps[0]
    assert np.pi * one.radiance * one.area == pytest.approx(one.lumens)


def test_what_hangs_loose_before_the_lens_is_put_away() -> None:
    """A panel between camera and head goes; one behind the head, one aside of the frame, and a rack stay."""
    room = cube()
    head = np.array([0.1, 0.0, 0.0])
    view = pose(room, head, Lens(35.0), "CU", 90.0, 64, 36)
    across = view.place - head

    def panel(name: str, share: float, aside: float = 0.0) -> Solid:
        place = head + share * across + aside * view.up
        return Solid(name, BOX, place, np.eye(3), np.full(3, 0.05), np.ones(3))

    things = (panel("panel 2", 0.5), panel("panel 3", -0.3), panel("panel 4", 0.5, 0.6), panel("rack", 0.5))
    wide = Solid("panel 5", BOX, head + 0.4 * across, np.eye(3), np.array([0.9, 0.01, 0.9]), np.ones(3))
    left = cleared(room.with_solids(*things, wide), view, head).solids
    assert [one.name for one in left] == ["panel 3", "panel 4", "rack"]
