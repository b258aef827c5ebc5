from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.sunlight import Phases
from cupola.publish.timeline import Timeline, timeline


@pytest.fixture
def day(schedule: Schedule, casting: Casting, phases: Phases) -> Timeline:
    return timeline(schedule.days[0], schedule, casting, phases)


def test_the_scale_runs_from_waking_to_sleep_in_whole_hours(day: Timeline) -> None:
    """Up at 06:00, in bed at 21:30: sixteen hours."""
    assert [tick.label for tick in day.ticks] == [f"{hour:02d}" for hour in range(6, 23)]
    assert (day.ticks[0].at, day.ticks[8].at, day.ticks[-1].at) == (0.0, 0.5, 1.0)


def test_work_stands_at_its_time(day: Timeline) -> None:
    """1A from 10:00 to 10:22 is 4/16 to 4.367/16 of the scale."""
    klim = next(lane for lane in day.lanes if lane.name == "Klim Director")
    (work,) = [bar for bar in klim.bars if bar.kind == "work"]
    assert (work.start, work.label) == (0.25, "1A")
    assert work.stop == pytest.approx((4 + 22 / 60) / 16, abs=1e-5)


def test_everybody_has_a_lane_cast_first(day: Timeline) -> None:
    assert [(lane.number, lane.name) for lane in day.lanes] == [
        (1, "Anna Actress"),
        (2, "Boris Cosmonaut"),
        (None, "Klim Director"),
        (None, "Mark Escort"),
    ]


def test_blocks_cover_the_scale_without_gap(day: Timeline) -> None:
    blocks = [bar for bar in day.lanes[3].bars if bar.kind != "work"]
    assert blocks[0].start == 0.0
    assert blocks[-1].stop == 1.0
    assert all(a.stop == b.start for a, b in pairwise(blocks))


def test_light_is_cut_to_the_scale(day: Timeline) -> None:
    """06:00 begins a revolution; 22:00 is 40 minutes into the eleventh after it."""
    assert all(0.0 <= bar.start < bar.stop <= 1.0 for bar in day.light)
    assert sum(bar.kind == "eclipse" for bar in day.light) == 11


def test_without_blocks_the_scale_is_that_of_the_work(production: Production, plan: Plan, phases: Phases) -> None:
    people = {key: replace(person, blocks=()) for key, person in production.people.items()}
    bare = replace(production, people=people)
    schedule = Schedule.of(bare, plan)
    found = timeline(schedule.days[0], schedule, Casting(bare), phases)
    assert ([tick.label for tick in found.ticks], found.lanes) == (["10", "11"], ())
