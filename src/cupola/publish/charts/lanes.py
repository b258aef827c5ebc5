"""Labels in lanes: as many as have room without touching each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_APART: Final = 1.2
"""Millimetres between two labels."""


def lanes(labels: Sequence[tuple[float, float]], count: int) -> list[int | None]:
    """Find a lane for each label, the first labels first.

    Parameters
    ----------
    labels : sequence of (float, float)
        From where to where each goes, mm.
    count : int
        How many lanes there are.

    Returns
    -------
    list of int or None
        The lane of each label, the first that has room for it; None where none has.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(count)]
    found: list[int | None] = []
    for start, stop in labels:
        lane = next((k for k, others in enumerate(taken) if _free(others, start, stop)), None)
        if lane is not None:
            taken[lane].append((start, stop))
        found.append(lane)
    return found


def _free(others: Sequence[tuple[float, float]], start: float, stop: float) -> bool:
    return all(stop + _APART <= a or b + _APART <= start for a, b in others)
