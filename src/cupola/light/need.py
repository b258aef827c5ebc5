"""What a shot needs of light and view, in the words of the breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.errors import Message, SkyError
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.sky.eclipse import FIRST_LIGHT_KM

LIGHT_WORDS: Final = ("any", "sun", "eclipse", "sunrise", "sunset")
"""The light phases a shot can ask for at the station."""

BODY_WORDS: Final = ("sun", "moon")
"""The views that are in the sky."""

VIEW_WORDS: Final = ("earth-day", "earth-night", "terminator", "limb", "city-lights", *BODY_WORDS)
"""The views that are no landmark."""

VIEW_BY_WORDS: Final = ("any", "day", "night")
"""The light on a landmark."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a shot needs of light and view.

    Attributes
    ----------
    light : str
        The phase at the station while the camera rolls: one of `LIGHT_WORDS`.
    window : str or None
        Id of the window that light falls through or the lens looks through.
    direct : bool
        Direct sun must fall through that window.
    view : str or None
        What is seen through it: one of `VIEW_WORDS`, or the name of a landmark.
    view_by : str
        The light on the landmark: one of `VIEW_BY_WORDS`.
    location : Location or None
        The place on the ground where this is asked, with the words of the ground; None at the station.
    sun_from : tuple of float or None
        Sector of azimuths, clockwise from the first to the last, in deg, that the Sun stands in; on the ground only.
    gravity : str
        What the camera feels while it rolls: one of `GRAVITY_WORDS`.
    flights : Flown or None
        The craft in which this is asked; then `location` is where it flies.
    link : str
        What is open to the ground while the camera rolls: one of `LINK_WORDS`, or the name of a link of the place.
    """

    light: str = "any"
    window: str | None = None
    direct: bool = False
    view: str | None = None
    view_by: str = "any"
    location: Location | None = None
    sun_from: tuple[float, float] | None = None
    gravity: str = "any"
    flights: Flown | None = None
    link: str = "any"

    def __str__(self) -> str:
        parts = [] if self.light == "any" else [self.light]
        if self.direct:
            parts.append("direct sun")
        if self.view:
            parts.append(self.view if self.view_by == "any" else f"{self.view} by {self.view_by}")
        if self.window:
            parts.append(f"through {self.window}")
        if self.sun_from:
            parts.append("sun from {:g} to {:g} deg".format(*self.sun_from))
        if self.gravity != "any":
            parts.append(f"gravity {self.gravity}")
        if self.link != "any":
            parts.append(f"link {self.link}")
        return ", ".join(parts) or "any light"


@dataclass(frozen=True, slots=True)
class LightLimits:
    """Where light and view begin and end; every one can be set by hand.

    Attributes
    ----------
    first_light : float
        Tangent height in km of the lowest ray of the Sun's upper limb that counts as light: sunrise begins with it.
    full_light : float
        Tangent height in km that the lower limb's ray must clear for white sun: sunrise ends with it.
    incidence : float
        Largest angle in deg between the Sun and a window's normal at which a patch of sun falls through.
    ground_day : float
        Elevation of the Sun in deg above which the ground looks lit.
    ground_night : float
        Elevation of the Sun in deg below which the ground looks dark and cities show.
    landmark_elevation : float
        Least elevation in deg of the station above a landmark's horizon for the landmark to be recognised.
    terminator : float
        How far in deg the Sun may stand above or below the horizon of the ground for it to count as the terminator.

    Raises
    ------
    SkyError
        Heights outside the air, or in the wrong order (E309).
    """

    first_light: float = FIRST_LIGHT_KM
    full_light: float = 28.0
    incidence: float = 75.0
    ground_day: float = 0.0
    ground_night: float = -6.0
    landmark_elevation: float = 10.0
    terminator: float = 6.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.first_light <= self.full_light <= 100.0:
            text = f"sunrise cannot go from rays {self.first_light:g} km high to rays {self.full_light:g} km high"
            raise SkyError(Message("E309", text, hint="give two heights in the air, 0 to 100 km, the lower first"))

    def __str__(self) -> str:
        return (
            f"sunrise from the upper limb's refracted ray {self.first_light:g} km above the WGS84 ellipsoid to the "
            f"lower limb's at {self.full_light:g} km; direct sun within {self.incidence:g} deg of the window's normal; "
            f"ground lit with the Sun above {self.ground_day:g} deg, dark below {self.ground_night:g} deg; "
            f"landmarks from where the station stands {self.landmark_elevation:g} deg high"
        )
