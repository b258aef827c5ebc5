"""What a person should know of a picture: why it is black, what hides the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.exposure import Exposure
from cupola.preview.camera.metering import TOWNS, middle_cd_m2, stops_over
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.sky.earth import limb_point, sine_of_elevation

Picture = NDArray[np.float32]

_HIDES: Final = 0.02
"""Share of the picture from which on a part of the station is named."""
_NAMED: Final = 3
_BLACK_STOPS: Final = 3.5
"""Stops under middle grey from which on it looks black among other pictures: code 16 of 255 and less."""
_SHOWS: Final = 0.002
"""Share of the picture that must be brighter than that for it not to be black."""
_SHINES: Final = 1e-4
"""Share that is enough where it is brighter than middle grey: the Moon, or a few large stars."""
GLASS: Final = 0.3
"""Share of the light from outside: what lets less through is frame, and nothing to expose for."""
_ALL: Final = 0.95
_VEILED: Final = 0.5
AIR_KM: Final = 100.0


@dataclass(frozen=True, slots=True)
class View:
    """What of a picture is seen of the world outside.

    Attributes
    ----------
    open_to : ndarray, shape (h, w)
        The share of the light from outside that each pixel gets.
    tangent : ndarray, shape (h, w)
        The lowest height of each pixel's ray, km.
    hidden : Mapping of str to float
        The share of the picture that each part of the station covers, the largest first.
    veil : float
        The luminance of the room's image in the glass, cd/m2.
    key : float
        The luminance that a meter reads, cd/m2.
    """

    open_to: Picture
    tangent: Picture
    hidden: Mapping[str, float]
    veil: float
    key: float


def remarks(light: Picture, view: View, exposure: Exposure, eye: Eye) -> tuple[str, ...]:
    """Give remarks on a picture, the gravest first; `light` is what the lens throws on the sensor, shape (h, w, 3)."""
    found = []
    if is_black(light, exposure):
        found.append(f"the picture is black: {_why(view, exposure, eye)}")
    if exposure.under >= 0.05:
        by = f"{exposure.under:.1f} stops" if isfinite(exposure.under) else "far"
        found.append(f"even wide open at ISO {exposure.iso:.0f} the picture is {by} too dark")
    if view.veil > _VEILED * view.key > 0.0:
        text = f"the room's image in the glass, {_rounded(view.veil)} cd/m2, veils the view"
        found.append(f"{text}: put the lamps out, or keep the Sun from the room")
    covers = [(name, share) for name, share in view.hidden.items() if share > _HIDES][:_NAMED]
    found += [f"{name}: {share:.0%} of the picture" for name, share in covers]
    glass = float((view.open_to > GLASS).mean())
    if glass < _ALL:
        found.append(f"the window's frame takes {1.0 - glass:.0%} of the picture")
    return tuple(found)


def is_black(light: Picture, exposure: Exposure) -> bool:
    """Say whether nothing is seen on a screen of a picture's light, shape (h, w, 3)."""
    over = luminance(light) / middle_cd_m2(exposure)
    return bool((over > 2.0**-_BLACK_STOPS).mean() < _SHOWS and (over > 1.0).mean() < _SHINES)


def _rounded(luminance: float) -> str:
    return f"{luminance:.0f}" if luminance >= 10.0 else f"{luminance:.2g}"


def _why(view: View, exposure: Exposure, eye: Eye) -> str:
    looks = view.open_to > GLASS
    if looks.mean() < 1.0 - _ALL:
        return "the frame of the window fills it; bring the camera nearer to the glass"
    if sum(view.hidden.values()) > _ALL * looks.mean():
        return f"{next(iter(view.hidden))} stands before the window, in the dark"
    if (view.tangent[looks] > AIR_KM).all():
        return f"it shows space only; the Earth's edge is {_off_edge(eye):.0f} deg away: aim at the limb"
    dark = -stops_over(exposure, view.key) if view.key >= TOWNS else 0.0
    if dark > _BLACK_STOPS:
        return f"it is exposed {dark:.1f} stops darker than a meter would have it; open the lens, or take filters off"
    points = limb_point(eye.position[None], eye.forward[None])
    below = -float(np.degrees(np.arcsin(sine_of_elevation(points, eye.sun[None])[0])))
    night = f"the Sun is {below:.0f} deg under the horizon there" if below > 0 else "what is lit is not in it"
    return f"what it shows of the Earth is dark, {night}; expose longer, or wait for day or for towns"


def _off_edge(eye: Eye) -> float:
    edge = limb_point(eye.position[None], eye.forward[None])[0] - eye.position
    return float(np.degrees(np.arccos(np.clip(edge @ eye.forward / np.linalg.norm(edge), -1.0, 1.0))))
