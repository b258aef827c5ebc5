"""A face before a window: what lights it from there, what fills its shadows, how far the window outshines it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cupola.light.exposure import ev100_of_illuminance, ev100_of_luminance, key_to_fill
from cupola.light.glass import SunPatch, bounce_lux, soft_light, sun_patch
from cupola.light.lamps import thrown_back, walls_m2
from cupola.light.reading import Reading
from cupola.places import Station, Window


@dataclass(frozen=True, slots=True)
class FaceLight:
    """The light on a face that looks at the middle of a window from a place on its axis; lx, but for the last.

    Attributes
    ----------
    soft_lx : float
        From the Earth in the glass.
    sun_lx : float
        From the Sun, when the patch covers the face.
    bounce_lx : float
        What the walls throw back of all that comes in through the glass.
    cabin_lx : float
        The cabin's own light.
    patch : SunPatch or None
        The patch of sun on a wall at the face's distance.
    window_cd_m2 : float
        Luminance of the Earth in the glass, cd/m2.
    """

    soft_lx: float
    sun_lx: float
    bounce_lx: float
    cabin_lx: float
    patch: SunPatch | None
    window_cd_m2: float

    @property
    def key_lx(self) -> float:
        """Light that comes from the window itself."""
        return self.soft_lx + self.sun_lx

    @property
    def fill_lx(self) -> float:
        """Light that comes from everywhere."""
        return self.bounce_lx + self.cabin_lx

    @property
    def ratio(self) -> float:
        """Key and fill to fill."""
        return key_to_fill(self.key_lx, self.fill_lx)

    @property
    def ev100(self) -> float:
        """EV100 of the side of the face that is turned to the window."""
        return float(ev100_of_illuminance(self.key_lx + self.fill_lx))

    @property
    def window_ev100(self) -> float:
        """EV100 of the Earth in the glass; minus infinity for black sky."""
        return float(ev100_of_luminance(self.window_cd_m2))


def face_light(station: Station, window: Window, reading: Reading, distance: float, cabin_lx: float) -> list[FaceLight]:
    """Give the light on a face at each instant of a reading.

    Parameters
    ----------
    reading : Reading
        Of that window, n instants.
    distance : float
        From the middle of the glass to the face, along the axis, m.
    cabin_lx : float
        Light of the cabin on the face, lx.

    Returns
    -------
    list of FaceLight, n long

    Raises
    ------
    SkyError
        A distance that is not in the room (E353).
    """
    place = (0.0, 0.0, distance)
    glass, walls = soft_light(window, place), walls_m2(station.modules[window.module])
    back = thrown_back(station, window.module)
    found = []
    for k in range(len(reading)):
        patch = None
        if reading.direct_lx[k] > 0.0:
            patch = sun_patch(window, reading.sun[k], float(reading.beam_lx[k]), place)
        luminance = float(reading.luminance[k])
        found.append(
            FaceLight(
                soft_lx=luminance * glass,
                sun_lx=patch.lux if patch is not None and _covers_axis(patch) else 0.0,
                bounce_lx=bounce_lux(float(reading.total_lx[k]) * window.area, walls, back),
                cabin_lx=cabin_lx,
                patch=patch,
                window_cd_m2=luminance,
            )
        )
    return found


def _covers_axis(patch: SunPatch) -> bool:
    """Say whether the window's axis goes through a patch on a wall parallel to it."""
    x, y = patch.corners[:, 0], patch.corners[:, 1]
    turns = x * np.roll(y, -1) - y * np.roll(x, -1)
    return bool((turns > 0).all())
