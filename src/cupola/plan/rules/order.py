"""What must be shot before something else."""

from __future__ import annotations

from ortools.sat.python import cp_model

from cupola.plan.rules.board import Board


def order(board: Board) -> None:
    """What must be shot before is shot before, if both are shot."""
    for passes in board.variables.passes.values():
        for other in passes[0].task.after:
            before = board.variables.passes[other]
            both = [passes[0].present, before[0].present]
            board.model.add(passes[0].start >= before[-1].stop).only_enforce_if(both)
    ends = _scene_ends(board)
    for scene in board.problem.scenes:
        for other in scene.after:
            both = [board.variables.done[scene.number], board.variables.done[other]]
            board.model.add(ends[scene.number][0] >= ends[other][1]).only_enforce_if(both)


def _scene_ends(board: Board) -> dict[str, tuple[cp_model.IntVar, cp_model.IntVar]]:
    """Give for each scene that takes part in an order a start no later, and a stop no earlier, than its passes'."""
    ordered = {n for scene in board.problem.scenes for n in (*scene.after, scene.number) if scene.after}
    ends = {}
    for scene in board.problem.scenes:
        if scene.number in ordered:
            start = board.model.new_int_var(0, board.variables.horizon, f"scene start {scene.number}")
            stop = board.model.new_int_var(0, board.variables.horizon, f"scene stop {scene.number}")
            for key in scene.tasks:
                for one in board.variables.passes[key]:
                    board.model.add(start <= one.start).only_enforce_if(one.present)
                    board.model.add(stop >= one.stop).only_enforce_if(one.present)
            ends[scene.number] = (start, stop)
    return ends
