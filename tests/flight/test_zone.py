"""Landing zones."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError, SkyError
from cupola.flight.zone import Point, Zone, read_zones, shipped_zones, zone

TEXT = """\
schema: cupola/1
zones:
  here:
    name: Here
    kind: on land
    heading: north
    reach: 90 km
    points: [{name: a field, lat: 10, lon: 20}]
    source: "own"
    confidence: low
"""


def test_zones_are_read_with_their_sources() -> None:
    expected = Zone("here", "Here", "on land", "north", 90.0, (Point("a field", 10.0, 20.0),), "own", "low")
    assert read_zones(TEXT, "zones.yaml") == {"here": expected}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: on land", "kind: in air", "E106"),
        ("heading: north", "heading: up", "E106"),
        ("reach: 90 km", "reach: 90", "E107"),
        ("lat: 10", "lat: 100", "E106"),
        ("confidence: low", "confidence: lov", "E106"),
        ("name: Here", "nam: Here", "E106"),
    ],
)
def test_a_zone_that_is_wrong_is_refused(old: str, new: str, code: str) -> None:
    with pytest.raises(DocumentError, match=code):
        read_zones(TEXT.replace(old, new), "zones.yaml")


def test_a_point_is_a_zone_of_either_kind_named_by_its_degrees() -> None:
    found = zone("-5.25, 152.8")
    assert (found.name, found.kind, found.heading) == ("5.25 S, 152.8 E", "", "either")


@pytest.mark.parametrize(
    ("text", "hint"), [("kasakhstan", 'Did you mean "kazakhstan"?'), ("zz", "use one of"), ("95,10", "use one of")]
)
def test_a_zone_that_is_none_is_refused(text: str, hint: str) -> None:
    with pytest.raises(SkyError, match="E715") as error:
        zone(text)
    assert (error.value.messages[0].hint or "").startswith(hint)


def test_the_shipped_zones_name_points_and_sources() -> None:
    for found in shipped_zones().values():
        assert found.points and found.source and 0 < found.reach < 500
