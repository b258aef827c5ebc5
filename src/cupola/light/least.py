"""When something is least: looked for in each of many spans at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants

Floats = NDArray[np.float64]


def least(values: Callable[[Instants], Floats], first: Instants, last: Instants, looks: int) -> Instants:
    """Give for each stretch of time the instant at which a function is least, shape (n,).

    It is looked at `looks` times from end to end, and as often again about the least of those. Where it has one valley,
    that is within two parts of the stretch in the square of the steps.

    Parameters
    ----------
    values : callable
        Gives the function at instants, shape (m,).
    first, last : ndarray, shape (n,)
        Both ends of each stretch; they are looked at too.
    """
    low, high = first, last
    for _ in range(2):
        at = np.linspace(low, high, looks, axis=1)
        nearest, row = values(at.ravel()).reshape(at.shape).argmin(axis=1), np.arange(len(at))
        best: Instants = at[row, nearest]
        low, high = at[row, np.maximum(nearest - 1, 0)], at[row, np.minimum(nearest + 1, looks - 1)]
    return best
