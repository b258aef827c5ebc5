from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.result import Pass, Plan
from cupola.production.model import Event, Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.notes import Note, notes
from tests.publish.conftest import at, span, strip


def test_the_first_day_is_slow_and_quiet(schedule: Schedule, casting: Casting) -> None:
    assert notes(schedule.days[0], schedule, casting) == (
        Note(
            "",
            "first-days",
            "Day 1 aboard for Klim Director: film work up to 50% of the daily limit, "
            "set-ups take 2.0 × the trained time.",
        ),
        Note("10:20–10:22", "quiet", "Quiet for 1A in NAUKA: no exercise in MLM, SM."),
    )


def test_an_event_that_stops_filming_says_what_it_means(schedule: Schedule, casting: Casting) -> None:
    assert notes(schedule.days[1], schedule, casting) == (
        Note(
            "09:30–10:00",
            "stop",
            "Thruster test (busy: Boris Cosmonaut; no filming; no light or view can be relied on).",
        ),
    )


def test_escorts_and_closed_sets_stand_in_time_order(schedule: Schedule, casting: Casting) -> None:
    assert notes(schedule.days[2], schedule, casting) == (
        Note("11:00–11:31", "escort", "Mark Escort escorts 3A in CUPOLA."),
        Note("14:00–14:30", "event", "Medical conference (busy: Anna Actress; closed: CUPOLA)."),
    )


def test_borrowed_private_time_is_said_once_for_all_who_give_it(production: Production, plan: Plan) -> None:
    """From 18:50 to 19:22; private time begins at 19:00."""
    late = strip(production.shots["1A"], Pass(span("6 18:50-19:20"), (span("6 19:20-19:22"),)))
    schedule = Schedule.of(production, replace(plan, strips=(late,)))
    found = [note for note in notes(schedule.days[0], schedule, Casting(production)) if note.kind == "private"]
    assert found == [
        Note(
            "19:00–19:22",
            "private",
            "Anna Actress, Boris Cosmonaut and Klim Director give 22 min of private time for 1A.",
        )
    ]


def test_an_event_over_midnight_is_cut_to_the_day(production: Production, plan: Plan) -> None:
    night = Span(at("6 22:00"), at("7 02:00"))
    long = replace(production.events[0], span=night, stops_filming=False, attitude_lost=False)
    schedule = Schedule.of(replace(production, events=(long,)), plan)
    casting = Casting(production)
    assert [note.time for note in notes(schedule.days[0], schedule, casting) if note.kind == "event"] == ["22:00–24:00"]
    assert [note.time for note in notes(schedule.days[1], schedule, casting) if note.kind == "event"] == ["00:00–02:00"]


@pytest.mark.parametrize(
    ("stops", "lost", "sets", "kind", "consequence"),
    [
        (False, False, "", "event", ""),
        (True, False, "", "stop", " (no filming)"),
        (True, False, "cupola", "stop", " (closed: CUPOLA; no filming)"),
        (False, True, "", "attitude", " (no light or view can be relied on)"),
    ],
)
def test_an_event_is_as_urgent_as_what_it_stops(
    production: Production, plan: Plan, stops: bool, lost: bool, sets: str, kind: str, consequence: str
) -> None:
    event = Event("Reboost", span("7 15:00-15:30"), frozenset(), frozenset(sets.split()), stops, lost)
    schedule = Schedule.of(replace(production, events=(event,)), plan)
    assert notes(schedule.days[1], schedule, Casting(production)) == (
        Note("15:00–15:30", kind, f"Reboost{consequence}."),
    )


def test_the_day_says_what_came_to_it_and_what_is_left_out_since_the_version_before(
    second: Schedule, casting: Casting
) -> None:
    found = [note for note in notes(second.days[2], second, casting) if note.kind == "change"]
    assert found == [
        Note("08:00", "change", "1B is new: there is room for it now."),
        Note("11:00", "change", "3A moves: Fri 8 Oct 11:00 → Sat 9 Oct 11:00: CUPOLA is closed 10:00-13:00."),
        Note("11:40", "change", "4A is left out; it was at 11:40: gives way to 1B and 3A."),
    ]


def test_the_day_that_a_strip_has_left_says_where_it_went(second: Schedule, casting: Casting) -> None:
    """1A stands on the 8th as well, so that this is a shooting day; 3A was there at 11:00."""
    there = strip(second.production.shots["1A"], Pass(span("8 10:00-10:20"), (span("8 10:20-10:21"),)))
    plan = replace(second.plan, strips=(there, *second.plan.strips[1:]))
    schedule = Schedule.of(second.production, plan, second.past)
    (day,) = (day for day in schedule.days if day.date == "2021-10-08")
    found = [note for note in notes(day, schedule, casting) if note.kind == "change"]
    assert [(note.time, note.text.split(": ")[1]) for note in found] == [("11:00", "Fri 8 Oct 11:00 → Sat 9 Oct 11:00")]


@pytest.mark.parametrize(
    ("what", "people", "sets", "said"),
    [
        ("CUPOLA is closed", (), ("cupola",), "CUPOLA is closed."),
        ("pump", (), ("cupola",), "Pump (closed: CUPOLA)."),
        ("Anna Actress is busy", ("anna",), (), "Anna Actress is busy."),
        ("Anna Actress is busy", ("anna", "boris"), (), "Anna Actress is busy (busy: Anna Actress, Boris Cosmonaut)."),
    ],
)
def test_an_event_does_not_say_twice_who_is_busy_and_what_is_closed(
    production: Production, plan: Plan, what: str, people: tuple[str, ...], sets: tuple[str, ...], said: str
) -> None:
    event = Event(what, span("7 15:00-16:00"), frozenset(people), frozenset(sets), False, False)
    schedule = Schedule.of(replace(production, events=(event,)), plan)
    assert [note.text for note in notes(schedule.days[1], schedule, Casting(production))] == [said]
