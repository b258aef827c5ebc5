"""Paper by Typst: a template and a view become a PDF, or pictures of its pages."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from cupola.errors import DocumentError, Location, Message
from cupola.publish.language import Language, english
from cupola.publish.record import record
from cupola.publish.stationery import Stationery

_DATA: Final = "data.json"
_WORDS: Final = "language.json"
_FAULT: Final = re.compile(r"^error: (?P<what>.+)\n\s*┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)$", re.M)
_EPOCH: Final = 0
"""The instant that a template sees as today, in seconds since 1970: paper does not depend on when it is made."""


def pdf(stationery: Stationery, template: str, view: object, language: Language | None = None) -> bytes:
    """Typeset a view as PDF; the same view and templates give the same bytes.

    Parameters
    ----------
    template : str
        The name of the template; it reads the view from the file `data.json`, and the words of the language
        from `language.json`. Text in the view is data to it and is
        never read as markup.

    Raises
    ------
    DocumentError
        The template has a mistake; with its file and line.
    """
    return _compile(stationery, template, view, language, format="pdf")[0]


def pictures(
    stationery: Stationery, template: str, view: object, language: Language | None = None, *, dots_per_inch: float
) -> list[bytes]:
    """Typeset a view as one PNG a page.

    Raises
    ------
    DocumentError
        The template has a mistake; with its file and line.
    """
    return _compile(stationery, template, view, language, format="png", ppi=dots_per_inch)


def _compile(
    stationery: Stationery, template: str, view: object, language: Language | None, **options: Any
) -> list[bytes]:
    import typst  # loaded late: the command line starts without it

    files = {name: text.encode() for name, text in stationery.files.items() if name.endswith(".typ")}
    files["main"] = f'#include "{template}"'.encode()
    files[_DATA] = json.dumps(record(view)).encode()
    files[_WORDS] = json.dumps((language or english()).for_templates()).encode()
    try:
        made: Any = typst.compile(
            files,
            root=str(stationery.root),
            font_paths=[str(path) for path in stationery.fonts],
            ignore_system_fonts=True,
            timestamp=_EPOCH,
            **options,
        )
    except typst.TypstError as error:
        raise DocumentError(*_messages(stationery, template, error.message, error.diagnostic, error.hints)) from None
    return made if isinstance(made, list) else [made]


def _messages(stationery: Stationery, template: str, what: str, diagnostic: str, hints: list[str]) -> list[Message]:
    hint = "; ".join(hints) or "compare the template with the packaged one: cupola paper --eject FOLDER"
    found = []
    for fault in _FAULT.finditer(diagnostic):
        name, line = fault["file"].rpartition("/")[2], int(fault["line"])  # templates lie in one folder
        lines = stationery.files.get(name, "").splitlines()
        where = Location(stationery.shown(name), line, int(fault["column"]) + 1)
        source = lines[line - 1] if line <= len(lines) else None
        found.append(Message("E602", fault["what"], where, source, hint))
    return found or [Message("E602", f"{stationery.shown(template)}: {what}", hint=hint)]
