"""A small film on the ground written to a folder: one day at a fjord, two scenes, four shots; a set by a station."""

from __future__ import annotations

from pathlib import Path

from tests import small

SCREENPLAY = """\
Title: THE SLIP

EXT. SLIP - DUSK #1#

ANNA looks at the water.

ANNA
There.

INT. SHED - DAY #2#

ANNA sleeps.
"""

PRODUCTION = """\
schema: cupola/1
title: The Slip
stay:
  mission_start: 2026-09-14T02:00:00Z
  arrive: 2026-09-14T02:00:00Z
  first_shot: 2026-09-14T03:00:00Z
  wrap: 2026-09-14T21:00:00Z
  depart: 2026-09-14T21:30:00Z
crew_clock: {name: CEST, ahead: 2 h}
crew_rules: ground
people:
  dina: {name: Dina Director, roles: [director, camera], day: long, limits: {film_per_day: 12 h}}
  ada: {name: Ada Actress, plays: ANNA, day: long, limits: {film_per_day: 12 h}}
days:
  long:
    - {from: "05:00", to: "13:00", is: film}
    - {from: "13:00", to: "14:00", is: meal}
    - {from: "14:00", to: "22:00", is: film}
    - {from: "22:00", to: "05:00", is: sleep}
sets:
  slip:
    name: SLIP
    location: {lat: 61.1473, lon: 7.3822, height: 3 m, horizon: [[0 deg, 14 deg], [100 deg, 6 deg], [250 deg, 9 deg]]}
  shed:
    name: SHED
    capacity: 4
    location: {lat: 61.15, lon: 7.38}
cameras:
  mini: {model: ARRI ALEXA Mini LF, mode: ProRes, bodies: 1, rate: 1762 Mbps, cards: {size: 1 TB, count: 4}}
"""

BREAKDOWN = """\
schema: cupola/1
scenes:
  - scene: "1"
    heading: EXT. SLIP - DUSK
    pages: 2/8
    screen_time: 20 s
    speaking: [ANNA]
    set: slip
    priority: 1
    shots:
      - {shot: 1A, text: The low sun, cast: [ada], crew: [dina], light: sunset, camera: mini, setup: 20 min,
         take: 1 min, takes: 3}
      - {shot: 1B, text: After it, cast: [ada], crew: [dina], light: blue, camera: mini, setup: 10 min, take: 30 s,
         takes: 2}
      - {shot: 1C, text: Backlight, cast: [ada], crew: [dina], direct: true, sun_from: [200 deg, 230 deg], camera: mini,
         setup: 20 min, take: 1 min, takes: 3}
  - scene: "2"
    heading: INT. SHED - DAY
    pages: 1/8
    screen_time: 10 s
    set: shed
    shots:
      - {shot: 2A, text: Sleep, cast: [ada], crew: [dina], camera: mini, setup: 10 min, take: 30 s, takes: 2}
"""


def write_ferry(folder: Path, *, production: str = PRODUCTION, breakdown: str = BREAKDOWN) -> Path:
    """Write the film, with documents as they are or changed."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"production.yaml": production, "breakdown.yaml": breakdown, "screenplay.fountain": SCREENPLAY}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


LANDING = "  cupola: {name: CUPOLA, module: CUP, capacity: 2, escort: usos}\n"
"""The line of the small production after which a set on the ground is put."""

STEPPE = LANDING + "  steppe: {name: STEPPE, location: {lat: 47.79, lon: 67.71, height: 370 m, horizon: 1 deg}}\n"

STEPPE_SHOT = """\
         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}
      - {shot: 2S, text: The same evening below, cast: [ada], crew: [dina], set: steppe, light: golden, direct: true,
         camera: komodo, setup: 15 min, take: 1 min, takes: 3}
"""


def mixed() -> tuple[str, str]:
    """Give production and breakdown of the small production aboard with one set, and one shot, on the ground."""
    production = small.PRODUCTION.replace(LANDING, STEPPE)
    old = "         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}\n"
    breakdown = small.BREAKDOWN.replace(old, STEPPE_SHOT, 1)
    assert production != small.PRODUCTION and breakdown != small.BREAKDOWN
    return production, breakdown
