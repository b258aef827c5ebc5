"""Rooms from the station file: every window of every station that is packaged has one."""

import numpy as np
import pytest

from cupola.errors import SkyError
from cupola.light.lamps import REFLECTANCE
from cupola.places import Window, load_station
from cupola.preview.inside.room import REVEAL_M, bare
from cupola.preview.inside.solid import box, paint
from tests.preview.inside.rooms import cube, lamp

STATIONS = {name: load_station(name) for name in ("iss", "dragon-cupola", "haven-1")}
WINDOWS = [(name, key) for name, station in STATIONS.items() for key in station.windows]
WALL = paint(REFLECTANCE)


@pytest.mark.parametrize(("name", "key"), WINDOWS)
def test_every_window_has_a_room_behind_it(name: str, key: str) -> None:
    station = STATIONS[name]
    room = bare(station, station.window(key), WALL)
    inner = room.inner()
    assert all(wall.normal @ inner < wall.offset for wall in room.walls)
    assert room.openings[0].window == key
    assert room.openings[0].middle == pytest.approx(np.zeros(3))
    assert 1.0 < room.reach(inner, room.openings[0].normal) * 2 < 6.0


@pytest.mark.parametrize(("name", "key"), WINDOWS)
def test_windows_are_whole_within_their_walls(name: str, key: str) -> None:
    station = STATIONS[name]
    room = bare(station, station.window(key), WALL)
    for one in room.openings:
        rim = one.middle - one.depth * one.normal + one.corners @ np.stack([one.right, one.up])
        assert 0.0 < one.depth <= 0.5
        assert all((wall.normal @ rim.T <= wall.offset + 1e-9).all() for wall in room.walls), one.window


def test_a_window_is_as_deep_in_its_frame_as_frames_are() -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window("nauka.forward"), WALL)
    assert room.openings[0].depth == pytest.approx(REVEAL_M)
    assert room.openings[0].area == pytest.approx(STATIONS["iss"].window("nauka.forward").area)


def test_the_room_of_destiny_is_as_wide_as_its_aisle_and_reaches_to_the_window() -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window("destiny.nadir"), WALL)
    inner = room.inner()
    across = sum(room.reach(inner, sign * room.axes[1]) for sign in (1.0, -1.0))
    assert across == pytest.approx(2.13)
    # from the aisle's ceiling, 1.06 m above the module's axis, to the glass 2.05 m below it
    upright = sum(room.reach(inner, sign * room.axes[2]) for sign in (1.0, -1.0))
    assert upright == pytest.approx(1.06 + 2.05 - REVEAL_M, abs=0.01)
    assert room.walls[4].offset - room.walls[4].aisle > 0.8


def test_the_dome_has_seven_windows_in_seven_walls() -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window("cupola.top"), WALL)
    assert len({one.wall for one in room.openings}) == len(room.openings) == 7


def test_a_porthole_of_the_transfer_compartment_is_in_a_small_room() -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window("zvezda.w14"), WALL)
    inner = room.inner()
    assert all(room.reach(inner, sign * axis) < 1.5 for axis in room.axes for sign in (1.0, -1.0))


def test_up_is_away_from_the_earth_where_a_module_lies() -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window("zvezda.w9"), WALL)
    assert room.axes[2] == pytest.approx([0.0, 0.0, -1.0])
    assert room.axes @ room.axes.T == pytest.approx(np.eye(3))


def test_a_window_of_no_module_has_no_room() -> None:
    lost = Window("w", "GONE", "lost", (0, 0, 0), (1, 0, 0), "round", (0.4,), 1.0, 0.8, 40.0, "", "low", "")
    with pytest.raises(SkyError) as raised:
        bare(STATIONS["iss"], lost, WALL)
    assert raised.value.messages[0].code == "E833"


@pytest.mark.parametrize("key", ["cupola.top", "nauka.forward", "destiny.nadir", "zvezda.w9"])
def test_windows_look_out_of_the_room_and_pass_what_their_glass_does(key: str) -> None:
    room = bare(STATIONS["iss"], STATIONS["iss"].window(key), WALL)
    for one in room.openings:
        window = STATIONS["iss"].window(one.window)
        assert one.normal @ (one.middle - room.inner()) > 0.0
        assert one.transmission == window.transmission
        assert one.normal == pytest.approx(room.walls[one.wall].normal)
        assert room.origin + one.middle == pytest.approx(window.at)


def test_what_is_put_into_a_room_stands_there_and_the_room_before_stays_empty() -> None:
    room, rack = cube(), box("rack", [0, 0, 0], [0.1, 0.1, 0.1], np.eye(3), WALL)
    assert room.with_solids(rack).with_solids(rack).solids == (rack, rack)
    assert room.solids == ()


def test_a_lamp_is_as_bright_as_its_flux_over_its_side() -> None:
    """1000 lm from 10 by 10 cm: 1000 / (pi 0.01) cd/m2."""
    one = lamp(np.zeros(3), np.array([0.0, 0.0, 1.0]))
    assert one.area == pytest.approx(0.01)
    assert one.radiance == pytest.approx(31_830.99)


def test_the_way_to_the_wall_is_measured_along_a_ray() -> None:
    room = cube()
    assert room.reach(np.zeros(3), np.array([0.0, 0.6, 0.8])) == pytest.approx(1.25)
