"""Rules about sets, cameras and gear."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from cupola.plan.rules.board import Board


def set_is_held(board: Board) -> None:
    """A set holds one set-up at a time; between two passes of one set-up the camera stays where it is."""
    held: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for passes in board.variables.passes.values():
        held[passes[0].task.set].append(board.hold(passes))
    for holds in held.values():
        board.model.add_no_overlap(holds)


def cameras_and_gear(board: Board) -> None:
    """No more bodies and pieces of gear are in use at once than there are."""
    use: dict[tuple[str, int], list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
    for passes in board.variables.passes.values():
        task, hold = passes[0].task, board.hold(passes)
        use[f"camera {task.camera}", board.problem.cameras[task.camera]].append((hold, 1))
        for gear, count in task.gear:
            use[f"gear {gear}", board.problem.gear[gear]].append((hold, count))
    for (_, capacity), demands in use.items():
        if capacity == 1:
            board.model.add_no_overlap([hold for hold, _ in demands])
        elif sum(count for _, count in demands) > capacity:
            board.model.add_cumulative([hold for hold, _ in demands], [count for _, count in demands], capacity)
