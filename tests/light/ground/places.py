"""Places that tests look at, and Skyfield's Sun and Moon over them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Span, instant
from cupola.places.ground import Location
from tests.skyfield_peer import bodies, times

Floats = NDArray[np.float64]

STEPPE = Location("Zhezkazgan", 47.7880, 67.7140, 370.0)
QUITO = Location("Quito", -0.1807, -78.4678, 2850.0)
SYDNEY = Location("Sydney", -33.8688, 151.2093)
TROMSO = Location("Tromso", 69.6492, 18.9553)
SVALBARD = Location("Longyearbyen", 78.2232, 15.6267)
POLE = Location("South Pole", -90.0, 0.0, 2835.0)
PLACES = (STEPPE, QUITO, SYDNEY, TROMSO, SVALBARD, POLE)

YEAR = Span(instant("2021-01-01T00:00Z"), instant("2022-01-01T00:00Z"))
SHOOT = Span(instant("2021-10-05T00:00Z"), instant("2021-10-18T00:00Z"))


def observer(place: Location) -> Any:
    """Give Skyfield's observer."""
    from skyfield.api import wgs84

    return bodies()["earth"] + wgs84.latlon(place.lat, place.lon, elevation_m=place.height)


def altaz(place: Location, body: str, at: Iterable[float], **air: float) -> tuple[Floats, Floats, Floats]:
    """Give Skyfield's elevation and azimuth in deg and distance in km of `sun` or `moon`."""
    found = observer(place).at(times(at)).observe(bodies()[body]).apparent().altaz(**air)
    return found[0].degrees, found[1].degrees, found[2].km


def events(place: Location, body: str, what: str, span: Span, horizon: float | None = None) -> Floats:
    """Give Skyfield's `risings` or `settings` of a body that really happen, as instants."""
    from skyfield import almanac

    start, stop = times([span.start, span.stop])
    at, real = getattr(almanac, f"find_{what}")(observer(place), bodies()[body], start, stop, horizon)
    found: Floats = np.array([t.timestamp() for t in at.utc_datetime()])[np.asarray(real, bool)]
    return found
