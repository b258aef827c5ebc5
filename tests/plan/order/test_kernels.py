"""The compiled parts one by one: sets, what waiting costs at least, all sets of scenes, moves, memory."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from cupola.plan.order.anneal import anneal
from cupola.plan.order.bits import board, count, duration, everything, lowest, price, union
from cupola.plan.order.bound import bound, fixed
from cupola.plan.order.branch import FOUND, STATES, STORED, TRIED, begin, enlarged, memory, open_bound, search
from cupola.plan.order.instance import MOST, Instance
from cupola.plan.order.simplify import Part
from cupola.plan.order.subsets import Costs, fill, meet, trace
from tests.plan.order.instances import published, scattered, small

SIGN = 1 << 63
ENOUGH = 1 << 40


def part_of(instance: Instance) -> Part:
    """Give an instance as a part, nothing simplified."""
    groups = tuple((s,) for s in range(len(instance.cast)))
    return Part(instance.cast, instance.length, instance.pay, instance.before, groups)


def signed(members: int) -> int:
    """Give a set as the machine word that stands for it."""
    return members - (members >> 63 << 64)


sets = st.integers(0, 2**64 - 1)


@njit
def _count_and_lowest(word):  # type: ignore[no-untyped-def]
    return count(word), lowest(word)


@given(sets)
def test_members_are_counted_and_the_least_is_found_in_all_sixty_four_bits(members: int) -> None:
    least = (members & -members).bit_length() - 1 if members else 64
    assert _count_and_lowest(np.int64(signed(members))) == (members.bit_count(), least)


@given(sets, sets)
def test_tables_give_pay_and_length_and_cast_of_any_set(scenes: int, actors: int) -> None:
    part = FULL
    assert price(TABLES, signed(actors)) == part.pay_of(actors)
    assert duration(TABLES, signed(scenes)) == sum(d for s, d in enumerate(part.length) if scenes >> s & 1)
    cast = 0
    for s, one in enumerate(part.cast):
        cast |= one if scenes >> s & 1 else 0
    assert union(TABLES, signed(scenes)) == signed(cast)


FULL = part_of(scattered(MOST, MOST, 1))
TABLES = board(FULL)


def test_all_of_sixty_four_is_the_word_of_ones() -> None:
    assert [everything(n) for n in (0, 1, 63, 64)] == [0, 1, 2**63 - 1, -1]


@given(small(6), st.data())
def test_no_way_to_go_on_costs_less_than_the_bound(instance: Instance, data: st.DataObject) -> None:
    part, n = part_of(instance), len(instance.cast)
    order = data.draw(st.permutations(range(n)))
    i = data.draw(st.integers(0, n))
    j = data.draw(st.integers(i, n))
    first, middle, last = order[:i], order[i:j], order[j:]
    front, back = (_cast(part, scenes) for scenes in (first, last))
    placed = [_waits(part, first + list(some) + last, i, j) for some in permutations(middle)]
    scenes = sum(1 << s for s in middle)
    for enough in (1, min(placed), min(placed) + 1, ENOUGH):
        assert bound(board(part), scenes, front, back, enough) <= min(placed)
        assert bound(board(part), scenes, back, front, enough) <= min(placed)
    assert fixed(board(part), scenes, front & back) <= bound(board(part), scenes, front, back, ENOUGH)


def _cast(part: Part, scenes: list[int]) -> int:
    found = 0
    for s in scenes:
        found |= part.cast[s]
    return found


def _waits(part: Part, order: list[int], start: int, stop: int) -> int:
    """Give what waiting costs between two places of an order."""
    return sum(
        part.length[order[k]] * part.pay_of(_cast(part, order[: k + 1]) & _cast(part, order[k:]) & ~part.cast[order[k]])
        for k in range(start, stop)
    )


def test_of_two_who_leave_the_cheaper_to_wait_waits() -> None:
    # both began; anna has 1 scene of 5 left and bert one of 2: anna first costs bert 5 x 3, bert first anna 2 x 10
    part = part_of(Instance.of([[1, 1, 0], [1, 0, 1]], [10, 3], [1, 5, 2]))
    assert bound(board(part), 0b110, 0b11, 0, ENOUGH) == 15


def test_two_who_meet_from_both_ends_are_waited_for_in_every_scene_without_them() -> None:
    # anna began, bert is seen at the back, they meet in scene 1: in scene 2 one of them waits
    part = part_of(Instance.of([[1, 0], [1, 0]], [10, 3], [1, 4]))
    assert bound(board(part), 0b11, 0b01, 0b10, 12) == 4 * 3


def test_two_who_meet_through_a_third_are_waited_for_too() -> None:
    part = part_of(Instance.of([[1, 0, 0], [1, 1, 0], [0, 1, 0]], [10, 7, 3], [1, 1, 4]))
    assert bound(board(part), 0b111, 0b001, 0b100, 12) == 4 * 3


@pytest.mark.parametrize("name", ["tiny", "small2", "concert", "film-12"])
def test_all_sets_meet_in_the_middle_as_they_do_at_the_end(name: str) -> None:
    part = part_of(published(name)[0])
    n, tables = len(part.cast), board(part)
    waits = []
    for depth in ((n + 1) // 2, n):
        for kind in (np.int32, np.int64):
            costs: Costs = np.empty(1 << n, kind)  # type: ignore[assignment]
            fill(tables, depth, 1 << 29, costs, 0, 1 << n)
            front = int(meet(tables, depth, costs))
            order, back = np.empty(depth, np.int64), np.empty(n - depth, np.int64)
            trace(tables, costs, front, order)
            trace(tables, costs, (1 << n) - 1 - front, back)
            waits.append(part.waiting([*map(int, order), *map(int, back[::-1])]))
    assert len(set(waits)) == 1
    assert waits[0] == int(costs[-1])


@given(small(6, ordered=True), st.integers(1, 1000))
def test_moves_give_an_allowed_order_at_the_cost_that_is_told(instance: Instance, seed: int) -> None:
    part, n = part_of(instance), len(instance.cast)
    start, best = np.arange(n), np.empty(n, np.int64)
    cost = anneal(board(part), start, 200, seed, best)
    order = [int(s) for s in best]
    assert instance.allows(order)
    assert instance.allows([int(s) for s in start])
    assert cost == part.waiting(order) <= part.waiting(list(range(n)))


def test_moves_find_the_best_order_of_a_film() -> None:
    instance, optimum = published("film103")
    best = np.empty(19, np.int64)
    costs = [anneal(board(part_of(instance)), np.arange(19), 100_000, seed, best) for seed in (1, 3, 5)]
    assert min(costs) == optimum - instance.worked


def test_a_halted_search_goes_on_where_it_was() -> None:
    tables = board(part_of(published("film119")[0]))
    found = []
    for step in (1, 1000, 10**9):
        deep, known, order = begin(1 << 40), memory(1 << 12), np.zeros(18, np.int64)
        work = 0
        while not search(tables, deep, known, work, order):
            work += step
            assert open_bound(deep) <= deep[FOUND]
        found.append((int(deep[FOUND]), int(deep[STATES]), int(deep[TRIED]), list(order)))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == 159  # 790, less 631 for work


def test_what_is_open_never_costs_less_later() -> None:
    tables = board(part_of(published("film103")[0]))
    deep, known, order = begin(188), memory(1 << 12), np.zeros(19, np.int64)
    bounds = []
    for work in range(0, 20_000, 500):
        search(tables, deep, known, work, order)
        bounds.append(open_bound(deep))
    assert bounds == sorted(bounds)
    assert bounds[0] < bounds[-1] <= 187


@pytest.mark.parametrize("places", [8, 64, 1 << 14])
def test_a_memory_that_is_too_small_or_grows_changes_nothing_but_the_work(places: int) -> None:
    tables = board(part_of(published("film119")[0]))
    deep, known, order = begin(1 << 40), memory(places), np.zeros(18, np.int64)
    search(tables, deep, known, 5000, order)
    larger = enlarged(known)
    assert len(larger) == 2 * len(known)
    assert np.count_nonzero(larger[::4]) == np.count_nonzero(known[::4]) <= deep[STORED]
    assert search(tables, deep, larger, 10**9, order)
    assert deep[FOUND] == 159


def test_memory_saves_most_of_the_work() -> None:
    tables = board(part_of(published("Shaw2020")[0]))
    states = []
    for places in (8, 1 << 16):
        deep, order = begin(290), np.zeros(20, np.int64)
        assert search(tables, deep, memory(places), 10**9, order)
        states.append(int(deep[STATES]))
    assert states[1] < 0.7 * states[0]
