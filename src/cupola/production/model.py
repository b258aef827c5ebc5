"""The production as one frozen value: people, sets, gear, rules, events, scenes and shots.

Everything downstream works from this; nothing here reads files or computes physics. Instants are UTC seconds
since 1970, durations seconds, amounts of data gigabytes, prices US dollars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from cupola.clock import DAY, Span, SpanSet, calendar_days
from cupola.errors import CupolaError, Message
from cupola.light import LightLimits
from cupola.light.exposure import Sensor
from cupola.light.ground import GroundLimits
from cupola.light.meter import Surroundings
from cupola.places import Station
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.production.lesson import Training
from cupola.production.person import Person
from cupola.production.rules import Rules
from cupola.production.scene import Scene, Shot, Unit
from cupola.production.ships import Ship
from cupola.production.stock import Battery, Cards, Offload
from cupola.sky import Course

_SECONDS_AN_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Set:
    """A named place in the story, shot in a module (or a docked ship) of the station, or at a place on the ground.

    `module` is empty for a set on the ground, and `location` None for one aboard. At most `capacity` people take part
    in a take; `open` are the spans in which the set exists and may be used; `hears` are the modules whose exercise
    machines, and whose film work, are heard here; `escort` names the group that must escort; `cabin` is the light of
    its lamps on a face, lx, where the production states it. Its module has `room` for so many people, those who are
    there without filming included. A set in an aircraft has its `flights`, and the airfield as its location. Who uses
    it first on a day clears it for `clear` seconds before, and who uses it last puts things back for `restore` seconds
    after. `overnight`: a set-up may stay there while its people sleep. `handholds` are what
    people hold on to in a take, and `hands_off` what nobody touches, in words.
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
    handholds: tuple[str, ...] = ()
    hands_off: tuple[str, ...] = ()

    @property
    def under_sky(self) -> Location | None:
        """The place whose sky is over it: on the ground, or where its aircraft flies; None aboard."""
        return self.location if self.flights is None else self.flights.sky


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera body kind: `bodies` of it aboard, each recording `gb_per_hour`; its sensor, where that is known.

    Without a `battery` it is plugged in. `stowed` is where it is kept, in words; empty where that is not said.
    """

    id: str
    model: str
    bodies: int
    gb_per_hour: float
    sensor: Sensor | None = None
    battery: Battery | None = None
    stowed: str = ""


@dataclass(frozen=True, slots=True)
class Gear:
    """Gear that is counted: at most `count` in use at once; `stowed` is where it is kept, in words, if that is said."""

    id: str
    name: str
    count: int
    stowed: str = ""


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

    def name_of(self, person: str) -> str:
        """Give a person's name, or what stands for them if nobody has that id."""
        known = self.people.get(person)
        return known.name if known else person

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
