"""The lights of a room at an instant: the Sun's beam in each window, the Earth outside, the lamps and their dimmers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.errors import Message, SkyError, closest
from cupola.light.colour import black_body
from cupola.light.meter import Meter, sun_beam
from cupola.light.moment import Moment
from cupola.preview.colour import luminance, of_xyz
from cupola.preview.inside.room import Fitting, Room
from cupola.preview.inside.sky import Sky, plain
from cupola.preview.inside.solid import Floats

SUN, EARTH = "sun", "earth"
ALL_LAMPS = "cabin"

_ASIDE: Final = np.radians(50.0)


@dataclass(frozen=True, slots=True, eq=False)
class Lights:
    """What lights a room at an instant.

    Attributes
    ----------
    sun : ndarray, shape (3,)
        Unit vector to the Sun, the station's frame.
    beam : ndarray, shape (3,)
        Its light outside, on a plate that faces it, lx by primaries (linear Rec. 2020).
    glass : ndarray, shape (w,)
        What each window lets through of it; 0 where the station or the window's frame stands in the way.
    sky : Sky
        Everything else outside.
    luminance : float
        Of the Earth behind the first window, through the glass, cd/m2.
    """

    at: float
    sun: Floats
    beam: Floats
    glass: Floats
    sky: Sky
    luminance: float

    @property
    def beam_lx(self) -> float:
        """The Sun's light outside, lx."""
        return float(luminance(self.beam))

    def comes_from(self, room: Room) -> Floats | None:
        """Give where the strongest light of the first window comes from, shape (3,): Sun or Earth; None at night.

        At most 50 deg off the window's axis: farther aside its frame leaves little of the light.
        """
        axis = room.openings[0].normal
        if self.glass[0] > 0.0 and self.beam_lx > 0.0:
            return _within(self.sun, axis)
        if self.sky.is_dark:
            return None
        light = luminance(self.sky.faces) * self.sky.solid_angles() * np.maximum(self.sky.rays() @ axis, 0.0)
        middle = np.einsum("fij,fijc->c", light, self.sky.rays())
        length = float(np.linalg.norm(middle))
        return _within(middle / length, axis) if length > 0.0 else None

    @property
    def is_sunny(self) -> bool:
        """Whether the Sun shines through any of the windows."""
        return bool(self.glass.max(initial=0.0) > 0.0 and self.beam_lx > 0.0)


def lights(room: Room, moment: Moment, meter: Callable[[str], Meter], sky: Sky | None = None) -> Lights:
    """Give the lights of a room at the first instant of a moment.

    Parameters
    ----------
    meter : callable
        Gives the light meter of a window.
    sky : Sky, optional
        How what is outside is spread; its level is the meter's in any case. By default an Earth alike all over.
    """
    meters = [meter(opening.window) for opening in room.openings]
    readings = [one.read(moment) for one in meters]
    first = meters[0]
    beam = of_xyz(sun_beam(moment)[0])
    glass = np.array(
        [one.transmission if reading.direct_lx[0] > 0.0 else 0.0
         for one, reading in zip(room.openings, readings, strict=True)]
    )  # fmt: skip
    spread = sky if sky is not None else plain(moment, first.surroundings)
    opening = room.openings[0]
    here = float(luminance(spread.lux(opening.normal))) * opening.transmission
    wished = float(readings[0].earth_lx[0])
    level = wished / here if here > 0.0 else 0.0
    return Lights(
        at=float(moment.at[0]),
        sun=moment.sun_in_body[0],
        beam=np.maximum(beam, 0.0),
        glass=glass,
        sky=spread.scaled(level),
        luminance=float(readings[0].luminance[0]),
    )


def weights(found: Lights, room: Room, dimmers: Mapping[str, float], cabin: float = 1.0) -> dict[str, Floats]:
    """Give by how much each pass counts in a picture, by primaries, shape (3,).

    Parameters
    ----------
    dimmers : mapping of str to float
        Share of their light that groups of lamps give, by name; `cabin` is all of them.
    cabin : float
        By how much all lamps are brighter than their file says, so that a meter reads what the set states.

    Raises
    ------
    SkyError
        A lamp that is not there (E835), or a share of less than nothing or more than 4 (E836).
    """
    groups = groups_of(room)
    for name, share in dimmers.items():
        if name not in (*groups, ALL_LAMPS):
            hint = closest(name, groups) or f"its lamps are {', '.join((*groups, ALL_LAMPS))}"
            raise SkyError(Message("E835", f'there are no lamps "{name[:40]}" in {room.module}', hint=hint))
        if not 0.0 <= share <= 4.0:
            text = f"lamps cannot be set to {100 * share:g} %"
            raise SkyError(Message("E836", text, hint="give 0 % to 400 %"))
    level = dimmers.get(ALL_LAMPS, 1.0) * cabin
    lamps = {group: level * dimmers.get(group, 1.0) * tint(theirs[0].kelvin) for group, theirs in groups.items()}
    return {SUN: found.beam, EARTH: np.ones(3), **lamps}


def _within(direction: Floats, axis: Floats) -> Floats:
    angle = float(np.arccos(np.clip(direction @ axis, -1.0, 1.0)))
    if angle <= _ASIDE:
        return direction
    aside = direction - (direction @ axis) * axis
    found: Floats = np.cos(_ASIDE) * axis + np.sin(_ASIDE) * aside / np.linalg.norm(aside)
    return found


def groups_of(room: Room) -> dict[str, list[Fitting]]:
    """Give the lamps of a room by group."""
    found: dict[str, list[Fitting]] = {}
    for lamp in room.lamps:
        found.setdefault(lamp.group, []).append(lamp)
    return dict(sorted(found.items()))


def tint(kelvin: float) -> Floats:
    """Give light of 1 lx of a black body's colour, linear Rec. 2020, shape (3,)."""
    light = np.maximum(of_xyz(black_body(np.array([kelvin]))[0]), 0.0)
    found: Floats = light / luminance(light)
    return found
