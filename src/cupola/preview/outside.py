"""The picture outside the glass: the Earth with its air, and what shines beyond and upon it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cupola.preview.eye import Eye

Picture = NDArray[np.float32]


class Sight(Protocol):
    """What of the Earth is seen; of `preview.earth`."""

    @property
    def light(self) -> Picture:
        """Linear Rec. 2020, cd/m2, shape (h, w, 3)."""

    @property
    def through(self) -> Picture:
        """The share of the light from beyond that arrives, shape (h, w, 3)."""

    @property
    def tangent(self) -> Picture:
        """The lowest height of the ray, km, shape (h, w); negative where it meets the ground."""


class Ground(Protocol):
    """What gives the Earth as a camera sees it."""

    def seen(self, eye: Eye, width: int, height: int) -> Sight:
        """Give the Earth, its air and its clouds."""


class Lights(Protocol):
    """What adds stars, Moon, Sun, airglow, cities."""

    def add(self, picture: Picture, seen: Sight, eye: Eye, /) -> None:
        """Add them to a picture, in place."""


@dataclass(frozen=True, slots=True)
class Outside:
    """All that is outside: the Earth, and the lights in the sky and on the ground."""

    earth: Ground
    heavens: Lights

    def picture(self, eye: Eye, width: int, height: int) -> Picture:
        """Give the picture before the glass, shape (height, width, 3): linear Rec. 2020, cd/m2."""
        return self.seen(eye, width, height)[0]

    def seen(self, eye: Eye, width: int, height: int) -> tuple[Picture, Sight]:
        """Give the picture before the glass, and what of it is the Earth."""
        seen = self.earth.seen(eye, width, height)
        picture = np.array(seen.light, np.float32)
        self.heavens.add(picture, seen, eye)
        return picture, seen
