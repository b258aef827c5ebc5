"""Links as data: what the packaged places have, and what is refused in a file of one's own."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from cupola.errors import DocumentError
from cupola.places import load_station, parse_station
from cupola.places.link import CARRIES, LINK_WORDS, Link, Relay, named, shipped_links

TEXT = files("cupola.places").joinpath("data", "haven-1.yaml").read_text("utf-8")
LASER = "    swarm: true\n"


@pytest.mark.parametrize("station", ["iss", "dragon-cupola", "haven-1"])
def test_every_link_of_a_packaged_station_says_from_where_it_is_known(station: str) -> None:
    for link in load_station(station).links.values():
        assert link.source and link.confidence in ("high", "medium", "low")
        assert set(link.carries) <= set(CARRIES) and (link.relays or link.stations or link.swarm)


def test_the_links_of_the_iss_are_those_of_its_reference() -> None:
    """600 Mbit/s are 270 GB an hour by hand: 600e6 / 8 x 3600 = 270e9."""
    links = load_station("iss").links
    assert {key: link.down for key, link in links.items()} == {"ku": 600, "s-band": 0.192, "luch": 105, "russia": 0.256}
    assert links["ku"].gb_per_hour == pytest.approx(270.0)
    assert [relay.lon for relay in links["luch"].relays] == [95.0, -16.0, 167.0]
    assert len(links["russia"].stations) == 7
    assert links["ku"].turned and not links["luch"].turned


def test_a_relay_hangs_over_the_equator_at_its_longitude() -> None:
    place = Relay("West", -174.0).fixed
    assert np.linalg.norm(place) == pytest.approx(42_164.17)
    assert place[2] == 0.0 and np.degrees(np.arctan2(place[1], place[0])) == pytest.approx(-174.0)


def test_a_word_names_all_links_that_carry_it_and_a_name_one() -> None:
    links = load_station("iss").links.values()
    assert [one.key for one in named("video", links)] == ["ku", "luch", "russia"]
    assert [one.key for one in named("voice", links)] == ["ku", "s-band", "luch", "russia"]
    assert [one.key for one in named("luch", links)] == ["luch"]
    assert len(named("none", links)) == 4 and named("telegraph", links) == ()
    assert [one.key for one in named("none", load_station("dragon-cupola").links.values())] == ["tdrs"]


def test_a_link_of_unknown_rate_carries_nobody_knows_how_much() -> None:
    assert Link("x", "x", ("voice",)).gb_per_hour is None


def test_places_that_are_no_station_have_links_too() -> None:
    links = shipped_links()
    assert set(links) == {"airfield", "site", "mars", "moon"}
    assert "voice" not in links["mars"].carries and links["mars"].sun == 2.0


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("carries: [video, voice, data]", "carries: [smoke]", "E106", "must be a list of words"),
        ("carries: [video, voice, data]", "carries: []", "E106", "must be a list of words"),
        (LASER, "    swarm: maybe\n", "E106", "swarm"),
        (LASER, "    down: 5 m\n", "E107", "down"),
        (LASER, "    relays: [{name: A, lon: 500}]\n", "E106", "lon"),
        (LASER, "    stations: [{name: A, lat: 0, lon: 0}]\n", "E106", "lowest"),
        (LASER, "    looks: [{axis: [0, 0, 0], half: 3 deg}]\n", "E315", "axis"),
        (LASER, "    sees: 3 deg\n", "E106", "unknown"),
        ("  laser:\n", "  none:\n", "E745", 'the name "none"'),
    ],
)
def test_what_is_wrong_with_a_link_is_told_at_its_line(old: str, new: str, code: str, words: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(DocumentError) as caught:
        parse_station(TEXT.replace(old, new), "own.yaml")
    told = [(one.code, words in one.text) for one in caught.value.messages]
    assert (code, True) in told, caught.value
    assert all(one.where is not None for one in caught.value.messages)


def test_the_words_for_links_are_no_names() -> None:
    for word in (*LINK_WORDS, "data"):
        with pytest.raises(DocumentError):
            parse_station(TEXT.replace("  laser:\n", f"  {word}:\n"), "own.yaml")


def test_a_station_of_ones_own_has_the_links_that_it_is_given() -> None:
    own = """\
    ray: 20 km
    up: 2 Mbps
    relays: [{name: East, lon: 10}]
    looks: [{axis: [0, 0, -2], half: 80 deg}]
    hidden: [{axis: [1, 0, 0], half: 10 deg}]
"""
    link = parse_station(TEXT.replace(LASER, own), "own.yaml").links["laser"]
    assert (link.ray, link.up, link.down, link.swarm) == (20.0, 2.0, None, False)
    assert link.looks[0].axis == (0.0, 0.0, -1.0) and link.hidden[0].half == 10.0
