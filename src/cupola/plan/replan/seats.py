"""Places for strips that must move: first as much of the film as can be, then as few moves, then as short ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import day_of
from cupola.plan.result import Strip
from cupola.plan.rules import Board, board_of
from cupola.plan.search.solver import solver_of


@dataclass(frozen=True, slots=True)
class Seats:
    """Where strips were put, in time order; `work` is what it took to find them, in units of about a second."""

    strips: tuple[Strip, ...]
    work: float


def fewest_moves(
    problem: Problem,
    before: Mapping[str, Strip],
    work: float,
    *,
    other_days: Sequence[Strip] = (),
    must: Collection[str] = (),
) -> Seats:
    """Find the most valuable places, and among these the ones that leave most strips where they were.

    Parameters
    ----------
    problem : Problem
        What is to be placed.
    before : mapping of str to Strip
        Where the shots stood.
    work : float
        Deterministic work, in units of about a second.
    other_days : sequence of Strip
        At least one of these shots must be on another day than here, or out of the plan.
    must : collection of str
        Scenes that must be in.
    """
    board = board_of(problem)
    stays = _stays(board, before)
    _leave_a_day(board, other_days)
    values = {scene.number: scene.value for scene in problem.scenes}
    worth = sum(values[number] * done for number, done in board.variables.done.items())
    board.model.maximize((len(stays) + 1) * worth + sum(stays))  # one scene's least worth outweighs every stay
    for number in must:
        if number in board.variables.done:
            board.model.add(board.variables.done[number] == 1)
    _hint(board, before)
    return _seats(board, work, ())


def shortest_moves(problem: Problem, before: Mapping[str, Strip], found: Sequence[Strip], work: float) -> Seats:
    """Put strips that must move as near to where they were as can be, all of them staying in the plan.

    `found` are legal places for them, from which the search goes on.
    """
    board = board_of(problem)
    for done in board.variables.done.values():
        board.model.add(done == 1)
    known = {strip.shot: strip for strip in found}
    board.model.minimize(sum(_shift(board, key, before[key]) for key in known if key in before))
    _hint(board, known)
    return _seats(board, work, found)


def _stays(board: Board, before: Mapping[str, Strip]) -> list[cp_model.IntVar]:
    """Give a literal for each shot that may stay exactly where it was."""
    found = []
    for key, passes in board.variables.passes.items():
        if key in before and len(passes) == len(before[key].passes):
            stays = board.model.new_bool_var(f"stays {key}")
            board.model.add_implication(stays, passes[0].present)
            for one, old in zip(passes, before[key].passes, strict=True):
                board.model.add(one.start == _seconds(board, old.span.start)).only_enforce_if(stays)
            found.append(stays)
    return found


def _leave_a_day(board: Board, strips: Sequence[Strip]) -> None:
    """At least one of the strips goes to another day, or out of the plan."""
    gone: list[cp_model.LiteralT] = []
    for strip in strips:
        first = board.variables.passes[strip.shot][0]
        day = day_of(board.problem, strip.span.start)
        away = board.model.new_bool_var(f"away {strip.shot}")
        for cell in first.cells:
            if cell.day == day:
                board.model.add_implication(away, cell.literal.negated())
        gone.append(away)
    if gone:
        board.model.add_bool_or(gone)


def _shift(board: Board, key: str, old: Strip) -> cp_model.IntVar:
    """Give by how many seconds, forward or back, a shot moves."""
    shift = board.model.new_int_var(0, 2 * board.variables.horizon, f"shift {key}")
    apart = board.variables.passes[key][0].start - _seconds(board, old.span.start)
    board.model.add(shift >= apart)
    board.model.add(shift >= -apart)
    return shift


def _seconds(board: Board, at: float) -> int:
    return round(at - board.problem.origin)


def _hint(board: Board, places: Mapping[str, Strip]) -> None:
    for number, done in board.variables.done.items():
        board.model.add_hint(done, any(strip.scene == number for strip in places.values()))
    for one in board.variables.all_passes:
        strip = places.get(one.task.id)
        if strip is not None and one.index < len(strip.passes):
            board.model.add_hint(one.start, _seconds(board, strip.passes[one.index].span.start))


def _seats(board: Board, work: float, otherwise: Sequence[Strip]) -> Seats:
    """Search; give what was known before when nothing is found."""
    solver = solver_of(work)
    status = solver.solve(board.model)
    is_found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    strips = strips_of(board.problem, board.variables, solver) if is_found else tuple(otherwise)
    return Seats(strips, float(solver.deterministic_time))
