"""The light on the ground: at a place named on the command line, at the sets of a film, at one set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cupola.cli.desk import print_json, say
from cupola.cli.light.aloft import flights_json, flights_text
from cupola.cli.light.question import Question, unknown
from cupola.cli.light.wording import figure, lines, pairs
from cupola.cli.light.worlds import world_lines, world_plain
from cupola.clock import Span, SpanSet, clock_text, utc_text
from cupola.errors import CupolaError, Message
from cupola.light import Need
from cupola.light.ground import GroundAlmanac, GroundDayRow, GroundSets, ground_days
from cupola.places.flown import Flown
from cupola.places.ground import BODIES, Horizon, Location
from cupola.plan.light import open_time
from cupola.production import Production
from cupola.units import UnitError, counted, duration_text, quantity

_NONE = "-"


@dataclass(frozen=True, slots=True)
class GroundOutlook:
    """The light of a film's sets on the ground, with the clock of its crew."""

    almanac: GroundSets
    offset: float
    clock: str
    production: Production


def ground_outlook(production: Production, question: Question) -> GroundOutlook:
    """Give what a question about a film on the ground is answered from."""
    sets = GroundSets(question.span(production.shoot), production.light.ground)
    return GroundOutlook(sets, production.crew_offset, production.crew_clock, production)


def ground_place(question: Question, location: str, horizon: str | None) -> None:
    """Answer for a place named on the command line, in UTC."""
    almanac = GroundAlmanac(read_location(location, horizon), question.span())
    everything = SpanSet.of([almanac.span])
    if question.as_json:
        print_json(_as_json(almanac, question, 0.0, everything))
        return
    _as_text(almanac, question, 0.0, "UTC", everything)
    say(f"limits: {almanac.limits.told(almanac.location.body)}")


def ground_sets(outlook: GroundOutlook, question: Question) -> None:
    """Answer for each set on the ground, or for the one that is named."""
    production, offset = outlook.production, outlook.offset
    if question.set is not None and question.set not in production.sets:
        raise unknown("set", question.set, production.sets)
    chosen = [production.sets[question.set]] if question.set is not None else list(production.sets.values())
    if any(one.flights is None for one in chosen):
        question.check_ground()
    almanacs = [(one, outlook.almanac.at(one.under_sky)) for one in chosen if one.under_sky is not None]
    if question.as_json:
        answers = {
            s.id: _as_json(a, question, offset, open_time(production, s), s.flights)
            | ({"flights": flights_json(s.flights)} if s.flights is not None else {})
            for s, a in almanacs
        }
        print_json(answers[question.set] if question.set is not None else {"sets": answers})
        return
    for one, almanac in almanacs:
        _as_text(almanac, question, offset, outlook.clock, open_time(production, one), one.flights)
        for line in flights_text(one.flights, offset) if one.flights is not None else ():
            print(line)
    body = almanacs[0][1].location.body if almanacs else "earth"  # the sets of a production are on one world
    say(f"limits: {outlook.almanac.limits.told(body)}")


def read_location(text: str, horizon: str | None = None) -> Location:
    """Read `45.92,63.34`, or `45.92,63.34,120m` with a height, and the angle of the terrain all around.

    `mars:-4.59,137.44` is a place on Mars, and `moon:` one on the Moon.

    Raises
    ------
    CupolaError
        Not understood (E373), or no place on the Earth (E370).
    """
    body, colon, figures = text.partition(":")
    world = body.strip().lower() if colon else "earth"
    words = [word.strip() for word in (figures if colon else text).split(",")]
    try:
        if world not in BODIES:
            raise ValueError
        if len(words) not in (2, 3):
            raise ValueError
        lat, lon = float(words[0]), float(words[1])
        height = quantity(words[2], "m") if len(words) == 3 else 0.0
    except ValueError as error:
        usual = "write degrees north and east: 45.92,63.34; with mars: or moon: before them on another world"
        hint = str(error) if isinstance(error, UnitError) else usual
        raise CupolaError(Message("E373", f'the place "{text[:60]}" is not understood', hint=hint)) from None
    level = Horizon.level(_angle(horizon) if horizon is not None else 0.0)
    return Location("the place", lat, lon, height, level, body=world)


def _angle(text: str) -> float:
    try:
        return quantity(text, "deg")
    except UnitError as error:
        raise CupolaError(Message("E373", f'the horizon "{text[:40]}" is not understood', hint=str(error))) from None


def _need(question: Question, place: Location, flights: Flown | None) -> Need | None:
    """Give the need that is asked for; None when it is the whole table."""
    if not question.names_a_need:
        return None
    phase = question.phase or "any"
    return Need(phase, question.window, question.direct, question.view, location=place, flights=flights)


def _as_json(
    almanac: GroundAlmanac, question: Question, offset: float, usable: SpanSet, flights: Flown | None = None
) -> dict[str, Any]:
    need = _need(question, almanac.location, flights)
    if need is None:
        return _table(almanac, offset) if almanac.location.body == "earth" else world_plain(almanac)
    (spans,) = almanac.opportunities([need])
    return {
        "need": str(need),
        "opportunities": pairs(spans & usable),
        "limits": almanac.limits.told(almanac.location.body),
    }


def _as_text(
    almanac: GroundAlmanac,
    question: Question,
    offset: float,
    clock: str,
    usable: SpanSet,
    flights: Flown | None = None,
) -> None:
    need = _need(question, almanac.location, flights)
    found = almanac.opportunities([need]) if need is not None else []
    print(f"{almanac.location}; {almanac.location.horizon}")
    if need is not None:
        (spans,) = found
        _print_spans(spans & usable, offset, clock, f"{almanac.location.name}, {need}")
    elif question.edges:
        _print_edges(almanac, offset, clock)
    elif almanac.location.body != "earth":
        print("\n".join(world_lines(almanac, offset)))
    else:
        _print_days(almanac, offset, clock)


def _print_spans(spans: SpanSet, offset: float, clock: str, what: str) -> None:
    for line in lines(spans, offset):
        print(line)
    in_all = f"{counted(len(spans), 'time')}, {duration_text(spans.total)} in all"
    say(f"{what}: {in_all}; times on the right are {clock}")


def _table(almanac: GroundAlmanac, offset: float) -> dict[str, Any]:
    place = almanac.location
    return {
        "location": {
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "height_m": place.height,
            "horizon_deg": [list(point) for point in place.horizon.points],
        },
        "days": [_day_as_json(day) for day in ground_days(almanac, offset)],
        "edges": [{"utc": utc_text(edge.at, 3), "kind": edge.kind} for edge in almanac.edges()],
        "limits": str(almanac.limits),
    }


def _day_as_json(day: GroundDayRow) -> dict[str, Any]:
    return {
        "date": day.date,
        "sunrises": [utc_text(at, 2) for at in day.sunrises],
        "sunsets": [utc_text(at, 2) for at in day.sunsets],
        "sun_up_s": round(day.sun_up, 1),
        "golden": pairs(SpanSet.of(day.golden)),
        "blue": pairs(SpanSet.of(day.blue)),
        "noon": utc_text(day.noon, 2) if day.noon == day.noon else None,
        "noon_elevation_deg": figure(day.noon_elevation, 3),
        "moonrises": [utc_text(at, 2) for at in day.moonrises],
        "moonsets": [utc_text(at, 2) for at in day.moonsets],
        "moon_lit": round(day.moon_lit, 3),
        "moon_age_deg": round(day.moon_age, 1),
    }


def _print_edges(almanac: GroundAlmanac, offset: float, clock: str) -> None:
    print(f"{'UTC':24s}  {clock:8s}")
    for edge in almanac.edges():
        print(f"{utc_text(edge.at, 1):24s}  {clock_text(edge.at, offset, seconds=True):8s}  {edge.kind}")


def _print_days(almanac: GroundAlmanac, offset: float, clock: str) -> None:
    head = f"{clock + ' day':12s} {'sunrise':>11s} {'sunset':>11s} {'sun up':>11s}"
    print(f"{head}  {'golden hours':25s} {'blue hours':25s} {'noon':14s} moon")
    for day in ground_days(almanac, offset):
        rises, sets = _instants(day.sunrises, offset), _instants(day.sunsets, offset)
        noon = f"{clock_text(day.noon, offset)} {day.noon_elevation:4.1f} deg" if day.noon == day.noon else _NONE
        hours = f"{_hours(day.golden, offset):25s} {_hours(day.blue, offset):25s}"
        moon = f"{'waxing' if day.moon_age < 180 else 'waning'}, {day.moon_lit:.0%} lit"
        print(f"{day.date:12s} {rises:>11s} {sets:>11s} {duration_text(day.sun_up):>11s}  {hours} {noon:14s} {moon}")


def _instants(at: Sequence[float], offset: float) -> str:
    return " ".join(clock_text(one, offset) for one in at) or _NONE


def _hours(spans: Sequence[Span], offset: float) -> str:
    return ", ".join(f"{clock_text(s.start, offset)}-{clock_text(s.stop, offset)}" for s in spans) or _NONE
