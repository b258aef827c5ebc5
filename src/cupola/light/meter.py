"""The light meter: sun, earthshine and moonlight through a window, in lux, with their colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.errors import Message, SkyError
from cupola.light.colour import COOLEST_K, WARMEST_K, black_body, cct
from cupola.light.earthshine import ALBEDO, height_of, shine
from cupola.light.moment import Moment, Vantage
from cupola.light.need import LightLimits
from cupola.light.phases import PhaseConditions
from cupola.light.reading import Reading
from cupola.places import Station
from cupola.sky.air import limb_light
from cupola.sky.earthlight import earth_light
from cupola.sky.eclipse import limb_elevation, limit
from cupola.sky.moon import moonlight
from cupola.sky.spectrum import SUNLIGHT_LX, sunlight, tristimulus
from cupola.sky.sun import AU_KM

Floats = NDArray[np.float64]

MOON_K: Final = 4100.0
"""Colour temperature of moonlight: the Moon's soil is redder than the Sun's light; textbook value, medium."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How the bodies that light the station are taken to look.

    Attributes
    ----------
    albedo : float
        Share of light that the Earth below reflects, its air included; `earthshine.ALBEDOS` names some.
    earth_k : float, optional
        Colour temperature of its light by day, K, taken as a black body's; without it the colour is that of the air and
        the ground in sight.
    moon_k : float
        Colour temperature of the Moon's light, K.

    Raises
    ------
    SkyError
        An albedo outside 0 to 1 (E351), a temperature outside 1000 to 100,000 K (E352).
    """

    albedo: float = ALBEDO
    earth_k: float | None = None
    moon_k: float = MOON_K

    def __post_init__(self) -> None:
        if not 0.0 <= self.albedo <= 1.0:
            text = f"an albedo of {self.albedo:g} is not a share of the light"
            raise SkyError(Message("E351", text, hint="give 0 (black) to 1 (white); the mean Earth has 0.3"))
        for kelvin in (self.earth_k, self.moon_k):
            if kelvin is not None and not WARMEST_K <= kelvin <= COOLEST_K:
                text = f"{kelvin:g} K is not the colour of a light"
                raise SkyError(Message("E352", text, hint=f"give {WARMEST_K:g} to {COOLEST_K:g} K"))


class Meter:
    """A light meter on a window of a station.

    What it leaves out: light from the station's own hull, the parts of the station that hide some of the Earth or the
    Moon, and that glass passes less of a slanting ray; beyond `limits.incidence` the frame holds the Sun
    and the Moon off.

    Parameters
    ----------
    station : Station
        Windows, and what stands in the Sun's way.
    window : str
        The window's id.
    vantage : Vantage
        Trajectory, Sun and attitude. With a table of the Sun it is much faster than without.
    limits : LightLimits
        Where sunrise begins and ends; the largest incidence of direct sun.
    surroundings : Surroundings
        Albedo and colours.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    """

    def __init__(
        self,
        station: Station,
        window: str,
        vantage: Vantage,
        limits: LightLimits | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self.station, self.window, self.vantage = station, station.window(window), vantage
        self.limits = limits if limits is not None else LightLimits()
        self.surroundings = surroundings if surroundings is not None else Surroundings()
        self._phases = PhaseConditions.of(self.limits)

    def __call__(self, at: Instants) -> Reading:
        """Read the meter at instants, shape (n,), that the trajectory covers."""
        return self.read(self.vantage.at(at))

    def read(self, moment: Moment) -> Reading:
        """Read the meter at the instants of a moment; several meters share what it works out."""
        elevation = sun_elevation(moment)
        beam = self.beam(moment)
        incidence, blocked_by, share = self._sun_share(moment, beam[:, 1])
        direct, earth, moon = share[:, None] * beam, self._earth(moment), self.moon(moment)
        xyz = direct + earth + moon[:, None] * black_body(np.array([self.surroundings.moon_k]))
        return Reading(
            at=moment.at,
            phase=self._phase(moment),
            elevation=elevation,
            sun=moment.sun_in_body,
            incidence=incidence,
            beam_lx=beam[:, 1],
            direct_lx=direct[:, 1],
            earth_lx=earth[:, 1],
            moon_lx=moon,
            luminance=self.luminance(moment),
            xyz=xyz,
            cct=cct(xyz),
            blocked_by=blocked_by,
        )

    def beam(self, moment: Moment) -> Floats:
        """Give the Sun's light at the station on a plate that faces it, XYZ, Y in lx, shape (n, 3)."""
        return sun_beam(moment)

    def earth(self, moment: Moment) -> Floats:
        """Give earthshine, of Sun and Moon, through the glass and on its plane, lx, shape (n,)."""
        return self._earth(moment)[:, 1]

    def _earth(self, moment: Moment) -> Floats:
        """Give the same as XYZ, shape (n, 3)."""
        normal, looks = moment.direction(self.window.normal), self.surroundings
        day = _sunlight(moment) * shine(moment, normal, moment.sun, looks.albedo)
        # where the Moon lights any ground in sight, the station sees the Moon: it has the same light
        night = _moonlight(moment) * shine(moment, normal, moment.moon, looks.albedo)
        if looks.earth_k is not None:
            day, night = (of[1] * black_body(np.array([looks.earth_k])).T for of in (day, night))
        else:
            night *= (black_body(np.array([looks.moon_k]))[0] / (tristimulus(sunlight()) / SUNLIGHT_LX))[:, None]
        light: Floats = self.window.transmission * (day + night).T
        return light

    def moon(self, moment: Moment) -> Floats:
        """Give the Moon's own light through the glass and on its plane, lx, shape (n,)."""
        sight = moment.moon - moment.position
        cosine = np.einsum("ni,ni->n", moment.direction(self.window.normal), sight) / np.linalg.norm(sight, axis=-1)
        let_in = np.where(cosine >= self._least, cosine, 0.0)
        light: Floats = self.window.transmission * let_in * _moonlight(moment)
        return light

    def luminance(self, moment: Moment) -> Floats:
        """Give the luminance of the sunlit Earth or limb along the window's axis, through the glass, cd/m2, (n,)."""
        seen = earth_light(self.surroundings.albedo).along(
            moment.position, moment.direction(self.window.normal), moment.sun
        )
        light: Floats = self.window.transmission * _sunlight(moment) / SUNLIGHT_LX * seen[1]
        return light

    @property
    def _least(self) -> float:
        """The cosine of the largest incidence."""
        return float(np.cos(np.radians(self.limits.incidence)))

    def _sun_share(self, moment: Moment, beam_lx: Floats) -> tuple[Floats, NDArray[np.object_], Floats]:
        """Give the Sun's incidence in deg, what blocks it, and the share of the beam that reaches the glass's plane."""
        cosine = np.einsum("ni,ni->n", moment.direction(self.window.normal), moment.to_sun)
        open_to = (cosine >= self._least) & (beam_lx > 0.0)
        blocked_by: NDArray[np.object_] = np.full(len(moment), None, object)
        asked = np.flatnonzero(open_to)
        if len(asked):
            rays, at = moment.sun_in_body[asked], moment.at[asked]
            hidden = self.station.clearance(self.window.id, rays, at, rays) < 0.0
            where = asked[hidden]
            blocked_by[where] = self.station.blockers(self.window.id, rays[hidden], at[hidden], rays[hidden])
            open_to[where] = False
        share = np.where(open_to, self.window.transmission * cosine, 0.0)
        return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))), blocked_by, share

    def _phase(self, moment: Moment) -> NDArray[np.str_]:
        first, full = self._phases.first.signed(moment) >= 0, self._phases.full.signed(moment) >= 0
        climbs = self._phases.climbs.signed(moment) >= 0
        edge = np.where(climbs, "sunrise", "sunset")
        words: NDArray[np.str_] = np.where(first & full, "sun", np.where(first, edge, "eclipse"))
        return words


def sun_elevation(moment: Moment) -> Floats:
    """Give the elevation of the Sun's centre above the hard limb, straight rays, deg, shape (n,)."""
    return moment.once("sun elevation", lambda: limb_elevation(moment.position, moment.sun, limit("centre")))


def sun_beam(moment: Moment) -> Floats:
    """Give the Sun's light at the station on a plate that faces it, XYZ, Y in lx, shape (n, 3)."""
    light: Floats = limb_light(sun_elevation(moment), height_of(moment)) / sun_distance(moment)[:, None] ** 2
    return light


def sun_distance(moment: Moment) -> Floats:
    """Give the Sun's distance from the Earth's centre in au: at the station it is the same to 0.005 %."""
    return moment.once("sun distance", lambda: np.linalg.norm(moment.sun, axis=-1) / AU_KM)


def _sunlight(moment: Moment) -> Floats:
    """Give the Sun's light on a plate that faces it, above the air, lx, shape (n,)."""
    light: Floats = SUNLIGHT_LX / sun_distance(moment) ** 2
    return light


def _moonlight(moment: Moment) -> Floats:
    return moment.once("moonlight", lambda: moonlight(moment.position, moment.moon, moment.sun))
