"""The Challenge's orbit and station, as tests of sky, places and light share them."""

from functools import cache
from pathlib import Path

from cupola.clock import Span, instant
from cupola.sky import ElementSet, Ephemeris, Orbit, read_tle
from tests.authorities.sky_october_2021 import DOCKING, UNDOCKING

ELEMENTS = Path(__file__).parents[1] / "productions" / "the-challenge" / "orbit" / "iss.tle"
STAY = Span(instant(DOCKING), instant(UNDOCKING))


@cache
def element_sets() -> tuple[ElementSet, ...]:
    """Give the nine real sets of 1 to 19 October."""
    return read_tle(ELEMENTS)


@cache
def one_set() -> ElementSet:
    """Give the set of 8 October 17:31."""
    return next(s for s in element_sets() if s.line1[18:32] == "21281.73004796")


@cache
def stay_orbit() -> Orbit:
    """Give the orbit from docking to undocking."""
    return Orbit(element_sets(), STAY, name=ELEMENTS.name)


@cache
def stay_ephemeris() -> Ephemeris:
    """Give that orbit as an ephemeris."""
    return stay_orbit().ephemeris()


@cache
def one_set_orbit(start: str = "2021-10-05T00:00Z", stop: str = "2021-10-17T00:00Z") -> Orbit:
    """Give an orbit of one set only, as Skyfield would take it."""
    return Orbit([one_set()], Span(instant(start), instant(stop)), name=ELEMENTS.name)
