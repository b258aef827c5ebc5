"""Reading the light phases: what the light is at an instant, when it changes next, and the nights of a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cupola.clock import Span, SpanSet
from cupola.light import PHASES
from cupola.publish.language import Language, english
from cupola.publish.moment import Clocks, Moment

_TOUCH: Final = 1.0
"""Seconds within which two phases meet: their edges are refined to 0.05 s."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light at an instant.

    Attributes
    ----------
    phase : str
        `sun`, `sunset`, `eclipse` or `sunrise`; empty where the phases say nothing.
    left : float or None
        Seconds to the next change; None when there is none to come.
    then : str
        The phase after it.
    """

    phase: str
    left: float | None
    then: str


@dataclass(frozen=True, slots=True)
class Night:
    """One revolution's darkness: sunset begins, the night from and to, sunrise ends.

    `length` is that of the night in minutes, `sunset_s` and `sunrise_s` are seconds. A part that does not happen (no
    full night at a high beta angle), or lies outside what is known, is None.
    """

    number: int
    sunset: Moment | None
    dark: Moment | None
    light: Moment | None
    sunrise_end: Moment | None
    length: str
    sunset_s: int
    sunrise_s: int
    minutes: float = 0.0


class Phases:
    """The light phases of a shoot, to be asked.

    Parameters
    ----------
    spans : mapping of str to SpanSet
        The spans of each phase; they do not overlap.
    """

    __slots__ = ("_ordered", "_spans", "_starts")

    def __init__(self, spans: Mapping[str, SpanSet]) -> None:
        self._spans = {phase: spans.get(phase, SpanSet()) for phase in PHASES}
        self._ordered = sorted((span, phase) for phase in PHASES for span in self._spans[phase])
        self._starts = [span.start for span, _ in self._ordered]

    def at(self, instant: float) -> Light:
        """Give the light at an instant."""
        index = bisect_right(self._starts, instant) - 1
        if index < 0 or instant >= self._ordered[index][0].stop:
            return Light("", None, "")
        span, phase = self._ordered[index]
        if index + 1 == len(self._ordered):
            return Light(phase, None, "")
        return Light(phase, span.stop - instant, self._ordered[index + 1][1])

    def spans(self, phase: str, within: Span) -> list[Span]:
        """Give the spans of a phase inside `within`."""
        return list(self._spans[phase].clip(within))

    def begun(self, phase: str, within: Span) -> int:
        """Count the spans of a phase that begin inside `within`."""
        return sum(1 for span in self._spans[phase] if span.start in within)

    def nights(self, within: Span, clocks: Clocks, language: Language | None = None) -> tuple[Night, ...]:
        """Give every night that has a part in `within`, whole, numbered from 1."""
        dark = self._spans["sunset"] | self._spans["eclipse"] | self._spans["sunrise"]
        joined = SpanSet(dark.starts - _TOUCH, dark.stops + _TOUCH)
        found = [span for span in joined if span.start + _TOUCH < within.stop and within.start < span.stop - _TOUCH]
        return tuple(self._night(number, span, clocks, language or english()) for number, span in enumerate(found, 1))

    def _night(self, number: int, span: Span, clocks: Clocks, language: Language) -> Night:
        sunset, dark, sunrise = (self._first(phase, span) for phase in ("sunset", "eclipse", "sunrise"))
        return Night(
            number=number,
            sunset=clocks.moment(sunset.start) if sunset else None,
            dark=clocks.moment(dark.start) if dark else None,
            light=clocks.moment(dark.stop) if dark else None,
            sunrise_end=clocks.moment(sunrise.stop) if sunrise else None,
            length=language.number(dark.length / 60, 1) if dark else "",
            sunset_s=round(sunset.length) if sunset else 0,
            sunrise_s=round(sunrise.length) if sunrise else 0,
            minutes=round(dark.length / 60, 1) if dark else 0.0,
        )

    def _first(self, phase: str, within: Span) -> Span | None:
        return next(iter(self._spans[phase].clip(within)), None)
