"""From a production and its almanac to the problem: opportunities, workers, scenes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import numpy as np

from cupola.clock import SpanSet
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.light.likeness import Likeness
from cupola.plan.light import open_time
from cupola.plan.model.aloft import aloft, escorts
from cupola.plan.model.changes import Changes
from cupola.plan.model.matching import match
from cupola.plan.model.neighbours import crowded, heard
from cupola.plan.model.problem import Match, Problem, SceneTask, Task, Worker
from cupola.plan.model.provision import batteries, cards, upkeep
from cupola.plan.model.revolution import Revolutions, revolutions
from cupola.plan.model.slack import sure
from cupola.plan.model.waking import hours
from cupola.production import Person, Production, Set, Shot
from cupola.production.continuity import shot_before
from cupola.production.takes import MOST_PASSES, is_flown, share
from cupola.production.waking import free


def problem(production: Production, almanac: Almanac | GroundSets) -> Problem:
    """Make the scheduling problem of a production.

    Parameters
    ----------
    production : Production
        The whole production.
    almanac : Almanac or GroundSets
        The light of its shoot; all shots' needs are solved in one pass.
    """
    found = unmatched(production, almanac)
    return replace(found, matches=matches(production, almanac, found)) if isinstance(almanac, Almanac) else found


def unmatched(production: Production, almanac: Almanac | GroundSets) -> Problem:
    """Make the scheduling problem of a production without its matches, which take the longest to work out."""
    shots = list(production.shots.values())
    found_light = almanac.opportunities([s.need for s in shots])
    light = {s.id: kept(production, s, spans) for s, spans in zip(shots, found_light, strict=True)}
    days = production.days
    factors = tuple(
        production.rules.time_factor[min(k, len(production.rules.time_factor) - 1)] for k in range(len(days))
    )
    workers = {key: worker(production, person) for key, person in production.people.items()}
    turns = revolutions(almanac.vantage, days) if isinstance(almanac, Almanac) else None
    return Problem(
        days=days,
        factors=factors,
        workers=workers,
        tasks={shot.id: task(production, shot, light[shot.id]) for shot in shots},
        scenes=scene_tasks(production),
        cameras={key: camera.bodies for key, camera in production.cameras.items()},
        gear={key: item.count for key, item in production.gear.items()},
        cards=cards(production),
        batteries=batteries(production),
        upkeep=upkeep(production, workers),
        rest_between=production.rules.rest_between,
        rigging=production.rules.rigging,
        alike=alike(production),
        changes=changes(production),
        least_pass=production.orbit.revolution / 2 if turns else 0.0,
        pass_gap=production.rules.pass_gap,
        revolutions=turns.lengths if turns else (),
        like_light=max(0.0, production.rules.like_light - _unlike(production, turns)) if turns else math.inf,
    )


def _unlike(production: Production, turns: Revolutions) -> float:
    """Give by how many seconds passes may stand elsewhere in their revolutions than the mean ones say."""
    return turns.next_day if any(place.overnight for place in production.sets.values()) else turns.error


def kept(production: Production, shot: Shot, light: SpanSet) -> SpanSet:
    """Give what is kept of a shot's light by the slack of the orbit's timing; the ground turns as it is known to."""
    if shot.need.location is not None:
        return light
    return sure(light, production.orbit, production.rules.light_slack, production.shoot)


def matches(production: Production, almanac: Almanac, board: Problem) -> tuple[Match, ...]:
    """Work out which light would cut, for each shot that must match another one."""
    pairs = [(s, production.shots[s.match]) for s in production.shots.values() if s.match in production.shots]
    return tuple(match_of(production, almanac, board, shot, like) for shot, like in pairs)


def match_of(production: Production, almanac: Almanac, board: Problem, shot: Shot, like: Shot) -> Match:
    """Work out which light of a shot would cut with that of another one."""
    light = Likeness(
        [almanac.meter(window) for window in production.windows_of(shot, like)],
        production.rules.tolerance,
        looks_out=shot.looks_out and like.looks_out,
    )
    one, other = (
        _within_phase(board.tasks[s.id], almanac, peer.need.light) for s, peer in ((shot, like), (like, shot))
    )
    return match(board, one, other, light)


def _within_phase(task: Task, almanac: Almanac, phase: str) -> Task:
    """Give a task of any light limited to the light phase of the one that it goes with."""
    if phase == "any" or task.phase != "any":
        return task
    return replace(task, rolling=task.rolling & almanac.phases()[phase])


def before(production: Production, shot: Shot) -> tuple[str, ...]:
    """Name the shots that a shot must follow: by its order, and by looks that are never worn again."""
    looks = shot_before(shot, production.shots.values(), production.people)
    return tuple(dict.fromkeys(other for other in (*shot.after, *looks) if other in production.shots))


def nights(production: Production, shot: Shot) -> SpanSet:
    """Give when everybody in a shot sleeps, if its set lets a set-up stay meanwhile."""
    if not production.sets[shot.set].overnight:
        return SpanSet()
    asleep = SpanSet.of([production.shoot])
    for person in shot.people:
        asleep &= production.people[person].time("sleep")
    return asleep


def changes(production: Production) -> Changes:
    """Give how long changes between shots take."""
    rules, pairs = production.rules, permutations(production.sets, 2)
    return Changes(
        set_change=rules.set_change,
        rig_change=rules.rig_change,
        travel={pair: time for pair in pairs if (time := production.travel(*pair))},
        looks={key: production.look_change(key) for key, person in production.people.items() if person.looks},
        moves_per_day=rules.moves_per_day,
    )


def scene_tasks(production: Production) -> tuple[SceneTask, ...]:
    """Give the scenes of the production's unit that have shots."""
    shot = {scene.number for scene in production.scenes if scene.unit == production.unit and scene.shots}
    return tuple(
        SceneTask(
            scene.number,
            production.scene_value(scene.number),
            tuple(shot.id for shot in scene.shots),
            tuple(other for other in scene.after if other in shot),
        )
        for scene in production.scenes
        if scene.number in shot
    )


def alike(production: Production) -> tuple[tuple[str, ...], ...]:
    """Give the lessons that may take one another's place: of one course for the same trainees, of one length."""
    rows: dict[tuple[object, ...], list[str]] = {}
    for scene in production.scenes:
        if scene.lesson is not None and not scene.lesson.is_exam and scene.shots:
            lesson = scene.lesson
            rows.setdefault((lesson.course, lesson.trainees, scene.shots[0].take), []).append(scene.number)
    return tuple(tuple(row) for row in rows.values() if len(row) > 1)


def exercise_heard(people: Iterable[Person], where: Set) -> SpanSet:
    """Give when exercise machines are heard in a set; exercise at an unknown place is heard everywhere."""
    return SpanSet.of(
        block.span
        for person in people
        for block in person.blocks
        if block.kind == "exercise" and (block.module is None or block.module in where.hears)
    )


def worker(production: Production, person: Person) -> Worker:
    """Give a person as the plan sees them: without the time that events take."""
    limit = person.limits
    load = [production.day_load(day, person) for day in range(len(production.days))]
    return Worker(
        id=person.id,
        film=free(production, person, "film"),
        private=free(production, person, "private"),
        film_limit=tuple(limit.film_per_day * part for part in load),
        private_limit=limit.private_per_day,
        private_total=limit.private_per_stay,
        price=person.price,
        private_price=person.private_price,
        day_rate=person.day_rate,
        travels=frozenset(day for day, span in enumerate(production.days) if person.time("travel").clip(span)),
        holds=person.holds and any(person.id in shot.people for shot in production.shots.values()),
        hours=hours(production, person),
    )


def task(production: Production, shot: Shot, light: SpanSet) -> Task:
    """Give a shot as the plan sees it; the takes are spread over as few passes as its light allows."""
    where = production.sets[shot.set]
    usable = open_time(production, where) - crowded(production, shot) - aloft(production, shot)
    if shot.within is not None:
        usable = usable.clip(shot.within)
    rolling = light & usable
    if shot.quiet:
        rolling -= exercise_heard(production.people.values(), where)
    return Task(
        id=shot.id,
        scene=shot.scene,
        set=shot.set,
        people=shot.people,
        escorts=escorts(production, shot),
        camera=shot.camera,
        gear=shot.gear,
        open=usable,
        rolling=rolling,
        passes=spread(shot, light, production.rules.time_factor[-1]),
        setup=shot.setup,
        take=shot.take,
        reset=shot.reset,
        slow=any(production.people[person].novice for person in shot.people),
        factors=tuple(production.time_factor(day, shot) for day in range(len(production.days))),
        data_gb=shot.data_gb,
        after=before(production, shot),
        phase=shot.need.light,
        heard=heard(production, where) if shot.quiet else (),
        crew=shot.crew,
        rig=shot.rig,
        nights=nights(production, shot),
        may_break=shot.may_break,
        looks=shot.looks,
        lock=() if shot.lock is None else (shot.lock,),
        parabolas=is_flown(shot),
    )


def spread(shot: Shot, light: SpanSet, factor: float) -> tuple[int, ...]:
    """Spread takes over passes: as asked, else over the fewest passes that half of the opportunities have room for.

    On the ground there is one: the next sunset comes a day later. In an aircraft there are as many as takes need.
    With a light that comes in spans of, say, 40 s, three takes of 30 s become three passes of one take.
    """
    flown = is_flown(shot)
    if shot.need.location is not None and not flown:
        return (shot.takes,)
    if shot.passes is not None:
        return share(shot.takes, shot.passes)
    lengths = np.sort(light.stops - light.starts)[::-1]
    if not len(lengths):
        return (shot.takes,)
    usual = float(lengths[(len(lengths) - 1) // 2])
    most_passes = shot.takes if flown else min(shot.takes, MOST_PASSES)
    for passes in range(1, most_passes + 1):
        most = -(-shot.takes // passes)
        if (most - 1) * (shot.take + shot.reset) * factor + shot.take <= usual:
            return share(shot.takes, passes)
    return share(shot.takes, most_passes)
