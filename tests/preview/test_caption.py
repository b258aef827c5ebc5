"""What is in a picture, in words and as data."""

from dataclasses import replace

import pytest

from cupola.clock import instant
from cupola.light.exposure import Exposure
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.aim import aimed
from cupola.preview.caption import about, caption, exposure_lines
from cupola.preview.still import Still
from tests.october import one_set_orbit
from tests.preview.plain import studio

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-05T00:00Z", "2021-10-17T00:00Z")
AT = instant("2021-10-06T12:45:07Z")
TOP = ISS.window("cupola.top")
LISBON = Still(ISS, ORBIT, TOP, Lens(35.0), AT, 64, 36, aim=aimed(ORBIT, ISS, TOP, AT, "Lisbon"))


def test_what_is_looked_at_is_the_landmark_that_was_aimed_at() -> None:
    told = caption(LISBON)
    assert told.ahead is not None
    assert told.ahead.near == "Lisbon" and told.ahead.away < 1.5
    assert (told.ahead.lat, told.ahead.lon) == pytest.approx((38.7, -9.1), abs=0.1)


def test_it_tells_when_from_where_and_in_which_light() -> None:
    told = caption(LISBON)
    lines = "\n".join(told.lines())
    assert "2021-10-06T12:45:07Z  Cupola, the round window, 35 mm on" in lines
    assert told.phase == "sun" and told.sun > 30.0
    assert "sun: the Sun" in lines and "deg above the limb" in lines and "lx through the glass" in lines
    assert "km over" in lines and "° N" in lines and "° W" in lines and "from Lisbon" in lines


def test_the_sun_s_height_at_lisbon_at_noon_in_october_is_46_deg() -> None:
    """12:45 UTC, 9.1 W: near local noon; 90 - 38.7 - 5.2 (declination)."""
    told = caption(LISBON)
    assert told.ahead is not None and told.ahead.sun == pytest.approx(46.0, abs=0.5)


def test_a_lens_that_looks_past_the_earth_says_so() -> None:
    level = Still(ISS, ORBIT, ISS.window("nauka.forward"), Lens(35.0), AT, 64, 36, aim=(0.95, 0.0, -0.3))
    told = caption(level)
    assert told.ahead is None and told.lines()[-1] == "looks past the Earth"
    assert told.json()["ahead"] is None


def test_the_same_as_data() -> None:
    found = caption(LISBON).json()
    assert found["utc"] == "2021-10-06T12:45:07Z" and found["window"] == "cupola.top" and found["phase"] == "sun"
    assert isinstance(found["ahead"], dict) and found["ahead"]["near"] == "Lisbon"


def test_settings_of_the_meter_and_by_hand_are_told_apart() -> None:
    metered = studio().take(LISBON)
    assert "as a meter on what is lit would have it" in exposure_lines(metered)[0]
    night = replace(metered, still=replace(LISBON, by_night=True))
    assert "as a meter on the night side would have it" in exposure_lines(night)[0]
    by_hand = studio().take(replace(LISBON, exposure=replace(metered.exposure, nd=metered.exposure.nd + 2.0)))
    assert "set by hand: 2.0 stops darker than a meter would have it" in exposure_lines(by_hand)[0]
    black = replace(metered, still=replace(LISBON, exposure=Exposure(1, 800, 1, 4, 0)), key_cd_m2=0.0)
    assert "there is no light to meter" in exposure_lines(black)[0]
    dark = replace(metered, exposure=replace(metered.exposure, under=7.2))
    assert exposure_lines(dark) == exposure_lines(metered)  # how much too dark is told by the remarks, once


def test_the_file_says_what_it_shows() -> None:
    told = about(studio().take(LISBON), caption(LISBON), "21B")
    assert told["Title"] == "21B" and told["Creation Time"] == "2021-10-06T12:45:07Z"
    assert told["Window"] == "cupola.top" and told["Lens"].startswith("35 mm on")
