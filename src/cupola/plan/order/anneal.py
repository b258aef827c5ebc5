"""A good order, fast: scenes are moved and runs of them turned round, and worse is taken ever more rarely.

What waiting costs in a scene depends on which scenes come before it, so a move costs nothing outside of the places
between its ends. (Simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983.)
"""

from __future__ import annotations

from math import exp
from typing import Final

import numpy as np

from cupola.compiled import compiled
from cupola.plan.order.bits import BEFORE, CAST, LENGTH, Words, price

_HOT: Final = 0.05
"""The temperature at first, as a part of the order's cost a scene: one bad move in a few is taken."""
_COLD: Final = 0.0005
"""The temperature at last: nothing worse is taken."""


@compiled
def anneal(board: Words, order: Words, steps: int, seed: int, best: Words) -> int:
    """Improve an order.

    Parameters
    ----------
    board : ndarray
        Of n scenes.
    order : ndarray of int64, shape (n,)
        Where to begin, an order that is allowed; is changed.
    steps : int
        How many moves are tried.
    seed : int
        Which; not 0.
    best : ndarray of int64, shape (n,)
        Is filled with the best order found.

    Returns
    -------
    int
        What waiting costs in it.
    """
    n = len(order)
    came, rest, costs = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64), np.zeros(n, np.int64)
    moved, moved_costs = np.zeros(n, np.int64), np.zeros(n, np.int64)
    cost = _settle(board, order, 0, n, came, rest, costs)
    least, state = cost, seed
    best[:] = order
    heat = _HOT * max(cost, 1)
    cooling = (_COLD / _HOT) ** (1.0 / max(steps, 1))
    for _ in range(steps if n > 1 else 0):
        heat *= cooling
        state ^= state << 13
        state ^= (state >> 7) & 0x01FFFFFFFFFFFFFF
        state ^= state << 17
        one, two = ((state >> 8) & 0xFFFFF) * n >> 20, ((state >> 30) & 0xFFFFF) * (n - 1) >> 20
        two += two >= one
        start, stop = min(one, two), max(one, two) + 1
        kind = (state >> 52) & 3
        _move(order, one, two, kind, moved)
        if not _allowed(board, moved, start, stop):
            continue
        change = _change(board, moved, start, stop, came[start], rest[stop], moved_costs) - costs[start:stop].sum()
        draw = ((state >> 20) & 0xFFFFFF) / 16777216.0
        if change <= 0 or draw < exp(-change / heat):
            order[start:stop] = moved[start:stop]
            costs[start:stop] = moved_costs[start:stop]
            _settle_sets(board, order, start, stop, came, rest)
            cost += change
            if cost < least:
                least = cost
                best[:] = order
    return least


@compiled
def _move(order: Words, one: int, two: int, kind: int, moved: Words) -> None:
    """Write the places between two of an order anew: a scene moved, two exchanged, or the run turned round."""
    start, stop = min(one, two), max(one, two)
    for k in range(start, stop + 1):
        moved[k] = order[k]
    if kind == 0:
        moved[one], moved[two] = order[two], order[one]
    elif kind == 1:
        for k in range(start, stop + 1):
            moved[k] = order[start + stop - k]
    elif one < two:
        for k in range(one, two):
            moved[k] = order[k + 1]
        moved[two] = order[one]
    else:
        for k in range(two + 1, one + 1):
            moved[k] = order[k - 1]
        moved[two] = order[one]


@compiled
def _allowed(board: Words, moved: Words, start: int, stop: int) -> bool:
    """Say whether no scene between two places comes before one that it must follow."""
    later = 0
    for k in range(stop - 1, start - 1, -1):
        if board[BEFORE + moved[k]] & later:
            return False
        later |= 1 << moved[k]
    return True


@compiled
def _change(board: Words, moved: Words, start: int, stop: int, came: int, rest: int, costs: Words) -> int:
    """Fill in what waiting costs between two places, and give its sum."""
    for k in range(stop - 1, start - 1, -1):
        costs[k] = rest
        rest |= board[CAST + moved[k]]
    total = 0
    for k in range(start, stop):
        s = moved[k]
        came |= board[CAST + s]
        costs[k] = board[LENGTH + s] * price(board, came & costs[k] & ~board[CAST + s])
        total += costs[k]
    return total


@compiled
def _settle_sets(board: Words, order: Words, start: int, stop: int, came: Words, rest: Words) -> None:
    """Fill in who came before each place between two, and who comes after."""
    for k in range(start, stop):
        came[k + 1] = came[k] | board[CAST + order[k]]
    for k in range(stop - 1, start - 1, -1):
        rest[k] = rest[k + 1] | board[CAST + order[k]]


@compiled
def _settle(board: Words, order: Words, start: int, stop: int, came: Words, rest: Words, costs: Words) -> int:
    _settle_sets(board, order, start, stop, came, rest)
    return _change(board, order, start, stop, came[start], rest[stop], costs)
