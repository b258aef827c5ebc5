"""The documents as written: production.yaml and breakdown.yaml, field by field.

These models check form only (fields, kinds, units); what refers to what is checked in `production.check`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cupola.places.ground import Horizon
from cupola.production.craftform import AircraftForm, LinkForm, OrbitForm, TurnForm
from cupola.production.elementform import Elements
from cupola.production.fields import (
    ClockTime,
    Data,
    DayRate,
    Duration,
    Height,
    Illuminance,
    Instant,
    Kelvin,
    Length,
    Offset,
    Pages,
    Part,
    Pause,
    PriceOrName,
    Priority,
    Rate,
    RayHeight,
    Sector,
    SignedAngle,
    Terrain,
    Text,
    Word,
    Words,
    unit,
)
from cupola.production.frame import framed
from cupola.production.person import BlockKind
from cupola.production.scene import Unit
from cupola.production.shipform import FlightForm
from cupola.production.trainingform import TrainingForm

SCHEMA = "cupola/1"


class Form(BaseModel):
    """The base of all forms: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BlockForm(Form):
    """A stretch of a day: from and to on the crew's clock; `to` before `from` runs over midnight."""

    start: ClockTime = Field(alias="from")
    stop: ClockTime = Field(alias="to")
    kind: BlockKind = Field(alias="is")
    module: Word | None = Field(default=None, alias="in")


class LimitsForm(Form):
    """What may be asked of a person; what is left out comes from the crew rules."""

    film_per_day: Duration | None = None
    private_per_day: Duration | None = None
    private_per_stay: Duration | None = None
    film_per_week: Duration | None = None
    days_in_a_row: Annotated[int, Field(ge=1, le=400)] | None = None
    work_per_day: Duration | None = None
    awake: Duration | None = None
    sleep: Duration | None = None
    after_waking: Duration | None = None
    before_sleep: Duration | None = None
    day_length: Duration | None = None
    turnaround: Duration | None = None
    meal_after: Duration | None = None
    meal_break: Duration | None = None


class LooksForm(Form):
    """The looks of a person: the first of all is the usual one; those in order are never worn again once left."""

    all: Annotated[Words, Field(min_length=1, max_length=50)]
    order: Words = []
    change: Duration | None = None


class PersonForm(Form):
    """Someone aboard: `day` and `weekend` name day plans, `dates` other plans for single dates."""

    name: Word
    roles: Words = []
    plays: Word | None = None
    groups: Words = []
    novice: bool = False
    sleeps_in: Word | None = None
    day: Word
    weekend: Word | None = None
    dates: dict[str, Word] = {}
    limits: LimitsForm = LimitsForm()
    price: PriceOrName = 0.0
    looks: LooksForm | None = None
    private_price: PriceOrName | None = None
    day_rate: DayRate = 0.0
    holds: bool = True
    arrive: Instant | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z]{2,8})?$")] | None = None


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


class StowedForm(Form):
    """The place where a thing is kept when it is not in use, and who says so."""

    place: Word = Field(alias="at")
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


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


class SensorForm(Form):
    """What a camera brings to an exposure."""

    width: Length
    height: Length
    iso: float
    frame_rate: float
    stops: float
    nd: list[float] = []
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class CardsForm(Form):
    """Memory cards: how many, and what each holds."""

    size: Annotated[float, unit("GB"), Field(gt=0)]
    count: int = Field(ge=1, le=1000)


class OffloadForm(Form):
    """The nightly offload; what is left out comes from the crew rules."""

    at: ClockTime | None = None
    rate: Rate | None = None
    hours: Duration | None = None
    copies: Annotated[int, Field(ge=1, le=10)] | None = None


class BatteryForm(Form):
    """The batteries of a camera: how many, how long one runs it, how long one is charged."""

    count: int = Field(ge=1, le=1000)
    runs: Annotated[Duration, Field(gt=0)]
    charge: Duration


class CameraForm(Form):
    """A camera: bodies aboard, and a packaged kind of camera or model, mode and rate of one's own."""

    kind: Word | None = None
    model: Word | None = None
    mode: Word | None = None
    bodies: int = Field(ge=1, le=100)
    rate: Rate | None = None
    sensor: SensorForm | None = None
    cards: CardsForm | None = None
    battery: BatteryForm | None = None
    stowed: StowedForm | None = None
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class LandmarkForm(Form):
    """A point on the ground of one's own: geodetic degrees north and east."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    kind: Literal["city", "coast", "desert", "lake", "mountains", "river", "volcano", "point"] = "point"


class GearForm(Form):
    """Gear that is counted."""

    name: Word
    count: int = Field(ge=1, le=1000)
    stowed: StowedForm | None = None


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


class ShotForm(Form):
    """A shot of breakdown.yaml."""

    shot: Word
    text: Text
    size: Word = ""
    set: Word | None = None
    cast: Words = []
    crew: Words = []
    escort: Word | None = None
    light: Word = "any"
    window: Word | None = None
    direct: bool = False
    view: Word | None = None
    view_by: Word = "any"
    sun_from: Sector | None = None
    gravity: Word = "any"
    link: Word = "any"
    quiet: bool = False
    closed: bool = False
    camera: Word
    lens: Word = ""
    gear: dict[Word, Annotated[int, Field(ge=1, le=1000)]] = {}
    setup: Duration
    take: Annotated[float, unit("s"), Field(ge=1, le=7200)]
    takes: int = Field(ge=1, le=100)
    reset: Duration = 120.0
    passes: int | None = Field(default=None, ge=1, le=20)
    priority: Priority | None = None
    after: Words = []
    match: Word | None = None
    may_break: bool = False
    rig: Word | None = None
    look: dict[Word, Word] = {}
    lock: Instant | None = None
    data: Data | None = None


class SceneForm(Form):
    """A scene of breakdown.yaml."""

    scene: Word
    heading: Text
    pages: Pages
    screen_time: Duration
    fingerprint: Text = ""
    speaking: Words = []
    unit: Unit = "flight"
    set: Word | None = None
    priority: Priority = 2
    after: Words = []
    note: Text = ""
    light: Word = "any"
    window: Word | None = None
    direct: bool = False
    view: Word | None = None
    view_by: Word = "any"
    gravity: Word = "any"
    quiet: bool = False
    closed: bool = False
    elements: Elements = {}
    revision: Word = ""
    asked: dict[str, Any] = {}
    shots: list[ShotForm] = []


class BreakdownForm(Form):
    """breakdown.yaml."""

    schema_: Literal["cupola/1"] = Field(alias="schema")
    scenes: list[SceneForm] = []
    needs: dict[Word, Elements] = {}
    stowed: dict[Word, StowedForm] = {}
    boneyard: list[dict[str, Any]] = []
