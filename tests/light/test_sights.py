"""What comes past a window: against the conditions, against Skyfield, and against orbits worked out by hand."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.errors import CupolaError
from cupola.light import Almanac, Need, holds
from cupola.light.lens import Lens
from cupola.light.sights import Sight, motion, sights
from cupola.light.window import InFrame
from cupola.places import load_station
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import satellite, times

DAY = Span(instant("2021-10-08T00:00Z"), instant("2021-10-09T00:00Z"))
CITIES = ("Moscow", "Lisbon", "Houston", "Tokyo", "Cairo", "Sydney", "Cape Town", "Singapore")


@cache
def almanac() -> Almanac:
    return Almanac(one_set_orbit(), load_station("iss"), DAY)


@cache
def seen(window: str = "cupola.top") -> tuple[Sight, ...]:
    return tuple(sights(almanac(), window, CITIES, lens=Lens(35.0)))


def test_a_sight_lasts_as_long_as_the_need_holds() -> None:
    spans = {name: almanac().opportunities([Need(window="cupola.top", view=name)])[0] for name in CITIES}
    assert [(s.what, s.span) for s in seen()] == sorted(
        ((name, span) for name, found in spans.items() for span in found), key=lambda one: (one[1].start, one[0])
    )
    assert len(seen()) > 10


def test_a_sight_is_at_its_best_when_it_is_nearest_to_the_axis() -> None:
    """Looked at a thousand times in its span, which is where the need holds by SGP4 itself."""
    station = almanac().station
    normal = station.window("cupola.top").normal
    for sight in seen():
        at = np.linspace(sight.span.start, sight.span.stop, 1000, endpoint=False)
        assert holds(Need(window="cupola.top", view=sight.what), at, almanac().orbit, station).all()
        cosine = InFrame(normal, 90.0, station.landmark(sight.what)).signed(almanac().vantage.at(at))
        assert sight.best in sight.span
        assert sight.off_axis == pytest.approx(np.degrees(np.arccos(cosine.max())), abs=0.02)


def test_elevation_and_distance_agree_with_skyfield() -> None:
    """Within 0.02 deg and 1 km: where the Earth has turned to is known to 50 m."""
    from skyfield.api import wgs84

    station = satellite(one_set())
    for sight in seen():
        place = almanac().station.landmark(sight.what)
        t = times([sight.best])
        up, _, distance = (station - wgs84.latlon(place.lat, place.lon)).at(t).altaz()
        assert sight.elevation == pytest.approx(up.degrees[0], abs=0.02)
        assert sight.distance == pytest.approx(distance.km[0], abs=1.0)


def test_the_angle_from_a_nadir_window_is_what_the_triangle_of_earth_station_and_place_says() -> None:
    """The attitude pitches the axis by 3 deg: so much, and the flattening's 0.2 deg, the angle may differ."""
    for sight in seen():
        at_station = np.degrees(np.arcsin(np.cos(np.radians(sight.elevation)) * 6371.0 / (6371.0 + 420.0)))
        assert sight.off_axis == pytest.approx(at_station, abs=5.3)


def test_what_passes_below_goes_from_the_top_of_the_picture_to_its_bottom() -> None:
    """In a window that looks down the flight is up; at 420 km the ground goes by at a degree a second."""
    below = [s for s in seen() if s.off_axis < 20.0]
    assert below
    for sight in below:
        assert sight.moves == "top to bottom"
        assert sight.rate == pytest.approx(7.2 / 420 * 180 / np.pi, rel=0.15)


def test_from_a_forward_window_places_sink() -> None:
    forward = sights(almanac(), "nauka.forward", CITIES)
    assert forward
    assert all(s.moves.startswith("top") and "bottom" in s.moves for s in forward)
    assert all(np.isnan(s.crossing) for s in forward), "without a lens there is no picture to stay in"


def test_a_place_stays_in_a_35_mm_picture_of_the_ground_below_for_its_height_over_its_speed() -> None:
    """The flight is up in the picture: 22.6 deg high, at a degree a second."""
    sight = min(seen(), key=lambda s: s.off_axis)
    height = 2 * np.tan(np.radians(Lens(35.0).half_angles[1])) * sight.distance
    assert sight.crossing == pytest.approx(height / 7.2, rel=0.1)


@pytest.mark.parametrize("focal", [20.0, 85.0])
def test_no_picture_holds_a_sight_for_longer_than_the_window(focal: float) -> None:
    for sight in sights(almanac(), "cupola.top", CITIES[:3], lens=Lens(focal)):
        assert 0 < sight.crossing <= sight.span.length


def test_by_night_only_what_is_dark_comes() -> None:
    dark = sights(almanac(), "cupola.top", CITIES, by="night")
    assert dark
    assert all(s.sun <= -6.0 for s in dark)
    assert len(dark) < len(seen())


def test_the_sun_comes_to_starboard_and_never_to_port_in_october_2021() -> None:
    assert {s.what for s in sights(almanac(), "cupola.starboard", ["sun"])} == {"sun"}
    assert sights(almanac(), "cupola.port", ["sun"]) == []
    first = sights(almanac(), "cupola.starboard", ["sun"])[0]
    assert first.distance == pytest.approx(149.5e6, rel=0.01)
    assert first.elevation > 0
    assert np.isnan(first.sun)


def test_the_phase_is_that_of_the_best_instant() -> None:
    for sight in seen():
        assert holds(Need(sight.phase), [sight.best], almanac().orbit, almanac().station).all()


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(CupolaError, match=r'E312.*\n.*Did you mean "Lisbon"'):
        sights(almanac(), "cupola.top", ["Lisbonn"])


@pytest.mark.parametrize(
    ("right", "up", "words"),
    [
        (1.0, 0.0, "left to right"),
        (-1.0, 0.1, "right to left"),
        (0.0, -2.0, "top to bottom"),
        (1.0, 1.0, "bottom left to top right"),
        (-1.0, 0.8, "bottom right to top left"),
        (0.0, 0.0, "still"),
    ],
)
def test_motion_in_words(right: float, up: float, words: str) -> None:
    assert motion(right, up) == words


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_the_way_back_is_the_way_turned_round(right: float, up: float) -> None:
    there, back = motion(right, up), motion(-right, -up)
    assert back == " to ".join(reversed(there.split(" to ")))
