"""The container of Movie Magic Scheduling 5 and 6 (.msd): sections of compressed XML behind a map.

There is no published description. What is read here was found in samples and published by the project
Stripboard Studio (github.com/nebelwerfer41/stripboard-studio, MIT): a head of 716 bytes with the place of the map at
byte 260 and the number of its entries behind it, big-endian; entries of 332 bytes, each with a mark of 68 bytes, the
place and the length of a section; sections of a mark of 68 bytes and XML in raw DEFLATE (RFC 1951).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from cupola.errors import DocumentError, Message

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAGIC: Final = b"/********* EPSF FILE ********/"
SECTION: Final = b"/********* EPSF SECTION *********/"
MAP: Final = b"/********* EPSF SECTION MAP *********/"
HEAD: Final = 716
PLACE: Final = 260
ENTRY: Final = 332
MARK: Final = 68
_MOST_SECTIONS: Final = 1024
_LARGEST: Final = 100_000_000
"""Bytes of all sections, unpacked."""


def sections(data: bytes, name: str) -> dict[str, Element]:
    """Give the sections of a file, by the name of their outermost element.

    Raises
    ------
    DocumentError
        It is not as described above, or unpacks without end (E795).
    """
    if len(data) < HEAD:
        raise damaged(name, "its head is cut off")
    place, count = struct.unpack_from(">II", data, PLACE)
    if not 0 < count <= _MOST_SECTIONS or place < HEAD or place + count * ENTRY > len(data):
        raise damaged(name, "the map of its sections is not where it should be")
    found: dict[str, Element] = {}
    left = _LARGEST
    for index in range(count):
        entry = place + index * ENTRY
        start, length = struct.unpack_from(">II", data, entry + MARK)
        if not data.startswith(MAP, entry) or length <= MARK or not HEAD <= start <= place - length:
            raise damaged(name, f"entry {index + 1} of its map is not understood")
        if not data.startswith(SECTION, start):
            raise damaged(name, f"section {index + 1} does not begin as one")
        raw = _unpacked(data[start + MARK : start + length], left, name)
        left -= len(raw)
        root = _xml(raw, name)
        found.setdefault(root.tag, root)
    return found


def damaged(name: str, why: str) -> DocumentError:
    """Make the refusal of a file that is not as it should be."""
    hint = "open it in Movie Magic Scheduling and save it anew, or export its breakdown as CSV"
    return DocumentError(Message("E795", f"{name} cannot be read: {why}", hint=hint))


def _unpacked(packed: bytes, most: int, name: str) -> bytes:
    stream = zlib.decompressobj(-15)
    try:
        raw = stream.decompress(packed, most + 1)
    except zlib.error:
        raise damaged(name, "a section is damaged") from None
    if len(raw) > most:
        raise damaged(name, f"it unpacks to more than {_LARGEST / 1e6:g} MB")
    if not stream.eof:
        raise damaged(name, "a section is cut off")
    return raw


def _xml(raw: bytes, name: str) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(raw, forbid_dtd=True)  # type: ignore[no-any-return]
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged(name, "a section is no XML") from None
