"""The best that one person, or one set, can do in a stretch of time at given prices. Compiled.

A dynamic program over the cells of a grid of time: the most reward of passes one after another of which the last ends
by a cell and is of a kind. A pass may stand in it twice; those that do are remembered one by one, with a bit each,
and it is done again until none stands twice, or all bits are taken (decremental state space: Righini and Salani 2008,
Networks 51). What comes out is never less than the best without repetition.

A pass so short that it takes no cell stands in nobody's way, and is made beside the others whenever it brings anything.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FIRST_ITEM, END_ITEM, FIRST_START, FIRST_GAP, CELLS, KINDS = 0, 1, 2, 3, 4, 5
KIND, LONG = 0, 1
_BITS: Final = 8
"""The most passes that are remembered in a shift."""
_FREE: Final = -1


class Tables(NamedTuple):
    """Shifts as tables.

    Attributes
    ----------
    shifts : ndarray, shape (shifts, 6)
        From where to where its passes stand in `items`; where its starts and its gaps begin; its cells and its kinds.
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


@compiled
def _wait(table: Floats, gaps: Ints, now: int, ready: Floats) -> None:
    """Carry on to a cell what was there before it, and fill in with what a pass of each kind may start in it."""
    _, kinds, masks = table.shape
    for kind in range(kinds):
        for mask in range(masks):
            if now > 0 and table[now - 1, kind, mask] > table[now, kind, mask]:
                table[now, kind, mask] = table[now - 1, kind, mask]
    for kind in range(kinds):
        ready[now, kind, 0] = 0.0
        for before in range(kinds):
            since = now - gaps[before * kinds + kind]
            if since >= 0:
                for mask in range(masks):
                    ready[now, kind, mask] = max(ready[now, kind, mask], table[since, before, mask])


@compiled
def _fill(items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, table: Floats, ready: Floats) -> None:
    """Fill the table of the most reward by cell, kind and mask; rewards are by pass."""
    cells, _, masks = table.shape
    for now in range(cells):
        _wait(table, gaps, now, ready)
        for k in range(len(items)):
            end, reward = now + items[k, LONG], rewards[k]
            if not starts[k, now] or end == now or end >= cells or reward <= 0.0:
                continue
            kind, bit = items[k, KIND], 0 if bits[k] == _FREE else 1 << bits[k]
            for mask in range(masks):
                if mask & bit == 0:
                    to = mask | bit
                    table[end, kind, to] = max(table[end, kind, to], ready[now, kind, mask] + reward)


@compiled
def _last(items: Ints, starts: Bools, rewards: Floats, bits: Ints, table: Floats, ready: Floats, at: Ints) -> int:
    """Give a pass that ends in a cell with the most reward of its kind and mask; leave when, and what was before it."""
    end, kind, mask = at
    for k in range(len(items)):
        now, bit = end - items[k, LONG], 0 if bits[k] == _FREE else 1 << bits[k]
        if items[k, KIND] != kind or not 0 <= now < end or not starts[k, now]:
            continue
        if rewards[k] <= 0.0 or mask & bit != bit:
            continue
        if ready[now, kind, mask ^ bit] + rewards[k] == table[end, kind, mask]:
            at[0], at[2] = now, mask ^ bit
            return k
    return _FREE


@compiled
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


@compiled
def _read(
    items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, table: Floats, ready: Floats, made: Floats
) -> float:
    """Give the most reward and count, by pass, what brings it."""
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
        made[k] += 1.0
        there = _before(gaps, table, ready[at[0], at[1], at[2]], at)
    return best


@compiled
def _remember(made: Floats, bits: Ints) -> bool:
    """Give a bit to each pass that was made twice, as far as they go; say whether one more has one."""
    free, more = bits.max() + 1, False
    for k in range(len(bits)):
        if made[k] > 1.0 and free < _BITS:
            bits[k], free, more = free, free + 1, True
    return more


@compiled
def _forget(made: Floats, bits: Ints) -> None:
    """Take the bits from passes that were not made, and number the others anew."""
    free = 0
    for k in range(len(bits)):
        if bits[k] != _FREE:
            bits[k] = free if made[k] > 0.0 else _FREE
            free += bits[k] != _FREE


@compiled
def _beside(items: Ints, rewards: Floats, made: Floats) -> float:
    """Give what the passes bring that take no cell, and count them as made."""
    found = 0.0
    for k in range(len(items)):
        if items[k, LONG] == 0 and rewards[k] > 0.0:
            found, made[k] = found + rewards[k], 1.0
    return found


@compiled
def _one(items: Ints, starts: Bools, gaps: Ints, rewards: Floats, bits: Ints, made: Floats) -> tuple[float, int]:
    """Give the most reward of a shift, and how many numbers were compared for it."""
    (count, cells), kinds, compared = starts.shape, int(np.sqrt(len(gaps))), 0
    while True:
        masks = 1 << (bits.max() + 1)
        table, ready = np.full((cells, kinds, masks), -np.inf), np.full((cells, kinds, masks), -np.inf)
        _fill(items, starts, gaps, rewards, bits, table, ready)
        made[:] = 0.0
        best = _read(items, starts, gaps, rewards, bits, table, ready, made)
        compared += cells * masks * (kinds * kinds + count)
        if not _remember(made, bits):
            break
    _forget(made, bits)
    return best + _beside(items, rewards, made), compared


@compiled
def earn(tables: Tables, rewards: Floats, bits: Ints, made: Floats, first: int, stop: int) -> tuple[float, int]:
    """Give the most reward of some shifts together.

    Parameters
    ----------
    tables : Tables
    rewards : ndarray
        By item; what brings nothing is not made.
    bits : ndarray
        By item, what is remembered from one call to the next; -1 at first.
    made : ndarray
        Receives, by item, how often a pass is made.
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
        a, b, cells = shift[FIRST_ITEM], shift[END_ITEM], shift[CELLS]
        starts = tables.starts[shift[FIRST_START] : shift[FIRST_START] + (b - a) * cells].reshape(b - a, cells)
        gaps = tables.gaps[shift[FIRST_GAP] : shift[FIRST_GAP] + shift[KINDS] ** 2]
        found, steps = _one(tables.items[a:b], starts, gaps, rewards[a:b], bits[a:b], made[a:b])
        total, compared = total + found, compared + steps
    return total, compared
