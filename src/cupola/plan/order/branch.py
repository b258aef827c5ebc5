"""The best order of more scenes: placed one by one at the front or at the back, as far as that can still be better.

A state is the set of scenes that are left and who has been seen at either end; how they were ordered does not matter
for what is left to pay. Of what was searched in vain the least cost of going on is remembered. A scene is not tried at
an end where another one holds all its actors and otherwise only such as are paid there anyway: that one comes first.
Scenes whose actors differ only in such as are paid throughout are placed together, and one whose actors are just those
who wait costs nothing now, so nothing else is tried. (Garcia de la Banda, Stuckey and Chu 2011, and shoots run
backwards.)

The search can be halted after any number of states, and taken up again.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import compiled
from cupola.plan.order.bits import (
    AFTER,
    BEFORE,
    CAST,
    ORDERED,
    SCENES,
    Words,
    count,
    duration,
    everything,
    lowest,
    price,
    union,
)
from cupola.plan.order.bound import bound, fixed

FOUND: Final = 0
"""Where a search holds the cost to be beaten, then that of the best order found."""
DEPTH: Final = 1
"""Where it holds how deep it is: -1 when all has been searched."""
STATES: Final = 2
"""Where it holds how many states were branched on; `TRIED` how many choices were weighed; `STORED` how many states were
put into memory."""
TRIED: Final = 3
STORED: Final = 4

_ROWS: Final = 8  # where the depths begin
_ROW: Final = 8 + 2 * 64 * 7  # numbers of a depth: its state, and seven of each choice at either end
_LEFT, _FRONT, _BACK, _PAID = 0, 1, 2, 3  # of a state: scenes left, who has been seen at either end, what is paid
_END, _NEXT, _NUMBER = 4, 5, 6  # the end that is branched on, its next choice, and how many there are at either end
_PUT, _LEAST, _RANK = 4, 5, 6  # of a choice, after what a state has: scenes placed, cost at least, the k-th best one
_PROBES: Final = 8  # places of the memory in which a state may stand
_PLACE: Final = 4  # numbers of a place: scenes left, who waits to leave, who comes early, cost at least
_UNBEGUN: Final = -2


def begin(best: int) -> Words:
    """Give a search that has not begun, for an order in which waiting costs less than ``best``.

    Returns
    -------
    ndarray of int64
        Where the search stands, for `search`.
    """
    made = np.zeros(_ROWS + 66 * _ROW, np.int64)
    made[FOUND], made[DEPTH] = best, _UNBEGUN
    return made


def memory(places: int) -> Words:
    """Give an empty memory for so many states, a power of two."""
    return np.zeros(places * _PLACE, np.int64)


def enlarged(known: Words) -> Words:
    """Give a memory of twice as many places that knows the same."""
    larger = memory(2 * len(known) // _PLACE)
    _copy(known, larger)
    return larger


def open_bound(deep: Words) -> int:
    """Give what every order costs at least that is better than the best found and not searched yet."""
    least = int(deep[FOUND])
    for d in range(int(deep[DEPTH]) + 1):
        row = _ROWS + d * _ROW
        side, place = int(deep[row + _END]), int(deep[row + _NEXT])
        if place < deep[row + _NUMBER + side]:
            choice = row + 8 + side * 448
            least = min(least, int(deep[choice + 7 * int(deep[choice + 7 * place + _RANK]) + _LEAST]))
    return least


@compiled
def search(board: Words, deep: Words, known: Words, work: int, order: Words) -> bool:
    """Search on until so many choices have been weighed; say whether all has been searched.

    Parameters
    ----------
    board : ndarray
        The part.
    deep : ndarray
        Where the search stands; is changed.
    known : ndarray
        The memory; is changed.
    work : int
        How many choices to weigh in all, since the search began.
    order : ndarray of int64, shape (n,)
        Is filled with an order when one is found that costs less than what was to be beaten.
    """
    if deep[DEPTH] == _UNBEGUN:
        deep[_ROWS + _LEFT] = everything(board[SCENES])
        deep[DEPTH] = 0
        _open(board, deep, known, 0, order)
    while deep[DEPTH] >= 0:
        if deep[TRIED] >= work:
            return False
        d = deep[DEPTH]
        row = _ROWS + d * _ROW
        ends = row + 8 + deep[row + _END] * 448
        place = deep[row + _NEXT]
        choice = ends + 7 * deep[ends + 7 * place + _RANK]
        if place >= deep[row + _NUMBER + deep[row + _END]] or deep[choice + _LEAST] >= deep[FOUND]:
            _remember(board, deep, known, row)
            deep[DEPTH] -= 1
            continue
        deep[row + _NEXT] += 1
        known_least = _recall(board, known, deep[choice + _LEFT], deep[choice + _FRONT], deep[choice + _BACK])
        if deep[choice + _PAID] + known_least >= deep[FOUND]:
            continue
        for k in range(4):
            deep[row + _ROW + k] = deep[choice + k]
        deep[DEPTH] = d + 1
        _open(board, deep, known, d + 1, order)
    return True


@compiled
def _open(board: Words, deep: Words, known: Words, d: int, order: Words) -> None:
    """Find the choices of a state, at the end that has fewer; a state that needs none is an order."""
    row = _ROWS + d * _ROW
    deep[STATES] += 1
    deep[row + _NEXT], deep[row + _END], deep[row + _NUMBER] = 0, 0, 0
    both = deep[row + _FRONT] & deep[row + _BACK]
    if not union(board, deep[row + _LEFT]) & ~both:
        cost = deep[row + _PAID] + fixed(board, deep[row + _LEFT], both)
        if cost < deep[FOUND]:
            deep[FOUND] = cost
            _write(board, deep, d, order)
        return
    _choices(board, deep, known, row, 0, board[SCENES])
    most = deep[row + _NUMBER]
    if most > 1 and d > 0:
        _choices(board, deep, known, row, 1, most)
        fewer = deep[row + _NUMBER + 1] - most
        if fewer < 0 or (fewer == 0 and _promise(deep, row, 1) > _promise(deep, row, 0)):
            deep[row + _END] = 1
    _rank(deep, row, deep[row + _END])


@compiled
def _promise(deep: Words, row: int, side: int) -> int:
    total = 0
    for k in range(deep[row + _NUMBER + side]):
        total += deep[row + 8 + side * 448 + 7 * k + _LEAST]
    return total


@compiled
def _rank(deep: Words, row: int, side: int) -> None:
    """Sort the choices at an end by what they cost at least."""
    first = row + 8 + side * 448
    for k in range(deep[row + _NUMBER + side]):
        least, at = deep[first + 7 * k + _LEAST], k
        while at > 0 and deep[first + 7 * deep[first + 7 * (at - 1) + _RANK] + _LEAST] > least:
            deep[first + 7 * at + _RANK] = deep[first + 7 * (at - 1) + _RANK]
            at -= 1
        deep[first + 7 * at + _RANK] = k


@compiled
def _choices(board: Words, deep: Words, known: Words, row: int, side: int, most: int) -> None:
    """Find what can be placed next at an end; no further once there is more than ``most``."""
    scenes, here, there = deep[row + _LEFT], deep[row + _FRONT + side], deep[row + _BACK - side]
    both, waits = here & there, here & ~there & union(board, scenes)
    done, k, rest, ties = 0, 0, scenes, BEFORE if side == 0 else AFTER
    while rest and k <= most:
        s = lowest(rest)
        rest &= rest - 1
        if done >> s & 1 or board[ties + s] & scenes:
            continue
        put = _together(board, scenes, both, waits, s, ties)
        if not put:
            continue
        done |= put
        choice = row + 8 + side * 448 + 7 * k
        kept = _weigh(board, deep, known, row, side, put, choice)
        if board[CAST + s] & ~both == waits:
            if kept and k:
                for word in range(_RANK):
                    deep[choice - 7 * k + word] = deep[choice + word]
            k = kept
            break
        k += kept
    deep[row + _NUMBER + side] = k


@compiled
def _weigh(board: Words, deep: Words, known: Words, row: int, side: int, put: int, choice: int) -> int:
    """Write down the choice to place scenes at an end; give 1 if it can lead to a better order, else 0."""
    here, there = deep[row + _FRONT + side], deep[row + _BACK - side]
    left = deep[row + _LEFT] & ~put
    seen = here | union(board, put)
    paid = deep[row + _PAID] + fixed(board, put, seen & (union(board, left) | there))
    deep[TRIED] += 1
    if paid >= deep[FOUND]:
        return 0
    front, back = (seen, there) if side == 0 else (there, seen)
    least = _recall(board, known, left, front, back)
    if paid + least >= deep[FOUND]:
        return 0
    least = paid + max(least, bound(board, left, front, back, deep[FOUND] - paid))
    if least >= deep[FOUND]:
        return 0
    deep[choice + _LEFT], deep[choice + _FRONT], deep[choice + _BACK], deep[choice + _PAID] = left, front, back, paid
    deep[choice + _PUT], deep[choice + _LEAST] = put, least
    return 1


@compiled
def _together(board: Words, scenes: int, both: int, waits: int, s: int, ties: int) -> int:
    """Give the scenes that are placed together with one; none where another scene should come before it.

    Of two such scenes either the later can be put to the earlier or the earlier to the later, whichever costs less; so
    this says nothing of one that others must come after.
    """
    mine, put, others = board[CAST + s] & ~both, 1 << s, BEFORE + AFTER - ties
    if board[others + s] & scenes:
        return put
    rest = scenes & ~put
    while rest:
        j = lowest(rest)
        rest &= rest - 1
        other = board[CAST + j] & ~both
        if mine & ~other or other & ~waits & ~mine or board[ties + j] & scenes:
            continue
        if other != mine:
            return 0
        if not board[others + j] & scenes:
            put |= 1 << j
    return put


@compiled
def _key(board: Words, scenes: int, front: int, back: int) -> tuple[int, int, int]:
    """Give what identifies a state: who waits to leave and who comes early; and what others cost throughout.

    A shoot run backwards costs the same, so the smaller set is named first; with orders of scenes the reverse of a
    state does not occur.
    """
    ahead = union(board, scenes)
    one, two = front & ~back & ahead, back & ~front & ahead
    over = price(board, front & back & ~ahead)
    if over:
        over *= duration(board, scenes)
    if one > two and not board[ORDERED]:
        return two, one, over
    return one, two, over


@compiled
def _place(known: Words, scenes: int, one: int, two: int) -> int:
    mixed = scenes * -7046029254386353131 ^ (one * 6364136223846793005 + two) * -4417276706812531889
    mixed ^= (mixed >> 29) & 0x7FFFFFFFF
    mixed *= -4658895280553007687
    mixed ^= (mixed >> 32) & 0xFFFFFFFF
    return _PLACE * (mixed & (len(known) // _PLACE - 1))


@compiled
def _recall(board: Words, known: Words, scenes: int, front: int, back: int) -> int:
    """Give what waiting costs at least as far as is remembered, 0 otherwise."""
    one, two, over = _key(board, scenes, front, back)
    at, last = _place(known, scenes, one, two), len(known) - 1
    for k in range(_PROBES):
        place = (at + _PLACE * k) & last
        if known[place] == 0:
            break
        if known[place] == scenes and known[place + 1] == one and known[place + 2] == two:
            over += known[place + 3]
            break
    return over


@compiled
def _remember(board: Words, deep: Words, known: Words, row: int) -> None:
    """Keep of a state that all ways on from it cost as much as the best order."""
    scenes = deep[row + _LEFT]
    if scenes:
        one, two, over = _key(board, scenes, deep[row + _FRONT], deep[row + _BACK])
        deep[STORED] += _keep(known, scenes, one, two, deep[FOUND] - deep[row + _PAID] - over)


@compiled
def _keep(known: Words, scenes: int, one: int, two: int, least: int) -> int:
    """Put a state into memory, where there is no room for the one with the fewest scenes; give how many more it has."""
    at, last, chosen, size = _place(known, scenes, one, two), len(known) - 1, 0, 65
    for k in range(_PROBES):
        place = (at + _PLACE * k) & last
        if known[place] == 0:
            chosen, size = place, -1
            break
        if known[place] == scenes and known[place + 1] == one and known[place + 2] == two:
            known[place + 3] = max(known[place + 3], least)
            return 0
        if count(known[place]) < size:
            chosen, size = place, count(known[place])
    if size > count(scenes):
        return 0
    known[chosen], known[chosen + 1], known[chosen + 2], known[chosen + 3] = scenes, one, two, least
    return 1 if size < 0 else 0


@compiled
def _copy(known: Words, larger: Words) -> None:
    for place in range(0, len(known), _PLACE):
        if known[place]:
            _keep(larger, known[place], known[place + 1], known[place + 2], known[place + 3])


@compiled
def _write(board: Words, deep: Words, d: int, order: Words) -> None:
    """Write the order that the choices down to a depth make; what is left goes in the middle."""
    start, stop = 0, len(order)
    for up in range(d):
        row = _ROWS + up * _ROW
        first = row + 8 + deep[row + _END] * 448
        put = deep[first + 7 * deep[first + 7 * (deep[row + _NEXT] - 1) + _RANK] + _PUT]
        while put:
            if deep[row + _END] == 0:
                order[start] = lowest(put)
                start += 1
            else:
                stop -= 1
                order[stop] = lowest(put)
            put &= put - 1
    left = deep[_ROWS + d * _ROW + _LEFT]
    while left:
        rest = left
        while rest:
            s = lowest(rest)
            rest &= rest - 1
            if not board[BEFORE + s] & left:
                order[start] = s
                start += 1
                left &= ~(1 << s)
