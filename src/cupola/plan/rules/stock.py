"""Rules about what is used up and comes back: cards and batteries."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ortools.sat.python import cp_model

from cupola.clock import Span, SpanSet
from cupola.plan.model.standing import drained, recorded
from cupola.plan.model.stock import BatteryStock, CardStock
from cupola.plan.model.variables import Cell, PassVar, domain_of
from cupola.plan.rules.board import Board

_PARTS = 1000
"""A card is counted in thousandths where a night need not empty whole ones, a gigabyte in megabytes."""


def cards(board: Board) -> None:
    """The cards hold what is recorded until the nightly offloads have emptied them; each is of one camera."""
    for stock in board.problem.cards:
        begun = {period: _begun(board, stock, period) for period in stock.periods}
        _queue(board, stock, begun)


def _begun(board: Board, stock: CardStock, period: int) -> list[cp_model.IntVar]:
    """Give how many cards are begun in a period by each camera: whole ones for what it records."""
    there = recorded(board.problem.standing, stock)
    begun = []
    for camera in stock.cameras:
        terms: list[cp_model.LinearExprT] = [math.ceil(there.get((camera, period), 0.0) * _PARTS)]
        for one in board.variables.all_passes:
            if one.task.camera == camera:
                terms += [_megabytes(one) * literal for literal in _within(board, stock, one, period)]
        if len(terms) > 1 or terms[0]:
            count = board.model.new_int_var(0, stock.count, f"cards {camera} {period}")
            board.model.add(count * math.floor(stock.size * _PARTS) >= sum(terms))
            begun.append(count)
    return begun


def _megabytes(one: PassVar) -> int:
    return math.ceil(one.task.data_gb * _PARTS * one.task.passes[one.index] / sum(one.task.passes))


def _queue(board: Board, stock: CardStock, begun: dict[int, list[cp_model.IntVar]]) -> None:
    """Cards that a night did not empty are not there the next day."""
    full = board.model.new_constant(0)
    for period in stock.periods:
        cards = full + _PARTS * cp_model.LinearExpr.sum(begun[period])
        board.model.add(cards <= stock.count * _PARTS)
        if math.isfinite(stock.nightly):
            left = board.model.new_int_var(0, stock.count * _PARTS, f"full cards {period}")
            board.model.add(left >= cards - math.floor(stock.nightly * _PARTS))
            full = left


def _within(board: Board, stock: CardStock, one: PassVar, period: int) -> Iterator[cp_model.IntVar]:
    """Give literals, one of which holds when a pass starts in a period."""
    span = stock.span(period)
    for cell in one.cells:
        if cell.starts.stops[-1] <= span.start or cell.starts.starts[0] >= span.stop:
            continue  # seen at once: there may be many days
        inside = cell.starts.clip(span)
        if not inside:
            continue
        if inside == cell.starts:
            yield cell.literal
        else:
            yield _starts_in(board, one, cell, inside)


def _starts_in(board: Board, one: PassVar, cell: Cell, inside: SpanSet) -> cp_model.IntVar:
    """Give a literal that holds when a pass lies in a cell and in a part of its starts."""
    literal, origin = board.model.new_bool_var(""), board.problem.origin
    board.model.add_implication(literal, cell.literal)
    board.model.add_linear_expression_in_domain(one.start, domain_of(inside, origin)).only_enforce_if(literal)
    outside = domain_of(cell.starts - inside, origin)
    board.model.add_linear_expression_in_domain(one.start, outside).only_enforce_if(cell.literal, literal.negated())
    return literal


def batteries(board: Board) -> None:
    """No more batteries are in use and on charge than there are."""
    for stock in board.problem.batteries:
        charge = math.ceil(stock.charge)
        uses: list[tuple[cp_model.IntervalVar, cp_model.LinearExprT]] = [
            (_fixed(board, span), count) for span, count in drained(board.problem.standing, stock)
        ]
        for one in board.variables.all_passes:
            if one.task.camera == stock.camera:
                name = f"battery {one.interval.name}"
                until = (one.start, one.size + charge, one.stop + charge, one.present, name)
                uses.append((board.model.new_optional_interval_var(*until), _needed(board, stock, one)))
        if uses:
            board.model.add_cumulative([use for use, _ in uses], [count for _, count in uses], stock.count)


def _fixed(board: Board, span: Span) -> cp_model.IntervalVar:
    """Give an interval that does not move, in whole seconds around a span."""
    origin = board.problem.origin
    start, stop = math.floor(span.start - origin), math.ceil(span.stop - origin)
    return board.model.new_fixed_size_interval_var(start, stop - start, "")


def _needed(board: Board, stock: BatteryStock, one: PassVar) -> cp_model.LinearExprT:
    """Give how many batteries a pass drains: a variable, where its length depends on the day."""
    counts = {cell: stock.needed(cell.length) for cell in one.cells}
    if len(set(counts.values())) < 2:
        return max(counts.values(), default=0)
    needed = board.model.new_int_var(0, max(counts.values()), f"batteries {one.interval.name}")
    for cell, count in counts.items():
        board.model.add(needed == count).only_enforce_if(cell.literal)
    return needed
