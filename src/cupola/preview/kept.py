"""What a picture needs and a machine works out only once: arrays kept in the user's cache folder.

The folder is that of the system (`~/.cache/cupola` on Linux), or the one that the environment variable `CUPOLA_CACHE`
names. A file of its own for each array, so that big ones are mapped into memory and processes share them. Whatever is
damaged is made again; where nothing can be written, work goes on without keeping.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY
from cupola.errors import Message
from cupola.steps import OnStep

Array = NDArray[Any]
Make = Callable[[OnStep], Mapping[str, Array]]

VARIABLE: Final = "CUPOLA_CACHE"
INDEX: Final = "index.json"
PART: Final = ".part-"

_CANNOT: Final = " cannot be kept in "
_SAID: Final[set[str]] = set()
_STAY: Final = 8
"""So many things of one name stay: those used last."""
_SUMMED_BYTES: Final = 1 << 25
"""Larger arrays are not read through when they are opened; their size is looked at."""


def kept(
    name: str,
    key: str,
    make: Make,
    on_step: OnStep = lambda _: None,
    *,
    sources: Sequence[ModuleType] = (),
    tell: Callable[[Message], None] | None = None,
) -> dict[str, Array]:
    """Give arrays that were made once, on this machine, by somebody; made now if nobody did.

    Parameters
    ----------
    name : str
        What they are, one word: the folder's name.
    key : str
        All that they depend on.
    make : callable
        Makes them, and tells how far it is.
    on_step : callable
        Told how much is done while they are made.
    sources : sequence of module
        The modules that make them: where their text is another, the arrays are made again.
    tell : callable, optional
        Told what keeps them from being kept (W800); by default it is printed on stderr, each reason once.

    Returns
    -------
    dict of ndarray
        That cannot be written to.
    """
    home = cache_folder() / name / _digest(key, sources)
    found = _opened(home)
    if found is not None:
        _touch(home)
        return found
    made = dict(make(on_step))
    try:
        _store(home, made)
        _tidy(home)
    except OSError as error:
        (tell or _say_once)(_trouble(name, error))
        return {title: _still(array) for title, array in made.items()}
    return _opened(home) or {title: _still(array) for title, array in made.items()}


def cache_folder() -> Path:
    """Give the folder in which things are kept; it need not be there."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("cupola", appauthor=False)


def _digest(key: str, sources: Sequence[ModuleType]) -> str:
    found = hashlib.sha256(key.encode())
    for module in sources:
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()[:20]


def _opened(home: Path) -> dict[str, Array] | None:
    """Open what is kept in a folder; None if it is not there, or not whole."""
    try:
        index = json.loads((home / INDEX).read_bytes())
        found = {title: np.load(home / f"{title}.npy", mmap_mode="r", allow_pickle=False) for title in index}
        if any(_sum(array) != index[title] for title, array in found.items()):
            return None
        return {title: _still(array) for title, array in found.items()}
    except (OSError, ValueError, EOFError, AttributeError, TypeError):
        return None


def _store(home: Path, made: Mapping[str, Array]) -> None:
    """Write arrays to a folder that appears whole or not at all; if another process was faster, its stay."""
    home.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=PART, dir=home.parent))
    try:
        for title, array in made.items():
            with (part / f"{title}.npy").open("wb") as file:
                np.save(file, array, allow_pickle=False)
                file.flush()
                os.fsync(file.fileno())
        index = {title: _sum(array) for title, array in made.items()}
        (part / INDEX).write_text(json.dumps(index), encoding="utf-8")
        if _opened(home) is None:
            _swap(part, home)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, home: Path) -> None:
    """Put a folder in the place of one that is damaged or not there."""
    if home.exists():
        aside = part / "damaged"
        home.rename(aside)
    part.rename(home)
    shutil.rmtree(home / "damaged", ignore_errors=True)


def _tidy(home: Path) -> None:
    """Throw away all but the things of one name that were used last, and what stopped processes left half done."""
    now = home.stat().st_mtime
    used = {one: one.stat().st_mtime for one in home.parent.iterdir() if one != home}
    whole = sorted((one for one in used if not one.name.startswith(PART)), key=lambda one: -used[one])
    left = [one for one in used if one.name.startswith(PART) and now - used[one] > DAY]
    for old in whole[_STAY - 1 :] + left:
        shutil.rmtree(old, ignore_errors=True)


def _touch(home: Path) -> None:
    """Note that a thing was used; where that cannot be written, it does not matter."""
    try:
        os.utime(home)
    except OSError:
        return


def _sum(array: Array) -> list[int]:
    """Give what an array's file is known by: its bytes, and, unless they are many, their checksum."""
    whole = np.ascontiguousarray(array)
    return [whole.nbytes, zlib.crc32(whole.data) if 0 < whole.nbytes <= _SUMMED_BYTES else 0]


def _still(array: Array) -> Array:
    """Give an array that cannot be written to, in a file or in memory: compiled code takes both alike."""
    found: Array = np.asarray(array).view(np.ndarray)
    found.flags.writeable = False
    return found


def _trouble(name: str, error: OSError) -> Message:
    text = f"{name}{_CANNOT}{cache_folder()}: {error.strerror or error}"
    hint = f"it is made again each time, and so are others; make room there, or name another folder in {VARIABLE}"
    return Message("W800", text, hint=hint)


def _say_once(message: Message) -> None:
    """Print what keeps one thing from being kept; of the next, for the same reason, nobody needs to hear."""
    reason = message.text.split(_CANNOT)[-1]
    if reason not in _SAID:
        _SAID.add(reason)
        print(message.render(), file=sys.stderr, flush=True)
