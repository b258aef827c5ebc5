"""Functions over numbers, compiled by Numba: once on a machine, then loaded from its cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compiled(function: Compiled) -> Compiled:
    """Compile a function; while it runs, other threads run too."""
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy")(function))


def spread(function: Compiled) -> Compiled:
    """Compile a function whose loops over `numba.prange` are spread over the cores."""
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy", parallel=True)(function))
