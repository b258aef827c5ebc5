"""Lessons that a plan leaves out, argued as a course: whose hours are full, what would be enough, until when to teach.

One lesson of a course is worth as much as another, so that it is not asked which planned one it could stand in for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import DAY, Span, SpanSet, utc_text
from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.conflict import Conflict
from cupola.plan.argument.reason import Reason, parts_of_task
from cupola.plan.argument.trial import Trial, verdict
from cupola.plan.learning import capacity
from cupola.plan.light import open_time
from cupola.plan.model.aloft import aloft
from cupola.plan.model.neighbours import crowded
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.wording import date_words, listing, number
from cupola.production import Production
from cupola.production.lesson import Course
from cupola.production.ships import ship_up
from cupola.units import counted, hours_text

_LITTLE: Final = 900.0
"""Seconds of somebody else's work that are worth naming."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a plan leaves somebody while a course is taught: for so many lessons, and seconds in whatever pieces."""

    person: str
    lessons: int
    seconds: float


def is_lesson(production: Production, scene: str) -> bool:
    """Say whether a scene is a lesson."""
    known = production.scene.get(scene)
    return known is not None and known.lesson is not None


def missing(problem: Problem, strips: Sequence[Strip], scene: str) -> tuple[str, ...]:
    """Name the lessons left out that a lesson stands for: those that may take its place, itself among them."""
    there = {strip.scene for strip in strips}
    row = next((row for row in problem.alike if scene in row), (scene,))
    return tuple(one for one in row if one not in there)


def speakers(problem: Problem, scenes: Sequence[str]) -> list[str]:
    """Give scenes without lessons that another one among them speaks for: the first of those that are alike."""
    rows = {number: row for row in problem.alike for number in row}
    first: dict[object, str] = {}
    for scene in scenes:
        first.setdefault(rows.get(scene, scene), scene)
    return list(first.values())


def lacking(trial: Trial) -> tuple[str, Conflict]:
    """Say what a course lacks, for whom the hours are full, and of whom all courses ask more than there is."""
    production, (task,) = trial.production, trial.tasks
    course, out = _course(trial), missing(trial.problem, trial.strips, trial.scene.number)
    lessons = [one for one in production.scenes if one.number in out and one.lesson is not None]
    hours = sum(one.lesson.hours for one in lessons if one.lesson is not None)
    many = "this lesson" if len(out) == 1 else f"{counted(len(out), 'lesson')} of like worth, this one among them"
    when = date_words(course.offered.stop, production.crew_offset)
    lefts = left(trial.problem, trial.strips, task)
    short = [one.person for one in lefts if one.lessons < len(out)]
    words = [f"{course.name} lacks {many}: {hours_text(hours)}.", *_room(trial, lefts, len(out), when)]
    if not short:
        words.append(_apart(trial, lefts, when))
    words += _too_much(trial)
    return " ".join(words), Conflict(trial.scene.tasks, tuple(Reason("hours", key) for key in short), minimal=False)


def _apart(trial: Trial, lefts: Sequence[Left], when: str) -> str:
    """Say whether those who have the time have it together; or else who is busy with what while others are free."""
    (task,) = trial.tasks
    names = listing(trial.name(key) for key in task.people)
    if len(task.people) == 1:
        return f"Until {when}, {names} has the time, but other rules leave no room for it."
    rest, together = remaining(trial.problem, trial.strips, [task.id]), task.open
    for key in task.people:
        together &= rest.workers[key].film
    if together.at_least(trial.problem.length(task, 0, 0)):
        decides = "what must come before and after, or a limit, decides"
        return f"Until {when}, {names} are free at the same time, too: {decides}."
    scarce = min(lefts, key=lambda one: one.seconds).person
    free = rest.workers[scarce].film & task.open
    hours: dict[str, float] = defaultdict(float)
    who: dict[str, set[str]] = defaultdict(set)
    for strip in trial.strips:
        others = set(strip.everyone) & set(task.people)
        lesson = trial.production.scene[strip.scene].lesson
        what = _called(trial.production, lesson.course) if lesson else "the film"
        if others and scarce not in others:
            hours[what] += (free & SpanSet.of(one.span for one in strip.passes)).total
            who[what] |= others
    busy = sorted((what for what in hours if hours[what] >= _LITTLE), key=lambda what: -hours[what])
    meanwhile = "; ".join(
        f"{listing(trial.name(key) for key in task.people if key in who[what])} with {what} ({hours_text(hours[what])})"
        for what in busy[:3]
    )
    while_free = f" While {trial.name(scarce)} is free, others are busy: {meanwhile}." if busy else ""
    return f"Until {when}, {names} have the time, but not at the same time, for {_length(trial)} on end.{while_free}"


def _length(trial: Trial) -> str:
    (task,) = trial.tasks
    return hours_text(trial.problem.length(task, 0, 0))


def _called(production: Production, course: str) -> str:
    courses = production.training.courses if production.training else ()
    return next((one.name for one in courses if one.id == course), course)


def _too_much(trial: Trial) -> Iterator[str]:
    """Say of whom, and of which set, all courses together ask more than there is; who is asked for the same in one."""
    (task,) = trial.tasks
    by_hours: dict[tuple[float, float], list[str]] = defaultdict(list)
    for one in capacity(trial.production):
        if not one.is_enough and one.who in (*task.people, task.set):
            by_hours[one.asked, one.there].append(one.name)
    for (asked, there), names in by_hours.items():
        each = "" if len(names) == 1 else " each"
        yield (
            f"All courses together ask {hours_text(asked)} of {listing(names)}{each} while they are taught, and "
            f"{hours_text(there)} are there: {hours_text(asked - there)} too little, whatever is planned."
        )


def left(problem: Problem, strips: Sequence[Strip], task: Task) -> list[Left]:
    """Give what a plan leaves each of the people of a lesson for more like it, by the limits of each day."""
    rest, found = remaining(problem, strips, [task.id]), []
    for person in task.people:
        worker, lessons, seconds = rest.workers[person], 0, 0.0
        for day, limit in enumerate(worker.film_limit):
            length = problem.length(task, 0, day)
            free = (worker.film & task.open).clip(rest.days[day])
            lessons += min(sum(int(piece.length // length) for piece in free), int(limit // length))
            seconds += min(free.total, limit)
        found.append(Left(person, lessons, seconds))
    return found


def _room(trial: Trial, lefts: Iterable[Left], wanted: int, when: str) -> Iterator[str]:
    """Say for how many lessons people have time, those with the least first; those with enough are not named."""
    by_count: dict[int, list[str]] = defaultdict(list)
    for one in lefts:
        if one.lessons < wanted:
            by_count[one.lessons].append(trial.name(one.person))
    (task,) = trial.tasks
    length = trial.problem.length(task, 0, 0)
    for count, names in sorted(by_count.items()):
        have = "has" if len(names) == 1 else "have"
        room = "no more of them" if count == 0 else f"{number(count)} more"
        needed = hours_text((wanted - count) * length)
        each = "" if len(names) == 1 else " each"
        yield (
            f"Beside what is planned until {when}, {listing(names)} {have} time for {room}: {needed} more would be "
            f"needed{each}, in pieces of {hours_text(length)}."
        )


def taught_longer(trial: Trial) -> Iterator[Change]:
    """Try to teach the course for more days: enough for all lessons that are missing, or else for this one."""
    course, out = _course(trial), missing(trial.problem, trial.strips, trial.scene.number)
    last = _latest(trial.production, course)
    stops = [day.stop for day in trial.problem.days if max(course.offered.stop, trial.now) < day.stop < last] + [last]
    for scenes in dict.fromkeys((out, (trial.scene.number,))):
        keys = [key for scene in trial.problem.scenes if scene.number in scenes for key in scene.tasks]
        stop = _first_enough(trial, keys, stops) if max(course.offered.stop, trial.now) < last else None
        if stop is not None:
            yield _taught_until(trial, course, stop, len(scenes))
            return


def _first_enough(trial: Trial, keys: Sequence[str], stops: Sequence[float]) -> float | None:
    """Give the first of some ends of a course by which all of some lessons fit; by halves, as more days never hurt."""

    def fits(stop: float) -> bool:
        tasks = {key: _until(trial, trial.problem.tasks[key], stop) for key in keys}
        longer = replace(trial.problem, tasks={**trial.problem.tasks, **tasks})
        return verdict(remaining(longer, trial.strips, keys), trial) is True

    if not fits(stops[-1]):
        return None
    low, high = 0, len(stops) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(stops[middle]) else (middle + 1, high)
    return stops[high]


def _until(trial: Trial, task: Task, stop: float) -> Task:
    """Give a lesson as it would be on the days from the end of its course to an instant: before, none of it fits."""
    production, shot = trial.production, trial.production.shots[task.id]
    taught = Span(max(_course(trial).offered.stop, trial.now), stop)
    usable = open_time(production, production.sets[task.set]) - crowded(production, shot) - aloft(production, shot)
    open_ = rolling = usable.clip(taught)
    for part in parts_of_task(trial, task):
        rolling &= part.spans
    return replace(task, open=open_, rolling=rolling)


def _latest(production: Production, course: Course) -> float:
    """Give when a course must be over: at the wrap, or when the first of its trainees leaves."""
    ships = [ship for person in course.trainees if (ship := ship_up(production.ships, person)) is not None]
    return min([production.shoot.stop, *(s.arrives if s.launch is None else s.launch for s in ships)])


def _taught_until(trial: Trial, course: Course, stop: float, lessons: int) -> Change:
    training = trial.production.training
    offset = trial.production.crew_offset
    days = round((stop - course.offered.stop) / DAY)
    what = "this lesson" if lessons == 1 else f"all {counted(lessons, 'lesson')} that it lacks"
    path = ("training", "courses", course.id, "to")
    edits = [Edit("production", path, utc_text(stop))]
    if training is not None and stop > training.ready_by:
        edits = [Edit("production", ("training", "ready_by"), utc_text(stop))]
    text = (
        f"{course.name} is taught until {date_words(stop - 1, offset)}, {counted(max(1, days), 'day')} longer: "
        f"then {what} {'fits' if lessons == 1 else 'fit'} beside what is planned"
    )
    return Change(text, 0.0, "course", "", tuple(edits))


def _course(trial: Trial) -> Course:
    production = trial.production
    lesson = production.scene[trial.scene.number].lesson
    courses = production.training.courses if production.training else ()
    return next(course for course in courses if lesson is not None and course.id == lesson.course)
