"""Launch sites."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError, SkyError
from cupola.flight.site import Site, read_sites, shipped_sites, site

TEXT = """\
schema: cupola/1
sites:
  here:
    name: Here
    lat: 10
    lon: 20
    azimuths: [{from: 350 deg, to: 60 deg}, {from: 170 deg, to: 190 deg}]
    source: "own"
    confidence: low
"""


def test_sites_are_read_with_their_sources() -> None:
    assert read_sites(TEXT, "sites.yaml") == {
        "here": Site("here", "Here", 10.0, 20.0, ((350.0, 60.0), (170.0, 190.0)), "own", "low")
    }


@pytest.mark.parametrize(
    ("azimuth", "is_allowed"),
    [(350.0, True), (0.0, True), (60.0, True), (61.0, False), (349.0, False), (180.0, True), (200.0, False)],
)
def test_a_sector_goes_clockwise_through_north(azimuth: float, is_allowed: bool) -> None:
    assert read_sites(TEXT, "sites.yaml")["here"].allows(azimuth) is is_allowed


@pytest.mark.parametrize("azimuth", [0.0, 90.0, 359.9])
def test_a_point_allows_every_direction(azimuth: float) -> None:
    assert site("45.92,63.34").allows(azimuth)


def test_a_point_is_named_by_its_degrees() -> None:
    assert site("-5.25, -52.8").name == "5.25 S, 52.8 W"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Baikonur", "baikonur-31"),
        ("Baikonur 1/5", "baikonur-1"),
        ("Baikonur, site 31/6", "baikonur-31"),
        ("KSC LC-39A", "ksc-39a"),
        ("CCSFS SLC-40", "ccsfs-40"),
        (" Wallops ", "wallops-0a"),
    ],
)
def test_a_site_has_the_names_that_people_use(text: str, key: str) -> None:
    assert site(text).key == key


def test_no_two_sites_share_a_name() -> None:
    names = [name for one in shipped_sites().values() for name in set(one.names)]
    assert len(names) == len(set(names)) and all(names)


@pytest.mark.parametrize(
    ("text", "hint"), [("baikonor-31", 'Did you mean "baikonur-31"?'), ("zz", "use one of"), ("95,10", "use one of")]
)
def test_a_site_that_is_none_is_refused(text: str, hint: str) -> None:
    with pytest.raises(SkyError, match="E700") as error:
        site(text)
    assert (error.value.messages[0].hint or "").startswith(hint)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("lat: 10", "lat: 100", "E106"),
        ("name: Here", "nam: Here", "E106"),
        ("350 deg", "350", "E107"),
        ("confidence: low", "confidence: sure", "E106"),
        ("{from: 350 deg, to: 60 deg}", "{from: 350 deg}", "E106"),
    ],
)
def test_what_is_wrong_in_sites_is_named_at_its_line(old: str, new: str, code: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_sites(TEXT.replace(old, new), "sites.yaml")
    assert code in [message.code for message in error.value.messages]
    assert all(message.where and message.where.file == "sites.yaml" for message in error.value.messages)


def test_every_shipped_site_says_where_its_figures_are_from() -> None:
    assert len(shipped_sites()) >= 7
    assert all(one.source and one.confidence and one.azimuths for one in shipped_sites().values())
