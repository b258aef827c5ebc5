"""The rules about changes between shots: of the set, the rig, the place, the look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from cupola.clock import Span
from cupola.plan.verify.fault import Busy, Case, Fault, together
from cupola.units import counted, duration_text

_DUST = 1e-6


def time_to_change(case: Case) -> Iterator[Fault]:
    """Between two shots everybody has the time to move the kit, to travel, and to change their look."""
    return together(case, _hurried(case))


def _hurried(case: Case) -> Iterator[Fault]:
    rest, most = case.production.rules.rest_between, _longest(case)
    for person, busy in case.by_person().items() if most > rest else ():
        for two in busy:
            for one in case.work(person, Span(two.span.start - most, two.span.start)):
                pause = two.span.start - one.span.stop
                if pause < rest:
                    continue  # named by `one_thing_at_a_time`
                needed, what = _needed(case, person, one, two)
                if pause < needed - _DUST:
                    text = (
                        f"has {duration_text(pause)} between {one.shot} and {two.shot} ({case.when(two.span)}) {what}; "
                        f"{duration_text(needed)} are needed"
                    )
                    yield Fault("E550", "time to change", text, (one.shot, two.shot), (person,), two.span)


def _longest(case: Case) -> float:
    """Give the seconds that no change takes longer than."""
    production = case.production
    ways = [production.travel(one, two) for one, two in combinations(production.sets, 2)]
    looks = [production.look_change(person) for person in production.people]
    return max(production.rules.set_change, production.rules.rig_change, *ways) + max(looks)


def _needed(case: Case, person: str, one: Busy, two: Busy) -> tuple[float, str]:
    """Give the seconds that somebody needs between two shots, and what for, in words."""
    production = case.production
    first, second = production.shots[one.shot], production.shots[two.shot]
    there = production.sets[second.set].name
    found: list[tuple[float, str]] = []
    if travel := production.travel(first.set, second.set):
        found.append((travel, f"to travel to {there}"))
    elif person in first.crew and person in second.crew:
        if first.set != second.set:
            found.append((production.rules.set_change, f"to bring the kit to {there}"))
        elif first.rig != second.rig:
            found.append((production.rules.rig_change, f"to rig {there} anew"))
    worn, wears = (dict(shot.looks).get(person) for shot in (first, second))
    if worn and wears and worn != wears:
        found.append((production.look_change(person), f"to change from {worn} to {wears}"))
    return sum(seconds for seconds, _ in found), " and ".join(words for _, words in found)


def moves(case: Case) -> Iterator[Fault]:
    """Nobody moves from one location to another more often on a day than allowed."""
    return together(case, _moves(case))


def _moves(case: Case) -> Iterator[Fault]:
    production, most = case.production, case.production.rules.moves_per_day
    for person, busy in case.by_person().items() if most is not None else ():
        by_day: dict[int, list[Busy]] = defaultdict(list)
        for one in busy:
            if one.span.start in production.shoot and production.sets[_set(case, one)].location is not None:
                by_day[production.day_of(one.span.start)].append(one)
        for today in by_day.values():
            ways = [two for one, two in pairwise(today) if production.travel(_set(case, one), _set(case, two))]
            if most is not None and len(ways) > most:
                names = ", then ".join(
                    f"to {production.sets[_set(case, to)].name} for {to.shot} ({case.when(to.span)})" for to in ways
                )
                allowed = f"{counted(most, 'move')} a day {'is' if most == 1 else 'are'} allowed"
                text = f"moves {counted(len(ways), 'time')} on {case.date(ways[most].span.start)}, {names}; {allowed}"
                yield Fault("E551", "moves", text, tuple(to.shot for to in ways), (person,), ways[most].span)


def _set(case: Case, one: Busy) -> str:
    return case.production.shots[one.shot].set


def looks(case: Case) -> Iterator[Fault]:
    """No look is worn again that is gone: the beard after the shave."""
    for person in case.production.people.values():
        order = person.looks.order if person.looks else ()
        last: tuple[int, Busy] | None = None
        for one, look in _worn(case, person.id) if order else ():
            if look not in order:
                continue
            place = order.index(look)
            if last is None or place > last[0]:
                last = place, one
            elif place < last[0]:
                new = last[1]
                text = (
                    f"{one.shot} ({case.when(one.span)}) shows {person.name} {look}, "
                    f"who is {order[last[0]]} since {new.shot} ({case.when(new.span)})"
                )
                yield Fault("E552", "looks", text, (new.shot, one.shot), (person.id,), one.span)


def _worn(case: Case, person: str) -> Iterator[tuple[Busy, str]]:
    """Give the passes that somebody with several looks takes part in, in time order, with the look."""
    for one in case.by_person().get(person, []):
        look = dict(case.production.shots[one.shot].looks).get(person)
        if look is not None:
            yield one, look
