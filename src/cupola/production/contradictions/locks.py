"""Locks that cannot hold, whatever the light: out of the shoot, of the set, of somebody's time; against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from cupola.clock import Span, utc_text
from cupola.production.contradictions.case import Case
from cupola.production.contradictions.hours import Hours
from cupola.production.contradictions.order import comes_after, graph
from cupola.production.model import Production
from cupola.production.scene import Shot
from cupola.production.takes import shortest_pass
from cupola.units import duration_text

_AWAKE = {"film", "private"}


@dataclass(frozen=True, slots=True)
class Locked:
    """A shot with a lock, and the span that its first pass takes at least."""

    shot: Shot
    day: int
    span: Span


def locked(production: Production) -> list[Locked]:
    """Give the shots that are locked into the shoot, in time order."""
    found = []
    for shot in production.shots.values():
        if shot.lock is not None and round(shot.lock) in production.shoot:
            start, day = float(round(shot.lock)), production.day_of(shot.lock)
            found.append(Locked(shot, day, Span(start, start + shortest_pass(production, shot, day))))
    return sorted(found, key=lambda one: one.span)


def misplaced(case: Case) -> None:
    """Find locks outside of the shoot, of the opening of their set, and of their people's time."""
    production = case.production
    for shot in production.shots.values():
        if shot.lock is not None and round(shot.lock) not in production.shoot:
            text = f"it is locked to {utc_text(shot.lock)}, outside of the shoot ({production.shoot})"
            case.about(shot.id, "E465", text, "lock", "lock it to an instant of the shoot")
    for one in locked(production):
        against = list(_against(production, one, case.hours))
        if against:
            text = f"it is locked to {utc_text(one.span.start)} and takes {duration_text(one.span.length)} at least"
            case.about(
                one.shot.id,
                "E465",
                "; ".join([text, *against]),
                "lock",
                "lock it to another instant, or let the plan choose",
            )


def _against(production: Production, one: Locked, hours: Hours) -> Iterator[str]:
    """Say what a lock lies in."""
    if not production.shoot.covers(one.span):
        yield f"the shoot ends at {utc_text(production.shoot.stop)}"
        return
    where = production.sets[one.shot.set]
    if not where.open.covers(one.span):
        yield f"{where.name} is not open all that time"
    met = [event for event in production.events if event.span.overlaps(one.span)]
    yield from (f"{event.what} ({event.span}) closes {where.name}" for event in met if where.id in event.sets)
    stopped = [f"{event.what} ({event.span}) stops filming" for event in met if event.stops_filming]
    if stopped:
        yield from stopped
        return
    for person in one.shot.people:
        if not any(time.covers(one.span) for time in hours.able(person, one.day, one.span.length)):
            yield _why_not_free(production, person, one)
    if not hours.escorted(one.shot, one.day, one.span.length).covers(one.span):
        yield f'nobody of the group "{one.shot.escort}" is free to escort'


def _why_not_free(production: Production, key: str, one: Locked) -> str:
    """Say what somebody does then: a block of their day plan, an event, or more than their limits allow."""
    person, span = production.people[key], one.span
    for event in production.events:
        if key in event.people and event.span.overlaps(span):
            return f"{person.name} is in {event.what} ({event.span})"
    other = next((b for b in person.blocks if b.span.overlaps(span) and b.kind not in _AWAKE), None)
    if other is not None:
        return f"{person.name} has {other.kind} ({other.span}) in the day plan"
    if not any(person.time(kind).covers(span) for kind in ("film", "private")):
        return f"{person.name} has neither film nor private time for all of it"
    return f"the limits of {person.name}'s day do not allow it"


def clashing(case: Case) -> None:
    """Find two locks that cannot both hold: one person, set or thing in two places at once, or against the order."""
    production, edges = case.production, graph(case)
    for one, two in combinations(locked(production), 2):
        shared = list(_shared(production, one, two))
        pair = f"it is locked to {utc_text(two.span.start)}, and shot {one.shot.id} to {one.span}"
        if shared:
            text = f"{pair}: both need {', '.join(shared)}"
            case.about(two.shot.id, "E466", text, "lock", "move one of the two locks")
        for first, then in ((one, two), (two, one)):
            way = comes_after(edges, then.shot.id, first.shot.id) if then.span.start < first.span.stop else []
            if way:
                case.about(two.shot.id, "E466", f"{pair}, against the order: {', '.join(way)}", "lock", "exchange them")


def _shared(production: Production, one: Locked, two: Locked) -> Iterator[str]:
    """Name what two locks need at one time."""
    rest = production.rules.rest_between
    for person in one.shot.people:
        if person in two.shot.people and two.span.start < one.span.stop + rest:
            resting = "" if two.span.start < one.span.stop else f" with {duration_text(rest)} between two shots"
            yield production.people[person].name + resting
    if not one.span.overlaps(two.span):
        return
    if one.shot.set == two.shot.set:
        yield production.sets[one.shot.set].name
    camera = production.cameras.get(one.shot.camera)
    if camera is not None and one.shot.camera == two.shot.camera and camera.bodies < 2:
        yield f"the only {camera.model}"
    gear = dict(two.shot.gear)
    for key, count in one.shot.gear:
        if key in gear and count + gear[key] > production.gear[key].count:
            yield f"{count + gear[key]} × {production.gear[key].name}"
