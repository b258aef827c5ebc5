"""The gazetteer: where well known places are, and that mistakes in a gazetteer are told."""

import pytest

from cupola.errors import DocumentError
from cupola.places import load_station
from cupola.places.landmarks import KINDS, Landmark, point, read_landmarks, shipped_landmarks

WELL_KNOWN = {
    "Lisbon": (38.72, -9.14),
    "Moscow": (55.76, 37.62),
    "Cairo": (30.04, 31.24),
    "Baikonur": (45.96, 63.31),
    "Tokyo": (35.68, 139.69),
    "Everest": (27.99, 86.93),
    "New York": (40.71, -74.01),
    "Sydney": (-33.87, 151.21),
    "Korolyov": (55.92, 37.82),
    "Star City": (55.88, 38.11),
}


@pytest.mark.parametrize("name", WELL_KNOWN)
def test_well_known_places_stand_where_they_are(name: str) -> None:
    found = shipped_landmarks()[name]
    assert (found.lat, found.lon) == WELL_KNOWN[name]


@pytest.mark.parametrize(
    "name", ["Nile Delta", "Lake Baikal", "Himalaya", "Istanbul", "London", "Paris", "Rome", "Houston"]
)
def test_the_gazetteer_knows_the_places_a_screenplay_names(name: str) -> None:
    assert shipped_landmarks()[name].name == name


def test_there_are_at_least_120_landmarks_all_within_reach_of_a_view() -> None:
    found = shipped_landmarks().values()
    assert len(found) >= 120
    assert all(abs(place.lat) < 65 and abs(place.lon) <= 180 and place.kind in KINDS for place in found)


def test_no_two_landmarks_stand_on_one_spot() -> None:
    spots = [(place.lat, place.lon) for place in shipped_landmarks().values()]
    assert len(spots) == len(set(spots))


def test_a_gazetteer_of_ones_own_is_read() -> None:
    text = "schema: cupola/1\nlandmarks:\n  Home: {lat: 1.5, lon: -2.25, kind: city}\n"
    assert read_landmarks(text, "mine.yaml") == {"Home": Landmark("Home", 1.5, -2.25, "city")}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{lat: 95, lon: 0, kind: city}", "mine.yaml:3:15: E106 Home: lat is 95; it must be from -90 to 90"),
        ("{lat: 1, lon: east, kind: city}", 'mine.yaml:3:23: E106 Home: lon: "east" is not a number'),
        ("{lat: 1, lon: 2, kind: citty}", 'mine.yaml:3:32: E106 Home: kind "citty" is unknown'),
        ("{lat: 1, kind: city}", 'mine.yaml:3:9: E106 Home: the field "lon" is missing'),
        ("{lat: 1, lon: 2, kind: city, alt: 3}", 'mine.yaml:3:38: E106 Home: the field "alt" is unknown'),
        ("{lat: .nan, lon: 2, kind: city}", "mine.yaml:3:15: E106"),
    ],
)
def test_a_mistake_in_a_gazetteer_is_told_with_its_place(entry: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_landmarks(f"schema: cupola/1\nlandmarks:\n  Home: {entry}\n", "mine.yaml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "lat", "lon"), [("45.92, 63.34", 45.92, 63.34), ("-33.9,18.4", -33.9, 18.4), (" +0 , -180 ", 0.0, -180.0)]
)
def test_two_numbers_name_a_point_of_the_ground(text: str, lat: float, lon: float) -> None:
    assert point(text) == Landmark(text.strip(), lat, lon, "point")


@pytest.mark.parametrize(
    "text", ["Lisbon", "45.92", "45.92 63.34", "91, 0", "0, 181", "1, 2, 3", "1e1, 2", "nan, 0", ""]
)
def test_anything_else_names_none(text: str) -> None:
    assert point(text) is None


def test_a_station_finds_a_point_as_it_finds_a_landmark() -> None:
    station = load_station("iss")
    there, lisbon = station.landmark("38.72, -9.14"), station.landmark("Lisbon")
    assert (there.lat, there.lon) == pytest.approx((lisbon.lat, lisbon.lon), abs=0.02)
