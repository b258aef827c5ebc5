"""How paper writes instants, lengths and page counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Final

from cupola.clock import DAY, Span, clock_text, date_text, midnight
from cupola.production.model import Production
from cupola.publish.language import Language, english

_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant on the three clocks, to the minute and to the second.

    Attributes
    ----------
    utc, crew : str
        `09:02` in UTC and on the crew's clock.
    utc_s, crew_s : str
        `09:02:10` on the same clocks.
    met : str
        Mission elapsed time, days/hours:minutes: `4/00:07`.
    date : str
        The date on the crew's clock: `2021-10-09`.
    at : float
        The instant itself, to the second.
    """

    utc: str
    crew: str
    utc_s: str
    crew_s: str
    met: str
    date: str
    at: float


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a production: UTC, the crew's, and the mission's.

    Parameters
    ----------
    offset : float
        Seconds by which the crew's clock is ahead of UTC.
    mission_start : float
        The instant from which mission time counts.
    name : str
        The name of the crew's clock.
    """

    offset: float
    mission_start: float
    name: str

    @classmethod
    def of(cls, production: Production) -> Clocks:
        """Give the clocks of a production."""
        return cls(production.crew_offset, production.mission_start, production.crew_clock)

    def moment(self, at: float) -> Moment:
        """Write an instant on all clocks."""
        return Moment(
            utc=clock_text(at),
            crew=clock_text(at, self.offset),
            utc_s=clock_text(at, seconds=True),
            crew_s=clock_text(at, self.offset, seconds=True),
            met=mission_time(at - self.mission_start),
            date=date_text(at + self.offset),
            at=float(floor(at + 0.5)),
        )

    def date(self, at: float) -> str:
        """Give the date of an instant on the crew's clock: `2021-10-09`."""
        return date_text(at + self.offset)

    def midnight(self, at: float) -> float:
        """Give the instant at which the crew's day of `at` began."""
        return midnight(at, self.offset)

    def span_text(self, span: Span) -> str:
        """Write a span on the crew's clock: `09:02–09:40`; a stop at the end of the day is 24:00.

        A span within a minute is that minute: `09:02`.
        """
        start = clock_text(span.start, self.offset)
        stop = "24:00" if span.stop == self.midnight(span.start) + DAY else clock_text(span.stop, self.offset)
        return start if start == stop and span.length < _MINUTE else f"{start}–{stop}"


def mission_time(seconds: float) -> str:
    """Write mission elapsed time as days/hours:minutes, `4/00:07`; before the start with a minus sign."""
    minutes = int((abs(seconds) + 0.5) // 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24)
    return f"{'−' if seconds < 0 and minutes else ''}{day}/{hour:02d}:{minute:02d}"


def long_date(date: str, language: Language | None = None) -> str:
    """Write `2021-10-09` as `Saturday 9 October 2021`, without the system's language."""
    return (language or english()).long_date(date)


def short_date(date: str, language: Language | None = None) -> str:
    """Write `2021-10-09` as `Sat 9 Oct`."""
    return (language or english()).short_date(date)


def minutes_text(seconds: float, language: Language | None = None) -> str:
    """Write a length of crew time: `45 min`, `2 h 05`, rounded to the minute; `26 s` below one."""
    return (language or english()).minutes(seconds)


def running_text(seconds: float) -> str:
    """Write a running time: `0:45`, `12:05`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
