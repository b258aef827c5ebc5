"""Things in a room: boxes, balls of any proportions and modelled forms, turned as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.preview.colour import FROM_SRGB
from cupola.preview.inside.form import Distances

Floats = NDArray[np.float64]

BOX: Final = 0
BALL: Final = 1
FORM: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Solid:
    """A box, an ellipsoid or a modelled form.

    Attributes
    ----------
    kind : int
        `BOX`, `BALL` or `FORM`.
    centre : ndarray, shape (3,)
        Its middle, metres, in the room's frame.
    axes : ndarray, shape (3, 3)
        Its own axes, unit vectors, as rows.
    half : ndarray, shape (3,)
        Half its size along each of them, metres; of the box around a form.
    reflectance : ndarray, shape (3,)
        Share of the light that it throws back, linear Rec. 2020.
    lamp : int
        The index of the lamp that it is; -1 for none.
    away : ndarray of float32, shape (i, j, k), optional
        Of a form: as in `form.Form`.
    """

    name: str
    kind: int
    centre: Floats
    axes: Floats
    half: Floats
    reflectance: Floats
    lamp: int = -1
    away: Distances | None = None


def paint(*srgb: float) -> Floats:
    """Give a reflectance in linear sRGB, of one number or three, as linear Rec. 2020."""
    share = np.array(srgb if len(srgb) == 3 else srgb * 3, float)
    found: Floats = np.clip(FROM_SRGB @ share, 0.0, 1.0)
    return found


def box(name: str, low: ArrayLike, high: ArrayLike, axes: Floats, reflectance: Floats) -> Solid:
    """Give the box between two corners that are told along `axes`, from the room's origin."""
    first, last = np.asarray(low, float), np.asarray(high, float)
    return Solid(name, BOX, (first + last) / 2 @ axes, axes, np.abs(last - first) / 2, reflectance)
