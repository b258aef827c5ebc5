"""Which of Mitsuba's variants runs on this machine: compiled by LLVM, or, where no LLVM does, the plain one.

An LLVM that is too old aborts the process in which it compiles its first kernel (`Cannot select: fminimum`, LLVM 15 and
16), and nothing can catch that. So each library is tried in a process of its own, once: the outcome is remembered until
a library or Mitsuba changes.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cupola.errors import Message, SkyError

VARIABLE: Final = "DRJIT_LIBLLVM_PATH"
COMPILED: Final = "llvm_ad_rgb"
PLAIN: Final = "scalar_rgb"

_LONGEST_S: Final = 180.0
_TRIAL: Final = """
import sys
import mitsuba
mitsuba.set_variant(sys.argv[1])
scene = mitsuba.load_dict({
    "type": "scene", "integrator": {"type": "path", "max_depth": 4}, "light": {"type": "constant"},
    "ball": {"type": "sphere", "center": [0, 0, 4]},
    "sensor": {"type": "perspective", "film": {"type": "hdrfilm", "width": 4, "height": 4}}})
import numpy
sys.exit(0 if numpy.array(mitsuba.render(scene, spp=2)).mean() > 0 else 1)
"""


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant of Mitsuba that was seen to work.

    Attributes
    ----------
    library : str
        The LLVM that it compiles with; empty for the plain one.
    """

    name: str
    library: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.library}" if self.library else self.name


def opened(folder: Path) -> tuple[Any, Variant]:
    """Give Mitsuba, ready, and the variant that it is set to.

    Raises
    ------
    SkyError
        Mitsuba is missing (E830), the LLVM that the environment names is broken (E831), or Mitsuba does not run at all
        (E832).
    """
    found = variant(folder)
    if found.library and "drjit" in sys.modules and os.environ.get(VARIABLE) != found.library:
        found = Variant(PLAIN)  # somebody loaded it with another LLVM, which may abort
    elif found.library:
        os.environ[VARIABLE] = found.library  # read when Dr.Jit is loaded
    try:
        import mitsuba

        if mitsuba.variant() != found.name:
            mitsuba.set_variant(found.name)
    except ImportError:  # it was tried elsewhere, and cannot be loaded here
        raise _broken() from None
    return mitsuba, found


def variant(folder: Path, tried: Callable[[str, str], bool] | None = None) -> Variant:
    """Choose a variant, or remember which one was chosen.

    Parameters
    ----------
    folder : Path
        Where the choice is remembered.
    tried : callable, optional
        Says whether a variant, by name, works with a library: `works`.

    Raises
    ------
    SkyError
        As `opened`.
    """
    release = _release()
    named = os.environ.get(VARIABLE, "")
    libraries = [named] if named else list(libraries_here())
    note = folder / "mitsuba.json"
    key = _key(release, libraries)
    known = _remembered(note, key)
    if known is None:
        known = _chosen(libraries, named, tried or works)
        _remember(note, key, known)
    return known


def libraries_here() -> Iterable[str]:
    """Name the LLVM libraries that may be there: in the environment of this Python first, then the system's."""
    own = sorted(Path(sys.prefix, "lib").glob("libLLVM*.so*"), key=lambda path: (len(path.name), path.name))
    found = {path.resolve(): str(path) for path in reversed(own) if path.is_file()}
    yield from sorted(found.values())
    for release in ("", *(f"-{number}" for number in range(25, 16, -1))):
        name = ctypes.util.find_library(f"LLVM{release}")
        if name is not None:
            yield name


def works(name: str, library: str) -> bool:
    """Say whether a variant renders a picture, in a process of its own."""
    surroundings = {key: value for key, value in os.environ.items() if key != VARIABLE}
    if library:
        surroundings[VARIABLE] = library
    try:
        done = subprocess.run(
            [sys.executable, "-c", _TRIAL, name], env=surroundings, capture_output=True, timeout=_LONGEST_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _chosen(libraries: list[str], named: str, tried: Callable[[str, str], bool]) -> Variant:
    for library in libraries:
        if tried(COMPILED, library):
            return Variant(COMPILED, library)
    if named:
        text = f"Mitsuba cannot compile with the LLVM that {VARIABLE} names: {named}"
        raise SkyError(Message("E831", text, hint=f'unset {VARIABLE}, or name one from LLVM 17 on: pip install '
                                                  '"karellen-llvm-core"'))  # fmt: skip
    if tried(PLAIN, ""):
        return Variant(PLAIN)
    raise _broken()


def _broken() -> SkyError:
    text = "Mitsuba is installed, but does not render on this machine"
    return SkyError(Message("E832", text, hint='install it anew: pip install --force-reinstall "mitsuba"'))


def _release() -> str:
    try:
        return importlib.metadata.version("mitsuba")
    except importlib.metadata.PackageNotFoundError:
        text = "light inside is worked out by Mitsuba, which is not installed"
        raise SkyError(Message("E830", text, hint='pip install "cupola[inside]"')) from None


def _key(release: str, libraries: Iterable[str]) -> str:
    """Give what the choice depends on, as one word."""
    marks = [release, sys.executable]
    for library in libraries:
        path = Path(library)
        size = path.stat().st_size if path.is_file() else 0
        marks += [library, str(size), str(path.stat().st_mtime_ns if size else 0)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:20]


def _remembered(note: Path, key: str) -> Variant | None:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        return Variant(found["name"], found["library"]) if found["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(note: Path, key: str, found: Variant) -> None:
    """Write the choice down; where that cannot be, it is made again."""
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"key": key, "name": found.name, "library": found.library}), encoding="utf-8")
    except OSError:
        return
