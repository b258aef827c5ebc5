"""How the hours of a course are cut into lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.production.trainingform import CourseForm
from cupola.units import duration_text

_SHORTEST: Final = 900.0
"""Seconds: the rest of a course that is shorter is no lesson."""
_TRUE: Final = 1.0
"""Seconds that hours may be off."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A lesson of a course as it is cut: how long it lasts, and for how many seconds of the course it counts."""

    lasts: float
    counts: float


def cut(form: CourseForm) -> list[Cut] | str:
    """Cut a course into lessons; or say, in words, why that does not go.

    The hours are given, or the number of lessons, or both. What is left after whole lessons is a shorter one.
    """
    whole = form.take * form.takes + form.reset * (form.takes - 1) if form.take is not None else form.lesson
    if form.hours is not None and form.lessons is not None and whole is None:
        whole = form.hours / form.lessons
    if whole is None:
        return "it says neither how long a lesson is, nor of how many lessons how many hours are"
    counts = form.counts if form.counts is not None else whole
    if form.lessons is not None:
        if form.hours is not None and abs(form.lessons * counts - form.hours) > _TRUE:
            asked = f"{form.lessons} lessons that count for {duration_text(counts)}"
            return f"{asked} are {duration_text(form.lessons * counts)}, and its hours are {duration_text(form.hours)}"
        return [Cut(whole, counts)] * form.lessons
    if form.hours is None:
        return "it says neither its hours nor how many lessons it has"
    number, rest = divmod(form.hours + _TRUE / 2, counts)
    rest -= _TRUE / 2
    if rest <= _TRUE:
        return [Cut(whole, counts)] * int(number)
    near = f"{duration_text(number * counts)} or {duration_text((number + 1) * counts)}"
    if form.counts is not None or form.take is not None or rest < _SHORTEST:
        words = f"{duration_text(form.hours)} cannot be cut into lessons of {duration_text(counts)}"
        return f"{words}: {near if number else duration_text(counts)} can"
    return [*[Cut(whole, counts)] * int(number), Cut(rest, rest)]
