"""The flight of a production, as written and as computed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cupola.clock import DAY, Span, instant
from cupola.flight.moment import Refusal, is_sure
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
    assert contact.note == "two-orbit chase, taken over by hand: 9 min 05 s later than by itself"
    assert found["undocking"].computed == pytest.approx(instant("2021-10-17T01:14:00Z"), abs=120.0)
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


def test_a_landing_is_computed_where_none_is_written(tmp_path: Path) -> None:
    """Of the elements of 8 October the next day's pass over the steppe is at 09:17."""
    unwritten = ("      lands: 2021-10-09T09:21:00Z\n", "")
    (found,) = [one for one in moments(made(tmp_path / "a", unwritten)) if one.what == "landing"]
    assert found.at == found.computed == pytest.approx(instant("2021-10-09T09:16:48Z"), abs=5.0)


WRITTEN = ("launch: 2021-10-05T20:30:00Z", "launch: 2021-10-05T08:55:02Z\n      site: baikonur-31")
"""The real launch of that day, which a two-orbit chase follows."""
CONTACT = ("arrives: 2021-10-06T00:00:00Z", "arrives: 2021-10-05T12:10:00Z")


def refusal(production: Production) -> Refusal:
    """Give the one thing that is refused in a flight."""
    (found,) = [one.refusal for one in moments(production) if one.refusal is not None]
    return found


def test_what_the_orbit_allows_is_not_refused(tmp_path: Path) -> None:
    assert not [one.refusal for one in moments(challenge()) if one.refusal]
    assert not [one.refusal for one in moments(made(tmp_path, WRITTEN, CONTACT)) if one.refusal]


def test_an_undocking_that_no_pass_follows_is_refused_with_those_that_lead_home(tmp_path: Path) -> None:
    late = ("departs: 2021-10-09T06:00:00Z", "departs: 2021-10-09T08:00:00Z")
    found = refusal(made(tmp_path, late))
    assert (found.code, found.path) == ("E718", ("flight", "ships", "old", "departs"))
    assert found.text == "Old Soyuz: no pass over the steppe of Kazakhstan comes 2.2 to 4 h after this undocking"
    assert found.hint is not None and found.hint.startswith("undock at 2021-10-09T05:55Z (lands 09:16Z), or at ")


def test_a_landing_of_another_pass_is_refused(tmp_path: Path) -> None:
    found = refusal(made(tmp_path, ("lands: 2021-10-09T09:21:00Z", "lands: 2021-10-09T10:50:00Z")))
    assert (found.code, found.path) == ("E713", ("flight", "ships", "old", "lands"))
    assert "lands at 2021-10-09T09:16:4" in found.text
    near = made(tmp_path / "near", ("lands: 2021-10-09T09:21:00Z", "lands: 2021-10-09T10:10:00Z"))
    assert not [one.refusal for one in moments(near) if one.refusal]


def test_a_site_that_is_unknown_or_too_far_north_is_refused_at_its_line(tmp_path: Path) -> None:
    unknown = (WRITTEN[0], WRITTEN[1].replace("baikonur-31", "baikonor-31"))
    found = refusal(made(tmp_path / "a", unknown, CONTACT))
    assert (found.code, found.path) == ("E700", ("flight", "ships", "new", "site"))
    north = (WRITTEN[0], WRITTEN[1].replace("baikonur-31", "62.9,40.6"))
    found = refusal(made(tmp_path / "b", north, CONTACT))
    assert found.code == "E703" and "62.9 deg N lies outside an orbit of 51.64 deg" in found.text


def test_a_launch_that_the_plane_does_not_allow_is_refused_with_those_that_it_does(tmp_path: Path) -> None:
    """On 5 October the pad lies in the plane at 08:58 and at no other hour going north-east."""
    off = (WRITTEN[0], WRITTEN[1].replace("08:55:02", "07:55:02"))
    found = refusal(made(tmp_path, off, CONTACT))
    assert (found.code, found.path) == ("E711", ("flight", "ships", "new", "launch"))
    assert found.hint is not None and found.hint.startswith("launch at 2021-10-05T08:55:0")


def test_a_contact_that_no_open_chase_leads_to_is_refused_with_those_that_are_open(tmp_path: Path) -> None:
    late = (CONTACT[0], "arrives: 2021-10-05T18:00:00Z")
    found = refusal(made(tmp_path, WRITTEN, late))
    assert (found.code, found.path) == ("E712", ("flight", "ships", "new", "arrives"))
    assert found.hint is not None and found.hint.startswith("open from this launch: two-orbit, contact about")


def test_a_launch_that_leaves_no_chase_open_is_told_the_next_one_that_does(tmp_path: Path) -> None:
    """From KSC a Soyuz of 5 October would be 19 deg before the station: behind it no chase begins."""
    there = (WRITTEN[0], "launch: 2021-10-05T16:27:00Z\n      site: ksc-39a")
    found = refusal(made(tmp_path, there, (CONTACT[0], "arrives: 2021-10-05T20:00:00Z")))
    assert found.code == "E712"
    assert found.hint is not None and found.hint.startswith("launch at 2021-10-0")


def test_old_elements_refuse_nothing_that_hangs_on_the_phase(tmp_path: Path) -> None:
    assert is_sure(9 * DAY) and is_sure(float("nan")) and not is_sure(-11 * DAY)


def test_a_production_without_ships_has_its_shoot_and_what_it_flies_in(tmp_path: Path) -> None:
    write_small(tmp_path)
    told = [one.what for one in moments(load(tmp_path))]
    assert told == ["lift-off", "arrival", "first shot", "wrap", "departure"]
    flown = moments(load(ROOT / "productions/a-parabolic-day"))
    assert [(one.what, one.ship) for one in flown][1:3] == [("take-off", "Il-76MDK"), ("landing", "Il-76MDK")]
    assert [one.what for one in moments(load(ROOT / "productions/the-ferry"))] == ["first shot", "wrap"]
