"""Pictures as files: PNG to look at, EXR with the light itself in cd/m2."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import CupolaError, Message
from cupola.store import write_whole

_EFFORT: Final = 4  # of zlib: 6 takes almost three times as long for files smaller by a twenty-fifth
REC_2020: Final = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290)
"""Red, green, blue and white, x and y each (ITU-R BT.2020-2)."""
PACKAGES: Final = {"PIL": "pillow", "OpenEXR": "openexr"}
_WRITERS: Final = {".png": "PIL", ".exr": "OpenEXR"}


def need_package(module: str) -> None:
    """Refuse to go on without a package that writes pictures.

    Raises
    ------
    CupolaError
        E813, with how to install it.
    """
    if find_spec(module) is None:
        text = f"{PACKAGES.get(module, module)} is not installed, and a picture needs it"
        raise CupolaError(Message("E813", text, hint='pip install "cupola[preview]"'))


def need_writers(kinds: Iterable[str]) -> None:
    """Refuse to go on without what writes files of some kinds, `.png`, `.exr`; raises as `need_package`."""
    for kind in sorted(set(kinds)):
        need_package(_WRITERS[kind])


def picture_files(file: Path, exr: bool) -> list[Path]:
    """Give the files of a picture that is to be named so: a PNG, and an EXR where one is asked for or named.

    Raises
    ------
    CupolaError
        It is the name of another kind of file, or of a folder (E101), or a package is missing (E813).
    """
    if file.suffix.casefold() not in (".png", ".exr") or file.is_dir():
        text = f"{file} is no name for a picture"
        raise CupolaError(Message("E101", text, hint="name a file that ends in .png or .exr"))
    need_package("PIL")
    if not exr and file.suffix.casefold() == ".png":
        return [file]
    need_package("OpenEXR")
    return [file if file.suffix.casefold() == kind else file.with_suffix(kind) for kind in (".png", ".exr")]


def write_png(path: Path, code: NDArray[np.uint8], about: Mapping[str, str]) -> None:
    """Write an 8-bit sRGB picture, shape (h, w, 3), as PNG, with text about it in its header.

    Raises
    ------
    CupolaError
        Pillow is missing (E813), or the file cannot be written (E101).
    """
    write_whole(path, png(code, about))


def png(code: NDArray[np.uint8], about: Mapping[str, str]) -> bytes:
    """Give what `write_png` writes."""
    need_package("PIL")
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, value in about.items():
        info.add_itxt(key, value)
    info.add(b"sRGB", b"\x00")
    file = BytesIO()
    Image.fromarray(code).save(file, format="PNG", pnginfo=info, compress_level=_EFFORT)
    return file.getvalue()


def write_exr(path: Path, light: NDArray[np.float32], about: Mapping[str, str]) -> None:
    """Write linear Rec. 2020 in cd/m2, shape (h, w, 3), as OpenEXR with its primaries and text about it.

    Raises
    ------
    CupolaError
        OpenEXR is missing (E813), there is no room to make it (E814), or the file cannot be written (E101).
    """
    write_whole(path, exr(light, about))


def exr(light: NDArray[np.float32], about: Mapping[str, str]) -> bytes:
    """Give what `write_exr` writes; raises as it does."""
    need_package("OpenEXR")
    import OpenEXR

    header: dict[str, Any] = {
        "compression": OpenEXR.ZIP_COMPRESSION,
        "type": OpenEXR.scanlineimage,
        "chromaticities": REC_2020,
        "whiteLuminance": 1.0,
        **about,
    }
    channels = {"RGB": np.ascontiguousarray(light, np.float32)}
    try:
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / "picture.exr"
            OpenEXR.File(header, channels).write(str(part))
            return part.read_bytes()
    except (OSError, RuntimeError) as error:
        text = f"an EXR cannot be made: {getattr(error, 'strerror', None) or error}"
        raise CupolaError(Message("E814", text, hint="make room in the folder for temporary files")) from None
