"""The scheduling problem: immutable and complete.

Times are instants in UTC seconds since 1970; durations are seconds. `Problem.of` makes one from a production and its
almanac; anyone can also build one by hand from a few `Task`s, `SceneTask`s and `Worker`s.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from cupola.clock import Span, SpanSet
from cupola.plan.model.changes import Changes
from cupola.plan.model.hours import Hours
from cupola.plan.model.stock import BatteryStock, CardStock
from cupola.plan.model.upkeep import Upkeep
from cupola.plan.result import Strip


@dataclass(frozen=True, slots=True)
class Worker:
    """A person as the plan sees them.

    `film` is time set aside for the film, `private` time that may be borrowed; `film_limit` gives the seconds of film
    work allowed on each day of the problem, `private_limit` the seconds of borrowed time a day, `private_total` a stay.
    An hour of film time costs `price` US dollars, an hour of private time `private_price`; a day on which they work
    costs `day_rate` besides, and so does a day on which they travel (`travels`, by their number), or are kept between
    two days of work, if they are kept at all (`holds`). `hours` is what else their hours must keep.
    """

    id: str
    film: SpanSet
    private: SpanSet
    film_limit: tuple[float, ...]
    private_limit: float
    private_total: float
    price: float = 0.0
    private_price: float = 0.0
    day_rate: float = 0.0
    holds: bool = False
    travels: frozenset[int] = frozenset()
    hours: Hours = field(default_factory=Hours)

    @property
    def free(self) -> SpanSet:
        """Film time and private time together."""
        return self.film | self.private


@dataclass(frozen=True, slots=True)
class Task:
    """A shot as the plan sees it.

    Attributes
    ----------
    escorts : tuple of str
        One of these must be there too; empty when no escort is needed.
    open : SpanSet
        When the set may be used, for set-ups as well as takes.
    rolling : SpanSet
        When a camera may roll: light, view, quiet, all at once, while the set is open.
    passes : tuple of int
        Takes in each pass; their sum is the number of takes.
    slow : bool
        Whether the time factor of the day applies.
    phase : str
        The light it needs, for the bound's aggregated limits: any, sun, eclipse, sunrise or sunset.
    first_takes : tuple of SpanSet
        By pass, from the first on, when its first take may begin, because of a match; no limit where there is none.
    nights : SpanSet
        Nights over which its set-up may stay: they do not count in the pauses between its passes.
    may_break : bool
        Whether its set-up may give way to another shot between two passes; the later pass then sets up again.
    blocked : SpanSet
        When its set or its things are taken by what stays where it is: its set-up does not even wait there.
    factors : tuple of float
        The time factor of each day, by how long its people are aboard; empty for the problem's.
    crew : tuple of str
        Those of its people who carry the set-up from set to set.
    rig : str
        The light scheme that its set is rigged with; empty for the set as it is.
    looks : tuple of (str, str)
        By person, the look that they wear in it.
    lock : tuple of float
        By pass, from the first on, when it must begin; free, where there is none.
    heard : tuple of str
        Other sets in which nobody works while its takes roll, because they need quiet.
    camera : str
        Empty for what is made without one.
    parabolas : bool
        Whether its passes are parabolas of an aircraft, and no revolutions: the next comes as soon as takes are reset.
    """

    id: str
    scene: str
    set: str
    people: tuple[str, ...]
    escorts: tuple[str, ...]
    camera: str
    gear: tuple[tuple[str, int], ...]
    open: SpanSet
    rolling: SpanSet
    passes: tuple[int, ...]
    setup: float
    take: float
    reset: float
    slow: bool
    data_gb: float
    after: tuple[str, ...]
    phase: str = "any"
    first_takes: tuple[SpanSet, ...] = ()
    nights: SpanSet = field(default_factory=SpanSet)
    may_break: bool = False
    blocked: SpanSet = field(default_factory=SpanSet)
    factors: tuple[float, ...] = ()
    crew: tuple[str, ...] = ()
    rig: str = ""
    looks: tuple[tuple[str, str], ...] = ()
    lock: tuple[float, ...] = ()
    heard: tuple[str, ...] = ()
    parabolas: bool = False

    @property
    def riggers(self) -> tuple[str, ...]:
        """Who rigs the set: the crew, or the cast where there is none; nobody for what is made without a camera."""
        return (self.crew or self.people) if self.camera else ()


@dataclass(frozen=True, slots=True)
class Match:
    """A task whose takes must cut with those of another task, if both are in the plan.

    Attributes
    ----------
    task, like : str
        The task, and the one that it must match.
    pairs : tuple of (SpanSet, SpanSet)
        While the first pass of `like` begins to roll in the one, every pass of `task` begins to roll in the other.
    """

    task: str
    like: str
    pairs: tuple[tuple[SpanSet, SpanSet], ...]

    def parts(self) -> list[tuple[SpanSet, frozenset[int]]]:
        """Give the second halves of the pairs cut into parts, each with the pairs that it belongs to; none twice."""
        edges = np.unique([edge for _, far in self.pairs for edge in (*far.starts, *far.stops)])
        starts, stops = edges[:-1], edges[1:]
        belongs = [far.contains(starts) for _, far in self.pairs]
        by_owner: dict[frozenset[int], list[int]] = {}
        for k in range(len(starts)):
            by_owner.setdefault(frozenset(j for j, of in enumerate(belongs) if of[k]), []).append(k)
        return [(SpanSet(starts[where], stops[where]), of) for of, where in by_owner.items() if of]

    def allowed(self, at: float) -> SpanSet:
        """Give when passes of the task may begin to roll, the first pass of `like` beginning at an instant."""
        return _union(far for near, far in self.pairs if bool(near.contains(at)))

    def allowing(self, at: Iterable[float]) -> SpanSet:
        """Give when the first pass of `like` may begin to roll, the passes of the task beginning at these instants."""
        starts = list(at)
        return _union(near for near, far in self.pairs if bool(far.contains(starts).all()))


def _union(parts: Iterable[SpanSet]) -> SpanSet:
    found = SpanSet()
    for part in parts:
        found |= part
    return found


@dataclass(frozen=True, slots=True)
class SceneTask:
    """A scene: worth `value` when all its tasks are in the plan, nothing otherwise."""

    number: str
    value: int
    tasks: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """Shots with their opportunities, people with their days, sets, gear and rules.

    Attributes
    ----------
    days : tuple of Span
        The shooting days, in order, without gaps between.
    factors : tuple of float
        The time factor of each day.
    cameras, gear : mapping of str to int
        How many of each there are.
    cards : tuple of CardStock
        The memory cards; a camera that is in none of them records without limit.
    batteries : tuple of BatteryStock
        The batteries; a camera that is in none of them is plugged in.
    standing : tuple of (Task, Strip)
        What is planned and stays where it is: it counts in what cards, batteries and sets bear together.
    upkeep : Upkeep or None
        Which sets are cleared before use and put back after it; None when none is.
    least_pass, pass_gap : float
        Between the first take of one pass and of the next lie at least `least_pass` seconds, and between the last take
        of the one and the first of the other at most `pass_gap`.
    revolutions : tuple of float
        The seconds from Sun to Sun on each day.
    like_light : float
        The passes of a task begin to roll at places of their revolutions at most this many seconds apart; infinite, or
        half a revolution and more, for no such rule.
    matches : tuple of Match
        Tasks whose light must match that of others.
    changes : Changes or None
        How long changes between shots take; None when they take no time of their own.
    rigging : float
        Seconds of their time that it costs each of those who rig to come to a set: counted, not scheduled.
    alike : tuple of tuple of str
        Rows of scenes of one task each that may take one another's place, each in the order in which they are numbered.
    """

    days: tuple[Span, ...]
    factors: tuple[float, ...]
    workers: Mapping[str, Worker]
    tasks: Mapping[str, Task]
    scenes: tuple[SceneTask, ...]
    cameras: Mapping[str, int]
    gear: Mapping[str, int] = field(default_factory=dict)
    rest_between: float = 0.0
    least_pass: float = 2790.0
    pass_gap: float = 11400.0
    revolutions: tuple[float, ...] = ()
    like_light: float = math.inf
    matches: tuple[Match, ...] = ()
    changes: Changes | None = None
    cards: tuple[CardStock, ...] = ()
    batteries: tuple[BatteryStock, ...] = ()
    standing: tuple[tuple[Task, Strip], ...] = ()
    upkeep: Upkeep | None = None
    rigging: float = 0.0
    alike: tuple[tuple[str, ...], ...] = ()

    @property
    def origin(self) -> float:
        """The whole second from which the model counts its own."""
        return float(math.floor(self.days[0].start))

    @property
    def total(self) -> int:
        """The value of all scenes together: the trivial bound."""
        return sum(scene.value for scene in self.scenes)

    def factor(self, task: Task, day: int) -> float:
        """Give the factor on set-up and on time between takes of a task on a day."""
        return (task.factors or self.factors)[day] if task.slow else 1.0

    def setup(self, task: Task, day: int) -> int:
        """Give the whole seconds of set-up on a day."""
        return round(task.setup * self.factor(task, day))

    def rolling(self, task: Task, day: int, takes: int) -> int:
        """Give the whole seconds from the start of the first to the end of the last of so many takes in one pass."""
        return (takes - 1) * self.take_slot(task, day) + round(task.take)

    def stretches(self, task: Task) -> list[tuple[Span, float]]:
        """Give the time between the nights of a task, each with the seconds of all nights before it."""
        whole = SpanSet.of([Span(self.days[0].start, self.days[-1].stop)])
        return [(span, task.nights.clip(Span(self.days[0].start, span.start)).total) for span in whole - task.nights]

    def take_slot(self, task: Task, day: int) -> int:
        """Give the whole seconds from the start of one take to the start of the next."""
        return round((task.take + task.reset) * self.factor(task, day))

    def lead(self, task: Task, index: int, day: int, *, again: bool = False) -> int:
        """Give the whole seconds from the start of pass `index` to that of its first take; it may set up `again`."""
        return self.setup(task, day) if index == 0 or again else 0

    def length(self, task: Task, index: int, day: int, *, again: bool = False) -> int:
        """Give the whole seconds that people are busy with pass `index` of a task on a day."""
        return self.lead(task, index, day, again=again) + self.rolling(task, day, task.passes[index])

    def gap(self, person: str, one: Task, other: Task) -> int:
        """Give the whole seconds a person needs from the end of a pass of `one` to the start of a pass of `other`.

        Travelling, or carrying the kit, and then changing the look; at least the rest between two shots.
        """
        if self.changes is None or one.id == other.id:
            return math.ceil(self.rest_between)
        needed = self._moving(self.changes, person, one, other) + self._dressing(self.changes, person, one, other)
        return math.ceil(max(self.rest_between, needed))

    def _moving(self, changes: Changes, person: str, one: Task, other: Task) -> float:
        travel = changes.travel.get((one.set, other.set), 0.0)
        if travel or person not in one.crew or person not in other.crew:
            return travel
        if one.set != other.set:
            return changes.set_change
        return changes.rig_change if one.rig != other.rig else 0.0

    def _dressing(self, changes: Changes, person: str, one: Task, other: Task) -> float:
        worn = dict(one.looks).get(person), dict(other.looks).get(person)
        return changes.looks.get(person, 0.0) if None not in worn and worn[0] != worn[1] else 0.0

    def least(self, task: Task, day: int) -> float:
        """Give the seconds that lie at least between the first take of one pass of a task and that of the next."""
        return max(task.passes) * self.take_slot(task, day) if task.parabolas else self.least_pass

    def echoes(self, task: Task, day: int, most: float) -> list[tuple[int, int]]:
        """Give after which whole seconds, `most` at most, a task's light of a day is like again: both ends included."""
        if math.isinf(self.like_light) or task.parabolas:
            return [(0, math.floor(most))]
        revolution = self.revolutions[day]
        middles = [k * revolution for k in range(1, math.floor((most + self.like_light) / revolution) + 1)]
        found = [(math.ceil(at - self.like_light), math.floor(at + self.like_light)) for at in middles]
        return [(first, last) for first, last in found if first <= last]
