"""The one search: when do conditions hold.

All conditions are evaluated on a grid no coarser than their own step; changes of sign are brackets. Where a function
comes near zero and turns back between two nodes, its extremum is sought, so that a brush with zero is not lost. Then
all brackets of all conditions are narrowed together by Chandrupatla's method (Adv. Eng. Software 28, 1997), which never
lets go of the bracket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.condition import Condition
from cupola.light.grid import Grid, grid
from cupola.light.moment import Moment

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Moments = Callable[[Instants], Moment]

TOLERANCE: Final = 1e-3
"""Seconds within which an edge is found."""

_CHUNK: Final = 65536  # nodes evaluated at once, which bounds the memory of a long span
_GOLDEN: Final = (np.sqrt(5.0) - 1.0) / 2.0


def search(
    conditions: Sequence[Condition],
    moments: Moments,
    span: Span,
    joints: ArrayLike = (),
    tolerance: float = TOLERANCE,
    known: Mapping[Condition, SpanSet] | None = None,
) -> list[SpanSet]:
    """Find when each condition holds.

    Parameters
    ----------
    conditions : sequence of Condition
        Equal ones are solved once.
    moments : callable
        Gives the moment of instants, shape (n,), in any order.
    span : Span
        Where to look.
    joints : array_like, shape (m,)
        Instants at which functions may jump.
    tolerance : float
        Seconds within which an edge is found.
    known : mapping of Condition to SpanSet, optional
        What was solved before, in this span.

    Returns
    -------
    list of SpanSet
        One for each condition: when it holds, and with it those that it lies within. Every span lies wholly where the
        condition holds: an edge is off by at most the tolerance, and to the inside.
    """
    found = dict(known or {})
    everywhere, jumps = SpanSet([span.start], [span.stop]), np.asarray(joints, float)
    waiting = [c for c in needed(conditions) if c not in found]
    while waiting:
        ready = [c for c in waiting if all(outer in found for outer in c.within)]
        hunt = _Hunt(ready, moments, tolerance)
        for step, groups in _alike(ready).items():
            where = {within: reduce(and_, (found[outer] for outer in within), everywhere) for within in groups}
            hunt.scan([(members, grid(where[within], step, jumps)) for within, members in groups.items()])
        found.update(zip(ready, hunt.spans(), strict=True))
        waiting = [c for c in waiting if c not in found]
    return [found[c] for c in conditions]


def needed(conditions: Iterable[Condition]) -> list[Condition]:
    """Give each condition once, and before it those that it lies within."""
    found: dict[Condition, None] = {}
    for condition in conditions:
        found.update(dict.fromkeys([*needed(condition.within), condition]))
    return list(found)


def _alike(conditions: Sequence[Condition]) -> dict[float, dict[tuple[Condition, ...], Indices]]:
    """Put the indices of conditions together by their step, and among those the ones that are looked at on one grid."""
    found: dict[float, dict[tuple[Condition, ...], list[int]]] = {}
    for i, condition in enumerate(conditions):
        found.setdefault(condition.step, {}).setdefault(condition.within, []).append(i)
    return {
        step: {within: np.array(members, np.intp) for within, members in groups.items()}
        for step, groups in found.items()
    }


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Instants `a` < `b` between which condition `which` changes sign, and its values there; all shape (n,)."""

    which: Indices
    a: Instants
    b: Instants
    fa: Floats
    fb: Floats

    @classmethod
    def joined(cls, parts: Sequence[_Brackets]) -> _Brackets:
        """Put brackets together, ordered by condition and time."""
        if not parts:
            none = np.empty(0)
            return cls(np.empty(0, np.intp), none, none, none, none)
        which, a, b, fa, fb = (
            np.concatenate([getattr(p, name) for p in parts]) for name in ("which", "a", "b", "fa", "fb")
        )
        order = np.lexsort((a, which))
        return cls(which[order], a[order], b[order], fa[order], fb[order])

    def of(self, i: int) -> slice:
        """Give where the brackets of condition `i` stand."""
        return slice(*(int(np.searchsorted(self.which, i, side)) for side in ("left", "right")))


class _Hunt:
    """One round of a search at work: first `scan` for each step, then `spans`."""

    def __init__(self, conditions: Sequence[Condition], moments: Moments, tolerance: float) -> None:
        self._conditions, self._moments, self._tolerance = conditions, moments, tolerance
        self._starts: list[list[Instants]] = [[] for _ in conditions]
        self._stops: list[list[Instants]] = [[] for _ in conditions]
        self._brackets: list[_Brackets] = []
        self._turns: list[tuple[_Brackets, Instants, Floats]] = []

    def values(self, which: Indices, at: Instants) -> Floats:
        """Evaluate condition `which[i]` at `at[i]`; `which` is sorted, shape (n,)."""
        moment, result = self._moments(at), np.empty(len(at))
        for i in np.unique(which):
            start, stop = (int(np.searchsorted(which, i, side)) for side in ("left", "right"))
            result[start:stop] = self._conditions[i].signed(moment.part(start, stop))
        return result

    def scan(self, looked: Sequence[tuple[Indices, Grid]]) -> None:
        """Find the brackets of conditions, each on a grid, and in which of its pieces they hold at the ends.

        Grids have most nodes in common: the geometry of a stretch of time is worked out once for all of them.
        """
        every = np.unique(np.concatenate([grid.nodes for _, grid in looked]))
        for first in range(0, len(every), _CHUNK):
            span = every[first], every[first + _CHUNK] if first + _CHUNK < len(every) else np.inf
            pieces = [(members, *grid.piece(*span)) for members, grid in looked]
            whole = self._moments(np.unique(np.concatenate([piece.nodes for _, piece, _ in pieces])))
            for members, piece, own in pieces:
                moment = whole.taken(np.searchsorted(whole.at, piece.nodes))
                for i in members:
                    values = self._conditions[i].signed(moment)
                    self._keep_ends(i, piece, values, own)
                    self._keep_changes(i, piece, values, own)
                    self._keep_turns(i, piece, values)

    def _keep_ends(self, i: int, piece: Grid, values: Floats, own: int) -> None:
        at, holds = piece.nodes[:own], values[:own] >= 0
        self._starts[i].append(at[piece.opens[:own] & holds])
        self._stops[i].append(at[piece.closes[:own] & holds])

    def _keep_changes(self, i: int, piece: Grid, values: Floats, own: int) -> None:
        at, values = piece.nodes[: own + 1], values[: own + 1]
        holds = values >= 0
        k = np.flatnonzero((holds[:-1] != holds[1:]) & ~piece.closes[: max(len(at) - 1, 0)])
        self._brackets.append(_Brackets(np.full(len(k), i), at[k], at[k + 1], values[k], values[k + 1]))

    def _keep_turns(self, i: int, piece: Grid, values: Floats) -> None:
        at, end = piece.nodes, piece.opens | piece.closes
        k = np.flatnonzero(_turning(at, values) & ~end[1:-1]) + 1
        around = _Brackets(np.full(len(k), i), at[k - 1], at[k + 1], values[k - 1], values[k + 1])
        self._turns.append((around, at[k], values[k]))

    def _brushes(self) -> Iterator[_Brackets]:
        """Give the brackets hidden between nodes of one sign, at both sides of an extremum that crosses zero."""
        around = _Brackets.joined([turn for turn, _, _ in self._turns])
        if not len(around.which):
            return
        order = np.lexsort(
            (np.concatenate([t.a for t, _, _ in self._turns]), np.concatenate([t.which for t, _, _ in self._turns]))
        )
        middle = np.concatenate([at for _, at, _ in self._turns])[order]
        values = np.concatenate([v for _, _, v in self._turns])[order]
        peak, value = self._extrema(around, middle, values)
        crossed = (value >= 0) != (values >= 0)
        which, a, b, fa, fb = (x[crossed] for x in (around.which, around.a, around.b, around.fa, around.fb))
        yield _Brackets(which, a, peak[crossed], fa, value[crossed])
        yield _Brackets(which, peak[crossed], b, value[crossed], fb)

    def _extrema(self, around: _Brackets, middle: Instants, values: Floats) -> tuple[Instants, Floats]:
        """Seek, by golden section, where functions of one sign come nearest to zero or cross it.

        Parameters
        ----------
        around : _Brackets
            The nodes at both sides of each extremum, shape (n,).
        middle, values : ndarray, shape (n,)
            The node between them, and the function there.
        """
        sign = np.where(values >= 0, 1.0, -1.0)
        best, low = middle.copy(), sign * values
        a, b, fa, fb = around.a, around.b, sign * around.fa, sign * around.fb
        x, y = b - _GOLDEN * (b - a), a + _GOLDEN * (b - a)
        fx, fy = sign * self.values(around.which, x), sign * self.values(around.which, y)
        active = np.arange(len(best))
        while len(active):
            left = fx <= fy
            inner, nearer = np.where(left, x, y), np.where(left, fx, fy)
            a, fa, b, fb = np.where(left, a, x), np.where(left, fa, fx), np.where(left, y, b), np.where(left, fy, fb)
            better = nearer < low[active]
            best[active[better]], low[active[better]] = inner[better], nearer[better]
            go_on = (nearer >= 0) & (b - a > self._tolerance) & _near(inner - a, b - inner, fa, nearer, fb)
            active, left, inner, nearer = active[go_on], left[go_on], inner[go_on], nearer[go_on]
            a, fa, b, fb = a[go_on], fa[go_on], b[go_on], fb[go_on]
            new = np.where(left, b - _GOLDEN * (b - a), a + _GOLDEN * (b - a))
            fresh = sign[active] * self.values(around.which[active], new)
            x, y = np.where(left, new, inner), np.where(left, inner, new)
            fx, fy = np.where(left, fresh, nearer), np.where(left, nearer, fresh)
        return best, sign * low

    def spans(self) -> list[SpanSet]:
        """Narrow all brackets together, and give when each condition holds."""
        found = self._narrowed(_Brackets.joined([*self._brackets, *self._brushes()]))
        result = []
        for i in range(len(self._conditions)):
            mine = found.of(i)
            begins = found.fb[mine] >= 0
            starts = np.concatenate([*self._starts[i], found.b[mine][begins]])
            stops = np.concatenate([*self._stops[i], found.a[mine][~begins]])
            result.append(SpanSet(np.sort(starts), np.sort(stops)))
        return result

    def _narrowed(self, brackets: _Brackets) -> _Brackets:
        """Narrow brackets to the tolerance: Chandrupatla's inverse quadratic steps where safe, else halves."""
        a, b, fa, fb = brackets.b.copy(), brackets.a.copy(), brackets.fb.copy(), brackets.fa.copy()
        share = np.full(len(a), 0.5)
        active = np.flatnonzero(np.abs(b - a) > self._tolerance)
        while len(active):
            # a is the newest point, b the other end of the bracket, c the point that was given up
            p, q, fp, fq = a[active], b[active], fa[active], fb[active]
            new = p + share[active] * (q - p)
            value = self.values(brackets.which[active], new)
            same = (value >= 0) == (fp >= 0)
            c, fc = np.where(same, p, q), np.where(same, fp, fq)
            q, fq = np.where(same, q, p), np.where(same, fq, fp)
            a[active], fa[active], b[active], fb[active] = new, value, q, fq
            width = np.abs(q - new)
            share[active] = _share(new, q, c, value, fq, fc, np.minimum(0.5 * self._tolerance / width, 0.5))
            active = active[width > self._tolerance]
        swap = a > b
        low, high = np.where(swap, b, a), np.where(swap, a, b)
        return _Brackets(brackets.which, low, high, np.where(swap, fb, fa), np.where(swap, fa, fb))


def _turning(at: Instants, values: Floats) -> NDArray[np.bool_]:
    """Say for each inner node whether a function comes near zero around it, turns back, and may have crossed.

    It may, when twice the height of a parabola through three nodes above their chord reaches zero.
    """
    left, middle, right = values[:-2], values[1:-1], values[2:]
    sign = np.where(middle >= 0, 1.0, -1.0)
    turns = (sign * left >= sign * middle) & (sign * right > sign * middle)
    return turns & _near(at[1:-1] - at[:-2], at[2:] - at[1:-1], left, middle, right)


def _near(before: Floats, after: Floats, left: Floats, middle: Floats, right: Floats) -> NDArray[np.bool_]:
    """Say for three values, so many seconds apart, whether zero is within twice their parabola's height."""
    bend = 2.0 * ((right - middle) / after - (middle - left) / before) / (before + after)
    near: NDArray[np.bool_] = np.abs(middle) <= np.abs(bend) * (before + after) ** 2 / 4.0
    return near


def _share(
    a: Floats, b: Floats, c: Floats, fa: Floats, fb: Floats, fc: Floats, least: Floats
) -> Floats:  # fmt: skip
    """Give where, as a share of the way from a to b, to look next: Chandrupatla's criterion and step."""
    with np.errstate(divide="ignore", invalid="ignore"):
        xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
        safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
        step = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    share: Floats = np.clip(np.where(safe & np.isfinite(step), step, 0.5), least, 1 - least)
    return share
