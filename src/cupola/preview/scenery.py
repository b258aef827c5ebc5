"""The sky and the ground that a picture is made with, in words that are others where the pictures of them are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

USUAL_CLOUDS: Final = "1"
"""The sky with that number."""

_DIGITS = 16


def scenery(clouds: str, day_map: Path | None) -> str:
    """Give clouds and map in words: a file by its name and by what is in it."""
    files = [Path(clouds)] if Path(clouds).suffix else []
    given = [*files, *([day_map] if day_map is not None else [])]
    return ", ".join([*([] if files else [clouds]), *(_known_by(file) for file in given)])


def _known_by(file: Path) -> str:
    try:
        state = file.stat()
        return f"{file.name} {_contents(file, state.st_mtime_ns, state.st_size)}"
    except OSError:  # whoever opens it says what is wrong with it
        return str(file)


@cache
def _contents(file: Path, changed: int, size: int) -> str:
    """Give what is in a file as a few digits; read again only where it has changed."""
    from cupola.preview.earth.image import fingerprint

    return fingerprint(file)[:_DIGITS]
