"""From a course to its lessons: scenes with one shot each, in an order that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from cupola.errors import Message
from cupola.production.breakdownform import SceneForm, ShotForm
from cupola.production.build import Reporter
from cupola.production.cutting import Cut, cut
from cupola.production.fields import NO_CAMERA
from cupola.production.lesson import Course, Lesson
from cupola.production.scene import Scene, Shot, Unit
from cupola.production.shots import Breakdown
from cupola.production.trainingform import CourseForm, TrainingForm
from cupola.tree import Steps, Tree

_HOUR: Final = 3600.0
_TRUE: Final = 1.0
_MOST: Final = 1000
"""Lessons of a course; more are a slip of the pen."""


class Lessons:
    """Makes the lessons of courses.

    Parameters
    ----------
    training : TrainingForm
        What is written of the training.
    unit : {"flight", "ground"}
        The unit of the production.
    maker : Breakdown
        Makes shots, and keeps what is wrong with them.
    report : Reporter
        Takes the faults.
    """

    def __init__(self, training: TrainingForm, unit: Unit, maker: Breakdown, report: Reporter) -> None:
        self._training, self._unit, self._maker, self._report = training, unit, maker, report

    def of(self, course: Course, form: CourseForm) -> list[Scene]:
        """Make the lessons of a course, the exam last, for the class or for each trainee; none where it is faulty."""
        parts = cut(form)
        if isinstance(parts, str) or len(parts) > _MOST:
            why = parts if isinstance(parts, str) else f"it has {len(parts)} lessons, and {_MOST} at most are planned"
            written = self._training.courses[course.id].model_fields_set
            name = next((n for n in ("hours", "lessons", "counts", "lesson") if n in written), "hours")
            text = f"the course {course.id}: {why}"
            self._report.add("E755", text, (*place_of(course.id), name), "change hours or lessons")
            return []
        classes = [(one,) for one in course.trainees] if form.each else [course.trainees]
        found = []
        for trainees in classes:
            model = self._shot(course, form, trainees, parts[0])
            if model is None:
                return []
            found += list(self._lessons(course, form, trainees, parts, model))
        return found

    def _shot(self, course: Course, form: CourseForm, trainees: Sequence[str], part: Cut) -> Shot | None:
        """Make the first lesson as a shot, with everything that it refers to looked up."""
        number = f"{_name(course, trainees, form)}-1"
        scene = SceneForm.model_construct(scene=number, unit=self._unit, set=form.set, priority=form.priority)
        shot = ShotForm.model_construct(
            shot=f"{number}A",
            text=course.name,
            set=form.set,
            cast=list(trainees),
            crew=list(course.instructors),
            escort=course.one_of,
            light=form.light,
            gravity=form.gravity,
            camera=NO_CAMERA,
            gear=dict(form.gear),
            setup=form.setup,
            take=form.take if form.take is not None else part.lasts,
            takes=form.takes if form.take is not None else 1,
            reset=form.reset,
        )
        return self._maker.shot(scene, shot, place_of(course.id))

    def _lessons(
        self,
        course: Course,
        form: CourseForm,
        trainees: tuple[str, ...],
        parts: Sequence[Cut],
        model: Shot,
    ) -> Iterator[Scene]:
        name = _name(course, trainees, form)
        exams = [] if form.exam is None else [Cut(form.exam, 0.0)]
        for index, part in enumerate([*parts, *exams], 1):
            is_exam = index > len(parts)
            number = f"{name}-exam" if is_exam else f"{name}-{index}"
            what = "exam" if is_exam else f"lesson {index} of {len(parts)}"
            lasts = model.take if form.take is not None and not is_exam else part.lasts
            counted = form.exam or 0.0 if is_exam else part.counts
            lesson = Lesson(course.id, trainees, part.counts, counted / _HOUR * self._training.worth, is_exam=is_exam)
            shot = replace(model, id=f"{number}A", scene=number, text=what, take=lasts, within=course.offered)
            if is_exam:
                shot = replace(shot, takes=1, need=replace(shot.need, gravity="any", flights=None))
            yield _scene(number, course, lesson, shot, self._unit)


def place_of(course: str) -> Steps:
    """Give where a course stands in the document."""
    return ("training", "courses", course)


def _name(course: Course, trainees: Sequence[str], form: CourseForm) -> str:
    return f"{course.id}-{trainees[0]}" if form.each else course.id


def _scene(number: str, course: Course, lesson: Lesson, shot: Shot, unit: Unit) -> Scene:
    return Scene(
        number=number,
        heading=course.name,
        eighths=0,
        screen_time=0.0,
        unit=unit,
        set=course.set,
        priority=course.priority,
        after=(),
        speaking=(),
        time_of_day=None,
        place_kind=None,
        synopsis="",
        note="",
        shots=(shot,),
        lesson=lesson,
    )


def in_order(scenes: Sequence[Scene], form: CourseForm, found: dict[str, list[Scene]]) -> Iterator[Scene]:
    """Give the lessons of a course, each after the one before it and after what of other courses comes first.

    All lessons come after all of these, not only the first after the last, so that the order holds for any that are
    planned; an exam comes after all lessons of its own course.
    """
    for scene in scenes:
        lesson = scene.lesson
        assert lesson is not None
        own = [one for one in scenes if one.lesson is not None and one.lesson.trainees == lesson.trainees]
        place = own.index(scene)
        before = own[:place] if lesson.is_exam else own[max(0, place - 1) : place]
        after = [one.number for one in before]
        for key, hours in form.after.items():
            after += [one.number for one in _first(found.get(key, ()), hours) if _share(one, lesson)]
        yield replace(scene, after=tuple(after))


def _share(scene: Scene, lesson: Lesson) -> bool:
    return scene.lesson is not None and bool(set(scene.lesson.trainees) & set(lesson.trainees))


def _first(scenes: Sequence[Scene], hours: float) -> Iterator[Scene]:
    """Give the lessons that make up the first hours of a course, for each class; all of them, if it has no more."""
    classes: dict[tuple[str, ...], list[Scene]] = {}
    for scene in scenes:
        if scene.lesson is not None:
            classes.setdefault(scene.lesson.trainees, []).append(scene)
    for of in classes.values():
        counts = [scene.lesson.hours if scene.lesson is not None else 0.0 for scene in of]
        whole = sum(counts) <= hours + _TRUE
        for scene, count, learnt in zip(of, counts, accumulate(counts), strict=True):
            if whole or learnt - count < hours - _TRUE:
                yield scene


def clashes(scenes: Sequence[Scene], lessons: Sequence[Scene], tree: Tree) -> Iterator[Message]:
    """Name what is a scene or shot of the breakdown and a lesson at once."""
    taken = {scene.number for scene in scenes} | {shot.id for scene in scenes for shot in scene.shots}
    for lesson in lessons:
        for name in (lesson.number, *(shot.id for shot in lesson.shots)):
            if name in taken:
                place = place_of(lesson.lesson.course) if lesson.lesson is not None else ()
                text = f"{name} is the name of a lesson, and stands in the breakdown"
                yield tree.message("E759", text, place, "give the course another name")
