"""A production under a newer orbit than the one that its document names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cupola.clock import DAY
from cupola.errors import DocumentError, Message, raise_all
from cupola.production.load import inside
from cupola.production.model import Flight, Production
from cupola.sky import open_orbit
from cupola.sky.ndm import read_sheet
from cupola.store import write_whole

FOLDER: Final = "orbit"
_BEYOND: Final = 10 * DAY
"""Seconds by which elements may be older than the beginning of the stay, as for any orbit."""
_LONGEST: Final = 100
"""Characters of a name: with its folder, still a word of a document."""
_SEAM: Final = 500.0
"""The largest jump, in km, where one element set takes over from another: a reboost between two sets is a jump."""


def with_orbit(production: Production, names: Sequence[str], sha256: Sequence[str] = ()) -> Production:
    """Give the production on the orbit that files of its folder hold; its digest stays that of its documents.

    Parameters
    ----------
    production : Production
        A production with a flight.
    names : sequence of str
        Files of element sets or of states, as paths within the folder.
    sha256 : sequence of str, optional
        For each of them the hash of what it must hold.

    Raises
    ------
    CupolaError
        A path that leaves the folder (E102), or anything that `open_orbit` refuses; a film on the ground (E423); the
        orbit of another satellite (E303); a file that holds something else than it did (E597).
    """
    missing = [name for name in names if not inside(production.folder, name).is_file()]
    if missing:
        hint = "the plan was re-timed to this orbit: take the file from where you keep copies"
        raise DocumentError(Message("E101", f"{missing[0]} does not exist", hint=hint))
    files = [inside(production.folder, name) for name in names]
    if sha256:
        kept = dict(zip(names, sha256, strict=False))
        pairs = zip(names, files, strict=True)
        raise_all(_exchanged(name) for name, file in pairs if kept.get(name) != sha256_of(file))
    return flying(production, files)


def _exchanged(name: str) -> Message:
    text = f"{name} is not the file that the plan was re-timed to"
    return Message(
        "E597", text, hint="take that one from where you keep copies; newer elements need a name of their own"
    )


def flying(production: Production, files: Sequence[Path]) -> Production:
    """Give the production on the orbit that files hold, wherever they are.

    Raises
    ------
    CupolaError
        As `with_orbit` does.
    """
    station = production.station
    # A plan is re-timed to elements of the day for the whole of what is left: they may be older than usual at its end.
    farthest = production.stay.length + _BEYOND
    orbit = open_orbit(files, production.stay, farthest=farthest, largest_seam=_SEAM)
    station.refuse_other(orbit)
    return replace(production, flight=Flight(orbit, station))


def name_within(production: Production, source: Path) -> str:
    """Give the path within the production's folder that a file of orbit data has, or will have once it is brought in.

    Raises
    ------
    DocumentError
        It cannot be read; its name cannot stand in a plan, or another file of that name is there already (E595).
    """
    sheet = read_sheet(source)
    if len(source.name) > _LONGEST or not source.name.isprintable():
        text = f"{source.name!a:.80} is no name for a file of the production"
        hint = f"give it a name of {_LONGEST} letters, digits and signs at most"
        raise DocumentError(Message("E595", text, hint=hint))
    resolved, folder = source.resolve(), production.folder.resolve()
    if resolved.is_relative_to(folder):
        return resolved.relative_to(folder).as_posix()
    name = f"{FOLDER}/{source.name}"
    target = inside(production.folder, name)
    if target.exists() and _sha256(target.read_bytes()) != _sha256(sheet.data):
        text = f"{name} is there already and holds something else"
        raise DocumentError(Message("E595", text, hint="give the new file another name"))
    return name


def brought_in(production: Production, source: Path) -> str:
    """Bring a file of orbit data into the production's folder, unless it is there; give its path within the folder.

    Raises
    ------
    DocumentError
        As `name_within` does; or the folder cannot be written to.
    """
    name = name_within(production, source)
    target = inside(production.folder, name)
    if not target.exists():
        write_whole(target, read_sheet(source).data)
    return name


def sha256_of(file: Path) -> str:
    """Give the hash of what a file of orbit data holds."""
    return _sha256(read_sheet(file).data)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
