"""Boards of parabolas: the model keeps the reset between them, and a station's revolutions do not bind an aircraft."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from cupola.cli import OK, run
from cupola.light import Need
from cupola.plan.argument.remedies import _unasked
from cupola.plan.light import light_of
from cupola.plan.make import make
from cupola.plan.model.assemble import problem as assembled
from cupola.plan.model.chain import first_pass
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.plan.wording import need_words
from cupola.production import inspect, load
from cupola.production.takes import fewest_takes, in_one_fall, is_flown
from tests.plan.boards import START, minutes, problem, task
from tests.small import BREAKDOWN, PRODUCTION, write_small

PARABOLIC = Path(__file__).parents[2] / "productions/a-parabolic-day"
CRAFT = """\
aircraft:
  il: {kind: il-76mdk, airfield: {lat: 55.9, lon: 38.1}, takeoffs: [2021-10-08T09:00:00Z]}
"""
FLOATS = """\
         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}
      - {shot: 2P, text: The same lamp falls, cast: [ada], crew: [dina], set: bay, gravity: weightless, camera: komodo,
         setup: 4 min, take: 20 s, takes: 4, reset: 1 min}
"""


def test_the_next_parabola_comes_after_the_reset() -> None:
    """By hand: falls at 60, 65, 70, 75 min; with a reset of 6 min every other one can be used, with 4 min every one."""
    falls = minutes((60, 60.5), (65, 65.5), (70, 70.5), (75, 75.5))
    quick = replace(task("1A", rolling=falls, take=0.5, passes=(1, 1, 1), reset=4), parabolas=True)
    slow = replace(task("1A", rolling=falls, take=0.5, passes=(1, 1), reset=6), parabolas=True)
    slower = replace(slow, passes=(1, 1, 1))
    found = {one: first_pass(problem([one]), one) for one in (quick, slow, slower)}
    assert [(span.start - START) / 60 for span in found[quick]] == [60, 65]
    assert [(span.start - START) / 60 for span in found[slow]] == [60, 65]
    assert len(found[slower]) == 0


def test_a_task_of_parabolas_knows_no_revolution() -> None:
    board = problem([task("1A")], like_light=1)
    flown = replace(task("1A"), parabolas=True, passes=(2, 1), take=10.0, reset=5.0)
    assert board.echoes(flown, 0, 500.0) == [(0, 500)]
    assert board.least(flown, 0) == 2 * 15
    assert board.least(task("1A"), 0) == board.least_pass


@pytest.mark.parametrize(
    ("take", "reset", "length", "count"),
    [(22, 120, 25, 1), (10, 5, 25, 2), (5, 2, 25, 3), (5, 2, 26, 4), (25, 0, 25, 1), (30, 0, 25, 1)],
)
def test_so_many_takes_fit_into_one_fall(take: float, reset: float, length: float, count: int) -> None:
    assert in_one_fall(take, reset, length) == count


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(gravity="weightless"), "weightlessness"),
        (Need(gravity="heavy"), "more than the gravity of the Earth"),
        (Need(gravity="moon", light="sun"), "the gravity of the Moon in sunlight"),
    ],
)
def test_gravity_is_said_in_words(need: Need, words: str) -> None:
    assert need_words(need) == words


def test_a_flight_beside_a_station_is_planned_and_proven_together(tmp_path: Path) -> None:
    """The station's passes are half a revolution apart at least; the aircraft's five minutes."""
    sets = "sets:\n  bay: {name: BAY, aircraft: il, open_from: 2021-10-08T08:00:00Z}\n"
    production = PRODUCTION.replace("sets:\n", f"{CRAFT}{sets}", 1)
    old = "         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}\n"
    assert old in BREAKDOWN
    loaded = load(write_small(tmp_path, production=production, breakdown=BREAKDOWN.replace(old, FLOATS, 1)))
    shot = loaded.shots["2P"]
    assert is_flown(shot) and fewest_takes(shot) == 1
    board = assembled(loaded, light_of(loaded))
    assert board.tasks["2P"].passes == (1, 1, 1, 1)
    assert board.least_pass > 2000 > board.least(board.tasks["2P"], 0)
    plan = make(loaded, stop=Stop(work=5))
    assert verify(loaded, plan) == ()
    (strip,) = (one for one in plan.strips if one.shot == "2P")
    first = [one.takes[0].start for one in strip.passes]
    assert all(280.0 <= after - before <= 900.0 for before, after in pairwise(first))


def test_a_shot_that_finds_no_parabola_is_explained_by_what_it_needs(tmp_path: Path) -> None:
    """Twelve takes of 22 s, and ten parabolas a flight: the second flight is more than the longest pause away."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (PARABOLIC / name).read_text("utf-8").replace("take: 22 s, takes: 4", "take: 22 s, takes: 12")
        (tmp_path / name).write_text(text, "utf-8")
    loaded = load(tmp_path)
    plan = make(loaded, stop=Stop(work=5))
    assert verify(loaded, plan) == ()
    (bone,) = plan.boneyard
    assert bone.shot == "2A"
    assert "2A needs weightlessness for 22 s in twelve successive passes" in bone.reason


def test_a_pause_between_parabolas_is_no_pause_between_revolutions(tmp_path: Path) -> None:
    """A longest pause of 10 min keeps a station's passes apart (E464), and does not trouble an aircraft's."""
    sets = "sets:\n  bay: {name: BAY, aircraft: il}\nrules: {pass_gap: 10 min}\n"
    production = PRODUCTION.replace("sets:\n", f"{CRAFT}{sets}", 1)
    production = production.replace("rules: {pass_gap: 10 min}\n", "") + "rules: {pass_gap: 10 min}\n"
    old = "         camera: komodo, setup: 15 min, take: 1 min, takes: 3, gear: {led: 1}}\n"
    flown = FLOATS.replace("takes: 4, reset", "takes: 4, passes: 4, reset")
    _, found = inspect(write_small(tmp_path, production=production, breakdown=BREAKDOWN.replace(old, flown, 1)))
    assert not [one for one in found if one.code == "E464" and "2P" in one.text]


def test_a_shot_without_its_gravity_has_it_taken_out_of_the_breakdown() -> None:
    shot = load(PARABOLIC).shots["2A"]
    assert [(edit.path[-1], edit.value) for edit in _unasked(shot)] == [("gravity", "is taken out")]


def test_people_in_the_air_are_named_among_what_keeps_a_shot_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Sun stands from 195 to 215 deg while the first flight is coming down, and at the meal."""
    folder = tmp_path / "day"
    folder.mkdir()
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (PARABOLIC / name).read_text("utf-8")
        text = text.replace("light: day, direct: true,", "light: day, sun_from: [195 deg, 215 deg],")
        (folder / name).write_text(text, "utf-8")
    assert run(["plan", str(folder)]) == OK
    capsys.readouterr()
    assert run(["explain", str(folder)]) == OK
    told = " ".join(capsys.readouterr().out.split())
    assert "the hours in which AIRFIELD is open and its people are not in the air" in told
    assert "AIRFIELD is open from" not in told and "AIRFIELD is open to" not in told
