"""The training of production.yaml as written, and the packaged catalogues of courses."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from cupola.production.fields import Duration, Form, Instant, Priority, Text, Word, Words
from cupola.production.scheme import WORDS, Reading, amount, either
from cupola.tree import parse

CATALOGUES: Final = ("star-city",)
"""The packaged catalogues."""

_ALL: Final = "400 d"
"""More hours than any course has: all of it comes first."""


def _before(value: Any) -> Any:
    """Let a course, or a list of them, stand for all hours of each."""
    words = value if isinstance(value, list) else [value]
    return value if isinstance(value, dict) else {word: _ALL for word in words if isinstance(word, str)}


_BEFORE: Final = either({"type": "object", "additionalProperties": amount("s")}, *WORDS["anyOf"])
Before = Annotated[dict[Word, Duration], Reading(_before, written=_BEFORE)]
"""By course, how many seconds of it come first."""


class CourseForm(Form):
    """A course: how many hours in which lessons, who is in it, and where; what is left out comes from the catalogue."""

    name: Word | None = None
    hours: Annotated[Duration, Field(gt=0)] | None = None
    lesson: Annotated[Duration, Field(ge=60)] | None = None
    lessons: Annotated[int, Field(ge=1, le=400)] | None = None
    counts: Annotated[Duration, Field(gt=0)] | None = None
    each: bool = False
    trainees: Words | None = None
    instructors: Words = []
    one_of: Word | None = None
    set: Word | None = None
    gear: dict[Word, Annotated[int, Field(ge=1, le=1000)]] = {}
    after: Before = {}
    light: Word = "any"
    gravity: Word = "any"
    take: Annotated[Duration, Field(ge=1)] | None = None
    takes: Annotated[int, Field(ge=1, le=100)] = 1
    reset: Duration = 0.0
    start: Instant | None = Field(default=None, alias="from")
    stop: Instant | None = Field(default=None, alias="to")
    exam: Annotated[Duration, Field(ge=60)] | None = None
    setup: Duration = 0.0
    priority: Priority = 2
    ships: Words = []
    kind: Text = ""
    role: Text = ""
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class TrainingForm(Form):
    """What is learnt before the flight: who learns, by when, what an hour of it is worth, and the courses."""

    catalogue: Word = CATALOGUES[0]
    ready_by: Instant | None = None
    worth: Annotated[Duration, Field(gt=0)] = 60.0
    trainees: Annotated[Words, Field(min_length=1, max_length=50)]
    courses: Annotated[dict[Word, CourseForm], Field(min_length=1, max_length=100)]


@cache
def catalogue(name: str) -> dict[str, CourseForm]:
    """Read a packaged catalogue by name (one of `CATALOGUES`)."""
    text = (files("cupola.production") / "data" / "training.yaml").read_text(encoding="utf-8")
    plain: Any = parse(text, "training.yaml").root.plain()
    return {key: CourseForm.model_validate(course) for key, course in plain["catalogues"][name].items()}


def laid_over(usual: CourseForm | None, own: CourseForm) -> CourseForm:
    """Give a course of a catalogue with what a production says of it laid over it.

    A number of lessons stands for the hours of the catalogue, and the other way round; a take of one's own, for what a
    lesson of the catalogue takes.
    """
    if usual is None:
        return own
    given = {name: getattr(own, name) for name in own.model_fields_set}
    if "lessons" in given and "hours" not in given:
        given["hours"] = None
    return usual.model_copy(update=given)
