"""Rules about sets, cameras and gear."""

from __future__ import annotations

import math
from collections import defaultdict

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.rules.board import Board


def set_is_held(board: Board) -> None:
    """A set holds one set-up at a time; between two passes the camera stays where it is, or is set up again."""
    held: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for passes in board.variables.passes.values():
        held[passes[0].task.set] += board.holds(passes)
        if len(passes) > 1 and passes[0].task.blocked:
            board.model.add_no_overlap([*board.holds(passes), *_fixed(board, passes[0].task.blocked)])
    for holds in held.values():
        board.model.add_no_overlap(holds)


def _fixed(board: Board, spans: SpanSet) -> list[cp_model.IntervalVar]:
    origin = board.problem.origin
    edges = [(math.floor(span.start - origin), math.ceil(span.stop - origin)) for span in spans]
    return [board.model.new_fixed_size_interval_var(start, stop - start, "taken") for start, stop in edges]


def cameras_and_gear(board: Board) -> None:
    """No more bodies and pieces of gear are in use at once than there are."""
    use: dict[tuple[str, int], list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
    for passes in board.variables.passes.values():
        task = passes[0].task
        if task.camera:
            bodies = board.problem.cameras[task.camera]
            use[f"camera {task.camera}", bodies] += [(hold, 1) for hold in board.holds(passes)]
        for gear, count in task.gear:
            use[f"gear {gear}", board.problem.gear[gear]] += [(hold, count) for hold in board.holds(passes)]
    for (_, capacity), demands in use.items():
        if capacity == 1:
            board.model.add_no_overlap([hold for hold, _ in demands])
        elif sum(count for _, count in demands) > capacity:
            board.model.add_cumulative([hold for hold, _ in demands], [count for _, count in demands], capacity)
