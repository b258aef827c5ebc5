"""Rows put the passes of a day one after the other, and are made once for all who share them."""

from __future__ import annotations

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem
from cupola.plan.model.rows import Rows
from cupola.plan.rules import board_of
from cupola.plan.rules.board import Board
from tests.plan.boards import minutes, problem, task, worker


def shot_today() -> Problem:
    """Give three shots of ten minutes that must be shot on the first day, one after the other."""
    return problem([task(f"{k}A") for k in (1, 2, 3)], [worker("ana", minutes((0, 30)))])


def solved(board: Board) -> cp_model.CpSolver:
    """Solve a model with all scenes in it."""
    for done in board.variables.done.values():
        board.model.add(done == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    return solver


def test_the_arcs_of_a_row_follow_the_clock() -> None:
    board = board_of(shot_today())
    (row,) = Rows(board.model).by_day(board.variables.all_passes)
    solver = solved(board)
    in_time = [one.task.id for one in sorted(board.variables.all_passes, key=lambda one: solver.value(one.start))]
    assert [one.task.id for one, first in row.firsts if solver.boolean_value(first)] == in_time[:1]
    followed = {(a.task.id, b.task.id) for a, b, arc in row.arcs if solver.boolean_value(arc)}
    assert followed == {(in_time[0], in_time[1]), (in_time[1], in_time[2])}


def test_a_row_is_made_once_for_the_same_passes() -> None:
    board = board_of(shot_today())
    rows, passes = Rows(board.model), board.variables.all_passes
    assert rows.by_day(passes)[0] is rows.by_day(list(passes))[0]
    assert rows.by_day(passes[:2])[0] is not rows.by_day(passes)[0]


def test_there_is_a_row_for_each_day_on_which_something_may_be_shot() -> None:
    board = board_of(problem([task("1A"), task("2A", rolling=minutes((0, 100)))]))
    rows = Rows(board.model).by_day(board.variables.all_passes)
    assert [len(row.firsts) for row in rows] == [2, 1]


def test_what_is_not_shot_is_in_no_row() -> None:
    board = board_of(shot_today())
    (row,) = Rows(board.model).by_day(board.variables.all_passes)
    board.model.add(board.variables.done["2"] == 0)
    solver = cp_model.CpSolver()
    board.model.maximize(sum(board.variables.done.values()))
    assert solver.solve(board.model) == cp_model.OPTIMAL
    followed = [(a.task.id, b.task.id) for a, b, arc in row.arcs if solver.boolean_value(arc)]
    assert len(followed) == 1
    assert "2A" not in followed[0]
