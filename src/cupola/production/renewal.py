"""A production under a newer orbit than the one that its document names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cupola.clock import DAY
from cupola.errors import DocumentError, Message
from cupola.production.load import inside
from cupola.production.model import Flight, Production
from cupola.production.store import write_whole
from cupola.sky import open_orbit
from cupola.sky.ndm import read_sheet

FOLDER: Final = "orbit"
_BEYOND: Final = 10 * DAY
"""Seconds by which elements may be older than the beginning of the stay, as for any orbit."""
_SEAM: Final = 500.0
"""The largest jump, in km, where one element set takes over from another: a reboost between two sets is a jump."""


def with_orbit(production: Production, names: Sequence[str]) -> Production:
    """Give the production on the orbit that files of its folder hold; its digest stays that of its documents.

    Parameters
    ----------
    production : Production
        A production with a flight.
    names : sequence of str
        Files of element sets or of states, as paths within the folder.

    Raises
    ------
    CupolaError
        A path that leaves the folder (E102), or anything that `open_orbit` refuses; a film on the ground (E423); the
        orbit of another satellite (E303).
    """
    station = production.station
    missing = [name for name in names if not inside(production.folder, name).is_file()]
    if missing:
        raise DocumentError(Message("E101", f"{missing[0]} does not exist"))
    paths = [inside(production.folder, name) for name in names]
    # A plan is re-timed to elements of the day for the whole of what is left: they may be older than usual at its end.
    orbit = open_orbit(paths, production.stay, farthest=production.stay.length + _BEYOND, largest_seam=_SEAM)
    station.refuse_other(orbit)
    return replace(production, flight=Flight(orbit, station))


def brought_in(production: Production, source: Path) -> str:
    """Bring a file of orbit data into the production's folder, unless it is there; give its path within the folder.

    Raises
    ------
    DocumentError
        It cannot be read, or another file of its name is there already (E595).
    """
    sheet = read_sheet(source)
    resolved, folder = source.resolve(), production.folder.resolve()
    if resolved.is_relative_to(folder):
        return resolved.relative_to(folder).as_posix()
    name = f"{FOLDER}/{source.name}"
    target = inside(production.folder, name)
    if target.exists() and _sha256(target.read_bytes()) != _sha256(sheet.data):
        text = f"{name} is there already and holds something else"
        raise DocumentError(Message("E595", text, hint="give the new file another name"))
    if not target.exists():
        write_whole(target, sheet.data)
    return name


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
