"""What cannot be is said before the search, and never of what could be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import instant, utc_text
from cupola.errors import PlanError
from cupola.plan.argument.foresight import Finding, foresee, is_possible, openings
from cupola.plan.make import make
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.hours import Hours
from cupola.plan.model.problem import Match, Problem
from cupola.plan.search.solve import Stop
from cupola.production.person import Limits
from tests.plan.boards import MINUTE, START, battery_stock, card_stock, minutes, problem, task, worker
from tests.plan.conftest import Desk, laid_out, planned
from tests.plan.edits import with_person
from tests.plan.rules import placings
from tests.plan.test_properties import SLOT, boards
from tests.production.faults import changed

STEP = SLOT * MINUTE


@settings(max_examples=60, deadline=None)
@given(boards())
def test_what_is_called_impossible_has_no_place_on_any_board(board: Problem) -> None:
    for one in board.tasks.values():
        if not is_possible(board, one):
            assert not any(True for _ in placings(board, one, STEP)), one.id


@settings(max_examples=40, deadline=None)
@given(boards(), st.integers(0, 12))
def test_a_lock_that_is_called_impossible_never_holds(board: Problem, slot: int) -> None:
    for one in board.tasks.values():
        bound = replace(one, lock=(START + slot * STEP,))
        if not is_possible(board, bound):
            there = replace(board, tasks={**board.tasks, one.id: bound})
            assert not any(True for _ in placings(there, bound, STEP)), one.id


MORNING = minutes((0, 60))


@pytest.mark.parametrize(
    ("board", "can"),
    [
        (problem([task("1A", rolling=minutes((0, 10)))]), True),
        (problem([task("1A", rolling=minutes((0, 9)))]), False),
        (problem([task("1A", setup=10, rolling=minutes((0, 15), (20, 29)))]), False),
        (problem([task("1A", setup=10)], [worker("ana", MORNING, limit=19)]), False),
        (problem([task("1A", setup=10)], [worker("ana", MORNING, limit=20)]), True),
        (problem([task("1A", setup=10)], [worker("ana", MORNING, hours=Hours(meal_after=19 * MINUTE))]), False),
        (problem([task("1A", setup=10)], [worker("ana", MORNING, hours=Hours(film_per_week=19 * MINUTE))]), False),
        (problem([task("1A", setup=10)], [worker("ana", MORNING, hours=Hours(work=(0.0, 0.0)))]), False),
        (problem([task("1A")], [worker("ana", minutes((0, 5)), MORNING, private_limit=9)]), False),
        (problem([task("1A")], [worker("ana", minutes((0, 5)), MORNING, private_limit=10)]), True),
        (problem([task("1A", escorts=("vic",))], [worker("ana"), worker("vic", limit=9)]), False),
        (problem([task("1A", escorts=("vic",))], [worker("ana"), worker("vic", limit=10)]), True),
        (problem([task("1A", data=4)], cards=(card_stock(1, 3),)), False),
        (problem([task("1A", data=4, passes=(1, 1))], cards=(card_stock(1, 3),)), True),
        (problem([task("1A", setup=15)], batteries=(battery_stock(2, 12, 0),)), False),
        (problem([task("1A", setup=15)], batteries=(battery_stock(2, 13, 0),)), True),
    ],
)
def test_a_shot_is_possible_if_light_people_limits_cards_and_batteries_bear_one_pass(board: Problem, can: bool) -> None:
    assert is_possible(board, board.tasks["1A"]) == can


def test_a_pass_that_runs_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    late = worker("ana", minutes((1430, 1450)))
    one = task("1A", take=20)
    assert is_possible(problem([one], [late]), one)
    tired = replace(late, film_limit=(20 * MINUTE, 0.0))
    assert is_possible(problem([one], [tired]), one)
    assert not is_possible(problem([one], [replace(late, film_limit=(0.0, 20 * MINUTE))]), one)


def findings(desk: Desk, board: Problem | None = None) -> list[tuple[str, str, str]]:
    """Give code, shot and text of everything that is found."""
    found = foresee(desk.production, board or desk.problem, desk.almanac)
    return [(one.code, one.shot, one.text) for one in found]


def bound(desk: Desk, key: str, at: float) -> Problem:
    """Give the problem with a shot locked to an instant by an older plan."""
    one = replace(desk.problem.tasks[key], lock=(at,))
    return replace(desk.problem, tasks={**desk.problem.tasks, key: one})


def test_where_everything_fits_there_is_nothing_to_say(desk: Desk) -> None:
    assert findings(desk) == []


def test_the_locks_of_its_own_plan_hold(tmp_path: Path) -> None:
    desk = planned(tmp_path)
    locks = {s.shot: tuple(p.span.start for p in s.passes) for s in desk.plan.strips}
    tasks = {key: replace(one, lock=locks[key]) for key, one in desk.problem.tasks.items()}
    assert findings(desk, replace(desk.problem, tasks=tasks)) == []


def test_limits_that_are_too_short_are_named_with_the_person(desk: Desk) -> None:
    production = with_person(desk.production, "piet", film_per_day=300.0)
    found = foresee(production, assemble(production, desk.almanac), desk.almanac)
    assert [(one.code, one.shot, one.field) for one in found] == [("W402", "2A", "light"), ("W402", "2B", "light")]
    assert found[1].text.startswith("shot 2B can never be shot: it takes 20 min 30 s in one go, and the limits of Piet")
    assert isinstance(production.people["piet"].limits, Limits)


def test_a_view_that_never_comes_is_argued_as_explain_argues_it(tmp_path: Path) -> None:
    text = changed("breakdown", ("light: sun, window: cupola.top,\n         view: earth-day", "light: eclipse, window: cupola.top,\n         view: earth-day"))  # fmt: skip  # noqa: E501
    production, almanac = laid_out(tmp_path, breakdown=text)
    (one,) = foresee(production, assemble(production, almanac), almanac)
    assert (one.code, one.shot, one.field, one.is_error) == ("W402", "3A", "view", False)
    assert "3A needs eclipse with the day side of the Earth in view of cupola.top" in one.text
    told: list[Finding] = []
    plan = make(production, almanac, Stop(work=3), on_findings=told.extend)
    assert told == [one]
    assert {bone.shot for bone in plan.boneyard} == {"3A", "3B"}


def unlit(desk: Desk) -> str:
    """Give an instant of an afternoon at which 1A does not begin in its light, all its people being free."""
    starts = openings(desk.problem, desk.problem.tasks["1A"])
    afternoon = (instant("2021-10-07T13:30:00Z") + 600 * k for k in range(20))
    return utc_text(next(at for at in afternoon if not starts.contains([at])[0]))


def test_a_lock_of_the_breakdown_out_of_its_light_is_an_error_with_the_nearest_instant(
    desk: Desk, tmp_path: Path
) -> None:
    at = unlit(desk)
    text = changed("breakdown", ("shot: 1A,", f"shot: 1A, lock: {at},"))
    production, almanac = laid_out(tmp_path, breakdown=text)
    board = assemble(production, almanac)
    (one,) = foresee(production, board, almanac)
    assert (one.code, one.shot, one.field, one.is_error) == ("E470", "1A", "lock", True)
    assert one.text.startswith(f"shot 1A is locked to {at}: ")
    assert "direct sun through nauka.forward" in one.text
    nearest = one.hint.split()[-1]
    mended = text.replace(at, nearest)
    production, almanac = laid_out(tmp_path / "mended", breakdown=mended)
    assert foresee(production, assemble(production, almanac), almanac) == ()


def test_a_plan_is_not_searched_for_with_a_lock_that_cannot_hold(desk: Desk, tmp_path: Path) -> None:
    text = changed("breakdown", ("shot: 1A,", f"shot: 1A, lock: {unlit(desk)},"))
    production, almanac = laid_out(tmp_path, breakdown=text)
    with pytest.raises(PlanError) as error:
        make(production, almanac, Stop(work=1))
    assert [message.code for message in error.value.messages] == ["E470"]


@pytest.mark.parametrize(
    ("key", "at", "says"),
    [
        ("3A", "07T10:30", "CUPOLA is closed or full at some time until"),
        ("1A", "07T22:00", "Dina Director and Ada Actress cannot work from then to"),
        ("3B", "07T09:20", "no escort is free until"),
        ("3B", "10T09:20", "that is not in the shoot"),
    ],
)
def test_what_a_lock_of_an_older_plan_is_in_the_way_of_is_said(desk: Desk, key: str, at: str, says: str) -> None:
    board = bound(desk, key, instant(f"2021-10-{at}:00Z"))
    ((code, shot, text),) = findings(desk, board)
    assert (code, shot) == ("E574", key)
    assert says in text or "hold all that time" in text


def matching(lock: tuple[float, ...], like: tuple[float, ...]) -> Problem:
    """Give two shots of which one must match the other in the first hour, the other in the second hour of the day."""
    pair = (minutes((0, 60)), minutes((60, 120)))
    board = problem([task("1A"), task("2A")], matches=(Match("2A", "1A", (pair,)),))
    return replace(
        board,
        tasks={
            "1A": replace(board.tasks["1A"], lock=tuple(START + at * MINUTE for at in like)),
            "2A": replace(board.tasks["2A"], lock=tuple(START + at * MINUTE for at in lock)),
        },
    )


@pytest.mark.parametrize(
    ("lock", "like", "found"),
    [
        ((), (), []),
        ((70,), (10,), []),
        ((130,), (10,), ["E471"]),
        ((70,), (), []),
        ((), (10,), []),
        ((), (200,), ["W404"]),
        ((200,), (), ["W404"]),
    ],
)
def test_a_lock_that_leaves_a_match_no_light_is_named(
    desk: Desk, lock: tuple[float, ...], like: tuple[float, ...], found: list[str]
) -> None:
    board = matching(lock, like)
    assert [one.code for one in foresee(desk.production, board, desk.almanac)] == found
