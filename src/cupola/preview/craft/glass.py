"""What the panes of a window do to light that comes at a slant: they pass less of it, and mirror more of the cabin."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PANES: Final = 4
"""Panes of a station's window: scratch, two pressure and debris pane (NASA: Cupola; the Lab's science window)."""
INDEX: Final = 1.458
"""Refractive index of fused silica at 589 nm (Malitson, J. Opt. Soc. Am. 55, 1965)."""
ANGLES: Final = 256
"""Steps of the cosine in `tables`."""


def passed(cosine: ArrayLike, panes: int = PANES, index: float = INDEX) -> Floats:
    """Give the share of unpolarised light that bare clear panes pass, by the cosine of its angle from their normal.

    Fresnel's law for each of the two polarisations, with all reflections between the 2 m surfaces:
    (1 - R) / (1 + (2 m - 1) R) (Stokes 1862).
    """
    outside = np.clip(np.asarray(cosine, float), 1e-9, 1.0)
    inside = np.sqrt(1.0 - (1.0 - outside**2) / index**2)
    across = ((outside - index * inside) / (outside + index * inside)) ** 2
    along = ((inside - index * outside) / (inside + index * outside)) ** 2
    shares = [(1.0 - one) / (1.0 + (2 * panes - 1) * one) for one in (across, along)]
    found: Floats = (shares[0] + shares[1]) / 2.0
    return found


def tables(transmission: float) -> tuple[Floats, Floats]:
    """Give what a window passes and what it mirrors, by even steps of the cosine from 0 to 1; both shape (256,).

    At right angles it passes what the station's data say; at a slant less by as much as bare panes do. What is not
    passed at right angles is taken as mirrored as far as bare panes would.
    """
    cosine = np.linspace(0.0, 1.0, ANGLES)
    bare = passed(cosine)
    share = bare / bare[-1]
    mirrored = 1.0 - share * (1.0 - min(1.0 - transmission, 1.0 - bare[-1]))
    return transmission * share, mirrored
