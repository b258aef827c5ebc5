"""Rules of takes: light and people, passes of one set-up, light that cuts."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
from ortools.sat.python import cp_model

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Match, Task
from cupola.plan.model.variables import PassVar, domain_of
from cupola.plan.rules.board import Board


def light_and_people(board: Board) -> None:
    """A pass lies where its light holds and all its people are free, on one day of one kind."""
    for one in board.variables.all_passes:
        board.model.add(sum(cell.literal for cell in one.cells) == one.present)
        for cell in one.cells:
            domain = domain_of(cell.starts, board.problem.origin)
            board.model.add_linear_expression_in_domain(one.start, domain).only_enforce_if(cell.literal)
            board.model.add(one.size == cell.length).only_enforce_if(cell.literal)
        board.model.add(one.stop == one.start + one.size)


def successive_passes(board: Board) -> None:
    """The passes of a set-up follow one another, a revolution or so apart and no more than the longest pause."""
    for passes in board.variables.passes.values():
        for one, two in pairwise(passes):
            board.model.add(two.start >= one.stop + 1).only_enforce_if(one.present)
            _soon_enough(board, one, two)
            first = [
                (
                    cell,
                    one.start + (cell.length - board.problem.rolling(one.task, cell.day, one.task.passes[one.index])),
                )
                for cell in one.cells
            ]
            for cell, rolls in first:
                least = math.ceil(board.problem.least(one.task, cell.day))
                board.model.add(board.roll(two) >= rolls + least).only_enforce_if(cell.literal)


def _soon_enough(board: Board, one: PassVar, two: PassVar) -> None:
    """The pause between two passes is no longer than allowed; the nights over which their set-up stays do not count."""
    stretches = board.problem.stretches(one.task)
    most = board.problem.pass_gap
    if len(stretches) == 1:
        board.model.add(two.start <= one.stop + math.floor(most)).only_enforce_if(one.present)
        return
    before, after = (_stretch(board, each, [span for span, _ in stretches]) for each in (one, two))
    for k, (_, slept) in enumerate(stretches):
        for j, (_, sleeping) in enumerate(stretches[k:], k):
            latest = one.stop + math.floor(most + sleeping - slept)
            board.model.add(two.start <= latest).only_enforce_if(before[k], after[j])


def _stretch(board: Board, one: PassVar, spans: list[Span]) -> list[cp_model.IntVar]:
    """Give literals that say in which of some spans a pass begins."""
    literals = [board.model.new_bool_var("") for _ in spans]
    board.model.add(sum(literals) == one.present)
    for literal, span in zip(literals, spans, strict=True):
        domain = domain_of(SpanSet([np.ceil(span.start)], [np.ceil(span.stop)]), board.problem.origin)
        board.model.add_linear_expression_in_domain(one.start, domain).only_enforce_if(literal)
    return literals


def like_light(board: Board) -> None:
    """The passes of a set-up begin to roll at like places of their revolutions, counted from Sun to Sun."""
    pairs = [pair for passes in board.variables.passes.values() for pair in combinations(passes, 2)]
    for one, two in pairs if math.isfinite(board.problem.like_light) else ():
        most = (two.index - one.index) * _longest_step(board, one.task)
        for cell in one.cells:
            echoes = board.problem.echoes(one.task, cell.day, most)
            domain = cp_model.Domain.from_intervals([list(echo) for echo in echoes])
            apart = board.roll(two) - one.start - board.problem.lead(one.task, one.index, cell.day, again=cell.again)
            board.model.add_linear_expression_in_domain(apart, domain).only_enforce_if(cell.literal)


def _longest_step(board: Board, task: Task) -> int:
    """Give the most seconds from the first take of one pass of a task to that of the next."""
    days, takes = range(len(board.problem.days)), max(task.passes)
    longest = max(board.problem.rolling(task, day, takes) for day in days)
    night = max((span.length for span in task.nights), default=0.0)
    return longest + math.floor(board.problem.pass_gap + night)


def match(board: Board) -> None:
    """What must match another shot lies, in all its passes, where the light cuts with that shot, if both are in."""
    for one in board.problem.matches:
        if one.task in board.variables.passes and one.like in board.variables.passes:
            _match(board, one, board.variables.passes[one.task], board.variables.passes[one.like][0])


def _match(board: Board, match: Match, passes: tuple[PassVar, ...], like: PassVar) -> None:
    model, origin = board.model, board.problem.origin
    literals = [model.new_bool_var(f"match {match.task} {k}") for k in range(len(match.pairs))]
    model.add_bool_or(*literals, passes[0].present.negated(), like.present.negated())
    for literal, (near, _) in zip(literals, match.pairs, strict=True):
        model.add_linear_expression_in_domain(board.roll(like), domain_of(near, origin)).only_enforce_if(literal)
    for one in passes:
        parts = [(model.new_bool_var(""), spans, of) for spans, of in match.parts()]
        for inside, spans, _ in parts:
            domain = domain_of(spans, origin)
            model.add_linear_expression_in_domain(board.roll(one), domain).only_enforce_if(inside)
        for k, literal in enumerate(literals):
            model.add_bool_or(literal.negated(), *(inside for inside, _, of in parts if k in of))
