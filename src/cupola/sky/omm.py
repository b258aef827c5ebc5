"""Orbit mean-elements messages (CCSDS 502.0-B, part 4) in XML, `KEY = VALUE` lines and JSON, into element sets.

CelesTrak and Space-Track write JSON without a standard: a list of objects with the keywords of the message, numbers
bare or in quotes. What CelesTrak leaves out (frame, time scale, theory) is what its sets always have.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from cupola.clock import InstantError
from cupola.errors import DocumentError, Message
from cupola.sky.elements import ElementSet, MeanElements
from cupola.sky.epoch import ccsds_epoch
from cupola.sky.ndm import ANEW, Entry, Faults, Sheet, kvn_entry, kvn_lines, walk_xml

_SAME: Final = {
    "CENTER_NAME": (("EARTH",), "only orbits about the Earth can be flown with SGP4"),
    "REF_FRAME": (("TEMEOFDATE", "TEME"), "SGP4's elements are in TEME; get the set from CelesTrak or Space-Track"),
    "TIME_SYSTEM": (("UTC",), "SGP4's elements are dated in UTC; get the set from CelesTrak or Space-Track"),
    "MEAN_ELEMENT_THEORY": (("SGP", "SGP4", "SGP/SGP4"), "get a set made for SGP4"),
    "EPHEMERIS_TYPE": (("0", "2", ""), "get a set made for SGP4 (type 0); type 4 is SGP4-XP, which is not public"),
}
_CODES: Final = {"TIME_SYSTEM": "E321"}

_FIGURES: Final[dict[str, tuple[str, float, float, tuple[str, ...]]]] = {
    "MEAN_MOTION": ("motion", 0.5, 17.5, ("", "rev/day")),
    "ECCENTRICITY": ("eccentricity", 0.0, 0.99, ("",)),
    "INCLINATION": ("inclination", 0.0, 180.0, ("", "deg")),
    "RA_OF_ASC_NODE": ("node", -360.0, 360.0, ("", "deg")),
    "ARG_OF_PERICENTER": ("perigee", -360.0, 360.0, ("", "deg")),
    "MEAN_ANOMALY": ("anomaly", -360.0, 360.0, ("", "deg")),
    "BSTAR": ("drag", -1.0, 1.0, ("", "1/er", "1/ER")),
}
"""Keyword: field of `MeanElements`, least, most, units that may be written."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_JSON_KEY: Final = re.compile(r'"([A-Z][A-Z0-9_]*)"[ \t\r\n]*:[ \t\r\n]*')


@dataclass(slots=True)
class _Record:
    """The entries of one set, and the line it begins at."""

    line: int
    entries: dict[str, Entry] = field(default_factory=dict)


def parse_omm(sheet: Sheet) -> tuple[ElementSet, ...]:
    """Read the element sets of one satellite from an orbit mean-elements message, or from a list of them.

    Returns
    -------
    tuple of ElementSet
        Sorted by epoch; of two sets with the same epoch the later in the file is kept.

    Raises
    ------
    DocumentError
        Broken XML or JSON, a line of no form (E320), another time scale (E321), frame, centre or theory (E322), a field
        that is missing, given twice or out of range (E323), a document type (E329), two satellites (E303), no set
        (E304); all faults of the file at once.
    """
    read: Callable[[Sheet, Faults], list[_Record]]
    read = {"xml": _from_xml, "json": _from_json}.get(sheet.notation, _from_kvn)
    faults = Faults(sheet)
    sets: dict[float, ElementSet] = {}
    first: ElementSet | None = None
    for record in read(sheet, faults):
        found = _Check(record, faults).elements()
        if found is None:
            continue
        first = first or found
        if found.norad != first.norad:
            text = f"this set is of satellite {found.norad}, the first of the file of {first.norad}"
            faults.at(record.entries["NORAD_CAT_ID"], "E303", text, "keep one satellite in a file")
        sets[found.epoch] = found
    faults.raise_all()
    if not sets:
        hint = "put orbit mean-elements messages of the shoot's days into it"
        raise DocumentError(Message("E304", f"{sheet.name} holds no element set", None, None, hint))
    return tuple(sorted(sets.values(), key=lambda s: s.epoch))


class _Check:
    """One set's entries at work: looks up, checks, keeps the faults."""

    def __init__(self, record: _Record, faults: Faults) -> None:
        self._record, self._faults = record, faults
        self._count = len(faults)

    def elements(self) -> ElementSet | None:
        """Give the set, or None with faults kept."""
        for key, (known, hint) in _SAME.items():
            entry = self._record.entries.get(key)
            if entry is not None and entry.value.upper().replace(" ", "") not in known:
                text = f'{key} is "{entry.value[:40]}", not {known[-1] or known[0]}'
                self._fault(entry, _CODES.get(key, "E322"), text, hint)
        values = {name: self._figure(key, low, high, units) for key, (name, low, high, units) in _FIGURES.items()}
        epoch, norad = self._epoch(), self._norad()
        if len(self._faults) > self._count or epoch is None or norad is None or None in values.values():
            return None
        name = self._record.entries.get("OBJECT_NAME")
        mean = MeanElements(**{key: value for key, value in values.items() if value is not None})
        return ElementSet(epoch, norad, mean, name.value if name else "")

    def _fault(self, entry: Entry, code: str, text: str, hint: str | None = None) -> None:
        self._faults.at(entry, code, text, hint)

    def _wanted(self, key: str) -> Entry | None:
        entry = self._record.entries.get(key)
        if entry is not None and entry.value:
            return entry
        hint = ANEW
        if key == "MEAN_MOTION" and "SEMI_MAJOR_AXIS" in self._record.entries:
            hint = "SGP4 needs the mean motion, not the semi-major axis"
        line = entry.line if entry else self._record.line
        self._faults.add("E323", f"{key} is missing from this set", line, hint=hint)
        return None

    def _figure(self, key: str, low: float, high: float, units: tuple[str, ...]) -> float | None:
        entry = self._wanted(key)
        if entry is None:
            return None
        number = _number(entry.value)
        if not low <= number <= high:  # also refuses what is no number
            self._fault(entry, "E323", f'{key} is "{entry.value[:40]}", and must be from {low:g} to {high:g}')
            return None
        if entry.unit not in units:
            self._fault(entry, "E323", f"{key} is given in {entry.unit[:20]}, and must be in {units[-1] or 'no unit'}")
        return number

    def _epoch(self) -> float | None:
        entry = self._wanted("EPOCH")
        if entry is None:
            return None
        try:
            return ccsds_epoch(entry.value)
        except InstantError as error:
            self._fault(entry, "E323", str(error))
            return None

    def _norad(self) -> int | None:
        entry = self._wanted("NORAD_CAT_ID")
        if entry is None:
            return None
        if not re.fullmatch(r"\d{1,9}", entry.value):
            text = f'NORAD_CAT_ID is "{entry.value[:40]}"'
            self._fault(entry, "E323", text, "a catalogue number has up to nine digits")
            return None
        return int(entry.value)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _from_kvn(sheet: Sheet, faults: Faults) -> list[_Record]:
    records: list[_Record] = []
    for number, line in kvn_lines(sheet):
        entry = kvn_entry(number, line)
        if entry is None:
            faults.add("E320", "this is no line of KEY = VALUE", number)
        elif entry.key == "CCSDS_OMM_VERS":
            records.append(_Record(number))
        elif entry.key != "COMMENT" and records:
            _keep(records[-1], entry, faults)
    return records


def _keep(record: _Record, entry: Entry, faults: Faults) -> None:
    if entry.key in record.entries and (entry.key in _FIGURES or entry.key in ("EPOCH", "NORAD_CAT_ID")):
        text, hint = f"{entry.key} is given twice in one set", "each set begins with CCSDS_OMM_VERS"
        faults.at(entry, "E323", text, hint)
    record.entries[entry.key] = entry


class _XmlRecords:
    """Takes the elements of an XML file and keeps a record for each `omm`."""

    def __init__(self, faults: Faults) -> None:
        self.records: list[_Record] = []
        self._faults = faults

    def begin(self, tag: str, line: int) -> None:
        if tag == "omm":
            self.records.append(_Record(line))

    def entry(self, entry: Entry) -> None:
        if self.records and entry.key != "COMMENT":
            _keep(self.records[-1], entry, self._faults)

    def end(self, tag: str) -> None:
        pass


def _from_xml(sheet: Sheet, faults: Faults) -> list[_Record]:
    taken = _XmlRecords(faults)
    walk_xml(sheet, taken)
    return taken.records


def _from_json(sheet: Sheet, faults: Faults) -> list[_Record]:
    lines = _LineStarts(sheet.text)
    try:
        return [_json_record(sheet.text, lines, start, stop, value) for start, stop, value in _json_objects(sheet.text)]
    except json.JSONDecodeError as error:
        text = f"this is not JSON: {error.msg}"
        raise DocumentError(sheet.message("E320", text, error.lineno, error.colno, ANEW)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets in thousands of brackets
        raise DocumentError(sheet.message("E320", "this JSON holds no list of element sets", 1)) from None


def _json_objects(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Give the objects of a list, or the one object of a file, with the characters `[start, stop)` of each."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    is_list = text[at : at + 1] == "["
    at = _skip(text, at + 1) if is_list else at
    while not (is_list and text[at : at + 1] == "]"):
        value, stop = decoder.raw_decode(text, at)
        if not isinstance(value, dict):
            raise json.JSONDecodeError("an object with the fields of a set is expected here", text, at)
        yield at, stop, value
        at = _skip(text, stop)
        if not is_list:
            break
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("the list is not closed: the file looks cut off", text, stop)
    if _skip(text, at + is_list) != len(text):
        raise json.JSONDecodeError("something follows what should be all", text, at)


def _skip(text: str, at: int) -> int:
    """Give the place of the next character that is no blank."""
    match = _BLANK.match(text, at)
    return match.end() if match else at


class _LineStarts:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, at: int) -> tuple[int, int]:
        """Give line and column, from 1, of a character."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


def _json_record(text: str, lines: _LineStarts, start: int, stop: int, value: dict[str, Any]) -> _Record:
    """Make a record of an object; the places of its values are found again by their keys."""
    record = _Record(lines.place(start)[0])
    for match in _JSON_KEY.finditer(text, start, stop):
        if match[1] in value:
            given = value[match[1]]
            record.entries[match[1]] = Entry(
                match[1], "" if given is None else str(given), "", *lines.place(match.end())
            )
    return record
