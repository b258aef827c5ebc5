"""The rules about people's hours: rested, within the day's and week's work, days not too long, rest and meals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise

from cupola.clock import DAY, Span, midnight
from cupola.plan.verify.fault import Busy, Case, Fault, some, together
from cupola.production import BlockKind, Person
from cupola.units import counted, duration_text

_ROUNDING = 1e-6
_WEEK = 7 * DAY


def rested(case: Case) -> Iterator[Fault]:
    """Everybody has slept enough, is not just up, not up too long, and does not go to sleep right after."""
    return together(case, _unrested(case))


def _unrested(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        sleeps = _joined(person, "sleep")
        for one in busy:
            why = _why_unfit(person, sleeps, one.span)
            if why:
                text = f"{why} {one.shot} ({case.when(one.span)})"
                yield Fault("E540", "rested", text, (one.shot,), (person.id,), one.span)


def why_unfit(person: Person, work: Span) -> str:
    """Say what of a person's sleep a stretch of work offends, if any of it."""
    return _why_unfit(person, _joined(person, "sleep"), work)


def _why_unfit(person: Person, sleeps: list[Span], work: Span) -> str:
    limits, begun = person.limits, bisect_left(sleeps, work.start, key=lambda sleep: sleep.start)
    night = sleeps[begun - 1] if begun else None
    bed = next((sleep.start for sleep in sleeps[begun : begun + 1]), None)
    if (night and night.overlaps(work)) or (bed is not None and bed < work.stop):
        return ""  # named by `people.free`
    if night is not None:
        up = work.start - night.stop
        if night.length < limits.sleep - _ROUNDING and night.start > person.blocks[0].span.start:
            return f"has slept {duration_text(night.length)}, {duration_text(limits.sleep)} are needed, before"
        if up < limits.after_waking - _ROUNDING:
            return f"has been up for {duration_text(up)}, {duration_text(limits.after_waking)} are needed, before"
        if work.stop - night.stop > limits.awake + _ROUNDING:
            long = duration_text(work.stop - night.stop)
            return f"is up for {long}, {duration_text(limits.awake)} are allowed, at the end of"
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
    return together(case, _long_work(case))


def _long_work(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        for day, today in _by_date(case, busy).items():
            whole = Span(day, day + DAY)
            blocks = case.blocks(person.id, whole)
            station = sum(block.span.common(whole) for block in blocks if block.kind == "station")
            film = _total(today)
            if film + station > person.limits.work_per_day + _ROUNDING:
                text = (
                    f": {duration_text(film)} of work for the film in {some(_shots(today))} "
                    f"({case.when(_whole(today))}) and {duration_text(station)} for the station that day, "
                    f"{duration_text(person.limits.work_per_day)} are allowed"
                )
                yield Fault("E541", "work per day", text, _shots(today), (person.id,), _whole(today))


def film_per_week(case: Case) -> Iterator[Fault]:
    """In any seven times 24 hours no more film work begins than allowed; of a long stretch the worst is named."""
    return together(case, _long_weeks(case))


def _long_weeks(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        film = [one for one in busy if all(b.kind != "private" for b in case.blocks(person.id, one.span))]
        worst = _busiest_week(film)
        if _total(worst) > person.limits.film_per_week + _ROUNDING:
            text = (
                f": {duration_text(_total(worst))} of film work in the seven days from "
                f"{case.when(worst[0].span)}, in {some(_shots(worst))}; "
                f"{duration_text(person.limits.film_per_week)} are allowed"
            )
            yield Fault("E542", "work per week", text, _shots(worst), (person.id,), _whole(worst))


def _busiest_week(film: list[Busy]) -> list[Busy]:
    """Give the film work, in time order, that begins in the seven days in which most of it does."""
    starts, done = [one.span.start for one in film], [0.0, *accumulate(one.span.length for one in film)]
    weeks = [(first, bisect_left(starts, start + _WEEK)) for first, start in enumerate(starts)]
    first, last = max(weeks, key=lambda week: done[week[1]] - done[week[0]], default=(0, 0))
    return film[first:last]


def days_in_a_row(case: Case) -> Iterator[Fault]:
    """Nobody works for the film on more days in a row than allowed."""
    return together(case, _long_rows(case))


def _long_rows(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        most, row = person.limits.days_in_a_row, 0
        days = sorted(_by_date(case, busy).items())
        for number, (day, today) in enumerate(days):
            row = row + 1 if number and day - days[number - 1][0] < 1.5 * DAY else 1
            if most < row < most + 1.5:
                by = f"{today[-1].shot} ({case.when(today[-1].span)})"
                text = f"works for the film on more than {counted(int(most), 'day')} in a row by {by}"
                first = days[number - row + 1][1][0]
                span = Span(first.span.start, _whole(today).stop)
                yield Fault("E542", "work per week", text, (today[-1].shot,), (person.id,), span)


def day_length(case: Case) -> Iterator[Fault]:
    """From the first call to the last wrap between two sleeps is no longer than a day may be."""
    return together(case, _long_days(case))


def _long_days(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        for day in _own_days(case, person, busy):
            long = _whole(day).length
            if DAY > person.limits.day_length < long - _ROUNDING:
                text = (
                    f": {duration_text(long)} from the call for {day[0].shot} to the wrap after {day[-1].shot} "
                    f"({case.when(_whole(day))}), {duration_text(person.limits.day_length)} are allowed"
                )
                yield Fault("E543", "day length", text, (day[0].shot, day[-1].shot), (person.id,), _whole(day))


def turnaround(case: Case) -> Iterator[Fault]:
    """Between the last wrap of a day and the next call lies the turnaround."""
    return together(case, _short_nights(case))


def _short_nights(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        for before, after in pairwise(_own_days(case, person, busy)):
            rest = after[0].span.start - _whole(before).stop
            if rest < person.limits.turnaround - _ROUNDING:
                last = max(before, key=lambda one: one.span.stop)
                wrap = f"the wrap after {last.shot} ({case.when(last.span)})"
                call = f"the call for {after[0].shot} ({case.when(after[0].span)})"
                has, needs = duration_text(max(0.0, rest)), duration_text(person.limits.turnaround)
                text = f"has {has} from {wrap} to {call}, {needs} are needed"
                yield Fault("E544", "turnaround", text, (last.shot, after[0].shot), (person.id,), after[0].span)


def meals(case: Case) -> Iterator[Fault]:
    """A meal that is long enough comes soon enough after the call, and after the meal before it."""
    return together(case, _late_meals(case))


def _late_meals(case: Case) -> Iterator[Fault]:
    for person, busy in _people(case):
        for day in _own_days(case, person, busy):
            for part in _between_meals(person, day):
                long = _whole(part).length
                if DAY > person.limits.meal_after < long - _ROUNDING:
                    text = (
                        f"works {duration_text(long)} without a meal of {duration_text(person.limits.meal_break)}, "
                        f"in {some(_shots(part))} ({case.when(_whole(part))}); "
                        f"{duration_text(person.limits.meal_after)} are allowed"
                    )
                    yield Fault("E545", "meals", text, _shots(part), (person.id,), _whole(part))


def _between_meals(person: Person, day: list[Busy]) -> list[list[Busy]]:
    """Part a day's work at the meals that are long enough."""
    return _parted(day, [meal.stop for meal in _joined(person, "meal") if meal.length >= person.limits.meal_break])


def _own_days(case: Case, person: Person, busy: list[Busy]) -> list[list[Busy]]:
    """Part a person's work at their sleeps; of who never sleeps, at midnight."""
    wakes = [sleep.stop for sleep in _joined(person, "sleep")]
    return _parted(busy, wakes) if wakes else list(_by_date(case, busy).values())


def _parted(busy: list[Busy], at: list[float]) -> list[list[Busy]]:
    """Part work, in time order, at instants."""
    found: dict[int, list[Busy]] = defaultdict(list)
    for one in busy:
        found[bisect_right(at, one.span.start)].append(one)
    return list(found.values())


def _by_date(case: Case, busy: list[Busy]) -> dict[float, list[Busy]]:
    """Give work by the midnight of the crew's clock before it begins."""
    at = case.production.crew_offset
    found: dict[float, list[Busy]] = defaultdict(list)
    for one in busy:
        found[midnight(one.span.start, at)].append(one)
    return dict(found)


def _people(case: Case) -> Iterator[tuple[Person, list[Busy]]]:
    """Give who is busy, escorts included, each with their work in time order."""
    for key, busy in case.by_person().items():
        person = case.production.people.get(key)
        if person is not None and person.blocks:
            yield person, busy


def _total(busy: list[Busy]) -> float:
    return sum(one.span.length for one in busy)


def _whole(busy: list[Busy]) -> Span:
    return Span(min(one.span.start for one in busy), max(one.span.stop for one in busy))


def _shots(busy: list[Busy]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.shot for one in busy))
