"""The solvers that small questions are put to."""

from __future__ import annotations

from ortools.sat.python import cp_model

from cupola.plan.rules import board_of
from cupola.plan.search.solver import solver_of
from tests.plan.boards import minutes, problem, task, worker


def test_a_model_full_of_alike_tasks_and_without_a_solution_is_answered() -> None:
    """With symmetries on, the solver's presolve ends this one with an IndexError."""
    tasks = [task(f"{k}A", rolling=minutes((0, 1440)), take=60) for k in range(1, 6)]
    board = board_of(problem(tasks, [worker("ana", limit=150)]))
    board.model.add(sum(board.variables.done.values()) >= 3)
    assert solver_of(1.0).solve(board.model) == cp_model.INFEASIBLE


def test_two_threads_give_the_same_answer_again() -> None:
    tasks = [task(f"{k}A", rolling=minutes((0, 1440)), take=60) for k in range(1, 6)]
    board = board_of(problem(tasks, [worker("ana", limit=150)]))
    board.model.maximize(sum(board.variables.done.values()))
    answers = []
    for _ in range(2):
        solver = solver_of(1.0, 7, threads=2)
        assert solver.solve(board.model) == cp_model.OPTIMAL
        answers.append([solver.value(done) for done in board.variables.done.values()])
    assert answers[0] == answers[1]
    assert sum(answers[0]) == 2
