"""Writes files so that a killed process never leaves half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cupola.errors import DocumentError, Message


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step: into a neighbour first, then renamed over the old one.

    Raises
    ------
    DocumentError
        The folder cannot be written to.
    """
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
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DocumentError(Message("E101", f"{path} cannot be written: {error.strerror}")) from None
