"""Paper by Typst: a template and a view become a PDF, or pictures of its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from cupola.errors import DocumentError, Location, Message
from cupola.publish.language import Language, english
from cupola.publish.prints import Print
from cupola.publish.record import Told, record, revision_of
from cupola.publish.stationery import Stationery
from cupola.publish.superseded import Replaced, keyword

_DATA: Final = "data.json"
_WORDS: Final = "language.json"
_SHEET: Final = "sheet.json"
_PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
_STANDARDS: Final = ["a-2a", "ua-1"]
_FAULT: Final = re.compile(r"^error: (?P<what>.+)\n\s*┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)$", re.M)


def pdf(
    stationery: Stationery,
    template: str,
    view: object,
    language: Language | None = None,
    prints: Iterable[Print] = (),
) -> bytes:
    """Typeset a view as PDF; the same view and templates give the same bytes.

    The file is PDF/A-2a and PDF/UA-1: it can be kept for ever, holds its fonts, and is tagged, so that it can be read
    aloud. Where it cannot be, because of a letter that no font has or a picture of a user's without a description, it
    is plain PDF, tagged all the same.

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
    return _compile(stationery, template, view, language, prints, format="pdf", pdf_standards=_STANDARDS)[0]


def pictures(
    stationery: Stationery,
    template: str,
    view: object,
    language: Language | None = None,
    prints: Iterable[Print] = (),
    *,
    dots_per_inch: float,
) -> list[bytes]:
    """Typeset a view as one PNG a page.

    Raises
    ------
    DocumentError
        The template has a mistake; with its file and line.
    """
    return _compile(stationery, template, view, language, prints, format="png", ppi=dots_per_inch)


def stamped(stationery: Stationery, path: Path, view: Replaced, language: Language) -> bytes:
    """Typeset a PDF anew with a stamp on each page, from the file that it lies in; one that is damaged stays as it is.

    Its pages are pictures then, of lines and letters, and no PDF/A.
    """
    try:
        return _compile(stationery, "superseded.typ", view, language, (), format="pdf", root=str(path.parent))[0]
    except DocumentError:
        return path.read_bytes()


def _compile(
    stationery: Stationery,
    template: str,
    view: object,
    language: Language | None,
    prints: Iterable[Print],
    **options: Any,
) -> list[bytes]:
    import typst  # loaded late: the command line starts without it

    files = {name: text.encode() for name, text in stationery.files.items() if name.endswith(".typ")}
    head = f'#set document(title: "{template}", keywords: ("{keyword(revision_of(view))}",))'
    files["main"] = f'{head}\n#include "{template}"'.encode()
    files[_DATA] = json.dumps(record(view)).encode()
    files[_WORDS] = json.dumps((language or english()).for_templates()).encode()
    files[_SHEET] = json.dumps({"paper": _PAPERS[stationery.size]}).encode()
    files |= {one.name: one.drawing.encode() for one in prints}
    options = {"root": str(stationery.root)} | options
    options |= {
        "font_paths": [str(path) for path in stationery.fonts],
        "ignore_system_fonts": True,
        "timestamp": _made(view),
    }
    try:
        made = _made_of(files, options)
    except typst.TypstError as error:
        raise DocumentError(*_messages(stationery, template, error.message, error.diagnostic, error.hints)) from None
    return made if isinstance(made, list) else [made]


def _made_of(files: dict[str, bytes], options: dict[str, Any]) -> Any:
    import typst

    try:
        return typst.compile(files, **options)
    except typst.TypstError as error:
        if "pdf_standards" not in options or not error.message.startswith("PDF/"):
            raise
    return typst.compile(files, **{key: value for key, value in options.items() if key != "pdf_standards"})


def _made(view: object) -> int:
    """Give the instant that a template sees as today: the view's, as paper does not depend on when it is printed."""
    imprint = view if isinstance(view, Told) else getattr(view, "imprint", None)
    return max(int(getattr(imprint, "made", 0)), 0)


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
