"""What ships mean for people, the stay, gear and the station's timeline."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, instant, utc_text
from cupola.production.crossing import with_ships
from cupola.production.manifest import _ship
from cupola.production.shipform import ShipForm, ship_kinds
from cupola.production.waking import free
from tests.production.ships import faults, made

AT = instant


def test_who_goes_up_and_never_comes_home_is_named_with_a_seat(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, ("down: [piet, eve]", "down: [piet]"))
    assert (one.code, one.text) == ("E723", "Eve Escort goes up in New Soyuz and never comes home")
    assert one.message.hint == "put them into a seat of New Soyuz, under down:"


def test_a_name_that_is_nearly_somebody_s_is_asked_about(tmp_path: Path) -> None:
    found = faults(tmp_path, ("up: [dina, ada, eve]", "up: [dina, ada, evee]"))
    assert [(one.code, one.message.hint) for one in found] == [("E723", 'Did you mean "eve"?')]


def test_others_than_the_film_s_people_come_home_too(tmp_path: Path) -> None:
    found = faults(tmp_path, ("down: [dina, ada, Carl Commander]", "down: [dina, ada]"))
    assert [(one.code, one.text) for one in found] == [
        ("E723", "Carl Commander goes up in Old Soyuz and never comes home")
    ]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("down: [piet, eve]", "down: [piet, eve, ada]", "Ada Actress comes home twice: in Old Soyuz and in New Soyuz"),
        ("down: [piet, eve]", "down: [piet, eve, eve]", "Eve Escort comes home twice in New Soyuz"),
        (
            "up: [piet, Carl Commander]",
            "up: [piet, eve, Carl Commander]",
            "Eve Escort goes up twice: in Old Soyuz and in New Soyuz",
        ),
    ],
)
def test_nobody_flies_one_way_twice(tmp_path: Path, old: str, new: str, text: str) -> None:
    assert text in [one.text for one in faults(tmp_path, (old, new)) if one.code == "E723"]


def test_nobody_comes_home_before_they_arrive(tmp_path: Path) -> None:
    changes = (
        ("departs: 2021-10-09T06:00:00Z\n      lands: 2021-10-09T09:21:00Z\n", "departs: 2021-10-02T06:00:00Z\n"),
    )
    found = [one.text for one in faults(tmp_path, *changes) if one.code == "E723"]
    assert "Ada Actress comes home in Old Soyuz before they arrive in New Soyuz" in found


def test_everybody_aboard_has_a_seat_to_leave_in(tmp_path: Path) -> None:
    gap = (
        "up: [piet, Carl Commander]",
        "up: [Carl Commander]",
    )
    early = (
        "    cargo:\n",
        "    first:\n      {name: First, kind: soyuz, arrives: 2021-04-01T00:00:00Z, departs: 2021-09-30T00:00:00Z,\n"
        "       up: [piet]}\n    cargo:\n",
    )
    (one,) = faults(tmp_path, gap, early)
    assert (one.code, one.text) == (
        "E723",
        "Piet Player has no seat from 2021-09-30T00:00:00Z, when First leaves, until New Soyuz comes",
    )
    assert faults(tmp_path, gap, (early[0], early[1].replace("2021-09-30", "2021-10-07"))) == []


@pytest.mark.parametrize(
    ("old", "new", "text", "pointed"),
    [
        (
            "wrap: 2021-10-09T00:00:00Z",
            "wrap: 2021-10-09T02:00:00Z",
            "wrap is 2021-10-09T02:00:00Z, after the hatch of Old Soyuz closes at 2021-10-09T01:35:00Z",
            "2021-10-09T02:00:00Z",
        ),
        (
            "depart: 2021-10-09T06:00:00Z",
            "depart: 2021-10-09T07:00:00Z",
            "depart is 2021-10-09T07:00:00Z, after Old Soyuz undocks at 2021-10-09T06:00:00Z",
            "2021-10-09T07:00:00Z",
        ),
        (
            "first_shot: 2021-10-06T06:00:00Z",
            "first_shot: 2021-10-06T02:00:00Z",
            "first_shot is 2021-10-06T02:00:00Z, before the hatches of New Soyuz are open at 2021-10-06T02:30:00Z",
            "2021-10-06T02:00:00Z",
        ),
        (
            "arrive: 2021-10-06T00:00:00Z",
            "arrive: 2021-10-05T23:00:00Z",
            "arrive is 2021-10-05T23:00:00Z, before New Soyuz makes contact at 2021-10-06T00:00:00Z",
            "2021-10-05T23:00:00Z",
        ),
    ],
)
def test_a_stay_that_does_not_fit_its_ships_is_refused(
    tmp_path: Path, old: str, new: str, text: str, pointed: str
) -> None:
    (one,) = faults(tmp_path, (old, new))
    assert (one.code, one.text) == ("E725", text)
    assert one.pointed.startswith(pointed)
    assert "or leave" in (one.message.hint or "")


def test_an_undocking_before_the_last_strip_is_refused(tmp_path: Path) -> None:
    """The same from the other side: the ship leaves earlier, the wrap stays."""
    found = faults(tmp_path, ("departs: 2021-10-09T06:00:00Z", "departs: 2021-10-08T23:00:00Z"))
    assert {one.code for one in found} == {"E725"}
    assert any(
        one.text.startswith("wrap is 2021-10-09T00:00:00Z, after the hatch of Old Soyuz closes") for one in found
    )


def test_who_is_said_to_be_aboard_before_their_ship_is_named(tmp_path: Path) -> None:
    found = faults(tmp_path, ("groups: [usos],", "groups: [usos], arrive: 2021-10-05T00:00:00Z,"))
    assert [one.code for one in found] == ["E725"]
    assert found[0].text == (
        "Eve Escort is said to be aboard from 2021-10-05T00:00:00Z, and arrives in New Soyuz later"
    )


LATER = (
    ("up: [dina, ada, eve]", "up: [dina, ada]"),
    ("down: [piet, eve]", "down: [piet]"),
    (
        "    new:\n",
        "    third:\n      name: Third\n      kind: crew-dragon\n      arrives: 2021-10-07T02:00:00Z\n"
        "      departs: 2021-10-08T12:15:00Z\n      up: [eve]\n      down: [eve]\n    new:\n",
    ),
)


def test_who_comes_later_and_leaves_earlier_is_there_between_open_hatches(tmp_path: Path) -> None:
    production = made(tmp_path, *LATER)
    eve, dina = production.people["eve"], production.people["dina"]
    assert eve.blocks[0].span.start == AT("2021-10-07T04:00:00Z")
    assert eve.blocks[-1].span.stop == AT("2021-10-08T10:00:00Z")
    assert eve.arrive == AT("2021-10-07T02:00:00Z")
    assert (dina.blocks[0].span.start, dina.arrive) == (production.stay.start, None)
    assert dina.blocks[-1].span.stop == production.stay.stop


def test_a_coming_and_a_going_stop_filming_and_turn_the_station(tmp_path: Path) -> None:
    events = {event.what: event for event in made(tmp_path, *LATER).events}
    arrives, undocks = events["Third arrives"], events["Third undocks"]
    assert arrives.span == Span(AT("2021-10-07T00:00:00Z"), AT("2021-10-07T04:00:00Z"))
    assert undocks.span == Span(AT("2021-10-08T10:00:00Z"), AT("2021-10-08T13:00:00Z"))
    assert arrives.stops_filming and undocks.stops_filming and not arrives.attitude_lost
    turn = events["The station turns for the docking of Third"]
    assert turn.attitude_lost and turn.span == Span(AT("2021-10-07T00:30:00Z"), AT("2021-10-07T02:45:00Z"))


def test_what_the_timeline_tells_already_is_not_told_twice(tmp_path: Path) -> None:
    own = (
        "events:\n",
        "events:\n  - {what: Comes, from: 2021-10-07T01:00:00Z, to: 2021-10-07T02:00:00Z, stops_filming: true}\n",
    )
    names = [event.what for event in made(tmp_path, *LATER, own).events]
    assert "Third arrives" not in names and "Third undocks" in names
    assert names == [event.what for event in sorted(made(tmp_path, *LATER, own).events, key=lambda e: e.span.start)]


def test_gear_that_comes_after_the_first_shot_is_refused_where_a_shot_uses_it(tmp_path: Path) -> None:
    late = ("arrives: 2021-09-20T00:00:00Z", "arrives: 2021-10-06T12:00:00Z")
    (one,) = faults(tmp_path, late)
    assert one.code == "E727"
    assert one.text.startswith("led comes in Cargo One, open at 2021-10-06T15:00:00Z: after the first shot; shots 1B")
    assert one.message.hint == "send it ahead, or let first_shot be 2021-10-06T15:00:00Z"
    unused = ("{name: LED panel, count: 2}", "{name: LED panel, count: 2}\n  spare: {name: Spare, count: 1}")
    assert faults(tmp_path, late, ("gear: [led]", "gear: [spare]"), unused) == []


def test_gear_that_came_once_before_may_come_again(tmp_path: Path) -> None:
    again = (
        "down: [piet, eve]\n",
        "down: [piet, eve]\n    more:\n      {name: More, kind: progress, arrives: 2021-10-07T12:00:00Z,\n"
        "       cargo_up: [{what: a spare lamp, mass: 1 kg, gear: [led]}]}\n",
    )
    assert faults(tmp_path, again) == []


def test_nobody_films_and_no_light_is_relied_on_while_a_ship_comes_or_goes(tmp_path: Path) -> None:
    """What plans and almanacs ask of a production knows of the ships."""
    production = made(tmp_path, *LATER)
    dina = production.people["dina"]
    busy_until = AT("2021-10-08T13:00:00Z")
    film = free(production, dina, "film")
    assert not film.clip(Span(AT("2021-10-08T10:00:00Z"), busy_until))
    assert film.clip(Span(busy_until, AT("2021-10-08T18:00:00Z")))
    lost = production.attitude_lost
    assert lost.clip(Span(AT("2021-10-07T01:00:00Z"), AT("2021-10-07T02:30:00Z"))).total == 5400.0


def test_a_cargo_ship_that_leaves_stops_filming_for_its_undocking_not_for_its_packed_day(tmp_path: Path) -> None:
    leaves = ("      port: poisk\n", "      port: poisk\n      departs: 2021-10-07T12:00:00Z\n")
    (one,) = [event for event in made(tmp_path, leaves).events if event.what == "Cargo One undocks"]
    assert one.span == Span(AT("2021-10-07T10:00:00Z"), AT("2021-10-07T12:45:00Z"))


def test_comings_and_goings_outside_the_stay_are_no_events_of_it(tmp_path: Path) -> None:
    assert not any("Cargo One" in event.what for event in made(tmp_path).events)


@settings(max_examples=25, deadline=None)
@given(hours=st.integers(0, 400))
def test_a_ship_is_told_on_the_timeline_exactly_when_it_touches_the_stay(hours: int) -> None:
    stay = Span(AT("2021-10-06T00:00:00Z"), AT("2021-10-09T06:00:00Z"))
    at = AT("2021-09-28T00:00:00Z") + hours * 3600.0
    ship = ShipForm.model_validate({"name": "S", "kind": "progress", "arrives": utc_text(at)})
    made_ship = _ship("s", ship, ship_kinds()["progress"])
    form = SimpleNamespace(stay=SimpleNamespace(arrive=stay.start, depart=stay.stop))
    told = [event.what for event in with_ships((), (made_ship,), form)]  # type: ignore[arg-type]
    assert ("S arrives" in told) == (at - 7200.0 < stay.stop and at + 3 * 3600.0 > stay.start)
