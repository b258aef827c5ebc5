"""A small production with training: two weeks on the ground, two trainees, a simulator, an aircraft, one scene."""

from __future__ import annotations

from pathlib import Path

SCREENPLAY = """\
Title: A LESSON

INT. STUDIO - DAY #1#

ANNA sits.

ANNA
Ready.
"""

BREAKDOWN = """\
schema: cupola/1
scenes:
  - scene: "1"
    heading: INT. STUDIO - DAY
    pages: 2/8
    screen_time: 15 s
    speaking: [ANNA]
    set: studio
    priority: 1
    shots:
      - {shot: 1A, text: She sits, cast: [ada], crew: [dina], camera: red, setup: 20 min, take: 30 s, takes: 3}
"""

PRODUCTION = """\
schema: cupola/1
title: A Lesson
crew_rules: ground
stay:
  mission_start: 2021-06-21T08:00:00Z
  arrive: 2021-06-07T00:00:00Z
  first_shot: 2021-06-07T04:00:00Z
  wrap: 2021-06-18T15:00:00Z
  depart: 2021-06-18T20:00:00Z
crew_clock: {name: MSK, ahead: 3 h}
days:
  work:
    - {from: "09:00", to: "13:00", is: film}
    - {from: "13:00", to: "14:00", is: meal}
    - {from: "14:00", to: "18:00", is: film}
    - {from: "18:00", to: "09:00", is: rest}
  off:
    - {from: "00:00", to: "24:00", is: rest}
people:
  ada: {name: Ada, plays: ANNA, day: work, weekend: off}
  dina: {name: Dina, day: work, weekend: off}
  ivan: {name: Ivan, day: work, weekend: off, limits: {film_per_day: 4 h}}
  olga: {name: Olga, groups: [doctors], day: work, weekend: off}
sets:
  studio: {name: STUDIO, location: {lat: 55.8, lon: 38.1}}
  class: {name: CLASSROOM, location: {lat: 55.8, lon: 38.1}}
  sim: {name: SIMULATOR, location: {lat: 55.8, lon: 38.1}}
  plane: {name: IL-76, aircraft: il}
aircraft:
  il: {kind: il-76mdk, airfield: {lat: 55.88, lon: 38.06}, takeoffs: [2021-06-10T06:30:00Z]}
cameras:
  red: {kind: red-komodo-mq, bodies: 1}
gear:
  suit: {name: pressure suit, count: 2}
rules: {rest_between: 0 min}
training:
  trainees: [ada, dina]
  courses:
    theory: {name: Theory, hours: 11 h, lesson: 2 h, set: class, instructors: [ivan]}
    soyuz: {hours: 8 h, exam: 4 h, after: {theory: 4 h}, set: sim, instructors: [olga], gear: {suit: 2}, priority: 1}
"""


def write_academy(folder: Path, *changes: tuple[str, str], breakdown: str = BREAKDOWN) -> Path:
    """Write the production into a folder, with texts of its document replaced, each of which must be there once."""
    text = PRODUCTION
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "production.yaml").write_text(text, encoding="utf-8")
    (folder / "breakdown.yaml").write_text(breakdown, encoding="utf-8")
    (folder / "screenplay.fountain").write_text(SCREENPLAY, encoding="utf-8")
    return folder
