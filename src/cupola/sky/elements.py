"""Two-line element sets: read, with every line checked.

The format is the one of CelesTrak and Space-Track: 69 columns a line, the last a checksum; a title line may stand
before a set. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cupola.clock import DAY
from cupola.errors import DocumentError, Location, Message
from cupola.tree import read_text

LARGEST: Final = 5_000_000
"""The largest element file read, in bytes: some 30 000 sets."""

_WIDTH: Final = 69
_LONGEST_TITLE: Final = 40
_ALPHA5: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # Alpha-5 numbering leaves out I and O (space-track.org)
_EXPONENT: Final = r"[ +-][\d ]{5}[ +-]\d"
_LINE_1: Final = re.compile(
    rf"1 [\dA-Z ][\d ]{{4}}[A-Z ] .{{8}} \d\d[\d ]{{3}}\.[\d ]{{8}} [ +-]\.[\d ]{{8}} "
    rf"{_EXPONENT} {_EXPONENT} [\d ] [\d ]{{4}}\d"
)
_LINE_2: Final = re.compile(
    r"2 [\dA-Z ][\d ]{4} [\d ]{3}\.[\d ]{4} [\d ]{3}\.[\d ]{4} [\d ]{7} [\d ]{3}\.[\d ]{4} [\d ]{3}\.[\d ]{4} "
    r"[\d ]{2}\.[\d ]{8}[\d ]{5}\d"
)


@dataclass(frozen=True, slots=True)
class MeanElements:
    """What SGP4 needs beside the epoch; TEME.

    Attributes
    ----------
    motion : float
        Mean motion in revolutions a day.
    eccentricity : float
    inclination, node, perigee, anomaly : float
        Inclination, right ascension of the ascending node, argument of perigee, mean anomaly: all in deg.
    drag : float
        B*, in 1 / Earth radii.
    """

    motion: float
    eccentricity: float
    inclination: float
    node: float
    perigee: float
    anomaly: float
    drag: float


@dataclass(frozen=True, slots=True)
class ElementSet:
    """The mean elements of one satellite at one epoch.

    Attributes
    ----------
    epoch : float
        Instant of the elements, UTC seconds since 1970.
    norad : int
        The satellite's catalogue number.
    mean : MeanElements
        The elements.
    name : str
        The satellite's name as published, or an empty string.
    line1, line2 : str
        A two-line set as published, 69 columns each; empty for a set that came in another form.
    """

    epoch: float
    norad: int
    mean: MeanElements
    name: str = ""
    line1: str = ""
    line2: str = ""


def read_tle(path: Path | str) -> tuple[ElementSet, ...]:
    """Read a file of element sets of one satellite, sorted by epoch.

    Raises
    ------
    DocumentError
        The file cannot be read or is too large, or anything `parse_tle` refuses.
    """
    file = Path(path)
    return parse_tle(read_text(file, file.name, LARGEST), file.name)


def parse_tle(text: str, name: str = "elements.tle") -> tuple[ElementSet, ...]:
    """Parse two-line or three-line element sets of one satellite.

    Parameters
    ----------
    text : str
        The sets in any order, with `#` comments and empty lines.
    name : str
        What messages call the file.

    Returns
    -------
    tuple of ElementSet
        Sorted by epoch; of two sets with the same epoch the later in the text is kept.

    Raises
    ------
    DocumentError
        A line of the wrong form (E301), a wrong checksum (E302), two satellites (E303), no set at all (E304);
        all faults of the text at once.
    """
    reader = _Reader(name)
    for number, line in enumerate(text.splitlines(), 1):
        reader.take(number, line.rstrip())
    return reader.finish()


def norad_number(field: str) -> int:
    """Read a catalogue number of five columns: `25544`, or Alpha-5 `T0001` for 270001."""
    field = field.strip()
    if field[:1] in _ALPHA5 and field[:1]:
        return (10 + _ALPHA5.index(field[0])) * 10000 + int(field[1:])
    return int(field)


def checksum(line: str) -> int:
    """Give the checksum that the first 68 columns of a line call for: digits summed, minus signs count 1, modulo 10."""
    body = line[: _WIDTH - 1]
    return (sum(int(c) for c in body if c.isdigit()) + body.count("-")) % 10


def epoch_instant(field: str) -> float:
    """Read the epoch of line 1, `21275.52277778`: year (57 to 56 is 1957 to 2056) and day of the year from 1."""
    year, day = int(field[:2]), float(field[2:])
    start = datetime(year + (1900 if year >= 57 else 2000), 1, 1, tzinfo=UTC).timestamp()
    return start + (day - 1.0) * DAY


def _mean_elements(line1: str, line2: str) -> MeanElements:
    drag = line1[53:61]
    return MeanElements(
        motion=_figure(line2[52:63]),
        eccentricity=_figure("." + line2[26:33]),
        inclination=_figure(line2[8:16]),
        node=_figure(line2[17:25]),
        perigee=_figure(line2[34:42]),
        anomaly=_figure(line2[43:51]),
        drag=float(f"{drag[0].strip()}.{drag[1:6].replace(' ', '0')}e{drag[6:].strip()}"),
    )


def _figure(field: str) -> float:
    """Read a figure of fixed columns, in which a blank is a zero."""
    return float(field.replace(" ", "0"))


class _Reader:
    """Takes lines one by one and keeps sets and faults."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._title = ""
        self._first: tuple[int, str] | None = None
        self._sets: dict[float, ElementSet] = {}
        self._lines: dict[float, tuple[int, str]] = {}
        self._faults: list[Message] = []

    def _fault(self, code: str, text: str, number: int, line: str, column: int = 1, hint: str | None = None) -> None:
        self._faults.append(Message(code, text, Location(self._name, number, column), line, hint))

    def take(self, number: int, line: str) -> None:
        if not line or line.startswith("#"):
            return
        if line.startswith("2 ") and self._first is not None:
            self._pair(self._first, (number, line))
            self._first, self._title = None, ""
            return
        self._abandon()
        if line.startswith("1 "):
            self._first = (number, line)
        elif line.startswith("2 "):
            self._fault("E301", "line 2 of an element set stands without its line 1", number, line)
        elif len(line) > _LONGEST_TITLE:
            hint = "two-line element sets have lines that begin with 1 and 2"
            self._fault("E301", "this is no line of an element set", number, line, 1, hint)
        else:
            self._title = line.removeprefix("0 ").strip()

    def _abandon(self) -> None:
        if self._first is not None:
            self._fault("E301", "line 1 of an element set stands without its line 2", *self._first)
            self._first = None

    def _pair(self, first: tuple[int, str], second: tuple[int, str]) -> None:
        sound = [self._sound(*first, _LINE_1), self._sound(*second, _LINE_2)]
        if not all(sound) or not self._figures(first, second):
            return
        line1, line2 = first[1], second[1]
        if norad_number(line1[2:7]) != norad_number(line2[2:7]):
            text = f"line 1 is of satellite {line1[2:7].strip()}, line 2 of {line2[2:7].strip()}"
            self._fault("E303", text, second[0], line2, 3)
            return
        epoch = epoch_instant(line1[18:32].replace(" ", "0"))
        mean = _mean_elements(line1, line2)
        self._sets[epoch] = ElementSet(epoch, norad_number(line1[2:7]), mean, self._title, line1, line2)
        self._lines[epoch] = first

    def _sound(self, number: int, line: str, form: re.Pattern[str]) -> bool:
        if len(line) != _WIDTH:
            text = f"a line of an element set has {_WIDTH} columns, this one has {len(line)}"
            self._fault("E301", text, number, line, min(len(line), _WIDTH) + 1, "get the set anew from its publisher")
            return False
        if not line.isascii() or not form.fullmatch(line):
            self._fault("E301", "the columns are not those of an element set", number, line)
            return False
        expected = checksum(line)
        if int(line[-1]) != expected:
            text = f"the checksum is {line[-1]} and should be {expected}: a digit of this line is wrong"
            hint = "get the set anew; do not mend the checksum, invented sets circulate"
            self._fault("E302", text, number, line, _WIDTH, hint)
            return False
        return True

    def _figures(self, first: tuple[int, str], second: tuple[int, str]) -> bool:
        """Check what the form of the lines does not: that the figures can be those of an orbit."""
        day = float(first[1][20:32].replace(" ", "0"))
        inclination, motion = _figure(second[1][8:16]), _figure(second[1][52:63])
        if not 1.0 <= day < 367.0:
            self._fault("E301", f"the epoch's day of the year is {day:g}", *first, 21)
            return False
        if not (0.0 <= inclination <= 180.0 and 0.0 < motion < 20.0):
            self._fault("E301", "the inclination or the mean motion is none of an orbit", *second, 9)
            return False
        return True

    def finish(self) -> tuple[ElementSet, ...]:
        self._abandon()
        found = sorted(self._sets.values(), key=lambda s: s.epoch)
        self._one_satellite(found)
        if not found and not self._faults:
            hint = "put two-line element sets of the shoot's days into it"
            self._faults.append(Message("E304", f"{self._name} holds no element set", None, None, hint))
        if self._faults:
            raise DocumentError(*sorted(self._faults, key=lambda m: m.where.line if m.where else 0))
        return tuple(found)

    def _one_satellite(self, found: Iterable[ElementSet]) -> None:
        numbers = {s.epoch: s.norad for s in sorted(found, key=lambda s: self._lines[s.epoch][0])}
        wanted = next(iter(numbers.values()), None)
        for epoch, norad in numbers.items():
            if norad != wanted:
                number, line = self._lines[epoch]
                text = f"this set is of satellite {norad}, the first of the file of {wanted}"
                self._fault("E303", text, number, line, 3, "keep one satellite in a file")
