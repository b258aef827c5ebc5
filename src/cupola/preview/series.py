"""Many frames: those that are there already are kept, the others made by many hands; what fails is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cupola.errors import CupolaError, Message
from cupola.preview.frames import Open, Taking, as_file, frame_at
from cupola.preview.hands import Hands
from cupola.steps import OnStep
from cupola.store import write_whole

if TYPE_CHECKING:
    from cupola.preview.still import Still

Pictures: TypeAlias = "Future[tuple[bytes, ...] | str]"

_STUDIOS: Final[dict[Open, Taking]] = {}
_AHEAD: Final = 2
"""Frames that are asked for ahead, for each hand: enough that none waits, and few enough for memory."""


@dataclass(frozen=True, slots=True)
class Order:
    """A frame to be made: by what name it is told of, what to take, and into which files, `.png` or `.exr`."""

    name: str
    still: Still
    files: tuple[Path, ...]

    @property
    def is_made(self) -> bool:
        """Whether all its files are there and show just that still."""
        found = [frame_at(file) for file in self.files]
        return all(frame is not None and frame.shows(self.still.key()) for frame in found)


@dataclass(frozen=True, slots=True)
class Failure:
    """A frame that could not be made, and why."""

    order: Order
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a series: the frames that were there, those that were made, and those that failed."""

    kept: tuple[Order, ...]
    made: tuple[Order, ...]
    failed: tuple[Failure, ...]

    @property
    def message(self) -> Message | None:
        """The frames that failed, as one message; None where none did."""
        if not self.failed:
            return None
        first = self.failed[0]
        names = ", ".join(failure.order.name for failure in self.failed[:12])
        more = f" and {len(self.failed) - 12} more" if len(self.failed) > 12 else ""
        text = f"{len(self.failed)} of {len(self.failed) + len(self.made)} frames failed: {names}{more}"
        return Message("E842", f"{text}; {first.order.name}: {first.why}", hint="the others are kept; run it again")


def make(orders: Sequence[Order], opening: Open, hands: Hands, on_done: OnStep = lambda _: None) -> Made:
    """Make the frames that are not there yet.

    Each is written as soon as it is made: what an interrupted run has made is kept by the next.

    Parameters
    ----------
    orders : sequence of Order
        Each of another name.
    opening : callable
        Opens the studio, once in each process.
    on_done : callable
        Told the share of the frames that are done.

    Raises
    ------
    DocumentError
        A folder cannot be written to (E101).
    """
    there = {order.name: order.is_made for order in orders}
    asked = [order for order in orders if not there[order.name]]
    why: dict[str, str] = {}
    for order, result in _each(asked, opening, hands):
        why[order.name] = _put(order, result)
        on_done(len(why) / len(asked))
    return Made(
        tuple(order for order in orders if there[order.name]),
        tuple(order for order in asked if not why[order.name]),
        tuple(Failure(order, why[order.name]) for order in asked if why[order.name]),
    )


def pictures(still: Still, kinds: tuple[str, ...], opening: Open) -> tuple[bytes, ...] | str:
    """Take a still, in whatever process, and give it as files of some kinds: `.png`, `.exr`; or say why there are none.

    What goes wrong is told in words: an error of a library need not survive the way to another process.
    """
    try:
        taken = studio(opening).take(still)
        return tuple(as_file(taken, kind) for kind in kinds)
    except CupolaError as error:
        return "; ".join(f"{message.code} {message.text}" for message in error.messages)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def studio(opening: Open, on_step: OnStep = lambda _: None) -> Taking:
    """Give the studio of this process, opened when it is first asked for."""
    if opening not in _STUDIOS:
        _STUDIOS[opening] = opening(on_step)
    return _STUDIOS[opening]


def _each(orders: Sequence[Order], opening: Open, hands: Hands) -> Iterator[tuple[Order, Pictures]]:
    """Give the frames as they come, with never more of them asked for than are soon made."""
    queue = iter(orders)
    under_way: dict[Pictures, Order] = {}
    try:
        while True:
            for order in islice(queue, hands.number * _AHEAD - len(under_way)):
                under_way[_ask(order, opening, hands)] = order
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in [one for one in under_way if one in done]:
                yield under_way.pop(future), future
    finally:
        for future in under_way:
            future.cancel()


def _ask(order: Order, opening: Open, hands: Hands) -> Pictures:
    kinds = tuple(file.suffix for file in order.files)
    try:
        return hands.executor.submit(pictures, order.still, kinds, opening)
    except BrokenExecutor as error:  # a process died before; nothing more can be asked for
        broken: Pictures = Future()
        broken.set_exception(error)
        return broken


def _put(order: Order, future: Pictures) -> str:
    """Write the files of a frame; say why there are none."""
    try:
        found = future.result()
    except BrokenExecutor:
        return "a process that made frames died, perhaps for want of memory; try --cores 1"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if isinstance(found, str):
        return found
    for file, content in zip(order.files, found, strict=True):
        write_whole(file, content)
    return ""
