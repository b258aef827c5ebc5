"""The rules about people's hours: rested, within the day's and week's work, days not too long, rest and meals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cupola.clock import DAY, Span
from cupola.plan.verify.fault import Busy, Case, Fault
from cupola.production import BlockKind, Person
from cupola.units import counted, duration_text

_ROUNDING = 1e-6
_WEEK = 7 * DAY


def rested(case: Case) -> Iterator[Fault]:
    """Everybody has slept enough, is not just up, not up too long, and does not go to sleep right after."""
    for person, busy in _people(case):
        for one in busy:
            why = why_unfit(person, one.span)
            if why:
                text = f"{person.name} {why} {one.shot} ({case.when(one.span)})"
                yield Fault("E540", "rested", text, (one.shot,), (person.id,), one.span)


def why_unfit(person: Person, work: Span) -> str:
    """Say what of a person's sleep a stretch of work offends, if any of it."""
    limits, sleeps = person.limits, _joined(person, "sleep")
    if any(sleep.overlaps(work) for sleep in sleeps):
        return ""  # named by `people.free`
    night = next((sleep for sleep in reversed(sleeps) if sleep.start < work.start), None)
    if night is not None:
        up = work.start - night.stop
        if night.length < limits.sleep - _ROUNDING and night.start > person.blocks[0].span.start:
            return f"has slept {duration_text(night.length)}, {duration_text(limits.sleep)} are needed, before"
        if up < limits.after_waking - _ROUNDING:
            return f"has been up for {duration_text(up)}, {duration_text(limits.after_waking)} are needed, before"
        if work.stop - night.stop > limits.awake + _ROUNDING:
            long = duration_text(work.stop - night.stop)
            return f"is up for {long}, {duration_text(limits.awake)} are allowed, at the end of"
    bed = next((sleep.start for sleep in sleeps if sleep.start >= work.stop), None)
    if bed is not None and bed - work.stop < limits.before_sleep - _ROUNDING:
        left = duration_text(bed - work.stop)
        return f"has {left} before sleep, {duration_text(limits.before_sleep)} are needed, after"
    return ""


def _joined(person: Person, kind: BlockKind) -> list[Span]:
    """Give a person's blocks of a kind in time order, those that touch as one."""
    found: list[Span] = []
    for block in person.blocks:
        if block.kind == kind and found and found[-1].stop >= block.span.start:
            found[-1] = Span(found[-1].start, block.span.stop)
        elif block.kind == kind:
            found.append(block.span)
    return found


def work_per_day(case: Case) -> Iterator[Fault]:
    """Nobody works longer on a day for film and station together than allowed."""
    for person, busy in _people(case):
        for day in sorted({_date(case, one) for one in busy}):
            today = [one for one in busy if _date(case, one) == day]
            whole = Span(day, day + DAY)
            station = sum(_common(b.span, whole) for b in person.blocks if b.kind == "station")
            film = _total(today)
            if film + station > person.limits.work_per_day + _ROUNDING:
                text = (
                    f"{person.name}: {duration_text(film)} of work for the film and {duration_text(station)} for the "
                    f"station on {case.when(_whole(today))}, {duration_text(person.limits.work_per_day)} are allowed"
                )
                yield Fault("E541", "work per day", text, _shots(today), (person.id,), _whole(today))


def film_per_week(case: Case) -> Iterator[Fault]:
    """In any seven times 24 hours no more film work begins than allowed; of a long stretch the worst is named."""
    for person, busy in _people(case):
        film = [o for o in busy if not any(b.kind == "private" and b.span.overlaps(o.span) for b in person.blocks)]
        weeks = [[one for one in film if 0 <= one.span.start - first.span.start < _WEEK] for first in film]
        worst = max(weeks, key=_total, default=[])
        if _total(worst) > person.limits.film_per_week + _ROUNDING:
            text = (
                f"{person.name}: {duration_text(_total(worst))} of film work in the seven days from "
                f"{case.when(worst[0].span)}, {duration_text(person.limits.film_per_week)} are allowed"
            )
            yield Fault("E542", "work per week", text, _shots(worst), (person.id,), _whole(worst))


def days_in_a_row(case: Case) -> Iterator[Fault]:
    """Nobody works for the film on more days in a row than allowed."""
    for person, busy in _people(case):
        row: list[float] = []
        for day in sorted({_date(case, one) for one in busy}):
            row = [*row, day] if row and day - row[-1] < 1.5 * DAY else [day]
            if len(row) == int(min(person.limits.days_in_a_row, len(busy))) + 1:
                those = [one for one in busy if _date(case, one) in row]
                most = counted(int(person.limits.days_in_a_row), "day")
                by = f"{those[-1].shot} ({case.when(those[-1].span)})"
                text = f"{person.name} works for the film on more than {most} in a row by {by}"
                yield Fault("E542", "work per week", text, (those[-1].shot,), (person.id,), _whole(those))


def day_length(case: Case) -> Iterator[Fault]:
    """From the first call to the last wrap between two sleeps is no longer than a day may be."""
    for person, busy in _people(case):
        for day in _own_days(case, person, busy):
            long = _whole(day).length
            if DAY > person.limits.day_length < long - _ROUNDING:
                text = (
                    f"{person.name}: {duration_text(long)} from call to wrap on {case.when(_whole(day))}, "
                    f"{duration_text(person.limits.day_length)} are allowed"
                )
                yield Fault("E543", "day length", text, (day[0].shot, day[-1].shot), (person.id,), _whole(day))


def turnaround(case: Case) -> Iterator[Fault]:
    """Between the last wrap of a day and the next call lies the turnaround."""
    for person, busy in _people(case):
        for before, after in pairwise(_own_days(case, person, busy)):
            rest = after[0].span.start - _whole(before).stop
            if rest < person.limits.turnaround - _ROUNDING:
                last = max(before, key=lambda one: one.span.stop)
                has, needs = duration_text(max(0.0, rest)), duration_text(person.limits.turnaround)
                call = f"the call for {after[0].shot} ({case.when(after[0].span)})"
                text = f"{person.name} has {has} from the wrap after {last.shot} to {call}, {needs} are needed"
                yield Fault("E544", "turnaround", text, (last.shot, after[0].shot), (person.id,), after[0].span)


def meals(case: Case) -> Iterator[Fault]:
    """A meal that is long enough comes soon enough after the call, and after the meal before it."""
    for person, busy in _people(case):
        for day in _own_days(case, person, busy):
            for part in _between_meals(person, day):
                long = _whole(part).length
                if DAY > person.limits.meal_after < long - _ROUNDING:
                    text = (
                        f"{person.name} works {duration_text(long)} without a meal of "
                        f"{duration_text(person.limits.meal_break)} ({case.when(_whole(part))}), "
                        f"{duration_text(person.limits.meal_after)} are allowed"
                    )
                    yield Fault("E545", "meals", text, _shots(part), (person.id,), _whole(part))


def _between_meals(person: Person, day: list[Busy]) -> list[list[Busy]]:
    """Part a day's work at the meals that are long enough."""
    breaks = [meal.stop for meal in _joined(person, "meal") if meal.length >= person.limits.meal_break]
    found: dict[int, list[Busy]] = {}
    for one in day:
        found.setdefault(sum(stop <= one.span.start for stop in breaks), []).append(one)
    return list(found.values())


def _own_days(case: Case, person: Person, busy: list[Busy]) -> list[list[Busy]]:
    """Part a person's work at their sleeps; of who never sleeps, at midnight."""
    wakes = [sleep.stop for sleep in _joined(person, "sleep")]
    found: dict[float, list[Busy]] = {}
    for one in busy:
        key = float(sum(wake <= one.span.start for wake in wakes)) if wakes else _date(case, one)
        found.setdefault(key, []).append(one)
    return list(found.values())


def _people(case: Case) -> Iterator[tuple[Person, list[Busy]]]:
    """Give who is busy, escorts included, each with their work in time order."""
    for key, busy in case.by_person().items():
        person = case.production.people.get(key)
        if person is not None and person.blocks:
            yield person, busy


def _date(case: Case, one: Busy) -> float:
    """Give the midnight of the crew's clock before a stretch of work begins."""
    return (one.span.start + case.production.crew_offset) // DAY * DAY - case.production.crew_offset


def _common(one: Span, two: Span) -> float:
    return max(0.0, min(one.stop, two.stop) - max(one.start, two.start))


def _total(busy: list[Busy]) -> float:
    return sum(one.span.length for one in busy)


def _whole(busy: list[Busy]) -> Span:
    return Span(min(one.span.start for one in busy), max(one.span.stop for one in busy))


def _shots(busy: list[Busy]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.shot for one in busy))
