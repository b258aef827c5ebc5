"""The packaged templates: small productions that plan as they stand, to begin an own one from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from cupola.errors import DocumentError, Message, harmless
from cupola.production.fields import Word
from cupola.production.unit import PRODUCTION
from cupola.script.yamltext import edited, replace_scalar, scalar
from cupola.store import write_new
from cupola.tree import parse

TemplateName = Literal["station", "free-flyer", "suborbital", "parabolic", "ground"]
TEMPLATES: Final[tuple[TemplateName, ...]] = get_args(TemplateName)
"""By the place that the film is shot at."""

_SCREENPLAY: Final = "screenplay.fountain"
_MARKS: Final = re.compile(r"[*_\\]")


def begin(folder: Path, template: TemplateName, title: str | None = None) -> list[Path]:
    """Write a template into a folder, to be edited there.

    Parameters
    ----------
    folder : Path
        Where to; made if it is missing. Nothing in it is overwritten.
    template : TemplateName
        Where the film is shot.
    title : str or None
        The title of the film; else that of the template.

    Returns
    -------
    list of Path
        The files, production.yaml last: a folder without it is no production yet.

    Raises
    ------
    DocumentError
        The folder is not empty (E760) or a file (E761), the title is no title (E762), or the folder cannot be written
        to (E101).
    """
    texts = dict(_texts(files("cupola.production").joinpath("templates", template)))
    if title is not None:
        title = _sound(title)
        texts[PRODUCTION] = _retitled_document(texts[PRODUCTION], title)
        texts[_SCREENPLAY] = _retitled_screenplay(texts[_SCREENPLAY], title)
    _refuse_taken(folder)
    paths = [folder / name for name in sorted(texts, key=lambda name: (name == PRODUCTION, name))]
    written: list[Path] = []
    try:
        for path in paths:
            if not write_new(path, texts[path.relative_to(folder).as_posix()]):
                raise _taken(folder)
            written.append(path)
    except BaseException:
        _take_back(written, {path.parent for path in paths} - {folder})
        raise
    return written


def _texts(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry.read_text("utf-8")


def _take_back(written: list[Path], folders: set[Path]) -> None:
    """Leave no half production behind, so that the same folder can be asked for again."""
    for path in written:
        path.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):  # not made yet, or somebody else's file is in it
            folder.rmdir()


def _refuse_taken(folder: Path) -> None:
    try:
        if folder.is_dir():
            if any(folder.iterdir()):
                raise _taken(folder)
        elif folder.exists() or folder.is_symlink():
            text, hint = f"{folder} is not a folder; nothing was written", "name a folder that is not there yet"
            raise DocumentError(Message("E761", text, hint=hint))
    except OSError as error:
        raise DocumentError(Message("E101", f"{folder} cannot be read: {error.strerror}")) from None


def _taken(folder: Path) -> DocumentError:
    text = f"{folder} is not empty; what is there was left as it is"
    return DocumentError(Message("E760", text, hint="name an empty folder, or one that is not there yet"))


def _sound(title: str) -> str:
    """Give a title that may stand in production.yaml, without space at its ends."""
    try:
        return TypeAdapter(Word).validate_python(title.strip())
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"])
    shown = harmless(title[:40]).replace("\n", "\\n")
    raise DocumentError(Message("E762", f'the title "{shown}" cannot be used: {reason}', hint="write one line of text"))


def _retitled_document(text: str, title: str) -> str:
    key, node = (parse(text, PRODUCTION).root.pairs or {})["title"]
    return edited(text, [replace_scalar(text, key, node, scalar(title))])


def _retitled_screenplay(text: str, title: str) -> str:
    """Put a title on the title page, its first line.

    Stars, underscores and backslashes are escaped, which also breaks the marks of a boneyard; those of a note, which
    have no escape, are set apart.
    """
    _, _, rest = text.partition("\n")
    shown = _MARKS.sub(r"\\\g<0>", title).replace("[[", "[ [")
    return f"Title: {shown}\n{rest}"
