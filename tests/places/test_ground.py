"""A place on the ground: its terrain by azimuth, its air by height, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import SkyError
from cupola.places.ground import HIGHEST, LOWEST, Horizon, Location

VALLEY = Horizon(((0.0, 2.0), (90.0, 10.0), (180.0, 4.0), (270.0, 10.0)))

angles = st.floats(LOWEST, HIGHEST)
azimuths = st.lists(st.integers(0, 359), min_size=1, max_size=30, unique=True).map(sorted)


def test_a_level_horizon_is_the_same_all_around() -> None:
    assert Horizon.level(3.0).angle([0.0, 123.0, 359.9]).tolist() == [3.0, 3.0, 3.0]
    assert Horizon().angle(77.0) == 0.0


def test_terrain_is_straight_between_two_points() -> None:
    assert VALLEY.angle([0.0, 45.0, 90.0, 135.0]) == pytest.approx([2.0, 6.0, 10.0, 7.0])


def test_terrain_goes_on_round_through_north() -> None:
    assert VALLEY.angle([315.0, 359.0, 360.0, -45.0]) == pytest.approx([6.0, 2.0 + 8.0 / 90.0, 2.0, 6.0])


@given(azimuths, st.data(), st.floats(-720.0, 720.0))
def test_terrain_stays_between_its_lowest_and_highest_point(at: list[int], data: st.DataObject, where: float) -> None:
    points = tuple((float(a), data.draw(angles)) for a in at)
    found = Horizon(points).angle(where)
    heights = [angle for _, angle in points]
    assert min(heights) - 1e-9 <= found <= max(heights) + 1e-9
    assert Horizon(points).angle([p[0] for p in points]) == pytest.approx(np.array(heights), abs=1e-9)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((), "0 points"),
        (((90.0, 1.0), (10.0, 1.0)), "do not rise"),
        (((10.0, 1.0), (10.0, 2.0)), "do not rise"),
        (((360.0, 1.0),), "do not rise"),
        (((-1.0, 1.0),), "do not rise"),
        (((0.0, 86.0),), "86 deg high"),
        (((0.0, -6.0),), "-6 deg high"),
        (((0.0, float("nan")),), "nan deg high"),
    ],
)
def test_a_terrain_that_is_none_is_refused(points: tuple[tuple[float, float], ...], words: str) -> None:
    with pytest.raises(SkyError, match=words) as caught:
        Horizon(points)
    assert [m.code for m in caught.value.messages] == ["E370"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lat": 91.0}, "latitude of 91 deg"),
        ({"lon": 200.0}, "longitude of 200 deg"),
        ({"height": 10_000.0}, "height of 10000 m"),
        ({"pressure": -1.0}, "pressure of -1 hPa"),
        ({"temperature": 90.0}, "temperature of 90 deg C"),
        ({"lat": float("nan")}, "latitude of nan deg"),
    ],
)
def test_a_place_off_the_earth_is_refused_with_the_range(change: dict[str, float], words: str) -> None:
    with pytest.raises(SkyError, match=words) as caught:
        replace(Location("steppe", 45.0, 63.0), **change)  # type: ignore[arg-type]
    (message,) = caught.value.messages
    assert message.code == "E370"
    assert message.hint is not None and message.hint.startswith("give")


@pytest.mark.parametrize("name", ["airfield", "Airfield"])
def test_what_is_wrong_with_a_place_is_said_alike_whatever_its_name(name: str) -> None:
    with pytest.raises(SkyError) as caught:
        Location(name, 91.0, 63.0)
    assert caught.value.messages[0].text == f"{name}: a latitude of 91 deg is not possible"


def test_a_place_and_its_terrain_are_written_in_words() -> None:
    assert str(Location("landing site", 45.92, -63.34, 300.0)) == "landing site (45.9200 N, 63.3400 W, 300 m)"
    assert str(VALLEY) == "terrain 2 to 10 deg high, 4 points"
    assert str(Horizon.level(3.0)) == "terrain 3 deg high"


def test_air_is_as_dense_as_the_refraction_formula_has_it_at_sea_level() -> None:
    assert Location("shore", 0.0, 0.0).density == 1.0


def test_air_is_thinner_on_a_mountain_and_in_the_heat() -> None:
    """ICAO standard atmosphere at 5000 m: 540.2 of 1013.25 hPa."""
    assert Location("pass", 0.0, 0.0, 5000.0).density == pytest.approx(540.2 / 1013.25, abs=1e-4)
    assert Location("desert", 0.0, 0.0, temperature=40.0).density == pytest.approx(283.15 / 313.15)


def test_pressure_given_by_hand_replaces_that_of_the_height() -> None:
    assert Location("pass", 0.0, 0.0, 5000.0, pressure=505.0).density == 0.5
    assert Location("Moon-like", 0.0, 0.0, pressure=0.0).density == 0.0


@given(st.floats(-500.0, 8999.0))
def test_air_thins_with_every_metre(height: float) -> None:
    assert Location("a", 0.0, 0.0, height).density > Location("b", 0.0, 0.0, height + 1.0).density


def test_the_way_between_two_places_is_that_of_the_great_circle() -> None:
    """A degree of the equator of a sphere of 6371.0088 km; London to Paris, 343.9 km on the ellipsoid of WGS84."""
    assert Location("a", 0.0, 0.0).distance(Location("b", 0.0, 1.0)) == pytest.approx(111.195, abs=0.001)
    london, paris = Location("London", 51.5074, -0.1278), Location("Paris", 48.8566, 2.3522)
    assert london.distance(paris) == paris.distance(london) == pytest.approx(343.9, rel=0.005)
    assert Location("pole", 90.0, 0.0).distance(Location("pole", 90.0, 120.0)) == pytest.approx(0.0, abs=1e-9)
    assert Location("here", 0.0, 0.0).distance(Location("antipode", 0.0, 180.0)) == pytest.approx(20015.1, abs=0.1)
