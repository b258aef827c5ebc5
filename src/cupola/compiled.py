"""Functions over numbers, compiled by Numba: once on a machine, then loaded from its cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compiled(function: Compiled) -> Compiled:
    """Compile a function; while it runs, other threads run too."""
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy")(function))


def spread(function: Compiled) -> Compiled:
    """Compile a function whose loops over `numba.prange` are spread over the cores."""
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy", parallel=True)(function))


def by_row(rows: int, work: Callable[[int], None]) -> None:
    """Do work for each row of a table, on all cores, by compiled functions: unspread, they are compiled much sooner."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(work, range(rows)):
            pass


def woven(function: Compiled) -> Compiled:
    """Write a small function out anew in each compiled one that calls it: several times as fast in a loop over pixels.

    A compiled function that is kept does not see that another file's woven function has changed: whoever edits one
    throws away `__pycache__/*.nbi` beside it.
    """
    return cast(Compiled, njit(nogil=True, error_model="numpy", inline="always")(function))
