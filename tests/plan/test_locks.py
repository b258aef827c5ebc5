"""A lock holds the second that it names, as long as the proof finds the light there; else it says what it misses."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import PlanError
from cupola.plan.locks import bound, shortfall
from cupola.plan.make import make
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.result import Plan, Strip
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from tests.plan.boards import MINUTE, START, minutes
from tests.plan.conftest import Desk, laid_out
from tests.plan.edits import day, starting, the_strip, with_shot
from tests.small import elements_behind

LIGHT = ("E509", "E514")


def in_time(desk: Desk, folder: Path, seconds: float, shot: str) -> tuple[Plan | PlanError, Strip, bool]:
    """Lock a shot, plan again with a station so much later; give the answer, and whether the proof finds the light."""
    production, almanac = laid_out(folder, elements=elements_behind(seconds))
    strip = replace(the_strip(desk.plan, shot), lock=True)
    faults = verify(production, replace(desk.plan, digest=production.digest))
    is_lit = not any(shot in fault.shots and fault.code in LIGHT for fault in faults)
    try:
        made = make(production, almanac, Stop(work=1), locked=[strip])
    except PlanError as error:
        return error, strip, is_lit
    assert verify(production, made) == ()
    return made, strip, is_lit


@pytest.mark.parametrize(("seconds", "shot"), [(-9.75, "2B"), (0.25, "1B"), (0.5, "2A")])
def test_a_lock_on_the_edge_of_its_light_holds_under_new_elements(
    desk: Desk, tmp_path: Path, seconds: float, shot: str
) -> None:
    """The model keeps half a second more than the proof asks for; what is locked there may stay."""
    made, strip, is_lit = in_time(desk, tmp_path, seconds, shot)
    assert is_lit
    assert isinstance(made, Plan)
    assert made.strip(shot) == strip


@pytest.mark.parametrize(("seconds", "words"), [(3.0, "it begins 4 s too late"), (10.0, "it begins 11 s too late")])
def test_a_lock_that_its_light_has_left_is_named_with_the_seconds(
    desk: Desk, tmp_path: Path, seconds: float, words: str
) -> None:
    """Whole seconds, rounded up, with the slack of the orbit's age."""
    error, _, is_lit = in_time(desk, tmp_path, seconds, "1B")
    assert not is_lit
    assert isinstance(error, PlanError)
    (message,) = error.messages
    assert message.code == "E574"
    assert "the takes of pass 2 last from 2021-10-07T17:33:13Z to " in message.text
    assert message.text.endswith(f"sunrise does not hold all that time: {words}")
    assert message.hint == "it can begin then, but its other passes must lie elsewhere"


def test_a_lock_where_it_is_not_quiet_does_not_count_as_lit(desk: Desk) -> None:
    """3B needs no light; somebody exercises next to it."""
    loud = replace(desk.production.sets["cupola"], hears=frozenset({"SM"}))
    sets = {**desk.production.sets, "cupola": loud}
    production = with_shot(replace(desk.production, sets=sets), "3B", quiet=True)
    board = assemble(production, desk.almanac)
    strip = replace(starting(the_strip(desk.plan, "3B"), day(7, "08:30")), lock=True)
    tied = bound(production, board, [strip]).tasks["3B"]
    assert tied.lock == (strip.span.start,)
    assert tied.rolling == board.tasks["3B"].rolling


def test_a_lock_keeps_its_takes_in_the_passes_that_they_were_planned_in(desk: Desk) -> None:
    strip = the_strip(desk.plan, "1A")
    counts = tuple(len(one.takes) for one in strip.passes)
    board = assemble(desk.production, desk.almanac)
    other = replace(board.tasks["1A"], passes=(1,) * sum(counts))
    bare = replace(board, tasks={**board.tasks, "1A": other})
    assert bound(desk.production, bare, [strip]).tasks["1A"].passes == counts
    fewer = with_shot(desk.production, "1A", takes=1)
    less = replace(board, tasks={**board.tasks, "1A": replace(other, passes=(1,))})
    assert bound(fewer, less, [strip]).tasks["1A"].passes == (1,), "not those of a shot that changed"


def test_a_strip_that_is_not_in_the_breakdown_binds_nothing(desk: Desk) -> None:
    board = assemble(desk.production, desk.almanac)
    gone = replace(the_strip(desk.plan, "1A"), shot="9Z", lock=True)
    assert bound(desk.production, board, [gone]) == board


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_light_misses_takes_by_as_much_as_they_stick_out(late: float, early: float) -> None:
    light = minutes((0, 60), (100, 160))
    takes = Span(START + 100 * MINUTE - late, START + 160 * MINUTE + early)
    words = shortfall(light, takes)
    stick_out = [one for one in (late, early) if START + one > START]
    assert words.count("too") == len(stick_out)
    assert [int(word) for word in words.split() if word.isdigit()] == [math.ceil(one) for one in stick_out]


def test_light_that_does_not_come_near_is_told_by_how_far_it_is() -> None:
    light = minutes((0, 60), (100, 160))
    assert shortfall(light, Span(START + 70 * MINUTE, START + 72 * MINUTE)) == "it ends 12 min too early"
    assert shortfall(light, Span(START + 98 * MINUTE, START + 99 * MINUTE)) == "it begins 2 min too late"
    assert shortfall(minutes(), Span(START, START + MINUTE)) == "it never comes"
