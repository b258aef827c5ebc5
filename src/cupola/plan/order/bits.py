"""Sets as machine words, and what a set of actors costs: what the compiled searches share.

Words are signed (Numba would turn a mixture into floats): the 64th bit is the sign, which no operation here minds.
Numba notices a change of the file that a search stands in, and not of this one: whoever changes this file touches those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from cupola.plan.order.simplify import Part

Words = NDArray[np.int64]
Compiled = TypeVar("Compiled", bound=Callable[..., object])

_ACTOR_BITS: Final = 12  # 4096 sums of eight bytes fit the nearest cache
_SCENE_BITS: Final = 8


class Board(NamedTuple):
    """A part of an instance as tables for compiled code.

    Attributes
    ----------
    cast, length, pay, before : ndarray of int64
        As those of the `Part`.
    after : ndarray of int64, shape (n,)
        For each scene the set of scenes that must come after it.
    sums : ndarray of int64, shape (k, 4096)
        What each set of the k-th twelve actors costs.
    unions : ndarray of int64, shape (8, 256)
        Who is in any of a set of the k-th eight scenes.
    lengths : ndarray of int64, shape (8, 256)
        How long a set of the k-th eight scenes takes.
    """

    cast: Words
    length: Words
    pay: Words
    before: Words
    after: Words
    sums: Words
    unions: Words
    lengths: Words


def compiled(function: Compiled) -> Compiled:
    """Compile a function, once on a machine."""
    return cast(Compiled, njit(cache=True, error_model="numpy")(function))


def board(part: Part) -> Board:
    """Make the tables of a part."""
    n, m = len(part.cast), len(part.pay)
    after = [sum(1 << other for other in range(n) if part.before[other] >> s & 1) for s in range(n)]
    pay, casts, length = np.array(part.pay, np.int64), _words(part.cast), np.array(part.length, np.int64)
    sums = np.zeros((max(1, -(-m // _ACTOR_BITS)), 1 << _ACTOR_BITS), np.int64)
    for a in range(m):
        chunk, bit = divmod(a, _ACTOR_BITS)
        _doubled(sums[chunk], bit)[1] += pay[a]
    unions, lengths = np.zeros((8, 256), np.int64), np.zeros((8, 256), np.int64)
    for s in range(n):
        chunk, bit = divmod(s, _SCENE_BITS)
        _doubled(unions[chunk], bit)[1] |= casts[s]
        _doubled(lengths[chunk], bit)[1] += length[s]
    return Board(casts, length, pay, _words(part.before), _words(after), sums, unions, lengths)


def _doubled(table: Words, bit: int) -> Words:
    """Give a view of a table with the entries whose index has a bit in its second row."""
    return np.moveaxis(table.reshape(-1, 2, 1 << bit), 1, 0)


def _words(sets: tuple[int, ...] | list[int]) -> Words:
    return np.array(sets, np.uint64).view(np.int64)


def _unary(name: str, *more: bool) -> Any:
    """Give a typing and code generator for an operation of the processor on one word."""

    def typed(context: Any, word: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            from llvmlite import ir

            return getattr(builder, name)(arguments[0], *(ir.Constant(ir.IntType(1), one) for one in more))

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
def price(sums: Words, actors: int) -> int:
    """Give what a set of actors costs for a unit of length."""
    total = sums[0, actors & 4095]
    for k in range(1, len(sums)):
        total += sums[k, (actors >> (12 * k)) & 4095]
    return total


@compiled
def union(unions: Words, scenes: int) -> int:
    """Give who is in any of a set of scenes."""
    return (
        unions[0, scenes & 255]
        | unions[1, (scenes >> 8) & 255]
        | unions[2, (scenes >> 16) & 255]
        | unions[3, (scenes >> 24) & 255]
        | unions[4, (scenes >> 32) & 255]
        | unions[5, (scenes >> 40) & 255]
        | unions[6, (scenes >> 48) & 255]
        | unions[7, (scenes >> 56) & 255]
    )


@compiled
def duration(lengths: Words, scenes: int) -> int:
    """Give how long a set of scenes takes."""
    total = 0
    for k in range(8):
        total += lengths[k, (scenes >> (8 * k)) & 255]
    return total
