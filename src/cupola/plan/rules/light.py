"""Implied limits of light, which sharpen the bound."""

from __future__ import annotations

import math

from cupola.clock import SpanSet
from cupola.plan.model.variables import PassVar
from cupola.plan.rules.board import Board


def light_is_scarce(board: Board) -> None:
    """Implied limits that sharpen the bound: takes in a light fit into that light while a person is free."""
    for person, worker in board.problem.workers.items():
        passes = board.passes_of(person)
        for phase in sorted({one.task.phase for one in passes} - {"any"}):
            chosen = [one for one in passes if one.task.phase == phase]
            for day, span in enumerate(board.problem.days):
                _limit_light(board, chosen, day, sum_of_rolling(chosen, worker.free.clip(span)))


def _limit_light(board: Board, passes: list[PassVar], day: int, seconds: float) -> None:
    terms = [
        board.problem.rolling(one.task, day, one.task.passes[one.index]) * cell.literal
        for one in passes
        for cell in one.cells
        if cell.day == day
    ]
    if len(terms) > 1:
        board.model.add(sum(terms) <= math.floor(seconds))


def sum_of_rolling(passes: list[PassVar], free: SpanSet) -> float:
    """Give the seconds in which at least one of the passes could roll while a person is free."""
    anywhere = SpanSet()
    for one in passes:
        anywhere |= one.task.rolling
    return (anywhere & free).total
