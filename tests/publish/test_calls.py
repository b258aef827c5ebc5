from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.result import Pass, Plan
from cupola.production.model import Production
from cupola.publish.calls import CallRow, KeyTime, call_rows, key_times
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from tests.publish.conftest import span, strip


@pytest.fixture
def calls(schedule: Schedule, casting: Casting) -> dict[str, CallRow]:
    return {row.name: row for row in call_rows(schedule.days[2], schedule, casting)}


def test_a_call_is_the_start_of_the_first_set_up(calls: dict[str, CallRow]) -> None:
    anna = calls["Anna Actress"]
    assert anna.call is not None and anna.wrap is not None
    assert (anna.call.crew_s, anna.where) == ("08:00:00", "NAUKA")
    assert (anna.wrap.crew_s, anna.wrap_where) == ("11:31:00", "CUPOLA")
    assert (anna.shots, anna.status) == ("1B, 3A", "WF")


def test_work_is_the_time_in_passes_without_the_pauses(calls: dict[str, CallRow]) -> None:
    """13 and 3 minutes of the passes of 1B, 31 of 3A."""
    assert calls["Anna Actress"].work == "47 min"
    assert calls["Mark Escort"].work == "31 min"


def test_who_is_not_due_is_listed_without_a_call(calls: dict[str, CallRow]) -> None:
    boris = calls["Boris Cosmonaut"]
    assert (boris.call, boris.wrap, boris.where, boris.shots, boris.work, boris.status) == (None, None, "", "", "", "")


def test_everybody_knows_when_to_sleep(calls: dict[str, CallRow]) -> None:
    assert {row.sleep for row in calls.values()} == {"21:30–24:00"}


def test_the_times_at_the_head(schedule: Schedule) -> None:
    assert key_times(schedule.days[2], schedule) == (
        KeyTime("General call", "08:00", "set-up 1B"),
        KeyTime("First take", "08:10", "1B"),
        KeyTime("Last take ends", "11:31", "3A"),
        KeyTime("Meal", "12:00", "to 13:00"),
        KeyTime("Sleep", "21:30", "to 00:00"),
    )


def test_a_meal_before_the_call_is_nobodys_concern(production: Production, plan: Plan) -> None:
    late = strip(production.shots["1A"], Pass(span("6 15:00-15:20"), (span("6 15:20-15:22"),)))
    schedule = Schedule.of(production, replace(plan, strips=(late,)))
    assert [key.label for key in key_times(schedule.days[0], schedule)] == [
        "General call",
        "First take",
        "Last take ends",
        "Sleep",
    ]


def test_calls_are_on_the_clock_of_the_crew(production: Production, plan: Plan) -> None:
    moscow = replace(production, crew_offset=3 * 3600.0, crew_clock="MSK")
    schedule = Schedule.of(moscow, plan)
    anna = call_rows(schedule.days[0], schedule, Casting(moscow))[0]
    assert anna.call is not None
    assert (anna.call.crew, anna.call.utc) == ("13:00", "10:00")
