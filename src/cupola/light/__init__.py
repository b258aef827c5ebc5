"""When the light, the view and the window that a shot needs are really there."""

from cupola.light.almanac import Almanac, DayRow
from cupola.light.edges import Edges, edges, orbit_edges
from cupola.light.need import BODY_WORDS, LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS, LightLimits, Need
from cupola.light.phases import PHASES
from cupola.light.sample import holds, sees_earth

__all__ = [
    "BODY_WORDS",
    "LIGHT_WORDS",
    "PHASES",
    "VIEW_BY_WORDS",
    "VIEW_WORDS",
    "Almanac",
    "DayRow",
    "Edges",
    "LightLimits",
    "Need",
    "edges",
    "holds",
    "orbit_edges",
    "sees_earth",
]
