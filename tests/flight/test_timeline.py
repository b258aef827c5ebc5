"""The flight of a production, as written and as computed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cupola.clock import DAY, Span, instant
from cupola.errors import CupolaError
from cupola.flight.timeline import film_ships, moments, stays
from cupola.production import Production, load
from cupola.production.model import Flight
from tests.docs.page import ROOT
from tests.production.ships import made
from tests.small import write_small


@cache
def challenge() -> Production:
    return load(ROOT / "productions/the-challenge")


def test_the_flight_of_the_challenge_is_told_in_order_from_launch_to_landing() -> None:
    assert [(one.what, one.ship) for one in moments(challenge())] == [
        ("launch", "Soyuz MS-19"),
        ("contact", "Soyuz MS-19"),
        ("hatches open", "Soyuz MS-19"),
        ("first shot", ""),
        ("wrap", ""),
        ("hatches close", "Soyuz MS-18"),
        ("undocking", "Soyuz MS-18"),
        ("landing", "Soyuz MS-18"),
    ]


def test_the_computed_flight_is_the_real_one() -> None:
    """5 October 2021: launch 08:55:02, two orbits, contact 12:22:31 by hand; undocking 01:14, landing 04:35:44."""
    found = {one.what: one for one in moments(challenge())}
    launch, contact, landing = found["launch"], found["contact"], found["landing"]
    assert launch.computed == pytest.approx(instant("2021-10-05T08:55:02.4Z"), abs=5.0)
    assert contact.note == "two-orbit; taken over by hand"
    assert contact.computed == pytest.approx(contact.at, abs=10 * 60.0)
    assert landing.at == instant("2021-10-17T04:35:44Z")
    assert landing.computed == pytest.approx(landing.at, abs=10.0)
    assert landing.note == "south-east of Zhezkazgan, day"


def test_stays_are_counted_aboard_and_from_launch_to_landing() -> None:
    found = {one.person: one for one in stays(challenge())}
    film = found["Klim Shipenko"]
    assert (film.up, film.down) == ("Soyuz MS-19", "Soyuz MS-18")
    assert film.aboard == pytest.approx(11 * DAY + 12 * 3600 + 51 * 60 + 29)
    assert film.away == pytest.approx(11 * DAY + 19 * 3600 + 40 * 60 + 42)
    assert found["Mark Vande Hei"].away == pytest.approx(355 * DAY, abs=0.5 * DAY)
    assert found["Thomas Pesquet"].away is None


def test_the_film_s_ships_are_those_next_to_the_ends_of_its_stay(tmp_path: Path) -> None:
    there, home = film_ships(made(tmp_path))
    assert there is not None and home is not None
    assert (there.name, home.name) == ("New Soyuz", "Old Soyuz")


def test_other_ships_are_told_where_they_come_or_go_during_the_stay(tmp_path: Path) -> None:
    more = (
        "down: [piet, eve]\n",
        "down: [piet, eve]\n    more:\n      {name: More, kind: progress, arrives: 2021-10-07T12:00:00Z}\n",
    )
    told = [(one.what, one.ship) for one in moments(made(tmp_path, more))]
    assert ("contact", "More") in told and ("contact", "Cargo One") not in told


def test_without_data_of_the_orbit_the_document_stands_alone(tmp_path: Path) -> None:
    """Of a course that ends with the stay neither launch nor landing is computed."""
    production = made(tmp_path)
    flight = production.flight
    assert flight is not None

    class Short:
        """A course without elements."""

        span = Span(production.stay.start, production.stay.stop)

    short = replace(production, flight=Flight(Short(), flight.station))  # type: ignore[arg-type]
    assert all(one.computed is None for one in moments(short))
    assert {one.what for one in moments(short)} >= {"launch", "contact", "landing", "wrap"}


def test_a_landing_is_computed_where_none_is_written_and_refused_where_no_pass_leads_home(tmp_path: Path) -> None:
    """Of the elements of 8 October the next day's pass over the steppe is at 09:17; after 06:47 it is missed."""
    unwritten = ("      lands: 2021-10-09T09:21:00Z\n", "")
    (found,) = [one for one in moments(made(tmp_path / "a", unwritten)) if one.what == "landing"]
    assert found.at == found.computed == pytest.approx(instant("2021-10-09T09:16:48Z"), abs=5.0)
    late = ("departs: 2021-10-09T06:00:00Z", "departs: 2021-10-09T08:00:00Z")
    with pytest.raises(CupolaError, match="E718") as error:
        moments(made(tmp_path / "b", late, unwritten))
    assert "cupola flight land" in (error.value.messages[0].hint or "")
    (told,) = [one for one in moments(made(tmp_path / "c", late)) if one.what == "landing"]
    assert (told.at, told.computed) == (instant("2021-10-09T09:21:00Z"), None)
    assert told.note == "no pass over the steppe of Kazakhstan comes 2.2 to 4 h after this undocking"


def test_a_site_that_is_unknown_is_named(tmp_path: Path) -> None:
    with pytest.raises(CupolaError, match="E700"):
        moments(made(tmp_path, ("site: baikonur-31", "site: baikonor-31")))


def test_a_launch_that_the_plane_does_not_allow_is_said_to_be_one(tmp_path: Path) -> None:
    """On 5 October the pad lies in the plane at 08:58 and at no other hour going north-east."""
    (launch,) = [one for one in moments(made(tmp_path)) if one.what == "launch"]
    assert launch.computed is None
    assert launch.note == "Baikonur, site 31/6 is not in the plane of the orbit within half an hour of it"


def test_a_production_without_ships_is_told_to_name_them(tmp_path: Path) -> None:
    write_small(tmp_path)
    with pytest.raises(CupolaError, match="E726"):
        moments(load(tmp_path))
