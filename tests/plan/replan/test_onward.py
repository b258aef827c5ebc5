"""What is still to be planned: what is begun stands, all else lies ahead, and light cuts with what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cupola.light import Almanac
from cupola.plan.argument.explain import Argument
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.remaining import first_takes
from cupola.plan.replan.onward import Onward, as_it_stands
from cupola.plan.result import Bone, Plan
from cupola.plan.search.solve import Stop, solve
from cupola.plan.situation import Situation
from tests.plan.conftest import Desk, planned
from tests.plan.edits import day, the_strip
from tests.small import BREAKDOWN

NOON = day(7, "12:10")


def onward(desk: Desk, now: float = NOON, done: tuple[str, ...] = ("3B", "3A")) -> Onward:
    """Give the small shoot from an instant on."""
    begun = tuple(the_strip(desk.plan, shot) for shot in done)
    return Onward.of(desk.production, desk.almanac, Situation(now, done), begun)


def test_what_is_not_begun_lies_after_now_and_what_is_begun_is_as_it_was(desk: Desk) -> None:
    board = onward(desk, NOON + 0.5).board
    for key, task in board.tasks.items():
        if key in ("3B", "3A"):
            assert task == desk.problem.tasks[key]
        else:
            assert min(task.open.starts[0], task.rolling.starts[0]) >= NOON + 1, "whole seconds"
            assert task.rolling.total < desk.problem.tasks[key].rolling.total
    assert set(onward(desk).ahead) == {"1A", "1B", "2A", "2B"}


def test_beside_what_stands_only_what_is_asked_for_is_to_be_planned(desk: Desk) -> None:
    stay = [the_strip(desk.plan, shot) for shot in ("1A", "1B", "2B")]
    small = onward(desk).beside(stay, ["2A"])
    assert list(small.tasks) == ["2A"]
    assert [scene.tasks for scene in small.scenes] == [("2A",)]
    taken = the_strip(desk.plan, "2B").span
    assert not small.workers["piet"].film.covers(taken)
    assert solve(small, Stop(work=1)).strips[0].shot == "2A"


def test_a_locked_strip_may_begin_only_where_it_does(desk: Desk) -> None:
    strip = the_strip(desk.plan, "2A")
    found = Onward.of(desk.production, desk.almanac, Situation(NOON), (), [strip])
    assert found.board.tasks["2A"].lock == (strip.span.start,)
    assert solve(found.beside([], ["2A"]), Stop(work=1)).strips[0].span == strip.span


def test_scenes_without_what_is_begun_have_the_rest(desk: Desk) -> None:
    found = onward(desk, day(7, "11:20"), ("3B",))
    rest = found.without_begun(found.board)
    assert {scene.number: scene.tasks for scene in rest.scenes} == {
        "1": ("1A", "1B"),
        "2": ("2A", "2B"),
        "3": ("3A",),
    }


MATCHED = BREAKDOWN.replace("after: [1A]}", "match: 1A}").replace(
    "light: sunrise, window: nauka.forward,\n         camera: komodo, setup: 10 min, take: 15 s, takes: 2",
    "light: sun, window: nauka.forward, direct: true,\n         camera: komodo, setup: 10 min, take: 15 s, takes: 1",
)
"""1B must cut with 1A: direct sun through the same window."""


@pytest.fixture(scope="module")
def matched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small production with two shots whose light must match."""
    desk = planned(tmp_path_factory.mktemp("matched"), breakdown=MATCHED)
    assert desk.plan.strip("1A") is not None
    assert desk.plan.strip("1B") is not None
    yield desk


def test_light_that_cuts_with_a_strip_that_stands_is_that_of_the_whole_table(matched: Desk) -> None:
    """With 1A where it stands, 1B may roll wherever the match of all places says, up to the table's reserve."""
    strip = the_strip(matched.plan, "1A")
    found = Onward.of(matched.production, matched.almanac, Situation(matched.production.shoot.start), ())
    beside = found.with_matches([strip], ["1B"])
    whole = found.with_matches([], ["1A", "1B"])
    assert [(one.task, one.like) for one in beside.matches] == [("1B", "1A")]
    ((places, _),) = beside.matches[0].pairs
    start = strip.passes[0].takes[0].start
    assert [(one.start, one.length) for one in places] == [(start, 1.0)], "only where it stands"
    exact = first_takes(beside, [strip], beside.tasks["1B"])[0]
    table = first_takes(whole, [strip], whole.tasks["1B"])[0]
    assert exact.total > 0
    assert (table - exact).total <= 0.2 * table.total, "but for the width of its cells"
    own = the_strip(matched.plan, "1B").passes[0].takes[0].start
    assert bool(exact.contains([own])[0]), "the plan's own take is in it"


def test_the_first_of_a_pair_finds_its_light_beside_the_second(matched: Desk) -> None:
    strip = the_strip(matched.plan, "1B")
    found = Onward.of(matched.production, matched.almanac, Situation(matched.production.shoot.start), ())
    lit = first_takes(found.with_matches([strip], ["1A"]), [strip], found.board.tasks["1A"])[0]
    assert bool(lit.contains([the_strip(matched.plan, "1A").passes[0].takes[0].start])[0])


def test_a_match_is_worked_out_once(matched: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Onward.of(matched.production, matched.almanac, Situation(matched.production.shoot.start), ())
    first = found.with_matches([], ["1A", "1B"]).matches
    monkeypatch.setattr("cupola.plan.replan.onward.match_of", None)
    assert found.with_matches([], ["1A", "1B"]).matches == first
    assert found.with_matches([], ["2A"]).matches == ()


def without_3a(desk: Desk) -> Plan:
    """Give a plan in which 3B is shot and 3A was left out."""
    strips = tuple(strip for strip in desk.plan.strips if strip.shot != "3A")
    situation = Situation(day(8, "10:32"), tuple(s.shot for s in strips if s.shot != "2A"))
    return replace(desk.plan, strips=strips, boneyard=(Bone("3A", "3", ""),), value=100, situation=situation)


def test_a_problem_as_a_plan_finds_it_holds_what_is_begun_and_looks_ahead(desk: Desk) -> None:
    plan = without_3a(desk)
    assert plan.situation is not None
    board = as_it_stands(desk.production, desk.almanac, plan)
    assert board.tasks["1B"].lock == tuple(one.span.start for one in the_strip(plan, "1B").passes)
    assert board.tasks["3A"].open.starts[0] >= plan.situation.now
    assert {scene.number: scene.tasks for scene in board.scenes} == {"1": (), "2": ("2A",), "3": ("3A",)}
    assert as_it_stands(desk.production, desk.almanac, desk.plan) == assemble(desk.production, desk.almanac)


def test_a_reason_speaks_of_what_lies_ahead_only(desk: Desk) -> None:
    plan = without_3a(desk)
    board = as_it_stands(desk.production, desk.almanac, plan)
    assert isinstance(desk.almanac, Almanac)
    bone = Argument(desk.production, board, desk.almanac, plan.strips).boneyard()[0]
    assert bone.shot == "3A"
    assert "6 October" not in bone.reason
    assert "7 October" not in bone.reason
