"""A small production written to a folder: three days on the ISS in October 2021, three scenes, seven shots."""

from __future__ import annotations

from pathlib import Path

SCREENPLAY = """\
Title: A SMALL STEP

INT. NAUKA - DAY #1#

ANNA floats to the window.

ANNA
It is morning again.

INT. NAUKA - NIGHT #2#

The lamp is out. ANNA and PETER look at the dark Earth.

PETER
Listen.

INT. CUPOLA - DAY #3#

ANNA at the big window.

ANNA
There.

EXT. STEPPE - DAY #4#

A capsule under its parachute.
"""

# The element set of 8 October 2021 (NORAD 25544, USSPACECOM as republished in public).
ELEMENTS = """\
1 25544U 98067A   21281.73004796  .00003128  00000-0  65029-4 0  9990
2 25544  51.6444 141.3023 0004210  71.7185  11.5978 15.48952913306193
"""


def elements_behind(seconds: float) -> str:
    """Give the element set of a station that comes so much later to everything: its mean anomaly is less by as much."""
    one, two = ELEMENTS.splitlines()
    turns_a_day = float(two[52:63])
    anomaly = (float(two[43:51]) - 360.0 * seconds * turns_a_day / 86400.0) % 360.0
    body = f"{two[:43]}{anomaly:8.4f}{two[51:68]}"
    check = sum(int(c) if c.isdigit() else c == "-" for c in body) % 10
    return f"{one}\n{body}{check}\n"


PRODUCTION = """\
schema: cupola/1
title: A Small Step
station: iss
orbit: {elements: orbit/iss.tle, seam: 60 km}
stay:
  mission_start: 2021-10-05T08:00:00Z
  arrive: 2021-10-06T00:00:00Z
  first_shot: 2021-10-06T06:00:00Z
  wrap: 2021-10-09T00:00:00Z
  depart: 2021-10-09T06:00:00Z
crew_clock: {name: GMT}
people:
  dina: {name: Dina Director, roles: [director, camera], novice: true, day: visitor}
  ada: {name: Ada Actress, plays: ANNA, novice: true, day: visitor}
  piet: {name: Piet Player, plays: PETER, day: helper, limits: {film_per_day: 3 h, private_per_day: 1 h}}
  eve: {name: Eve Escort, groups: [usos], day: helper, limits: {film_per_day: 3 h}}
days:
  helper:
    - {from: "06:00", to: "08:00", is: rest}
    - {from: "08:00", to: "10:00", is: exercise, in: SM}
    - {from: "10:00", to: "12:30", is: film}
    - {from: "12:30", to: "13:30", is: meal}
    - {from: "13:30", to: "17:00", is: station}
    - {from: "17:00", to: "18:30", is: film}
    - {from: "18:30", to: "20:00", is: rest}
    - {from: "20:00", to: "21:30", is: private}
    - {from: "21:30", to: "06:00", is: sleep}
sets:
  nauka: {name: NAUKA, module: MLM, hears: [SM]}
  cupola: {name: CUPOLA, module: CUP, capacity: 2, escort: usos}
cameras:
  komodo: {model: RED KOMODO 6K, mode: R3D MQ, bodies: 1, rate: 637 Mbps}
gear:
  led: {name: LED panel, count: 2}
events:
  - {what: Fire drill, from: 2021-10-07T10:00:00Z, to: 2021-10-07T11:00:00Z, stops_filming: true}
  - {what: Attitude lost, from: 2021-10-08T11:00:00Z, to: 2021-10-08T11:30:00Z, attitude_lost: true}
"""

BREAKDOWN = """\
schema: cupola/1
scenes:
  - scene: "1"
    heading: INT. NAUKA - DAY
    pages: 2/8
    screen_time: 15 s
    speaking: [ANNA]
    set: nauka
    priority: 1
    shots:
      - {shot: 1A, text: Sun on her face, cast: [ada], crew: [dina], light: sun, window: nauka.forward, direct: true,
         camera: komodo, setup: 20 min, take: 30 s, takes: 3}
      - {shot: 1B, text: First rays, cast: [ada], crew: [dina], light: sunrise, window: nauka.forward,
         camera: komodo, setup: 10 min, take: 15 s, takes: 2, gear: {led: 2}, after: [1A]}
  - scene: "2"
    heading: INT. NAUKA - NIGHT
    pages: 2/8
    screen_time: 20 s
    speaking: [PETER]
    set: nauka
    priority: 2
    after: ["1"]
    shots:
      - {shot: 2A, text: Two in the dark, cast: [ada, piet], crew: [dina], light: eclipse, quiet: true,
         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}
      - {shot: 2B, text: Peter listens, cast: [piet], crew: [dina], light: eclipse, quiet: true,
         camera: komodo, setup: 10 min, take: 30 s, takes: 2}
  - scene: "3"
    heading: INT. CUPOLA - DAY
    pages: 1/8
    screen_time: 10 s
    speaking: [ANNA]
    set: cupola
    priority: 1
    shots:
      - {shot: 3A, text: Blue light on her face, cast: [ada], crew: [dina], light: sun, window: cupola.top,
         view: earth-day, camera: komodo, setup: 20 min, take: 1 min, takes: 2}
      - {shot: 3B, text: Her hand on the glass, cast: [ada], crew: [dina], camera: komodo, setup: 10 min, take: 20 s,
         takes: 1, priority: 3}
  - scene: "4"
    heading: EXT. STEPPE - DAY
    pages: 1/8
    screen_time: 8 s
    unit: ground
"""


def write_small(folder: Path, **changes: str) -> Path:
    """Write the production into a folder and give the folder.

    Parameters
    ----------
    folder : Path
        An empty folder.
    **changes : str
        Other texts for `production`, `breakdown`, `screenplay` or `elements`.
    """
    (folder / "orbit").mkdir(parents=True, exist_ok=True)
    (folder / "production.yaml").write_text(changes.get("production", PRODUCTION), encoding="utf-8")
    (folder / "breakdown.yaml").write_text(changes.get("breakdown", BREAKDOWN), encoding="utf-8")
    (folder / "screenplay.fountain").write_text(changes.get("screenplay", SCREENPLAY), encoding="utf-8")
    (folder / "orbit" / "iss.tle").write_text(changes.get("elements", ELEMENTS), encoding="utf-8")
    return folder
