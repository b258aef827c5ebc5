"""The one door for orbits: a file of any kind that is read, known by its content, becomes a course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cupola.clock import DAY, Span
from cupola.errors import CupolaError, DocumentError, Message
from cupola.sky.course import Course
from cupola.sky.elements import LARGEST, ElementSet, parse_tle
from cupola.sky.ndm import Sheet, read_sheet
from cupola.sky.oem import StateFile, parse_oem
from cupola.sky.omm import parse_omm
from cupola.sky.orbit import Orbit
from cupola.sky.states import StateOrbit
from cupola.sky.timing import QUIET, TimingModel

Source = tuple[ElementSet, ...] | StateFile
"""What a file of orbit data holds: mean elements, or states."""

_ROOT: Final = re.compile(rb"<(?:\w+:)?(omm|oem|opm|ocm|aem|apm|tdm|cdm|html|svg|kml|gpx)[\s>]", re.IGNORECASE)
_HEAD: Final = 65536
_ELEMENTS_HINT: Final = "two-line element sets, OMM or OEM are read; get the data themselves, not the page about them"


def read_source(path: Path) -> Source:
    """Read a file of orbit data, whatever it is called.

    Raises
    ------
    DocumentError
        The file cannot be read or is too large, holds no orbit of a kind that is read (E327), or anything that
        `parse_tle`, `parse_omm` and `parse_oem` refuse.
    """
    sheet = read_sheet(path)
    kind = _kind(sheet)
    if kind == "OEM":
        return parse_oem(sheet)
    if len(sheet.data) > LARGEST:
        text = f"{sheet.name} is larger than {LARGEST / 1e6:g} MB, the most that is read of element sets"
        raise DocumentError(Message("E103", text, hint="is this the right file?"))
    return parse_tle(sheet.text, sheet.name) if kind == "TLE" else parse_omm(sheet)


def read_elements(path: Path) -> tuple[ElementSet, ...]:
    """Read a file of element sets: two-line sets, or an OMM in XML, lines or JSON.

    Raises
    ------
    DocumentError
        As `read_source`; a file of states (E328).
    """
    source = read_source(path)
    if isinstance(source, StateFile):
        text = f"{path.name} holds states, not element sets"
        raise DocumentError(Message("E328", text, hint="name it under ephemeris:"))
    return source


def read_states(path: Path) -> StateFile:
    """Read a file of states: an OEM in XML or lines.

    Raises
    ------
    DocumentError
        As `read_source`; a file of element sets (E328).
    """
    source = read_source(path)
    if not isinstance(source, StateFile):
        text = f"{path.name} holds element sets, not states"
        raise DocumentError(Message("E328", text, hint="name it under elements:"))
    return source


def open_orbit(
    paths: Path | Sequence[Path],
    span: Span,
    *,
    largest_seam: float = 60.0,
    farthest: float = 10 * DAY,
    timing: TimingModel = QUIET,
) -> Course:
    """Open an orbit from files: all of element sets, or all of states.

    Parameters
    ----------
    paths : Path or sequence of Path
        Of element sets, each instant uses the set nearest in time; of states, the file that begins last before it.
    span : Span
        The time of interest; both ends can be asked for.
    largest_seam : float
        The largest jump allowed where one set or file takes over from another, in km.
    farthest : float
        How far, in seconds, an instant of the span may be from the nearest element set.
    timing : TimingModel
        The expected timing error of element sets by their age.

    Raises
    ------
    DocumentError, SkyError
        Anything wrong in the files, of all files at once; files of both kinds (E328), of two satellites (E303); a span
        that they do not cover (E305, E324, E325) or cover with too large a jump (E306).
    """
    files = [paths] if isinstance(paths, Path) else list(paths)
    sources = _read_all(files)
    name = ", ".join(path.name for path in files)
    states = [source for source in sources if isinstance(source, StateFile)]
    sets = [each for source in sources if not isinstance(source, StateFile) for each in source]
    if states and sets:
        text = f"{name}: some hold states, some element sets"
        raise DocumentError(Message("E328", text, hint="name files of one kind"))
    if states:
        return StateOrbit(states, span, largest_seam=largest_seam, name=name)
    _refuse_two_satellites(sets, name)
    return Orbit(sets, span, largest_seam=largest_seam, farthest=farthest, name=name, timing=timing)


def _read_all(files: Sequence[Path]) -> list[Source]:
    sources: list[Source] = []
    faults: list[Message] = []
    for path in files:
        try:
            sources.append(read_source(path))
        except CupolaError as error:
            faults += error.messages
    if faults:
        raise DocumentError(*faults)
    return sources


def _refuse_two_satellites(sets: Sequence[ElementSet], name: str) -> None:
    numbers = sorted({each.norad for each in sets})
    if len(numbers) > 1:
        text = f"{name}: element sets of satellites {' and '.join(map(str, numbers[:3]))}"
        raise DocumentError(Message("E303", text, hint="name files of one satellite"))


def _kind(sheet: Sheet) -> str:
    """Give what a file holds: `OMM`, `OEM` or `TLE`."""
    if sheet.notation == "json":
        return "OMM"
    if sheet.notation == "tle":
        return "TLE"
    match = _ROOT.search(sheet.data[:_HEAD])
    found = match[1].decode().upper() if match else "XML"
    kind = sheet.kvn_kind if sheet.notation == "kvn" else found
    if kind in ("OMM", "OEM"):
        return kind
    what = "a web page" if kind == "HTML" else f"of the kind {kind}" if kind != "XML" else "XML without an orbit"
    raise DocumentError(sheet.message("E327", f"{sheet.name} is {what}: it holds no orbit", 1, 1, _ELEMENTS_HINT))
