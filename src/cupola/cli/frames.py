"""`cupola preview --frames`: a stretch of time as numbered frames, and as a film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cupola.cli import FAULTS, OK
from cupola.cli.desk import print_json, say
from cupola.cli.light.question import measured
from cupola.cli.progress import bar
from cupola.cli.rendering import Hired, rendered
from cupola.clock import Span, utc_text
from cupola.errors import CupolaError, Message
from cupola.units import counted

if TYPE_CHECKING:
    from cupola.light.exposure import Exposure
    from cupola.preview.frames import Open
    from cupola.preview.series import Made
    from cupola.preview.still import Still

FRAME: Final = "frame"
"""The step that is one frame of the camera: the sequence runs as fast as life."""

_SLOWEST, _FASTEST = 1.0, 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of a sequence, as given.

    Attributes
    ----------
    every : str
        From frame to frame: `10s`, or `frame` for as fast as the camera runs.
    fps : float or None
        Frames a second of the film; None for those of the camera.
    film : Path or None
        The film to make of the frames.
    exr : bool
        An EXR with the light itself beside each PNG.
    """

    folder: Path
    every: str
    fps: float | None
    film: Path | None
    exr: bool
    hired: Hired
    as_json: bool


def frames(asked: Asked, still_at: Callable[[float], Still], span: Span, opening: Open) -> int:
    """Make the frames of a span, those that are there already excepted, and the film of them.

    Parameters
    ----------
    still_at : callable
        Gives the still of an instant.
    opening : callable
        Opens the studio; a value that other processes can be given.
    """
    from cupola.preview.camera.files import need_writers
    from cupola.preview.movie import refuse_film
    from cupola.preview.sequence import instants, left_over, sequence

    kinds = (".png", ".exr") if asked.exr else (".png",)
    need_writers(kinds)
    if asked.film is not None:
        refuse_film(asked.film)
    first = still_at(span.start)
    rate = _rate(asked.fps, first.sensor.frame_rate)
    at = instants(
        span, 1.0 / first.sensor.frame_rate if asked.every == FRAME else measured(asked.every, "s", "--every")
    )
    middle = still_at(at[len(at) // 2])
    exposure = middle.exposure or _metered(middle, opening)
    orders = sequence(still_at, at, exposure, asked.folder, kinds)
    say(f"{counted(len(at), 'frame')} from {utc_text(at[0])} to {utc_text(at[-1])}, at {exposure}")
    made = rendered(orders, opening, asked.hired, first.width * first.height, "making the sequence")
    if made.message:
        say(made.message.render())
    others = left_over(asked.folder, orders)
    if others:
        text = f"{asked.folder} holds {counted(len(others), 'frame')} of another sequence, {others[0]} to {others[-1]}"
        say(f"{text}: move them away before an editor reads them on")
    film = None if made.failed else _film(asked, len(at), rate)
    _tell(asked, made, exposure, film)
    return FAULTS if made.failed else OK


def _rate(asked: float | None, usual: float) -> float:
    if asked is not None and not _SLOWEST <= asked <= _FASTEST:
        raise CupolaError(Message("E843", f"--fps {asked:g}: give {_SLOWEST:g} to {_FASTEST:g} frames a second"))
    return usual if asked is None else asked


def _metered(still: Still, opening: Open) -> Exposure:
    """Give the settings for the middle frame: all frames have them, so that the light may change."""
    from cupola.preview.series import studio

    small = replace(still, width=max(16, still.width // 4), height=max(16, still.height // 4))
    with bar("opening the studio") as step:
        return studio(opening, step).take(small).exposure


def _film(asked: Asked, number: int, rate: float) -> Path | None:
    """Make the film, where one is asked for and can be made."""
    from cupola.preview.movie import PROGRAM, film_program, make_film
    from cupola.preview.sequence import name_of

    if asked.film is None:
        return None
    program = film_program()
    if program is None:
        say(f"no film: {PROGRAM} is not installed; the frames are whole, and any editor reads them as a sequence")
        return None
    digits = len(name_of(number, number)) - len("frame-")
    make_film(program, asked.folder, digits, number, rate, asked.film)
    return asked.film


def _tell(asked: Asked, made: Made, exposure: Exposure, film: Path | None) -> None:
    if asked.as_json:
        print_json(_json(asked, made, exposure, film))
        return
    print(asked.folder)
    if film:
        print(film)
    say(f"{counted(len(made.made), 'frame')} made, {len(made.kept)} as they were")


def _json(asked: Asked, made: Made, exposure: Exposure, film: Path | None) -> dict[str, Any]:
    return {
        "folder": str(asked.folder),
        "film": str(film) if film else None,
        "exposure": str(exposure),
        "made": [order.name for order in made.made],
        "kept": [order.name for order in made.kept],
        "failed": [{"frame": failure.order.name, "why": failure.why} for failure in made.failed],
    }
