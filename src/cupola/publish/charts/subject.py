"""What a picture is of: its title, its clock, where one stands, what happens meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cupola.clock import Span, SpanSet, clock_text, date_text, midnight
from cupola.places import Station
from cupola.plan.result import Plan
from cupola.production.model import Production, Set
from cupola.production.person import Person
from cupola.publish.moment import short_date


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the station's timeline that stops filming; `lost`: and no direction can be relied on."""

    what: str
    span: Span
    lost: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of.

    Attributes
    ----------
    title : str
        The production's title, or the orbit's name.
    offset : float
        Seconds by which the clock below the picture is ahead of UTC.
    clock : str
        That clock's name.
    place : str
        Where one stands: a set's name, or the station's.
    windows : tuple of str
        Ids of the windows that matter there; may be empty.
    open : SpanSet or None
        When the set may be used; None: always.
    marks : tuple of Mark
        What stops filming.
    people : tuple of Person
        Whose days are shown.
    film : SpanSet
        When the plan sets up and rolls there.
    """

    title: str
    offset: float
    clock: str
    place: str
    windows: tuple[str, ...] = ()
    open: SpanSet | None = None
    marks: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()
    film: SpanSet = field(default_factory=SpanSet)

    @classmethod
    def bare(cls, title: str, station: Station, windows: Sequence[str] = ()) -> Subject:
        """Give the subject of an orbit without a production, on UTC."""
        marks = tuple(Mark(e.what, e.span, e.effect == "attitude lost") for e in station.events if e.effect != "none")
        return cls(title, 0.0, "UTC", station.name, tuple(windows), marks=marks)

    @classmethod
    def of(
        cls,
        production: Production,
        windows: Sequence[str] = (),
        where: Set | None = None,
        usable: SpanSet | None = None,
        plan: Plan | None = None,
    ) -> Subject:
        """Give the subject of a production.

        Parameters
        ----------
        windows : sequence of str
            The windows that matter.
        where : Set or None
            The set one stands in; None: the whole station.
        usable : SpanSet or None
            When the set may be used; None: always.
        plan : Plan or None
            Its strips on the set (on all sets) are shown as film time.
        """
        strips = plan.strips if plan is not None else ()
        here = [strip for strip in strips if where is None or strip.set == where.id]
        return cls(
            title=production.title,
            offset=production.crew_offset,
            clock=production.crew_clock,
            place=where.name if where is not None else production.station.name,
            windows=tuple(windows),
            open=usable,
            marks=tuple(Mark(e.what, e.span, e.attitude_lost) for e in production.events if e.stops_filming),
            people=tuple(production.people.values()),
            film=SpanSet.of(one.span for strip in here for one in strip.passes),
        )

    def midnight(self, at: float) -> float:
        """Give the instant at which the clock's day of `at` began."""
        return midnight(at, self.offset)

    def dates(self, span: Span) -> str:
        """Write the days of a span: `Tue 5 Oct – Sun 17 Oct 2021`."""
        first, last = date_text(span.start + self.offset), date_text(span.stop + self.offset - 1e-3)
        if first == last:
            return f"{short_date(first)} {first[:4]}"
        return f"{short_date(first)} – {short_date(last)} {last[:4]}"

    def times(self, span: Span) -> str:
        """Write a span on the clock: `09:02–10:34`; a stop at midnight is 24:00."""
        stop = clock_text(span.stop, self.offset)
        return f"{clock_text(span.start, self.offset)}–{'24:00' if stop == '00:00' else stop}"
