"""Scheduling exports of Movie Magic (.sex), read as a table and written. Experimental.

The format is not published. What is known is one description, found out from one file of Filmustage and published
with the package pyoms 0.2.0 (MIT): the mark `SSI*` and eight bytes of unknown meaning; the names of the fields, each
ended by a zero, and a zero; for each scene `eighths TAB number TAB heading` and two zeros, then records `#` and three
zeros, the length of what follows, a kind and the number of the scene (16 bits each, the low byte first). A record of
kind 2 has the place of a field in the list of names, and a text ended by a zero; one of kind 3 has two zeros and the
eighths of the scene. Nothing written here has been opened in Movie Magic Scheduling.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cupola.bring.encoding import given, of_bytes
from cupola.bring.latin import spelled
from cupola.bring.table import Row, Table, refuse_beyond
from cupola.errors import DocumentError, Message, raise_all

MAGIC: Final = b"SSI*"
_HEAD: Final = b"\x00#\x00\x00\x02\x1d\x00\x00"
"""What stands behind the mark in the one file that is described; nobody knows what it means."""
_FIELDS: Final = (
    *("Cast Members", "Background Actors", "Stunts", "Vehicles", "Props", "Camera", "Special Effects", "Wardrobe"),
    *("Makeup/Hair", "Animals", "Animal Wrangler", "Music", "Sound", "Art Department", "Set Dressing", "Greenery"),
    *("Special Equipment", "Security", "Additional Labor", "Visual Effects", "Mechanical Effects", "Miscellaneous"),
    *("Notes", "Synopsis", "Location", "Location Details", "Animals notes", "Background Actors notes"),
    *("Greenery notes", "Location Details notes", "Makeup/Hair notes", "Music notes", "Props notes", "Set"),
    *("Set Dressing notes", "Set notes", "Sound notes", "Special Effects notes", "Vehicles notes"),
    *("Visual Effects notes", "Wardrobe notes"),
)
"""The fields of the file that is described, in its order."""
_FIELD_OF: Final = {
    "cast": "Cast Members",
    "extras": "Background Actors",
    "stunts": "Stunts",
    "vehicles": "Vehicles",
    "props": "Props",
    "camera": "Camera",
    "special_effects": "Special Effects",
    "wardrobe": "Wardrobe",
    "make_up": "Makeup/Hair",
    "animals": "Animals",
    "animal_handlers": "Animal Wrangler",
    "music": "Music",
    "sound": "Sound",
    "set_dressing": "Set Dressing",
    "greenery": "Greenery",
    "special_equipment": "Special Equipment",
    "security": "Security",
    "labour": "Additional Labor",
    "visual_effects": "Visual Effects",
    "mechanical_effects": "Mechanical Effects",
    "miscellaneous": "Miscellaneous",
    "notes": "Notes",
}
_RECORD: Final = b"#\x00\x00\x00"
_TEXT, _LENGTH = 2, 3
_SCENE: Final = re.compile(rb"(\d{1,4})\t([^\t\x00]{1,40})\t([^\x00]{0,1000})\x00\x00?")
_NEXT: Final = re.compile(rb"#\x00\x00\x00|\d{1,4}\t")
_MOST_FIELDS: Final = 250
READING: Final = "reading .sex is experimental: the format is not published"
WRITING: Final = "writing .sex is experimental: the format is not published, and no file of ours was opened elsewhere"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scene as it is handed out: number, heading, length in eighths, what happens, where, and its elements."""

    number: str
    heading: str
    eighths: int
    synopsis: str = ""
    place: str = ""
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)


def table_of(data: bytes, name: str, encoding: str | None = None) -> Table:
    """Read a scheduling export: a row a scene, a column for each field that is used.

    Raises
    ------
    DocumentError
        It is not as described above (E795), or the encoding of its names cannot be told (E791).
    """
    names, at = _names(data, name)
    found = list(_scenes(data, at))
    if not found:
        raise _unknown(name, "no scene is found in it")
    letters = b"\n".join(part for _, head, texts in found for part in (*head, *(text for _, text in texts)))
    codec = given(encoding) if encoding else of_bytes(letters, name)
    used = sorted({kind for scene in found for kind, _ in scene[2] if kind < len(names)})
    titles = [names[kind].decode(codec, "replace") for kind in used]
    refuse_beyond(name, len(found), len(used))
    rows = [Row(1, ("Scene", "Heading", "Eighths", *titles))]
    for k, (eighths, (number, heading), texts) in enumerate(found, 2):
        cells = ["".join(text.decode(codec, "replace") + "\n" for kind, text in texts if kind == one) for one in used]
        plain = (
            cell.strip() if title in ("Synopsis", "Set") else cell for cell, title in zip(cells, titles, strict=True)
        )
        rows.append(Row(k, (number.decode(codec, "replace"), heading.decode(codec, "replace"), str(eighths), *plain)))
    warning = Message("W792", f"{name}: {READING}", hint="compare a few scenes with the board")
    return Table(name, "scheduling export of Movie Magic", tuple(rows), (warning,))


def _unknown(name: str, why: str) -> DocumentError:
    hint = "export the breakdown as CSV or as a workbook, or the script as .fdx with its tags"
    return DocumentError(Message("E795", f"{name} cannot be read: {why}", hint=hint))


def _names(data: bytes, name: str) -> tuple[list[bytes], int]:
    """Give the names of the fields, and where they end."""
    first = re.compile(rb"[A-Z]").search(data, len(MAGIC), 200)
    if first is None:
        raise _unknown(name, "the names of its fields are not where they should be")
    found: list[bytes] = []
    at = first.start()
    while len(found) <= _MOST_FIELDS:
        end = data.find(b"\x00", at)
        if end < 0:
            break
        if end == at:
            return found, end + 1
        found.append(data[at:end])
        at = end + 1
    raise _unknown(name, "the names of its fields do not end")


_Scene = tuple[int, tuple[bytes, bytes], list[tuple[int, bytes]]]


def _scenes(data: bytes, at: int) -> Iterator[_Scene]:
    eighths, head, texts = 0, None, list[tuple[int, bytes]]()
    while at < len(data):
        if match := _SCENE.match(data, at):
            if head is not None:
                yield eighths, head, texts
            eighths, head, texts, at = int(match[1]), (match[2], match[3]), [], match.end()
        elif data.startswith(_RECORD, at) and at + 10 <= len(data):
            kind = int.from_bytes(data[at + 6 : at + 8], "little")
            at += 10
            if kind == _TEXT and at < len(data):
                end = data.find(b"\x00", at + 1)
                end = len(data) if end < 0 else end
                texts.append((data[at], data[at + 1 : end]))
                at = end + 1
            elif kind == _LENGTH and at + 4 <= len(data):
                eighths = int.from_bytes(data[at + 2 : at + 4], "little")
                at += 4
        else:
            following = _NEXT.search(data, at + 1)
            at = following.start() if following else len(data)
    if head is not None:
        yield eighths, head, texts


def written(sheets: Sequence[Sheet]) -> bytes:
    """Write scenes as a scheduling export.

    Raises
    ------
    DocumentError
        A text that is not of Latin letters without accents, of which nobody knows how they are written, or that is too
        long (E796); all at once.
    """
    raise_all(message for sheet in sheets if (message := _refusal(sheet)))
    parts = [MAGIC, _HEAD, *(name.encode("ascii") + b"\x00" for name in _FIELDS), b"\x00"]
    for index, sheet in enumerate(sheets, 1):
        number, heading = _line(sheet.number), _line(sheet.heading)
        parts.append(f"{sheet.eighths}\t{number}\t{heading}".encode("ascii") + b"\x00\x00")
        parts.append(_record(_LENGTH, index, struct.pack("<HH", 0, sheet.eighths)))
        parts += [
            _record(_TEXT, index, bytes([_FIELDS.index(title)]) + _line(text).encode("ascii") + b"\x00")
            for title, text in _texts(sheet)
        ]
    return b"".join(parts)


def in_latin(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], dict[str, str]]:
    """Give scenes with every text spelled in plain Latin letters, and each text that is another by that.

    Raises
    ------
    DocumentError
        Two scenes would have one number, or two elements of a category one name (E796); all at once.
    """
    changed: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    clashes: dict[tuple[str, str], Message] = {}

    def said(text: str, field: str = "") -> str:
        latin = spelled(text)
        if latin != text:
            changed[text] = latin
        first = names.setdefault((field, latin.casefold()), text) if field else text
        if first.casefold() != text.casefold():
            both = f'"{first[:40]}" and "{text[:40]}" would both be "{latin[:40]}" in .sex'
            clashes[field, text] = Message("E796", both, hint="give one of them another name, or give CSV or .fdx")
        return latin

    found = tuple(
        Sheet(
            said(sheet.number, "number"),
            said(sheet.heading),
            sheet.eighths,
            said(sheet.synopsis),
            said(sheet.place),
            {
                key: [said(name, "" if key == "notes" else key) for name in things]
                for key, things in sheet.items.items()
            },
        )
        for sheet in sheets
    )
    raise_all(clashes.values())
    return found, changed


def _record(kind: int, scene: int, body: bytes) -> bytes:
    content = struct.pack("<HH", kind, scene) + body
    return _RECORD + struct.pack("<H", len(content)) + content


def _texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if sheet.synopsis:
        yield "Synopsis", sheet.synopsis
    if sheet.place:
        yield "Set", sheet.place
    for key, names in sheet.items.items():
        for name in names:
            yield _FIELD_OF[key], name


def _line(text: str) -> str:
    return " ".join(text.split())


_LONGEST: Final = 900
_MOST_SCENES: Final = 0xFFFF


def _refusal(sheet: Sheet) -> Message | None:
    texts = [sheet.number, sheet.heading, *(text for _, text in _texts(sheet))]
    wrong = next((text for text in texts if not _line(text).isascii() or not _line(text).isprintable()), None)
    if wrong is not None:
        text = f'scene {sheet.number}: "{_line(wrong)[:40]}" cannot be written to .sex'
        hint = "it has no spelling in plain Latin letters: change it in the breakdown, or give .fdx, which holds all"
        return Message("E796", text, hint=hint)
    if any(len(_line(text)) > _LONGEST for text in texts) or len(sheet.number) > 40 or sheet.eighths > 9999:
        return Message("E796", f"scene {sheet.number}: a text is too long for .sex", hint="shorten it, or give CSV")
    return None
