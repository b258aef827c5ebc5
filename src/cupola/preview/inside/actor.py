"""Somebody who stands in for the actor, and the grey card beside the face: as much of a body as light can tell."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.preview.inside.solid import BALL, BOX, Floats, Solid, paint

FACE_M: Final = 0.105
"""From the middle of the head to the front of the face, metres."""

# X-Rite ColorChecker, patch 2 "light skin": sRGB 194, 150, 130.
_SKIN: Final = paint(0.539, 0.305, 0.223)
_LIPS: Final = paint(0.40, 0.16, 0.14)
_HAIR: Final = paint(0.05, 0.035, 0.025)
_DARK: Final = paint(0.03)
_CLOTH: Final = paint(0.05, 0.08, 0.17)
CARD: Final = paint(0.18)

# Middle (forward, right, up) and half sizes (the same order), metres; a head 23 cm high and 15 cm wide, which is an
# adult's mean (NASA-STD-3000 3.3.1.3, rounded).
_BODY: Final = (
    ("skull", _SKIN, (0.000, 0.0, 0.020), (0.093, 0.073, 0.102)),
    ("jaw", _SKIN, (0.020, 0.0, -0.058), (0.066, 0.056, 0.058)),
    ("chin", _SKIN, (0.056, 0.0, -0.096), (0.028, 0.030, 0.024)),
    ("brow", _SKIN, (0.058, 0.0, 0.030), (0.033, 0.048, 0.022)),
    ("bridge", _SKIN, (0.076, 0.0, 0.000), (0.022, 0.010, 0.034)),
    ("nose", _SKIN, (0.076, 0.0, -0.016), (0.030, 0.014, 0.017)),
    ("upper lip", _SKIN, (0.066, 0.0, -0.046), (0.020, 0.026, 0.022)),
    ("left cheek", _SKIN, (0.044, -0.026, -0.028), (0.038, 0.031, 0.042)),
    ("right cheek", _SKIN, (0.044, 0.026, -0.028), (0.038, 0.031, 0.042)),
    ("left eye", _DARK, (0.076, -0.030, 0.010), (0.006, 0.013, 0.004)),
    ("right eye", _DARK, (0.076, 0.030, 0.010), (0.006, 0.013, 0.004)),
    ("lips", _LIPS, (0.080, 0.0, -0.062), (0.010, 0.024, 0.008)),
    ("left ear", _SKIN, (-0.008, -0.075, -0.004), (0.014, 0.008, 0.028)),
    ("right ear", _SKIN, (-0.008, 0.075, -0.004), (0.014, 0.008, 0.028)),
    ("hair", _HAIR, (-0.024, 0.0, 0.042), (0.092, 0.080, 0.096)),
    ("neck", _SKIN, (-0.020, 0.0, -0.150), (0.052, 0.052, 0.090)),
    ("shoulders", _CLOTH, (-0.030, 0.0, -0.275), (0.085, 0.205, 0.065)),
    ("torso", _CLOTH, (-0.030, 0.0, -0.450), (0.110, 0.175, 0.260)),
    ("left arm", _CLOTH, (0.000, -0.215, -0.400), (0.055, 0.050, 0.190)),
    ("right arm", _CLOTH, (0.000, 0.215, -0.400), (0.055, 0.050, 0.190)),
)
_NECK_M: Final = -0.14
_LEVEL: Final = 0.3  # somebody who looks straight up or down turns the whole body
_CARD_M: Final = (0.002, 0.05, 0.07)


def stand_in(head: Floats, facing: Floats, up: Floats) -> tuple[Solid, ...]:
    """Give the body of somebody who looks along `facing`.

    Parameters
    ----------
    head : ndarray, shape (3,)
        The middle of the head, metres.
    facing, up : ndarray, shape (3,)
        Unit vectors; up is straightened. The head turns to what it faces, the body stays upright.
    """
    turn = turned(facing, up)
    level = facing - (facing @ up) * up
    upright = turned(level, up) if np.linalg.norm(level) > _LEVEL else turn
    made = []
    for name, skin, middle, half in _BODY:
        axes = upright if middle[2] < _NECK_M else turn
        made.append(Solid(name, BALL, head + np.array(middle) @ axes, axes, np.array(half), skin))
    return tuple(made)


def grey_card(middle: Floats, facing: Floats, up: Floats) -> Solid:
    """Give a card of 10 by 14 cm that throws back 18 % of the light."""
    return Solid("grey card", BOX, middle, turned(facing, up), np.array(_CARD_M), CARD)


def turned(facing: Floats, up: Floats) -> Floats:
    """Give forward, right and up of what faces somewhere, as rows."""
    forward = facing / np.linalg.norm(facing)
    top = up - (up @ forward) * forward
    if np.linalg.norm(top) < 1e-6:  # straight up or down: any way round is as good
        top = np.array([1.0, 0.0, 0.0]) - forward[0] * forward
    top = top / np.linalg.norm(top)
    return np.stack([forward, np.cross(forward, top), top])
