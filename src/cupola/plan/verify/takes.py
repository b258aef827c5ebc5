"""The rules about the shots themselves: what is in the plan, its takes, its light, its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cupola.clock import Span, SpanSet
from cupola.light import holds
from cupola.light.ground import holds_on_ground
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault
from cupola.plan.wording import listing, need_words
from cupola.production import Shot
from cupola.units import duration_text

_SAMPLE = 1.0
"""Seconds between the instants at which the light of a take is looked at: it crosses a phase in 20 s or more."""
_ROUNDING = 1.0
"""Set-ups and takes are planned in whole seconds."""


def complete(case: Case) -> Iterator[Fault]:
    """Every shot of the breakdown is in the plan once or in the boneyard once; a scene is in whole or out.

    Of a scene that cannot be finished, what is begun stays in the plan and is worth nothing.
    """
    production, plan = case.production, case.plan
    begun = plan.situation.begun if plan.situation else frozenset[str]()
    count = Counter([strip.shot for strip in plan.strips] + [bone.shot for bone in plan.boneyard])
    for shot in count:
        if shot not in production.shots:
            yield Fault("E510", "the plan is whole", f"shot {shot} is not in the breakdown", (shot,))
    for shot in production.shots:
        if count[shot] != 1:
            times = "not in the plan and not in the boneyard" if not count[shot] else f"in the plan {count[shot]} times"
            yield Fault("E510", "the plan is whole", f"shot {shot} is {times}", (shot,))
    worth = 0
    for scene in production.scenes:
        shots = [shot.id for shot in scene.shots if shot.id in production.shots]
        made = [shot for shot in shots if plan.strip(shot)]
        if shots and len(made) == len(shots):
            worth += production.scene_value(scene.number)
        elif any(shot not in begun for shot in made):
            missing = ", ".join(shot for shot in shots if shot not in made)
            text = f"scene {scene.number} is begun but not finished: {missing} is missing"
            yield Fault("E510", "the plan is whole", text, tuple(made))
    if worth != plan.value:
        yield Fault("E511", "the value is true", f"the plan says value {plan.value}; its scenes are worth {worth}", ())
    if plan.bound < worth:
        yield Fault("E511", "the value is true", f"the plan's bound {plan.bound} is below its value {worth}", ())


def as_broken_down(case: Case) -> Iterator[Fault]:
    """A strip has the people, set, camera, takes, passes and times of its shot."""
    for strip, shot in case.known():
        for what, planned, wanted in (
            ("set", strip.set, shot.set),
            ("camera", strip.camera, shot.camera),
            ("people", ", ".join(sorted(strip.people)), ", ".join(sorted(shot.people))),
            ("scene", strip.scene, shot.scene),
            ("takes", str(sum(len(p.takes) for p in strip.passes)), str(shot.takes)),
            ("passes", str(len(strip.passes)), str(shot.passes or len(strip.passes))),
        ):
            if planned != wanted:
                text = f"{strip.shot}: {what} in the plan: {planned}; in the breakdown: {wanted}"
                yield Fault("E512", "as broken down", text, (strip.shot,), (), strip.span)
        yield from _times(case, strip, shot)


def _times(case: Case, strip: Strip, shot: Shot) -> Iterator[Fault]:
    factor = case.production.time_factor(case.production.day_of(strip.passes[0].span.start), shot)
    setup = strip.passes[0].setup
    rigged = setup.length if setup else 0.0
    if rigged < shot.setup * factor - _ROUNDING:
        text = (
            f"{strip.shot}: set-up of {duration_text(rigged)}; {duration_text(shot.setup * factor)} are needed that day"
        )
        yield Fault("E513", "set-up and take times", text, (strip.shot,), (), strip.span)
    for one in strip.passes[1:]:
        again = shot.setup * case.production.time_factor(case.production.day_of(one.span.start), shot)
        if one.setup and one.setup.length < again - _ROUNDING:
            needed = duration_text(again)
            text = f"{strip.shot}: set up again in {duration_text(one.setup.length)}; {needed} are needed that day"
            yield Fault("E513", "set-up and take times", text, (strip.shot,), (), one.span)
    for one in strip.passes:
        if one.setup and one.setup.stop > one.takes[0].start:
            text = f"{strip.shot}: a take begins before the set-up ends ({case.when(one.span)})"
            yield Fault("E513", "set-up and take times", text, (strip.shot,), (), one.span)
        for take in one.takes:
            if take.length < shot.take - _ROUNDING:
                text = f"{strip.shot}: a take of {duration_text(take.length)}; {duration_text(shot.take)} are needed"
                yield Fault("E513", "set-up and take times", text, (strip.shot,), (), take)
        slot = (shot.take + shot.reset) * factor
        for a, b in pairwise(one.takes):
            if b.start - a.start < slot - _ROUNDING:
                have = duration_text(b.start - a.start)
                text = f"{strip.shot}: takes follow after {have}; {duration_text(slot)} are needed"
                yield Fault("E513", "set-up and take times", text, (strip.shot,), (), b)


def light(case: Case) -> Iterator[Fault]:
    """The light and the view that a shot needs hold all through each take.

    A take outside the shoot, where the orbit need not be known, is named by `within_shoot`.
    """
    for strip, shot, one in case.to_come():
        known = [(number, take) for number, take in enumerate(one.takes, 1) if case.production.shoot.covers(take)]
        bad = [(number, take) for number, take in known if not _is_lit(case, shot, take)]
        if bad:
            takes = f"take{'s' if len(bad) > 1 else ''} {listing(str(number) for number, _ in bad)}"
            when = case.when(Span(bad[0][1].start, bad[-1][1].stop))
            text = f"{strip.shot} needs {need_words(shot.need)}; it does not hold all through {takes} ({when})"
            yield Fault("E514", "light and view", text, (strip.shot,), (), bad[0][1])


def light_is_sure(case: Case) -> Iterator[Fault]:
    """The light of a take still holds if it comes early or late by what the age of the orbit's source lets expect."""
    for strip, shot, one in case.to_come():
        for number, take in enumerate(one.takes, 1):
            late = _expected_error(case, shot, take)
            if late > _ROUNDING / 2 and _is_lit(case, shot, take) and not _is_sure(case, shot, take, late):
                text = (
                    f"{strip.shot} needs {need_words(shot.need)}, which may come {late:.1f} s early or late by the age "
                    f"of the orbit's elements; take {number} ({case.when(take)}) has less to spare"
                )
                yield Fault("E509", "light is sure", text, (strip.shot,), (), take)


def _expected_error(case: Case, shot: Shot, take: Span) -> float:
    """Give by how many seconds the light of a take may come early or late; 0 on the ground and outside the shoot."""
    if shot.need.location is not None or not case.production.shoot.covers(take):
        return 0.0
    error = float(np.nan_to_num(case.production.orbit.timing_error([take.start])[0]))
    return case.production.rules.light_slack * error


def _is_sure(case: Case, shot: Shot, take: Span, late: float) -> bool:
    """Say whether the light of a take holds also so much before and after it, within the shoot."""
    shoot, near = case.production.shoot, late - _ROUNDING / 2
    return _is_lit(case, shot, Span(max(shoot.start, take.start - near), take.start)) and _is_lit(
        case, shot, Span(take.stop, min(shoot.stop, take.stop + near))
    )


def _is_lit(case: Case, shot: Shot, take: Span) -> bool:
    production = case.production
    at = np.append(np.arange(take.start, take.stop, _SAMPLE), take.stop)
    if shot.need.location is not None:
        return bool(holds_on_ground(shot.need, shot.need.location, at, production.light.ground).all())
    lost, limits = production.attitude_lost, production.light.aboard
    return bool(holds(shot.need, at, production.orbit, production.station, lost, limits).all())


def quiet(case: Case) -> Iterator[Fault]:
    """No exercise machine is heard in a take that needs quiet."""
    for strip, shot, one in case.passes():
        if not shot.quiet:
            continue
        hears = case.production.sets[shot.set].hears
        for person in case.production.people.values():
            for block in person.blocks:
                heard = block.kind == "exercise" and (block.module is None or block.module in hears)
                if heard and any(block.span.overlaps(take) for take in one.takes):
                    text = f"{strip.shot} needs quiet; {person.name} is exercising ({case.when(block.span)})"
                    yield Fault("E515", "quiet", text, (strip.shot,), (person.id,), one.span)


def passes(case: Case) -> Iterator[Fault]:
    """Passes of one set-up follow one another within the longest pause, each in another revolution."""
    if case.production.flight is None:
        return
    least = case.production.orbit.revolution / 2
    most = case.production.rules.pass_gap
    for strip, shot in case.known():
        for one, two in pairwise(strip.passes):
            pause = two.span.start - one.span.stop - _night(case, strip, one.span.stop, two.span.start)
            apart = two.takes[0].start - one.takes[0].start
            if pause > most or apart < least - _ROUNDING or (two.setup is not None and not shot.may_break):
                setup, later = case.when(one.span), case.when(two.span)
                text = f"{strip.shot}: the takes at {later} do not continue the set-up of {setup}"
                yield Fault("E516", "successive passes", text, (strip.shot,), (), two.span)


def _night(case: Case, strip: Strip, start: float, stop: float) -> float:
    """Give the seconds between two instants in which everybody in a shot sleeps, and its set-up may stay."""
    where = case.production.sets.get(strip.set)
    if where is None or not where.overnight or stop <= start:
        return 0.0
    asleep = SpanSet([start], [stop])
    for person in strip.people:
        known = case.production.people.get(person)
        asleep &= known.time("sleep") if known else SpanSet()
    return asleep.total


def order(case: Case) -> Iterator[Fault]:
    """What must be shot before is shot before, if both are shot."""
    for strip, shot in case.known():
        for other in shot.after:
            before = case.plan.strip(other)
            if before and strip.span.start < before.span.stop:
                text = f"{strip.shot} ({case.when(strip.span)}) comes before {other}, which it must follow"
                yield Fault("E517", "order", text, (other, strip.shot), (), strip.span)
    spans: dict[str, Span] = {}
    for strip, shot in case.known():
        old = spans.get(shot.scene, strip.span)
        spans[shot.scene] = Span(min(old.start, strip.span.start), max(old.stop, strip.span.stop))
    for scene in case.production.scenes:
        for other in scene.after:
            if scene.number in spans and other in spans and spans[scene.number].start < spans[other].stop:
                text = f"scene {scene.number} begins before scene {other} is finished, which it must follow"
                shots = tuple(s.shot for s, shot in case.known() if shot.scene in (scene.number, other))
                yield Fault("E517", "order", text, shots, (), spans[scene.number])


def within_shoot(case: Case) -> Iterator[Fault]:
    """Everything lies between the first possible shot and the wrap."""
    for strip, _, one in case.passes():
        if not case.production.shoot.covers(one.span):
            text = f"{strip.shot} ({case.when(one.span)}) lies outside the shoot ({case.production.shoot})"
            yield Fault("E518", "within the shoot", text, (strip.shot,), (), one.span)
