"""Links over time: coverage against the reference, passes against Skyfield, the Earth over Mars and the Moon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, SpanSet, instant
from cupola.errors import SkyError
from cupola.light import Almanac, Need
from cupola.light.ground import GroundAlmanac
from cupola.light.link import BaseHears, has_link, links_of
from cupola.light.moment import Vantage
from cupola.places import Station, load_station
from cupola.places.aircraft import Flights, aircraft
from cupola.places.ground import Location
from cupola.places.hop import Hops, hopper
from cupola.places.link import Cone, Link, named
from cupola.sky.mars import earth_over_mars, light_time, mars_off_sun
from cupola.sky.moon import moon_position
from cupola.sky.selene import earth_over_moon
from tests.october import STAY, one_set, one_set_orbit, stay_orbit
from tests.skyfield_peer import satellite, times

DAY = Span(instant("2021-10-08T00:00Z"), instant("2021-10-09T00:00Z"))
START = instant("2026-07-08T08:00:00Z")
FIELD = Location("field", 55.878, 38.062)


def with_links(**links: Link) -> Station:
    """Give the ISS with links of one's own."""
    return replace(load_station("iss"), links={key: replace(link, key=key) for key, link in links.items()})


@cache
def october() -> tuple[Span, Mapping[str, SpanSet]]:
    """Give the stay of The Challenge, and its links without what hides the antennas."""
    ku = replace(load_station("iss").links["ku"], hidden=())
    east, west, zone = (replace(ku, relays=(relay,)) for relay in ku.relays)
    both = replace(ku, relays=ku.relays[:2])
    station = with_links(east=east, west=west, zone=zone, both=both, ku=ku, russia=load_station("iss").links["russia"])
    return STAY, Almanac(stay_orbit(), station, STAY).links()


@pytest.mark.parametrize(
    ("link", "part"), [("east", 0.57), ("west", 0.57), ("zone", 0.57), ("both", 0.942), ("ku", 1.0), ("russia", 0.095)]
)
def test_the_coverage_of_october_2021_is_that_of_the_reference(link: str, part: float) -> None:
    """Another program, for 5 to 17 October 2021: 57 % a node, E and W 94.2 %, with Z 100 %, Russia 9.5 %."""
    stay, links = october()
    assert links[link].total / stay.length == pytest.approx(part, abs=0.005)


def test_east_and_west_leave_fourteen_gaps_a_day_and_a_node_is_open_for_57_minutes() -> None:
    """The same program: 14.5 gaps a day, passes of 57 min."""
    stay, links = october()
    gaps = SpanSet.of([stay]) - links["both"]
    assert len(gaps) / stay.length * 86_400 == pytest.approx(14.5, abs=0.2)
    assert float(np.median(links["east"].stops - links["east"].starts)) / 60 == pytest.approx(57.0, abs=0.7)


def test_a_ground_station_hears_the_station_when_skyfield_has_it_up() -> None:
    """Skyfield 1.53: passes over 7 deg at Shchyolkovo on 8 October, by the same element set."""
    from skyfield.api import wgs84

    russia = load_station("iss").links["russia"]
    one = next(each for each in russia.stations if each.name == "Shchyolkovo")
    found = Almanac(one_set_orbit(), with_links(one=replace(russia, stations=(one,))), DAY).links()["one"]
    span = times([DAY.start, DAY.stop])
    place = wgs84.latlon(one.lat, one.lon)
    at, what = satellite(one_set()).find_events(place, span[0], span[1], altitude_degrees=one.lowest)
    edges = np.array([when.utc_datetime().timestamp() for when in at])
    assert len(found) == int((what == 0).sum()) > 2
    assert found.starts == pytest.approx(edges[what == 0], abs=1.0)
    assert found.stops == pytest.approx(edges[what == 2], abs=1.0)


def test_a_relay_is_lost_when_its_ray_grazes_the_earth() -> None:
    """Skyfield gives station and relay; the ray's lowest height over the ellipsoid at the edges is that of the data."""
    from skyfield.api import wgs84

    ku = replace(load_station("iss").links["ku"], hidden=())
    relay = ku.relays[0]
    found = Almanac(one_set_orbit(), with_links(one=replace(ku, relays=(relay,))), DAY).links()["one"]
    edges = [at for at in (*found.starts, *found.stops) if DAY.start < at < DAY.stop][:8]
    when = times(edges)
    here = wgs84.geographic_position_of(satellite(one_set()).at(when)).itrs_xyz.km.T
    part = np.linspace(0.0, 0.2, 4001)[None, :, None]
    ray = here[:, None, :] + part * (relay.fixed - here)[:, None, :]
    heights = np.linalg.norm(ray * np.array([1, 1, 1 / (1 - 1 / 298.257223563)]), axis=-1) - 6378.137
    assert heights.min(axis=1) == pytest.approx(np.full(len(edges), ku.ray), abs=1.0)


def test_what_stands_before_the_antenna_takes_time_from_a_link() -> None:
    ku = load_station("iss").links["ku"]
    bare = replace(ku, relays=ku.relays[:1], hidden=())
    ahead = Cone((1.0, 0.0, 0.0), 40.0)
    station = with_links(bare=bare, hidden=replace(bare, hidden=(ahead,)), looks=replace(bare, looks=(ahead,)))
    found = Almanac(one_set_orbit(), station, DAY).links()
    assert 0 < found["hidden"].total < found["bare"].total
    assert (found["hidden"] & found["looks"]).total == pytest.approx(0.0, abs=1.0)
    assert (found["hidden"] | found["looks"]).total == pytest.approx(found["bare"].total, abs=2.0)


def test_a_link_whose_antennas_look_somewhere_cannot_be_relied_on_without_attitude() -> None:
    bare = replace(load_station("iss").links["ku"], hidden=())
    up = replace(bare, looks=(Cone((0.0, 0.0, -1.0), 179.0),))
    lost = SpanSet.of([Span(DAY.start + 3600, DAY.start + 7200)])
    almanac = Almanac(one_set_orbit(), with_links(bare=bare, up=up), DAY, lost)
    found = almanac.links()
    assert (found["up"] & lost).total == 0.0 and (found["bare"] & lost).total == pytest.approx(3600.0)
    (none,) = Almanac(one_set_orbit(), with_links(up=up), DAY, lost).opportunities([Need(link="none")])
    assert (none & lost).total == 0.0


def test_a_swarm_is_always_there() -> None:
    (found,) = Almanac(one_set_orbit(), load_station("haven-1"), DAY).opportunities([Need(link="laser")])
    assert list(found) == [DAY]


def test_no_link_is_what_all_links_leave() -> None:
    luch = load_station("iss").links["luch"]
    station = with_links(a=replace(luch, relays=luch.relays[:1]), b=load_station("iss").links["russia"])
    almanac = Almanac(one_set_orbit(), station, DAY)
    needs = [Need(link="none"), Need(link="video"), Need(link="a"), Need(link="b")]
    none, video, a, b = almanac.opportunities(needs)
    assert none.total + video.total == pytest.approx(DAY.length, abs=3.0)
    assert (none & video).total == 0.0
    assert video.total == pytest.approx((a | b).total, abs=3.0)


def test_link_and_light_are_asked_together() -> None:
    luch = load_station("iss").links["luch"]
    almanac = Almanac(one_set_orbit(), with_links(a=replace(luch, relays=luch.relays[:1])), DAY)
    both, light, link = almanac.opportunities([Need("eclipse", link="a"), Need("eclipse"), Need(link="a")])
    assert both.total == pytest.approx((light & link).total, abs=2.0)
    assert 0 < both.total < min(light.total, link.total)


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(link="kuu"), "Did you mean"),
        (Need(link="telegraph"), "there is none, video, voice, ku"),
        (Need(link="video", location=FIELD), "take it out"),
        (Need(link="none", location=FIELD), "take it out"),
        (Need(link="voice", location=Location("x", 0.0, 0.0, body="mars")), "there is none, video, mars"),
    ],
)
def test_a_link_that_is_not_there_is_refused_with_what_is(need: Need, words: str) -> None:
    links = links_of(need, load_station("iss"))
    with pytest.raises(SkyError) as caught:
        has_link(need, links, DAY, SpanSet(), lambda _: SpanSet())
    (message,) = caught.value.messages
    assert message.code == "E745" and words in (message.hint or "")


def test_the_almanacs_refuse_it_too() -> None:
    for almanac, need in (
        (Almanac(one_set_orbit(), load_station("iss"), DAY), Need(link="luck")),
        (GroundAlmanac(FIELD, DAY), Need(location=FIELD, link="video")),
    ):
        with pytest.raises(SkyError) as caught:
            almanac.opportunities([need])
        assert [one.code for one in caught.value.messages] == ["E745"]


def test_on_the_ground_no_link_is_known() -> None:
    assert links_of(Need(location=FIELD), load_station("iss")) == {}
    assert links_of(Need()) == {}
    assert named("video", ()) == ()


def heard(flights: Flights | Hops, link: Link, at: np.ndarray) -> np.ndarray:
    """Give by how much a craft is over the lowest line that is heard."""
    return BaseHears(flights, link).signed(Vantage(one_set_orbit()).at(at))


def test_an_aircraft_far_from_its_field_goes_under_the_horizon() -> None:
    """By hand, with 4/3 of the Earth's radius: 7.5 km high one hears to sqrt(2 x 8495 x 7.5) = 357 km."""
    craft = aircraft("il-76mdk", {})
    near, far = (Flights.of(craft, (START,), FIELD, (FIELD.lat + degrees, FIELD.lon)) for degrees in (3.15, 3.25))
    assert near.base.distance(near.sky) == pytest.approx(350.3, abs=0.5)
    link = links_of(Need(location=near.sky, flights=near))["airfield"]
    level = np.array([START + craft.climb + 600.0])
    assert heard(near, link, level)[0] > 0 > heard(far, link, level)[0]
    span = Span(START - 600.0, START + craft.lasts + 600.0)
    need = Need(location=far.sky, flights=far, link="voice")
    (found,) = GroundAlmanac(far.sky, span).opportunities([need])
    assert len(found) == 2 and found.starts[0] == span.start and found.stops[1] == span.stop
    assert START < found.stops[0] < START + craft.climb


def test_a_craft_that_hops_is_over_its_site_and_heard_all_the_way() -> None:
    craft = hopper("new-shepard")
    hops = Hops.of(craft, (START,), Location("site", craft.lat, craft.lon, craft.ground))
    span = Span(START - 60.0, START + 700.0)
    need = Need(location=hops.sky, flights=hops, link="video")
    assert list(GroundAlmanac(hops.sky, span).opportunities([need])[0]) == [span]


def test_the_earth_over_mars_is_where_meeus_has_it() -> None:
    """Meeus, Astronomical Algorithms, example 42.a: 1992 November 9, 0h TD: De 12.44 deg, central meridian 111.55 W.

    Seen from the Earth; Mars was so when the light left. In 2000 the IAU moved the prime meridian, and so all
    longitudes, by 176.901 - 176.630 = 0.271 deg.
    """
    seen = np.array([instant("1992-11-09T00:00Z") - 59.0])
    left = seen - light_time(seen)
    sight = earth_over_mars(12.44, -111.55 + 0.271, left)[0]
    assert np.degrees(np.arccos(sight[2] / np.linalg.norm(sight))) < 0.03


def test_the_earth_over_the_moon_is_where_meeus_has_it() -> None:
    """Meeus, example 53.a: 1992 April 12, 0h TD: optical libration -1.206 deg in longitude, 4.194 deg in latitude."""
    at = np.array([instant("1992-04-12T00:00Z") - 59.0])
    sight = earth_over_moon(4.194, -1.206, at, moon_position(at))[0]
    assert np.degrees(np.arccos(sight[2] / np.linalg.norm(sight))) < 0.03
    assert np.linalg.norm(sight) == pytest.approx(np.linalg.norm(moon_position(at)[0]))


def test_the_conjunction_of_2023_shuts_the_link_from_mars() -> None:
    """JPL sent no commands to Mars from 11 to 25 November 2023: the Sun was within some 2 deg of it."""
    place = Location("Gale", -4.59, 137.44, body="mars")
    span = Span(instant("2023-11-01T00:00Z"), instant("2023-12-06T00:00Z"))
    (found,) = GroundAlmanac(place, span).opportunities([Need(location=place, link="video")])
    (gap,) = (SpanSet.of([span]) - found).at_least(5 * 86_400.0)
    assert abs(gap.start - instant("2023-11-11T00:00Z")) < 1.5 * 86_400
    assert abs(gap.stop - instant("2023-11-25T00:00Z")) < 1.5 * 86_400
    assert (mars_off_sun(np.linspace(gap.start + 86_400, gap.stop - 86_400, 50)) < 2.0).all()


@pytest.mark.parametrize(("lon", "part"), [(0.0, 1.0), (60.0, 1.0), (180.0, 0.0), (120.0, 0.0)])
def test_the_moons_near_side_hears_and_its_far_side_does_not(lon: float, part: float) -> None:
    place = Location("x", 0.0, lon, body="moon")
    span = Span(instant("2026-11-01T00:00Z"), instant("2026-12-15T00:00Z"))
    (found,) = GroundAlmanac(place, span).opportunities([Need(location=place, link="voice")])
    assert found.total / span.length == pytest.approx(part)


@settings(max_examples=25, deadline=None)
@given(st.floats(-180.0, 180.0), st.floats(0.0, 60.0), st.integers(0, 2))
def test_a_higher_ray_never_lengthens_a_link(lon: float, ray: float, relay: int) -> None:
    ku = load_station("iss").links["ku"]
    bare = replace(ku, hidden=(), relays=(replace(ku.relays[relay], lon=lon),))
    span = Span(DAY.start, DAY.start + 6 * 3600.0)
    station = with_links(low=replace(bare, ray=ray), high=replace(bare, ray=ray + 10.0))
    found = Almanac(one_set_orbit(), station, span).links()
    assert (found["high"] - found["low"]).total < 0.1
