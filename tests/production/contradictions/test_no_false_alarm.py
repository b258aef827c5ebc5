"""What is called a contradiction is one: trying every start in the shoot finds none for its shot, or for its pair."""

from __future__ import annotations

import re
import tempfile
from itertools import product
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.errors import Message
from cupola.light.ground import GroundLimits, GroundSets
from cupola.plan.model.assemble import problem
from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.production import Production, inspect
from cupola.production.contradictions import Case, check_contradictions
from tests.plan.rules import PIECEMEAL, placings

STEP = 1200.0
"""Seconds of the grid: everything drawn is a multiple, so that what can be made can be made on the grid."""
HOURS = [f"{hour:02d}:00" for hour in range(6, 14)]
KINDS = st.sampled_from(["film", "film", "private", "station", "meal", "film"])
SCREENPLAY = "INT. SHED - DAY #1#\n\nIt rains.\n\nINT. SHED - DAY #2#\n\nIt rains.\n"
BOOK = """\
schema: cupola/1
title: Rain
stay:
  mission_start: 2026-09-14T00:00:00Z
  arrive: 2026-09-14T00:00:00Z
  first_shot: 2026-09-14T06:00:00Z
  wrap: 2026-09-15T12:00:00Z
  depart: 2026-09-15T13:00:00Z
crew_clock: {name: UTC}
crew_rules: ground
days:
  ana:
"""


@st.composite
def days(draw: st.DrawFn) -> str:
    """Draw a day plan: a night, and blocks of an hour."""
    kinds = [draw(KINDS) for _ in HOURS[:-1]]
    blocks = [
        f'    - {{from: "{a}", to: "{b}", is: {kind}}}' for a, b, kind in zip(HOURS, HOURS[1:], kinds, strict=False)
    ]
    return "\n".join(['    - {from: "20:00", to: "06:00", is: sleep}', *blocks]) + "\n"


@st.composite
def limits(draw: st.DrawFn) -> str:
    """Draw limits, most of them wide."""
    drawn = {
        "film_per_day": draw(st.sampled_from(["10 h", "10 h", "40 min", "20 min", "0 h"])),
        "private_per_day": draw(st.sampled_from(["2 h", "20 min", "0 h"])),
        "work_per_day": draw(st.sampled_from(["12 h", "12 h", "3 h"])),
        "meal_after": draw(st.sampled_from(["6 h", "40 min"])),
        "after_waking": draw(st.sampled_from(["0 h", "1 h", "8 h"])),
        "sleep": draw(st.sampled_from(["0 h", "9 h", "11 h"])),
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in drawn.items()) + "}"


@st.composite
def shots(draw: st.DrawFn, key: str, other: str) -> str:
    """Draw a shot: with a lock or not, after the other one or not."""
    day, slot = draw(st.sampled_from(["14", "14", "15", "16"])), draw(st.integers(0, 23))
    lock = f", lock: 2026-09-{day}T{6 + slot // 3:02d}:{slot % 3 * 20:02d}:00Z"
    fields = [
        f"shot: {key}, text: Rain, camera: mini, reset: 0 s",
        f"cast: [{draw(st.sampled_from(['ana', 'bo', 'ana, bo']))}]",
        f"setup: {draw(st.sampled_from([0, 20, 60, 100]))} min",
        f"take: {draw(st.sampled_from([20, 40]))} min",
        f"takes: {draw(st.integers(1, 2))}",
        f"set: {draw(st.sampled_from(['shed', 'slip']))}",
    ]
    after = f", after: [{other}]" if draw(st.sampled_from([False, False, True])) else ""
    escort = ", escort: fire" if draw(st.booleans()) else ""
    return "{" + ", ".join(fields) + (lock if draw(st.booleans()) else "") + after + escort + "}"


@st.composite
def books(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the two documents of a shoot of two days with three people."""
    permit = draw(st.sampled_from(["", ", open_to: 2026-09-14T05:00:00Z", ", open_from: 2026-09-14T08:00:00Z"]))
    event = draw(
        st.sampled_from(["[]", "[{what: Fair, from: 2026-09-14T06:00Z, to: 2026-09-15T11:00Z, people: [bo]}]"])
    )
    text = f"{BOOK}{draw(days())}  bo:\n{draw(days())}  vic:\n{draw(days())}people:\n"
    for who in ("ana", "bo", "vic"):
        groups = ", groups: [fire]" if who == "vic" else ""
        text += f"  {who}: {{name: {who.title()}, day: {who}{groups}, limits: {draw(limits())}}}\n"
    text += f"""\
sets:
  shed: {{name: SHED, location: {{lat: 60, lon: 5}}{permit}}}
  slip: {{name: SLIP, location: {{lat: 60, lon: 5}}}}
cameras:
  mini: {{model: Mini, mode: ProRes, bodies: 1, rate: 1 Mbps}}
rules: {{rest_between: {draw(st.sampled_from([0, 20]))} min, set_change: 0 s, rig_change: 0 s}}
events: {event}
"""
    scenes = "schema: cupola/1\nscenes:\n"
    for number, other, more in (("1", "2A", ""), ("2", "1A", draw(st.sampled_from(["", '\n    after: ["1"]'])))):
        scenes += f"""\
  - scene: "{number}"
    heading: INT. SHED - DAY
    pages: 1/8
    screen_time: 10 s{more}
    shots:
      - {draw(shots(f"{number}A", other))}
"""
    return text, scenes


def opened(book: str, breakdown: str) -> tuple[Production, list[Message]]:
    """Give the production, contradictions or not, and its messages of contradictions."""
    cases: list[Case] = []

    def look(case: Case) -> None:
        cases.append(case)
        check_contradictions(case)

    with tempfile.TemporaryDirectory() as name, mock.patch("cupola.production.load.check_contradictions", look):
        folder = Path(name)
        for file, text in (
            ("production.yaml", book),
            ("breakdown.yaml", breakdown),
            ("screenplay.fountain", SCREENPLAY),
        ):
            (folder / file).write_text(text, encoding="utf-8")
        messages = inspect(folder)[1]
    found = [message for message in messages if message.code not in ("E412", "E406")]
    assert all("E460" <= message.code <= "E469" or message.code == "W402" for message in found), found
    return cases[0].production, found


def shots_of(message: Message, production: Production) -> list[str]:
    """Give the shots that a message is about: those that it names, or all in the set that it names."""
    named = re.findall(r"\b[12]A\b", message.text)
    return named or [key for key, shot in production.shots.items() if f"set {shot.set} " in message.text]


def are_legal(board: Problem, strips: list[Strip]) -> bool:
    """Say whether strips keep every rule together."""
    return not any(True for rule in PIECEMEAL for _ in rule(board, strips))


@settings(max_examples=15, deadline=None)
@given(books())
def test_a_contradiction_leaves_its_shot_no_place(documents: tuple[str, str]) -> None:
    production, messages = opened(*documents)
    board = problem(production, GroundSets(production.shoot, GroundLimits()))
    for message in messages:
        keys = shots_of(message, production)
        assert keys, message
        places = {key: list(placings(board, board.tasks[key], STEP)) for key in keys}
        if message.code in ("E463", "E466"):
            pairs = product(*(places[key] for key in dict.fromkeys(keys)))
            assert not any(are_legal(board, list(pair)) for pair in pairs), message.render()
        else:
            assert not any(places.values()), message.render()


@settings(max_examples=15, deadline=None)
@given(books())
def test_a_shot_without_any_place_is_told_of_as_far_as_it_shows_by_itself(documents: tuple[str, str]) -> None:
    """On the ground, in any light and with nothing else to shoot, everything shows by itself."""
    production, messages = opened(*documents)
    board = problem(production, GroundSets(production.shoot, GroundLimits()))
    told = {key for message in messages for key in shots_of(message, production)}
    for key, task in board.tasks.items():
        if not any(True for _ in placings(board, task, STEP)):
            assert key in told, key
