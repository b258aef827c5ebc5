"""Set-ups that give way to another shot between two passes, and are paid again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.argument.remedies import feasible
from cupola.plan.document import plan_text, read_plan
from cupola.plan.model.problem import Problem
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Pass, Strip
from cupola.plan.search.solve import Stop, solve
from cupola.plan.verify import verify
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, texts, the_strip, with_shot
from tests.plan.rules import best_value, broken

QUICK = Stop(work=2.0)
SLOT = 10.0


def board(second: float = 120, *, may_break: bool = True, place: str = "stage", cameras: int = 9) -> Problem:
    """Give 1A, set up in 20 minutes for two passes, the second at `second`, and 2A, half an hour, between them."""
    lit = minutes((20, 30), (second, second + 10))
    waits = task("1A", ("ana",), lit, setup=20, passes=(1, 1))
    between = task("2A", ("bo",), minutes((30, second)), place=place, take=30)
    tasks = [replace(waits, may_break=may_break), between]
    return problem(tasks, [worker("ana"), worker("bo")], {"1": 2, "2": 1}, cameras=cameras)


def planned(made: Problem) -> dict[str, Strip]:
    """Solve a board, see that nothing is broken, and give its strips by shot."""
    found = solve(made, QUICK)
    assert broken(made, found.strips) == []
    assert found.value == found.bound
    return {strip.shot: strip for strip in found.strips}


def test_a_set_up_gives_way_and_is_paid_again() -> None:
    strips = planned(board())
    assert set(strips) == {"1A", "2A"}
    first, second = strips["1A"].passes
    assert second.setup is not None
    assert second.setup.length == 20 * MINUTE
    assert strips["1A"].held == (first.span, second.span)
    assert second.takes[0].start == START + 120 * MINUTE


def test_a_set_up_that_may_not_break_keeps_its_set() -> None:
    assert set(planned(board(may_break=False))) == {"1A"}


def test_a_set_up_that_may_break_stays_where_nothing_comes_between() -> None:
    """Setting up again would take Ana's time that she does not have."""
    made = board()
    free = minutes((0, 30), (120, 130))
    alone = replace(made, tasks={"1A": made.tasks["1A"]}, scenes=made.scenes[:1])
    alone = replace(alone, workers={"ana": worker("ana", free), "bo": made.workers["bo"]})
    strip = planned(alone)["1A"]
    assert strip.passes[1].setup is None
    assert strip.held == (strip.span,)


@pytest.mark.parametrize(("second", "made"), [(80, 2), (79.9, 1)])
def test_the_other_shot_and_the_set_up_again_must_fit_between(second: float, made: int) -> None:
    """30 minutes of 2A and 20 of set-up, from 30 on: 80, to the minute."""
    assert len(planned(board(second))) == made


def test_the_camera_is_free_while_a_set_up_is_broken() -> None:
    assert len(planned(board(place="attic", cameras=1))) == 2
    assert len(planned(board(place="attic", cameras=1, may_break=False))) == 1


def test_the_pause_and_the_light_are_counted_from_take_to_take() -> None:
    """The second pass rolls 100 minutes after the first: a revolution of 93 and 7 minutes."""
    made = replace(board(), least_pass=100 * MINUTE, like_light=7 * MINUTE)
    assert len(planned(made)) == 2
    assert len(planned(replace(made, least_pass=101 * MINUTE))) == 1
    assert len(planned(replace(made, like_light=6 * MINUTE))) == 1


def test_what_stands_between_leaves_room_for_a_broken_set_up_only() -> None:
    """2A stays; 1A around it fits if it may break, and its set-up does not wait where 2A stands."""
    made = board()
    strips = planned(made)
    left = remaining(made, [strips["2A"]], ["1A"])
    again = solve(left, QUICK).strips
    assert broken(made, [strips["2A"], *again]) == []
    assert len(again) == 1
    stubborn = remaining(board(may_break=False), [strips["2A"]], ["1A"])
    assert not feasible(stubborn)


def test_a_broken_set_up_leaves_its_set_between_its_parts() -> None:
    made = board()
    strips = planned(made)
    left = remaining(made, [strips["1A"]], ["2A"])
    assert feasible(left)
    whole = replace(strips["1A"], passes=(strips["1A"].passes[0], replace(strips["1A"].passes[1], setup=None)))
    assert not feasible(remaining(made, [whole], ["2A"]))


@st.composite
def boards(draw: st.DrawFn) -> Problem:
    """Draw two or three shots in one set or two, some of which may break."""
    tasks = []
    for key in draw(st.sampled_from([("1A", "2A"), ("1A", "2A", "3A")])):
        start, again = draw(st.integers(0, 3)), draw(st.integers(4, 10))
        lit = minutes((start * SLOT, (start + 3) * SLOT), (again * SLOT, (again + 2) * SLOT))
        who = draw(st.sampled_from([("ana",), ("bo",)]))
        one = task(
            key,
            who,
            lit,
            place=draw(st.sampled_from("xxy")),
            setup=draw(st.sampled_from([0, SLOT, SLOT])),
            passes=draw(st.sampled_from([(1, 1), (1,)])),
            gear=draw(st.sampled_from([(), (("led", 2),)])),
        )
        tasks.append(replace(one, may_break=draw(st.booleans())))
    people = [worker(name, minutes((0, 13 * SLOT))) for name in ("ana", "bo")]
    values, cameras = {"1": 3, "2": 2}, draw(st.integers(1, 2))
    return problem(tasks, people, values, cameras=cameras, gear={"led": 3}, least_pass=2 * SLOT, pass_gap=9 * SLOT)


@settings(max_examples=40)
@given(boards())
def test_plans_with_set_ups_that_may_break_are_the_best_that_trying_everything_finds(made: Problem) -> None:
    found = solve(made, QUICK)
    assert broken(made, found.strips) == []
    assert found.value == found.bound == best_value(made, SLOT * MINUTE)


@settings(max_examples=30)
@given(boards(), st.data())
def test_what_is_taken_out_of_a_plan_fits_again_beside_the_rest(made: Problem, data: st.DataObject) -> None:
    strips = solve(made, QUICK).strips
    if strips:
        out = data.draw(st.sampled_from(sorted(s.shot for s in strips)))
        kept = [s for s in strips if s.shot != out]
        left = remaining(made, kept, [out])
        assert feasible(left)
        assert broken(made, [*kept, *solve(left, QUICK).strips]) == []


# ---- the proof


def again(strip: Strip, length: float) -> Strip:
    """Give 1B with a set-up before its second pass too."""
    second = strip.passes[1]
    setup = Span(second.takes[0].start - length, second.takes[0].start)
    return replace(strip, passes=(strip.passes[0], Pass(setup, second.takes, second.escort)))


def test_the_proof_takes_a_second_set_up_only_of_a_shot_that_may_break(desk: Desk) -> None:
    plan = changed(desk.plan, "1B", lambda s: again(s, 18 * MINUTE))
    assert "E516" in codes(verify(desk.production, plan))
    assert verify(with_shot(desk.production, "1B", may_break=True), plan) == ()


def test_a_second_set_up_that_is_too_short_is_named(desk: Desk) -> None:
    plan = changed(desk.plan, "1B", lambda s: again(s, 17 * MINUTE))
    faults = verify(with_shot(desk.production, "1B", may_break=True), plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "1B (7 Oct 17:16-17:33): set-up again of 17 min; 18 min are needed that day")
    ]


def test_another_shot_between_is_right_only_if_the_set_up_is_paid_again(desk: Desk) -> None:
    """1B holds Nauka from 15:42 to 17:33; 3B, of 18 min, would stand there at 16:10."""
    production = with_shot(with_shot(desk.production, "3B", escort=None, set="nauka"), "1B", may_break=True)
    gap = the_strip(desk.plan, "1B").passes[0].span.stop + 10 * MINUTE

    def moved(strip: Strip) -> Strip:
        shift = gap - strip.span.start
        one = strip.passes[0]
        assert one.setup is not None
        takes = tuple(Span(t.start + shift, t.stop + shift) for t in one.takes)
        return replace(strip, set="nauka", passes=(Pass(Span(gap, takes[0].start), takes, None),))

    whole = changed(desk.plan, "3B", moved)
    assert "E530" in codes(verify(production, whole))
    parted = changed(whole, "1B", lambda s: again(s, 18 * MINUTE))
    faults = verify(production, parted)
    assert not codes(faults) & {"E530", "E531", "E516", "E513"}, texts(faults)


def test_a_second_set_up_is_written_and_read(desk: Desk, tmp_path: Path) -> None:
    plan = changed(desk.plan, "1B", lambda s: again(s, 18 * MINUTE))
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(path).plan.strip("1B") == plan.strip("1B")
