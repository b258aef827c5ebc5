"""Plans of shots in an aircraft: takes are one a parabola, and the proof finds those that are not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cupola.clock import Span
from cupola.plan.make import make
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, load

PARABOLIC = Path(__file__).parents[3] / "productions/a-parabolic-day"


@cache
def day() -> tuple[Production, Plan]:
    """Give the parabolic day with its plan."""
    production = load(PARABOLIC)
    return production, make(production, stop=Stop(work=5))


def moved(plan: Plan, shot: str, index: int, seconds: float) -> Plan:
    """Give a plan with one pass of a shot later, its set-up left where it is."""

    def later(one: Pass) -> Pass:
        takes = tuple(Span(take.start + seconds, take.stop + seconds) for take in one.takes)
        return replace(one, takes=takes)

    strips = tuple(
        replace(strip, passes=tuple(later(one) if k == index else one for k, one in enumerate(strip.passes)))
        if strip.shot == shot
        else strip
        for strip in plan.strips
    )
    return replace(plan, strips=strips)


def moved_whole(plan: Plan, strip: Strip, seconds: float) -> Plan:
    """Give a plan with a strip of one pass later, set-up and all."""
    (one,) = strip.passes
    assert one.setup is not None
    takes = tuple(Span(take.start + seconds, take.stop + seconds) for take in one.takes)
    later = replace(one, setup=Span(one.setup.start + seconds, one.setup.stop + seconds), takes=takes)
    strips = tuple(replace(strip, passes=(later,)) if each == strip else each for each in plan.strips)
    return replace(plan, strips=strips)


def test_the_whole_film_fits_into_two_flights_and_is_legal() -> None:
    production, plan = day()
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert verify(production, plan) == ()


def test_every_take_that_floats_lies_in_a_parabola_of_its_own_flight() -> None:
    """By hand: 30 min of climb and 25 s of pull-up after take-off, then every 300 s; 25 s long."""
    production, plan = day()
    starts = [flight + 1825.0 + 300.0 * k for flight in (production.mission_start, production.mission_start + 14_400.0)
              for k in range(10)]  # fmt: skip
    for strip in plan.strips:
        if production.shots[strip.shot].need.gravity == "weightless":
            for one in strip.passes:
                first, last = one.takes[0].start, one.takes[-1].stop
                assert any(start <= first and last <= start + 25.0 for start in starts), strip.shot


def test_takes_that_fill_a_parabola_are_one_each_and_short_ones_share() -> None:
    _, plan = day()
    shared = {strip.shot: [len(one.takes) for one in strip.passes] for strip in plan.strips}
    assert shared["2A"] == shared["3A"] == shared["4A"] == [1, 1, 1, 1]
    assert shared["3B"] == [2, 1]
    assert shared["1A"] == [3]


@pytest.mark.parametrize("seconds", [-1.0, 1.0, 4.0, 60.0])
def test_a_take_that_leaves_its_parabola_is_found(seconds: float) -> None:
    """4A takes 24 of 25 s: it may begin in the first or the second second, and nowhere else."""
    production, plan = day()
    found = [fault.code for fault in verify(production, moved(plan, "4A", 2, seconds))]
    takes = next(strip for strip in plan.strips if strip.shot == "4A").passes[2].takes
    begin = (takes[0].start - production.mission_start - 1825.0) % 300.0
    assert ("E738" in found) == (not 0.0 <= begin + seconds <= 1.0)


def test_the_fault_says_what_is_needed_and_which_take() -> None:
    production, plan = day()
    (fault,) = (one for one in verify(production, moved(plan, "2A", 3, 30.0)) if one.code == "E738")
    assert fault.text.startswith("2A needs weightlessness; gravity is another one in take 1 (8 Jul ")
    assert fault.hint == "see when it is right: cupola light PRODUCTION --shot 2A"


def test_other_take_offs_leave_no_take_where_it_was(tmp_path: Path) -> None:
    _, plan = day()
    for name in ("breakdown.yaml", "screenplay.fountain"):
        (tmp_path / name).write_text((PARABOLIC / name).read_text("utf-8"), "utf-8")
    text = (PARABOLIC / "production.yaml").read_text("utf-8").replace("[2026-07-08T08:30:00Z", "[2026-07-08T08:31:00Z")
    (tmp_path / "production.yaml").write_text(text.replace("T12:30:00Z]", "T12:31:00Z]"), "utf-8")
    late = [fault.shots[-1] for fault in verify(load(tmp_path), plan) if fault.code == "E738"]
    assert sorted(set(late)) == ["2A", "3A", "3B", "4A", "5A"]


def test_nobody_leaves_the_aircraft_before_it_has_landed() -> None:
    """By hand: a flight lasts 1 h 41 min 14 s from take-off."""
    production, plan = day()
    (field,) = (one for one in plan.strips if one.shot == "1A")
    for takeoff in (production.mission_start, production.mission_start + 14_400.0):
        assert field.span.stop <= takeoff or field.span.start >= takeoff + 6074.0
    begin = field.passes[0].setup
    assert begin is not None
    (strip,) = (one for one in plan.strips if one.shot == "1A")
    wrong = moved_whole(plan, strip, production.mission_start + 14_400.0 + 6000.0 - begin.start)
    found = [fault for fault in verify(production, wrong) if fault.code == "E740"]
    assert sorted(fault.people[0] for fault in found) == ["karl", "olga", "sonja", "timur"]
    assert found[0].text.startswith("Olga Actress is in the air with Il-76MDK (8 Jul 15:30-17:11) during 1A")
    right = moved_whole(plan, strip, production.mission_start + 14_400.0 + 6080.0 - begin.start)
    assert "E740" not in [fault.code for fault in verify(production, right)]


def test_a_pass_too_soon_for_its_reset_is_found() -> None:
    """4A: 24 s and 3 min of reset; with a reset of 5 min the next parabola comes too soon."""
    production, plan = day()
    scenes = tuple(
        replace(s, shots=tuple(replace(one, reset=300.0) if one.id == "4A" else one for one in s.shots))
        for s in production.scenes
    )
    slow = replace(production, scenes=scenes)
    strip = next(one for one in plan.strips if one.shot == "4A")
    apart = np.diff([one.takes[0].start for one in strip.passes])
    found = [fault for fault in verify(slow, plan) if fault.code == "E516"]
    assert len(found) == int((apart < 323.0).sum()) > 0
    assert "5 min 24 s are needed" in found[0].text
