"""The almanac of a shoot: light phases, opportunities of needs, the day table. All of it is solved, nothing sampled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain
from operator import and_, or_

import numpy as np

from cupola.clock import DAY, Instants, Span, SpanSet, calendar_days, date_text
from cupola.errors import CupolaError, Message, SkyError
from cupola.light.condition import Condition
from cupola.light.demand import Demand, demand, direct_sun
from cupola.light.edges import Edges, edges
from cupola.light.gravity import refuse_other_gravity
from cupola.light.ground.limits import GroundLimits
from cupola.light.ground.sets import GroundSets
from cupola.light.guard import guarded
from cupola.light.link import has_link, link_condition, links_of, refuse_other_link
from cupola.light.meter import Meter, Surroundings
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits, Need
from cupola.light.phases import PhaseConditions
from cupola.light.search import needed, search
from cupola.light.shade import Shadow, shadows
from cupola.places import Station
from cupola.sky import Course, SunTable, beta_angle
from cupola.sky.eclipse import Limit, limit
from cupola.sky.moon import MoonTable
from cupola.sky.orbit import refuse_outside


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of light.

    Attributes
    ----------
    date : str
        The day, on the clock asked for.
    span : Span
        The part of it that the almanac covers.
    beta : float
        Beta angle at noon in deg (at the middle of the part covered, if noon is not); negative: Sun to starboard.
    sunrises, sunsets : tuple of float
        Instants at which the Sun's centre crosses the limb of the WGS84 ellipsoid, straight rays.
    nights : int
        Nights that begin on the day.
    night : float
        Mean length in seconds of those, from sunset to sunrise; nan without one that also ends in the almanac.
    sunset : float
        Mean length in seconds of the light phase `sunset`; nan without one.
    """

    date: str
    span: Span
    beta: float
    sunrises: tuple[float, ...]
    sunsets: tuple[float, ...]
    nights: int
    night: float
    sunset: float


class Almanac:
    """The light of a span at a station.

    Parameters
    ----------
    orbit : Course
        Must cover the span.
    station : Station
        Windows, attitude, landmarks.
    span : Span
        What the almanac covers.
    lost : SpanSet
        When the attitude is lost: whatever depends on the station's attitude does not hold then.
    limits : LightLimits
        Where light and view begin and end.
    ground : GroundLimits
        The same for sets on the ground.
    surroundings : Surroundings
        How bright the Earth is, for meters.

    Raises
    ------
    SkyError
        The orbit does not cover the span (E307).
    """

    def __init__(
        self,
        orbit: Course,
        station: Station,
        span: Span,
        lost: SpanSet | None = None,
        limits: LightLimits | None = None,
        *,
        ground: GroundLimits | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self.orbit, self.station, self.span = orbit, station, span
        refuse_outside(np.array([span.start, span.stop]), orbit.span, orbit.name)
        self.lost = lost if lost is not None else SpanSet()
        self.limits = limits if limits is not None else LightLimits()
        self.vantage = Vantage(orbit.ephemeris(), SunTable(orbit.span), station.attitude, MoonTable(orbit.span))
        self._solved: dict[Condition, SpanSet] = {}
        self.surroundings = surroundings if surroundings is not None else Surroundings()
        self._ground = GroundSets(span, ground)

    def part(self, span: Span) -> Almanac:
        """Give the almanac of a part of the span."""
        ground, looks = self._ground.limits, self.surroundings
        return Almanac(self.orbit, self.station, span, self.lost, self.limits, ground=ground, surroundings=looks)

    def meter(self, window: str) -> Meter:
        """Give the light meter on a window.

        Raises
        ------
        DocumentError
            An unknown window (E311).
        """
        return Meter(self.station, window, self.vantage, self.limits, self.surroundings)

    def phases(self) -> dict[str, SpanSet]:
        """Give the spans of `sun`, `eclipse`, `sunrise` and `sunset`; together they fill the span."""
        return dict(self._phases)

    @cached_property
    def _phases(self) -> dict[str, SpanSet]:
        parts = PhaseConditions.of(self.limits)
        self._solve((parts.first, parts.full))
        return parts.spans(self._solved[parts.first], self._solved[parts.full], self.vantage, self.span)

    def opportunities(self, needs: Sequence[Need]) -> list[SpanSet]:
        """Give, for each need, when all it asks for holds at once; a need on the ground is answered from its place.

        Every instant of an opportunity holds also by `light.holds`, which propagates it afresh: spans are cut by 10 ms
        at both ends, except where the almanac itself ends.

        Raises
        ------
        DocumentError, SkyError
            Unknown words, windows or landmarks, needs that contradict themselves (E311 to E313, E372), a window that
            never sees the Earth (E314), a gravity (E734) or a link (E745) that is never there; all of them at once.
        """
        aboard = iter(self._aboard([need for need in needs if need.location is None]))
        below = iter(self._ground.opportunities([need for need in needs if need.location is not None]))
        return [next(aboard if need.location is None else below) for need in needs]

    def _aboard(self, needs: Sequence[Need]) -> list[SpanSet]:
        demands = self._demands(needs)
        links = self.station.links
        over = [link_condition(need, one) for need in needs if need.link != "any" for one in links.values()]
        self._solve([*over, *(c for d in demands for c in (*d.conditions, *chain.from_iterable(d.one_of)))])
        self._refuse_blind(needs, demands)
        return [
            guarded(self._opportunity(asked) & self._linked(need), self.span)
            for need, asked in zip(needs, demands, strict=True)
        ]

    def links(self) -> dict[str, SpanSet]:
        """Give when each link of the station is open, by its name."""
        links = self.station.links
        return dict(zip(links, self.opportunities([Need(link=key) for key in links]), strict=True))

    def _linked(self, need: Need) -> SpanSet:
        return has_link(need, self.station.links, self.span, self.lost, self._solved.__getitem__)

    def shadows(self, window: str) -> list[Shadow]:
        """Give when the Sun would fall through a window but the station itself is in the way, and what of it.

        Raises
        ------
        DocumentError
            An unknown window (E311).
        """
        falls, above, reaches = asked = direct_sun(window, self.station, self.limits)
        self._solve(asked)
        dark = (self._solved[falls] & self._solved[above]) - self._solved[reaches] - self.lost
        return shadows(dark, reaches.sight, self.vantage)

    def edges(self, what: Limit | None = None) -> Edges:
        """Give the sunrises and sunsets; by default of the Sun's centre on the WGS84 ellipsoid, straight rays."""
        return edges(self.vantage, self.span, what or limit("centre"))

    @cached_property
    def _edges(self) -> Edges:
        return self.edges()

    @property
    def sunrises(self) -> Instants:
        """Instants at which the Sun's centre rises above the limb, shape (n,)."""
        return self._edges.sunrises

    @property
    def sunsets(self) -> Instants:
        """Instants at which the Sun's centre sinks below the limb, shape (n,)."""
        return self._edges.sunsets

    def beta(self, at: Instants) -> Instants:
        """Give the beta angle in deg at instants, shape (n,); negative: the Sun is to starboard."""
        moment = self.vantage.at(at)
        return beta_angle(moment.position, moment.velocity, moment.sun)

    def day_table(self, offset: float = 0.0) -> list[DayRow]:
        """Give a row for each day, from midnight to midnight on a clock `offset` seconds ahead of UTC."""
        return [self._day(midnight, day, offset) for midnight, day in calendar_days(self.span, offset)]

    def _day(self, midnight: float, day: Span, offset: float) -> DayRow:
        noon = midnight + DAY / 2
        at = noon if noon in day else (day.start + day.stop) / 2
        rises, sets = _within(self.sunrises, day), _within(self.sunsets, day)
        dusk = self.phases()["sunset"]
        dusks = (dusk.stops - dusk.starts)[(dusk.starts >= day.start) & (dusk.starts < day.stop)]
        return DayRow(
            date=date_text(midnight + offset),
            span=day,
            beta=float(self.beta(np.array([at]))[0]),
            sunrises=tuple(rises.tolist()),
            sunsets=tuple(sets.tolist()),
            nights=len(sets),
            night=self._mean_night(sets),
            sunset=float(dusks.mean()) if len(dusks) else float("nan"),
        )

    def _mean_night(self, sets: Instants) -> float:
        following = np.searchsorted(self.sunrises, sets)
        ended = following < len(self.sunrises)
        if not ended.any():
            return float("nan")
        return float((self.sunrises[following[ended]] - sets[ended]).mean())

    def _demands(self, needs: Sequence[Need]) -> list[Demand]:
        found: list[Demand] = []
        faults: list[Message] = []
        for need in needs:
            try:
                refuse_other_gravity(need)
                refuse_other_link(need, links_of(need, self.station))
                found.append(demand(need, self.station, self.limits))
            except CupolaError as error:
                faults += error.messages
        if faults:
            raise SkyError(*dict.fromkeys(faults))
        return found

    def _solve(self, conditions: Iterable[Condition]) -> None:
        """Solve, in one search, the conditions that were not solved before, and those that they lie within."""
        new = [c for c in needed(conditions) if c not in self._solved]
        if new:
            joints = np.concatenate([self.vantage.joints(self.span), self.station.joints(self.span)])
            found = search(new, self.vantage.at, self.span, joints, known=self._solved)
            self._solved.update(zip(new, found, strict=True))

    def _refuse_blind(self, needs: Sequence[Need], demands: Sequence[Demand]) -> None:
        faults: list[Message] = []
        for need, asked in zip(needs, demands, strict=True):
            if asked.sees_earth is not None and not self._solved[asked.sees_earth]:
                text = f'the Earth is never within {asked.sees_earth.half_view:g} deg of the axis of "{need.window}"'
                hint = "look through a window that points down or to the horizon, or widen its half view"
                faults.append(Message("E314", text, hint=hint))
        if faults:
            raise SkyError(*dict.fromkeys(faults))

    def _opportunity(self, asked: Demand) -> SpanSet:
        found = SpanSet([self.span.start], [self.span.stop])
        if asked.phase is not None:
            found = self._phases[asked.phase]
        for condition in asked.conditions:
            found = found & self._solved[condition]
        if asked.one_of:
            found = found & reduce(or_, (reduce(and_, (self._solved[c] for c in every)) for every in asked.one_of))
        if asked.turned:
            found = found - self.lost
        return found


def _within(at: Instants, span: Span) -> Instants:
    found: Instants = at[(at >= span.start) & (at < span.stop)]
    return found
