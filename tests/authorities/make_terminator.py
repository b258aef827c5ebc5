"""Makes `terminator.py`, with Skyfield and DE421: `python tests/authorities/make_terminator.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import skyfield
import skyfield_data
from skyfield.api import Loader, wgs84

INSTANTS = ("2021-10-09T00:00:00Z", "2021-10-15T13:37:00Z", "2021-06-21T03:32:00Z", "2021-12-21T15:59:00Z")
LONGITUDES = (-170.0, -90.0, -20.0, 0.0, 75.0, 140.0)


def main() -> None:
    """Print the module."""
    load = Loader(skyfield_data.get_skyfield_data_path(), expire=False)
    scale, bodies = load.timescale(builtin=True), load("de421.bsp")
    print(f'"""Where the Sun stands in the zenith, and where on the horizon, by Skyfield {skyfield.__version__}.')
    print('\nDE421, WGS84, no refraction, made by `make_terminator.py`; deg.\n"""\n')
    print("# instant: (latitude, longitude) of the point whose vertical points to the Sun, from the Earth's centre")
    print("SUBSOLAR = {")
    for text in INSTANTS:
        time = scale.from_datetime(datetime.fromisoformat(text))
        seen = bodies["earth"].at(time).observe(bodies["sun"]).apparent()
        ascension, declination, _ = seen.radec("date")
        lon = (15 * (ascension.hours - time.gast) + 180) % 360 - 180
        print(f'    "{text}": ({declination.degrees:.4f}, {lon:.4f}),')
    print("}\n\n# (instant, longitude): latitude of the terminator\nTERMINATOR = {")
    for text in INSTANTS:
        time = scale.from_datetime(datetime.fromisoformat(text))
        for lon in LONGITUDES:
            print(f'    ("{text}", {lon}): {_edge(bodies, time, lon):.4f},')
    print("}")


def _edge(bodies: Any, time: Any, lon: float) -> float:
    """Halve between the poles until the Sun's centre is on the horizon."""
    low, high = -89.999, 89.999
    below = _height(bodies, time, low, lon)
    for _ in range(50):
        middle = (low + high) / 2
        if (_height(bodies, time, middle, lon) > 0) == (below > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _height(bodies: Any, time: Any, lat: float, lon: float) -> float:
    place = bodies["earth"] + wgs84.latlon(lat, lon)
    return float(place.at(time).observe(bodies["sun"]).apparent().altaz()[0].degrees)


if __name__ == "__main__":
    main()
