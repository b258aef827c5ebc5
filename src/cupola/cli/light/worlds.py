"""The light at a place on Mars or the Moon: its days there, the season, and how far away it is."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cupola.cli.light.wording import figure
from cupola.clock import Span, clock_text, utc_text
from cupola.light.ground import GroundAlmanac, sun_sight
from cupola.places.ground import Location
from cupola.sky.mars import light_time, mars_time
from cupola.sky.moon import moon_position
from cupola.units import duration_text

_C_KM_S: Final = 299_792.458


def world_lines(almanac: GroundAlmanac, offset: float) -> list[str]:
    """Give a line about the place, and one for each time that the Sun is up."""
    found = [_about(almanac)]
    for up in almanac.sun_up():
        rise, fall = (_edge(almanac, at, offset) for at in (up.start, up.stop))
        noon = _noon(almanac, up)
        high = "" if noon is None else f", {_high(almanac, noon)}"
        found.append(f"Sun up {rise} to {fall}: {duration_text(up.length)}{high}")
    return found


def _about(almanac: GroundAlmanac) -> str:
    middle = np.array([(almanac.span.start + almanac.span.stop) / 2])
    seconds = _light_time(almanac.location, middle)
    if almanac.location.body != "mars":
        return f"light takes {seconds:.1f} s from the Earth"
    away = duration_text(round(seconds))
    time = mars_time(middle)
    return f"light takes {away} from the Earth; season Ls {time.season[0]:.0f} deg, sol {np.floor(time.sol[0]):.0f}"


def _edge(almanac: GroundAlmanac, at: float, offset: float) -> str:
    if at in (almanac.span.start, almanac.span.stop):
        return "the edge of what is looked at"
    words = f"{utc_text(at)} ({clock_text(at, offset)}"
    return f"{words}, {_mean(almanac.location, at)} there)" if almanac.location.body == "mars" else f"{words})"


def _mean(place: Location, at: float) -> str:
    """Give the mean solar time of a place on Mars."""
    return clock_text(float(mars_time(np.array([at])).mean(place.lon)[0]) * 3600.0)


def _noon(almanac: GroundAlmanac, up: Span) -> float | None:
    inside = [float(at) for at in almanac.noons() if at in up]
    return inside[0] if inside else None


def _high(almanac: GroundAlmanac, noon: float) -> str:
    sight = sun_sight(almanac.location, [noon])
    return f"{sight.elevation[0]:.1f} deg high at noon, {sight.lux[0] / 1000:.0f} klx"


def _light_time(place: Location, at: np.ndarray[Any, Any]) -> float:
    if place.body == "mars":
        return float(light_time(at)[0])
    return float(np.linalg.norm(moon_position(at), axis=-1)[0]) / _C_KM_S


def world_plain(almanac: GroundAlmanac) -> dict[str, Any]:
    """Give the same as plain values."""
    place = almanac.location
    middle = np.array([(almanac.span.start + almanac.span.stop) / 2])
    return {
        "location": {"name": place.name, "body": place.body, "lat": place.lat, "lon": place.lon},
        "light_time_s": round(_light_time(place, middle), 2),
        "season_deg": round(float(mars_time(middle).season[0]), 2) if place.body == "mars" else None,
        "days": [_day(almanac, up) for up in almanac.sun_up()],
        "limits": almanac.limits.told(place.body),
    }


def _day(almanac: GroundAlmanac, up: Span) -> dict[str, Any]:
    noon, span = _noon(almanac, up), almanac.span
    sight = sun_sight(almanac.location, [noon]) if noon is not None else None
    return {
        "sunrise": utc_text(up.start, 1) if up.start > span.start else None,
        "sunset": utc_text(up.stop, 1) if up.stop < span.stop else None,
        "noon": utc_text(noon, 1) if noon is not None else None,
        "noon_elevation_deg": figure(float(sight.elevation[0]), 3) if sight is not None else None,
        "lux": round(float(sight.lux[0])) if sight is not None else None,
    }
