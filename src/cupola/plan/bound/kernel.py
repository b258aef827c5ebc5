"""The best that one person, or one set, can do in a stretch of time at given prices. Compiled.

A dynamic program over the cells of a grid of time: the most reward of passes one after another of which the last ends
by a cell and is of a kind. A pass may stand in it twice; those that do are remembered one by one, with a bit each,
and it is done again until none stands twice, or all bits are taken (decremental state space: Righini and Salani 2008,
Networks 51). What comes out is never less than the best without repetition.

Numba keeps what it compiled beside this file and looks for changes in this file alone: what is compiled stays in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Compiled = TypeVar("Compiled", bound=Callable[..., object])

FIRST_ITEM, END_ITEM, FIRST_START, FIRST_GAP, FIRST_PRICE = 0, 1, 2, 3, 4
CELLS, KINDS, SLOTS, PER_SLOT = 5, 6, 7, 8
KIND, LONG = 0, 1
_BITS: Final = 8
"""The most passes that are remembered in a shift."""
_FREE: Final = -1


class Tables(NamedTuple):
    """Shifts as tables.

    Attributes
    ----------
    shifts : ndarray, shape (shifts, 9)
        From where to where its passes stand in `items`; where its starts, its gaps and its prices begin; how many
        cells, kinds, and slots with a price of their own it has, and the cells in a slot.
    items : ndarray, shape (items, 2)
        By pass of a shift: its kind, and how many cells it takes, with the least gap after it.
    starts : ndarray of bool
        By shift, pass and cell: whether it may start there.
    gaps : ndarray
        By shift, kind and kind: the cells between them beyond the least gap.
    """

    shifts: Ints
    items: Ints
    starts: Bools
    gaps: Ints


def _compiled(function: Compiled) -> Compiled:
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy")(function))


@_compiled
def _waited(best: Floats, gaps: Ints, now: int, ready: Floats) -> None:
    """Fill in the most reward with which a pass of each kind may start now, by what is remembered."""
    kinds, masks = ready.shape
    for kind in range(kinds):
        for mask in range(masks):
            ready[kind, mask] = 0.0 if mask == 0 else -np.inf
        for before in range(kinds):
            since = now - gaps[before * kinds + kind]
            if since >= 0:
                for mask in range(masks):
                    if best[since, before, mask] > ready[kind, mask]:
                        ready[kind, mask] = best[since, before, mask]


@_compiled
def _fill(items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, table: Floats, ready: Floats) -> None:
    """Fill the table of the most reward by cell, kind and mask; rewards are by pass and cell."""
    cells, _, masks = table.shape
    for now in range(cells):
        if now > 0:
            table[now] = np.maximum(table[now], table[now - 1])
        _waited(table, gaps, now, ready[now])
        for k in range(len(items)):
            end, reward = now + items[k, LONG], rewards[k, now]
            if not starts[k, now] or end >= cells or reward <= 0.0:
                continue
            kind, bit = items[k, KIND], 0 if bits[k] == _FREE else 1 << bits[k]
            for mask in range(masks):
                if mask & bit == 0 and ready[now, kind, mask] + reward > table[end, kind, mask | bit]:
                    table[end, kind, mask | bit] = ready[now, kind, mask] + reward


@_compiled
def _last(items: Ints, starts: Bools, rewards: Floats, bits: Ints, table: Floats, ready: Floats, at: Ints) -> int:
    """Give a pass that ends in a cell with the most reward of its kind and mask; leave when, and what was before it."""
    end, kind, mask = at
    for k in range(len(items)):
        now, bit = end - items[k, LONG], 0 if bits[k] == _FREE else 1 << bits[k]
        if items[k, KIND] != kind or now < 0 or not starts[k, now] or rewards[k, now] <= 0.0 or mask & bit != bit:
            continue
        if ready[now, kind, mask ^ bit] + rewards[k, now] == table[end, kind, mask]:
            at[0], at[2] = now, mask ^ bit
            return k
    return _FREE


@_compiled
def _before(gaps: Ints, table: Floats, reward: float, at: Ints) -> bool:
    """Go back to the cell and the kind of the pass before the one that starts at a cell; say whether there is one."""
    now, kind, mask = at
    if reward <= 0.0:
        return False
    for before in range(table.shape[1]):
        since = now - gaps[before * table.shape[1] + kind]
        if since >= 0 and table[since, before, mask] == reward:
            at[0], at[1] = since, before
            return True
    return False


@_compiled
def _read(
    items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, table: Floats, ready: Floats, made: Ints
) -> float:
    """Give the most reward and mark, by pass and cell, what brings it."""
    cells, kinds, masks = table.shape
    at, best = np.zeros(3, np.int64), 0.0
    for kind in range(kinds):
        for mask in range(masks):
            if table[cells - 1, kind, mask] > best:
                best = table[cells - 1, kind, mask]
                at[:] = cells - 1, kind, mask
    there = best > 0.0
    while there:
        while at[0] > 0 and table[at[0] - 1, at[1], at[2]] == table[at[0], at[1], at[2]]:
            at[0] -= 1
        k = _last(items, starts, rewards, bits, table, ready, at)
        made[k, at[0]] += 1
        there = _before(gaps, table, ready[at[0], at[1], at[2]], at)
    return best


@_compiled
def _remember(made: Ints, bits: Ints) -> bool:
    """Give a bit to each pass that was made twice, as far as they go; say whether one more has one."""
    free, more = bits.max() + 1, False
    for k in range(len(bits)):
        if made[k].sum() > 1 and free < _BITS:
            bits[k], free, more = free, free + 1, True
    return more


@_compiled
def _forget(made: Ints, bits: Ints) -> None:
    """Take the bits from passes that were not made, and number the others anew."""
    free = 0
    for k in range(len(bits)):
        if bits[k] != _FREE:
            bits[k] = free if made[k].sum() > 0 else _FREE
            free += bits[k] != _FREE


@_compiled
def _one(items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, made: Ints) -> tuple[float, int]:
    """Give the most reward of a shift, and how many numbers were compared for it."""
    cells, kinds, compared = rewards.shape[1], int(np.sqrt(len(gaps))), 0
    while True:
        masks = 1 << (bits.max() + 1)
        table, ready = np.full((cells, kinds, masks), -np.inf), np.full((cells, kinds, masks), -np.inf)
        _fill(items, starts, gaps, rewards, bits, table, ready)
        made[:] = 0
        best = _read(items, starts, gaps, rewards, bits, table, ready, made)
        compared += cells * masks * (kinds * kinds + len(items))
        if not _remember(made, bits):
            break
    _forget(made, bits)
    return best, compared


@_compiled
def best(tables: Tables, rewards: Floats, bits: Ints, made: Floats, first: int, stop: int) -> tuple[float, int]:
    """Give the most reward of some shifts together.

    Parameters
    ----------
    tables : Tables
    rewards : ndarray
        By shift, pass and slot.
    bits : ndarray
        By shift and pass: what is remembered from one call to the next; -1 at first.
    made : ndarray
        Receives, by shift, pass and slot, how often a pass is made.
    first, stop : int
        Which shifts.

    Returns
    -------
    float
        The sum of the most rewards.
    int
        How many numbers were compared.
    """
    total, compared = 0.0, 0
    for k in range(first, stop):
        shift = tables.shifts[k]
        a, b, cells, slots, kinds = shift[FIRST_ITEM], shift[END_ITEM], shift[CELLS], shift[SLOTS], shift[KINDS]
        count, price = b - a, shift[FIRST_PRICE]
        starts = tables.starts[shift[FIRST_START] : shift[FIRST_START] + count * cells].reshape(count, cells)
        gaps = tables.gaps[shift[FIRST_GAP] : shift[FIRST_GAP] + kinds * kinds]
        by_cell, there = np.empty((count, cells)), np.zeros((count, cells), np.int64)
        for j in range(count):
            for now in range(cells):
                by_cell[j, now] = rewards[price + j * slots + now // shift[PER_SLOT]]
        found, steps = _one(tables.items[a:b], starts, gaps, by_cell, bits[a:b], there)
        total, compared = total + found, compared + steps
        made[price : price + count * slots] = 0.0
        for j in range(count):
            for now in range(cells):
                made[price + j * slots + now // shift[PER_SLOT]] += there[j, now]
    return total, compared
