"""CCSDS navigation data messages as they are written: entries with their places, from XML or from `KEY = VALUE` lines.

XML is read from untrusted files: a document type, entities and anything external are refused (defusedxml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from cupola.errors import DocumentError, Message, raise_all
from cupola.tree import at_line, decoded, read_bytes

LARGEST: Final = 60_000_000
"""The largest message read, in bytes: a week of states every second."""

MOST_FAULTS: Final = 20
"""So many faults of a file are told; more are of one cause."""
ANEW: Final = "get the file anew from its publisher"

Notation = Literal["xml", "json", "kvn", "tle"]

_KVN_HEAD: Final = re.compile(r"\s*CCSDS_(\w+)_VERS\s*=")
_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a message: its keyword, its text, its unit (empty without one), and where it stands, from 1."""

    key: str
    value: str
    unit: str
    line: int
    column: int = 1


@dataclass(frozen=True)
class Sheet:
    """A file as it came: what messages call it, and its bytes."""

    name: str
    data: bytes

    @cached_property
    def text(self) -> str:
        """Its text; not UTF-8 is refused (E110)."""
        return decoded(self.data, self.name)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines, for messages and for reading."""
        return tuple(_split(self.data.decode("utf-8-sig", errors="replace")))

    @cached_property
    def notation(self) -> Notation:
        """How it is written, by its content; its name says nothing."""
        head = self.data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
        if head[:1] == b"<":
            return "xml"
        if head[:1] in (b"[", b"{"):
            return "json"
        return "kvn" if self.kvn_kind else "tle"

    @cached_property
    def kvn_kind(self) -> str | None:
        """The kind of message that a file of `KEY = VALUE` lines says it is: `OMM`, `OEM` …; None for no such file."""
        for line in self.data[:65536].decode("utf-8-sig", errors="replace").splitlines():
            if match := _KVN_HEAD.match(line):
                return match[1]
            if line.strip() and not line.lstrip().startswith(("COMMENT", "#")):
                return None
        return None

    def message(self, code: str, text: str, line: int, column: int = 1, hint: str | None = None) -> Message:
        """Make a message that points at a line of the file."""
        return at_line(self.name, self.lines, line, column, code, text, hint)


class Faults:
    """Keeps the faults of a file, up to `MOST_FAULTS`; its length is how many are kept."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._kept: list[Message] = []

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, code: str, text: str, line: int, column: int = 1, hint: str | None = ANEW) -> None:
        """Keep a fault at a line."""
        if len(self._kept) < MOST_FAULTS:
            self._kept.append(self._sheet.message(code, text, line, column, hint))

    def at(self, entry: Entry, code: str, text: str, hint: str | None = ANEW) -> None:
        """Keep a fault at an entry."""
        self.add(code, text, entry.line, entry.column, hint)

    def raise_all(self) -> None:
        """Raise one error with what is kept, in the order of the lines, or nothing.

        Raises
        ------
        DocumentError
            When there are faults.
        """
        raise_all(sorted(self._kept, key=lambda message: message.where.line if message.where else 0))


def read_sheet(path: Path) -> Sheet:
    """Read a file of bounded size.

    Raises
    ------
    DocumentError
        Missing, no file, unreadable (E101), too large (E103).
    """
    return Sheet(path.name, read_bytes(path, path.name, LARGEST))


class Listener(Protocol):
    """What takes the parts of an XML message in their order."""

    def begin(self, tag: str, line: int) -> None:
        """Take the beginning of an element."""

    def entry(self, entry: Entry) -> None:
        """Take an element that holds text only."""

    def end(self, tag: str) -> None:
        """Take the end of an element, also of one that held text only."""


def walk_xml(sheet: Sheet, listener: Listener) -> None:
    """Hand the elements of an XML file to a listener.

    Raises
    ------
    DocumentError
        XML that is broken or cut off (E320), or brings a document type or entities (E329).
    """
    from xml.sax import SAXParseException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_handler(listener, parser))
    try:
        parser.feed(sheet.data)
        parser.close()
    except DefusedXmlException:
        line = max(parser.getLineNumber() or 1, 1)
        text = "this XML brings a document type or entities, with which a short file can stand for an endless one"
        raise DocumentError(sheet.message("E329", text, line, 1, "orbit data need neither: remove it")) from None
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        is_cut = line >= len(sheet.lines) - 1 or "no element" in error.getMessage()
        hint = "the file looks cut off: get it anew" if is_cut else ANEW
        text = f"this is not XML: {error.getMessage()}"
        raise DocumentError(sheet.message("E320", text, line, column, hint)) from None
    except (LookupError, ValueError) as error:  # an encoding that is unknown, or one that expat does not take
        hint = "save the file as UTF-8"
        raise DocumentError(sheet.message("E320", f"this is not XML: {error}", 1, 1, hint)) from None


def _handler(listener: Listener, place: Any) -> Any:
    """Make the handler of SAX; `place` is the parser, which knows line and column."""
    from xml.sax.handler import ContentHandler

    class Handler(ContentHandler):
        """Turns SAX events into entries; the names of its methods are SAX's."""

        def __init__(self) -> None:
            super().__init__()
            self._open: tuple[str, str, int, int] | None = None
            self._text: list[str] = []

        def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
            tag = name.rpartition(":")[2]
            line = place.getLineNumber()
            self._open = (tag, attrs.get("units", ""), line, place.getColumnNumber() + 1)
            self._text = []
            listener.begin(tag, line)

        def characters(self, content: str) -> None:
            self._text.append(content)

        def endElement(self, name: str) -> None:  # noqa: N802
            tag = name.rpartition(":")[2]
            if self._open is not None:
                listener.entry(Entry(tag, "".join(self._text).strip(), *self._open[1:]))
                self._open = None
            listener.end(tag)

    return Handler()


def kvn_lines(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Give the lines of a file that are not empty, each with its number from 1.

    Raises
    ------
    DocumentError
        Not UTF-8 (E110).
    """
    for number, line in enumerate(_split(sheet.text), 1):
        if line and not line.isspace():
            yield number, line


def kvn_entry(number: int, line: str) -> Entry | None:
    """Read `KEY = VALUE [unit]` or `COMMENT …`; None for a line of another form."""
    bare = line.lstrip()
    if bare.startswith("COMMENT"):
        return Entry("COMMENT", bare[len("COMMENT") :].strip(), "", number)
    key, equals, rest = line.partition("=")
    if not equals or not _KEY.fullmatch(key.strip()):
        return None
    value, _, unit = rest.strip().removesuffix("]").rpartition("[") if rest.rstrip().endswith("]") else (rest, "", "")
    column = len(key) + 1 + len(rest) - len(rest.lstrip()) + 1
    return Entry(key.strip(), value.strip(), unit.strip(), number, column)


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
