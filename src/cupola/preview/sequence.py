"""A stretch of time as numbered frames: a locked-off camera, one exposure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cupola.clock import Span, utc_text
from cupola.errors import CupolaError, Message
from cupola.preview.frames import KINDS, frame_at
from cupola.preview.series import Order

if TYPE_CHECKING:
    from cupola.light.exposure import Exposure
    from cupola.preview.still import Still

MOST: Final = 100_000
"""Frames of one sequence: more than an hour at 24 frames a second."""

_DIGITS: Final = 4


def instants(span: Span, step: float) -> tuple[float, ...]:
    """Give the instants of the frames: the start of the span, then every `step` seconds while it lasts.

    Raises
    ------
    CupolaError
        No frame, or too many (E843).
    """
    if not step > 0.0:
        raise CupolaError(Message("E843", f"frames every {step:g} s make no sequence", hint="give a step such as 10s"))
    number = int((span.stop - span.start) / step + 1 - 1e-9) if span.stop > span.start else 0
    if not 1 <= number <= MOST:
        text = f"{number:,} frames from {utc_text(span.start)} to {utc_text(span.stop)}, every {step:g} s"
        raise CupolaError(Message("E843", text, hint=f"give 1 to {MOST:,} frames: another span, or another step"))
    return tuple(span.start + k * step for k in range(number))


def name_of(number: int, of: int) -> str:
    """Give the name of a frame's files, counted from 1: `frame-0012`, so that they sort as they are counted."""
    return f"frame-{number:0{max(_DIGITS, len(str(of)))}d}"


def sequence(
    still_at: Callable[[float], Still],
    at: Sequence[float],
    exposure: Exposure | None,
    folder: Path,
    kinds: Sequence[str] = (".png",),
) -> list[Order]:
    """Give the frames of a sequence; the camera points where it does in the middle one.

    Parameters
    ----------
    still_at : callable
        Gives the still of an instant.
    exposure : Exposure or None
        The settings of all frames; None to meter each.
    kinds : sequence of str
        The kinds of files: `.png`, `.exr`.

    Raises
    ------
    CupolaError
        A file stands where a frame would go, and is none of ours (E844); an instant outside the orbit (E307).
    """
    aim = still_at(at[len(at) // 2]).aim
    orders = []
    for number, instant in enumerate(at, 1):
        name = name_of(number, len(at))
        held = replace(still_at(instant), aim=aim, exposure=exposure)
        orders.append(Order(name, held, tuple(folder / f"{name}{kind}" for kind in kinds)))
    _refuse_strangers(orders)
    return orders


def left_over(folder: Path, orders: Sequence[Order]) -> list[str]:
    """Name the frames of a folder that are of none of the orders: an editor would read them on with the others."""
    files = {file for order in orders for file in order.files}
    found = {file.stem for kind in KINDS for file in folder.glob(f"frame-*{kind}") if file not in files}
    return sorted(found)


def _refuse_strangers(orders: Sequence[Order]) -> None:
    strange = [file for order in orders for file in order.files if file.exists() and frame_at(file) is None]
    if strange:
        text = f"{strange[0]} is no frame of a preview, and would be written over"
        raise CupolaError(Message("E844", text, hint="name another folder, or move the file away"))
