"""The nodes at which a search first looks: even steps in each piece of time, and closer ones where a function jumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, SpanSet

_APART: Final = 1e-4  # seconds between the two nodes at either side of a jump
_INSIDE: Final = 0.01  # seconds from a jump, or an end, to one more node, which shows the slope there


@dataclass(frozen=True, slots=True)
class Grid:
    """Nodes in pieces of time that have nothing to do with one another.

    Attributes
    ----------
    nodes : Instants
        In order of time, shape (n,).
    opens, closes : ndarray of bool, shape (n,)
        Whether a node is the first, the last, of its piece.
    """

    nodes: Instants
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]

    def piece(self, start: float, stop: float) -> tuple[Grid, int]:
        """Give the nodes from one instant to before another with two that follow, and how many they are without those.

        So overlapping, each interval of a grid and each of its inner nodes is looked at in one piece, and in one only.
        """
        low, high = np.searchsorted(self.nodes, (start, stop)).tolist()
        part = slice(low, high + 2)
        return Grid(self.nodes[part], self.opens[part], self.closes[part]), high - low


def grid(where: SpanSet, step: float, joints: Instants) -> Grid:
    """Give the nodes of each span: even steps, both ends, both sides of each joint, and one more node close to each.

    Even steps are whole multiples of `step`, so that grids of other spans have most of their nodes in common.
    """
    jumps = joints[where.contains(joints) & ~np.isin(joints, where.starts)]
    starts, stops = np.append(where.starts, jumps), np.append(jumps - _APART, where.stops)
    extra = np.concatenate([starts, stops, starts + _INSIDE, stops - _INSIDE])
    nodes = np.unique(np.concatenate([_even(where, step), extra[_inside(where, extra)]]))
    return Grid(nodes, np.isin(nodes, where.starts), np.isin(nodes, where.stops))


def _even(where: SpanSet, step: float) -> Instants:
    """Give the whole multiples of `step` in each span."""
    first, last = (np.ceil(edges / step).astype(np.intp) for edges in (where.starts, where.stops))
    counts = last - first
    number = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    at: Instants = step * number
    return at[_inside(where, at)]


def _inside(where: SpanSet, at: Instants) -> NDArray[np.bool_]:
    """Say which instants lie in a span, its stop included."""
    if not where:
        return np.zeros(len(at), bool)
    index = np.searchsorted(where.starts, at, side="right") - 1
    inside: NDArray[np.bool_] = (index >= 0) & (at <= where.stops[np.maximum(index, 0)])
    return inside
