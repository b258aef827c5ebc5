"""Making many frames for a command: with a bar, on the cores of this machine or on a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cupola.cli.progress import bar
from cupola.errors import CupolaError, Message
from cupola.units import counted

if TYPE_CHECKING:
    from cupola.preview.frames import Open
    from cupola.preview.series import Made, Order

_WORTH: Final = 8
"""Frames for which another process is worth beginning: to open a studio takes as long as three or four, and two thirds
of the work on a frame is spread over the cores anyway."""
_MOST_CORES: Final = 1024


@dataclass(frozen=True, slots=True)
class Hired:
    """Who is to make frames, as asked for: so many processes, None for as many as fit, or a cluster by its address."""

    cores: int | None = None
    cluster: str | None = None

    def __post_init__(self) -> None:
        if self.cores is not None and not 1 <= self.cores <= _MOST_CORES:
            raise CupolaError(Message("E843", f"--cores {self.cores}: give 1 to {_MOST_CORES}"))
        if self.cores is not None and self.cluster:
            raise CupolaError(Message("E843", "--cores is of this machine, --cluster of others: name one of them"))


def rendered(orders: Sequence[Order], opening: Open, hired: Hired, pixels: int, what: str) -> Made:
    """Make the frames that are not there yet, each of so many pixels; a bar says how far it is.

    Raises
    ------
    CupolaError
        A package that writes pictures is missing (E813), the studio cannot be opened, or there is no such cluster.
    """
    from cupola.preview.camera.files import need_writers
    from cupola.preview.hands import cores_that_fit, hands
    from cupola.preview.series import make, studio

    need_writers(file.suffix for order in orders for file in order.files)
    wanted = sum(not order.is_made for order in orders)
    fair = -(-wanted // _WORTH) if hired.cores is None else wanted
    cores = max(1, min(cores_that_fit(pixels, hired.cores), fair))
    cluster = hired.cluster or "" if wanted else ""
    if wanted and not cluster:  # what a machine works out once is worked out here, and not by each process
        with bar("opening the studio") as step:
            studio(opening, step)
    with hands(cores, cluster) as found, bar(f"{what}: {counted(wanted, 'frame')}") as step:
        return make(orders, opening, found, step)
