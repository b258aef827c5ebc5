"""Lessons as values: what a scene of training is, what courses there are, and who is to know what by when."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.clock import Span


@dataclass(frozen=True, slots=True)
class Lesson:
    """That a scene is a lesson of a course for these trainees, which counts for `hours` seconds of it.

    An exam counts for nothing, and comes after them. `worth` is what it counts for beside seconds of screen time.
    """

    course: str
    trainees: tuple[str, ...]
    hours: float
    worth: float
    is_exam: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A course: who learns, who teaches (all of them, and one of the group `one_of`), in which set, when at all."""

    id: str
    name: str
    trainees: tuple[str, ...]
    instructors: tuple[str, ...]
    one_of: str | None
    set: str
    offered: Span
    priority: int
    source: str = ""
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Training:
    """The training of a production: its courses in the order of the document, all learnt by `ready_by`."""

    ready_by: float
    courses: tuple[Course, ...]
