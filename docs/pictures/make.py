"""Makes the pictures of the pages: `python docs/pictures/make.py PRODUCTION`; it has a plan and the frames of it.

Productions of craft that fly and come down again are looked for beside it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cupola.clock import DAY, Span, instant
from cupola.light import Almanac
from cupola.light.lens import Lens
from cupola.plan.document import read_plan
from cupola.plan.light import almanac_of, open_time
from cupola.plan.result import Plan
from cupola.preview.aim import aimed
from cupola.preview.planned import FRAMES, planned_stills
from cupola.preview.still import Opening, Still, developed, still_of
from cupola.production import Production, load
from cupola.publish import picture
from cupola.publish.casting import Casting
from cupola.publish.charts import DARK, Subject, day_chart, shoot_chart, track_chart
from cupola.publish.day import Schedule
from cupola.publish.prints import ON_A_CALL_SHEET, prints_of
from cupola.publish.stationery import Stationery
from cupola.publish.storyboard import storyboard
from cupola.publish.sunlight import Phases
from cupola.publish.typeset import pictures

DAY_DRAWN = instant("2021-10-09T00:00Z")
COLOURS = 255
PHOTOGRAPHS = ("preview-", "storyboard")
PREVIEW_SIZE = (800, 450)
PREVIEWS = (
    ("preview-cupola.png", "cupola.top", Lens(12.0), 1.2, "straight", instant("2021-10-10T12:36Z")),
    ("preview-night.png", "cupola.top", Lens(24.0), 0.3, "Cairo", instant("2021-10-06T17:47:40Z")),
    ("preview-sunrise.png", "nauka.forward", Lens(35.0), 0.4, "sunrise", instant("2021-10-05T20:37:38Z")),
)
ALOFT = (
    ("preview-hop.png", "ten-minutes", "4A", "window 3", 1.0, instant("2026-10-13T14:52:30Z")),
    ("preview-aircraft.png", "a-parabolic-day", "2A", "left", 0.3, instant("2026-07-08T09:30Z")),
)
MORNING = Span(instant("2021-10-09T09:00Z"), instant("2021-10-09T10:33Z"))


def main(folder: Path) -> None:
    """Write the pictures beside this file."""
    production = load(folder)
    plan = read_plan(folder / "plan" / "plan.yaml").plan
    for name, content in (
        *_pictures(production, plan),
        *_aloft(folder.resolve().parent),
        ("storyboard.png", _wall(production, plan, folder)),
    ):
        target = Path(__file__).with_name(name)
        target.write_bytes(content if name.startswith(PHOTOGRAPHS) else _small(content))
        print(target)


def _pictures(production: Production, plan: Plan) -> Iterator[tuple[str, bytes]]:
    almanac = almanac_of(production, production.stay)
    yield "stripboard.png", picture(production, plan, almanac_of(production).phases())
    yield "light-chart.png", shoot_chart(almanac, Subject.of(production)).png()
    nauka = production.sets["nauka"]
    windows = [w.id for w in production.station.windows.values() if w.module == nauka.module]
    subject = Subject.of(production, windows, nauka, open_time(production, nauka), plan)
    yield "light-chart-nauka-dark.png", shoot_chart(almanac, subject, DARK).png()
    day = _part(almanac, Span(DAY_DRAWN, DAY_DRAWN + DAY))
    yield "day-chart.png", day_chart(day, subject, "nauka.forward").png()
    yield "ground-track.png", track_chart(_part(almanac, MORNING), subject).png()
    yield "ground-track-day-dark.png", track_chart(day, subject, DARK).png()
    for name, window, lens, metres, target, at in PREVIEWS:
        glass = production.station.window(window)
        still = Still(production.station, production.orbit, glass, lens, at, *PREVIEW_SIZE, distance=metres)
        aim = aimed(production.orbit, production.station, glass, at, target)
        yield name, _png(developed(Opening()().take(replace(still, aim=aim))))


def _aloft(films: Path) -> Iterator[tuple[str, bytes]]:
    """Give what is seen from a capsule that hops and from an aircraft."""
    for name, film, shot, window, metres, at in ALOFT:
        still = still_of(load(films / film), shot, at, window=window, width=PREVIEW_SIZE[0], height=PREVIEW_SIZE[1])
        yield name, _png(developed(Opening()().take(replace(still, distance=metres))))


def _wall(production: Production, plan: Plan, folder: Path) -> bytes:
    """Give the page of the storyboard, in shooting order, that has most to show: a picture is longer than a drawing."""
    prints = prints_of(planned_stills(production, plan).frames(folder / FRAMES), ON_A_CALL_SHEET)
    schedule, phases = Schedule.of(production, plan), Phases(almanac_of(production).phases())
    view = storyboard(production, schedule, Casting(schedule.production), phases, "shooting", prints)
    return max(pictures(Stationery.of(), "storyboard.typ", view, None, prints.values(), dots_per_inch=96.0), key=len)


def _png(code: NDArray[np.uint8]) -> bytes:
    found = io.BytesIO()
    Image.fromarray(code).save(found, "PNG", optimize=True)
    return found.getvalue()


def _small(content: bytes) -> bytes:
    """Give a PNG with 255 colours at most: flat areas and thin lines look the same, at a third of the size."""
    found = io.BytesIO()
    few = (
        Image.open(io.BytesIO(content))
        .convert("RGB")
        .quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    few.save(found, "PNG", optimize=True)
    return found.getvalue()


def _part(almanac: Almanac, span: Span) -> Almanac:
    return Almanac(almanac.orbit, almanac.station, span, almanac.lost, almanac.limits)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
