"""Functions over numbers, compiled by Numba: once on a machine, then loaded from its cache.

Numba looks for changes in a compiled function's own file alone, though what it calls of other files is compiled into
it. Here a function is compiled anew when any compiled module changes that its own makes use of, or one from which such
a module has its constants.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from numba import config, njit
from numba.core.caching import InTreeCacheLocator, UserProvidedCacheLocator, UserWideCacheLocator

Compiled = TypeVar("Compiled", bound=Callable[..., Any])

_PACKAGE: Final = "cupola"
_IMPORTS: Final = re.compile(rf"^from ({_PACKAGE}(?:\.\w+)*) import", re.MULTILINE)
_LOCATORS: Final = ",".join(f"{__name__}.{name}" for name in ("Given", "Beside", "OfUser"))


def compiled(function: Compiled) -> Compiled:
    """Compile a function; while it runs, other threads run too."""
    return _cached(function, {})


def lent(function: Compiled) -> Compiled:
    """Compile a function that makes no arrays: it does not count who holds those that it is lent.

    Counted once for each pixel, by all cores, they would take longer than the work.
    """
    return _cached(function, {"_nrt": False})


def spread(function: Compiled) -> Compiled:
    """Compile a function whose loops over `numba.prange` are spread over the cores."""
    return _cached(function, {"parallel": True})


def by_row(rows: int, work: Callable[[int], None]) -> None:
    """Do work for each row of a table, on all cores, by compiled functions: unspread, they are compiled much sooner."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(work, range(rows)):
            pass


def woven(function: Compiled) -> Compiled:
    """Write a small function out anew in each that calls it, compiled: several times as fast in a loop over pixels."""
    return cast(Compiled, njit(nogil=True, error_model="numpy", inline="always")(function))


@lru_cache(maxsize=256)
def stamp(file: Path, root: Path) -> str:
    """Give a hash of a module, of all compiled ones that it makes use of, and of what those import.

    `root` is the package's folder. Each function of a module asks anew: a file is read once a process.
    """
    found, rest = set[Path](), [file]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += _imported(one, root) if one == file or _is_compiled(one) else ()
    told = sha256()
    for one in sorted(found):
        told.update(_text(one).encode())
    return told.hexdigest()


@lru_cache(maxsize=256)
def _imported(file: Path, root: Path) -> tuple[Path, ...]:
    named = (root.joinpath(*name.split(".")[1:]).with_suffix(".py") for name in _IMPORTS.findall(_text(file)))
    return tuple(module for module in named if module.is_file())


def _is_compiled(file: Path) -> bool:
    return f"{_PACKAGE}.compiled" in _text(file)


@lru_cache(maxsize=256)
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _cached(function: Compiled, options: dict[str, Any]) -> Compiled:
    with _own_stamps():
        made = cast(Compiled, njit(cache=True, nogil=True, error_model="numpy", **options)(function))
    forgive(vars(made)["_cache"]._cache_file)
    return made


def forgive(index: Any) -> None:
    """Have an index of Numba's cache count as empty where it names a type that has gone since it was written."""
    load = index._load_index

    def loaded() -> Any:
        try:
            return load()
        except (AttributeError, ImportError):
            return {}

    index._load_index = loaded


@contextmanager
def _own_stamps() -> Iterator[None]:
    """Have Numba find its cache by the locators below; whoever else compiles has those that Numba has."""
    settings = vars(config)
    before = settings["CACHE_LOCATOR_CLASSES"]
    settings["CACHE_LOCATOR_CLASSES"] = _LOCATORS
    try:
        yield
    finally:
        settings["CACHE_LOCATOR_CLASSES"] = before


class _Stamped:
    """A place of Numba's cache that goes by `stamp`."""

    _py_file: str

    def get_source_stamp(self) -> str:
        return stamp(Path(self._py_file), Path(__file__).parent)


class Given(_Stamped, UserProvidedCacheLocator):
    """The folder that NUMBA_CACHE_DIR names."""


class Beside(_Stamped, InTreeCacheLocator):
    """The folder beside the module."""


class OfUser(_Stamped, UserWideCacheLocator):
    """The user's own, where the module's folder may not be written to."""
