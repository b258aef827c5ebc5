"""The rules about what goes on beside a set: sleepers, people in the module, noise from next door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cupola.plan.result import Pass, Strip
from cupola.plan.verify.fault import Case, Fault, some, together
from cupola.plan.verify.overlap import Agenda
from cupola.production import Block, Person, Set, Shot


def sleepers(case: Case) -> Iterator[Fault]:
    """Nobody films in a module in which somebody sleeps."""
    return together(case, _asleep(case))


def _asleep(case: Case) -> Iterator[Fault]:
    for strip, shot, one in case.passes():
        where = case.production.sets[shot.set]
        for person, block in _beside(case, shot, one):
            if block.kind == "sleep" and where.module == (block.module or person.sleeps_in):
                text = f"sleeps in {where.module} ({case.when(block.span)}) during {strip.shot} ({case.when(one.span)})"
                yield Fault("E562", "sleepers", text, (strip.shot,), (person.id,), one.span)


def crowding(case: Case) -> Iterator[Fault]:
    """Those in a shot, and those who are in its module by their own day plans, all have room; a closed set is empty."""
    for strip, shot, one in case.passes():
        where = case.production.sets[shot.set]
        there = [
            (person, block)
            for person, block in _beside(case, shot, one)
            if block.module == where.module and block.kind not in ("film", "sleep")
        ]
        most = 0 if shot.closed else where.room - len(set(shot.people))
        for instant in sorted({max(block.span.start, one.span.start) for _, block in there}):
            now = [person for person, block in there if instant in block.span]
            if len(now) > most:
                yield _crowd(case, strip, shot, one, now)
                break


def _crowd(case: Case, strip: Strip, shot: Shot, one: Pass, now: list[Person]) -> Fault:
    where, people = case.production.sets[shot.set], tuple(person.id for person in now)
    others = f"{case.names(people)} {'is' if len(people) == 1 else 'are'} in {where.module} meanwhile"
    if shot.closed:
        text = f"{strip.shot} ({case.when(one.span)}) needs a closed set: {others}"
    else:
        text = f"{strip.shot} ({case.when(one.span)}): {others}, which has room for {where.room}"
    return Fault("E563", "crowding", text, (strip.shot,), people, one.span)


def _beside(case: Case, shot: Shot, one: Pass) -> Iterator[tuple[Person, Block]]:
    """Give what those who are not in a shot do during one of its passes aboard, as their day plans have it."""
    if case.production.sets[shot.set].module:
        for person in case.production.people.values():
            if person.id not in shot.people:
                yield from ((person, block) for block in case.blocks(person.id, one.span))


def quiet_neighbours(case: Case) -> Iterator[Fault]:
    """Nobody works in a set that is heard where a take that needs quiet rolls."""
    noise = _noise(case)
    for strip, shot, one in case.passes():
        where = case.production.sets[shot.set]
        if not shot.quiet or not where.module:
            continue
        heard = [
            (other.shot, there, during.span)
            for there, agenda in noise
            if there.id != where.id and there.module in where.hears
            for other, during in agenda.during(one.span)
            if any(during.span.overlaps(take) for take in one.takes)
        ]
        if heard:
            said = some((f"{key} is made in {there.name} ({case.when(span)})" for key, there, span in heard), 4)
            text = f"{strip.shot} needs quiet ({case.when(one.span)}); {said}"
            shots = (*dict.fromkeys(key for key, _, _ in heard), strip.shot)
            yield Fault("E515", "quiet neighbours", text, shots, (), one.span)


def _noise(case: Case) -> list[tuple[Set, Agenda[tuple[Strip, Pass]]]]:
    """Give what is shot in each set."""
    found: dict[str, list[tuple[Strip, Pass]]] = defaultdict(list)
    for strip, shot, one in case.passes():
        found[shot.set].append((strip, one))
    return [(case.production.sets[key], Agenda(items, lambda item: item[1].span)) for key, items in found.items()]
