"""Frames as files: a picture under the key of what was to be taken, so that nothing is taken twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cupola import __version__
from cupola.preview.camera.files import exr, png
from cupola.steps import OnStep

if TYPE_CHECKING:
    from cupola.preview.still import Still, Taken

KINDS: Final = (".png", ".exr")
"""A picture to look at, and one with the light itself."""

KEY: Final = "Key"
EXPOSURE: Final = "Exposure"
REMARKS: Final = "Remarks"
VERSION: Final = "Version"
CREDITS: Final = "Credits"

_LONGEST = 4000


class Taking(Protocol):
    """What takes stills: a `Studio`."""

    def take(self, still: Still, /) -> Taken:
        """Take a still."""


Open = Callable[[OnStep], Taking]
"""Opens a studio: a value that can be sent to another process, and is the same there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame that was taken and kept: its file, the key of its still, the exposure, and what is to be known of it.

    `version` is that of the Cupola that took it, `credits` say whose pictures and lists are in it.
    """

    file: Path
    key: str
    exposure: str
    remarks: tuple[str, ...]
    version: str = __version__
    credits: tuple[str, ...] = ()

    def shows(self, key: str) -> bool:
        """Say whether it is of the still with this key, as it would be taken now."""
        return (self.key, self.version) == (key, __version__)


def frame_in(folder: Path, key: str) -> Frame | None:
    """Give the frame of a still by its key, if the folder has it."""
    found = frame_at(folder / f"{key}.png")
    return found if found and found.shows(key) else None


def frame_at(file: Path) -> Frame | None:
    """Give the frame that a file holds; None if it is not there, damaged, or of somebody else."""
    if not file.is_file():
        return None
    told = _told(file)
    if KEY not in told:
        return None
    remarks, credits = (tuple(line for line in told.get(key, "").splitlines() if line) for key in (REMARKS, CREDITS))
    return Frame(file, told[KEY], told.get(EXPOSURE, ""), remarks, told.get(VERSION, ""), credits)


def about(taken: Taken) -> dict[str, str]:
    """Give what a file says of a frame."""
    return {
        KEY: taken.still.key(),
        EXPOSURE: str(taken.exposure),
        REMARKS: "\n".join(taken.remarks),
        VERSION: __version__,
        CREDITS: "\n".join(taken.credits),
    }


def as_file(taken: Taken, kind: str) -> bytes:
    """Give a frame as a file of a kind: `.png`, or `.exr` with its light in cd/m2.

    Raises
    ------
    CupolaError
        A package is missing (E813), or there is no room to make it (E814).
    """
    from cupola.preview.still import developed

    return exr(taken.light, about(taken)) if kind == ".exr" else png(developed(taken), about(taken))


def _told(file: Path) -> Mapping[str, str]:
    """Read what a file says of itself; nothing from one that cannot be read, or not without a library."""
    try:
        told = _told_by_exr(file) if file.suffix == ".exr" else _told_by_png(file)
    except (ImportError, OSError, ValueError, RuntimeError, SyntaxError):  # or damaged, in the words of its library
        return {}
    return {key: str(value)[:_LONGEST] for key, value in told.items()}


def _told_by_png(file: Path) -> Mapping[str, object]:
    from PIL import Image

    with Image.open(file, formats=("PNG",)) as picture:
        return {str(key): value for key, value in picture.info.items()}


def _told_by_exr(file: Path) -> Mapping[str, object]:
    import OpenEXR

    with OpenEXR.File(str(file), header_only=True) as picture:
        return dict(picture.header())
