"""Where the station, the Sun and the Earth are, and what stands between them."""

from cupola.sky.air import LimbLight
from cupola.sky.atmosphere import Air
from cupola.sky.beta import beta_angle
from cupola.sky.course import Course, age_words
from cupola.sky.earth import subpoint, surface_point
from cupola.sky.eclipse import LIMIT_WORDS, Limit, limb_elevation, limit
from cupola.sky.elements import ElementSet, parse_tle, read_tle
from cupola.sky.happening import Happening
from cupola.sky.keplerian import Keplerian, Plane
from cupola.sky.moon import MoonTable, moon_position, moonlight
from cupola.sky.oem import StateFile, parse_oem
from cupola.sky.omm import parse_omm
from cupola.sky.orbit import Ephemeris, Orbit, Seam, Trajectory
from cupola.sky.source import open_orbit, read_elements, read_states
from cupola.sky.states import StateOrbit
from cupola.sky.sun import SunTable, sun_position
from cupola.sky.timing import DISTURBED, QUIET, TimingModel

__all__ = [
    "DISTURBED",
    "LIMIT_WORDS",
    "QUIET",
    "Air",
    "Course",
    "ElementSet",
    "Ephemeris",
    "Happening",
    "Keplerian",
    "LimbLight",
    "Limit",
    "MoonTable",
    "Orbit",
    "Plane",
    "Seam",
    "StateFile",
    "StateOrbit",
    "SunTable",
    "TimingModel",
    "Trajectory",
    "age_words",
    "beta_angle",
    "limb_elevation",
    "limit",
    "moon_position",
    "moonlight",
    "open_orbit",
    "parse_oem",
    "parse_omm",
    "parse_tle",
    "read_elements",
    "read_states",
    "read_tle",
    "subpoint",
    "sun_position",
    "surface_point",
]
