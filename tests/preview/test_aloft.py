"""The light meter in what flies: the Sun through the air above, sky and ground all around, the words of the ground."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from cupola.clock import instant
from cupola.light.lens import Lens
from cupola.light.moment import Vantage
from cupola.places.aboard import aboard
from cupola.places.aircraft import Flights, shipped_aircraft
from cupola.places.flightpath import Flightpath
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.places.hop import Hops, hopper
from cupola.preview import aloft
from cupola.preview.aloft import AloftMeter
from cupola.preview.colour import decoded, luminance
from cupola.preview.earth import Earth, Materials
from cupola.preview.earth.ground import reflectance
from cupola.preview.earth.materials import LIGHT
from cupola.preview.eye import Eye
from cupola.sky.airlight import COARSE, AirTables
from cupola.sky.airlight.tables import ALBEDO
from cupola.sky.airlight.within import AirWithin
from cupola.sky.spectrum import SUNLIGHT_LX

NOON = instant("2026-06-21T09:20:00Z")  # local noon at 39.4 deg east
FIELD = Location("field", 55.9, 38.0)
SITE = Location("site", 0.0, 39.4, 0.0)


@cache
def within() -> AirWithin:
    return AirWithin.made(fineness=COARSE)


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the air that is made for trials."""
    monkeypatch.setattr(aloft, "air_within", within)
    for kept in (aloft._around, aloft._all_around):
        kept.cache_clear()
    yield
    for kept in (aloft._around, aloft._all_around):
        kept.cache_clear()


def parabolas(takeoff: float = NOON, heading: float = 90.0) -> Flights:
    return Flights.of(shipped_aircraft()["a310"], (takeoff,), FIELD, (56.8, 39.4), heading)


def meter(flights: Flown, window: str, since: float) -> AloftMeter:
    station = aboard(flights)
    path = Flightpath.at(flights, flights.takeoffs[0] + since)
    return AloftMeter(station, window, Vantage(path, attitude=station.attitude))


def test_at_noon_the_sun_falls_through_the_southern_window_and_not_through_the_northern() -> None:
    south, north = (meter(parabolas(NOON - 3000.0), side, 3000.0)(np.array([NOON])) for side in ("right", "left"))
    glass = aboard(parabolas()).window("right").transmission
    cosine = np.cos(np.radians(float(south.incidence[0])))
    assert float(south.direct_lx[0]) == pytest.approx(glass * cosine * float(south.beam_lx[0]))
    assert north.direct_lx[0] == 0.0 and north.earth_lx[0] > 3000.0
    assert str(south.phase[0]) == "day"


def test_in_7_and_a_half_km_the_beam_has_lost_less_than_on_the_ground() -> None:
    """At 56.6 deg: depth 0.08 to 0.1 of what is left of the air, over the sine."""
    beam = float(meter(parabolas(NOON - 3000.0), "right", 3000.0)(np.array([NOON])).beam_lx[0])
    high = SUNLIGHT_LX / 1.0163**2  # the Sun is farthest in July
    assert np.log(high / beam) * np.sin(np.radians(56.6)) == pytest.approx(0.075, abs=0.02)


def test_the_light_of_sky_and_ground_is_that_of_its_sum_over_rings() -> None:
    """Light from everywhere, straight down and up, against a plate that sees only one half of it."""
    light, rays, share = aloft._all_around(7.5, 0.8)
    assert share.sum() == pytest.approx(4.0 * np.pi)
    for axis in ([0.0, 0.0, 1.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0]):
        even = float((np.maximum(rays @ np.array(axis), 0.0) * share).sum())
        assert even == pytest.approx(np.pi, rel=2e-3)
    below = (np.maximum(-rays[:, 2], 0.0) * share) @ light[:, 1]
    # ground of a quarter under 100 klx, and the air before it: 25 to 45 klx come up
    assert 20_000.0 < below < 45_000.0


def test_a_picture_as_wide_as_can_be_adds_up_to_the_meter() -> None:
    """Over ground of a quarter, without Sun and clouds; 76 deg to each side see 94 % of even light."""
    grey = float(decoded(np.abs(reflectance(LIGHT) - ALBEDO).argmin() / 255.0))
    earth = Earth.read(AirTables.made(fineness=COARSE), Materials.even((grey, grey, grey)), None, within=within)
    here = meter(parabolas(NOON - 3000.0), "left", 3000.0)
    normal = np.array(here.window.normal)
    eye = Eye.towards(here.vantage.trajectory, here.station, normal, Lens(1.0, 8.0, 8.0), NOON)
    light = luminance(earth.seen(eye, 128, 128).light)
    across, along = eye.tangents(128, 128)
    share = (1.0 + across[None, :] ** 2 + along[:, None] ** 2) ** -2.0
    found = float((light * share).sum() * np.pi / share.sum())
    assert found * here.window.transmission == pytest.approx(
        float(here.earth(here.vantage.at(np.array([NOON])))[0]), rel=0.05
    )


def test_by_night_there_is_no_light_and_at_dusk_some() -> None:
    dark = meter(parabolas(NOON + 12 * 3600.0 - 3000.0), "left", 3000.0)(np.array([NOON + 12 * 3600.0]))
    assert str(dark.phase[0]) in ("blue", "night") and dark.direct_lx[0] == 0.0  # white nights
    hop = Hops.of(hopper("new-shepard"), (instant("2026-03-20T15:30:00Z"),), SITE)
    at = np.array([hop.takeoffs[0] + 240.0])
    dusk = meter(hop, "window 5", 240.0)(at)
    assert str(dusk.phase[0]) == "golden" and 0.0 < dusk.earth_lx[0] < 20_000.0


def test_at_the_top_of_a_hop_the_beam_is_whole() -> None:
    hop = Hops.of(hopper("new-shepard"), (instant("2026-03-20T09:20:00Z"),), SITE)
    read = meter(hop, "window 1", 240.0)(np.array([hop.takeoffs[0] + 240.0]))
    assert float(read.beam_lx[0]) == pytest.approx(SUNLIGHT_LX / 0.996**2, rel=2e-3)
    assert float(read.luminance[0]) < 1.0  # level, there is only space
