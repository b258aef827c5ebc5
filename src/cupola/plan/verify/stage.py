"""The rules about sets, cameras and gear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cupola.clock import Span
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault, some
from cupola.plan.verify.overlap import Use, crowds, neighbours
from cupola.production import Set


def sets(case: Case) -> Iterator[Fault]:
    """A set holds one set-up at a time, while it is open, and no more people than it has room for."""
    held: dict[str, list[tuple[Span, Strip]]] = defaultdict(list)
    for strip, shot in case.known():
        held[strip.set] += [(span, strip) for span in strip.held]
        yield from _fits(case, strip, case.production.sets[shot.set])
    for key, items in held.items():
        for (span, first), (later, second) in neighbours(items, lambda item: item[0]):
            if span.overlaps(later) and first.shot != second.shot:  # else named by `complete`
                name = case.production.sets[key].name if key in case.production.sets else key
                both = f"{first.shot} ({case.when(span)}) and {second.shot} ({case.when(later)})"
                yield Fault("E530", "sets", f"{name} holds {both} at once", (first.shot, second.shot), (), later)


def _fits(case: Case, strip: Strip, where: Set) -> Iterator[Fault]:
    if len(set(strip.people)) > where.capacity:
        count = len(set(strip.people))
        text = f"{strip.shot} ({case.when(strip.span)}): {count} people in {where.name}, which holds {where.capacity}"
        yield Fault("E530", "sets", text, (strip.shot,), strip.people, strip.span)
    for one in strip.passes:
        if case.production.shoot.covers(one.span) and not where.open.covers(one.span):
            text = f"{where.name} is not open all through {strip.shot} ({case.when(one.span)})"
            yield Fault("E530", "sets", text, (strip.shot,), (), one.span, _opening(case, where, one.span))


def _opening(case: Case, where: Set, span: Span) -> str | None:
    """Say when a set is open that is not open in a span: the next time, or else the last."""
    spans = list(where.open)
    found = next((one for one in spans if one.stop > span.start), spans[-1] if spans else None)
    return f"{where.name} is open {case.when(found)}" if found else None


def cameras_and_gear(case: Case) -> Iterator[Fault]:
    """No more bodies and pieces of gear are in use at once than are aboard."""
    uses: dict[tuple[str, str, int], list[Use]] = defaultdict(list)
    for strip, shot in case.known():
        camera = case.production.cameras.get(strip.camera)
        if camera is not None:
            kind = f"camera {camera.id}", camera.model, camera.bodies
            uses[kind] += [Use(span, 1, strip.shot) for span in strip.held]
        for key, count in shot.gear:
            item = case.production.gear[key]
            uses[f"gear {key}", item.name, item.count] += [Use(span, count, strip.shot) for span in strip.held]
    for (_, name, most), items in uses.items():
        for crowd in crowds(items, most):
            aboard = f"{most} {'is' if most == 1 else 'are'} aboard"
            text = f"{crowd.count} × {name} in use ({case.when(crowd.span)}) by {some(crowd.shots)}; {aboard}"
            yield Fault("E531", "cameras and gear", text, crowd.shots, (), crowd.span)
