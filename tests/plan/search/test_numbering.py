"""Lessons that are alike are numbered as they are planned."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.model.problem import Problem
from cupola.plan.result import Pass, Strip
from cupola.plan.search.numbering import numbered
from tests.plan.boards import MINUTE, START, problem, task


def board(count: int, after: dict[str, tuple[str, ...]] | None = None) -> Problem:
    """Give scenes 1 … count, alike and each after the one before, and a scene of another kind, 99."""
    made = problem([task(f"{k}A") for k in range(1, count + 1)] + [task("99A", take=20)])
    chain = {str(k): (str(k - 1),) for k in range(2, count + 1)} | (after or {})
    scenes = tuple(replace(scene, after=chain.get(scene.number, ())) for scene in made.scenes)
    return replace(made, scenes=scenes, alike=(tuple(str(k) for k in range(1, count + 1)),))


def strip(scene: str, minute: float) -> Strip:
    at = START + minute * MINUTE
    return Strip(f"{scene}A", scene, "stage", ("ana",), "a", (Pass(None, (Span(at, at + 10 * MINUTE),)),))


def times(strips: tuple[Strip, ...]) -> dict[str, float]:
    return {one.scene: (one.span.start - START) / MINUTE for one in strips}


def test_what_is_missing_are_the_last_ones() -> None:
    found = numbered(board(5), [strip("2", 10), strip("99", 30), strip("5", 60)])
    assert times(found) == {"1": 10, "99": 30, "2": 60}
    assert [one.shot for one in found] == ["1A", "99A", "2A"]


def test_scenes_of_several_strips_stay_whole() -> None:
    other = replace(strip("99", 30), shot="99B")
    found = numbered(board(3), [strip("3", 10), strip("99", 30), other])
    assert [one.shot for one in found] == ["1A", "99A", "99B"]


def test_where_what_comes_first_would_not_be_first_any_more_nothing_changes() -> None:
    """99 comes after 2: planned are 1 before it and 3 after it; were 3 the second one, 99 would come before it."""
    one = board(3, {"99": ("2",)})
    strips = [strip("1", 0), strip("99", 30), strip("3", 60)]
    assert numbered(one, strips) == tuple(strips)


def test_what_is_locked_keeps_its_number() -> None:
    one = board(3)
    locked = replace(one, tasks={**one.tasks, "3A": replace(one.tasks["3A"], lock=(START,))})
    assert times(numbered(locked, [strip("3", 0)])) == {"3": 0}


def test_what_stays_where_it_is_counts_in_the_order() -> None:
    one = replace(board(3), standing=((task("2A"), strip("2", 40)),))
    strips = [strip("3", 10)]
    assert times(numbered(one, strips)) in ({"1": 10}, {"3": 10})
    later = replace(board(3, {"1": ("2",), "2": ()}), standing=((task("2A"), strip("2", 40)),))
    assert times(numbered(later, strips)) == {"3": 10}


def test_without_such_rows_a_plan_stays_as_it_is() -> None:
    strips = [strip("2", 10), strip("5", 60)]
    assert numbered(replace(board(5), alike=()), strips) == tuple(strips)


@given(st.sets(st.integers(1, 12)), st.data())
def test_as_many_are_in_at_the_same_times_in_the_order_of_their_numbers(planned: set[int], data: st.DataObject) -> None:
    minutes = sorted(data.draw(st.sets(st.integers(0, 50), min_size=len(planned), max_size=len(planned))))
    strips = [strip(str(k), 20 * at) for k, at in zip(sorted(planned), minutes, strict=True)]
    found = numbered(board(12), strips)
    assert times(found) == {str(k): 20 * at for k, at in enumerate(minutes, 1)}
