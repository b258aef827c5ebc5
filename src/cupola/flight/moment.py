"""Moments of a flight, what refuses them, and the orbit that they are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.clock import DAY, Span
from cupola.errors import SkyError
from cupola.production import Production
from cupola.production.ships import Ship
from cupola.sky import Course, Orbit
from cupola.tree import Steps

OLDEST: Final = 100 * DAY
"""Seconds: older elements say nothing of the plane."""
TORN: Final = 50_000.0
"""Kilometres: what reboosts do to the phase between two sets is no reason not to compute."""
_SURE: Final = 10 * DAY  # seconds: with older elements a launch or a pass may be elsewhere, and nothing is refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something that the document says of a ship cannot be: at a field of it, with what would work."""

    code: str
    text: str
    path: Steps
    hint: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of the flight.

    Attributes
    ----------
    what : str
        `launch`, `contact`, `hatches open`, `first shot`, `wrap`, `hatches close`, `undocking`, `landing`.
    ship : str
        The name of the ship; empty where it is the film's own.
    at : float
        As the document has it.
    computed : float or None
        As the orbit has it; None where it says nothing.
    spread : float
        Seconds, one standard deviation or the spread of flights; 0 where none is known.
    note : str
        What goes with it.
    refusal : Refusal or None
        Why it cannot be; None: it can.
    """

    what: str
    ship: str
    at: float
    computed: float | None = None
    spread: float = 0.0
    note: str = ""
    refusal: Refusal | None = None


def place(ship: Ship, field: str) -> Steps:
    """Give where a field of a ship stands in production.yaml."""
    return ("flight", "ships", ship.id, field)


def refused(error: SkyError, ship: Ship, field: str, hint: str | None = None) -> Refusal:
    """Make a refusal of an error, at a field of a ship."""
    message = error.messages[0]
    return Refusal(message.code, f"{ship.name}: {message.text}", place(ship, field), hint or message.hint)


def is_sure(age: float) -> bool:
    """Say whether orbit data are young enough to refuse something; an age in seconds."""
    return not abs(age) > _SURE  # an age that is not known is that of states, which are of the day


def wider(production: Production, span: Span) -> Course | None:
    """Give the orbit of a production over another span, where its data reach so far."""
    course = production.orbit if production.flight is not None else None
    if isinstance(course, Orbit):
        try:
            return Orbit(course.sets, span, largest_seam=TORN, farthest=OLDEST, name=course.name)
        except SkyError:
            return None
    if course is not None and course.span.start <= span.start and span.stop <= course.span.stop:
        return course
    return None
