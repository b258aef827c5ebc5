"""Rules about what is heard next door."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from cupola.plan.model.variables import PassVar
from cupola.plan.rules.board import Board


def quiet_neighbours(board: Board) -> None:
    """Nobody works in a set that is heard where a take that needs quiet rolls.

    The passes in one set never overlap, nor do the takes in another, so that each pair of sets needs one constraint.
    """
    rolls: dict[tuple[str, str], list[cp_model.IntervalVar]] = defaultdict(list)
    work: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for one in board.variables.all_passes:
        work[one.task.set].append(one.interval)
        if one.task.heard:
            roll = _roll(board, one)
            for other in one.task.heard:
                rolls[one.task.set, other].append(roll)
    for (_, other), takes in rolls.items():
        if work[other]:
            board.model.add_no_overlap([*takes, *work[other]])


def _roll(board: Board, one: PassVar) -> cp_model.IntervalVar:
    """Give the interval from the first take of a pass to its last."""
    start = board.roll(one)
    size = board.model.new_int_var(0, board.variables.horizon, f"rolls for {one.interval.name}")
    return board.model.new_optional_interval_var(start, size, one.stop, one.present, f"quiet {one.interval.name}")
