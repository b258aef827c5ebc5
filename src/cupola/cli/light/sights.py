"""What comes past a window."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cupola.cli.desk import print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, measured
from cupola.cli.light.wording import figure
from cupola.clock import clock_text, utc_text
from cupola.light.lens import Lens
from cupola.light.neighbours import Neighbour, neighbours
from cupola.light.sights import Sight, sights
from cupola.units import counted, duration_text

_MOST_PARTS: Final = 6
_LEAST: Final = 0.005  # of the field: less is not worth a word


def window_sights(outlook: Outlook, question: Question) -> None:
    """List what comes past the window: landmarks, Sun and Moon, or the one asked for."""
    lens = Lens(1000.0 * measured(question.lens, "m", "--lens")) if question.lens else None
    names = [question.view] if question.view else None
    found = sights(outlook.almanac, question.window or "", names, question.by, lens)
    near = _neighbours(outlook, question.window or "")
    if question.as_json:
        print_json(
            {
                "window": question.window,
                "lens": str(lens) if lens else None,
                "sights": [_json(s) for s in found],
                "station": [{"what": n.name, "share": n.share, "off_axis_deg": round(n.off_axis, 1)} for n in near],
            }
            | outlook.basis()
        )
        return
    if found:
        print(f"{'UTC':20s}  {outlook.clock:8s}  {'for':>10s}  {'off axis':>8s}  {'high':>4s}  what, light, way")
    for sight in found:
        print(_line(sight, outlook.offset))
    say(f"{question.window}: {counted(len(found), 'sight')}; off axis, high and light are those of the best instant")
    say("way: up in the picture is away from the Earth, or forward where the window looks down")
    parts = ", ".join(f"{n.name} {100 * n.share:.0f} %" for n in near[:_MOST_PARTS] if n.share >= _LEAST)
    say(f"of the station itself, at the beginning: {parts or 'nothing to speak of'} of the field")
    say(f"limits: {outlook.almanac.limits}")


def _neighbours(outlook: Outlook, window: str) -> list[Neighbour]:
    """Give what of the station is in the window's field when the answer begins."""
    station, start = outlook.almanac.station, outlook.almanac.span.start
    sun = outlook.almanac.vantage.at(np.array([start])).sun_in_body[0]
    return neighbours(station, station.window(window), start, sun)


def _line(sight: Sight, offset: float) -> str:
    there = "" if sight.sun != sight.sun else f", Sun {sight.sun:.0f} deg there"
    stays = "" if sight.crossing != sight.crossing else f", {duration_text(sight.crossing)} in a still picture"
    return (
        f"{utc_text(sight.span.start):20s}  {clock_text(sight.span.start, offset, seconds=True):8s}  "
        f"{duration_text(sight.span.length):>10s}  {sight.off_axis:4.0f} deg  {sight.elevation:4.0f}  "
        f"{sight.what}, {sight.phase}{there}, {sight.moves}{stays}"
    )


def _json(sight: Sight) -> dict[str, Any]:
    return {
        "what": sight.what,
        "from": utc_text(sight.span.start, 2),
        "to": utc_text(sight.span.stop, 2),
        "seconds": round(sight.span.length, 2),
        "best": utc_text(sight.best, 1),
        "off_axis_deg": round(sight.off_axis, 2),
        "elevation_deg": round(sight.elevation, 2),
        "distance_km": round(sight.distance, 1),
        "sun_there_deg": figure(sight.sun, 2),
        "rate_deg_s": round(sight.rate, 4),
        "moves": sight.moves,
        "phase": sight.phase,
        "in_picture_s": figure(sight.crossing, 1),
    }
