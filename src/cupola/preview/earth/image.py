"""Pictures of the whole Earth: found in the packages that carry them, or given by the user."""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, PreviewError

if TYPE_CHECKING:
    from PIL.Image import Image

Floats32 = NDArray[np.float32]

MOST_PIXELS: Final = 1 << 27
"""16384 by 8192: 1.2 km at the equator, half a gigabyte of memory while it is read."""
CELLS: Final = 256
"""Maps are made so many columns wide or a multiple of it, so that they can be halved without a rest."""


def packaged(module: str, package: str, *names: str) -> list[Path]:
    """Give the files of those names that come in a module.

    Raises
    ------
    PreviewError
        The package is not installed, or lacks a file (E805).
    """
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        spec = None
    for folder in spec.submodule_search_locations or () if spec else ():
        found = [Path(folder) / name for name in names]
        if all(path.is_file() for path in found):
            return found
    text = f"the package {package} with the pictures of the Earth is not installed"
    raise PreviewError(Message("E805", text, hint='pip install "cupola[preview]"'))


def fingerprint(*paths: Path) -> str:
    """Give what files are known by: the same text for the same bytes."""
    found = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


def opened(path: Path) -> Image:
    """Open a picture of the whole Earth.

    Raises
    ------
    PreviewError
        No such file (E101), no picture (E806), not twice as wide as high (E807), too large (E808).
    """
    from PIL import Image, UnidentifiedImageError

    if not path.is_file():
        raise PreviewError(Message("E101", f"there is no file {path}", hint="give a picture of the whole Earth"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path)
    except Image.DecompressionBombError:
        raise _too_large(path) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _no_picture(path) from error
    width, height = picture.size
    if width * height > MOST_PIXELS:
        picture.close()
        raise _too_large(path)
    if width != 2 * height or height < CELLS // 2:
        picture.close()
        least = f"{CELLS} by {CELLS // 2} pixels"
        text = (
            f"{path} has {width} by {height} pixels; a map of the whole Earth is twice as wide as high, from {least} on"
        )
        raise PreviewError(Message("E807", text, hint="give one of longitude by latitude, the date line at its edges"))
    return picture


def looked_at(path: Path) -> tuple[int, int]:
    """Give the size of a picture of the whole Earth; raises what `opened` does."""
    with opened(path) as picture:
        return picture.size


def bands(path: Path, mode: str) -> list[Image]:
    """Read a picture of the whole Earth as bands of 8 bits, a multiple of 256 columns wide.

    Parameters
    ----------
    mode : str
        "RGB", "RGBA", "L": what Pillow calls the bands.
    """
    from PIL.Image import Resampling

    with opened(path) as picture:
        width = picture.width
        try:
            picture.draft(mode, picture.size)
            found = _of_8_bits(picture, path).convert(mode).split()
        except (OSError, ValueError, SyntaxError) as error:
            raise _no_picture(path) from error
    columns = max(round(width / CELLS), 1) * CELLS
    if columns == width:
        return list(found)
    return [one.resize((columns, columns // 2), Resampling.BICUBIC) for one in found]


def _of_8_bits(picture: Image, path: Path) -> Image:
    """Give a picture whose grey has 16 bits, which Pillow would cut off at 255, as one of 8."""
    from PIL import Image

    if picture.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.mode in ("I", "F"):
        text = f"{path} holds numbers of 32 bits, and what they stand for is not known"
        raise PreviewError(Message("E806", text, hint="save it as a picture of 8 or 16 bits"))
    return picture


def _no_picture(path: Path) -> PreviewError:
    return PreviewError(Message("E806", f"{path} is no picture, or broken", hint="give a PNG, JPEG, TIFF or WebP"))


def _too_large(path: Path) -> PreviewError:
    hint = "make it smaller: 16384 by 8192 is the most"
    return PreviewError(Message("E808", f"{path} has more pixels than are read", hint=hint))
