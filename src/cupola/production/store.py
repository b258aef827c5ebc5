"""Writes files so that a killed process never leaves half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
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
    _write(path, content, lambda name: name.replace(path))


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
    is_new = True

    def put(name: Path) -> None:
        nonlocal is_new
        try:
            path.hardlink_to(name)  # unlike a rename, it fails if somebody was faster
        except FileExistsError:
            is_new = False
            WRITTEN.remove(path)
        name.unlink()

    _write(path, content, put)
    return is_new


def _write(path: Path, content: str | bytes, put: Callable[[Path], object]) -> None:
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            WRITTEN.append(path)  # before it is there: an empty list must mean that there is nothing
            put(Path(name))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DocumentError(Message("E101", f"{path} cannot be written: {error.strerror}")) from None
