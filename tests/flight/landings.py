"""Real landings, with the elements of the station that were nearest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cupola.clock import DAY, Span, instant
from cupola.sky import Orbit, parse_tle

_FILE = Path(__file__).parents[1] / "authorities" / "landings.json"


@dataclass(frozen=True)
class Landed:
    """A way home as it was."""

    flight: str
    vehicle: str
    undock: float
    landing: float
    elements: tuple[str, str]
    point: str = ""

    def orbit(self, before: float = 3600.0, after: float = 2.2 * DAY) -> Orbit:
        """Give the station's orbit from before the undocking until after the landing."""
        span = Span(self.undock - before, self.undock + after)
        return Orbit(parse_tle("\n".join(self.elements) + "\n", self.flight), span, farthest=40 * DAY)


@cache
def landed() -> dict[str, Landed]:
    """Give the landings by name."""
    rows = json.loads(_FILE.read_text("utf-8"))["flights"]
    return {
        row["flight"]: Landed(
            row["flight"],
            row["vehicle"],
            instant(row["undock"]),
            instant(row["landing"]),
            tuple(row["elements"]),
            row.get("point", ""),
        )
        for row in rows
    }
