"""A film of numbered frames, by ffmpeg where that is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from cupola.errors import CupolaError, Message
from cupola.store import WRITTEN

PROGRAM: Final = "ffmpeg"

_KINDS: Final = (".mp4", ".mov", ".mkv")
_LONGEST: Final = 6 * 3600.0
_EVEN: Final = "scale=trunc(iw/2)*2:trunc(ih/2)*2"  # H.264 with colours at half the resolution has even sides


def refuse_film(out: Path) -> None:
    """Refuse a name under which no film can be made, before the frames of one are.

    Raises
    ------
    CupolaError
        Another kind of file than a film, or a folder (E845).
    """
    if out.suffix.casefold() not in _KINDS or out.is_dir():
        text, hint = f"{out} is no name for a film", "name a file that ends in .mp4, .mov or .mkv"
        raise CupolaError(Message("E845", text, hint=hint))


def film_program() -> str | None:
    """Give the program that makes films, None where it is not installed."""
    return shutil.which(PROGRAM)


def arguments(program: str, folder: Path, digits: int, number: int, rate: float, out: Path) -> list[str]:
    """Give the call that makes a film: H.264 at a quality that shows no blocks, in the colours of a screen.

    Parameters
    ----------
    digits, number : int
        How many digits the names of the frames have, and how many frames there are, counted from 1.
    rate : float
        Frames a second.
    """
    frames = f"file:{str(folder).replace('%', '%%')}/frame-%0{digits}d.png"
    return [
        *(program, "-nostdin", "-hide_banner", "-loglevel", "error", "-y"),
        *("-framerate", f"{rate:g}", "-f", "image2", "-start_number", "1", "-i", frames, "-frames:v", str(number)),
        *("-vf", f"{_EVEN},format=yuv420p", "-c:v", "libx264", "-crf", "16", "-preset", "medium"),
        *("-color_primaries", "bt709", "-color_trc", "iec61966-2-1", "-colorspace", "bt709"),
        *("-movflags", "+faststart", f"file:{out}"),
    ]


def make_film(program: str, folder: Path, digits: int, number: int, rate: float, out: Path) -> None:
    """Make a film of the frames in a folder.

    Raises
    ------
    CupolaError
        It fails; with what the program says (E845).
    """
    part = out.with_name(f".part-{out.name}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        call = arguments(program, folder, digits, number, rate, part)
        done = subprocess.run(call, capture_output=True, text=True, errors="replace", timeout=_LONGEST, check=False)
        if done.returncode:
            raise _failed(out, done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"])
        WRITTEN.append(out)
        part.replace(out)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(out, [str(error)]) from None
    finally:
        part.unlink(missing_ok=True)


def _failed(out: Path, why: list[str]) -> CupolaError:
    hint = "the frames are kept: name a film that ends in .mp4 or .mov, or make it from them with your own tools"
    return CupolaError(Message("E845", f"{PROGRAM} made no film {out}: {why[0][:300]}", hint=hint))
