"""A still: all that decides a picture, as a value; and the studio that takes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import CupolaError, Message, closest
from cupola.light.exposure import Exposure, Sensor
from cupola.light.lens import Lens
from cupola.light.meter import Meter, Surroundings
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits
from cupola.places import Station, Window
from cupola.places.flightpath import Flightpath
from cupola.preview.aim import STRAIGHT, aim_of_view, aimed
from cupola.preview.aloft import AloftMeter
from cupola.preview.cabin import shot_lux
from cupola.preview.camera.film import developed_as
from cupola.preview.camera.glare import add_glare
from cupola.preview.camera.metering import KOMODO, TOWNS, automatic, key_luminance
from cupola.preview.carrier import course_of, station_of
from cupola.preview.craft.station import with_station
from cupola.preview.craft.window import Behind, framed
from cupola.preview.eye import Eye
from cupola.preview.lenses import lens_of
from cupola.preview.outside import Outside
from cupola.preview.passing import passing
from cupola.preview.remarks import AIR_KM, GLASS, View, remarks
from cupola.preview.scenery import USUAL_CLOUDS, scenery
from cupola.sky.orbit import Ephemeris, Trajectory
from cupola.steps import OnStep

if TYPE_CHECKING:
    from cupola.production import Production, Shot

Picture = NDArray[np.float32]

USUAL_STOP: Final = 4.0
USUAL_DISTANCE: Final = 0.6
"""Metres from the lens to the glass, where nobody says: a camera that is held, not mounted; own choice."""
_SHARE: Final = 0.75  # of the glass's width
_NEAREST: Final = 0.1
LARGEST: Final = 8192
"""Pixels along a side: beyond, a picture takes more memory than a laptop has."""
MOST: Final = 34_000_000
_NARROWEST: Final = 1.0
"""Millimetres of a sensor along each side."""
_ENOUGH: Final = 0.4
_NIGHT_VIEWS: Final = ("earth-night", "city-lights")
_ASIDE: Final = 0.05  # cosine: flatter a lens cannot look through a pane


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """What to take: a value that can be sent to another process, and compared by its `key`.

    Attributes
    ----------
    station : Station
        Where the camera is.
    course : Trajectory
        The station's way; half an hour of it to either side of `at` is kept.
    window : Window
        Through which it looks.
    lens : Lens
        Its focal length, on the sensor of the camera.
    at : float
        The instant, UTC seconds.
    width, height : int
        Pixels. The largest part of the sensor that has their shape is used.
    exposure : Exposure or None
        The settings; None for what the picture's light asks for.
    sensor : Sensor
        The camera's, for settings that are asked for.
    stop : float
        The stop wished for. It decides how soft the frame of the window is.
    distance : float
        From the lens to the glass, metres.
    aim : tuple of float or None
        The axis of the lens in the station's frame; None looks straight out.
    cabin_lux : float
        The light of the cabin's lamps on the window's frame, lx.
    change : float
        Stops by which the picture is to be brighter than the meter would have it.
    by_night : bool
        Whether it is to show the night side: then neither the arc of twilight nor a sunlit part of the station decides
        its exposure.
    scenery : str
        What else decides the picture: the clouds and the map that the studio was opened with, in words.
    limits, looks : LightLimits, Surroundings
        What the light meter goes by, as `cupola light` has it of the production.

    Raises
    ------
    CupolaError
        A size that is none, or too large (E815); a camera that is not behind the glass (E816), or points aside of it
        (E820); an instant that the course does not cover (E307).
    """

    station: Station
    course: Trajectory
    window: Window
    lens: Lens
    at: float
    width: int = 1920
    height: int = 1080
    exposure: Exposure | None = None
    sensor: Sensor = KOMODO
    stop: float = USUAL_STOP
    distance: float = USUAL_DISTANCE
    aim: tuple[float, float, float] | None = None
    cabin_lux: float = 0.0
    change: float = 0.0
    by_night: bool = False
    scenery: str = USUAL_CLOUDS
    limits: LightLimits = field(default_factory=LightLimits)
    looks: Surroundings = field(default_factory=Surroundings)

    def __post_init__(self) -> None:
        if not isinstance(self.course, (Ephemeris, Flightpath)):
            object.__setattr__(self, "course", passing(self.course, self.at))
        is_fit = 16 <= self.width <= LARGEST and 16 <= self.height <= LARGEST and self.width * self.height <= MOST
        if not is_fit:
            text = f"a picture of {self.width} x {self.height} pixels is not made"
            hint = f"give 16 to {LARGEST} pixels a side, and at most {MOST // 1_000_000} million, such as 1920x1080"
            raise CupolaError(Message("E815", text, hint=hint))
        if min(self._part) < _NARROWEST:
            text = f"a picture of {self.width} x {self.height} pixels is too narrow for a sensor"
            raise CupolaError(Message("E815", text, hint="give sides that are nearer to each other, such as 1920x1080"))
        if not 0.02 <= self.distance <= 20.0:
            text = f"{self.distance:g} m from the glass is not a place for a camera"
            raise CupolaError(Message("E816", text, hint="give 0.02 to 20 m, such as 0.6m"))
        if self.axis @ np.array(self.window.normal) < _ASIDE:
            text = f"the camera does not look through {self.window.name}: it points aside of the glass"
            raise CupolaError(Message("E820", text, hint=f"aim within {self.window.half_view:g} deg of straight out"))

    @property
    def axis(self) -> NDArray[np.float64]:
        """The axis of the lens, a unit vector in the station's frame."""
        axis = np.array(self.window.normal if self.aim is None else self.aim, float)
        unit: NDArray[np.float64] = axis / np.linalg.norm(axis)
        return unit

    @property
    def used(self) -> Lens:
        """The lens on that part of the sensor which is used."""
        return Lens(self.lens.focal, *self._part)

    @property
    def _part(self) -> tuple[float, float]:
        """Width and height of that part, mm."""
        shape = self.width / self.height
        width = min(self.lens.width, self.lens.height * shape)
        return width, width / shape

    def eye(self) -> Eye:
        """Give the camera in the Earth-fixed frame.

        Raises
        ------
        SkyError
            The orbit does not cover the instant (E307).
        """
        return Eye.towards(self.course, self.station, self.axis, self.used, self.at)

    def meter(self, window: str) -> Meter:
        """Give the light meter on a window of the station."""
        vantage = Vantage(self.course, attitude=self.station.attitude)
        kind = AloftMeter if isinstance(self.course, Flightpath) else Meter
        return kind(self.station, window, vantage, self.limits, self.looks)

    def behind(self) -> Behind:
        """Give the camera as it stands behind its window."""
        return Behind(
            station=self.station,
            window=self.window,
            lens=self.used,
            axes=self.eye().axes,
            at=self.at,
            stop=self.exposure.stop if self.exposure is not None else self.stop,
            distance=self.distance,
            cabin_lux=self.cabin_lux,
            meter=self.meter,
        )

    def key(self) -> str:
        """Give a hash of all that changes the picture."""
        eye = self.eye()
        module = [one for one in self.station.windows.values() if one.module == self.window.module]
        numbers = [eye.position, eye.forward, eye.up, eye.sun, eye.moon, eye.axes, eye.inertial]
        told = (
            self.at, self.window, module, self.station.parts, self.lens, self.width, self.height, self.exposure,
            self.sensor, self.stop, self.distance, self.aim, self.cabin_lux, self.change, self.by_night, self.scenery,
            self.limits, self.looks,
        )  # fmt: skip
        found = hashlib.sha256(repr(told).encode())
        for number in numbers:
            found.update(np.round(number, 9).tobytes())
        return found.hexdigest()[:24]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Still) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken.

    Attributes
    ----------
    still : Still
        Of what.
    light : ndarray, shape (h, w, 3)
        The light that the lens throws on the sensor: linear Rec. 2020, cd/m2.
    exposure : Exposure
        The settings it is developed with.
    remarks : tuple of str
        What a person should know: why the frame is black, what hides the view.
    key_cd_m2 : float
        The luminance that a meter on what is lit in it reads, cd/m2; 0 for a black one.
    credits : tuple of str
        Whose pictures and lists are in it.
    """

    still: Still
    light: Picture
    exposure: Exposure
    remarks: tuple[str, ...]
    key_cd_m2: float = 0.0
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Studio:
    """Tables, textures and catalogues, opened once a process; takes stills.

    Attributes
    ----------
    credits : tuple of str
        Whose pictures and lists are in a picture.
    missing : tuple of Message
        What is not installed and therefore not in it.
    """

    outside: Outside
    credits: tuple[str, ...] = ()
    missing: tuple[Message, ...] = ()

    @classmethod
    def open(cls, on_step: OnStep = lambda _: None, day_map: Path | None = None, clouds: str = USUAL_CLOUDS) -> Studio:
        """Open everything; what is made once a machine is made now if nobody did.

        Raises
        ------
        CupolaError
            A package is missing (E805), or a map is none (E806 to E809).
        """
        from cupola.preview.opened import opened

        return cls(*opened(on_step, day_map, clouds))

    def take(self, still: Still) -> Taken:
        """Take a still.

        Raises
        ------
        SkyError
            The orbit does not cover the instant (E307).
        """
        eye, behind = still.eye(), still.behind()
        light, seen = self.outside.seen(eye, still.width, still.height)
        shares, hidden = with_station(light, behind)
        open_to, veil = framed(light, behind)
        add_glare(light)
        key = key_luminance(light, _to_meter(open_to, hidden | (seen.tangent > AIR_KM)))
        key = min(key, max(TOWNS, veil)) if still.by_night else key
        exposure = still.exposure or automatic(still.sensor, key, still.stop, still.change)
        view = View(open_to, seen.tangent, shares, veil, key)
        return Taken(still, light, exposure, remarks(light, view, exposure, eye), key, self.credits)


def _to_meter(open_to: Picture, beside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give what of a picture is metered: the Earth with its air, not station and space, unless there is little else."""
    through = open_to > GLASS
    earth: NDArray[np.bool_] = through & ~beside
    return earth if earth.sum() > _ENOUGH * through.sum() else through


@dataclass(frozen=True, slots=True)
class Opening:
    """How a studio is to be opened: a value that other processes can be given; called, it opens one."""

    day_map: Path | None = None
    clouds: str = USUAL_CLOUDS

    @property
    def scenery(self) -> str:
        """What it makes of the picture, in words; see `Still`."""
        return scenery(self.clouds, self.day_map)

    def __call__(self, on_step: OnStep = lambda _: None) -> Studio:
        """Open it; see `Studio.open`."""
        return Studio.open(on_step, self.day_map, self.clouds)


def usual_distance(window: Window) -> float:
    """Give how far from the glass a lens is held, where nobody says, m: nearer to a small window."""
    sides = window.size[:2] if window.shape == "rounded" else window.size
    width = min(sides) * sqrt(window.clear)
    return min(USUAL_DISTANCE, max(_NEAREST, _SHARE * width))


def sensor_of(production: Production, camera: str) -> Sensor:
    """Give the sensor of a camera of a production; where none is told, that of a RED KOMODO 6K."""
    found = production.cameras.get(camera)
    return found.sensor if found is not None and found.sensor is not None else KOMODO


def window_of(production: Production, shot: Shot, window: str | None = None) -> Window:
    """Give the window that a shot looks through, or another one of the station.

    Raises
    ------
    CupolaError
        It is shot on the ground, or looks through none (E817), or there is no such window (E311).
    """
    station, key = station_of(production, shot), window or shot.need.window
    if key is None:
        text = f"shot {shot.id} looks through no window: it has no view to preview"
        raise CupolaError(Message("E817", text, hint='give it a "window:", or name another with --window'))
    return station.window(key)


def still_of(
    production: Production,
    shot_id: str,
    at: float,
    *,
    width: int = 1920,
    height: int = 1080,
    window: str | None = None,
    target: str | None = None,
) -> Still:
    """Give the still of a shot at an instant: its window, lens and camera, aimed at what it wants to see.

    Parameters
    ----------
    window : str, optional
        Another window than the shot's.
    target : str, optional
        Another thing to aim at; see `aim.aimed`.

    Raises
    ------
    CupolaError
        An unknown shot, or one that looks through no window (E817); a lens that is none (E360, E819); an instant that
        the orbit, or the flight, does not cover (E307).
    """
    shot = production.shots.get(shot_id)
    if shot is None:
        hint = closest(shot_id, production.shots)
        raise CupolaError(Message("E817", f'there is no shot "{shot_id[:40]}"', hint=hint))
    station, course = station_of(production, shot), course_of(production, shot, at)
    glass = window_of(production, shot, window)
    sensor = sensor_of(production, shot.camera)
    need, is_as_written = shot.need, target is None and glass.id == shot.need.window
    wanted = aim_of_view(need.view, need.light) if is_as_written else target or STRAIGHT
    return Still(
        station=station,
        course=course,
        window=glass,
        lens=lens_of(shot.lens, sensor)[0],
        at=at,
        width=width,
        height=height,
        sensor=sensor,
        aim=aimed(course, station, glass, at, wanted),
        distance=usual_distance(glass),
        cabin_lux=shot_lux(production, shot, glass, usual_distance(glass)),
        by_night=is_as_written and (need.view in _NIGHT_VIEWS or need.view_by == "night"),
        limits=production.light.aboard,
        looks=production.light.surroundings,
    )


def developed(taken: Taken) -> NDArray[np.uint8]:
    """Give a picture as it is shown: 8-bit sRGB, shape (h, w, 3)."""
    return developed_as(taken.light, taken.exposure)
