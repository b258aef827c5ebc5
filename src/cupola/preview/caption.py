"""What is in a picture, in words: when, from where, in which light, at which settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from cupola.clock import utc_text
from cupola.light.moment import Moment
from cupola.places import Landmark
from cupola.preview.camera.metering import stops_over
from cupola.preview.still import Still, Taken
from cupola.sky.earth import geodetic, pierced, sine_of_elevation, subpoint, surface_point, to_fixed


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the ground.

    Attributes
    ----------
    lat, lon : float
        Geodetic, deg.
    near : str
        The landmark that is nearest to it.
    away : float
        How far that is, km.
    sun : float
        The Sun's elevation there, deg.
    """

    lat: float
    lon: float
    near: str
    away: float
    sun: float

    def __str__(self) -> str:
        north, east = "NS"[self.lat < 0], "EW"[self.lon < 0]
        point = f"{abs(self.lat):.1f}° {north} {abs(self.lon):.1f}° {east}"
        near = f", {self.away:.0f} km from {self.near}" if self.near else ""
        return f"{point}{near}, the Sun {abs(self.sun):.0f} deg {'high' if self.sun >= 0 else 'under the horizon'}"


@dataclass(frozen=True, slots=True)
class Caption:
    """What is in a picture.

    Attributes
    ----------
    phase : str
        The light phase at the station.
    sun : float
        The Sun's elevation above the Earth's edge at the station, deg.
    height : float
        Of the station above the ground, km.
    below : Place
        The point below the station.
    ahead : Place or None
        Where the lens's axis meets the ground; None where it passes by.
    lux : float
        The light through the window, on its plane, lx.
    """

    still: Still
    phase: str
    sun: float
    height: float
    below: Place
    ahead: Place | None
    lux: float

    def lines(self) -> tuple[str, ...]:
        """Give it as lines of text."""
        still, side = self.still, "above" if self.sun >= 0 else "below"
        ahead = f"looks at {self.ahead}" if self.ahead else "looks past the Earth"
        return (
            f"{utc_text(still.at)}  {still.window.name}, {still.used}, {round(still.distance, 2):g} m behind the glass",
            f"{self.phase}: the Sun {abs(self.sun):.1f} deg {side} the limb, {self.lux:.0f} lx through the glass",
            f"{self.height:.0f} km over {self.below}",
            ahead,
        )

    def json(self) -> dict[str, object]:
        """Give it as data."""
        return {
            "utc": utc_text(self.still.at),
            "window": self.still.window.id,
            "lens_mm": self.still.lens.focal,
            "distance_m": self.still.distance,
            "phase": self.phase,
            "sun_above_limb_deg": round(self.sun, 2),
            "height_km": round(self.height, 1),
            "below": _json(self.below),
            "ahead": _json(self.ahead) if self.ahead else None,
            "light_lx": round(self.lux, 1),
        }


def caption(still: Still) -> Caption:
    """Work out what is in a picture."""
    at, meter = np.array([still.at]), still.meter(still.window.id)
    moment = meter.vantage.at(at)
    read = meter.read(moment)
    lat, lon, height = subpoint(moment.position, at)
    below = _place(still.station.landmarks, moment, float(lat[0]), float(lon[0]))
    axis = moment.body[0].T @ still.axis
    points, hit = pierced(moment.position, axis[None])
    ahead = None
    if hit[0]:
        where = geodetic(to_fixed(points, at))
        ahead = _place(still.station.landmarks, moment, float(where[0][0]), float(where[1][0]))
    return Caption(
        still, str(read.phase[0]), float(read.elevation[0]), float(height[0]), below, ahead, float(read.total_lx[0])
    )


def exposure_lines(taken: Taken) -> tuple[str, ...]:
    """Say at which settings a picture is shown, and how they lie to what a meter would have."""
    settings = replace(taken.exposure, under=0.0)  # a picture too dark is among the remarks
    if taken.still.exposure is None:
        what = "the night side" if taken.still.by_night else "what is lit"
        return (f"exposed at {settings}, as a meter on {what} would have it",)
    over = stops_over(taken.exposure, taken.key_cd_m2)
    if not isfinite(over):
        return (f"exposed at {settings}, set by hand; there is no light to meter",)
    side = "brighter" if over >= 0 else "darker"
    return (f"exposed at {settings}, set by hand: {abs(over):.1f} stops {side} than a meter would have it",)


def about(taken: Taken, told: Caption, title: str) -> dict[str, str]:
    """Give what a picture's file says of it."""
    still = taken.still
    return {
        "Title": title,
        "Description": "; ".join(told.lines()),
        "Creation Time": utc_text(still.at),
        "Station": still.station.name,
        "Window": still.window.id,
        "Lens": str(still.used),
        "Software": "Cupola",
    }


def _place(landmarks: Mapping[str, Landmark], moment: Moment, lat: float, lon: float) -> Place:
    """Give a point with the landmark nearest to it."""
    point = surface_point(lat, lon)
    rise = float(np.degrees(np.arcsin(sine_of_elevation(point[None], to_fixed(moment.sun, moment.at))[0])))
    near, away = "", float("inf")
    for name, one in landmarks.items():
        chord = float(np.linalg.norm(surface_point(one.lat, one.lon) - point))
        if chord < away:
            near, away = name, chord
    return Place(lat, lon, near, away, rise)


def _json(place: Place) -> dict[str, object]:
    return {
        "lat": round(place.lat, 2),
        "lon": round(place.lon, 2),
        "near": place.near or None,
        "km": round(place.away) if place.near else None,
        "sun_deg": round(place.sun, 1),
    }
