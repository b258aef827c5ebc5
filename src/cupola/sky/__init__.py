"""Where the station, the Sun and the Earth are, and what stands between them."""

from cupola.sky.beta import beta_angle
from cupola.sky.earth import subpoint, surface_point
from cupola.sky.eclipse import LIMIT_WORDS, Limit, limb_elevation, limit
from cupola.sky.elements import ElementSet, parse_tle, read_tle
from cupola.sky.orbit import Ephemeris, Orbit, Seam, Trajectory
from cupola.sky.sun import SunTable, sun_position

__all__ = [
    "LIMIT_WORDS",
    "ElementSet",
    "Ephemeris",
    "Limit",
    "Orbit",
    "Seam",
    "SunTable",
    "Trajectory",
    "beta_angle",
    "limb_elevation",
    "limit",
    "parse_tle",
    "read_tle",
    "subpoint",
    "sun_position",
    "surface_point",
]
