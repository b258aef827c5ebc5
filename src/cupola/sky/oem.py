"""Orbit ephemeris messages (CCSDS 502.0-B, part 5), in XML or in lines: states as published, segment by segment."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cupola.clock import InstantError, utc_text
from cupola.errors import DocumentError, Message
from cupola.sky.epoch import ccsds_epoch
from cupola.sky.happening import Happening, happenings
from cupola.sky.ndm import Entry, Faults, Sheet, kvn_entry, kvn_lines, walk_xml
from cupola.sky.segment import Segment, SegmentReader

_AXES: Final = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
_UNITS: Final = {"X_DOT": "km/s", "Y_DOT": "km/s", "Z_DOT": "km/s", "X": "km", "Y": "km", "Z": "km"}
_TOUCH: Final = 1e-3  # seconds that two segments may overlap: epochs are often written to the millisecond
_PARTS: Final = {
    "META_START": "the metadata",
    "META_STOP": "the states",
    "COVARIANCE_START": "a covariance",
    "COVARIANCE_STOP": "the states",
}


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


class _Reader:
    """Takes metadata, comments and states in the order of the file, whatever its notation."""

    def __init__(self, sheet: Sheet) -> None:
        self.faults = Faults(sheet)
        self._sheet = sheet
        self._header: dict[str, Entry] = {}
        self._segments: list[SegmentReader] = []
        self._comments: list[str] = []

    def open_segment(self, line: int) -> None:
        self._segments.append(SegmentReader(line, self.faults))

    def entry(self, entry: Entry) -> None:
        if entry.key == "COMMENT":
            self._comments += [entry.value] if entry.value else []
        elif self._segments:
            self._segments[-1].entry(entry)
        else:
            self._header[entry.key] = entry

    def state(self, epoch: str, values: list[str], line: int) -> None:
        if self._segments:
            self._segments[-1].state(epoch, values, line)
        else:
            self.faults.add("E320", "a state stands before the metadata that say what it means", line)

    def finish(self) -> StateFile:
        segments = [segment for read in self._segments if (segment := read.segment()) is not None]
        segments.sort(key=lambda segment: segment.usable.start)
        self._check_one_satellite()
        self._check_order(segments)
        self.faults.raise_all()
        if not segments:
            hint = "put an orbit ephemeris message of the shoot's days into it"
            raise DocumentError(Message("E304", f"{self._sheet.name} holds no states", None, None, hint))
        name, designator = (self._segments[0].said(key) for key in ("OBJECT_NAME", "OBJECT_ID"))
        return StateFile(
            sheet=self._sheet,
            satellite=name.value if name else "",
            designator=designator.value if designator else "",
            created=_created(self._header.get("CREATION_DATE")),
            segments=tuple(segments),
            comments=tuple(self._comments),
            events=happenings(self._comments, segments[0].usable.start),
        )

    def _check_one_satellite(self) -> None:
        names = [entry for segment in self._segments if (entry := segment.said("OBJECT_ID")) is not None]
        for entry in names:
            if entry.value != names[0].value:
                text = f"this segment is of {entry.value[:40]}, the first of {names[0].value[:40]}"
                self.faults.at(entry, "E303", text, "keep one satellite in a file")

    def _check_order(self, segments: list[Segment]) -> None:
        for before, after in pairwise(segments):
            begin, end = after.usable.start, before.usable.stop
            if begin < end - _TOUCH:
                text = f"the states from {utc_text(begin)} overlap those until {utc_text(end)}"
                hint = "say with USEABLE_START_TIME and USEABLE_STOP_TIME which segment holds when"
                self.faults.add("E326", text, after.lines[0], hint=hint)


def _created(entry: Entry | None) -> float | None:
    try:
        return ccsds_epoch(entry.value) if entry else None
    except InstantError:
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
            self._reader.faults.at(entry, "E323", text)

    def end(self, tag: str) -> None:
        if tag == "covarianceMatrix":
            self._is_skipping = False
        if tag != "stateVector" or self._state is None:
            return
        missing = [key for key in ("EPOCH", *_AXES) if not self._state.get(key)]
        if missing:
            self._reader.faults.add("E323", f"{missing[0]} is missing from this state", self._line)
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
        reader.faults.add("E320", f"the file ends within {part}: it is cut off", len(sheet.lines))


def _read_entry(number: int, line: str, reader: _Reader) -> None:
    entry = kvn_entry(number, line)
    if entry is None:
        reader.faults.add("E320", "this is neither KEY = VALUE nor a state", number)
    else:
        reader.entry(entry)


def _read_state(number: int, words: list[str], reader: _Reader) -> None:
    if len(words) in (7, 10):  # ten with accelerations
        reader.state(words[0], words[1:7], number)
    else:
        text = f"a state has an epoch and six numbers (nine with accelerations), this line has {len(words)} words"
        reader.faults.add("E320", text, number)
