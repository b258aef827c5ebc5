"""Views that are no landmark: how often they come, and that the almanac and the independent answer agree."""

from functools import cache

import numpy as np
import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.light import Almanac, Need, holds
from cupola.places import load_station
from tests.october import one_set_orbit

ISS = load_station("iss")
DAY = Span(instant("2021-10-08T00:00Z"), instant("2021-10-09T00:00Z"))


@cache
def almanac() -> Almanac:
    return Almanac(one_set_orbit(), ISS, DAY)


def found(window: str, view: str, by: str = "any", light: str = "any") -> SpanSet:
    return almanac().opportunities([Need(light=light, window=window, view=view, view_by=by)])[0]


@pytest.mark.parametrize(
    ("window", "view"),
    [
        ("cupola.top", "terminator"),
        ("nauka.forward", "terminator"),
        ("cupola.forward", "limb"),
        ("cupola.top", "city-lights"),
        ("cupola.starboard", "sun"),
        ("nauka.forward", "sun"),
        ("cupola.starboard", "moon"),
    ],
)
def test_almanac_and_independent_answer_agree_at_every_ten_seconds(window: str, view: str) -> None:
    """But for the 10 ms that spans are cut by at their ends."""
    at = np.arange(DAY.start, DAY.stop, 10.0)
    solved = found(window, view)
    assert solved
    held = holds(Need(window=window, view=view), at, almanac().orbit, ISS)
    differs = at[held != solved.contains(at)]
    edges = np.concatenate([solved.starts, solved.stops])
    assert all(np.abs(edges - t).min() < 0.02 for t in differs)


def test_below_the_terminator_passes_twice_a_revolution() -> None:
    """15.5 revolutions a day; the Sun's height at the ground below changes by about 3 deg a minute at beta -40."""
    terminator = found("cupola.top", "terminator")
    assert 30 <= len(terminator) <= 32
    assert 3 * 60 < np.median(terminator.stops - terminator.starts) < 6 * 60


def test_terminator_lies_between_day_and_night() -> None:
    """Between the Sun 6 deg above and 6 deg below the horizon there; `earth-day` begins in its middle."""
    assert not found("cupola.top", "terminator") & found("cupola.top", "earth-night")
    both = found("cupola.top", "terminator") & found("cupola.top", "earth-day")
    assert both.total == pytest.approx(found("cupola.top", "terminator").total / 2, rel=0.05)


def test_city_lights_are_the_union_of_the_cities_by_night() -> None:
    cities = [place.name for place in ISS.landmarks.values() if place.kind == "city"]
    spans = almanac().opportunities([Need(window="cupola.top", view=name, view_by="night") for name in cities])
    union = SpanSet()
    for one in spans:
        union |= one
    lights = found("cupola.top", "city-lights")
    assert len(lights) == len(union) > 10
    assert lights.starts == pytest.approx(union.starts, abs=1e-6)
    assert lights.stops == pytest.approx(union.stops, abs=1e-6)


def test_the_edge_of_the_earth_is_always_in_a_window_to_the_horizon_and_never_in_one_straight_down() -> None:
    assert found("cupola.forward", "limb").total == DAY.length
    assert not found("cupola.top", "limb")


def test_the_moon_of_8_october_2021_stands_near_the_sun_to_starboard() -> None:
    """Two days after new Moon; the Sun is to starboard."""
    assert found("cupola.starboard", "moon")
    assert not found("cupola.port", "moon")


def test_the_sun_in_the_frame_is_never_behind_the_earth() -> None:
    assert not found("cupola.starboard", "sun", light="eclipse")
