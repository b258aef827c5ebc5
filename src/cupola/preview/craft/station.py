"""Puts the station's own parts before a picture: arrays, modules, ships."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.meter import Meter, sun_beam
from cupola.light.moment import Moment
from cupola.preview.colour import of_xyz
from cupola.preview.craft.bodies import FREE, draw
from cupola.preview.craft.shine import earth_part
from cupola.preview.craft.softness import softened
from cupola.preview.craft.solids import before, solids
from cupola.preview.craft.window import Behind

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]

_BELOW: Final = "below"
_LAYERS: Final = (0.0, 3.0, 6.0, 12.0, 25.0, np.inf)
"""Metres: what lies between two of these is equally soft."""


def with_station(light: Picture, behind: Behind) -> tuple[dict[str, float], NDArray[np.bool_]]:
    """Put the parts in view before a picture, shape (h, w, 3), in place.

    Returns
    -------
    shares : dict of str to float
        The share of the picture that each part covers, by its name; the largest first.
    hidden : ndarray of bool, shape (h, w)
        Where there is one.
    """
    meter = behind.meter(behind.window.id)
    moment = meter.vantage.at(np.array([behind.at]))
    parts = before(behind.station, behind.window)
    if not parts:
        return {}, np.zeros(light.shape[:2], bool)
    bodies = solids(parts, behind.at, moment.sun_in_body[0])
    camera = np.stack([behind.place, behind.axes[1], behind.axes[2], behind.axes[0]])
    height, width = light.shape[:2]
    drawn, depths, which = draw(bodies, camera, behind.tangents, _lights(meter, moment), (height, width))
    hidden = which != FREE
    if not hidden.any():
        return {}, hidden
    _lay(light, drawn, depths, behind.pupil / (2.0 * behind.tangents[0] / width))
    covers = np.bincount(which[hidden]) / which.size
    return {parts[k].name: float(covers[k]) for k in np.argsort(-covers, kind="stable") if covers[k] > 0.0}, hidden


def _lights(usual: Meter, moment: Moment) -> Floats:
    """Give what lights the parts; see `bodies.draw`."""
    down = moment.body[0] @ (-moment.position[0] / np.linalg.norm(moment.position[0]))
    below = replace(usual.window, id=_BELOW, normal=tuple(down.tolist()), transmission=1.0)
    station = replace(usual.station, windows={_BELOW: below})
    meter = Meter(station, _BELOW, usual.vantage, usual.limits, usual.surroundings)
    beam = sun_beam(moment)[0]
    return np.stack([moment.sun_in_body[0], down, of_xyz(beam), earth_part(meter.read(moment))])


def _lay(light: Picture, drawn: Picture, depths: Picture, spread: float) -> None:
    """Lay what was drawn over a picture, the farthest first, each layer as soft as it is near.

    `spread` is the radius of the lens's disc in pixels at 1 m.
    """
    top, bottom, left, right = _box(drawn[..., 3] > 0.0, round(spread) + 2)
    light, drawn, depths = (one[top:bottom, left:right] for one in (light, drawn, depths))
    for near, far in reversed(list(pairwise(_LAYERS))):
        inside = (depths >= near) & (depths < far)
        if not inside.any():
            continue
        top, bottom, left, right = _box(inside, round(spread / max(near, 1.0)) + 2)
        # what is nearer is in it too, so that nothing shines through where two layers meet
        within = (depths < far)[top:bottom, left:right, None]
        part = np.where(within, drawn[top:bottom, left:right], np.float32(0.0))
        away = float(np.median(depths[inside]))
        soft = softened(part, spread / away)
        place = light[top:bottom, left:right]
        place *= np.float32(1.0) - soft[..., 3:]
        place += soft[..., :3]


def _box(inside: NDArray[np.bool_], margin: int) -> tuple[int, int, int, int]:
    """Give the first and the last row and column of what is inside, and a margin about it."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    height, width = inside.shape
    top, left = max(int(rows[0]) - margin, 0), max(int(columns[0]) - margin, 0)
    return top, min(int(rows[-1]) + margin + 1, height), left, min(int(columns[-1]) + margin + 1, width)
