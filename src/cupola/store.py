"""Writes files so that a killed process never leaves half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError, Message

WRITTEN: Final[list[Path]] = []
"""Each file that was written since a command began: what is left behind when the command is interrupted."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step: into a neighbour first, then renamed over the old one.

    Raises
    ------
    DocumentError
        The folder cannot be written to.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write files that belong together: only when all of them are whole beside their places are they put there.

    Raises
    ------
    DocumentError
        A folder cannot be written to, or has no room for all of them: then none is written.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            staged.append((path, _staged(path, content)))
        for path, name in staged:
            with _told(path):
                WRITTEN.append(path)  # before it is there: an empty list must mean that there is nothing
                name.replace(path)
    except BaseException:
        for _, name in staged:
            name.unlink(missing_ok=True)
        raise


def write_new(path: Path, content: str | bytes) -> bool:
    """Write a file that is not there yet, in one step; an old one is never touched.

    Returns
    -------
    bool
        Whether it was written: not, if there is one.

    Raises
    ------
    DocumentError
        The folder cannot be written to.
    """
    name = _staged(path, content, over=False)
    try:
        with _told(path):
            return _linked(path, name)
    finally:
        name.unlink(missing_ok=True)


def _linked(path: Path, name: Path) -> bool:
    WRITTEN.append(path)
    try:
        path.hardlink_to(name)  # unlike a rename, it fails if somebody was faster
    except FileExistsError:
        WRITTEN.remove(path)
        return False
    return True


def _staged(path: Path, content: str | bytes, *, over: bool = True) -> Path:
    """Write a file beside the place where it belongs, and give its name."""
    data = content.encode() if isinstance(content, str) else content
    with _told(path):
        if over and path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if over and path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is a device or a pipe, not a plain file")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, text = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        name = Path(text)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            name.chmod(0o644)
        except BaseException:
            name.unlink(missing_ok=True)
            raise
    return name


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell why a file cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason, hint = getattr(error, "strerror", None) or str(error), None
        if above := _file_above(path):
            reason, hint = f"{above} is a file, no folder", "name a folder"
        raise DocumentError(Message("E101", f"{path} cannot be written: {reason}", hint=hint)) from None


def _file_above(path: Path) -> Path | None:
    """Give the file that stands where a folder should be on the way to another."""
    try:
        return next((one for one in path.parents if one.exists() and not one.is_dir()), None)
    except (OSError, ValueError):
        return None
