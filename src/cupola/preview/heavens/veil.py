"""What stands before the heavens: the parts of a picture of the Earth that they need."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]


class Veil(Protocol):
    """How much light from beyond arrives in each pixel.

    Attributes
    ----------
    through : ndarray, shape (h, w, 3)
        Share of light from behind the air, or from the ground, that arrives.
    tangent : ndarray, shape (h, w)
        Lowest height of the ray above the ground, km; negative where it meets the ground.
    """

    @property
    def through(self) -> Picture: ...

    @property
    def tangent(self) -> Picture: ...
