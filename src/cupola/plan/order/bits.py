"""Sets as machine words, and what a set of actors costs: what the compiled searches share.

Words are signed (Numba would turn a mixture into floats): the 64th bit is the sign, which no operation here minds.
A part of an instance is one array, for Numba counts references to each array that is handed on, and at this pace
that is most of the time. Numba notices a change of the file that a search stands in, and not of this one: whoever
changes this file touches those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.plan.order.simplify import Part

Words = NDArray[np.int64]

_ACTOR_BITS: Final = 12  # 4096 sums of eight bytes fit the nearest cache
_SCENE_BITS: Final = 8

SCENES: Final = 0
"""Where a board holds the number of scenes."""
CHUNKS: Final = 1
"""Where it holds how many times twelve actors there are."""
ORDERED: Final = 2
"""Where it holds whether a scene must come before another one: 0 or 1."""
CAST: Final = 64
"""From where on it holds who is in each scene; so do `LENGTH` how long it takes, `BEFORE` and `AFTER` which scenes must
come before and after it, and for each actor `PAY` what they cost and `WORK` their scenes."""
LENGTH: Final = 128
BEFORE: Final = 192
AFTER: Final = 256
PAY: Final = 320
WORK: Final = 384
YIELDS: Final = 448
"""From where on there is room for `bound` to work in: for each actor who waits for them, whom of the back and of nobody
yet they meet (`MEETS`, `LINKS`), what of their pay is left (`LEFT`); for each scene what it is charged (`CHARGED`); for
each two actors how long the second waits for the first (`SHARE`)."""
MEETS: Final = 512
LINKS: Final = 576
LEFT: Final = 640
CHARGED: Final = 704
SHARE: Final = 768
UNIONS: Final = SHARE + 64 * 64
"""From where on it holds who is in any of each set of eight successive scenes; `LENGTHS` how long such a set takes."""
LENGTHS: Final = UNIONS + 8 * 256
SUMS: Final = LENGTHS + 8 * 256
"""From where on it holds what each set of twelve successive actors costs."""


def board(part: Part) -> Words:
    """Give a part as one array for compiled code, at the places named above.

    Returns
    -------
    ndarray of int64, shape (9,000 or more,)
    """
    n, m = len(part.cast), len(part.pay)
    chunks = max(1, -(-m // _ACTOR_BITS))
    made = np.zeros(SUMS + (chunks << _ACTOR_BITS), np.int64)
    made[SCENES], made[CHUNKS] = n, chunks
    made[ORDERED] = any(part.before)
    made[CAST : CAST + n] = casts = _words(part.cast)
    made[LENGTH : LENGTH + n] = part.length
    made[PAY : PAY + m] = part.pay
    made[BEFORE : BEFORE + n] = _words(part.before)
    made[AFTER : AFTER + n] = _words([_having(part.before, s) for s in range(n)])
    made[WORK : WORK + m] = _words([_having(part.cast, a) for a in range(m)])
    unions, lengths = (made[place : place + 8 * 256].reshape(8, 256) for place in (UNIONS, LENGTHS))
    for s in range(n):
        chunk, bit = divmod(s, _SCENE_BITS)
        _doubled(unions[chunk], bit)[1] |= casts[s]
        _doubled(lengths[chunk], bit)[1] += part.length[s]
    sums = made[SUMS:].reshape(chunks, 1 << _ACTOR_BITS)
    for a in range(m):
        chunk, bit = divmod(a, _ACTOR_BITS)
        _doubled(sums[chunk], bit)[1] += part.pay[a]
    return made


def _having(sets: tuple[int, ...], member: int) -> int:
    """Give the set of the indices of the sets that have a member."""
    return sum(1 << k for k, one in enumerate(sets) if one >> member & 1)


def _doubled(table: Words, bit: int) -> Words:
    """Give a view of a table with the entries whose index has a bit in its second row."""
    return np.moveaxis(table.reshape(-1, 2, 1 << bit), 1, 0)


def _words(sets: tuple[int, ...] | list[int]) -> Words:
    return np.array(sets, np.uint64).view(np.int64)


def _unary(name: str, *more: bool) -> Any:
    """Give a typing and code generator for an operation of the processor on one word."""

    def typed(context: Any, word: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            flags = (context.get_constant(types.boolean, one) for one in more)
            return getattr(builder, name)(arguments[0], *flags)

        return types.int64(types.int64), code

    return typed


count: Callable[[int], int] = intrinsic(_unary("ctpop"))
"""The number of a set's members."""

lowest: Callable[[int], int] = intrinsic(_unary("cttz", False))
"""The least of a set's members; 64 of the empty set."""


@compiled
def everything(n: int) -> int:
    """Give the set of the first n."""
    return -1 if n == 64 else (1 << n) - 1


@compiled
def price(board: Words, actors: int) -> int:
    """Give what a set of actors costs for a unit of length."""
    total: int = board[SUMS + (actors & 4095)]
    for k in range(1, board[CHUNKS]):
        total += board[SUMS + 4096 * k + ((actors >> (12 * k)) & 4095)]
    return total


@compiled
def union(board: Words, scenes: int) -> int:
    """Give who is in any of a set of scenes."""
    found: int = (
        board[UNIONS + (scenes & 255)]
        | board[UNIONS + 256 + ((scenes >> 8) & 255)]
        | board[UNIONS + 512 + ((scenes >> 16) & 255)]
        | board[UNIONS + 768 + ((scenes >> 24) & 255)]
    )
    if scenes >> 32:
        found |= (
            board[UNIONS + 1024 + ((scenes >> 32) & 255)]
            | board[UNIONS + 1280 + ((scenes >> 40) & 255)]
            | board[UNIONS + 1536 + ((scenes >> 48) & 255)]
            | board[UNIONS + 1792 + ((scenes >> 56) & 255)]
        )
    return found


@compiled
def duration(board: Words, scenes: int) -> int:
    """Give how long a set of scenes takes."""
    total = 0
    for k in range(8):
        total += board[LENGTHS + 256 * k + ((scenes >> (8 * k)) & 255)]
    return total
