"""A still and a studio that cost nothing: a grey picture of 16 x 16, in this process or in another."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

import numpy as np

from cupola.errors import CupolaError, Message
from cupola.light.exposure import Exposure, Sensor
from cupola.preview.camera.metering import KOMODO
from cupola.preview.frames import as_file
from cupola.preview.still import Still, Taken
from cupola.steps import OnStep

SETTINGS = Exposure(10.0, 800.0, 1 / 48, 4.0, 0.0)


@dataclass(frozen=True)
class FakeStill:
    """A still of next to nothing; its name says what happens to it."""

    name: str
    at: float = 0.0
    aim: tuple[float, float, float] | None = None
    exposure: Exposure | None = None
    sensor: Sensor = KOMODO
    width: int = 16
    height: int = 16

    def key(self) -> str:
        """Give a hash of all of it."""
        return sha256(repr(self).encode()).hexdigest()[:24]


class FakeStudio:
    """Takes fake stills: those named `bad…` fail, of `mad…` something of a library fails, `quit…` is Ctrl-C."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def take(self, still: Still, /) -> Taken:
        """Take a grey picture, with a remark."""
        name = getattr(still, "name", "a real still")
        self.taken.append(name)
        if name.startswith("bad"):
            raise CupolaError(Message("E307", "no orbit then"))
        if name.startswith("mad"):
            raise ZeroDivisionError("by nought")
        if name.startswith("quit"):
            raise KeyboardInterrupt
        light = np.full((16, 16, 3), 40.0, np.float32)
        return Taken(still, light, still.exposure or SETTINGS, (f"of {name}", "the Sun is behind the station"))


def still(name: str, at: float = 0.0) -> Still:
    """Give a fake still."""
    return cast(Still, FakeStill(name, at))


def open_fake(on_step: OnStep) -> FakeStudio:
    """Open a studio that takes fake stills; by its name another process finds it."""
    on_step(1.0)
    return FakeStudio()


def write_frame(file: Path, taken: Taken) -> None:
    """Write a frame as it lies in a folder."""
    file.write_bytes(as_file(taken, file.suffix))
