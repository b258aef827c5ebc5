"""The production as one frozen value: people, sets, gear, rules, events, scenes and shots.

Everything downstream works from this; nothing here reads files or computes physics. Instants are UTC seconds
since 1970, durations seconds, amounts of data gigabytes, prices US dollars.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from cupola.clock import DAY, Span, SpanSet, calendar_days
from cupola.errors import CupolaError, Message
from cupola.light import LightLimits, Need
from cupola.light.exposure import Sensor
from cupola.light.ground import GroundLimits
from cupola.light.likeness import Tolerance
from cupola.light.meter import Surroundings
from cupola.light.need import BODY_WORDS
from cupola.places import Station
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.production.lesson import Lesson, Training
from cupola.production.looks import Looks
from cupola.production.ships import Ship
from cupola.production.stock import Battery, Cards, Offload
from cupola.sky import Course

_SECONDS_AN_HOUR: Final = 3600.0

BlockKind = Literal[
    "film", "private", "station", "sleep", "meal", "exercise", "conference", "rest", "stowage", "travel"
]
"""What a stretch of a person's day is for. Takes may lie in `film` blocks, and in `private` ones within limits."""

BLOCK_KINDS: Final[tuple[BlockKind, ...]] = (
    "film",
    "private",
    "station",
    "sleep",
    "meal",
    "exercise",
    "conference",
    "rest",
    "stowage",
    "travel",
)


Unit = Literal["flight", "ground"]
"""The units of a film: the main one, wherever it shoots, and the one that stays on the ground."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a person's day: `[span)`, its kind, and the module it happens in (for noise), if known."""

    span: Span
    kind: BlockKind
    module: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked of a person, in seconds; what is left out is no limit.

    Attributes
    ----------
    film_per_day, film_per_week : float
        Work in film time on a day, and in any seven times 24 hours.
    private_per_day, private_per_stay : float
        Borrowed private time on a day, and over the stay.
    work_per_day : float
        Work for the film, in whatever time, and for the station together on a day.
    days_in_a_row : float
        Days in a row on which the person works for the film.
    awake, sleep : float
        Nobody works longer than `awake` after waking, nor after less than `sleep`.
    after_waking, before_sleep : float
        Time without work after waking and before sleep.
    day_length : float
        From the first call to the last wrap between two sleeps.
    turnaround : float
        From the last wrap before a sleep to the next call.
    meal_after, meal_break : float
        A break of `meal_break` or longer begins at most `meal_after` after the first call, or after the last break.
    """

    film_per_day: float
    private_per_day: float
    private_per_stay: float
    film_per_week: float = math.inf
    days_in_a_row: float = math.inf
    work_per_day: float = math.inf
    awake: float = math.inf
    sleep: float = 0.0
    after_waking: float = 0.0
    before_sleep: float = 0.0
    day_length: float = math.inf
    turnaround: float = 0.0
    meal_after: float = math.inf
    meal_break: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone aboard.

    Attributes
    ----------
    blocks : tuple of Block
        The person's whole stay, sorted, without overlap.
    novice : bool
        Slow in weightlessness at first: shots with a novice take longer by the time factor of the day.
    price, private_price : float
        US dollars an hour of this person's time for the film, and of the private time that they lend.
    day_rate : float
        US dollars a day on which they work, travel for the film, or are held.
    holds : bool
        Whether they are kept for the production between two days of work.
    arrive : float or None
        Since when they are aboard, from which their days aboard count; None for the arrival of the film crew.
    looks : Looks or None
        The looks between which they change; None for those who have one.
    sleeps_in : str or None
        The module that they sleep in, where it is known.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    plays: str | None
    groups: frozenset[str]
    novice: bool
    limits: Limits
    price: float
    blocks: tuple[Block, ...]
    private_price: float = 0.0
    day_rate: float = 0.0
    holds: bool = True
    arrive: float | None = None
    sleeps_in: str | None = None
    looks: Looks | None = None
    language: str = ""

    def time(self, *kinds: BlockKind) -> SpanSet:
        """Give the spans of the person's blocks of these kinds."""
        return SpanSet.of(b.span for b in self.blocks if b.kind in kinds)


@dataclass(frozen=True, slots=True)
class Set:
    """A named place in the story, shot in a module (or a docked ship) of the station, or at a place on the ground.

    `module` is empty for a set on the ground, and `location` None for one aboard. At most `capacity` people take part
    in a take; `open` are the spans in which the set exists and may be used; `hears` are the modules whose exercise
    machines, and whose film work, are heard here; `escort` names the group that must escort; `cabin` is the light of
    its lamps on a face, lx, where the production states it. Its module has `room` for so many people, those who are
    there without filming included. A set in an aircraft has its `flights`, and the airfield as its location. Who uses
    it first on a day clears it for `clear` seconds before, and who uses it last puts things back for `restore` seconds
    after. `overnight`: a set-up may stay there while its people sleep.
    """

    id: str
    name: str
    module: str
    capacity: int
    open: SpanSet
    hears: frozenset[str]
    escort: str | None
    location: Location | None = None
    cabin: float | None = None
    room: int = 50
    clear: float = 0.0
    restore: float = 0.0
    overnight: bool = False
    flights: Flown | None = None

    @property
    def under_sky(self) -> Location | None:
        """The place whose sky is over it: on the ground, or where its aircraft flies; None aboard."""
        return self.location if self.flights is None else self.flights.sky


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera body kind: `bodies` of it aboard, each recording `gb_per_hour`; its sensor, where that is known.

    Without a `battery` it is plugged in.
    """

    id: str
    model: str
    bodies: int
    gb_per_hour: float
    sensor: Sensor | None = None
    battery: Battery | None = None


@dataclass(frozen=True, slots=True)
class Gear:
    """Gear that is counted: at most `count` in use at once."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something on the station's timeline.

    `people` are busy with it and `sets` closed by it; `stops_filming`: nobody films anywhere meanwhile;
    `attitude_lost`: no direction of light or view can be relied on meanwhile.
    """

    what: str
    span: Span
    people: frozenset[str]
    sets: frozenset[str]
    stops_filming: bool
    attitude_lost: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the shoot; every one is a setting of the production document.

    Attributes
    ----------
    day_load : tuple of float
        Part of the daily film limit that may be used on the first, second … day aboard; the last holds on.
    time_factor : tuple of float
        By how much set-ups and resets of novices take longer on the first, second … day aboard; the last holds on.
    pass_gap : float
        Longest pause, in seconds, between takes of one set-up in successive passes.
    rest_between : float
        Least time, in seconds, between two shots that share a person.
    set_change, rig_change : float
        Seconds that who carries the set-up needs from one set to another, and to another rig in the same set.
    look_change : float
        Seconds that a change of look takes, of those who say nothing else.
    company_move, road_speed : float
        A move from one location on the ground to another takes so many seconds, and the way at so many km/h.
    moves_per_day : int or None
        How often anybody moves on a day; None for no such rule.
    rigging : float
        Seconds of their time that coming to a set costs each of those who rig it.
    handles : float
        Seconds recorded before and after each take.
    weights : tuple of (int, int)
        Value of a second of screen time by priority.
    like_light : float
        By how many seconds, at most, the passes of one set-up may begin at unlike places of their revolutions.
    light_slack : float
        How many standard deviations of the orbit's timing error lie between a take and the ends of its light.
    restore_by : float
        When what was moved is back in its place each day, in seconds after midnight on the crew's clock.
    match_turn, match_stops, match_mired, match_ground : float
        How unlike light may be that cuts together: see `light.match.Tolerance`.
    """

    day_load: tuple[float, ...]
    time_factor: tuple[float, ...]
    pass_gap: float
    rest_between: float
    handles: float
    weights: tuple[tuple[int, int], ...]
    like_light: float
    light_slack: float
    match_turn: float
    match_stops: float
    match_mired: float
    match_ground: float
    restore_by: float = 68_400.0
    rigging: float = 0.0
    set_change: float = 0.0
    rig_change: float = 0.0
    look_change: float = 0.0
    company_move: float = 0.0
    road_speed: float = math.inf
    moves_per_day: int | None = None

    @property
    def tolerance(self) -> Tolerance:
        """How unlike light may be that cuts together."""
        return Tolerance(self.match_turn, self.match_stops, self.match_mired, self.match_ground)


@dataclass(frozen=True, slots=True)
class Shot:
    """One camera position: people, gear, light, view, and how long it takes.

    `setup`, `take` and `reset` are seconds on the ground-trained clock; `passes` is None when the plan may choose;
    `rig` names the light scheme of its set, and `looks` the look of each person who has several.
    `match` names the shot with which it must cut; at `lock`, if there is one, its set-up begins. `camera` is empty for
    what is made without one. A lesson is held `within` the days on which its course is offered.
    """

    id: str
    scene: str
    text: str
    size: str
    set: str
    cast: tuple[str, ...]
    crew: tuple[str, ...]
    escort: str | None
    need: Need
    quiet: bool
    camera: str
    lens: str
    gear: tuple[tuple[str, int], ...]
    setup: float
    take: float
    takes: int
    reset: float
    passes: int | None
    priority: int
    after: tuple[str, ...]
    data_gb: float
    match: str | None = None
    closed: bool = False
    lock: float | None = None
    rig: str = ""
    looks: tuple[tuple[str, str], ...] = ()
    may_break: bool = False
    within: Span | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Cast and crew, each once, without the escort."""
        return tuple(dict.fromkeys(self.cast + self.crew))

    @property
    def looks_out(self) -> bool:
        """Whether the ground is in the picture."""
        return self.need.view is not None and self.need.view not in BODY_WORDS


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a scene needs: its category, its name, how many, and the element that needs it, if one does."""

    category: str
    name: str
    count: int = 1
    needed_by: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of the screenplay with its breakdown; those of another unit than the production's have no shots.

    `cast` are those who play in its shots, and `follows` the scenes that it or a shot of it must come after; both are
    told of scenes of every unit. A `lesson` of the training is a scene with one shot, without a camera.
    `elements` are what it needs beside, by category, with what these need; `revision` the colour of its pages.
    """

    number: str
    heading: str
    eighths: int
    screen_time: float
    unit: Unit
    set: str | None
    priority: int
    after: tuple[str, ...]
    speaking: tuple[str, ...]
    time_of_day: str | None
    place_kind: str | None
    synopsis: str
    note: str
    shots: tuple[Shot, ...]
    cast: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    lesson: Lesson | None = None
    elements: tuple[Element, ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Flight:
    """What is shot on: the orbit, and the station in it."""

    orbit: Course
    station: Station


@dataclass(frozen=True, slots=True)
class LightSettings:
    """Where the light of a production begins and ends, aboard and on the ground, and how its surroundings look."""

    aboard: LightLimits = field(default_factory=LightLimits)
    ground: GroundLimits = field(default_factory=GroundLimits)
    surroundings: Surroundings = field(default_factory=Surroundings)


@dataclass(frozen=True)
class Production:
    """Everything that is known before planning; made once by `production.load` and never changed.

    Attributes
    ----------
    stay : Span
        From arrival to departure.
    shoot : Span
        From the first to the last instant at which a camera may roll.
    crew_offset : float
        Seconds by which the crew's clock is ahead of UTC.
    mission_start : float
        The instant from which mission time counts.
    flight : Flight or None
        None for a film that stays on the ground.
    light : LightSettings
        Where light begins and ends.
    cards : tuple of Cards
        The cards; no kind of camera is with two of them, and one that is with none records without limit.
    ships : tuple of Ship
        What brings people and things and takes them home, by arrival; none where the document says nothing of it.
    unit : str
        The unit of the film whose scenes are planned here.
    training : Training or None
        What is learnt; its lessons are scenes.
    digest : str
        A hash of the documents that the plan depends on.
    """

    folder: Path
    title: str
    digest: str
    stay: Span
    shoot: Span
    crew_offset: float
    crew_clock: str
    mission_start: float
    flight: Flight | None
    people: dict[str, Person]
    sets: dict[str, Set]
    cameras: dict[str, Camera]
    gear: dict[str, Gear]
    events: tuple[Event, ...]
    rules: Rules
    scenes: tuple[Scene, ...]
    light: LightSettings = field(default_factory=LightSettings)
    cards: tuple[Cards, ...] = ()
    offload: Offload = field(default_factory=Offload)
    ships: tuple[Ship, ...] = ()
    training: Training | None = None
    unit: Unit = "flight"

    @property
    def orbit(self) -> Course:
        """The orbit.

        Raises
        ------
        CupolaError
            The film stays on the ground (E423).
        """
        return self._flown().orbit

    @property
    def station(self) -> Station:
        """The station; raises as `orbit` does."""
        return self._flown().station

    def _flown(self) -> Flight:
        if self.flight is None:
            hint = "ask of its sets on the ground, or name a station and an orbit in production.yaml"
            raise CupolaError(Message("E423", f"{self.title} is shot on the ground: it has no station", hint=hint))
        return self.flight

    @cached_property
    def shots(self) -> dict[str, Shot]:
        """The shots of the production's unit by id, in story order."""
        return {shot.id: shot for scene in self.scenes if scene.unit == self.unit for shot in scene.shots}

    @cached_property
    def scene(self) -> dict[str, Scene]:
        """The scenes by number."""
        return {scene.number: scene for scene in self.scenes}

    @cached_property
    def attitude_lost(self) -> SpanSet:
        """When no direction of light or view can be relied on."""
        return SpanSet.of(event.span for event in self.events if event.attitude_lost)

    @cached_property
    def days(self) -> tuple[Span, ...]:
        """The days of the shoot on the crew's clock, midnight to midnight, cut to the shoot."""
        return tuple(day for _, day in calendar_days(self.shoot, self.crew_offset))

    def day_of(self, at: float) -> int:
        """Give the shooting day of an instant, counted from 0 at the first day of the shoot."""
        first = (self.shoot.start + self.crew_offset) // DAY
        return int((at + self.crew_offset) // DAY - first)

    def scene_value(self, number: str) -> int:
        """Give what a finished scene is worth: its screen seconds times the mean weight of its shots' priorities.

        Of a lesson, what it counts for takes the place of screen seconds.

        It is 1 at least, as what is worth nothing would never be shot; 0 without shots.
        """
        scene = self.scene[number]
        if not scene.shots:
            return 0
        weights = dict(self.rules.weights)
        mean = sum(weights[shot.priority] for shot in scene.shots) / len(scene.shots)
        return max(1, round((scene.lesson.worth if scene.lesson else scene.screen_time) * mean))

    def travel(self, one: str, other: str) -> float:
        """Give the seconds of a company move from one set to another: 0 aboard, and at one location."""
        here, there = self.sets[one].location, self.sets[other].location
        if here is None or there is None or (here.lat, here.lon) == (there.lat, there.lon):
            return 0.0
        return self.rules.company_move + here.distance(there) / self.rules.road_speed * _SECONDS_AN_HOUR

    def look_change(self, person: str) -> float:
        """Give the seconds that a change of look takes somebody: 0 for those who have one."""
        looks = self.people[person].looks
        if looks is None:
            return 0.0
        return self.rules.look_change if looks.change is None else looks.change

    def windows_of(self, *shots: Shot) -> tuple[str, ...]:
        """Give the windows that light shots of one set: the one that the first of them names, or all of the set's."""
        named = next((shot.need.window for shot in shots if shot.need.window), None)
        if named:
            return (named,)
        module = self.sets[shots[0].set].module
        return tuple(key for key, window in self.station.windows.items() if window.module == module)

    def days_aboard(self, day: int, person: Person) -> int:
        """Give for how many midnights of the crew's clock a person has been aboard on a day of the shoot."""
        arrive = self.stay.start if person.arrive is None else person.arrive
        first = (self.shoot.start + self.crew_offset) // DAY
        return int(first + day - (arrive + self.crew_offset) // DAY)

    def time_factor(self, day: int, shot: Shot) -> float:
        """Give the factor on set-up and reset times of a shot on a day of the shoot: of its newest novice, or 1."""
        novices = [self.people[person] for person in shot.people if self.people[person].novice]
        return max((_of_day(self.rules.time_factor, self.days_aboard(day, one)) for one in novices), default=1.0)

    def day_load(self, day: int, person: Person) -> float:
        """Give the part of a person's daily film limit that may be used on a day of the shoot: 1 but for novices."""
        return _of_day(self.rules.day_load, self.days_aboard(day, person)) if person.novice else 1.0


def _of_day(values: tuple[float, ...], day: int) -> float:
    """Give the value of the first, second … day aboard; the last holds on."""
    return values[min(max(day, 0), len(values) - 1)]
