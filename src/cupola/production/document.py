"""production.yaml as written, field by field.

These models check form only (fields, kinds, units); what refers to what is checked in `production.check`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from cupola.places.ground import Horizon
from cupola.production.craftform import AircraftForm, LinkForm, OrbitForm, TurnForm
from cupola.production.fields import (
    ClockTime,
    Duration,
    Form,
    Height,
    Illuminance,
    Instant,
    Kelvin,
    Offset,
    Part,
    Pause,
    Priority,
    RayHeight,
    SignedAngle,
    Terrain,
    Text,
    Word,
    Words,
    unit,
)
from cupola.production.frame import framed
from cupola.production.gearform import CameraForm, CardsForm, GearForm, OffloadForm
from cupola.production.personform import BlockForm, PersonForm
from cupola.production.scene import Unit
from cupola.production.shipform import FlightForm
from cupola.production.trainingform import TrainingForm

SCHEMA = "cupola/1"


class LocationForm(Form):
    """A place on the ground: degrees north and east, its height, and the terrain that hides the low Sun."""

    body: Literal["earth", "mars", "moon"] = "earth"
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    height: Height = 0.0
    horizon: Terrain = Horizon()


class PermitForm(Form):
    """A span for which the use of a set is agreed."""

    start: Instant = Field(alias="from")
    stop: Instant = Field(alias="to")


class SetForm(Form):
    """A set and where it is shot: the module, or docked ship, the aircraft, or the place on the ground.

    `handholds` are what people hold on to there, and `hands_off` what nobody touches.
    """

    name: Word
    module: Word | None = None
    location: LocationForm | None = None
    aircraft: Word | None = None
    capacity: int | None = Field(default=None, ge=1, le=50)
    open_from: Instant | None = None
    open_to: Instant | None = None
    permits: list[PermitForm] | None = None
    clear: Duration = 0.0
    restore: Duration = 0.0
    hears: Words = []
    overnight: bool = False
    escort: Word | None = None
    cabin: Illuminance | None = None
    handholds: Words = []
    hands_off: Words = []


class LandmarkForm(Form):
    """A point on the ground of one's own: geodetic degrees north and east."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    kind: Literal["city", "coast", "desert", "lake", "mountains", "river", "volcano", "point"] = "point"


class EventForm(Form):
    """Something on the station's timeline."""

    what: Word
    start: Instant = Field(alias="from")
    stop: Instant = Field(alias="to")
    people: Words = []
    sets: Words = []
    stops_filming: bool = False
    attitude_lost: bool = False
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class RulesForm(Form):
    """The rules of the shoot; what is left out comes from the crew rules."""

    day_load: Annotated[list[Part], Field(min_length=1, max_length=400)] | None = None
    time_factor: Annotated[list[Annotated[float, Field(ge=1, le=10)]], Field(min_length=1, max_length=400)] | None = (
        None
    )
    pass_gap: Pause | None = None
    rest_between: Duration | None = None
    restore_by: ClockTime | None = None
    rigging: Duration | None = None
    set_change: Duration | None = None
    rig_change: Duration | None = None
    look_change: Duration | None = None
    company_move: Duration | None = None
    road_speed: Annotated[float, unit("km/h"), Field(gt=0)] | None = None
    moves_per_day: Annotated[int, Field(ge=0, le=20)] | None = None
    handles: Duration | None = None
    weights: dict[Priority, Annotated[int, Field(ge=1, le=1000)]] | None = None
    like_light: Pause | None = None
    light_slack: Annotated[float, Field(ge=0, le=5)] | None = None
    match_turn: Annotated[float, unit("deg"), Field(gt=0, le=180)] | None = None
    match_stops: Annotated[float, Field(gt=0, le=20)] | None = None
    match_mired: Annotated[float, Field(gt=0, le=1000)] | None = None
    match_ground: Annotated[float, Field(gt=0, le=20)] | None = None


class StayForm(Form):
    """The flight's frame around the shoot."""

    arrive: Instant
    depart: Instant
    first_shot: Instant
    wrap: Instant
    mission_start: Instant


class ClockForm(Form):
    """The crew's clock: its name and how far it is ahead of UTC."""

    name: Word
    ahead: Offset = 0.0


class LightForm(Form):
    """Where light and view begin and end, and how bright the Earth is taken to be."""

    first_light: RayHeight | None = None
    full_light: RayHeight | None = None
    incidence: Annotated[float, unit("deg"), Field(gt=0, lt=90)] | None = None
    ground_day: SignedAngle | None = None
    ground_night: SignedAngle | None = None
    landmark_elevation: Annotated[float, unit("deg"), Field(le=90)] | None = None
    terminator: Annotated[float, unit("deg"), Field(gt=0, le=30)] | None = None
    albedo: Annotated[float, Field(ge=0, le=1)] | None = None
    earth_colour: Kelvin | None = None
    golden_from: SignedAngle | None = None
    golden_to: SignedAngle | None = None
    blue_to: SignedAngle | None = None
    low_sun: Annotated[float, unit("deg"), Field(gt=0, le=30)] | None = None


class HeadingWordsForm(Form):
    """Words of another language by which headings, times of day, transitions and omitted scenes are known."""

    interior: Words = []
    exterior: Words = []
    times: Words = []
    transitions: Words = []
    omitted: Words = []


class ProductionForm(Form):
    """production.yaml."""

    schema_: Literal["cupola/1"] = Field(alias="schema")
    title: Word
    unit: Unit | None = None
    screenplay: Word = "screenplay.fountain"
    heading_words: HeadingWordsForm = HeadingWordsForm()
    breakdown: Word = "breakdown.yaml"
    station: Word | None = None
    orbit: OrbitForm | None = None
    attitude: list[TurnForm] = []
    stay: StayForm
    flight: FlightForm | None = None
    crew_clock: ClockForm
    crew_rules: Word = "iss-2021"
    aircraft: dict[Word, AircraftForm] = {}
    links: dict[Word, LinkForm] = {}
    days: dict[Word, list[BlockForm]] = {}
    people: dict[Word, PersonForm] = Field(min_length=1)
    sets: dict[Word, SetForm] = Field(min_length=1)
    cameras: dict[Word, CameraForm] = Field(min_length=1)
    cards: CardsForm | None = None
    offload: OffloadForm = OffloadForm()
    gear: dict[Word, GearForm] = {}
    landmarks: dict[Word, LandmarkForm] = {}
    events: list[EventForm] = []
    training: TrainingForm | None = None
    rules: RulesForm = RulesForm()
    light: LightForm = LightForm()

    @model_validator(mode="before")
    @classmethod
    def _framed(cls, plain: Any) -> Any:
        """Fill in what `stay` leaves to the ships."""
        return framed(plain)
