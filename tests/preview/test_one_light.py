"""One light model: what `cupola light` reads, what a picture shows, and what lights a face are one light."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import Span, instant
from cupola.light import Almanac
from cupola.light.colour import cct
from cupola.light.lens import Lens
from cupola.light.reading import Reading
from cupola.places import load_station
from cupola.preview.caption import caption
from cupola.preview.colour import TO_XYZ
from cupola.preview.earth import Earth, Materials
from cupola.preview.earth.ground import reflectance
from cupola.preview.earth.materials import LIGHT
from cupola.preview.eye import Eye
from cupola.preview.heavens.sun import add_sun
from cupola.preview.inside.furnish import room_of
from cupola.preview.inside.interior import sky_of
from cupola.preview.inside.lights import lights
from cupola.preview.inside.sky import Sky
from cupola.preview.outside import Outside
from cupola.preview.passing import passing
from cupola.preview.still import Still
from cupola.sky.airlight import AirTables, Fineness
from cupola.sky.atmosphere import Air
from cupola.sky.earthlight import _tables
from tests.october import one_set_orbit
from tests.preview.heavens.sights import blank, lux
from tests.preview.plain import Sky as Nothing

Floats = NDArray[np.float64]

ISS, ORBIT = load_station("iss"), one_set_orbit()
SUNRISE = instant("2021-10-08T09:02:48Z")
"""First light, nearly at the southern end of the orbit, 441 km up."""
INSTANTS = {
    "grazing": SUNRISE + 4.0,
    "red": SUNRISE + 9.0,
    "cool": SUNRISE + 20.0,
    "half": SUNRISE + 26.0,
    "up": SUNRISE + 40.0,
    "dawn below": SUNRISE + 300.0,
    "morning": SUNRISE + 600.0,
    "forenoon": SUNRISE + 1000.0,
    "noon": SUNRISE + 1900.0,
    "afternoon": SUNRISE + 2400.0,
    "evening": SUNRISE + 3000.0,
    "dusk": SUNRISE + 3250.0,
    "night": SUNRISE - 900.0,
    "moonlit night": instant("2021-10-16T04:26:55Z"),
}
WINDOWS = ("cupola.top", "cupola.forward", "nauka.forward", "destiny.nadir", "zvezda.w9")
_SIDE: int = 144
_TWILIGHT_LX: float = 100.0
_DARK_LX: float = 5.0


@cache
def almanac() -> Almanac:
    return Almanac(ORBIT, ISS, Span(INSTANTS["grazing"] - 1800.0, INSTANTS["moonlit night"] + 7200.0))


@cache
def reading(window: str, at: float) -> Reading:
    """Read the meter of `cupola light`, `match` and the day chart."""
    return almanac().meter(window)(np.array([at]))


@cache
def grey_earth() -> Outside:
    """Give an Earth of the pictures' own kind that reflects as much as the meter's, and is as even."""
    bare, added = _tables()["albedo"]
    share = (0.3 - bare) / added
    fineness = Fineness((48, 192, 100), (16, 48, 64, 12), (28, 96, 12, 24), (20, 96, 10, 16), (160, 20))
    grey = float(LIGHT[np.abs(reflectance(LIGHT) - share).argmin()])
    tables = AirTables.made(albedo=share, fineness=fineness)
    return Outside(Earth.read(tables, Materials.even((grey,) * 3), None), Nothing())


def still(window: str, at: float) -> Still:
    return Still(ISS, passing(ORBIT, at), ISS.window(window), Lens(24.0), at, 64, 36)


@cache
def pictured(at: float) -> Sky:
    """Give all that is outside, by six pictures about the station."""
    return sky_of(still("cupola.top", at), grey_earth(), _SIDE)


def alike(found: Floats, expected: Floats) -> None:
    """Demand the same lux and colour: 2 % of both, in the last light 5 % and 10 mired, a quarter of a filter's step."""
    share = 0.02 if expected[1] >= _TWILIGHT_LX else 0.05
    mired = 1e6 / cct(np.stack([found, expected]))
    assert found[1] == pytest.approx(expected[1], rel=share)
    assert mired[0] == pytest.approx(mired[1], abs=0.02 * mired[1] if share == 0.02 else 10.0)


@pytest.mark.parametrize("name", INSTANTS)
def test_the_report_of_a_preview_has_the_lux_and_the_phase_of_cupola_light(name: str) -> None:
    """A thousandth: a preview knows half an hour of the orbit, the almanac all of it."""
    at = INSTANTS[name]
    for window in WINDOWS:
        told, read = caption(still(window, at)), reading(window, at)
        own = still(window, at).meter(window)(np.array([at]))
        assert told.lux == pytest.approx(float(read.total_lx[0]), rel=1e-3, abs=1e-3)
        assert told.phase == str(read.phase[0])
        assert told.sun == pytest.approx(float(read.elevation[0]), abs=1e-4)
        assert np.nan_to_num(own.cct) == pytest.approx(np.nan_to_num(read.cct), rel=1e-3)
        assert own.luminance == pytest.approx(read.luminance, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("name", [name for name, at in INSTANTS.items() if SUNRISE < at < SUNRISE + 3200.0])
def test_the_sun_in_a_picture_gives_the_beam_of_the_meter(name: str) -> None:
    """From the first ray to the whole disc: its pixels summed, before the glass."""
    at = INSTANTS[name]
    eye = Eye.towards(ORBIT, ISS, almanac().vantage.at(np.array([at])).sun_in_body[0], Lens(200.0), at)
    picture = blank(160, 90)
    add_sun(picture, eye, Air())
    assert lux(picture, eye) == pytest.approx(float(reading("cupola.top", at).beam_lx[0]), rel=0.02)


@pytest.mark.parametrize("name", INSTANTS)
def test_the_earth_in_a_picture_gives_the_earthshine_of_the_meter(name: str) -> None:
    at, shown = INSTANTS[name], 0
    for key in WINDOWS:
        window = ISS.window(key)
        metered = almanac().meter(key)._earth(almanac().vantage.at(np.array([at])))[0]
        seen = window.transmission * TO_XYZ @ pictured(at).lux(np.array(window.normal))
        if metered[1] >= _DARK_LX:
            alike(seen, metered)
            shown += 1
        else:
            assert seen[1] == pytest.approx(metered[1], rel=0.05, abs=2e-4)
    assert shown == (0 if "night" in name else len(WINDOWS))


@pytest.mark.parametrize("name", INSTANTS)
@pytest.mark.parametrize("key", ["cupola.top", "nauka.forward"])
def test_what_lights_a_room_through_its_window_is_what_the_meter_reads_there(key: str, name: str) -> None:
    """The Sun's beam and the sky of `--inside`, on the plane of the glass; the Moon's third of a lux is left out."""
    at, window = INSTANTS[name], ISS.window(key)
    room, read = room_of(ISS, window), reading(key, at)
    found = lights(room, almanac().vantage.at(np.array([at])), almanac().meter, pictured(at))
    cosine = max(float(found.sun @ np.array(window.normal)), 0.0)
    sky = window.transmission * found.sky.lux(np.array(window.normal))
    both = TO_XYZ @ (sky + found.glass[0] * cosine * found.beam)
    total = float(read.total_lx[0] - read.moon_lx[0])
    assert both[1] == pytest.approx(total, rel=0.005, abs=0.01)
    assert found.luminance == pytest.approx(float(read.luminance[0]), rel=1e-6)
    if total >= _DARK_LX:
        alike(both, read.xyz[0])
