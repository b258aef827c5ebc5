"""The light of a shooting day at its places on the ground: blue and golden hours, the Sun over the terrain."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.clock import Span
from cupola.light.ground.almanac import GroundAlmanac
from cupola.light.ground.days import GroundDayRow, ground_days
from cupola.places.ground import Horizon, Location
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.moment import Moment


@dataclass(frozen=True, slots=True)
class GroundLight:
    """The light of a day at one place; what does not happen there on that day is None.

    Attributes
    ----------
    sets : str
        The sets of the day that are there.
    blue, sunrise, day : Moment or None
        The blue hour of the morning begins, the Sun comes over the terrain, the golden hour ends.
    golden, sunset, night : Moment or None
        The golden hour of the evening begins, the Sun goes, the blue hour ends.
    """

    sets: str
    blue: Moment | None
    sunrise: Moment | None
    day: Moment | None
    golden: Moment | None
    sunset: Moment | None
    night: Moment | None


def ground_light(day: ShootingDay, schedule: Schedule) -> tuple[GroundLight, ...]:
    """Give the light of a day at each place on the Earth's ground at which something is shot, in order."""
    production = schedule.production
    names: dict[tuple[float, float, Horizon], tuple[Location, list[str]]] = {}
    for work in day.works:
        here = production.sets[work.strip.set]
        if here.location is not None and here.location.body == "earth" and here.flights is None:
            place = names.setdefault(_terrain(here.location), (here.location, []))
            place[1].extend([] if here.name in place[1] else [here.name])
    midnight = schedule.clocks.midnight(day.span.start)
    return tuple(_light(place, midnight, ", ".join(sets), schedule) for place, sets in names.values())


def _terrain(place: Location) -> tuple[float, float, Horizon]:
    """Give what the hours of a place depend on: two sets of one house may look at other trees."""
    return place.lat, place.lon, place.horizon


def _light(place: Location, midnight: float, sets: str, schedule: Schedule) -> GroundLight:
    offset = schedule.production.crew_offset
    almanac = GroundAlmanac(place, Span(midnight, midnight + 86_400.0), schedule.production.light.ground)
    (row,) = ground_days(almanac, offset)
    blue = _turns(row, [one.start for one in row.blue], [one.stop for one in row.blue])
    golden = _turns(row, [one.stop for one in row.golden], [one.start for one in row.golden])
    moment = schedule.clocks.moment
    instants = (
        blue[0],
        min(row.sunrises, default=None),
        golden[0],
        golden[1],
        max(row.sunsets, default=None),
        blue[1],
    )
    return GroundLight(sets, *(moment(at) if at is not None else None for at in instants))


def _turns(row: GroundDayRow, morning: list[float], evening: list[float]) -> tuple[float | None, float | None]:
    """Give the first of some instants before noon and the last of others after it; the ends of the day are none."""
    early = [at for at in morning if row.span.start < at < row.noon]
    late = [at for at in evening if row.noon < at < row.span.stop]
    return min(early, default=None), max(late, default=None)
