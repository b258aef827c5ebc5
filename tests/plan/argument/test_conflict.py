"""The argument against a shot is enough, and nothing in it is too much."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.plan.argument.conflict import MOST_UNDECIDED, Court, conflict, shrunk
from cupola.plan.argument.ease import eased
from cupola.plan.argument.reason import KINDS, Reason
from cupola.plan.argument.trial import ANSWER, Trial
from cupola.plan.model.problem import Problem
from tests.plan.argument.stands import strip, trial
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.rules import best_value

GRID = 600.0
"""Everything on the random boards lies on tens of minutes, so that trying every start on this grid misses nothing."""


@given(st.lists(st.frozensets(st.integers(0, 9), min_size=1), min_size=1), st.permutations(range(10)))
def test_what_is_left_fails_and_without_any_of_it_nothing_fails(cores: list[frozenset[int]], order: list[int]) -> None:
    def fails(items: Collection[int]) -> bool:
        return any(core <= set(items) for core in cores)

    kept = shrunk(fails, order)
    assert fails(kept)
    assert not any(fails([item for item in kept if item != one]) for one in kept)


def test_early_items_are_left_out_where_there_is_a_choice() -> None:
    def fails(items: Collection[str]) -> bool:
        return "early" in items or "late" in items

    assert shrunk(fails, ["early", "late"]) == ["late"]
    assert shrunk(fails, ["late", "early"]) == ["early"]


def test_items_that_fail_by_themselves_need_no_other() -> None:
    assert shrunk(lambda items: True, [1, 2, 3]) == []


def test_the_one_shot_that_takes_the_light_is_named_with_the_light() -> None:
    """2A needs the first hour on the stage; 1A has the stage then, and 3A is elsewhere at another time."""
    early = minutes((0, 60))
    tasks = [task("1A", ("bo",), take=60), task("2A", rolling=early, take=30), task("3A", place="hall", take=20)]
    board = problem(tasks, days=1)
    found = conflict(trial(board, [strip(tasks[0], 0), strip(tasks[2], 120)], "2"), ("2A",))
    assert found is not None
    assert found.reasons == (Reason("strip", "1A"), Reason("rest", "2A"))
    assert found.minimal
    assert found.shots == ("2A",)


def test_what_fits_has_no_argument_against_it() -> None:
    tasks = [task("1A"), task("2A", place="hall")]
    board = problem(tasks, [worker("ana", minutes((0, 60)))], days=1)
    assert conflict(trial(board, [strip(tasks[0], 0)], "2"), ("2A",)) is None


def test_what_does_not_even_fit_into_an_empty_plan_is_not_blamed_on_the_plan() -> None:
    """Ana works ten minutes a day; 1A is in the way as well, but 2A lasts an hour."""
    tasks = [task("1A", take=10), task("2A", take=60)]
    board = problem(tasks, [worker("ana", minutes((0, 70)), limit=10, days=1)], days=1)
    found = conflict(trial(board, [strip(tasks[0], 0)], "2"), ("2A",))
    assert found is not None
    assert found.reasons == (Reason("hours", "ana", day=0),)


def test_shots_that_fit_one_by_one_are_argued_together() -> None:
    tasks = [task("1A", take=60), task("1B", take=60)]
    board = problem(tasks, [worker("ana", minutes((0, 90)), days=1)], days=1)
    on_trial = trial(board, [], "1")
    assert conflict(on_trial, ("1A",)) is None
    assert conflict(on_trial, ("1B",)) is None
    found = conflict(on_trial, ("1A", "1B"))
    assert found is not None
    assert set(found.reasons) == {Reason("shot", "1A"), Reason("shot", "1B"), Reason("day", "ana", day=0)}


def test_without_enough_trials_it_says_that_it_is_not_sure() -> None:
    tasks = [task("1A", take=60), task("2A", rolling=minutes((0, 60)), take=30)]
    found = conflict(trial(problem(tasks, days=1), [strip(tasks[0], 0)], "2"), ("2A",), most=3)
    assert found is not None
    assert not found.minimal
    assert {Reason("strip", "1A"), Reason("rest", "2A")} <= set(found.reasons)


def test_after_some_trials_without_an_answer_no_more_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them takes all the work that it may: of 300 somebody would wait for ten minutes."""
    asked: list[Problem] = []
    monkeypatch.setattr("cupola.plan.argument.conflict.verdict", lambda board, _: asked.append(board))
    tasks = [task("1A", ("ana",), take=10), task("2A", ("ana",), take=10)]
    court = Court(trial(problem(tasks, days=1), [strip(tasks[0], 0)], "2"), ("2A",))
    assert not any(court.keeps_out(court.reasons[:count]) for count in range(20))
    assert len(asked) == MOST_UNDECIDED
    assert not court.sure


def test_when_the_work_is_used_up_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Problem] = []
    monkeypatch.setattr("cupola.plan.argument.conflict.verdict", lambda board, _: asked.append(board))
    tasks = [task("1A", ("ana",), take=10), task("2A", ("ana",), take=10)]
    on_trial = trial(problem(tasks, days=1), [strip(tasks[0], 0)], "2")
    on_trial.budget.spend(ANSWER)
    court = Court(on_trial, ("2A",))
    assert not court.keeps_out(court.reasons)
    assert (asked, court.sure) == ([], False)


def test_the_same_question_has_the_same_answer() -> None:
    tasks = [task(f"{k}A", rolling=minutes((0, 60)), take=20) for k in range(1, 5)]
    on_trial = trial(problem(tasks, days=1), [strip(t, 20 * k) for k, t in enumerate(tasks[:3])], "4")
    assert conflict(on_trial, ("4A",)) == conflict(on_trial, ("4A",))


def test_reasons_that_a_production_changes_easily_come_first() -> None:
    tasks = [task("1A", take=60), task("2A", rolling=minutes((0, 60)), take=30)]
    court = Court(trial(problem(tasks, days=1), [strip(tasks[0], 0)], "2"), ("2A",))
    places = [KINDS.index(reason.kind) for reason in court.reasons]
    assert places == sorted(places)
    assert court.reasons[0].kind == "strip"


@st.composite
def crowded(draw: st.DrawFn) -> Trial:
    """Draw a morning of two people and two sets with a few shots in it, and one more shot that is to be had."""
    people = st.sampled_from([("ana",), ("bo",), ("ana", "bo")])
    place = st.sampled_from(["stage", "hall"])
    tasks, strips, at = [], [], 0.0
    for k in range(1, draw(st.integers(2, 4))):
        length = 10.0 * draw(st.integers(1, 3))
        tasks.append(task(f"{k}A", draw(people), place=draw(place), take=length))
        strips.append(strip(tasks[-1], at))
        at += length + 10 * draw(st.integers(0, 1))
    start = 10 * draw(st.integers(0, 3))
    light = minutes((start, start + 10 * draw(st.integers(1, 5))))
    after = draw(st.sampled_from([(), ("1A",)]))
    new = task("9A", draw(people), light, place=draw(place), take=10.0 * draw(st.integers(1, 4)), after=after)
    day = minutes((0, 10 * draw(st.integers(4, 9))))
    workers = [worker(key, day, limit=10 * draw(st.integers(2, 9)), days=1) for key in ("ana", "bo")]
    board = problem([*tasks, new], workers, days=1, rest=10 * draw(st.integers(0, 1)), cameras=draw(st.integers(1, 2)))
    return trial(board, strips, "9")


@settings(max_examples=25, deadline=None)
@given(crowded())
def test_by_trying_every_start_the_reasons_are_enough_and_none_is_too_much(on_trial: Trial) -> None:
    found = conflict(on_trial, ("9A",))
    everything = set(Court(on_trial, ("9A",)).reasons)
    assert (found is None) == fits(eased(on_trial, ("9A",), ()))
    if found is not None:
        assert found.minimal
        others = everything - set(found.reasons)
        assert not fits(eased(on_trial, ("9A",), others)), "these alone keep it out"
        for one in found.reasons:
            assert fits(eased(on_trial, ("9A",), others | {one})), f"without {one} it fits"


def fits(board: Problem) -> bool:
    """Try every start on the grid, by the rules as a first assistant director would say them."""
    return best_value(board, GRID) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_reason_has_its_place(kind: str) -> None:
    assert KINDS.count(kind) == 1
