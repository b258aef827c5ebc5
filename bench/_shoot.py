"""The orbit, the span and the needs that the benchmarks of light share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.clock import Span, instant
from cupola.light import Need
from cupola.places import Station
from cupola.sky import Orbit, read_tle

ELEMENTS = Path(__file__).parents[1] / "productions" / "the-challenge" / "orbit" / "iss.tle"
SPAN = Span(instant("2021-10-05T00:00Z"), instant("2021-10-17T00:00Z"))


def one_set() -> Orbit:
    """Give the orbit of the element set of 8 October, as peers take it."""
    sets = [s for s in read_tle(ELEMENTS) if abs(s.epoch - instant("2021-10-08T17:31:16Z")) < 1.0]
    return Orbit(sets, SPAN, name=ELEMENTS.name)


def needs(station: Station) -> list[Need]:
    """Give 120 needs: phases, direct sun and views through each window, and fifty landmarks by day and by night."""
    needs = [Need(light=word) for word in ("sun", "eclipse", "sunrise", "sunset")]
    for window in station.windows.values():
        needs.append(Need(light="sun", window=window.id, direct=True))
        if window.normal[2] > -0.5:
            needs += [Need(window=window.id, view=view) for view in ("earth-day", "earth-night")]
    through, by = ("cupola.top", "zvezda.w9", "nauka.forward"), ("any", "day", "night")
    for i, name in enumerate(station.landmarks):
        needs.append(Need(window=through[i % 3], view=name, view_by=by[i // 3 % 3]))
    return needs[:120]


def with_windows(station: Station, count: int) -> Station:
    """Give the station with as many windows, the first of them twice under another name."""
    more = list(station.windows.values())[: count - len(station.windows)]
    return replace(station, windows={**station.windows, **{f"{w.id}.2": replace(w, id=f"{w.id}.2") for w in more}})
