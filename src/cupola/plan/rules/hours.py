"""Rules about people's hours: their week, their days in a row, the length of a day, rest and meals."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ortools.sat.python import cp_model

from cupola.clock import Span, SpanSet
from cupola.plan.model.hours import WEEK, day_at, peak
from cupola.plan.model.variables import domain_of
from cupola.plan.rules.board import Board, Work

_DAYS_A_WEEK = 7


def work_per_day(board: Board) -> None:
    """Nobody works longer on a day for film and station together, in whatever time, than the limit allows."""
    for person, worker in board.problem.workers.items():
        for day, limit in enumerate(worker.hours.work):
            today = board.work_on(person, day)
            if sum({(w.one.task.id, w.one.index): w.cell.length for w in today}.values()) > limit:
                board.model.add(_seconds(today) <= math.floor(limit))


def film_per_week(board: Board) -> None:
    """In any seven times 24 hours no more work of a person in film time begins than the limit allows.

    A pass weighs for the 168 hours from its start: what weighs at an instant is what began in the 168 hours up to it.
    That seven days in a row keep the limit follows, and sharpens the bound.
    """
    days = range(len(board.problem.days))
    for person in board.problem.workers:
        if _may_break_week(board, person):
            _rolling_week(board, person)
            for first in days[: max(1, len(days) - _DAYS_A_WEEK + 1)]:
                _calendar_week(board, person, first)


def _may_break_week(board: Board, person: str) -> bool:
    """Say whether the limits of the days, and the time there is, leave room to break the week's; else it is idle."""
    worker, days = board.problem.workers[person], board.problem.days
    if not board.work_of(person) or math.isinf(worker.hours.film_per_week):
        return False
    most = [min(limit, worker.film.clip(day).total) for limit, day in zip(worker.film_limit, days, strict=True)]
    for stays in worker.hours.filmed:
        day = day_at(days, stays.start)
        if day is not None:
            most[day] += stays.length
    sums = list(accumulate(most, initial=0.0))
    eight = _DAYS_A_WEEK + 1  # seven times 24 hours reach into eight days
    return max(sums[min(k + eight, len(days))] - sums[k] for k in range(len(days))) > worker.hours.film_per_week


def _rolling_week(board: Board, person: str) -> None:
    model, week = board.model, int(WEEK)
    by_pass: dict[tuple[str, int], list[Work]] = {}
    for work in board.work_of(person):
        if not work.lent:
            by_pass.setdefault((work.one.task.id, work.one.index), []).append(work)
    weighs: list[cp_model.IntervalVar] = []
    weights: list[cp_model.LinearExprT] = []
    for works in by_pass.values():
        filmed = model.new_bool_var("")
        for work in works:
            model.add_implication(work.literal, filmed)
        weighs.append(model.new_optional_fixed_size_interval_var(works[0].one.start, week, filmed, ""))
        weights.append(works[0].one.size)
    for stays in _filmed(board, person):
        weighs.append(model.new_fixed_size_interval_var(int(stays.start), week, ""))
        weights.append(int(stays.length))
    model.add_cumulative(weighs, weights, _week_limit(board, person))


def _calendar_week(board: Board, person: str, first: int) -> None:
    days = board.problem.days[first : first + _DAYS_A_WEEK]
    seven = Span(days[0].start - board.problem.origin, days[-1].stop - board.problem.origin)
    stays = sum(work.length for work in _filmed(board, person) if work.start in seven)
    week = [w for day in range(first, first + _DAYS_A_WEEK) for w in board.work_on(person, day) if not w.lent]
    board.model.add(_seconds(week) <= max(0, _week_limit(board, person) - int(stays)))


def _filmed(board: Board, person: str) -> list[Span]:
    """Give the film work that stays, in whole seconds of the model."""
    return [Span(*_whole(board, stays)) for stays in board.problem.workers[person].hours.filmed]


def _week_limit(board: Board, person: str) -> int:
    """Give the limit of the week, or what stays, if that breaks it already."""
    limit = board.problem.workers[person].hours.film_per_week
    return max(math.floor(limit), int(peak(_filmed(board, person))))


def days_in_a_row(board: Board) -> None:
    """Nobody works for the film on more days in a row than the limit allows."""
    for person, worker in board.problem.workers.items():
        most = worker.hours.days_in_a_row
        if len(board.problem.days) > most:
            _days_off(board, person, int(most))


def _days_off(board: Board, person: str, most: int) -> None:
    days, worked = board.problem.days, board.problem.workers[person].hours.worked
    taken = {day_at(days, work.start) for work in worked}
    stays = [day in taken for day in range(len(days))]
    works = [board.model.new_bool_var(f"{person} works on day {day + 1}") for day in range(len(days))]
    for work in board.work_of(person):
        if not stays[work.cell.day]:
            board.model.add_implication(work.literal, works[work.cell.day])
    for first in range(len(days) - most):
        window = range(first, first + most + 1)
        room = most - sum(stays[day] for day in window)
        board.model.add(sum(works[day] for day in window if not stays[day]) <= max(0, room))


def day_length(board: Board) -> None:
    """From the first call to the last wrap in one of a person's own days lies no more than the length of a day."""
    for person, worker in board.problem.workers.items():
        for day in worker.hours.own_days(board.problem.days):
            _no_longer(board, person, day, worker.hours.day_length)


def meals(board: Board) -> None:
    """Between two meals nobody works longer, from the first start to the last end, than a meal may be put off."""
    for person, worker in board.problem.workers.items():
        for stretch in worker.hours.between_meals(board.problem.days):
            _no_longer(board, person, stretch, worker.hours.meal_after)


def _no_longer(board: Board, person: str, part: Span, most: float) -> None:
    """From the first start to the last end of what begins in a part of time are no more than so many seconds."""
    begun = _begun_in(board, person, part) if math.isfinite(most) else []
    if not begun:
        return
    stays = [work for work in board.problem.workers[person].hours.worked if work.start in part]
    first, last = (_first(begun), *(work.start for work in stays)), (_last(begun), *(work.stop for work in stays))
    if max(last) - min(first) <= most:
        return
    model, horizon = board.model, board.variables.horizon
    call, wrap = model.new_int_var(-horizon, horizon, ""), model.new_int_var(-horizon, 2 * horizon, "")
    model.add(wrap - call <= math.floor(most))
    for work, starts in begun:
        literal = _inside(board, work, starts)
        model.add(call <= work.one.start).only_enforce_if(literal)
        model.add(wrap >= work.one.stop).only_enforce_if(literal)
        for start, stop in (_whole(board, stay) for stay in stays):
            model.add(work.one.stop <= start + math.floor(most)).only_enforce_if(literal)
            model.add(work.one.start >= stop - math.floor(most)).only_enforce_if(literal)


def turnaround(board: Board) -> None:
    """Between the last wrap of a person's own day and their next call lies the turnaround."""
    for person, worker in board.problem.workers.items():
        rest = math.ceil(worker.hours.turnaround)
        if not worker.hours.are_nights_long(board.problem.days):
            days = worker.hours.own_days(board.problem.days)
            _rest_between(board, [begun for day in days if (begun := _begun_in(board, person, day))], rest)
            for stays in worker.hours.worked:
                for day in days:
                    if day.start < stays.stop + rest and stays.start - rest < day.stop and stays.start not in day:
                        _rest_beside(board, person, day, stays, rest)


def _rest_between(board: Board, days: Sequence[list[_Begun]], rest: int) -> None:
    wrap: cp_model.IntVar | None = None
    for before, after in pairwise(days):
        if _first(after) - _last(before) >= rest:
            wrap = None
            continue
        earlier, wrap = wrap, board.model.new_int_var(-board.variables.horizon, 2 * board.variables.horizon, "")
        if earlier is not None:
            board.model.add(wrap >= earlier)
        for work, starts in before:
            board.model.add(wrap >= work.one.stop).only_enforce_if(_inside(board, work, starts))
        for work, starts in after:
            board.model.add(work.one.start >= wrap + rest).only_enforce_if(_inside(board, work, starts))


def _rest_beside(board: Board, person: str, day: Span, stays: Span, rest: int) -> None:
    """What begins in an own day keeps the turnaround to what stays in another own day."""
    first, last = _whole(board, stays)
    for work, starts in _begun_in(board, person, day):
        if stays.start < day.start:
            board.model.add(work.one.start >= last + rest).only_enforce_if(_inside(board, work, starts))
        else:
            board.model.add(work.one.stop <= first - rest).only_enforce_if(_inside(board, work, starts))


_Begun = tuple[Work, SpanSet]
"""Work that may begin in a part of time, and when it may there."""


def _begun_in(board: Board, person: str, part: Span) -> list[_Begun]:
    whole = Span(float(math.ceil(part.start)), float(math.ceil(part.stop)))
    days = board.problem.days
    first, past = (bisect_right(days, at, key=lambda day: day.start) for at in (whole.start, whole.stop))
    works = [work for day in range(max(0, first - 1), past) for work in board.work_on(person, day)]
    return [(work, starts) for work in works if (starts := work.cell.starts.clip(whole))]


def _inside(board: Board, work: Work, starts: SpanSet) -> cp_model.IntVar:
    """Give a literal that is true when work is done and begins at one of these starts."""
    if starts == work.cell.starts:
        return work.literal
    inside = board.model.new_bool_var("")
    elsewhere = domain_of(work.cell.starts - starts, board.problem.origin)
    board.model.add_linear_expression_in_domain(work.one.start, elsewhere).only_enforce_if(
        work.literal, inside.negated()
    )
    return inside


def _first(begun: Sequence[_Begun]) -> float:
    return min(float(starts.starts[0]) for _, starts in begun)


def _last(begun: Sequence[_Begun]) -> float:
    """Give when the last of it could end: starts end a second after the last one."""
    return max(float(starts.stops[-1]) - 1 + work.cell.length for work, starts in begun)


def _whole(board: Board, stays: Span) -> tuple[int, int]:
    """Give the whole seconds of the model from which and to which something stays."""
    return math.floor(stays.start - board.problem.origin), math.ceil(stays.stop - board.problem.origin)


def _seconds(works: Sequence[Work]) -> cp_model.LinearExprT:
    return sum(work.cell.length * work.literal for work in works)
