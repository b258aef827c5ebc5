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
