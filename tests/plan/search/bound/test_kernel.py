"""The most that a shift can earn, against trying every order of its passes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.plan.search.bound.kernel import Floats, Ints, Tables, earn


@dataclass(frozen=True)
class Shift:
    """A shift by hand: each pass with its kind, its cells and where it may start; gaps by kind and kind."""

    passes: tuple[tuple[int, int, frozenset[int]], ...]
    gaps: tuple[tuple[int, ...], ...]
    cells: int


def tables(*shifts: Shift) -> Tables:
    """Give shifts as the kernel reads them."""
    rows, starts, at = [], [], [0, 0, 0]
    for shift in shifts:
        count = len(shift.passes)
        rows.append([at[0], at[0] + count, at[1], at[2], shift.cells, len(shift.gaps)])
        starts += [cell in allowed for _, _, allowed in shift.passes for cell in range(shift.cells)]
        at = [at[0] + count, at[1] + count * shift.cells, at[2] + len(shift.gaps) ** 2]
    items = [one[:2] for shift in shifts for one in shift.passes]
    gaps = [gap for shift in shifts for row in shift.gaps for gap in row]
    return Tables(np.array(rows, np.int64), np.array(items, np.int64), np.array(starts, bool), np.array(gaps, np.int64))


def earned(shift: Shift, *rewards: float) -> tuple[float, list[float]]:
    """Give the most reward of a shift, and how often each pass is made for it."""
    made = np.zeros(len(rewards))
    found, _ = earn(tables(shift), np.array(rewards, float), np.full(len(rewards), -1, np.int64), made, 0, 1)
    return found, made.tolist()


def tried(shift: Shift, rewards: tuple[float, ...]) -> float:
    """Try every order of every choice of passes, each as early as it may begin."""

    def onward(ready: int, before: int | None, left: frozenset[int]) -> float:
        best = 0.0
        for k in left:
            kind, length, allowed = shift.passes[k]
            first = ready + (shift.gaps[before][kind] if before is not None else 0)
            cells = [cell for cell in allowed if cell >= first and cell + length < shift.cells]
            if cells:
                best = max(best, rewards[k] + onward(min(cells) + length, kind, left - {k}))
        return best

    return onward(0, None, frozenset(range(len(rewards))))


ANY = frozenset(range(20))


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    """Draw up to five passes of up to three kinds in a dozen cells."""
    kinds, cells = draw(st.integers(1, 3)), draw(st.integers(2, 12))
    one = st.tuples(st.integers(0, kinds - 1), st.integers(1, 4), st.frozensets(st.integers(0, cells - 1)))
    gaps = st.tuples(*[st.tuples(*[st.integers(0, 3)] * kinds)] * kinds)
    return Shift(tuple(draw(st.lists(one, min_size=1, max_size=5))), draw(gaps), cells)


@settings(max_examples=100)
@given(shifts(), st.lists(st.integers(-2, 9), min_size=5, max_size=5))
def test_the_most_is_that_of_trying_every_order(shift: Shift, drawn: list[int]) -> None:
    rewards = tuple(map(float, drawn[: len(shift.passes)]))
    best, made = earned(shift, *rewards)
    assert best == tried(shift, rewards)
    assert set(made) <= {0.0, 1.0}
    assert np.dot(made, rewards) == pytest.approx(best)


@given(shifts(), shifts())
def test_shifts_earn_together_what_they_earn_one_by_one(one: Shift, other: Shift) -> None:
    rewards = np.arange(1.0, len(one.passes) + len(other.passes) + 1)
    both = tables(one, other)

    def some(first: int, stop: int) -> tuple[float, int]:
        return earn(both, rewards, np.full(len(rewards), -1, np.int64), np.zeros(len(rewards)), first, stop)

    (a, compared), (b, more) = some(0, 1), some(1, 2)
    assert some(0, 2) == (a + b, compared + more)
    assert a == tried(one, tuple(rewards[: len(one.passes)]))


def test_two_passes_fit_beside_one_another_to_the_cell() -> None:
    passes = ((0, 3, ANY), (0, 3, ANY))
    assert earned(Shift(passes, ((0,),), 7), 1, 2) == (3.0, [1, 1]), "the last may end in the last cell"
    assert earned(Shift(passes, ((0,),), 6), 1, 2) == (2.0, [0, 1])


def test_a_change_of_kind_takes_its_cells_and_the_way_back_its_own() -> None:
    only, later = frozenset({0}), frozenset({4})
    there, back = ((0, 3, only), (1, 3, later)), ((1, 3, only), (0, 3, later))
    assert earned(Shift(there, ((0, 1), (2, 0)), 8), 1, 1)[0] == 2.0
    assert earned(Shift(back, ((0, 1), (2, 0)), 8), 1, 1)[0] == 1.0


def test_a_pass_is_made_once_however_much_it_brings() -> None:
    assert earned(Shift(((0, 1, ANY), (0, 1, ANY)), ((0,),), 20), 9, 1) == (10.0, [1, 1])


def test_what_brings_nothing_is_not_made() -> None:
    assert earned(Shift(((0, 1, ANY), (0, 1, ANY), (0, 0, ANY)), ((0,),), 20), 0, -1, -1) == (0.0, [0, 0, 0])


def test_a_pass_that_takes_no_cell_stands_in_nobodys_way() -> None:
    """Three of half a cell may all begin in one: rounding must not forbid what fits."""
    only = frozenset({0})
    shift = Shift(((0, 0, only), (0, 0, only), (0, 0, only), (0, 3, only)), ((0,),), 4)
    assert earned(shift, 1, 2, -1, 4) == (7.0, [1, 1, 0, 1])
    assert earned(Shift(((0, 0, only), (0, 3, ANY)), ((0,),), 9), 2, 1) == (3.0, [1, 1]), "and it is made once"


def test_of_more_passes_than_are_remembered_no_less_than_the_best_is_earned() -> None:
    """Ten alike passes of one cell in fifteen cells: some are made twice, as only eight are remembered."""
    shift = Shift(tuple((0, 1, ANY) for _ in range(10)), ((0,),), 16)
    best, made = earned(shift, *range(1, 11))
    assert sum(range(1, 11)) <= best < 15 * 10
    assert sum(made) == 15


def test_what_was_remembered_speeds_up_the_next_time_and_changes_nothing() -> None:
    shift = Shift(tuple((0, 2, ANY) for _ in range(4)), ((0,),), 12)
    bits: Ints = np.full(4, -1, np.int64)
    made: Floats = np.zeros(4)
    rewards = np.array([4.0, 3.0, 2.0, 1.0])
    first, slow = earn(tables(shift), rewards, bits, made, 0, 1)
    again, fast = earn(tables(shift), rewards, bits, made, 0, 1)
    assert first == again == 10.0
    assert fast < slow
    assert bits.max() >= 0
    none, _ = earn(tables(shift), -rewards, bits, made, 0, 1)
    assert none == 0.0
    assert bits.tolist() == [-1] * 4, "what is not made is forgotten"


def test_no_shift_earns_nothing() -> None:
    empty = Tables(np.zeros((0, 6), np.int64), np.zeros((0, 2), np.int64), np.zeros(0, bool), np.zeros(0, np.int64))
    assert earn(empty, np.zeros(0), np.zeros(0, np.int64), np.zeros(0), 0, 0) == (0.0, 0)
    assert math.isfinite(earned(Shift(((0, 5, ANY),), ((0,),), 2), 1)[0]), "nothing fits"
