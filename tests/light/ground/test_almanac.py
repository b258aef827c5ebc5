"""The almanac of a place: Skyfield's rises and sets within a second, none lost, polar day and night included."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import DAY, Span, SpanSet, instant
from cupola.errors import SkyError
from cupola.light import Need
from cupola.light.condition import Condition
from cupola.light.ground import GROUND_PHASES, GROUND_WORDS, GroundAlmanac, GroundLimits, holds_on_ground
from cupola.light.ground.conditions import SunHigher
from cupola.light.ground.sight import elevation, half_disc, to_moon
from cupola.light.moment import Moment
from cupola.light.search import search
from cupola.places.ground import Horizon, Location
from tests.light.ground.places import PLACES, POLE, QUITO, SHOOT, STEPPE, SVALBARD, SYDNEY, TROMSO, YEAR, altaz, events

ALMANAC_HORIZON = -50.0 / 60.0
"""The centre's true elevation at rising and setting as almanacs have it, in deg: 34' of refraction, 16' of disc."""


@dataclass(frozen=True, slots=True)
class MoonByTheAlmanac(Condition):
    """The Moon's upper limb over the level horizon with 34' of refraction, as Skyfield has it."""

    step: ClassVar[float] = 1800.0
    location: Location

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        sight = to_moon(moment, self.location)
        result: NDArray[np.float64] = elevation(sight) + half_disc(sight, 1737.4) + 34.0 / 60.0
        return result


@cache
def year_of(place: Location) -> GroundAlmanac:
    return GroundAlmanac(place, YEAR)


@cache
def shoot_at(place: Location) -> GroundAlmanac:
    return GroundAlmanac(place, SHOOT)


def inner(at: NDArray[np.float64], span: Span) -> NDArray[np.float64]:
    found: NDArray[np.float64] = at[(at > span.start) & (at < span.stop)]
    return found


@pytest.mark.parametrize("place", [STEPPE, QUITO, SYDNEY, TROMSO, SVALBARD], ids=str)
def test_a_years_sunrises_and_sunsets_are_skyfields_within_half_a_second_and_none_is_lost(place: Location) -> None:
    """From 365 of each in Sydney to 126 in Longyearbyen, where the polar day and night lie between."""
    (up,) = search([SunHigher(place, ALMANAC_HORIZON)], year_of(place).vantage.at, YEAR)
    for ours, what in ((up.starts, "risings"), (up.stops, "settings")):
        found, theirs = inner(ours, YEAR), events(place, "sun", what, YEAR)
        assert len(found) == len(theirs)
        assert np.abs(found - theirs).max() < 0.5


@pytest.mark.parametrize("place", [STEPPE, QUITO, SYDNEY], ids=str)
def test_a_years_moonrises_and_moonsets_are_skyfields_within_two_seconds(place: Location) -> None:
    """Half of them within 0.25 s; the rest is the 11 arcsec of the Moon's own formula."""
    (up,) = search([MoonByTheAlmanac(place)], year_of(place).vantage.at, YEAR)
    for ours, what in ((up.starts, "risings"), (up.stops, "settings")):
        found, theirs = inner(ours, YEAR), events(place, "moon", what, YEAR)
        assert len(found) == len(theirs)
        apart = np.abs(found - theirs)
        assert apart.max() < 2.0
        assert np.median(apart) < 0.25


@pytest.mark.parametrize("place", [TROMSO, SVALBARD], ids=str)
def test_in_the_arctic_the_moon_skims_the_horizon_and_none_is_lost(place: Location) -> None:
    (up,) = search([MoonByTheAlmanac(place)], year_of(place).vantage.at, YEAR)
    theirs = events(place, "moon", "risings", YEAR)
    found = inner(up.starts, YEAR)
    assert len(found) == len(theirs)
    assert np.abs(found - theirs).max() < 10.0


def test_at_the_pole_the_year_is_one_day_and_one_night() -> None:
    sun = year_of(POLE).sun_up()
    assert len(sun) == 2  # the day that was on at new year, and the one that began in September
    assert [round((x - YEAR.start) / DAY) for x in (sun.stops[0], sun.starts[1])] == [80, 263]


def test_at_sunrise_skyfields_upper_limb_stands_on_the_terrain() -> None:
    """True elevation by Skyfield, its refraction in the same air, the Sun's half disc: all of it meets the mountain."""
    from skyfield.earthlib import refract

    mountains = replace(STEPPE, horizon=Horizon(((60.0, 1.0), (120.0, 7.0), (240.0, 9.0), (300.0, 2.0))))
    sun = GroundAlmanac(mountains, SHOOT).sun_up()
    at = np.concatenate([inner(sun.starts, SHOOT), inner(sun.stops, SHOOT)])
    assert len(at) == 26
    true, side, away = altaz(mountains, "sun", at)
    upper = refract(true + np.degrees(np.arcsin(695700.0 / away)), 10.0, 1010.0 * mountains.density)
    assert np.abs(upper - mountains.horizon.angle(side)).max() < 0.002


def test_a_mountain_of_seven_degrees_takes_minutes_from_both_ends_of_the_day() -> None:
    valley = replace(STEPPE, horizon=Horizon.level(7.0))
    plain, deep = shoot_at(STEPPE).sun_up(), GroundAlmanac(valley, SHOOT).sun_up()
    assert len(plain) == len(deep) == 13
    assert (deep.starts - plain.starts > 40 * 60).all()
    assert (plain.stops - deep.stops > 40 * 60).all()


def test_behind_a_peak_the_sun_sets_twice_a_day() -> None:
    peak = Horizon(((170.0, 0.0), (175.0, 40.0), (185.0, 40.0), (190.0, 0.0)))
    sun = GroundAlmanac(replace(STEPPE, horizon=peak), SHOOT).sun_up()
    assert len(sun) == 2 * 13


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_phases_fill_the_span_without_overlap(place: Location) -> None:
    phases = shoot_at(place).phases()
    assert tuple(phases) == GROUND_PHASES
    assert sum(spans.total for spans in phases.values()) == pytest.approx(SHOOT.length, abs=0.1)
    for a in GROUND_PHASES:
        for b in GROUND_PHASES:
            assert a == b or (phases[a] & phases[b]).total == 0.0


def test_light_goes_night_blue_golden_day_golden_blue_night() -> None:
    phases = shoot_at(STEPPE).phases()
    begins = sorted((float(s.start), word) for word, spans in phases.items() for s in spans)
    words = [word for _, word in begins][:8]
    assert words == ["night", "blue", "golden", "day", "golden", "blue", "night", "blue"]


def test_the_golden_hour_lasts_an_hour_on_the_steppe_and_less_on_the_equator() -> None:
    steppe, quito = (shoot_at(place).phases()["golden"] for place in (STEPPE, QUITO))
    assert [round(x / 60) for x in (np.diff([steppe.starts, steppe.stops], axis=0)[0][[1, 2]]).tolist()] == [60, 60]
    assert (quito.stops - quito.starts)[1:-1].max() < 41 * 60


def test_sunset_is_the_low_evening_sun_and_sunrise_the_low_morning_sun() -> None:
    almanac = shoot_at(STEPPE)
    rise, fall = almanac.opportunities([Need(light="sunrise"), Need(light="sunset")])
    assert len(rise) == len(fall) == 13
    sun = almanac.sun_up()
    assert np.abs(rise.starts - sun.starts).max() < 0.02
    assert np.abs(fall.stops - sun.stops).max() < 0.02
    assert ((rise.stops - rise.starts) > 15 * 60).all()
    assert not rise & fall


def test_a_sector_is_where_skyfield_has_the_sun_in_it() -> None:
    (found,) = shoot_at(STEPPE).opportunities([Need(light="day", sun_from=(200.0, 230.0))])
    ends = np.concatenate([found.starts, found.stops])
    _, side, _ = altaz(STEPPE, "sun", ends)
    assert len(found) == 13
    assert (np.abs(side - 200.0) < 0.01).sum() == 13
    assert ((side > 199.99) & (side < 230.01)).all()


def test_a_sector_may_go_through_north() -> None:
    """In Sydney the Sun crosses the meridian in the north."""
    (found,) = shoot_at(SYDNEY).opportunities([Need(direct=True, sun_from=(350.0, 10.0))])
    _, side, _ = altaz(SYDNEY, "sun", (found.starts + found.stops) / 2)
    assert len(found) == 13
    assert ((side > 350.0) | (side < 10.0)).all()


def test_direct_sun_is_the_sun_over_the_terrain() -> None:
    (found,) = shoot_at(STEPPE).opportunities([Need(direct=True)])
    sun = shoot_at(STEPPE).sun_up()
    assert np.abs(found.starts - sun.starts).max() < 0.011
    assert len(found) == len(sun)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_opportunity_holds_also_when_it_is_worked_out_afresh(place: Location) -> None:
    needs = [Need(light=word) for word in GROUND_WORDS]
    needs += [Need(direct=True), Need(light="golden", direct=True, sun_from=(180.0, 330.0))]
    for need, spans in zip(needs, shoot_at(place).opportunities(needs), strict=True):
        for span in list(spans)[:4]:
            assert holds_on_ground(need, place, np.linspace(span.start, span.stop, 20)).all(), need


def test_outside_of_its_opportunities_a_need_does_not_hold() -> None:
    need = Need(light="golden", direct=True)
    (spans,) = shoot_at(STEPPE).opportunities([need])
    gaps = [(a.stop + 0.05, b.start - 0.05) for a, b in pairwise(spans)]
    for start, stop in gaps:
        assert not holds_on_ground(need, STEPPE, np.linspace(start, stop, 50)).any()


@settings(max_examples=25)
@given(st.floats(-90.0, 90.0), st.floats(-180.0, 180.0), st.floats(-2.0, 30.0), st.integers(0, 360))
def test_anywhere_on_earth_the_sun_is_up_exactly_when_a_minute_by_minute_look_finds_it(
    lat: float, lon: float, terrain: float, day: int
) -> None:
    place = Location("somewhere", lat, lon, horizon=Horizon.level(terrain))
    span = Span(YEAR.start + day * DAY, YEAR.start + (day + 1) * DAY)
    almanac = GroundAlmanac(place, span)
    at = np.arange(span.start, span.stop, 60.0)
    edges = np.concatenate([almanac.sun_up().starts, almanac.sun_up().stops])
    clear = np.abs(at[:, None] - edges[None, :]).min(axis=1, initial=np.inf) > 0.1
    seen = holds_on_ground(Need(direct=True), place, at)
    assert np.array_equal(seen[clear], almanac.sun_up().contains(at)[clear])


def test_edges_come_in_order_and_tell_the_whole_day() -> None:
    edges = shoot_at(STEPPE).edges()
    assert list(edges) == sorted(edges)
    day = [e.kind for e in edges if instant("2021-10-07T18:00Z") <= e.at < instant("2021-10-08T18:00Z")]
    assert [kind for kind in day if not kind.startswith("moon")] == [
        "astronomical dawn",
        "nautical dawn",
        "civil dawn",
        "sunrise",
        "noon",
        "sunset",
        "civil dusk",
        "nautical dusk",
        "astronomical dusk",
    ]
    assert {kind for kind in day if kind.startswith("moon")} == {"moonrise", "moonset"}


def test_twilights_are_skyfields() -> None:
    civil = [e.at for e in shoot_at(STEPPE).edges() if e.kind == "civil dawn"]
    high, _, _ = altaz(STEPPE, "sun", civil)
    assert len(civil) == 13
    assert np.abs(high + 6.0).max() < 0.001


def test_noon_is_when_skyfield_has_the_sun_on_the_meridian() -> None:
    noons = shoot_at(STEPPE).noons()
    _, side, _ = altaz(STEPPE, "sun", noons)
    assert len(noons) == 13
    assert np.abs(side - 180.0).max() < 0.002


def test_the_ends_of_the_almanac_are_no_events() -> None:
    bright = Span(instant("2021-10-08T06:00Z"), instant("2021-10-08T08:00Z"))
    kinds = [edge.kind for edge in GroundAlmanac(STEPPE, bright).edges()]
    assert [kind for kind in kinds if not kind.startswith("moon")] == ["noon"]
    assert GroundAlmanac(STEPPE, bright).phases()["day"] == SpanSet([bright.start], [bright.stop])


def test_in_polar_day_the_light_never_is_night() -> None:
    june = Span(instant("2021-06-10T00:00Z"), instant("2021-06-20T00:00Z"))
    almanac = GroundAlmanac(TROMSO, june)
    assert almanac.sun_up().total == june.length
    assert not almanac.phases()["night"]
    assert not [e for e in almanac.edges() if e.kind in ("sunrise", "sunset")]


def test_in_polar_night_there_is_no_direct_sun_and_still_a_blue_hour_at_noon() -> None:
    december = Span(instant("2021-12-10T00:00Z"), instant("2021-12-20T00:00Z"))
    almanac = GroundAlmanac(TROMSO, december)
    assert almanac.opportunities([Need(direct=True)]) == [SpanSet()]
    assert len(almanac.phases()["blue"]) == 20


def test_wider_limits_give_longer_light() -> None:
    wide = GroundAlmanac(STEPPE, SHOOT, GroundLimits(day=8.0, golden=-5.0))
    assert wide.phases()["golden"].total > shoot_at(STEPPE).phases()["golden"].total


def test_all_wrong_needs_are_told_at_once() -> None:
    with pytest.raises(SkyError) as caught:
        shoot_at(STEPPE).opportunities([Need(light="goldn"), Need(), Need(light="night", direct=True)])
    assert [m.code for m in caught.value.messages] == ["E372", "E372"]
    assert caught.value.messages[0].hint == 'Did you mean "golden"?'
