"""Edits of a plan and of a production, as somebody would make them by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from cupola.clock import Span, SpanSet, instant
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.verify import Fault
from cupola.production import Block, BlockKind, Event, Production
from cupola.production.person import Limits
from cupola.production.stock import Cards


def day(date: int, clock: str) -> float:
    """Give an instant of October 2021, UTC."""
    return instant(f"2021-10-{date:02d}T{clock}Z")


def changed(plan: Plan, shot: str, change: Callable[[Strip], Strip]) -> Plan:
    """Give a plan with one strip changed, in time order again."""
    strips = [change(s) if s.shot == shot else s for s in plan.strips]
    return replace(plan, strips=tuple(sorted(strips, key=lambda s: (s.span.start, s.shot))))


def the_strip(plan: Plan, shot: str) -> Strip:
    """Give the strip of a shot that must be in."""
    found = plan.strip(shot)
    assert found is not None
    return found


def shifted(strip: Strip, seconds: float) -> Strip:
    """Give a strip moved by some seconds."""

    def shift(span: Span) -> Span:
        return Span(span.start + seconds, span.stop + seconds)

    return replace(
        strip,
        passes=tuple(
            replace(p, setup=shift(p.setup) if p.setup else None, takes=tuple(shift(t) for t in p.takes))
            for p in strip.passes
        ),
    )


def starting(strip: Strip, at: float) -> Strip:
    """Give a strip moved so that it starts at an instant."""
    return shifted(strip, at - strip.span.start)


def first_pass(strip: Strip, **changes: Any) -> Strip:
    """Give a strip with its first pass changed."""
    return replace(strip, passes=(replace(strip.passes[0], **changes), *strip.passes[1:]))


def escorted(strip: Strip, by: str | None) -> Strip:
    """Give a strip with another escort."""
    return replace(strip, passes=tuple(Pass(p.setup, p.takes, by) for p in strip.passes))


def with_shot(production: Production, key: str, **changes: Any) -> Production:
    """Give a production with a shot of its breakdown changed."""
    scenes = tuple(
        replace(s, shots=tuple(replace(shot, **changes) if shot.id == key else shot for shot in s.shots))
        for s in production.scenes
    )
    return replace(production, scenes=scenes)


def with_scene(production: Production, number: str, **changes: Any) -> Production:
    """Give a production with a scene changed."""
    return replace(
        production, scenes=tuple(replace(s, **changes) if s.number == number else s for s in production.scenes)
    )


def with_person(production: Production, key: str, **changes: Any) -> Production:
    """Give a production with a person changed; fields of the limits too."""
    person = production.people[key]
    limits = {field.name: changes.pop(field.name) for field in fields(Limits) if field.name in changes}
    made = replace(person, limits=replace(person.limits, **limits), **changes)
    return replace(production, people={**production.people, key: made})


def with_time(
    production: Production, key: str, span: Span, kind: BlockKind | None, module: str | None = None
) -> Production:
    """Give a production in which somebody does something else in a span; nothing at all, when kind is None."""
    blocks: list[Block] = [] if kind is None else [Block(span, kind, module)]
    for block in production.people[key].blocks:
        rest = SpanSet.of([block.span]) - SpanSet.of([span])
        blocks += [Block(part, block.kind, block.module) for part in rest]
    return with_person(production, key, blocks=tuple(sorted(blocks, key=lambda block: block.span)))


def with_rules(production: Production, **changes: Any) -> Production:
    """Give a production with some of its rules changed."""
    return replace(production, rules=replace(production.rules, **changes))


def with_set(production: Production, key: str, **changes: Any) -> Production:
    """Give a production with a set changed."""
    return replace(production, sets={**production.sets, key: replace(production.sets[key], **changes)})


def with_cards(production: Production, size: float, count: int = 1) -> Production:
    """Give a production whose cameras share so many cards of so many gigabytes."""
    return replace(production, cards=(Cards(tuple(production.cameras), size, count),))


def with_bodies(production: Production, bodies: int) -> Production:
    """Give a production with so many bodies of its camera."""
    camera = replace(production.cameras["komodo"], bodies=bodies)
    return replace(production, cameras={**production.cameras, "komodo": camera})


def with_event(production: Production, start: float, stop: float, **changes: Any) -> Production:
    """Give a production with one more event."""
    fields: dict[str, Any] = {
        "people": frozenset(),
        "sets": frozenset(),
        "stops_filming": False,
        "attitude_lost": False,
        **changes,
    }
    return replace(production, events=(*production.events, Event("Visit", Span(start, stop), **fields)))


def codes(faults: tuple[Fault, ...]) -> set[str]:
    """Give the codes of faults."""
    return {fault.code for fault in faults}


def texts(faults: tuple[Fault, ...]) -> str:
    """Give the texts of faults, a line each."""
    return "\n".join(fault.text for fault in faults)
