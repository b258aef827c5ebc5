"""Shifts let be whatever a legal plan does, and forbid what nobody can do in a stretch of time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import SpanSet
from cupola.plan.model.hours import Hours
from cupola.plan.model.problem import Match, Problem
from cupola.plan.result import Strip
from cupola.plan.search.bound import shifts as shifts_module
from cupola.plan.search.bound.kernel import CELLS, END_ITEM, FIRST_ITEM, LONG, earn
from cupola.plan.search.bound.shifts import Shifts, choices_of, members, shifts_of, stretches_of
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import MINUTE, START, changes, minutes, problem, task, worker
from tests.plan.search.bound.drawing import whole_boards


def most(shifts: Shifts, rewards: list[float] | np.ndarray) -> float:
    """Give what all shifts earn at rewards by item."""
    count = len(shifts.row)
    found, _ = earn(
        shifts.tables,
        np.array(rewards, float),
        np.full(count, -1, np.int64),
        np.zeros(count),
        0,
        len(shifts.tables.shifts),
    )
    return found


def spans_of(board: Problem) -> list[tuple[str, int, int, list[tuple[int, int]]]]:
    """Give each choice: task, pass, day, and first and last minute of its starts."""
    return [
        (one.task.id, one.index, one.day, [(int(a) // 60, int(b) // 60) for a, b in one.spans])
        for one in choices_of(board)
    ]


def test_a_choice_is_a_pass_on_a_day_with_the_starts_that_light_set_and_people_leave() -> None:
    lit = minutes((60, 80), (200, 205), (1500, 1515))
    board = problem([task("1A", rolling=lit, setup=5, passes=(1, 1))], [worker("ana", minutes((0, 1512)))])
    assert spans_of(board) == [
        ("1A", 0, 0, [(55, 65)]),
        ("1A", 0, 1, [(1495, 1497)]),
        ("1A", 1, 0, [(60, 70)]),
        ("1A", 1, 1, [(1500, 1502)]),
    ], "the second pass is not set up, and five minutes are too short for either"


def test_a_pass_that_may_set_up_again_may_begin_when_it_does() -> None:
    again = replace(task("1A", rolling=minutes((60, 80)), setup=5, passes=(1, 1)), may_break=True)
    found = choices_of(problem([again]))
    assert [(one.spans // 60).tolist() for one in found] == [[[55, 65]], [[55, 65], [60, 70]]]
    assert [one.length // 60 for one in found] == [15, 10], "as long as one that does not"


def test_lent_time_is_time_too() -> None:
    who = [worker("ana", minutes((0, 30)), minutes((30, 60)), private_limit=10)]
    assert spans_of(problem([task("1A")], who))[0][3] == [(0, 20), (30, 50)], "but no shot lies half in each"


def test_parts_of_a_second_are_rounded_so_that_nothing_is_left_out() -> None:
    lit = SpanSet([START + 60.4], [START + 90.5])
    board = problem([replace(task("1A", setup=0), first_takes=(lit,))])
    assert [one.spans.tolist() for one in choices_of(board)] == [[[60, 90]]]


def test_those_who_do_one_thing_at_a_time_are_the_people_the_set_and_the_only_escort() -> None:
    one = task("1A", ("ana", "bo"), place="cupola", escorts=("vic",))
    assert members(one) == [("person", "ana"), ("person", "bo"), ("person", "vic"), ("set", "cupola")]
    assert ("person", "vic") not in members(replace(one, escorts=("vic", "pat")))
    assert members(replace(one, escorts=("bo",))) == [("person", "ana"), ("person", "bo"), ("set", "cupola")]


def test_a_stretch_begins_with_each_day_and_after_whatever_has_ended() -> None:
    tasks = [task("1A", rolling=minutes((0, 60))), task("2A", rolling=minutes((30, 90), (120, 140)))]
    board = problem(tasks)
    assert (stretches_of(board, choices_of(board)) // 60).tolist() == [0, 120, 1440]


def test_two_stretches_earn_by_themselves() -> None:
    """The same pass may be in each of them: only its scene says that it is shot once."""
    shifts = shifts_of(problem([task("1A", rolling=minutes((0, 20), (100, 120)))]))
    assert len(shifts.tables.shifts) == 4, "of a person and of a set"
    assert most(shifts, np.ones(4)) == 4.0
    assert sorted(shifts.row.tolist()) == [0, 0, 1, 1]


@pytest.mark.parametrize(("gap", "cells"), [(0, 10), (5, 15)])
def test_the_least_gap_of_a_shift_is_part_of_the_length(gap: int, cells: int) -> None:
    tasks = [task("1A", rolling=minutes((0, 60))), task("2A", rolling=minutes((0, 60)))]
    shifts = shifts_of(problem(tasks, rest=gap))
    assert shifts.tables.items[:2, LONG].tolist() == [cells, cells]
    assert shifts.tables.items[2:, LONG].tolist() == [10, 10], "a set needs no rest"


def test_gaps_are_those_of_sets_rigs_looks_and_of_who_carries() -> None:
    lit = minutes((0, 60))
    tasks = [
        task("1A", ("ana", "bo"), lit, place="x", crew=("bo",), looks={"ana": "suit"}),
        task("2A", ("ana", "bo"), lit, place="y", crew=("bo",), looks={"ana": "shirt"}),
        task("3A", ("ana", "bo"), lit, place="y", crew=("bo",), rig="blue", looks={"ana": "shirt"}),
    ]
    tables = shifts_of(problem(tasks, changes=changes(sets=7, rigs=4, looks={"ana": 3}), rest=1)).tables
    anas, bos = tables.gaps[:9].reshape(3, 3), tables.gaps[9:18].reshape(3, 3)
    assert anas.tolist() == [[0, 2, 2], [2, 0, 0], [2, 0, 0]], "beyond the minute that everybody rests"
    assert bos.tolist() == [[0, 6, 6], [6, 0, 3], [6, 3, 0]]


@pytest.mark.parametrize(("needs", "cells"), [(2.0, 2), (1.9, 1)])
def test_a_part_of_a_cell_of_a_gap_is_not_counted(needs: float, cells: int) -> None:
    lit = minutes((0, 60))
    tasks = [task(f"{k}A", rolling=lit, looks={"ana": look}) for k, look in ((1, "suit"), (2, "shirt"))]
    tables = shifts_of(problem(tasks, changes=changes(looks={"ana": needs}))).tables
    assert tables.gaps[:4].tolist() == [0, cells, cells, 0]


def test_a_long_shift_is_counted_in_larger_cells() -> None:
    short, long = (shifts_of(problem([task("1A", rolling=minutes((0, end)))])).tables for end in (150, 1440))
    assert short.shifts[0, CELLS] == 151
    assert long.shifts[0, CELLS] == 1440 // 10 + 1
    assert long.items[0, LONG] == 1


@pytest.mark.parametrize(("limit", "work", "room", "share"), [(40, (), 1, 0.25), (40, (20,), 1, 0.5), (0, (), 0, 600)])
def test_a_pass_takes_its_share_of_what_a_day_allows(
    limit: float, work: tuple[float, ...], room: int, share: float
) -> None:
    hours = Hours(work=tuple(one * MINUTE for one in work) * 2)
    shifts = shifts_of(problem([task("1A", rolling=minutes((0, 60)))], [worker("ana", limit=limit, hours=hours)]))
    assert shifts.room.tolist() == [room] * 2
    assert (shifts.limit.tolist(), shifts.share.tolist()) == ([0, 2], [share, 600.0]), "the set has no limit"


def test_a_limit_that_cannot_be_reached_is_none() -> None:
    who = worker("ana", minutes((0, 30)), limit=30)
    assert len(shifts_of(problem([task("1A")], [who])).room) == 0
    assert len(shifts_of(problem([task("1A")], [replace(who, film_limit=(1799.0, 0.0))])).room) == 1


def test_a_limit_below_none_is_none_at_all() -> None:
    """What is left of a day may be less than nothing; what may be lent is still there."""
    who = worker("ana", minutes((0, 30)), minutes((30, 90)), limit=-10, private_limit=10)
    shifts = shifts_of(problem([task("1A")], [who]))
    assert shifts.room.tolist() == [1.0]
    assert shifts.share[0] == 1.0


@settings(max_examples=20)
@given(whole_boards(), st.sampled_from([60, 137, 600, 1700]))
def test_what_a_plan_does_fits_into_the_shifts(board: Problem, grid: int) -> None:
    """With a reward for what is in a plan, and none for anything else, shifts earn all of it, on whatever grid."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shifts_module, "_GRIDS", (grid,))
        shifts = shifts_of(board)
    strips = solve(board, Stop(work=1)).strips
    made = _made(board, strips)
    rewards = np.isin(shifts.passes[shifts.row], made).astype(float)
    wanted = sum(len(members(board.tasks[strip.shot])) * len(strip.passes) for strip in strips)
    assert most(shifts, rewards) >= wanted
    works = np.bincount(shifts.limit, rewards * shifts.share, len(shifts.room) + 1)
    assert len(works) == len(shifts.room) + 1


def _made(board: Problem, strips: tuple[Strip, ...]) -> list[int]:
    keys = [(task.id, index) for task in board.tasks.values() for index in range(len(task.passes))]
    shots = {strip.shot for strip in strips}
    return [number for number, (key, _) in enumerate(keys) if key in shots]


def test_every_item_belongs_to_one_shift() -> None:
    shifts = shifts_of(problem([task("1A"), task("2A", ("bo",))], matches=(Match("1A", "2A", ()),)))
    rows = shifts.tables.shifts
    assert rows[0, FIRST_ITEM] == 0
    assert rows[-1, END_ITEM] == len(shifts.row) == len(shifts.tables.items)
    assert (rows[1:, FIRST_ITEM] == rows[:-1, END_ITEM]).all()
