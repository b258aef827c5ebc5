"""Real launches to the ISS, with the elements of the station that were nearest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cupola.clock import DAY, Span, instant
from cupola.flight.launch import MARGIN, Opportunity, opportunities
from cupola.flight.site import site
from cupola.flight.vehicle import vehicle
from cupola.sky import Orbit, parse_tle

_FILE = Path(__file__).parents[1] / "authorities" / "launches.json"


@dataclass(frozen=True)
class Flown:
    """A launch as it was."""

    flight: str
    site: str
    vehicle: str
    recovery: str
    profile: str
    launch: float
    contact: float | None
    elements: tuple[str, str]

    def orbit(self, before: float = DAY, after: float = DAY) -> Orbit:
        """Give the station's orbit around the launch."""
        span = Span(self.launch - before, self.launch + after)
        return Orbit(parse_tle("\n".join(self.elements) + "\n", self.flight), span, farthest=20 * DAY)

    def found(self) -> Opportunity:
        """Give the opportunity nearest to the launch."""
        half = DAY / 2
        span = Span(self.launch - half, self.launch + half)
        course = self.orbit(half + MARGIN, half + MARGIN + 3 * DAY)
        chances = opportunities(course, site(self.site), vehicle(self.vehicle), span, self.recovery)
        return min(chances, key=lambda one: abs(one.at - self.launch))


@cache
def flown() -> dict[str, Flown]:
    """Give the launches by name."""
    return {row["flight"]: _flown(row) for row in json.loads(_FILE.read_text("utf-8"))["flights"]}


def _flown(row: dict[str, Any]) -> Flown:
    launch, contact = instant(row["launch"]), instant(row["contact"]) if row["contact"] else None
    one, two = row["elements"]
    return Flown(
        row["flight"], row["site"], row["vehicle"], row["recovery"], row["profile"], launch, contact, (one, two)
    )
