"""The breakdown sheets of Movie Magic Scheduling 5 and 6 (.msd), as a table. Experimental, and for reading only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cupola.bring.epsf import MAGIC, damaged, sections
from cupola.bring.table import Row, Table, refuse_beyond
from cupola.errors import Message

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["MAGIC", "table_of"]

_FIELDS: Final = {
    "Scenes": "Scene",
    "IE": "I/E",
    "Set": "Set",
    "DN": "D/N",
    "NumScriptPages": "Eighths",
    "Synopsis": "Synopsis",
    "Location": "Location",
    "ScriptDay": "Script Day",
    "Sequence": "Sequence",
    "Unit": "Unit",
    "ScriptPageNumbers": "Script Pages",
    "Comments": "Comments",
}
"""The attributes of a sheet, and what their columns are called here."""
_HOLDS: Final = ("CategoryMgr", "ElementMgr", "BreakdownSheetMgr")
_EXPERIMENTAL: Final = (
    "reading .msd is experimental: the format is not published; only the breakdown sheets are read, "
    "not boards, calendars and red flags"
)


def table_of(data: bytes, name: str) -> Table:
    """Read the breakdown sheets of a file: a row a sheet, a column for each category that the file has.

    Raises
    ------
    DocumentError
        The file is damaged, or not of a form that is known (E795).
    """
    found = sections(data, name)
    if any(part not in found for part in _HOLDS):
        raise damaged(name, "it holds no breakdown sheets")
    sheets = found["BreakdownSheetMgr"].findall("./BreakdownSheets/BreakdownSheet")
    categories = _categories(found["CategoryMgr"], sheets)
    refuse_beyond(name, len(sheets), len(_FIELDS) + len(categories))
    numbers = {
        (one.get("CategoryName"), one.get("Name")): number
        for one in found["ElementMgr"].findall("./Elements/Element")
        if (number := (one.get("BoardID") or "").strip()).isdigit()
    }
    rows = [Row(1, (*_FIELDS.values(), *categories))]
    for k, sheet in enumerate(sheets, 2):
        rows.append(Row(k, (*(sheet.get(key) or "" for key in _FIELDS), *_elements(sheet, categories, numbers))))
    warning = Message("W792", f"{name}: {_EXPERIMENTAL}", hint="compare a few scenes with the board")
    return Table(name, "Movie Magic Scheduling 5 or 6, breakdown sheets", tuple(rows), (warning,))


def _categories(manager: Element, sheets: list[Element]) -> list[str]:
    """Name the categories that elements of scenes are of; the fields of a sheet are among the categories, too."""
    known = [one.get("Name") or "" for one in manager.findall("./CategoryList/Category")]
    used = {ref.get("CategoryName") or "" for sheet in sheets for ref in sheet.findall("./ElementRefs/ElementRef")}
    order = {name: k for k, name in enumerate(known)}
    fields = {*_FIELDS.values(), *_FIELDS}
    return sorted((one for one in used if one and one not in fields), key=lambda one: (order.get(one, len(order)), one))


def _elements(
    sheet: Element, categories: list[str], numbers: dict[tuple[str | None, str | None], str]
) -> Iterator[str]:
    """Give the names of each category, a line each, which keeps the commas of a name; those of the cast numbered."""
    refs = [
        (one.get("CategoryName"), one.get("ElementName") or "") for one in sheet.findall("./ElementRefs/ElementRef")
    ]
    for category in categories:
        names = [(numbers.get((kind, name)), name) for kind, name in refs if kind == category and name]
        yield "".join(f"{number}. {name}\n" if number else f"{name}\n" for number, name in names)
