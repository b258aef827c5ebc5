"""The best order of few scenes, by way of every set of them that may come first.

What actors cost by waiting in a scene depends on which scenes come before it, not on their order. So the least that a
set of scenes costs at the front is that of the set without its last scene, and the waiting in that one (Garcia de la
Banda and others 2011). A shoot run backwards costs the same: the back half is a front half of the other scenes, and
only sets of up to half the scenes need looking at. Orders of scenes break that symmetry; with them all sets are.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.plan.order.bits import BEFORE, CAST, LENGTH, SCENES, Words, count, everything, lowest, price

Costs = NDArray[np.int32] | NDArray[np.int64]

_NEVER: Final = 1 << 60


@compiled
def fill(board: Words, depth: int, never: int, costs: Costs, start: int, stop: int) -> None:
    """Find what sets of scenes cost at the front.

    Parameters
    ----------
    board : ndarray
        Of n scenes.
    depth : int
        How many scenes a set has at most.
    never : int
        The cost of a set that cannot come first: more than any order costs.
    costs : ndarray of int32 or int64, shape (2**n,)
        Is filled from ``start`` to ``stop``; all before must be filled.
    start, stop : int
        Multiples of 2**(n // 2), or 0.
    """
    n = board[SCENES]
    half = n // 2
    low, high = _unions(board, 0, half), _unions(board, half, n - half)
    inner, outer = (1 << half) - 1, (1 << (n - half)) - 1
    for top in range(start >> half, stop >> half):
        size = count(top)
        if size > depth:
            continue
        for bottom in range(inner + 1):
            if size + count(bottom) > depth:
                continue
            scenes = (top << half) | bottom
            held = (high[top] | low[bottom]) & (high[outer ^ top] | low[inner ^ bottom])
            best = never if scenes else 0
            rest = scenes
            while rest:
                s = lowest(rest)
                one = rest & -rest
                rest ^= one
                if board[BEFORE + s] & ~scenes:
                    continue
                best = min(best, costs[scenes ^ one] + board[LENGTH + s] * price(board, held & ~board[CAST + s]))
            costs[scenes] = best


@compiled
def _unions(board: Words, first: int, number: int) -> Words:
    """Give who is in any of each set of some successive scenes."""
    found = np.zeros(1 << number, np.int64)
    for scenes in range(1, 1 << number):
        found[scenes] = found[scenes & (scenes - 1)] | board[CAST + first + lowest(scenes)]
    return found


@compiled
def meet(board: Words, depth: int, costs: Costs) -> int:
    """Give the set with which a best order begins, of ``depth`` scenes, when the rest is a front half backwards."""
    n = board[SCENES]
    full = everything(n)
    best, found = _NEVER, full
    scenes = (1 << depth) - 1
    while depth < n and scenes <= full:
        cost = costs[scenes] + costs[full ^ scenes]
        if cost < best:
            best, found = cost, scenes
        step = scenes & -scenes  # the next larger number with as many bits
        ripple = scenes + step
        scenes = ripple | (((scenes ^ ripple) >> 2) // step)
    return found


@compiled
def trace(board: Words, costs: Costs, scenes: int, order: Words) -> None:
    """Write a best order of a set at the front into ``order``, an array as long as the set has scenes."""
    k = count(scenes)
    full = everything(board[SCENES])
    came = 0
    while scenes:
        held, ahead, rest = 0, 0, full ^ scenes
        came = 0
        for s in range(board[SCENES]):
            if scenes >> s & 1:
                came |= board[CAST + s]
            elif rest >> s & 1:
                ahead |= board[CAST + s]
        held = came & ahead
        left = scenes
        while left:
            s = lowest(left)
            left &= left - 1
            cost = costs[scenes ^ (1 << s)] + board[LENGTH + s] * price(board, held & ~board[CAST + s])
            if not board[BEFORE + s] & ~scenes and cost == costs[scenes]:
                break
        k -= 1
        order[k] = s
        scenes ^= 1 << s
