"""The light at a place on the ground, by the same sky and the same search as at the station."""

from cupola.light.ground.almanac import GroundAlmanac, GroundEdge
from cupola.light.ground.daylight import clear_daylight
from cupola.light.ground.days import GroundDayRow, ground_days
from cupola.light.ground.limits import GROUND_PHASES, GROUND_WORDS, GroundLimits
from cupola.light.ground.sample import MoonSight, SunSight, holds_on_ground, moon_sight, sun_sight
from cupola.light.ground.sets import GroundSets

__all__ = [
    "GROUND_PHASES",
    "GROUND_WORDS",
    "GroundAlmanac",
    "GroundDayRow",
    "GroundEdge",
    "GroundLimits",
    "GroundSets",
    "MoonSight",
    "SunSight",
    "clear_daylight",
    "ground_days",
    "holds_on_ground",
    "moon_sight",
    "sun_sight",
]
