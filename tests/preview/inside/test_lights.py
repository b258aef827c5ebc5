"""Lights at an instant, and what dimmers make of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.places import load_station
from cupola.preview.colour import luminance
from cupola.preview.inside.furnish import room_of
from cupola.preview.inside.lights import EARTH, SUN, Lights, groups_of, lights, tint, weights
from cupola.preview.inside.room import Room
from cupola.preview.inside.sky import Sky
from tests.october import one_set_orbit
from tests.preview.inside import rooms
from tests.preview.inside.rooms import FORWARD, UP, cube, lamp

ISS = load_station("iss")
VANTAGE = Vantage(one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z"), attitude=ISS.attitude)
ROOM = room_of(ISS, ISS.window("nauka.forward"))
LAMPS = cube(0.6, lamps=(lamp(-0.9 * UP, UP), lamp(0.9 * UP, -UP, name="row-2")))
SUNNY, EARTHLIT, NIGHT = "2021-10-08T12:15:32Z", "2021-10-08T12:39:20Z", "2021-10-08T13:30Z"


def at(when: str, room: Room = ROOM) -> Lights:
    moment = VANTAGE.at(np.array([instant(when)]))
    return lights(room, moment, lambda key: Meter(ISS, key, VANTAGE))


def test_the_sun_shines_through_the_window_that_it_stands_before() -> None:
    found = at(SUNNY)
    assert found.glass.tolist() == [0.85, 0.0]
    assert found.beam_lx == pytest.approx(133_100, rel=0.04)
    assert found.is_sunny
    assert found.comes_from(ROOM) == pytest.approx(found.sun)


def test_the_light_of_the_earth_is_that_of_the_meter() -> None:
    found = at(EARTHLIT)
    reading = Meter(ISS, "nauka.forward", VANTAGE)(np.array([found.at]))
    on_glass = luminance(found.sky.lux(ROOM.openings[0].normal)) * 0.85
    assert on_glass == pytest.approx(reading.earth_lx[0], rel=1e-6)
    assert not found.is_sunny


def test_by_earthlight_the_face_stands_where_the_earth_shines() -> None:
    light = at(EARTHLIT).comes_from(ROOM)
    assert light is not None
    assert light[2] > 0.5  # from below
    assert light @ ROOM.openings[0].normal >= np.cos(np.radians(50.0)) - 1e-9


def test_at_night_no_light_comes_from_anywhere() -> None:
    dark = Lights(0.0, FORWARD, np.zeros(3), np.zeros(2), Sky(np.zeros((6, 4, 4, 3))), 0.0)
    assert dark.comes_from(ROOM) is None
    assert at(NIGHT).beam_lx == pytest.approx(0.0, abs=1.0)


@given(st.floats(1000.0, 20_000.0))
def test_coloured_light_of_a_lux_is_a_lux(kelvin: float) -> None:
    assert luminance(tint(kelvin)) == pytest.approx(1.0)
    assert (tint(kelvin) >= 0.0).all()


def test_warm_light_is_redder_than_cold() -> None:
    assert tint(2700.0)[0] > tint(6500.0)[0]
    assert tint(2700.0)[2] < tint(6500.0)[2]


def test_dimmers_multiply_and_all_lamps_have_one_of_their_own() -> None:
    found = weights(rooms.lights(LAMPS), LAMPS, {"row-1": 0.5, "cabin": 0.5}, 3.0)
    assert luminance(found["row-1"]) == pytest.approx(0.75)
    assert luminance(found["row-2"]) == pytest.approx(1.5)
    assert found[SUN] == pytest.approx(1000.0)
    assert found[EARTH] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("dimmers", "code"),
    [({"row-9": 1.0}, "E835"), ({"row-1": -0.1}, "E836"), ({"cabin": 5.0}, "E836"), ({"row-2": float("nan")}, "E836")],
)
def test_lamps_and_shares_that_cannot_be_are_refused(dimmers: dict[str, float], code: str) -> None:
    with pytest.raises(SkyError) as raised:
        weights(rooms.lights(LAMPS), LAMPS, dimmers)
    assert raised.value.messages[0].code == code


def test_an_unknown_lamp_is_told_the_nearest() -> None:
    with pytest.raises(SkyError) as raised:
        weights(rooms.lights(LAMPS), LAMPS, {"row1": 1.0})
    assert "row-1" in (raised.value.messages[0].hint or "")


def test_lamps_are_grouped_by_row() -> None:
    assert {group: len(theirs) for group, theirs in groups_of(LAMPS).items()} == {"row-1": 1, "row-2": 1}
