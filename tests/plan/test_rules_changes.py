"""Changes in the model: plans leave their time, and no more; company moves are counted by day and person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cupola.plan.rules.changes as rules_changes
from cupola.plan.argument.remedies import feasible
from cupola.plan.model.chain import first_pass
from cupola.plan.model.moves import moves, ways
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.search.solve import Stop, solve
from tests.plan.argument.stands import strip
from tests.plan.boards import MINUTE, START, changes, minutes, problem, task, worker
from tests.plan.rules import best_value, broken
from tests.plan.rules import moves as broken_moves

QUICK = Stop(work=2.0)
SLOT = 10.0


@pytest.fixture(scope="module", autouse=True, params=[0, 90], ids=["rows", "pairs"])
def most_passes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Model the changes of every board in rows, and of every board in pairs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules_changes, "MOST_PASSES", request.param)
        yield


def planned(board: Problem) -> tuple[Strip, ...]:
    """Solve a board, and see that nothing is broken."""
    found = solve(board, QUICK)
    assert broken(board, found.strips) == []
    assert found.value == found.bound
    return found.strips


def pair(room: float, **second: Any) -> list[Task]:
    """Give two shots of ten minutes that must lie within some minutes."""
    lit = minutes((0, room))
    fields: dict[str, Any] = {"crew": ("ana",), **second}
    return [task("1A", ("ana",), lit, crew=("ana",)), task("2A", ("ana",), lit, **fields)]


@pytest.mark.parametrize(("room", "made"), [(35, 2), (34.9, 1)])
def test_two_shots_in_two_sets_need_the_change_between_them_to_the_second(room: float, made: int) -> None:
    board = problem(pair(room, place="attic"), changes=changes(sets=15))
    assert len(planned(board)) == made


@pytest.mark.parametrize(("room", "made"), [(28, 2), (27.9, 1)])
def test_two_rigs_in_a_set_need_their_change(room: float, made: int) -> None:
    assert len(planned(problem(pair(room, rig="red"), changes=changes(sets=15, rigs=8)))) == made


@pytest.mark.parametrize(("room", "made"), [(45, 2), (44.9, 1)])
def test_another_look_needs_its_change(room: float, made: int) -> None:
    shots = [replace(one, looks=(("ana", look),)) for one, look in zip(pair(room), ("torn", "whole"), strict=True)]
    assert len(planned(problem(shots, changes=changes(looks={"ana": 25})))) == made


def test_who_carries_nothing_to_the_second_set_is_there_at_once() -> None:
    board = problem(pair(20, place="attic", crew=()), changes=changes(sets=15))
    assert len(planned(board)) == 2


def test_three_shots_in_a_set_share_one_change() -> None:
    """10 + 10 + 10 in the one set and 10 in the other with one change of 20: an hour, to the minute."""
    lit = minutes((0, 60))
    shots = [task(key, ("ana",), lit, crew=("ana",)) for key in ("1A", "1B", "1C")]
    board = problem([*shots, task("2A", ("ana",), lit, place="attic", crew=("ana",))], changes=changes(sets=20))
    strips = planned(board)
    assert len(strips) == 4
    assert [s.set for s in strips] in (["stage"] * 3 + ["attic"], ["attic"] + ["stage"] * 3)


def test_the_change_lies_between_passes_of_shots_that_wait_for_their_light() -> None:
    """A shot of two passes 60 minutes apart: another set fits between them only if there is time to go and come."""
    lit = minutes((0, 10), (60, 70))
    waits = task("1A", ("ana",), lit, passes=(1, 1), crew=("ana",))
    between = task("2A", ("ana",), minutes((0, 70)), place="attic", take=20, crew=("ana",))
    assert len(planned(problem([waits, between], changes=changes(sets=15)))) == 2
    assert len(planned(problem([waits, between], changes=changes(sets=16)))) == 1


def test_an_escort_needs_the_travel_as_everybody() -> None:
    lit = minutes((0, 60))
    shots = [
        task("1A", ("ana",), lit, escorts=("vic",)),
        task("2A", ("bo",), lit, place="wood", escorts=("vic",), take=20),
    ]
    assert len(planned(problem(shots, changes=changes(travel={("stage", "wood"): 30})))) == 2
    assert len(planned(problem(shots, changes=changes(travel={("stage", "wood"): 31})))) == 1


def there_and_back(most: int | None) -> Problem:
    """Give a morning here, a noon there, an evening here again."""
    lit = {"1A": (0, 10), "2A": (100, 110), "3A": (200, 210)}
    shots = [task(key, ("ana",), minutes(span), place="wood" if key == "2A" else "stage") for key, span in lit.items()]
    return problem(shots, changes=changes(travel={("stage", "wood"): 60}, moves=most))


@pytest.mark.parametrize(("most", "made"), [(None, 3), (2, 3), (1, 2), (0, 2)])
def test_there_and_back_are_two_moves(most: int | None, made: int) -> None:
    strips = planned(there_and_back(most))
    assert len(strips) == made
    assert moves(there_and_back(most), strips)["ana"] <= (2 if most is None else most)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 11)), min_size=1, max_size=3, unique_by=lambda one: one[1]),
    st.integers(0, 2),
    st.booleans(),
)
def test_what_remains_is_without_moves_that_are_too_many(
    planned_: list[tuple[bool, int]], most: int, in_wood: bool
) -> None:
    """Tried in each of twelve hours of two days; a travel takes no more than is between two of them."""
    shots = [task(f"{k}A", ("ana",), place="wood" if wood else "stage") for k, (wood, _) in enumerate(planned_)]
    new = task("9A", ("ana",), place="wood" if in_wood else "stage")
    board = problem([*shots, new], changes=changes(travel={("stage", "wood"): 10}, moves=most))
    strips = [strip(one, _minute(hour)) for one, (_, hour) in zip(shots, planned_, strict=True)]
    if list(broken_moves(board, strips)):
        return
    rest = remaining(board, strips, ["9A"])
    able = first_pass(rest, rest.tasks["9A"])
    for hour in {*range(12)} - {hour for _, hour in planned_}:
        with_it = [*strips, strip(new, _minute(hour))]
        at = START + _minute(hour) * MINUTE
        assert bool(able.contains([at])[0]) == (not list(broken_moves(board, with_it))), hour


def _minute(hour: int) -> float:
    """Give six places two hours apart on each of two days."""
    return 1440.0 * (hour // 6) + 120 * (hour % 6) + 60


def test_moves_are_counted_by_person_and_day() -> None:
    board = there_and_back(2)
    strips = planned(board)
    assert moves(board, strips) == {"ana": 2}
    assert ways(board, strips, "ana") == [("stage", "wood"), ("wood", "stage")]
    assert ways(board, strips, "bo") == []


def test_a_move_over_night_is_none_of_a_day() -> None:
    shots = [
        task("1A", ("ana",), minutes((0, 10))),
        task("2A", ("ana",), minutes((1440, 1450)), place="wood"),
    ]
    board = problem(shots, changes=changes(travel={("stage", "wood"): 60}, moves=0))
    strips = planned(board)
    assert len(strips) == 2
    assert moves(board, strips) == {"ana": 0}


def test_two_who_stay_each_at_their_place_do_not_move() -> None:
    lit = minutes((0, 10))
    shots = [task("1A", ("ana",), lit), task("2A", ("bo",), lit, place="wood")]
    assert len(planned(problem(shots, changes=changes(travel={("stage", "wood"): 60}, moves=0)))) == 2


def test_two_sets_at_one_location_are_no_move() -> None:
    """Stage and yard are at one place, the wood is elsewhere."""
    lit = {"1A": ("stage", 0), "2A": ("yard", 30), "3A": ("stage", 60), "4A": ("wood", 200)}
    shots = [task(key, ("ana",), minutes((at, at + 10)), place=place) for key, (place, at) in lit.items()]
    apart = {("stage", "wood"): 60.0, ("yard", "wood"): 60.0}
    strips = planned(problem(shots, changes=changes(travel=apart, moves=1)))
    assert len(strips) == 4


# ---- whatever the board


@st.composite
def boards(draw: st.DrawFn) -> Problem:
    """Draw three or four shots in two sets or three, with changes of all kinds, within a morning of two days."""
    keys = draw(st.sampled_from([("1A", "2A", "3A"), ("1A", "1B", "2A", "3A")]))
    tasks = []
    for key in keys:
        start, room = draw(st.integers(0, 4)), draw(st.integers(1, 7))
        lit = minutes((start * SLOT, (start + room) * SLOT), (1440, 1440 + SLOT * draw(st.integers(0, 2))))
        people = draw(st.sampled_from([("ana",), ("ana", "bo"), ("bo",)]))
        tasks.append(
            task(
                key,
                people,
                lit,
                place=draw(st.sampled_from("xyz")),
                take=SLOT,
                passes=draw(st.sampled_from([(1,), (1,), (1, 1)])),
                crew=draw(st.sampled_from([people, people[:1], ()])),
                rig=draw(st.sampled_from(["", "red"])),
                looks={p: draw(st.sampled_from(["torn", "whole"])) for p in people},
                escorts=draw(st.sampled_from([(), (), ("vic",)])),
            )
        )
    travel = {("x", "z"): 30.0, ("y", "z"): 30.0} if draw(st.booleans()) else {}
    made = changes(
        sets=draw(st.sampled_from([0, SLOT, 2 * SLOT])),
        rigs=draw(st.sampled_from([0, SLOT])),
        travel=travel,
        looks=draw(st.sampled_from([{}, {"ana": SLOT}, {"ana": SLOT, "bo": 2 * SLOT}])),
        moves=draw(st.sampled_from([None, 0, 1, 2])),
    )
    people_ = [worker(name, minutes((0, 12 * SLOT), (1440, 1500))) for name in ("ana", "bo", "vic")]
    least: dict[str, Any] = {"least_pass": 2 * SLOT, "pass_gap": 6 * SLOT}
    return problem(
        tasks, people_, {"1": 3, "2": 2, "3": 2}, changes=made, rest=draw(st.sampled_from([0, SLOT])), **least
    )


@settings(max_examples=30)
@given(boards())
def test_a_plan_with_changes_keeps_every_rule_and_is_the_best_that_trying_everything_finds(board: Problem) -> None:
    found = solve(board, QUICK)
    assert broken(board, found.strips) == []
    assert found.value == found.bound == best_value(board, SLOT * MINUTE)


@settings(max_examples=30)
@given(boards(), st.data())
def test_what_a_plan_leaves_fits_beside_it_and_what_stood_there_fits_again(board: Problem, data: st.DataObject) -> None:
    strips = solve(board, QUICK).strips
    if not strips:
        return
    out = data.draw(st.sampled_from(sorted({s.scene for s in strips})))
    loose = [s for s in strips if s.scene == out]
    kept = [s for s in strips if s.scene != out]
    left = remaining(board, kept, [s.shot for s in loose])
    assert feasible(left)
    again = solve(left, QUICK).strips
    assert {s.shot for s in again} == {s.shot for s in loose}
    assert broken(board, _sorted([*kept, *again])) == []


def _sorted(strips: Sequence[Strip]) -> list[Strip]:
    return sorted(strips, key=lambda s: (s.span.start, s.shot))
