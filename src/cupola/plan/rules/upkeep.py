"""Sets are cleared before their first use of a day, and put back after their last."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from cupola.clock import Span
from cupola.plan.model.upkeep import Upkeep
from cupola.plan.model.variables import domain_of
from cupola.plan.rules.board import Board
from cupola.plan.rules.people import escort_intervals


@dataclass(frozen=True, slots=True)
class _Use:
    """A pass in a set on a day, if its literal holds."""

    literal: cp_model.IntVar
    start: cp_model.LinearExprT
    stop: cp_model.LinearExprT
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chores:
    """What is cleared and put back: its intervals by person, its seconds by person and day, and what is stowed."""

    board: Board
    upkeep: Upkeep
    intervals: dict[str, list[cp_model.IntervalVar]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[tuple[str, int], list[cp_model.LinearExprT]] = field(default_factory=lambda: defaultdict(list))
    stowed: dict[int, list[cp_model.LinearExprT]] = field(default_factory=lambda: defaultdict(list))


def clear_and_restore(board: Board) -> None:
    """Who uses a set first on a day clears it before; who uses it last puts it back, or in a stowage block."""
    upkeep = board.problem.upkeep
    if upkeep is None:
        return
    chores = _Chores(board, upkeep)
    for place in sorted({*upkeep.clear, *upkeep.restore}):
        for day in range(len(board.problem.days)):
            uses = _uses(board, place, day)
            if uses and upkeep.clear.get(place):
                _clear(chores, uses, math.ceil(upkeep.clear[place]), day)
            if uses and upkeep.restore.get(place):
                _restore(chores, uses, math.ceil(upkeep.restore[place]), day)
    _one_at_a_time(chores)
    _within_hours(chores)
    _within_stowage(chores)


def _uses(board: Board, place: str, day: int) -> list[_Use]:
    """Give the passes that may use a set on a day, and those that stand there."""
    span = board.problem.days[day]
    uses = [
        _Use(cell.literal, one.start, one.stop, one.task.people)
        for one in board.variables.all_passes
        if one.task.set == place
        for cell in one.cells
        if cell.day == day
    ]
    return uses + [
        _Use(board.model.new_constant(1), *_whole(board, one.span), strip.people)
        for _, strip in board.problem.standing
        if strip.set == place
        for one in strip.passes
        if one.span.start in span
    ]


def _whole(board: Board, span: Span) -> tuple[int, int]:
    origin = board.problem.origin
    return math.floor(span.start - origin), math.ceil(span.stop - origin)


def _outermost(
    board: Board, uses: Sequence[_Use], values: Sequence[cp_model.LinearExprT]
) -> tuple[cp_model.IntVar, list[cp_model.IntVar]]:
    """Give the largest of the values of those uses that are made, and for each use a literal: it is that one."""
    model, horizon = board.model, board.variables.horizon
    edge = model.new_int_var(-horizon, horizon, "")
    chosen = [model.new_bool_var("") for _ in uses]
    for use, value, literal in zip(uses, values, chosen, strict=True):
        model.add(edge >= value).only_enforce_if(use.literal)
        model.add(edge <= value).only_enforce_if(literal)
        model.add_implication(literal, use.literal)
        model.add_bool_or(*chosen, use.literal.negated())
    model.add_at_most_one(chosen)
    return edge, chosen


def _clear(chores: _Chores, uses: Sequence[_Use], length: int, day: int) -> None:
    """The people of the first pass come earlier."""
    edge, chosen = _outermost(chores.board, uses, [-use.start for use in uses])
    _work(chores, -edge - length, length, list(zip(chosen, uses, strict=True)), day)


def _restore(chores: _Chores, uses: Sequence[_Use], length: int, day: int) -> None:
    """The people of the last pass stay on, unless one of them has a stowage block for it afterwards."""
    board, upkeep = chores.board, chores.upkeep
    model, origin, by = board.model, board.problem.origin, upkeep.by[day]
    edge, chosen = _outermost(board, uses, [use.stop for use in uses])
    stays = []
    for literal, use in zip(chosen, uses, strict=True):
        blocks = upkeep.blocks(use.people, board.problem.days[day], by)
        if blocks:
            stowed, later = model.new_bool_var(""), max(math.floor(block.start - origin) for block in blocks)
            model.add_implication(stowed, literal)
            model.add(edge <= later).only_enforce_if(stowed)
            model.add(edge > later).only_enforce_if(literal, stowed.negated())
            chores.stowed[day].append(length * stowed)
            now = model.new_bool_var("")
            model.add(now + stowed == literal)
            literal = now
        model.add(edge + length <= math.floor(by - origin)).only_enforce_if(literal)
        stays.append((literal, use))
    _work(chores, edge, length, stays, day)


def _work(
    chores: _Chores,
    start: cp_model.LinearExprT,
    length: int,
    choices: Sequence[tuple[cp_model.IntVar, _Use]],
    day: int,
) -> None:
    """Let the people of the use whose literal holds work from an instant on, in film time of all of them."""
    model = chores.board.model
    by_person: dict[str, cp_model.IntVar] = {}
    for literal, use in choices:
        domain = domain_of(chores.upkeep.shared(use.people, length), chores.board.problem.origin)
        model.add_linear_expression_in_domain(start, domain).only_enforce_if(literal)
        for person in use.people:
            if person not in by_person:
                by_person[person] = model.new_bool_var("")
            model.add_implication(literal, by_person[person])
    for person, works in by_person.items():
        ahead = model.new_optional_fixed_size_interval_var(start, length, works, "")
        chores.intervals[person].append(ahead)
        chores.seconds[person, day].append(length * works)


def _one_at_a_time(chores: _Chores) -> None:
    """Who clears or puts back is in no shot meanwhile."""
    board, busy = chores.board, defaultdict(list)
    for one in board.variables.all_passes:
        for person in one.task.people:
            busy[person].append(one.interval)
    for person, interval in escort_intervals(board, 0):
        busy[person].append(interval)
    for _, strip in board.problem.standing:
        for made in strip.passes:
            start, stop = _whole(board, made.span)
            for person in {*strip.people, *((made.escort,) if made.escort else ())}:
                busy[person].append(board.model.new_fixed_size_interval_var(start, stop - start, ""))
    for person, intervals in chores.intervals.items():
        board.model.add_no_overlap([*intervals, *busy[person]])


def _within_hours(chores: _Chores) -> None:
    """It counts as film work of the day."""
    board = chores.board
    for (person, day), terms in chores.seconds.items():
        filming = [w.cell.length * w.literal for w in board.work_of(person) if w.cell.day == day and not w.lent]
        board.model.add(sum([*filming, *terms]) <= math.floor(board.problem.workers[person].film_limit[day]))


def _within_stowage(chores: _Chores) -> None:
    """The stowage blocks of a day, added up, are long enough for all that is put back in them."""
    board, upkeep = chores.board, chores.upkeep
    for day, terms in chores.stowed.items():
        blocks = upkeep.blocks(upkeep.stowage, board.problem.days[day], upkeep.by[day])
        board.model.add(sum(terms) <= math.floor(sum(block.length for block in blocks)))
