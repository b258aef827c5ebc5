"""Somebody who stands in for the actor, and the grey card beside the face: as much of a body as light can tell."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.preview.inside import bust
from cupola.preview.inside.bust import EYE_M, EYE_RADIUS_M
from cupola.preview.inside.form import Form
from cupola.preview.inside.solid import BALL, BOX, FORM, Floats, Solid, paint

FACE_M: Final = 0.105
"""From the middle of the head to the front of the face, metres."""

# X-Rite ColorChecker, patch 2 "light skin": sRGB 194, 150, 130.
_SKIN: Final = paint(0.539, 0.305, 0.223)
_LIPS: Final = paint(0.40, 0.16, 0.14)
_HAIR: Final = paint(0.05, 0.035, 0.025)
_DARK: Final = paint(0.03)
_WHITE: Final = paint(0.60, 0.56, 0.54)
_CLOTH: Final = paint(0.05, 0.08, 0.17)
CARD: Final = paint(0.18)

# How far out of the eye, and half sizes, metres; the iris stands out as the cornea does.
_X, _Y, _Z = EYE_M
_SIDES: Final = ((1.0, "right"), (-1.0, "left"))
_EYES: Final = (
    ("eye", _WHITE, 0.0, (EYE_RADIUS_M, EYE_RADIUS_M, EYE_RADIUS_M)),
    ("iris", _DARK, 0.0085, (0.0045, 0.0053, 0.0053)),
)
_HAND: Final = ((0.172, 0.158, -0.592), (0.055, 0.026, 0.040))
_NECK_M: Final = (-0.036, 0.0, -0.150)
_NOD_DEG: Final = 25.0  # what a neck gives; the body turns by the rest
_CARD_M: Final = (0.002, 0.07, 0.05)


def stand_in(head: Floats, facing: Floats, up: Floats) -> tuple[Solid, ...]:
    """Give the body of somebody who looks along `facing`.

    Parameters
    ----------
    head : ndarray, shape (3,)
        The middle of the head, metres.
    facing, up : ndarray, shape (3,)
        Unit vectors; up is straightened. The head turns to what it faces, the body as far as the neck does not.
    """
    turn = turned(facing, up)
    nod = np.degrees(np.arcsin(np.clip(turn[0] @ up, -1.0, 1.0)))
    back = np.radians(np.clip(nod, -_NOD_DEG, _NOD_DEG))
    upright = turned(np.cos(back) * turn[0] - np.sin(back) * turn[2], turn[2])
    shoulders = head + np.array(_NECK_M) @ turn - np.array(_NECK_M) @ upright
    hands = [
        Solid(f"{side} hand", BALL, shoulders + np.array(_HAND[0]) * (1.0, sign, 1.0) @ upright, upright,
              np.array(_HAND[1]), _SKIN)
        for sign, side in _SIDES
    ]  # fmt: skip
    eyes = [
        Solid(f"{side} {name}", BALL, head + np.array([_X + out, sign * _Y, _Z]) @ turn, turn, np.array(half), colour)
        for sign, side in _SIDES
        for name, colour, out, half in _EYES
    ]
    return (
        _modelled("head", bust.head(), head, turn, _SKIN),
        _modelled("lips", bust.lips(), head, turn, _LIPS),
        _modelled("brows", bust.brows(), head, turn, _HAIR),
        _modelled("hair", bust.hair(), head, turn, _HAIR),
        _modelled("clothes", bust.clothes(), shoulders, upright, _CLOTH),
        *eyes,
        *hands,
    )


def _modelled(name: str, form: Form, head: Floats, axes: Floats, colour: Floats) -> Solid:
    return Solid(name, FORM, head + form.middle @ axes, axes, form.half, colour, away=form.away)


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
