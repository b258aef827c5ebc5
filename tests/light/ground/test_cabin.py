"""Light in a cabin that flies: against the second-by-second account of a hop, and by hand in an aircraft."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.errors import SkyError
from cupola.light import Need
from cupola.light.ground import GroundAlmanac, GroundLimits, holds_on_ground, sun_sight
from cupola.light.ground.limits import CABIN_VIEWS
from cupola.light.hop import hop_sights
from cupola.places.aircraft import Flights, aircraft
from cupola.places.ground import Location
from cupola.places.hop import Hops, hopper

CRAFT = hopper("new-shepard")
SITE = Location("site", CRAFT.lat, CRAFT.lon, CRAFT.ground)
DAY = instant("2021-10-13T14:49:51Z")
DAWN = instant("2021-10-13T12:39:30Z")
FIELD = Location("field", 44.8, -0.7)
NOON = instant("2026-07-08T12:00:00Z")


def hops(launch: float = DAY, heading: float = 0.0) -> Hops:
    """Give a launch."""
    return Hops.of(CRAFT, (launch,), SITE, heading)


def zero_g(heading: float) -> Flights:
    """Give a flight of the A310 with its parabolas about noon in Bordeaux."""
    craft = aircraft("a310", {})
    return Flights.of(craft, (NOON - 3600.0,), FIELD, (FIELD.lat, FIELD.lon), heading)


def found(flights: Hops | Flights, **asked: object) -> SpanSet:
    """Give when a need holds in the hour and a half around a flight."""
    (flight,) = flights.flown()
    span = Span(flight.start - 900.0, flight.stop + 900.0)
    need = replace(Need(location=flights.sky, flights=flights), **asked)  # type: ignore[arg-type]
    (spans,) = GroundAlmanac(flights.sky, span).opportunities([need])
    at = np.arange(span.start, span.stop, 1.0)
    edges = np.concatenate([spans.starts, spans.stops])
    sure = np.abs(at[:, None] - edges[None, :]).min(axis=1, initial=np.inf) > 0.05
    proven = holds_on_ground(need, flights.sky, at)
    assert (spans.contains(at) == proven)[sure].all() or need.gravity != "any"
    return spans


@pytest.mark.parametrize("heading", [0.0, 75.0, 200.0])
@pytest.mark.parametrize("window", [f"window {k}" for k in range(1, 7)])
def test_direct_sun_falls_through_the_windows_of_a_hop_when_the_account_of_its_seconds_says_so(
    heading: float, window: str
) -> None:
    sights = hop_sights(CRAFT, DAY, SITE, heading)
    lit = sights.direct[window][1:-1]
    assert (found(hops(heading=heading), window=window, direct=True).contains(sights.at[1:-1]) == lit).all()


def test_before_sunrise_the_sun_comes_over_the_edge_of_the_earth_on_the_way_up() -> None:
    """By hand: with the Sun's centre 5 deg low, upper limb and air lift it by about 1 deg, and the edge has to sink by
    4 deg: 1/cos(4 deg) - 1 = 0.244 % of the Earth's radius, 15.6 km.
    """
    low = float(sun_sight(SITE, [DAWN + 120.0]).elevation[0])
    assert low == pytest.approx(-5.0, abs=1.0)
    lit = found(hops(DAWN), direct=True)
    assert DAWN < lit.starts[0] < lit.stops[0] < DAWN + CRAFT.landing < lit.starts[1]  # at last it rises on the ground
    for edge in (lit.starts[0], lit.stops[0]):
        sight = sun_sight(SITE, [edge])
        high = float(hops(DAWN).way(np.array([edge]))[1][0])
        needed = 6371.0 * (1.0 / np.cos(np.radians(-sight.elevation[0] - 1.0)) - 1.0)
        assert high == pytest.approx(needed, rel=0.25)
    assert not found(hops(DAWN - 3 * 3600.0), direct=True)


def test_the_edge_of_the_earth_sinks_by_ten_degrees_and_stays_in_a_window() -> None:
    """By hand: arccos(6371 / (6371 + 106)) = 10.4 deg at 107 km over the sea."""
    flights = hops()
    deepest = float(flights.dip(np.array([DAY + 248.0]))[0])
    assert deepest == pytest.approx(10.4, abs=0.1)
    assert list(found(flights, window="window 1", view="limb")) == [
        Span(pytest.approx(DAY, abs=0.1), pytest.approx(DAY + CRAFT.landing, abs=0.1))  # type: ignore[arg-type]
    ]
    narrow = replace(CRAFT, windows=(replace(CRAFT.windows[0], half_view=8.0),))
    gone = found(Hops.of(narrow, (DAY,), SITE), window="window 1", view="limb")
    assert len(gone) == 2 and gone.stops[0] < DAY + 248.0 < gone.starts[1]


def test_the_ground_at_the_edge_is_lit_towards_the_sun_first() -> None:
    """Before sunrise, from high up: the Sun is up 10 deg to the east, and not 10 deg to the west."""
    launch = DAWN - 900.0
    east, west = (found(hops(launch, heading), window="window 1", view="earth-day") for heading in (97.0, 277.0))
    assert east and not west
    night = found(hops(launch, 277.0), window="window 1", view="earth-night")
    assert night.total > 0.5 * CRAFT.landing
    assert found(hops(), window="window 4", view="earth-day").total == pytest.approx(CRAFT.landing, abs=0.1)


@pytest.mark.parametrize(("heading", "lit"), [(90.0, "right"), (270.0, "left")])
def test_at_noon_the_sun_is_at_the_side_of_an_aircraft_that_flies_east_or_west(heading: float, lit: str) -> None:
    """In July at noon in Bordeaux the Sun is 67 deg high in the south: 67 deg from square on the window."""
    flights = zero_g(heading)
    dark = {"left": "right", "right": "left"}[lit]
    steady = flights.steady()[0]
    sun = found(flights, window=lit, direct=True)
    assert sun.total > 0.9 * steady.length and not found(flights, window=dark, direct=True)
    assert sun.starts[0] >= steady.start and sun.stops[-1] <= steady.stop
    assert steady.start == NOON - 3600.0 + 1800.0


def test_a_window_counts_only_while_parabolas_are_flown_and_gravity_with_it() -> None:
    flights = zero_g(90.0)
    both = found(flights, window="right", direct=True, gravity="weightless")
    assert 25 < len(both) <= 31 and (both.stops - both.starts).max() <= 22.0


def test_the_sun_is_in_view_within_the_frame() -> None:
    sights = hop_sights(CRAFT, DAY, SITE)
    seen = {pane.name: bool(found(hops(), window=pane.name, view="sun")) for pane in CRAFT.windows}
    away = {
        pane.name: np.degrees(
            np.arccos(np.cos(np.radians(sights.sun[0])) * np.cos(np.radians(sights.azimuth[0] - pane.azimuth)))
        )
        for pane in CRAFT.windows
    }
    assert seen == {name: bool(angle < 50.0) for name, angle in away.items()} and set(seen.values()) == {True, False}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"window": "window 7", "direct": True}, 'no window "window 7"'),
        ({"window": "window 1", "view": "Lisbon"}, 'the view "Lisbon" is not worked out there'),
        ({"view": "limb"}, "a view needs a window"),
    ],
)
def test_what_a_cabin_does_not_have_is_refused(asked: dict[str, object], words: str) -> None:
    with pytest.raises(SkyError) as caught:
        found(hops(), **asked)
    (message,) = caught.value.messages
    assert message.code == "E748" and words in message.text and message.hint


def test_an_aircraft_without_windows_says_so() -> None:
    covered = replace(aircraft("il-76mdk", {}), windows=())
    flights = Flights.of(covered, (NOON,), FIELD, (FIELD.lat, FIELD.lon))
    with pytest.raises(SkyError) as caught:
        found(flights, window="left", direct=True)
    assert caught.value.messages[0].hint == "none of its windows is known"


def test_the_limits_of_windows_are_settings() -> None:
    flights, span = zero_g(90.0), Span(NOON - 3600.0, NOON + 9000.0)
    need = Need(location=flights.sky, flights=flights, window="right", direct=True)
    wide, narrow = (
        GroundAlmanac(flights.sky, span, GroundLimits(incidence=angle)).opportunities([need])[0]
        for angle in (75.0, 60.0)
    )
    assert narrow.total < wide.total
    assert set(CABIN_VIEWS) == {"limb", "earth-day", "earth-night", "sun"}
