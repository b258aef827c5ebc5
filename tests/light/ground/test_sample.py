"""Sun and Moon over a place at given instants: azimuth, height, shadow, light, phase."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.light import Need
from cupola.light.ground import clear_daylight, holds_on_ground, moon_sight, sun_sight
from cupola.places.ground import Horizon, Location
from tests.light.ground.places import SHOOT, STEPPE, SYDNEY, YEAR, altaz
from tests.skyfield_peer import bodies, times

NOON = instant("2021-10-08T07:16:30Z")
MIDNIGHT = NOON - 43200.0
FULL_MOON = instant("2021-10-20T14:57Z")
NEW_MOON = instant("2021-10-06T11:05Z")
EQUINOX = instant("2021-09-22T19:21Z")

INSTANTS = np.linspace(YEAR.start, YEAR.stop, 200)


def test_at_noon_on_the_steppe_the_sun_stands_in_the_south() -> None:
    sight = sun_sight(STEPPE, NOON)
    assert sight.azimuth[0] == pytest.approx(180.0, abs=0.5)
    assert sight.elevation[0] == pytest.approx(90 - STEPPE.lat - 5.9, abs=0.2)  # declination on 8 October
    assert sight.elevation[0] < sight.apparent[0] < sight.elevation[0] + 0.03


def test_at_noon_in_sydney_it_stands_in_the_north() -> None:
    assert np.cos(np.radians(sun_sight(SYDNEY, instant("2021-10-08T01:43Z")).azimuth[0])) > 0.9998


def test_a_shadow_is_as_long_as_the_thing_when_the_sun_stands_45_deg_high() -> None:
    at = np.arange(EQUINOX, EQUINOX + 86400.0, 10.0)
    sight = sun_sight(Location("equator", 0.0, 0.0), at)
    near = int(np.argmin(np.abs(sight.apparent - 45.0)))
    assert sight.shadow[near] == pytest.approx(1.0, rel=0.002)


def test_there_is_no_shadow_at_night() -> None:
    assert sun_sight(STEPPE, MIDNIGHT).shadow[0] == np.inf
    assert sun_sight(STEPPE, MIDNIGHT).lux[0] == 0.0


def test_light_is_that_of_a_clear_day_at_the_suns_height() -> None:
    sight = sun_sight(STEPPE, INSTANTS)
    assert np.array_equal(sight.lux, clear_daylight(sight.elevation))


def test_clearance_is_height_over_the_terrain() -> None:
    valley = replace(STEPPE, horizon=Horizon.level(12.0))
    plain, deep = sun_sight(STEPPE, INSTANTS), sun_sight(valley, INSTANTS)
    assert deep.clearance == pytest.approx(plain.clearance - 12.0)
    assert np.array_equal(plain.clearance, plain.apparent)


def test_the_moons_place_is_skyfields() -> None:
    high, _, _ = altaz(STEPPE, "moon", INSTANTS)
    assert np.abs(moon_sight(STEPPE, INSTANTS).elevation - high).max() < 0.004


def test_the_moons_age_is_skyfields_within_a_fortieth_of_a_degree() -> None:
    from skyfield.almanac import moon_phase

    theirs = moon_phase(bodies(), times(INSTANTS)).degrees
    apart = np.mod(moon_sight(STEPPE, INSTANTS).age - theirs + 180.0, 360.0) - 180.0
    assert np.abs(apart).max() < 0.025


def test_the_lit_part_of_the_moon_is_skyfields() -> None:
    """Skyfield looks from the Earth's centre; from the ground the Moon turns by up to a degree: 1 % of the disc."""
    from skyfield.almanac import fraction_illuminated

    theirs = fraction_illuminated(bodies(), "moon", times(INSTANTS))
    assert np.abs(moon_sight(STEPPE, INSTANTS).lit - theirs).max() < 0.01


def test_new_and_full_moon_of_october_2021() -> None:
    new, full = moon_sight(STEPPE, [NEW_MOON, FULL_MOON]).age
    assert min(new, 360.0 - new) < 0.05
    assert full == pytest.approx(180.0, abs=0.05)
    assert moon_sight(STEPPE, [NEW_MOON, FULL_MOON]).lit == pytest.approx([0.0, 1.0], abs=0.005)


@pytest.mark.parametrize(
    ("word", "noon", "midnight"),
    [("any", True, True), ("day", True, False), ("night", False, True), ("golden", False, False)],
)
def test_words_mean_what_they_say(word: str, noon: bool, midnight: bool) -> None:
    assert holds_on_ground(Need(light=word), STEPPE, [NOON, MIDNIGHT]).tolist() == [noon, midnight]


def test_one_instant_is_as_good_as_many_and_none_as_one() -> None:
    assert holds_on_ground(Need(light="day"), STEPPE, NOON).tolist() == [True]
    assert holds_on_ground(Need(light="day"), STEPPE, []).tolist() == []
    assert len(sun_sight(STEPPE, []).elevation) == 0


def test_a_need_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(SkyError, match="no direct sun"):
        holds_on_ground(Need(light="night", direct=True), STEPPE, NOON)


@given(st.floats(SHOOT.start, SHOOT.stop))
def test_at_every_instant_there_is_one_phase(at: float) -> None:
    words = [word for word in ("day", "golden", "blue", "night") if holds_on_ground(Need(light=word), STEPPE, at)[0]]
    assert len(words) == 1
