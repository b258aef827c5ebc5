"""The time that changes take, pair by pair: a literal for each two passes that says which of them comes first.

For some dozens of passes, as in a part of a plan that is planned anew, pairs are solved several times faster than
cumulatives; their number grows with the square of the passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from cupola.plan.model.variables import PassVar
from cupola.plan.rules.board import Board

Literals = tuple[cp_model.IntVar, ...]
Meeting = dict[Literals, tuple[int, int]]
"""By the literals that bring somebody to both of two passes: the seconds from the one to the other, and back."""
Gap = Callable[[str, PassVar, PassVar], int]

MOST_PASSES: Final = 90
"""Up to how many passes pairs are the better choice: measured on the windowed benchmark and The Challenge."""


def keep_apart(board: Board, there: Mapping[str, Iterable[tuple[PassVar, cp_model.IntVar]]], gap: Gap) -> None:
    """Keep every two passes of a person as far apart as they need.

    Parameters
    ----------
    board : Board
        The model under construction.
    there : mapping of str to passes with literals
        By person, the passes that they may take part in, each with the literal that says that they do.
    gap : callable
        Gives the seconds that a person needs from the end of one pass to the start of another.
    """
    meetings: dict[tuple[str, str], tuple[PassVar, PassVar, Meeting]] = {}
    reach = {one.interval.name: _reach(board, one) for stays in there.values() for one, _ in stays}
    for person, stays in there.items():
        for (one, here), (two, too) in combinations(stays, 2):
            to, back = gap(person, one, two), gap(person, two, one)
            names = one.interval.name, two.interval.name
            if one.task is not two.task and _may_meet(reach[names[0]], reach[names[1]], max(to, back)):
                meeting = meetings.setdefault(names, (one, two, {}))[2]
                key = (here,) if here is too else (here, too)
                known = meeting.get(key, (0, 0))
                meeting[key] = max(known[0], to), max(known[1], back)
    for one, two, meeting in meetings.values():
        first = board.model.new_bool_var(f"{one.interval.name} before {two.interval.name}")
        for literals, (to, back) in meeting.items():
            board.model.add(two.start >= one.stop + to).only_enforce_if(first, *literals)
            board.model.add(one.start >= two.stop + back).only_enforce_if(~first, *literals)


def _reach(board: Board, one: PassVar) -> NDArray[np.float64]:
    """Give by day, shape (days, 2), from when to when a pass may take place; nothing where it may not."""
    found = np.full((len(board.problem.days), 2), np.nan)
    for cell in one.cells:
        edges = (float(cell.starts.starts[0]), float(cell.starts.stops[-1]) - 1 + cell.length)
        found[cell.day] = np.fmin(found[cell.day, 0], edges[0]), np.fmax(found[cell.day, 1], edges[1])
    return found


def _may_meet(one: NDArray[np.float64], other: NDArray[np.float64], gap: int) -> bool:
    """Say whether two passes may come nearer to one another than a gap, on a day or over midnight."""
    pairs = ((one, other), (one[1:], other[:-1]), (one[:-1], other[1:]))
    return any(bool(((a[:, 0] < b[:, 1] + gap) & (b[:, 0] < a[:, 1] + gap)).any()) for a, b in pairs)
