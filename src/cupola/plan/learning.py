"""What is learnt by when: by course and trainee what is wanted, planned and missing, and what time there is for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cupola.clock import SpanSet
from cupola.plan.light import open_time
from cupola.plan.result import Plan, Strip
from cupola.production import Production, Scene
from cupola.production.lesson import Course
from cupola.production.ships import ship_up
from cupola.production.waking import free

_TRUE = 1.0
"""Seconds that hours may be off."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A course of a trainee; durations in seconds.

    Attributes
    ----------
    course, name, trainee : str
        Ids of the course and of the person; what the course is called.
    wanted, planned : float
        The hours of the course, and those that the plan has; 0 without one.
    exam : bool or None
        Whether its exam is in the plan; None for a course without one.
    first, last : float or None
        When the first lesson begins and the last one, or the exam, ends.
    ready : float or None
        When all of it is learnt; None where something is missing.
    leaves : float
        When the trainee's ship leaves, or else when all is to be learnt.
    reason : str
        Of what is missing: why the first missing lesson is not in the plan.
    """

    course: str
    name: str
    trainee: str
    wanted: float
    planned: float
    exam: bool | None
    first: float | None
    last: float | None
    ready: float | None
    leaves: float
    reason: str

    @property
    def missing(self) -> float:
        """What the plan does not have."""
        return self.wanted - self.planned

    @property
    def is_whole(self) -> bool:
        """Whether all of it is in the plan."""
        return self.missing < _TRUE and self.exam is not False


@dataclass(frozen=True, slots=True)
class Capacity:
    """What lessons ask of somebody, or of a set, and what time there is in which they could be: in seconds."""

    who: str
    name: str
    asked: float
    there: float

    @property
    def is_enough(self) -> bool:
        """Whether there is as much time as is asked for."""
        return self.asked <= self.there + _TRUE


def learning(production: Production, plan: Plan | None = None) -> tuple[Learnt, ...]:
    """Give what of the training is in a plan, by course and trainee; without a plan, what is wanted."""
    training = production.training
    if training is None:
        return ()
    strips = {strip.scene: strip for strip in plan.strips} if plan is not None else {}
    reasons = {bone.scene: bone.reason for bone in plan.boneyard} if plan is not None else {}
    return tuple(
        _learnt(production, course, trainee, strips, reasons)
        for course in training.courses
        for trainee in course.trainees
    )


def _learnt(
    production: Production, course: Course, trainee: str, strips: dict[str, Strip], reasons: dict[str, str]
) -> Learnt:
    mine = [scene for scene in lessons(production, course.id) if scene.lesson and trainee in scene.lesson.trainees]
    held = [strips[scene.number] for scene in mine if scene.number in strips]
    out = [scene.number for scene in mine if scene.number not in strips]
    exams = [scene.number in strips for scene in mine if scene.lesson and scene.lesson.is_exam]
    last = max((strip.span.stop for strip in held), default=None)
    ship = ship_up(production.ships, trainee)
    ready_by = production.training.ready_by if production.training else production.shoot.stop
    leaves = ready_by if ship is None else ship.arrives if ship.launch is None else ship.launch
    return Learnt(
        course=course.id,
        name=course.name,
        trainee=trainee,
        wanted=_hours(mine),
        planned=_hours([scene for scene in mine if scene.number in strips]),
        exam=all(exams) if exams else None,
        first=min((strip.span.start for strip in held), default=None),
        last=last,
        ready=last if not out else None,
        leaves=leaves if leaves >= ready_by else ready_by,
        reason=next((reasons[number] for number in out if number in reasons), ""),
    )


def lessons(production: Production, course: str) -> list[Scene]:
    """Give the lessons of a course, its exam last."""
    return [scene for scene in production.scenes if scene.lesson is not None and scene.lesson.course == course]


def _hours(scenes: Sequence[Scene]) -> float:
    return sum(scene.lesson.hours for scene in scenes if scene.lesson is not None)


def capacity(production: Production) -> tuple[Capacity, ...]:
    """Give what all lessons together ask of each person and set, and what time there is for them.

    It is film time up to the limits of the day, on days on which one of the courses is offered; what else is shot takes
    its part of it. Who is one of a group is not counted, as another may come.
    """
    asked: dict[str, float] = {}
    rooms: dict[str, float] = {}
    days: dict[str, SpanSet] = {}
    for scene in production.scenes:
        for shot in scene.shots if scene.lesson is not None else ():
            lasts = shot.setup + shot.takes * shot.take + (shot.takes - 1) * shot.reset
            within = SpanSet.of([shot.within]) if shot.within is not None else SpanSet.of([production.shoot])
            for person in shot.people:
                asked[person] = asked.get(person, 0.0) + lasts
                days[person] = days.get(person, SpanSet()) | within
            rooms[shot.set] = rooms.get(shot.set, 0.0) + lasts
            days[shot.set] = days.get(shot.set, SpanSet()) | within
    people = production.people
    found = [Capacity(key, people[key].name, need, _time(production, key, days[key])) for key, need in asked.items()]
    for key, need in rooms.items():
        where = production.sets[key]
        if where.flights is not None:
            continue  # its time is that of its parabolas
        found.append(Capacity(key, where.name, need, (open_time(production, where) & days[key]).total))
    return tuple(found)


def _time(production: Production, key: str, days: SpanSet) -> float:
    """Give the film time of somebody on some days, each day up to their limits."""
    person = production.people[key]
    time = free(production, person, "film") & days
    limits = (person.limits.film_per_day * production.day_load(k, person) for k in range(len(production.days)))
    return sum(min(most, time.clip(day).total) for most, day in zip(limits, production.days, strict=True))
