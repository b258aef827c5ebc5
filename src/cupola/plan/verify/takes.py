"""The rules about the shots themselves: what is in the plan, its takes, its light, its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cupola.clock import Span, SpanSet
from cupola.errors import closest
from cupola.plan.result import Pass, Strip
from cupola.plan.verify.fault import Case, Fault, some, together
from cupola.production import Shot
from cupola.units import duration_text

_ROUNDING = 1.0
"""Set-ups and takes are planned in whole seconds."""


def complete(case: Case) -> Iterator[Fault]:
    """Every shot of the breakdown is in the plan once or in the boneyard once; a scene is in whole or out.

    Of a scene that cannot be finished, what is begun stays in the plan and is worth nothing.
    """
    production, plan = case.production, case.plan
    begun = plan.situation.begun if plan.situation else frozenset[str]()
    places = _places(case)
    for shot, found in places.items():
        if shot not in production.shots:
            hint = closest(shot, production.shots)
            at = f" ({found[0][0]})" if found[0][1] else ""
            text = f"shot {shot}{at} is not in the breakdown"
            yield Fault("E510", "the plan is whole", text, (shot,), (), found[0][1], hint)
    for shot in production.shots:
        found = places.get(shot, [])
        if not found and shot not in begun:  # else named by `past`
            text = f"shot {shot} is not in the plan and not in the boneyard"
            hint = "give it a strip, or write it, with all of its scene, under boneyard"
            yield Fault("E510", "the plan is whole", text, (shot,), (), None, hint, "boneyard")
        elif len(found) > 1:
            text = f"shot {shot} is in the plan {len(found)} times: {some((where for where, _ in found), 4)}"
            yield Fault("E510", "the plan is whole", text, (shot,), (), found[-1][1])
    worth = 0
    for scene in production.scenes:
        shots = [shot.id for shot in scene.shots if shot.id in production.shots]
        made = [shot for shot in shots if case.strip(shot)]
        if shots and len(made) == len(shots):
            worth += production.scene_value(scene.number)
        elif any(shot not in begun for shot in made):
            missing = [shot for shot in shots if shot not in made]
            text = (
                f"scene {scene.number} is begun with {some(made)} but not finished: {some(missing)} "
                f"{'is' if len(missing) == 1 else 'are'} missing"
            )
            yield Fault("E510", "the plan is whole", text, tuple(made))
    yield from _worth(case, worth)


def _places(case: Case) -> dict[str, list[tuple[str, Span | None]]]:
    """Give where each shot stands, in words, and when."""
    found: dict[str, list[tuple[str, Span | None]]] = defaultdict(list)
    for strip in case.plan.strips:
        found[strip.shot].append((case.when(strip.span), strip.span))
    for bone in case.plan.boneyard:
        found[bone.shot].append(("the boneyard", None))
    return dict(found)


def _worth(case: Case, worth: int) -> Iterator[Fault]:
    """Say where the head of the plan is not what its scenes, and all scenes, are worth."""
    plan, production = case.plan, case.production
    scenes = [scene for scene in production.scenes if any(shot.id in production.shots for shot in scene.shots)]
    total = sum(production.scene_value(scene.number) for scene in scenes)
    if worth != plan.value:
        text, hint = f"the plan says value {plan.value}; its scenes are worth {worth}", f"write value: {worth}"
        yield Fault("E511", "the value is true", text, (), (), None, hint, "value")
    if plan.bound < worth:
        text, hint = f"the plan's bound {plan.bound} is below its value {worth}", "plan again: cupola plan PRODUCTION"
        yield Fault("E511", "the value is true", text, (), (), None, hint, "bound")
    if total != plan.total:
        text, hint = f"the plan says total {plan.total}; all scenes are worth {total}", f"write total: {total}"
        yield Fault("E511", "the value is true", text, (), (), None, hint, "total")


def as_broken_down(case: Case) -> Iterator[Fault]:
    """A strip has the people, set, camera, takes, passes and times of its shot."""
    for strip, shot in case.known():
        for what, planned, wanted in (
            ("set", strip.set, shot.set),
            ("camera", strip.camera or "none", shot.camera or "none"),
            ("people", ", ".join(sorted(strip.people)), ", ".join(sorted(shot.people))),
            ("scene", strip.scene, shot.scene),
            ("takes", str(sum(len(p.takes) for p in strip.passes)), str(shot.takes)),
            ("passes", str(len(strip.passes)), str(shot.passes or len(strip.passes))),
        ):
            if planned != wanted:
                text = (
                    f"{strip.shot} ({case.when(strip.span)}): {what} in the plan: {planned}; in the breakdown: {wanted}"
                )
                people = tuple(sorted(set(strip.people) ^ set(shot.people))) if what == "people" else ()
                write = f"[{wanted}]" if what == "people" else wanted
                hint = f"write {what}: {write}" if what not in ("takes", "passes") else None
                yield Fault("E512", "as broken down", text, (strip.shot,), people, strip.span, hint)
        yield from _times(case, strip, shot)


def _times(case: Case, strip: Strip, shot: Shot) -> Iterator[Fault]:
    for text, span in (*_wrong_set_ups(case, strip, shot), *_wrong_takes(case, strip, shot)):
        yield Fault(
            "E513", "set-up and take times", f"{strip.shot} ({case.when(span)}): {text}", (strip.shot,), (), span
        )


def _wrong_set_ups(case: Case, strip: Strip, shot: Shot) -> Iterator[tuple[str, Span]]:
    for one in strip.passes:
        day = case.production.day_of(one.span.start)
        needed, is_first = shot.setup * case.production.time_factor(day, shot), one is strip.passes[0]
        has = one.setup.length if one.setup else 0.0
        if has < needed - _ROUNDING and (is_first or (one.setup and shot.may_break)):
            again = "" if is_first else " again"
            yield f"set-up{again} of {duration_text(has)}; {duration_text(needed)} are needed that day", one.span
        if one.setup and one.setup.stop > one.takes[0].start:
            yield "a take begins before the set-up ends", one.span


def _wrong_takes(case: Case, strip: Strip, shot: Shot) -> Iterator[tuple[str, Span]]:
    slot = (shot.take + shot.reset) * case.production.time_factor(case.production.day_of(strip.span.start), shot)
    for one in strip.passes:
        for take in one.takes:
            if take.length < shot.take - _ROUNDING:
                yield f"a take of {duration_text(take.length)}; {duration_text(shot.take)} are needed", take
        for a, b in pairwise(one.takes):
            if b.start < a.start:
                yield "a take stands before one that is earlier", b
            elif b.start - a.start < slot - _ROUNDING:
                yield f"takes follow after {duration_text(b.start - a.start)}; {duration_text(slot)} are needed", b
    for first, second in pairwise(strip.passes):
        if second.span.start < first.span.start:
            yield "a pass stands before one that is earlier", second.span


def quiet(case: Case) -> Iterator[Fault]:
    """No exercise machine is heard in a take that needs quiet."""
    return together(case, _exercise(case))


def _exercise(case: Case) -> Iterator[Fault]:
    for strip, shot, one in case.passes():
        if not shot.quiet:
            continue
        hears = case.production.sets[shot.set].hears
        for person in case.production.people.values():
            for block in case.blocks(person.id, one.span):
                heard = block.kind == "exercise" and (block.module is None or block.module in hears)
                if heard and any(block.span.overlaps(take) for take in one.takes):
                    where = f" in {block.module}" if block.module else ""
                    text = (
                        f"is exercising{where} ({case.when(block.span)}) "
                        f"during {strip.shot} ({case.when(one.span)}), which needs quiet"
                    )
                    yield Fault("E515", "quiet", text, (strip.shot,), (person.id,), one.span)


def passes(case: Case) -> Iterator[Fault]:
    """Passes of one set-up follow one another within the longest pause, each in another revolution."""
    for strip, shot in case.known():
        for one, two in pairwise(strip.passes):
            why = _torn(case, strip, shot, one, two)
            if why:
                later, before = case.when(two.span), case.when(one.span)
                text = f"{strip.shot}: the takes at {later} do not continue the set-up of {before}: {why}"
                yield Fault("E516", "successive passes", text, (strip.shot,), (), two.span)


def _torn(case: Case, strip: Strip, shot: Shot, one: Pass, two: Pass) -> str:
    """Say why a pass does not continue the set-up of the one before it."""
    flight, most = case.production.flight, case.production.rules.pass_gap
    least = flight.orbit.revolution / 2 if flight else 0.0
    if shot.need.flights is not None:
        least = len(one.takes) * (shot.take + shot.reset)
        least *= case.production.time_factor(case.production.day_of(one.span.start), shot)
    pause = two.span.start - one.span.stop - _night(case, strip, one.span.stop, two.span.start)
    apart = two.takes[0].start - one.takes[0].start
    if two.span.start < one.span.stop:
        return "the one runs into the other"
    if pause > most:
        return f"the pause is {duration_text(pause)}, {duration_text(most)} are allowed"
    if apart < least - _ROUNDING:
        return f"they begin {duration_text(apart)} later, {duration_text(least)} are needed"
    return "they have a set-up of their own" if two.setup is not None and not shot.may_break else ""


def _night(case: Case, strip: Strip, start: float, stop: float) -> float:
    """Give the seconds between two instants in which everybody in a shot sleeps, and its set-up may stay."""
    where = case.production.sets.get(strip.set)
    if where is None or not where.overnight or stop <= start:
        return 0.0
    asleep = SpanSet([start], [stop])
    for person in strip.people:
        asleep &= case.time(person, "sleep")
    return asleep.total


def order(case: Case) -> Iterator[Fault]:
    """What must be shot before is shot before, if both are shot."""
    for strip, shot in case.known():
        for other in shot.after:
            before = case.strip(other)
            if before and strip.span.start < before.span.stop:
                text = (
                    f"{strip.shot} ({case.when(strip.span)}) comes before {other} ({case.when(before.span)}), "
                    f"which it must follow"
                )
                yield Fault("E517", "order", text, (other, strip.shot), (), strip.span)
    yield from _scenes_in_order(case)


def _scenes_in_order(case: Case) -> Iterator[Fault]:
    scenes: dict[str, list[Strip]] = defaultdict(list)
    for strip, shot in case.known():
        scenes[shot.scene].append(strip)
    for scene in case.production.scenes:
        for other in scene.after if scene.number in scenes else ():
            if other not in scenes:
                continue
            first = min(scenes[scene.number], key=lambda strip: strip.span.start)
            last = max(scenes[other], key=lambda strip: strip.span.stop)
            if first.span.start < last.span.stop:
                text = (
                    f"scene {scene.number} begins with {first.shot} ({case.when(first.span)}) before scene {other} is "
                    f"finished with {last.shot} ({case.when(last.span)}), which it must follow"
                )
                shots = dict.fromkeys(strip.shot for strip in (*scenes[other], *scenes[scene.number]))
                yield Fault("E517", "order", text, (*(s for s in shots if s != first.shot), first.shot), (), first.span)


def offered(case: Case) -> Iterator[Fault]:
    """A lesson is held on the days on which its course is offered, and before all is to be learnt."""
    for strip, shot, one in case.passes():
        if shot.within is not None and not shot.within.covers(one.span):
            text = f"{strip.shot} ({case.when(one.span)}) is held when its course is not: {case.when(shot.within)}"
            yield Fault("E758", "courses", text, (strip.shot,), (), one.span)


def within_shoot(case: Case) -> Iterator[Fault]:
    """Everything lies between the first possible shot and the wrap."""
    for strip, _, one in case.passes():
        if not case.production.shoot.covers(one.span):
            text = f"{strip.shot} ({case.when(one.span)}) lies outside the shoot ({case.when(case.production.shoot)})"
            yield Fault("E518", "within the shoot", text, (strip.shot,), (), one.span)
