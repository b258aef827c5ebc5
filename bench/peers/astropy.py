"""astropy: the frames and the Sun of its coordinates on a grid; it has no finder of events."""

from __future__ import annotations

from collections.abc import Callable

from bench.peers import Job, changes, even, sphere_height
from cupola.clock import DAY, Instants

STEP = 30.0
TASK = "sgp4, TEME to GCRS, get_sun every 30 s, no edges; a sphere"
LIMIT = "centre"
JD_1970 = 2440587.5


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    from astropy import units
    from astropy.coordinates import GCRS, TEME, CartesianRepresentation, get_sun
    from astropy.time import Time
    from astropy.utils import iers
    from sgp4.api import Satrec

    iers.conf.auto_download = False
    at = even(job.span, STEP)
    craft = Satrec.twoline2rv(job.line1, job.line2)

    def run() -> Instants:
        when = Time(JD_1970, at / DAY, format="jd", scale="utc")
        _, position, _ = craft.sgp4_array(when.jd1, when.jd2)
        here = TEME(CartesianRepresentation(position.T * units.km), obstime=when).transform_to(GCRS(obstime=when))
        sun = get_sun(when).cartesian.xyz.to_value(units.km).T
        return changes(at, sphere_height(here.cartesian.xyz.to_value(units.km).T, sun) >= 0.0)

    return run
