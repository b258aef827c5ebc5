"""What an orbit file says will happen on the way: launches, arrivals, departures, burns.

NASA writes them as comments of its ephemeris of the ISS: a "TRAJECTORY EVENT SUMMARY" whose rows give a name, the time
of ignition as day of the year and UTC, the change of speed in m/s, and apogee and perigee in km.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from cupola.clock import DAY

HappeningKind = Literal["launch", "arrival", "departure", "burn", "other"]

_HEAD: Final = "TRAJECTORY EVENT SUMMARY"
_ROW: Final = re.compile(r"(\S.*?)\s*(?<!\d)(\d{3}):(\d\d):(\d\d):(\d\d(?:\.\d+)?)(?!\S)(.*)")
_FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?")
_WORDS: Final[tuple[tuple[HappeningKind, str], ...]] = (
    ("departure", r"undock|depart|unberth|release|separation|entry|landing"),
    ("arrival", r"dock|arriv|berth|capture"),
    ("launch", r"launch|lift-?off"),
    ("burn", r"reboost|boost|burn|deboost|avoidance|\bP?DAM\b|phasing|manoeuvre|maneuver"),
)
_WIDEST: Final = 500


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that an orbit file announces.

    Attributes
    ----------
    what : str
        Its name, as published.
    at : float
        The instant; of a burn, its ignition.
    kind : {"launch", "arrival", "departure", "burn", "other"}
        What sort of thing it is, by its name; anything that changes the speed is a burn.
    speed : float
        By how much it changes the speed of the station, in m/s.
    """

    what: str
    at: float
    kind: HappeningKind
    speed: float = 0.0


def happenings(comments: Iterable[str], near: float) -> tuple[Happening, ...]:
    """Read the table of events among the comments of an orbit file, in order of time.

    Parameters
    ----------
    near : float
        An instant of the file: an event is of the year that brings it nearest.
    """
    found: list[Happening] = []
    is_inside = False
    for comment in comments:
        is_inside = is_inside or _HEAD in comment
        match = _ROW.fullmatch(comment.strip()) if is_inside and len(comment) < _WIDEST else None
        if match:
            figures = [float(figure) for figure in _FIGURE.findall(match[6])]
            speed = figures[-3] if len(figures) >= 3 else 0.0
            name = " ".join(match[1].split())
            found.append(Happening(name, _instant(match, near), _kind(name, speed), speed))
    return tuple(sorted(found, key=lambda h: h.at))


def _kind(name: str, speed: float) -> HappeningKind:
    if speed:
        return "burn"
    for kind, words in _WORDS:
        if re.search(words, name, re.IGNORECASE):
            return kind
    return "other"


def _instant(match: re.Match[str], near: float) -> float:
    day, hour, minute, second = int(match[2]), int(match[3]), int(match[4]), float(match[5])
    year = datetime.fromtimestamp(near, UTC).year

    def of(year: int) -> float:
        start = datetime(year, 1, 1, tzinfo=UTC).timestamp()
        return start + (day - 1) * DAY + hour * 3600 + minute * 60 + second

    return min((of(y) for y in (year - 1, year, year + 1)), key=lambda at: abs(at - near))
