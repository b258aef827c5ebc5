"""The Challenge shot once more, in part: what happened in October 2021 comes one by one, and each answer holds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from bench._replay import HAPPENED, Step, board, replay, unforeseen

from cupola.clock import Span
from cupola.plan.make import make
from cupola.plan.replan.fate import Fate
from cupola.plan.search.solve import Stop
from cupola.production import Production
from tests.plan import challenge
from tests.plan.edits import day

SCENES = 5
THRUSTERS = Span(day(15, "09:13"), day(15, "09:43"))


@cache
def production() -> Production:
    """Give every fourth of its scenes, from the third on, as they were planned: nobody knew of the thrusters."""
    whole = unforeseen(challenge.production())
    flown = [scene for scene in whole.scenes if scene.unit == "flight" and scene.shots]
    return replace(whole, scenes=tuple(flown[2::4][:SCENES]))


@cache
def steps() -> tuple[Step, ...]:
    """Give the shoot, step by step."""
    plan = make(production(), None, Stop(work=10))
    assert len(plan.strips) >= 10
    return tuple(replay(production(), plan, 7, (8, 12)))


@cache
def fates() -> tuple[Fate, ...]:
    """Give the final stripboard."""
    return board(production(), steps())


def test_nobody_knew_of_the_thrusters_when_the_plan_was_made() -> None:
    assert not production().attitude_lost
    assert challenge.production().attitude_lost


def test_every_answer_of_every_step_is_legal() -> None:
    assert [fault for step in steps() for fault in step.broken] == []
    assert len(steps()) == len(HAPPENED) + 2 + 1
    assert all(1 <= len(step.answer.drafts) <= 2 for step in steps())


def test_what_is_shot_is_never_moved_again() -> None:
    for step in steps():
        assert step.bulletin.done is not None
        for draft in step.answer.drafts:
            for shot in step.bulletin.done:
                assert draft.plan.strip(shot) == step.before.strip(shot)


def test_what_was_shot_only_grows_and_each_plan_knows_it() -> None:
    known = [set(step.answer.standing.situation.done) for step in steps()]
    assert all(one <= other for one, other in pairwise(known))
    assert len(known[-1]) >= 10
    assert sum(bool(step.answer.standing.lost) for step in steps()) >= 1, "some takes were lost"


def test_most_strips_that_were_not_hit_stay_at_each_step() -> None:
    for step in steps():
        plan = step.answer.drafts[0].plan
        unhit = [s for s in step.answer.standing.ahead if s.shot not in step.answer.causes]
        moved = {move.shot for move in step.answer.drafts[0].moves if move.kind == "moved"}
        there = [strip for strip in unhit if plan.strip(strip.shot)]
        assert sum(strip.shot in moved for strip in there) <= max(2, 0.1 * len(there))


def test_nothing_is_shot_or_planned_while_the_thrusters_fire() -> None:
    after = [step for step in steps() if step.bulletin.now >= THRUSTERS.stop]
    assert len(after) == 3
    for step in after:
        events = [event.what for event in step.answer.standing.situation.events]
        assert "attitude lost" in events
        for strip in step.answer.drafts[0].plan.strips:
            assert not any(one.span.overlaps(THRUSTERS) for one in strip.passes)


def test_what_the_thrusters_hit_is_told_with_the_minutes() -> None:
    step = next(step for step in steps() if any(event.attitude_lost for event in step.bulletin.events))
    hit = [s for s in step.before.strips if any(one.span.overlaps(THRUSTERS) for one in s.passes)]
    for strip in hit:
        assert step.answer.causes[strip.shot] == "attitude lost 09:13-09:43"
    assert {strip.shot for strip in hit} <= set(step.answer.causes)


def test_the_final_board_tells_of_every_shot_what_became_of_it_and_why() -> None:
    assert {fate.shot for fate in fates()} >= {strip.shot for strip in steps()[0].before.strips}
    for fate in fates():
        assert fate.what in ("shot as planned", "shot at another time", "shot in vain", "left out")
        if fate.what != "shot as planned":
            assert fate.turns, f"{fate.shot}: {fate.what}"
        assert all(turn.move.reason for turn in fate.turns)


def test_the_final_board_gives_the_reasons_that_the_answers_gave() -> None:
    told = {(k + 2, move.shot): move.reason for k, s in enumerate(steps()) for move in s.answer.drafts[0].moves}
    found = {(turn.version, fate.shot): turn.move.reason for fate in fates() for turn in fate.turns}
    assert found == told


@pytest.mark.parametrize("what", ["shot as planned", "shot at another time"])
def test_some_of_the_shoot_goes_as_planned_and_some_otherwise(what: str) -> None:
    assert any(fate.what == what for fate in fates())
