"""A problem as arrays for the compiled search, and timetables of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cupola.clock import SpanSet
from cupola.plan.model.opening import shared_time, starts_by_day
from cupola.plan.model.problem import Problem, SceneTask, Task
from cupola.plan.search.timetable.layout import NEVER, Floats, Gaps, Ints, Rules, Table

Range = tuple[int, int]
"""First and last whole second."""
_MOST: Final = 256
"""The most passes in one stretch."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to make a task: by whom it is escorted, who lends private time on which day, and when each pass starts.

    `starts` are first and last starts; for a task of more passes one for each pass. `lengths` go with them.
    """

    task: str
    day: int
    borrowed: frozenset[str]
    escort: str | None
    starts: tuple[tuple[int, int], ...]
    lengths: tuple[int, ...]
    pinned: bool = False


def choices(problem: Problem, task: Task) -> list[Choice]:
    """Give the ways to make a task, a day at a time."""
    found = []
    for borrowed, free in shared_time(problem, task):
        for escort in task.escorts or (None,):
            time = free & problem.workers[escort].film if escort else free
            starts = [starts_by_day(problem, task, k, time) for k in range(len(task.passes))]
            for day, today in enumerate(zip(*starts, strict=True)):
                if not all(today):
                    continue
                passes = [_spans(problem, one) for one in today]
                lengths = [problem.length(task, k, day) for k in range(len(task.passes))]
                if len(passes) == 1:
                    found.append(
                        Choice(task.id, day, borrowed, escort, tuple(passes[0]), (lengths[0],) * len(passes[0]))
                    )
                else:
                    chains = _chains(problem, task, day, passes)
                    found += [Choice(task.id, day, borrowed, escort, c, tuple(lengths), pinned=True) for c in chains]
    return found


def _spans(problem: Problem, starts: SpanSet) -> list[tuple[int, int]]:
    return [(round(s.start - problem.origin), round(s.stop - problem.origin) - 1) for s in starts]


def _chains(problem: Problem, task: Task, day: int, passes: Sequence[list[Range]]) -> Iterator[tuple[Range, ...]]:
    """Give chains of passes, each from the first or the last start of a span on, the others as early as they can be."""
    for first in sorted({edge for span in passes[0] for edge in span}):
        starts = [first]
        for index in range(1, len(passes)):
            at = _follow(problem, task, day, starts, passes[index])
            if at is None:
                break
            starts.append(at)
        else:
            yield tuple((at, at) for at in starts)


def _follow(problem: Problem, task: Task, day: int, starts: list[int], spans: list[Range]) -> int | None:
    """Give the earliest start of a pass that follows the last of these, in light like that of all of them."""
    index = len(starts)
    rolls = [at + problem.lead(task, k, day) for k, at in enumerate(starts)]
    stop = starts[-1] + problem.length(task, index - 1, day)
    least = max(stop + 1, rolls[-1] + math.ceil(problem.least(task, day)))
    most = stop + math.floor(problem.pass_gap)
    allowed = [(max(a, least), min(b, most)) for a, b in spans]
    for roll in rolls:
        echoes = problem.echoes(task, day, most - roll)
        allowed = [(max(a, roll + c), min(b, roll + d)) for a, b in allowed for c, d in echoes]
    return min((a for a, b in allowed if a <= b), default=None)


class Arrays:
    """A problem as arrays.

    Left out are rules that seldom bind: which light matches which, cards and batteries, order of passes of other shots
    within the hold of a set; what breaks them is for the model to mend. Everything else is kept.

    Attributes
    ----------
    tasks : tuple of Task
        In the order of the arrays.
    choices : list of Choice
    rules : Rules
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem = _matched(problem)
        self.tasks = tuple(problem.tasks.values())
        self._number = {task.id: k for k, task in enumerate(self.tasks)}
        self._people = {person: k for k, person in enumerate(problem.workers)}
        gap, holds = self._gaps()
        far = int(gap[gap < NEVER].max(initial=0))
        raw = [choices(problem, task) for task in self.tasks]
        edges = _stretches([one for of in raw for one in of], far)
        cut = [[part for one in of for part in _cut(one, edges)] for of in raw]
        self.choices = [one for of in cut for one in of]
        self.stretches = len(edges)
        stretch = np.array([np.searchsorted(edges, one.starts[0][0], "right") - 1 for one in self.choices], np.int64)
        after, before = self._order()
        budgets, costs = self._budgets()
        escort = [-1 if one.escort is None else self._people[one.escort] for one in self.choices]
        scene_tasks = self._scene_tasks([sum(b - a + 1 for one in of for a, b in one.starts) for of in cut])
        orders = np.cumsum([n for k in range(len(self.tasks)) for n in (len(after[k]), len(before[k]))])
        self.rules = Rules(
            scenes=_columns([scene.value for scene in problem.scenes], *_bounds(scene_tasks)),
            scene_tasks=_ints(k for scene in scene_tasks for k in scene),
            tasks=_columns(
                [len(task.passes) for task in self.tasks],
                *_bounds(cut),
                _offsets([a + b for a, b in zip(after, before, strict=True)])[:-1],
                orders[::2],
                orders[1::2],
            ),
            choices=_columns(
                stretch,
                escort,
                *_bounds([one.starts for one in self.choices]),
                *_bounds(costs),
                [0] * len(self.choices),
            ),
            spans=_columns(
                [a for one in self.choices for a, _ in one.starts],
                [b for one in self.choices for _, b in one.starts],
                [length for one in self.choices for length in one.lengths],
            ),
            costs=_ints(k for cost in costs for k in cost),
            budgets=_ints(budgets),
            orders=_ints(k for one, two in zip(after, before, strict=True) for k in one + two),
            gap=gap,
            holds=holds,
            members=np.column_stack([self._members(), np.full(len(self.tasks), math.ceil(problem.rest_between))]),
            things=self._things(),
        )

    def table(self) -> Table:
        """Give an empty timetable."""
        most = min(sum(len(task.passes) for task in self.tasks), _MOST)
        chosen, spent = np.full(len(self.tasks), -1, np.int64), np.zeros(len(self.rules.budgets), np.int64)
        count = np.array([[0, 1]] * self.stretches, np.int64).reshape(self.stretches, 2)
        return Table(chosen, count, np.zeros((self.stretches, most + 1, 5), np.int64), spent)

    def density(self) -> Floats:
        """Give by scene its value for an hour of its people."""
        hours = [
            sum((task.setup + task.take * sum(task.passes) + 600) * len(task.people) for task in self._of(scene))
            for scene in self._problem.scenes
        ]
        return np.array([scene.value / (h + 1.0) for scene, h in zip(self._problem.scenes, hours, strict=True)])

    def _of(self, scene: SceneTask) -> list[Task]:
        return [self._problem.tasks[key] for key in scene.tasks]

    def _scene_tasks(self, room: Sequence[int]) -> list[list[int]]:
        found = [[self._number[key] for key in scene.tasks] for scene in self._problem.scenes]
        return [sorted(of, key=lambda k: (room[k], k)) for of in found]

    def _members(self) -> Ints:
        found = np.zeros((len(self.tasks), len(self._people)), np.int64)
        for k, task in enumerate(self.tasks):
            found[k, [self._people[person] for person in task.people]] = 1
        return found

    def _gaps(self) -> tuple[Gaps, Gaps]:
        """Give the gaps between tasks, and which may not lie between two passes of which."""
        count = len(self.tasks)
        gap, holds = np.full((count, count), -1, np.int32), np.zeros((count, count), np.int32)
        kinds: dict[object, int] = {}
        kind = np.array([kinds.setdefault((t.set, t.rig, t.crew, t.looks), len(kinds)) for t in self.tasks], np.int64)
        one_of = [self.tasks[int(np.argmax(kind == k))] for k in range(len(kinds))]
        two_of = [self.tasks[count - 1 - int(np.argmax(kind[::-1] == k))] for k in range(len(kinds))]
        members = self._members()
        for person, column in self._people.items():
            there = np.flatnonzero(members[:, column])
            here = sorted(set(kind[there].tolist()))
            table = np.zeros((len(kinds), len(kinds)), np.int32)
            for a in here:
                for b in here:
                    table[a, b] = self._problem.gap(person, one_of[a], two_of[b])
            pairs = np.ix_(there, there)
            gap[pairs] = np.maximum(gap[pairs], table[np.ix_(kind[there], kind[there])])
        for one in range(count):
            for other in range(count):
                if one != other and self._excludes(self.tasks[one], self.tasks[other]):
                    gap[one, other], holds[one, other] = max(gap[one, other], 0), 1
        after, _ = self._order()
        for other, of in enumerate(after):
            for one in of:
                gap[one, other], gap[other, one] = max(gap[one, other], 0), NEVER
                holds[one, other] = holds[other, one] = 1
        np.fill_diagonal(gap, -1)
        return gap, holds

    def _excludes(self, one: Task, other: Task) -> bool:
        """Say whether two tasks cannot be set up at once: the same set, or too little for both."""
        if one.set == other.set or (one.camera == other.camera and self._problem.cameras.get(one.camera, 2) < 2):
            return True
        gear = dict(other.gear)
        return any(count + gear.get(key, 0) > self._problem.gear[key] for key, count in one.gear if key in gear)

    def _order(self) -> tuple[list[list[int]], list[list[int]]]:
        """Give by task what it must follow, and what must follow it, if both are in."""
        scenes = {scene.number: scene for scene in self._problem.scenes}
        after: list[list[int]] = []
        for task in self.tasks:
            first = {self._number[key] for key in task.after}
            first |= {self._number[key] for n in scenes[task.scene].after for key in scenes[n].tasks}
            after.append(sorted(first))
        before: list[list[int]] = [[] for _ in self.tasks]
        for k, of in enumerate(after):
            for one in of:
                before[one].append(k)
        return after, before

    def _budgets(self) -> tuple[list[int], list[list[int]]]:
        """Give the seconds of film time a day and of private time a day and a stay, and which each choice draws on."""
        problem, days = self._problem, len(self._problem.days)
        workers = list(problem.workers.values())
        budgets = [math.floor(limit) for worker in workers for limit in worker.film_limit]
        budgets += [math.floor(worker.private_limit) for worker in workers for _ in problem.days]
        budgets += [math.floor(worker.private_total) for worker in workers]
        costs = []
        for one, task in self._with_tasks():
            cost = []
            for person in (*task.people, *((one.escort,) if one.escort else ())):
                row = self._people[person]
                if person in one.borrowed:
                    cost += [(len(workers) + row) * days + one.day, 2 * len(workers) * days + row]
                else:
                    cost.append(row * days + one.day)
            costs.append(cost)
        return budgets, costs

    def _with_tasks(self) -> Iterator[tuple[Choice, Task]]:
        return zip(self.choices, (self._problem.tasks[one.task] for one in self.choices), strict=True)

    def _things(self) -> Ints:
        """Give the use of cameras and gear of which there may be too few though any two tasks have enough."""
        problem, most = self._problem, len(self._people)
        rows = [[*(int(t.camera == key) for t in self.tasks), count] for key, count in problem.cameras.items()]
        rows += [[*(dict(t.gear).get(key, 0) for t in self.tasks), count] for key, count in problem.gear.items()]
        tight = [row for row in rows if sum(sorted(row[:-1])[-most:]) > row[-1] > 1]
        return np.array(tight, np.int64).reshape(len(tight), len(self.tasks) + 1).T.copy()


def _matched(problem: Problem) -> Problem:
    """Give the problem with tasks of one scene that must match in light that matches any of the other's."""
    tasks = dict(problem.tasks)
    for one in problem.matches:
        task, like = tasks[one.task], tasks[one.like]
        if task.scene == like.scene:
            mine, its = ([pair[side] for pair in one.pairs] for side in (1, 0))
            tasks[task.id] = _lit(task, mine, len(task.passes))
            tasks[like.id] = _lit(tasks[like.id], its, 1)
    return replace(problem, tasks=tasks)


def _lit(task: Task, light: Sequence[SpanSet], passes: int) -> Task:
    """Give a task whose first passes begin to roll in one of some lights."""
    joined = SpanSet.of(span for one in light for span in one)
    known = task.first_takes[:passes]
    lit = tuple(one & joined for one in known) + (joined,) * (passes - len(known))
    return replace(task, first_takes=lit + task.first_takes[passes:])


def _stretches(all_choices: Sequence[Choice], far: int) -> Ints:
    """Give where stretches of work begin: whatever is in one has nothing to do with what is in another."""
    spans = [(a, b + n) for one in all_choices for (a, b), n in zip(one.starts, one.lengths, strict=True)]
    spans += [(one.starts[0][0], one.starts[-1][1]) for one in all_choices if one.pinned]
    if not spans:
        return np.zeros(0, np.int64)
    starts, stops = np.array(sorted(spans), np.int64).T
    reach = np.maximum.accumulate(stops)
    return np.concatenate([starts[:1], starts[1:][starts[1:] >= reach[:-1] + far]])


def _cut(one: Choice, edges: Ints) -> list[Choice]:
    """Give a choice in parts, one for each stretch that it may lie in."""
    if one.pinned:
        return [one]
    first, last = (int(np.searchsorted(edges, span[0], "right")) for span in (one.starts[0], one.starts[-1]))
    if first == last:
        return [one]
    found: dict[int, list[Range]] = {}
    for span in one.starts:
        found.setdefault(int(np.searchsorted(edges, span[0], "right")), []).append(span)
    return [replace(one, starts=tuple(part), lengths=one.lengths[: len(part)]) for part in found.values()]


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), np.int64)


def _columns(*columns: Iterable[int]) -> Ints:
    return np.array([list(column) for column in columns], np.int64).T.copy()


def _bounds(parts: Sequence[Sequence[object]]) -> tuple[Ints, Ints]:
    offsets = _offsets(parts)
    return offsets[:-1], offsets[1:]


def _offsets(parts: Sequence[Sequence[object]]) -> Ints:
    return np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
