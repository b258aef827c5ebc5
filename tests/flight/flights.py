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


def inclined(inclination: float, span: Span, revolutions: float = 15.45) -> Orbit:
    """Give an invented orbit of some deg of inclination and so many revolutions a day, with elements of the span."""
    day = (span.start - instant("2021-01-01T00:00Z")) / DAY + 3.0
    one = f"1 99999U 21001A   21{day:012.8f}  .00000000  00000-0  00000-0 0  999"
    two = f"2 99999 {inclination:8.4f} 172.0000 0004138  50.9000   0.0000 {revolutions:11.8f}    1"
    text = "\n".join(line + _checksum(line) for line in (one, two)) + "\n"
    return Orbit(parse_tle(text, "invented.tle"), Span(span.start - 2 * DAY, span.stop + 2 * DAY), farthest=20 * DAY)


def _checksum(line: str) -> str:
    return str(sum(int(char) if char.isdigit() else char == "-" for char in line) % 10)
