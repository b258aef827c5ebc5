"""What waiting will cost at least in the scenes that are left, when some are placed at the front and some at the back.

Actors seen at both ends are paid throughout. Of two actors seen only at the front, one leaves first: the other waits in
all scenes of the first without it. So it is with two seen only at the back. And of one seen at the front and one at the
back who meet in a scene, directly or through a third, either the first stays or the second is there early: in every
scene without them one of them waits. No scene's actor is charged twice: pairs share a scene, and meetings take from
what each actor of a scene costs. A scene is charged for pairs or for meetings.
"""

from __future__ import annotations

from typing import Final

from cupola.compiled import compiled
from cupola.plan.order.bits import (
    CAST,
    CHARGED,
    LEFT,
    LENGTH,
    LINKS,
    MEETS,
    PAY,
    SHARE,
    WORK,
    YIELDS,
    Words,
    count,
    lowest,
    price,
    union,
)

GRAIN: Final = 2520
"""Into how many pieces a unit of cost is cut, so that a scene's is shared out exactly among up to ten actors."""


@compiled
def bound(board: Words, scenes: int, front: int, back: int, enough: int) -> int:
    """Give what waiting in scenes costs at least, all other scenes being placed.

    Parameters
    ----------
    board : ndarray
        The part.
    scenes : int
        The set of scenes that are left.
    front, back : int
        The sets of actors in scenes at either end.
    enough : int
        No more is worked out once the bound is this high, nor where it cannot become so.
    """
    both, ahead = front & back, union(board, scenes)
    least = fixed(board, scenes, both)
    leaving, coming = front & ~back & ahead, back & ~front & ahead
    if least >= enough or not (leaving or coming):
        return least
    best = least + _rounded_up(_pairs(board, scenes, leaving) + _pairs(board, scenes, coming))
    if best >= enough or not (leaving and coming):
        return best
    board[CHARGED : CHARGED + 64] = 0
    _charge(board, scenes, leaving)
    _charge(board, scenes, coming)
    met, charge, hoped = _meetings(board, scenes, leaving, coming, ahead & ~front & ~back)
    if met and least + _rounded_up(hoped) >= enough:
        charge += _pairs(board, scenes & ~met, leaving) + _pairs(board, scenes & ~met, coming)
        best = max(best, least + _rounded_up(charge))
    return best


@compiled
def _rounded_up(pieces: int) -> int:
    return (pieces + GRAIN - 1) // GRAIN


@compiled
def fixed(board: Words, scenes: int, both: int) -> int:
    """Give what actors who are seen at both ends cost while they wait in scenes."""
    total = 0
    if both:
        while scenes:
            s = lowest(scenes)
            scenes &= scenes - 1
            total += board[LENGTH + s] * price(board, both & ~board[CAST + s])
    return total


@compiled
def _pairs(board: Words, scenes: int, actors: int) -> int:
    """Give what it costs that of each two actors one waits for the other, in pieces, and note who waits for whom."""
    if not actors & (actors - 1):
        return 0
    one, some, every = actors, 0, -1
    while one:
        i = lowest(one)
        one &= one - 1
        some |= board[WORK + i]
        every &= board[WORK + i]
        two = actors
        while two:
            board[SHARE + 64 * i + lowest(two)] = 0
            two &= two - 1
    rest = scenes & some & ~every
    while rest:
        s = lowest(rest)
        rest &= rest - 1
        here, gone = board[CAST + s] & actors, actors & ~board[CAST + s]
        part = GRAIN * board[LENGTH + s] // count(here)
        while here:
            i = lowest(here)
            here &= here - 1
            two = gone
            while two:
                board[SHARE + 64 * i + lowest(two)] += part
                two &= two - 1
    return _smaller(board, actors)


@compiled
def _charge(board: Words, scenes: int, actors: int) -> None:
    """Note what each scene bears of what `_pairs` gave last for these actors."""
    if not actors & (actors - 1):
        return
    while scenes:
        s = lowest(scenes)
        scenes &= scenes - 1
        here, gone = board[CAST + s] & actors, actors & ~board[CAST + s]
        if here and gone:
            part, waits = GRAIN * board[LENGTH + s] // count(here), 0
            while here:
                waits += price(board, board[YIELDS + lowest(here)] & gone)
                here &= here - 1
            board[CHARGED + s] += waits * part


@compiled
def _smaller(board: Words, actors: int) -> int:
    """Sum over the pairs of actors what the cheaper one to wait costs, and note who waits for whom."""
    total = 0
    one = actors
    while one:
        board[YIELDS + lowest(one)] = 0
        one &= one - 1
    one = actors
    while one:
        i = lowest(one)
        one &= one - 1
        two = one
        while two:
            j = lowest(two)
            two &= two - 1
            late, early = board[PAY + j] * board[SHARE + 64 * i + j], board[PAY + i] * board[SHARE + 64 * j + i]
            if late < early:
                total += late
                board[YIELDS + i] |= 1 << j
            else:
                total += early
                board[YIELDS + j] |= 1 << i
    return total


@compiled
def _meetings(board: Words, scenes: int, leaving: int, coming: int, new: int) -> tuple[int, int, int]:
    """Give the scenes charged more for meetings than for pairs, with what, and what all are charged at most."""
    one = leaving | new
    while one:
        i = lowest(one)
        one &= one - 1
        known = union(board, board[WORK + i] & scenes)
        board[MEETS + i], board[LINKS + i] = known & coming, known & new
    met, total, hoped = 0, 0, 0
    rest = scenes
    while rest:
        s = lowest(rest)
        rest &= rest - 1
        absent, charge, length = ~board[CAST + s], board[CHARGED + s], GRAIN * board[LENGTH + s]
        most = min(price(board, leaving & absent), price(board, coming & absent))
        if length * most > charge:
            flow = length * _flow(board, leaving & absent, coming & absent, new & absent)
            if flow > charge:
                met |= 1 << s
                total += flow
                charge = flow
        hoped += charge
    return met, total, hoped


@compiled
def _flow(board: Words, leaving: int, coming: int, new: int) -> int:
    """Match the pay of those who leave with that of those who come and meet them, each at most once."""
    total = 0
    one = coming | new
    while one:
        board[LEFT + lowest(one)] = board[PAY + lowest(one)]
        one &= one - 1
    while leaving:
        i = lowest(leaving)
        leaving &= leaving - 1
        mine = board[PAY + i]
        two = board[MEETS + i] & coming
        while two and mine:
            j = lowest(two)
            two &= two - 1
            taken = min(mine, board[LEFT + j])
            mine -= taken
            board[LEFT + j] -= taken
            total += taken
        middle = board[LINKS + i] & new
        while middle and mine:
            k = lowest(middle)
            middle &= middle - 1
            two = board[MEETS + k] & coming
            while two and mine and board[LEFT + k]:
                j = lowest(two)
                two &= two - 1
                taken = min(mine, board[LEFT + j], board[LEFT + k])
                mine -= taken
                board[LEFT + j] -= taken
                board[LEFT + k] -= taken
                total += taken
    return total
