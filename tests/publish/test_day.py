from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.errors import PlanError
from cupola.plan.result import Bone, Pass, Plan
from cupola.production.model import Production
from cupola.publish.day import Schedule
from tests.publish.conftest import span, strip


def test_only_days_on_which_something_is_shot_are_counted(schedule: Schedule) -> None:
    found = [(day.number, day.slot, day.date) for day in schedule.days]
    assert found == [(1, 0, "2021-10-06"), (2, 1, "2021-10-07"), (3, 3, "2021-10-09")]


def test_a_scene_is_finished_with_the_last_of_its_shots(schedule: Schedule) -> None:
    assert schedule.finishing == {"1": "1B", "2": "2A", "3": "3A"}
    assert [[scene.number for scene in day.finished] for day in schedule.days] == [[], ["2"], ["1", "3"]]
    assert [day.eighths for day in schedule.days] == [0, 3, 14]


def test_a_scene_with_a_shot_in_the_boneyard_is_never_finished(production: Production, plan: Plan) -> None:
    without = replace(plan, strips=tuple(s for s in plan.strips if s.shot != "1A"))
    schedule = Schedule.of(production, without)
    assert "1" not in schedule.finishing
    assert [day.eighths for day in schedule.days] == [3, 2]


def test_the_shot_that_ends_last_finishes_its_scene_whatever_its_letter(production: Production, plan: Plan) -> None:
    early = strip(production.shots["1B"], Pass(span("6 08:00-08:10"), (span("6 08:10-08:11"),)))
    swapped = replace(plan, strips=tuple(early if s.shot == "1B" else s for s in plan.strips))
    assert Schedule.of(production, swapped).finishing["1"] == "1A"


def test_a_strip_is_cut_at_midnight_between_its_passes(production: Production, plan: Plan) -> None:
    """The second day has the second pass, its takes go on counting, and there the scene is finished."""
    first = Pass(span("6 22:00-22:20"), (span("6 22:30-22:31"), span("6 22:33-22:34")))
    second = Pass(None, (span("7 00:10-00:11"), span("7 00:13-00:14")))
    long = strip(production.shots["1B"], first, second)
    moved = replace(plan, strips=tuple(long if s.shot == "1B" else s for s in plan.strips))
    days = Schedule.of(production, moved).days
    works = [(day.date, work) for day in days for work in day.works if work.shot.id == "1B"]
    assert [(date, work.first_take, len(work.takes), work.completes) for date, work in works] == [
        ("2021-10-06", 1, 2, False),
        ("2021-10-07", 3, 2, True),
    ]


def test_data_are_counted_by_the_takes_of_the_day(schedule: Schedule) -> None:
    by_shot = {work.shot.id: work for day in schedule.days for work in day.works}
    assert by_shot["1B"].data_gb == 20.0
    assert by_shot["1B"].rolled == 240.0
    assert by_shot["1A"].data_gb == 10.0


def test_an_escort_is_called_only_for_the_passes_escorted(schedule: Schedule) -> None:
    third = next(work for work in schedule.days[2].works if work.shot.id == "3A")
    assert third.calls("mark") == (span("9 11:00-11:31"),)
    assert third.everyone == ("anna", "klim", "mark")
    first = next(work for work in schedule.days[2].works if work.shot.id == "1B")
    assert first.calls("mark") == ()
    assert len(first.calls("anna")) == 2


def test_a_day_of_the_crew_is_not_one_of_utc(production: Production, plan: Plan) -> None:
    """At 22:00 UTC it is already the 7th on a clock three hours ahead."""
    late = strip(production.shots["1A"], Pass(span("6 22:00-22:20"), (span("6 22:30-22:31"),)))
    moved = replace(plan, strips=tuple(late if s.shot == "1A" else s for s in plan.strips))
    days = Schedule.of(replace(production, crew_offset=3 * 3600.0, crew_clock="MSK"), moved).days
    assert [(day.date, [w.shot.id for w in day.works]) for day in days] == [
        ("2021-10-07", ["1A", "2A"]),
        ("2021-10-09", ["1B", "3A"]),
    ]


def test_the_boneyard_is_in_story_order(production: Production, plan: Plan) -> None:
    bones = (*plan.boneyard, Bone("2A", "2", "Boris is busy."))
    found = Schedule.of(production, replace(plan, boneyard=bones)).boneyard
    assert [bone.shot for bone in found] == ["2A", "4A"]


def test_a_plan_of_another_production_is_refused_with_every_name(production: Production, plan: Plan) -> None:
    first, second, *rest = plan.strips
    strange = (replace(first, shot="1Z"), replace(second, set="nauca", people=("boris", "nobody")), *rest)
    with pytest.raises(PlanError) as refused:
        Schedule.of(production, replace(plan, strips=strange))
    assert [(m.code, m.text) for m in refused.value.messages] == [
        ("E604", 'the plan names the shot "1Z", which the production does not know'),
        ("E604", 'the plan names the set "nauca", which the production does not know'),
        ("E604", 'the plan names the person "nobody", which the production does not know'),
    ]
    assert refused.value.messages[1].hint == 'Did you mean "nauka"?'


def test_a_plan_outside_the_shoot_is_refused(production: Production, plan: Plan) -> None:
    early = strip(production.shots["1A"], Pass(None, (span("5 10:00-10:01"),)))
    with pytest.raises(PlanError, match="shot 1A is planned at 2021-10-05T10:00:00Z"):
        Schedule.of(production, replace(plan, strips=(early,)))
