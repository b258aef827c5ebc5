"""A production in which every rule has something to say, and a legal plan of it that was made by hand.

Each scene is there for a rule, with people and sets of its own, so that an edit of one strip breaks the rule that it is
meant to break, and no other.
"""

from __future__ import annotations

from pathlib import Path

from cupola.clock import Span, instant
from cupola.plan.document import plan_text
from cupola.plan.figures import Money
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.plan.situation import Situation
from tests.small import ELEMENTS

DOING = {
    "abe": "",
    "ben": "",
    "bea": "",
    "bob": "",
    "cat": "",
    "cyd": "",
    "dan": "",
    "dot": "",
    "eli": "",
    "eva": "",
    "fay": "",
    "flo": "",
    "gil": "",
    "gus": "",
    "hal": "",
    "hob": ", limits: {private_per_day: 0 h, before_sleep: 0 h}",
    "ida": "",
    "ivy": ", looks: {all: [clean, torn], order: [clean, torn], change: 0 s}",
    "jim": ", limits: {film_per_day: 20 min}",
    "kay": "",
    "ken": "",
    "kim": "",
    "lee": ", groups: [usos]",
    "lou": "",
    "mia": ", limits: {before_sleep: 3 h}",
    "noa": ", limits: {work_per_day: 5 h}, dates: {2021-10-08: busy}",
    "oli": ", limits: {film_per_week: 20 min}",
    "pat": ", limits: {days_in_a_row: 1}",
    "quin": ", limits: {day_length: 6 h}",
    "ray": ", limits: {meal_after: 3 h 30 min}",
    "sam": ", limits: {turnaround: 13 h}",
    "tom": "",
    "ula": "",
    "vic": "",
    "wes": "",
    "xan": "",
    "yves": "",
    "zoe": "",
}
"""The people, with what is special about each. Everybody's family name is Roe."""

SHOTS = """\
0A  abe  06T07:40
1A  bea  07T10:50  light: eclipse
2A  bob  07T09:00  set: big
2B  bob  07T10:32:55  set: big, match: 2A
3A  cyd  07T10:00  passes: 2
4A  dan  07T10:00
4B  dan  07T14:00  after: [4A]
5A  eva  07T10:00  lock: 2021-10-07T10:00:00Z
6A  fay  08T10:00
7A  gil  07T10:00
7B  gil  07T11:00
8A  hal  07T10:00
8B  hal  07T11:00
9A  ivy  07T10:00  look: {ivy: clean}
9B  ivy  08T10:00  look: {ivy: torn}
10A jim  07T10:00
10B jim  08T10:00
11A kim  07T10:00  set: dome
12A mia  07T10:00
13A noa  07T10:00
14A oli  07T10:00
15A pat  06T10:00
15B pat  08T10:00
16A quin 07T08:00
16B quin 07T13:00
17A ray  07T08:00
17B ray  07T14:00
18A sam  07T17:00
18B sam  08T08:00
19A tom  07T08:00  set: steppe
19B tom  07T10:40  set: steppe
19C tom  07T15:00  set: town
20A vic  07T10:00
20B wes  07T11:00  set: r20A
21A xan  07T10:00  camera: one
21B ula  07T11:00  camera: one
22A yves 07T10:00  camera: small, data: 1.5 GB
22B yves 08T10:00  camera: small, data: 1.5 GB
23A ben  07T09:00  camera: hungry
23B ben  07T14:00  camera: hungry
24A cat  07T10:00  set: bunk
25A dot  08T10:00  set: lab, closed: true
26A eli  07T10:00  set: kibo, quiet: true
26B flo  07T11:00  set: store
27A kay  07T10:00  gear: {crane: 2}
27B lou  07T11:00  gear: {crane: 2}
28A gus  07T14:00  set: nook
29A hob  07T10:00
30A ida  08T10:00
31A ken  08T14:00
32A zoe  07T10:00
33A zoe  08T10:00
34A ken  -
34B ken  -
"""
"""Shot, who is in it (behind the camera in scene 8), when its set-up begins in October 2021, and what is special."""

PRODUCTION = """\
schema: cupola/1
title: A Rich Step
station: iss
orbit: {{elements: orbit/iss.tle, seam: 60 km}}
stay:
  mission_start: 2021-10-05T08:00:00Z
  arrive: 2021-10-06T00:00:00Z
  first_shot: 2021-10-06T06:00:00Z
  wrap: 2021-10-09T16:00:00Z
  depart: 2021-10-09T20:00:00Z
crew_clock: {{name: GMT}}
people:
{people}
  zed: {{name: Zed Roe, day: night}}
days:
  plain:
    - {{from: "06:00", to: "12:00", is: film}}
    - {{from: "12:00", to: "13:00", is: meal}}
    - {{from: "13:00", to: "19:30", is: film}}
    - {{from: "19:30", to: "21:30", is: private}}
    - {{from: "21:30", to: "06:00", is: sleep}}
  busy:
    - {{from: "06:00", to: "09:00", is: film}}
    - {{from: "09:00", to: "13:00", is: station}}
    - {{from: "13:00", to: "15:00", is: film}}
    - {{from: "15:00", to: "16:00", is: station, in: COL}}
    - {{from: "16:00", to: "17:00", is: exercise, in: JPM}}
    - {{from: "17:00", to: "21:30", is: rest}}
    - {{from: "21:30", to: "06:00", is: sleep}}
  night:
    - {{from: "12:00", to: "21:00", is: sleep, in: NOD2}}
    - {{from: "21:00", to: "12:00", is: station}}
sets:
{sets}
  big: {{name: BIG ROOM, module: MLM}}
  nook: {{name: NOOK, module: AL, clear: 20 min, restore: 20 min}}
  bunk: {{name: BUNK, module: NOD2}}
  lab: {{name: LAB, module: COL}}
  kibo: {{name: KIBO, module: JPM, hears: [JPM, PMM]}}
  store: {{name: STORE, module: PMM}}
  dome: {{name: DOME, module: CUP, escort: usos}}
  steppe: {{name: STEPPE, location: {{lat: 50.0, lon: 66.0}}}}
  town:
    name: TOWN
    location: {{lat: 50.0, lon: 66.2}}
    permits: [{{from: 2021-10-06T06:00:00Z, to: 2021-10-08T18:00:00Z}}]
cameras:
  red: {{model: RED, mode: raw, bodies: 60, rate: 100 Mbps}}
  one: {{model: ONE, mode: raw, bodies: 1, rate: 100 Mbps}}
  small: {{model: SMALL, mode: raw, bodies: 9, rate: 100 Mbps, cards: {{size: 2 GB, count: 1}}}}
  hungry: {{model: HUNGRY, mode: raw, bodies: 9, rate: 100 Mbps, battery: {{count: 1, runs: 1 h, charge: 1 h}}}}
cards: {{size: 512 GB, count: 100}}
gear:
  crane: {{name: crane, count: 2}}
rules: {{set_change: 30 min, company_move: 30 min, moves_per_day: 1, light_slack: 5}}
events:
  - {{what: Docking, from: 2021-10-08T14:00:00Z, to: 2021-10-08T16:00:00Z, people: [fay]}}
"""

_NEXT_PASS = 5580.0
"""One revolution from Sun to Sun, in whole minutes."""


def rows() -> list[tuple[str, str, str, str]]:
    """Give the shots: key, person, begin of the set-up (`-` for the boneyard), and what is special."""
    return [(key, who, when, " ".join(more)) for key, who, when, *more in (line.split() for line in SHOTS.splitlines())]


def scene_of(shot: str) -> str:
    """Give the scene of a shot."""
    return shot[:-1]


def write_rich(folder: Path) -> Path:
    """Write the production into a folder and give the folder."""
    people = "\n".join(f"  {key}: {{name: {key.title()} Roe, day: plain{more}}}" for key, more in DOING.items())
    sets = "\n".join(f"  r{key}: {{name: ROOM {key}, module: SM}}" for key, *_ in rows())
    scenes = dict.fromkeys(scene_of(key) for key, *_ in rows())
    script = "\n".join(f"INT. SHIP - DAY #{scene}#\n\nThey work.\n" for scene in scenes)
    (folder / "orbit").mkdir(parents=True, exist_ok=True)
    (folder / "production.yaml").write_text(PRODUCTION.format(people=people, sets=sets), encoding="utf-8")
    (folder / "breakdown.yaml").write_text(_breakdown(list(scenes)), encoding="utf-8")
    (folder / "screenplay.fountain").write_text(f"Title: A RICH STEP\n\n{script}", encoding="utf-8")
    (folder / "orbit" / "iss.tle").write_text(ELEMENTS, encoding="utf-8")
    return folder


def _breakdown(scenes: list[str]) -> str:
    lines = ["schema: cupola/1", "scenes:"]
    for scene in scenes:
        after = ', after: ["32"]' if scene == "33" else ""
        lines.append(
            f'  - {{scene: "{scene}", heading: INT. SHIP - DAY, pages: 1/8, screen_time: 10 s{after}, shots: ['
        )
        for key, who, _, more in rows():
            if scene_of(key) == scene:
                fields = "".join(f", {field}" for field in (more, *_usual(key, more)) if field)
                part = "crew" if scene == "8" else "cast"
                lines.append(f"      {{shot: {key}, text: Work, {part}: [{who}]{fields},")
                lines.append("       setup: 10 min, take: 1 min, takes: 2, reset: 2 min},")
        lines.append("    ]}")
    return "\n".join(lines) + "\n"


def _usual(key: str, more: str) -> tuple[str, str]:
    return "" if "set:" in more else f"set: r{key}", "" if "camera:" in more else "camera: red"


def plan(digest: str, value: int, total: int) -> str:
    """Give the text of plan.yaml."""
    strips = tuple(_strip(*row) for row in rows() if row[2] != "-")
    bones = tuple(Bone(key, scene_of(key), "no time is left") for key, _, when, _ in rows() if when == "-")
    now = Situation(instant("2021-10-06T08:30Z"), ("0A",))
    money = Money()
    made = Plan("A Rich Step", digest, strips, bones, value, value, total, money, "made by hand", now)
    return plan_text(made)


def _strip(key: str, who: str, when: str, more: str) -> Strip:
    words = dict(part.split(": ", 1) for part in more.split(", ") if ": " in part)
    start = instant(f"2021-10-{when}Z")
    roll = start + 600
    takes = (Span(roll, roll + 60), Span(roll + 180, roll + 240))
    escort = "lee" if words.get("set") == "dome" else None
    passes: tuple[Pass, ...] = (Pass(Span(start, roll), takes, escort),)
    if "passes" in words:
        later = Span(roll + _NEXT_PASS, roll + _NEXT_PASS + 60)
        passes = (Pass(Span(start, roll), takes[:1]), Pass(None, (later,)))
    return Strip(key, scene_of(key), words.get("set", f"r{key}"), (who,), words.get("camera", "red"), passes)
