"""A course: the way of a station through a span, whatever file it came from."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY, Instants, Span
from cupola.sky.happening import Happening
from cupola.sky.orbit import Ephemeris, Seam, Vectors
from cupola.units import counted


class Course(Protocol):
    """What gives the states of a station over a span: an `Orbit` from element sets, a `StateOrbit` from states."""

    @property
    def name(self) -> str:
        """What messages call its source."""

    @property
    def identities(self) -> tuple[str, ...]:
        """By what its source names the satellite: catalogue number, designator; empty where it does not."""

    @property
    def span(self) -> Span:
        """Where it can answer, both ends included."""

    @property
    def joints(self) -> Instants:
        """The instants in the span, shape (m,), at which it jumps or an engine starts or stops."""

    @property
    def seams(self) -> tuple[Seam, ...]:
        """Where one source takes over from another, and by how much the orbit jumps there."""

    @property
    def revolution(self) -> float:
        """The length of a revolution in seconds."""

    @property
    def events(self) -> tuple[Happening, ...]:
        """What the source announces for the span: launches, arrivals, departures, burns; in order of time."""

    def states(self, at: ArrayLike) -> tuple[Vectors, Vectors]:
        """Give position (n, 3) in km and velocity (n, 3) in km/s, TEME, at instants of the span, shape (n,)."""

    def positions(self, at: ArrayLike) -> Vectors:
        """Give position (n, 3) in km, TEME, at instants of the span, shape (n,)."""

    def ephemeris(self, step: float = 120.0) -> Ephemeris:
        """Give it as a table that is fast to read, with at most `step` seconds between nodes; each has its own step."""

    def age(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the age of the source in seconds at instants, shape (n,); nan where it is not known."""

    def timing_error(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the expected timing error in seconds, one standard deviation, shape (n,); nan where none is stated."""


def age_words(course: Course, at: float) -> str:
    """Say how old the source of a course is at an instant of its span, and how far off the timing may be.

    `elements 6 days old: ±5.7 s`, `elements of 3 days later: ±1.9 s`,
    `states published 4 days before: the file states no timing error`.
    """
    age, error = float(course.age([at])[0]), float(course.timing_error([at])[0])
    if np.isfinite(error):
        old = f"{_days(age)} old" if age >= 0 else f"of {_days(-age)} later"
        return f"elements {old}: ±{error:.1f} s"
    published = "" if np.isnan(age) else f" published {_days(abs(age))} {'before' if age >= 0 else 'later'}"
    return f"states{published}: the file states no timing error"


def _days(seconds: float) -> str:
    days = seconds / DAY
    if days < 1:
        hours = round(seconds / 3600)
        return counted(hours, "hour")
    shown = f"{days:.1f}" if days < 2 else f"{days:.0f}"
    return f"{shown} days" if shown != "1.0" else "1 day"
