"""The Sun's disc as it stands in a picture: darker at its rim, flattened and reddened by the air."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.preview.eye import Eye
from cupola.preview.heavens.disc import Disc, Face, paint
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.splat import Frame
from cupola.preview.heavens.veil import Picture
from cupola.sky.atmosphere import Air
from cupola.sky.eclipse import FIRST_LIGHT_KM
from cupola.sky.moon import RADIUS_KM as MOON_KM
from cupola.sky.spectrum import sunlight, tristimulus
from cupola.sky.sun import AU_KM, RADIUS_KM

Floats = NDArray[np.float64]

LUMINANCE: Final = float(tristimulus(sunlight())[1] / (np.pi * (RADIUS_KM / AU_KM) ** 2))
"""Mean of the disc above the air, cd/m2: 1.96e9, whatever the distance."""


def add_sun(picture: Picture, eye: Eye, air: Air, floor_km: float = FIRST_LIGHT_KM) -> None:
    """Add the Sun to a picture; the Moon hides it where it stands before it.

    Parameters
    ----------
    floor_km : float
        Tangent height below which clouds let nothing through, as in `sky.air.LimbLight`.
    """
    edge, frame = Edge.before(eye.position, air), Frame.of(eye, picture)
    disc = Disc.of(eye, eye.sun, RADIUS_KM)
    box = disc.box(frame, edge, eye)
    if box is None:
        return
    bare = np.zeros((0, 0), np.float32)
    # `edge.light` holds the colour
    face = Face(np.full(3, LUMINANCE), np.eye(3), disc.way, bare, 0.0)
    paint(picture, box, frame, edge, edge.floor(floor_km), disc, face, Disc.of(eye, eye.moon, MOON_KM))
