"""A still and a studio that cost nothing: a grey picture of 16 x 16, in this process or in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from cupola.errors import CupolaError, Message
from cupola.light.exposure import Exposure
from cupola.preview.still import Still, Taken

SETTINGS = Exposure(10.0, 800.0, 1 / 48, 4.0, 0.0)


@dataclass(frozen=True)
class FakeStill:
    """A still known by its key alone; its key says what happens to it."""

    name: str

    def key(self) -> str:
        """Give its name as a key."""
        return self.name.encode().hex()


class FakeStudio:
    """Takes fake stills: those named `bad…` fail, of `mad…` something of a library fails, `quit…` is Ctrl-C."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def take(self, still: Still, /) -> Taken:
        """Take a grey picture, with a remark."""
        name = cast(Any, still).name
        self.taken.append(name)
        if name.startswith("bad"):
            raise CupolaError(Message("E307", "no orbit then"))
        if name.startswith("mad"):
            raise ZeroDivisionError("by nought")
        if name.startswith("quit"):
            raise KeyboardInterrupt
        light = np.full((16, 16, 3), 40.0, np.float32)
        return Taken(still, light, SETTINGS, (f"of {name}", "the Sun is behind the station"))


def still(name: str) -> Still:
    """Give a fake still."""
    return cast(Still, FakeStill(name))


def open_fake() -> FakeStudio:
    """Open a studio that takes fake stills; by its name another process finds it."""
    return FakeStudio()
