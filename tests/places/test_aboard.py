"""Cabins of what flies: windows at their places, looking where the craft's heading has them, over the right ground."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import DocumentError, SkyError
from cupola.light.moment import Vantage
from cupola.places.aboard import CABIN, aboard
from cupola.places.aircraft import Flights, shipped_aircraft
from cupola.places.flightpath import Flightpath
from cupola.places.flown import Craft, Flown
from cupola.places.ground import Location
from cupola.places.hop import Hops, hopper, shipped_hoppers
from cupola.sky.earth import geodetic, to_fixed

TAKEOFF = instant("2026-07-08T08:30:00Z")
FIELD = Location("field", 55.9, 38.0)
SITE = Location("site", 31.42, -104.76, 1120.0)


def parabolas(heading: float = 0.0) -> Flights:
    return Flights.of(shipped_aircraft()["a310"], (TAKEOFF, TAKEOFF + 20_000.0), FIELD, (56.8, 39.4), heading)


def hops(kind: str = "new-shepard", heading: float = 0.0) -> Hops:
    return Hops.of(hopper(kind), (TAKEOFF,), SITE, heading)


def azimuth(flights: Flown, window: str) -> tuple[float, float]:
    """Give where a window looks, from north through east, and how far above the level, deg."""
    station, at = aboard(flights), np.array([flights.takeoffs[0] + 100.0])
    moment = Vantage(Flightpath.at(flights, float(at[0])), attitude=station.attitude).at(at)
    x, y, z = to_fixed(moment.direction(station.window(window).normal), at)[0]
    phi, lam = np.radians(flights.sky.lat), np.radians(flights.sky.lon)
    east = -np.sin(lam) * x + np.cos(lam) * y
    along = np.cos(lam) * x + np.sin(lam) * y
    north, up = -np.sin(phi) * along + np.cos(phi) * z, np.cos(phi) * along + np.sin(phi) * z
    return float(np.degrees(np.arctan2(east, north))) % 360.0, float(np.degrees(np.arcsin(up)))


@given(st.floats(0.0, 359.0), st.sampled_from([("window 1", 0.0), ("window 3", 120.0), ("window 6", 300.0)]))
def test_windows_look_where_the_heading_has_them(heading: float, window: tuple[str, float]) -> None:
    found, over = azimuth(hops(heading=heading), window[0])
    assert (found - heading - window[1] + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=0.2)
    assert over == pytest.approx(0.0, abs=0.2)  # the level of a sphere


def test_the_right_window_of_an_aircraft_that_flies_east_looks_south() -> None:
    assert azimuth(parabolas(90.0), "right")[0] == pytest.approx(180.0, abs=0.2)


@pytest.mark.parametrize("flights", [parabolas(), *(hops(kind) for kind in shipped_hoppers())], ids=str)
def test_windows_stand_on_the_wall_of_their_cabin(flights: Flown) -> None:
    station, glass = aboard(flights), flights.craft.glass
    assert glass is not None
    room = station.modules[CABIN]
    assert room.diameter == 2.0 * glass.away
    for window in station.windows.values():
        assert np.hypot(*window.at[:2]) == pytest.approx(glass.away)
        assert np.dot(window.at, window.normal) == pytest.approx(glass.away)
        assert window.area > 0.05


def test_a_capsule_stands_and_an_aircraft_lies() -> None:
    standing, lying = (aboard(one).modules[CABIN].ends for one in (hops(), parabolas()))
    assert standing[1] == (0.0, 0.0, 1.0) and standing[0] == (0.0, 0.0, -1.0)
    assert lying[1] == (10.0, 0.0, 0.0)


def test_every_craft_has_glass_with_a_source() -> None:
    kinds: list[Craft] = [*shipped_aircraft().values(), *shipped_hoppers().values()]
    for craft in kinds:
        assert craft.windows and craft.glass is not None
        assert craft.glass.source and craft.glass.confidence in ("low", "medium", "high")


def test_the_windows_of_a_new_shepard_are_the_largest() -> None:
    """2.4 by 3.6 feet: told by its maker in December 2017."""
    sizes = {kind: craft.glass.size[:2] for kind, craft in shipped_hoppers().items() if craft.glass}
    assert sizes["new-shepard"] == pytest.approx((2.4 * 0.3048, 3.6 * 0.3048), abs=0.005)


def test_windows_that_are_not_known_are_no_place_for_a_camera() -> None:
    bare = replace(hops(), craft=replace(hopper("new-shepard"), glass=None))
    with pytest.raises(SkyError, match="E748"):
        aboard(bare)
    with pytest.raises(DocumentError, match="E311"):
        aboard(hops()).window("window 9")


def test_a_hop_is_107_km_over_its_site_at_its_highest() -> None:
    path = Flightpath.at(hops(), TAKEOFF + 240.0)
    at = TAKEOFF + np.arange(0.0, 600.0, 5.0)
    lat, lon, height = geodetic(to_fixed(path.positions(at), at))
    assert lat == pytest.approx(SITE.lat, abs=1e-6) and lon == pytest.approx(SITE.lon, abs=1e-6)
    assert height[0] == pytest.approx(1.12, abs=0.01)
    assert 106.0 < height.max() < 108.0


def test_parabolas_are_flown_over_the_sector_at_their_height() -> None:
    at = np.array([TAKEOFF + 5000.0])
    lat, lon, height = geodetic(to_fixed(Flightpath.at(parabolas(), float(at[0])).positions(at), at))
    assert (float(lat[0]), float(lon[0]), float(height[0])) == pytest.approx((56.8, 39.4, 7.5), abs=0.01)


def test_between_flights_there_is_no_way() -> None:
    flights = parabolas()
    first, second = flights.flown()
    assert Flightpath.at(flights, second.start + 60.0).span == second
    with pytest.raises(SkyError, match="E307") as error:
        Flightpath.at(flights, (first.stop + second.start) / 2)
    assert "does not fly" in str(error.value)
    with pytest.raises(SkyError, match="E307"):
        Flightpath.at(flights, first.start + 1.0).positions(np.array([second.start]))


def test_a_flight_can_be_sent_to_another_process() -> None:
    path = Flightpath.at(hops(), TAKEOFF + 240.0)
    again = pickle.loads(pickle.dumps(path))
    assert again == path
    assert again.joints.size == 0
    position, velocity = path.states(np.array([TAKEOFF + 240.0]))
    assert velocity[0] @ position[0] == pytest.approx(0.0, abs=1e-9)
    assert velocity[0, 2] == 0.0
