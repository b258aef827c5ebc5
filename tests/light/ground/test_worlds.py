"""Places on Mars and the Moon: the same words of light, another Sun."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.clock import DAY, Span, instant
from cupola.errors import SkyError
from cupola.light import Need
from cupola.light.ground import GroundAlmanac, GroundSets, holds_on_ground, sun_sight
from cupola.light.ground.daylight import bare_daylight
from cupola.places.ground import Horizon, Location
from cupola.sky.mars import SOL, mars_time
from cupola.sky.sun import AU_KM

GALE = Location("Gale", -4.589, 137.442, body="mars")
BASE = Location("Tranquility", 0.674, 23.473, body="moon")
START = instant("2035-08-30T00:00:00Z")
THREE = Span(START, START + 3 * DAY)


def test_a_day_on_mars_follows_the_other_after_a_sol() -> None:
    rises = GroundAlmanac(GALE, Span(START, START + 10 * DAY)).sun_up().starts[1:]
    assert np.diff(rises) == pytest.approx([SOL] * (len(rises) - 1), abs=60.0)


def test_the_sun_rises_when_its_upper_limb_is_level_and_is_not_bent() -> None:
    rise = GroundAlmanac(GALE, THREE).sun_up().starts[0]
    sight = sun_sight(GALE, [rise])
    (distance,) = mars_time(np.array([rise])).distance
    half = np.degrees(np.arcsin(695_700.0 / (distance * AU_KM)))
    assert sight.elevation[0] == pytest.approx(-half, abs=1e-4)
    assert sight.apparent[0] == sight.elevation[0]
    assert 2 * half == pytest.approx(0.35, abs=0.04)  # the Sun's disc over Mars


def test_terrain_takes_its_part_of_the_day() -> None:
    valley = Location("valley", -4.589, 137.442, horizon=Horizon.level(6.0), body="mars")
    open_, under = (GroundAlmanac(place, THREE).sun_up().total for place in (GALE, valley))
    # 6 deg at either end, of a Sun that climbs by 14.6 deg an hour, times the cosine of its declination of 25 deg
    assert open_ - under == pytest.approx(3 * 2 * 6 / 13.2 * 3600, rel=0.02)


@pytest.mark.parametrize("place", [GALE, BASE])
@pytest.mark.parametrize("light", ["day", "night", "sunrise", "sunset"])
def test_every_instant_of_an_opportunity_holds_afresh(place: Location, light: str) -> None:
    span = Span(START, START + (3 if place is GALE else 30) * DAY)
    need = Need(light=light, location=place)
    (found,) = GroundSets(span).opportunities([need])
    assert len(found) > 0
    for one in found:
        assert holds_on_ground(need, place, np.linspace(one.start, one.stop, 9)).all()


def test_the_lunar_sunset_takes_hours() -> None:
    """By hand: the Sun sinks by 360 deg in 29.53 d, 0.508 deg an hour; its upper limb takes six hours for 3 deg."""
    (found,) = GroundSets(Span(START, START + 30 * DAY)).opportunities([Need(light="sunset", location=BASE)])
    assert len(found) == 1
    assert found.total / 3600 == pytest.approx(3.0 / 0.508, rel=0.03)


@pytest.mark.parametrize("light", ["golden", "blue"])
def test_there_is_no_golden_hour_without_air(light: str) -> None:
    with pytest.raises(SkyError) as caught:
        GroundSets(THREE).opportunities([Need(light=light, location=BASE)])
    assert caught.value.messages[0].code == "E739"
    (blue,) = GroundSets(THREE).opportunities([Need(light=light, location=GALE)])
    assert len(blue) > 0


def test_gravity_is_that_of_the_world() -> None:
    needs = [Need(gravity=word, location=place) for word, place in (("mars", GALE), ("moon", BASE))]
    assert all(found.total == THREE.length for found in GroundSets(THREE).opportunities(needs))
    with pytest.raises(SkyError) as caught:
        GroundSets(THREE).opportunities([Need(gravity="earth", location=GALE)])
    assert caught.value.messages[0].code == "E734"


def test_sunlight_thins_with_the_square_of_the_way() -> None:
    """By hand: 133.1 klx / 1.52^2 = 57.6 klx with the Sun overhead; half of it at 30 deg; none below the level."""
    far = np.array([1.52, 1.52, 1.52]) * AU_KM
    assert bare_daylight([90.0, 30.0, -5.0], far) == pytest.approx([57_609, 28_805, 0.0], rel=1e-3)


def test_the_way_between_two_places_is_shorter_on_a_smaller_world() -> None:
    """By hand: a degree is 59.2 km on Mars and 30.3 km on the Moon."""
    for body, km in (("earth", 111.2), ("mars", 59.2), ("moon", 30.3)):
        one, other = (Location("x", lat, 0.0, body=body) for lat in (0.0, 1.0))
        assert one.distance(other) == pytest.approx(km, abs=0.1)
    assert "on Mars" in str(GALE) and "on the Moon" in str(BASE)
