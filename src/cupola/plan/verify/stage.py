"""The rules about sets, cameras and gear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from cupola.clock import Span
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault


def sets(case: Case) -> Iterator[Fault]:
    """A set holds one set-up at a time, while it is open, and no more people than it has room for."""
    by_set: dict[str, list[Strip]] = defaultdict(list)
    for strip, shot in case.known():
        by_set[strip.set].append(strip)
        where = case.production.sets[shot.set]
        if len(set(strip.people)) > where.capacity:
            text = f"{strip.shot}: {len(set(strip.people))} people in {where.name}, which holds {where.capacity}"
            yield Fault("E530", "sets", text, (strip.shot,), strip.people, strip.span)
        for one in strip.passes:
            if not where.open.covers(one.span):
                text = f"{where.name} is not open all through {strip.shot} ({case.when(one.span)})"
                yield Fault("E530", "sets", text, (strip.shot,), (), one.span)
    for key, strips in by_set.items():
        for first, second in combinations(strips, 2):
            if any(one.overlaps(two) for one in first.held for two in second.held):
                name = case.production.sets[key].name if key in case.production.sets else key
                held = f"{first.shot} ({case.when(first.span)}) and {second.shot} ({case.when(second.span)})"
                shots = (first.shot, second.shot)
                yield Fault("E530", "sets", f"{name} holds {held} at once", shots, (), second.span)


def cameras_and_gear(case: Case) -> Iterator[Fault]:
    """No more bodies and pieces of gear are in use at once than are aboard."""
    uses: dict[tuple[str, str, int], list[tuple[Span, int, str]]] = defaultdict(list)
    for strip, shot in case.known():
        camera = case.production.cameras.get(strip.camera)
        if camera is not None:
            uses[f"camera {camera.id}", camera.model, camera.bodies] += [(span, 1, strip.shot) for span in strip.held]
        for key, count in shot.gear:
            item = case.production.gear[key]
            uses[f"gear {key}", item.name, item.count] += [(span, count, strip.shot) for span in strip.held]
    for (_, name, most), items in uses.items():
        said: set[tuple[str, ...]] = set()
        for at, _, _ in sorted(items, key=lambda item: item[0], reverse=True):
            there = [(count, shot) for span, count, shot in items if at.start in span]
            shots = tuple(dict.fromkeys(shot for _, shot in there))
            if sum(count for count, _ in there) > most and shots not in said:
                said.add(shots)
                total = sum(count for count, _ in there)
                aboard = f"{most} {'is' if most == 1 else 'are'} aboard"
                text = f"{total} × {name} in use at {case.when(at)} by {', '.join(shots)}; {aboard}"
                yield Fault("E531", "cameras and gear", text, shots, (), at)
