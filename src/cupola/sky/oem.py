"""Orbit ephemeris messages (CCSDS 502.0-B, part 5), in XML or in lines: states as published, segment by segment."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from cupola.clock import InstantError, Instants, Span, utc_text
from cupola.errors import DocumentError, Message, closest
from cupola.sky.epoch import TIME_SCALES, ccsds_epoch, to_utc
from cupola.sky.frame import FRAMES, is_known_frame
from cupola.sky.happening import Happening, happenings
from cupola.sky.ndm import Entry, Sheet, kvn_entry, kvn_lines, walk_xml
from cupola.sky.orbit import Vectors

MOST_FAULTS: Final = 20
"""So many faults of a file are told; more are of one cause."""

_AXES: Final = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
_UNITS: Final = {"X_DOT": "km/s", "Y_DOT": "km/s", "Z_DOT": "km/s", "X": "km", "Y": "km", "Z": "km"}
_NEEDED: Final = ("CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "START_TIME", "STOP_TIME")
_TIMES: Final = ("START_TIME", "STOP_TIME", "USEABLE_START_TIME", "USEABLE_STOP_TIME")
_LEAST_KM: Final = 6400.0
_MOST_KM: Final = 500_000.0
_ESCAPE: Final = 2 * 398600.4418
_ANEW: Final = "get the file anew from its publisher"
_TOUCH: Final = 1e-3  # seconds that two segments may overlap: epochs are often written to the millisecond
_PARTS: Final = {
    "META_START": "the metadata",
    "META_STOP": "the states",
    "COVARIANCE_START": "a covariance",
    "COVARIANCE_STOP": "the states",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """States between which the publisher allows interpolation.

    Attributes
    ----------
    frame : str
        One that `frame.to_teme` knows.
    usable : Span
        Between which instants the states may be used.
    at : ndarray, shape (n,)
        The instants of the states, ascending.
    position, velocity : ndarray, shape (n, 3)
        km and km/s, in the frame.
    lines : sequence of int, length n
        Where each stands in the file.
    """

    frame: str
    usable: Span
    at: Instants
    position: Vectors
    velocity: Vectors
    lines: array[int]


@dataclass(frozen=True, slots=True)
class StateFile:
    """A whole orbit ephemeris message.

    Attributes
    ----------
    sheet : Sheet
        The file, for messages.
    satellite, designator : str
        OBJECT_NAME and OBJECT_ID.
    created : float or None
        The instant of CREATION_DATE, when it can be read.
    segments : tuple of Segment
        In order of time.
    comments : tuple of str
        All comments, without the empty ones.
    events : tuple of Happening
        What the comments announce.
    """

    sheet: Sheet
    satellite: str
    designator: str
    created: float | None
    segments: tuple[Segment, ...]
    comments: tuple[str, ...]
    events: tuple[Happening, ...]


def parse_oem(sheet: Sheet) -> StateFile:
    """Read an orbit ephemeris message.

    Raises
    ------
    DocumentError
        A file that is broken or ends before the time it promises (E320), another time scale (E321), another frame or
        centre (E322), values that are missing or those of no orbit (E323), states out of order (E326), a document type
        (E329), states of two satellites (E303), none at all (E304); all faults of the file at once.
    """
    reader = _Reader(sheet)
    if sheet.notation == "xml":
        walk_xml(sheet, _XmlStates(reader))
    else:
        _read_lines(sheet, reader)
    return reader.finish()


class _Raw:
    """A segment while it is read: metadata, and states as text or numbers with their lines."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.meta: dict[str, Entry] = {}
        self.epochs: array[float] = array("d")
        self.values: array[float] = array("d")
        self.lines: array[int] = array("q")


class _Reader:
    """Takes metadata, comments and states in the order of the file, whatever its notation."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._header: dict[str, Entry] = {}
        self._raw: list[_Raw] = []
        self._comments: list[str] = []
        self._faults: list[Message] = []

    def fault(self, code: str, text: str, line: int, column: int = 1, hint: str | None = _ANEW) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(self._sheet.message(code, text, line, column, hint))

    def open_segment(self, line: int) -> None:
        self._raw.append(_Raw(line))

    def entry(self, entry: Entry) -> None:
        if entry.key == "COMMENT":
            if entry.value:
                self._comments.append(entry.value)
        elif self._raw:
            self._raw[-1].meta.setdefault(entry.key, entry)
        else:
            self._header[entry.key] = entry

    def state(self, epoch: str, values: list[str], line: int) -> None:
        """Take a state; the first fault of a line is told."""
        if not self._raw:
            self.fault("E320", "a state stands before the metadata that say what it means", line)
            return
        raw = self._raw[-1]
        try:
            at, numbers = ccsds_epoch(epoch), [float(value) for value in values]
        except InstantError as error:
            self.fault("E323", str(error), line)
            return
        except ValueError as error:
            self.fault("E323", f"a state holds what is no number ({error})", line)
            return
        fault = _absurd(numbers)
        if fault:
            self.fault("E323", fault[0], line, hint=fault[1])
            return
        raw.epochs.append(at)
        raw.values.extend(numbers)
        raw.lines.append(line)

    def finish(self) -> StateFile:
        segments = [segment for raw in self._raw if (segment := self._segment(raw)) is not None]
        self._check_one_satellite()
        if not segments and not self._faults:
            hint = "put an orbit ephemeris message of the shoot's days into it"
            self._faults.append(Message("E304", f"{self._sheet.name} holds no states", None, None, hint))
        self._check_order(segments)
        if self._faults:
            raise DocumentError(*sorted(self._faults, key=lambda m: m.where.line if m.where else 0))
        return StateFile(
            sheet=self._sheet,
            satellite=self._said("OBJECT_NAME"),
            designator=self._said("OBJECT_ID"),
            created=_created(self._header.get("CREATION_DATE")),
            segments=tuple(segments),
            comments=tuple(self._comments),
            events=happenings(self._comments, segments[0].usable.start),
        )

    def _said(self, key: str) -> str:
        entry = self._raw[0].meta.get(key)
        return entry.value if entry else ""

    def _segment(self, raw: _Raw) -> Segment | None:
        count = len(self._faults)
        scale = self._checked_meta(raw)
        if len(raw.epochs) < 2:
            self.fault("E323", "a segment needs two states at least", raw.line)
        if scale is None or len(self._faults) > count:
            return None
        at = to_utc(np.array(raw.epochs), scale)
        late = np.flatnonzero(np.diff(at) <= 0)
        if len(late):
            text = f"the state of {utc_text(at[late[0] + 1], 3)} does not follow that of {utc_text(at[late[0]], 3)}"
            self.fault(
                "E326", text, raw.lines[int(late[0]) + 1], hint="put the states into the order of time, each once"
            )
            return None
        spans = self._spans(raw, scale)
        if spans is None:
            return None
        declared, usable = spans
        self._check_whole(raw, at, declared)
        values = np.array(raw.values).reshape(-1, 6)
        start, stop = max(usable.start, float(at[0])), min(usable.stop, float(at[-1]))
        if stop <= start:
            self.fault("E326", f"no state lies in the usable time of this segment, {usable}", raw.line)
            return None
        frame = raw.meta["REF_FRAME"].value
        return Segment(frame, Span(start, stop), at, values[:, :3], values[:, 3:], raw.lines)

    def _checked_meta(self, raw: _Raw) -> str | None:
        """Check what a segment says of itself; give its time scale, or None with faults kept."""
        meta = raw.meta
        missing = [key for key in _NEEDED if key not in meta or not meta[key].value]
        for key in missing:
            self.fault("E323", f"{key} is missing from this segment", raw.line)
        if missing:
            return None
        centre, frame, system = (meta[key] for key in ("CENTER_NAME", "REF_FRAME", "TIME_SYSTEM"))
        if centre.value.upper() not in ("EARTH", "399"):
            text = f'CENTER_NAME is "{centre.value[:40]}", not EARTH'
            self.fault("E322", text, centre.line, centre.column, "use an orbit about the Earth")
        if not is_known_frame(frame.value):
            text = f'the frame "{frame.value[:40]}" is not read; read are {", ".join(FRAMES)} and ITRF of any year'
            hint = closest(frame.value.upper(), FRAMES) or "ask the publisher for one of these"
            self.fault("E322", text, frame.line, frame.column, hint)
        scale = system.value.upper()
        if scale not in TIME_SCALES:
            text = f'the time scale "{system.value[:40]}" is not read; read are {", ".join(TIME_SCALES)}'
            self.fault(
                "E321", text, system.line, system.column, "ask the publisher for UTC; do not just change the word"
            )
            return None
        return scale

    def _spans(self, raw: _Raw, scale: str) -> tuple[Span, Span] | None:
        """Give the span that a segment says it covers, and the one that is usable."""
        found: dict[str, float] = {}
        for key in _TIMES:
            entry = raw.meta.get(key)
            if entry is None:
                continue
            try:
                found[key] = float(to_utc(np.array([ccsds_epoch(entry.value)]), scale)[0])
            except InstantError as error:
                self.fault("E323", f"{key}: {error}", entry.line, entry.column)
        if self._faults:
            return None
        declared = Span(found["START_TIME"], found["STOP_TIME"])
        start = found.get("USEABLE_START_TIME", declared.start)
        return declared, Span(start, found.get("USEABLE_STOP_TIME", declared.stop))

    def _check_whole(self, raw: _Raw, at: Instants, declared: Span) -> None:
        """Refuse a segment whose states end more than a step before the time that it promises."""
        step = float(np.diff(at).max())
        if at[-1] < declared.stop - step:
            entry = raw.meta["STOP_TIME"]
            text = f"the states end at {utc_text(float(at[-1]))}, before STOP_TIME: the file is cut off"
            self.fault("E320", text, entry.line, entry.column)

    def _check_one_satellite(self) -> None:
        names = [raw.meta["OBJECT_ID"] for raw in self._raw if "OBJECT_ID" in raw.meta]
        for entry in names:
            if entry.value != names[0].value:
                text = f"this segment is of {entry.value[:40]}, the first of {names[0].value[:40]}"
                self.fault("E303", text, entry.line, entry.column, "keep one satellite in a file")

    def _check_order(self, segments: list[Segment]) -> None:
        segments.sort(key=lambda s: s.usable.start)
        for before, after in pairwise(segments):
            if after.usable.start < before.usable.stop - _TOUCH:
                text = (
                    f"the states from {utc_text(after.usable.start)} overlap those until {utc_text(before.usable.stop)}"
                )
                hint = "say with USEABLE_START_TIME and USEABLE_STOP_TIME which segment holds when"
                self.fault("E326", text, after.lines[0], hint=hint)


def _created(entry: Entry | None) -> float | None:
    try:
        return ccsds_epoch(entry.value) if entry else None
    except InstantError:
        return None


def _absurd(state: list[float]) -> tuple[str, str] | None:
    """Say what keeps six numbers from being a state of an orbit about the Earth, in km and km/s, and what to do."""
    if not all(map(math.isfinite, state)):
        return "a state holds a number that is not finite", _ANEW
    distance = math.hypot(*state[:3])
    square = state[3] ** 2 + state[4] ** 2 + state[5] ** 2
    if distance < _LEAST_KM:
        return f"a state is {distance:.0f} km from the Earth's centre: below the air", _ANEW
    if distance > _MOST_KM:
        return f"a state is {distance:.3g} km from the Earth's centre", "are these metres? Kilometres are wanted"
    if square * distance > _ESCAPE:
        return f"a state flies {math.sqrt(square):.3g} km/s: it leaves the Earth", "are these metres a second?"
    return None


class _XmlStates:
    """Turns the elements of an XML message into metadata and states."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._state: dict[str, str] | None = None
        self._line = 0
        self._is_skipping = False

    def begin(self, tag: str, line: int) -> None:
        if tag == "segment":
            self._reader.open_segment(line)
        elif tag == "stateVector":
            self._state, self._line = {}, line
        elif tag == "covarianceMatrix":
            self._is_skipping = True

    def entry(self, entry: Entry) -> None:
        if self._is_skipping:
            return
        if self._state is None:
            self._reader.entry(entry)
            return
        self._state[entry.key] = entry.value
        expected = _UNITS.get(entry.key, entry.unit)
        if entry.unit and entry.unit != expected:
            text = f"{entry.key} is given in {entry.unit[:20]}, and must be in {expected}"
            self._reader.fault("E323", text, entry.line, entry.column)

    def end(self, tag: str) -> None:
        if tag == "covarianceMatrix":
            self._is_skipping = False
        if tag != "stateVector" or self._state is None:
            return
        missing = [key for key in ("EPOCH", *_AXES) if not self._state.get(key)]
        if missing:
            self._reader.fault("E323", f"{missing[0]} is missing from this state", self._line)
        else:
            self._reader.state(self._state["EPOCH"], [self._state[key] for key in _AXES], self._line)
        self._state = None


def _read_lines(sheet: Sheet, reader: _Reader) -> None:
    """Turn lines into metadata and states; covariances are passed over."""
    part = "the header"
    for number, line in kvn_lines(sheet):
        word = line.strip()
        if word in _PARTS:
            part = _PARTS[word]
            if word == "META_START":
                reader.open_segment(number)
        elif part == "the states" and word[0].isdigit():
            _read_state(number, word.split(), reader)
        elif part != "a covariance":
            _read_entry(number, line, reader)
    if part in ("the metadata", "a covariance"):
        reader.fault("E320", f"the file ends within {part}: it is cut off", len(sheet.lines))


def _read_entry(number: int, line: str, reader: _Reader) -> None:
    entry = kvn_entry(number, line)
    if entry is None:
        reader.fault("E320", "this is neither KEY = VALUE nor a state", number)
    else:
        reader.entry(entry)


def _read_state(number: int, words: list[str], reader: _Reader) -> None:
    if len(words) in (7, 10):  # ten with accelerations
        reader.state(words[0], words[1:7], number)
    else:
        text = f"a state has an epoch and six numbers (nine with accelerations), this line has {len(words)} words"
        reader.fault("E320", text, number)
