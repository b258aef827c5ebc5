"""Changes that would bring a scene that was left out into a plan, each proven by solving.

A change is tried with everything in the plan staying where it is. Its cost is in seconds of crew time; what is lost of
the film is priced at the crew time that the plan spends on a unit of value, so nothing here is a chosen weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.problem import Problem, SceneTask, Task, Worker
from cupola.plan.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from cupola.plan.wording import date_words, listing, wish_words
from cupola.production import Production
from cupola.units import duration_text

_LONGER: Final = (900.0, 1800.0, 3600.0, 7200.0)
"""By how much a day of film work is made longer, in steps that a planner would ask for."""
_EFFORT_PER_TRY: Final = 2.0
"""Deterministic seconds that a single trial may take."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, and what it costs in seconds of crew time."""

    text: str
    cost: float


@dataclass(frozen=True)
class Trial:
    """A scene that was left out, and the plan that it should fit into.

    Attributes
    ----------
    production : Production
        For names.
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        The plan's strips, which stay.
    scene : SceneTask
        The scene to bring in.
    """

    production: Production
    problem: Problem
    strips: Sequence[Strip]
    scene: SceneTask

    def fits(self, problem: Problem | None = None, strips: Sequence[Strip] | None = None) -> bool:
        """Say whether the scene fits into the plan, under a changed problem or beside other strips."""
        rest = remaining(problem or self.problem, self.strips if strips is None else strips, self._keys(problem))
        return feasible(rest)

    def _keys(self, problem: Problem | None) -> tuple[str, ...]:
        scenes = (problem or self.problem).scenes
        return next(scene.tasks for scene in scenes if scene.number == self.scene.number)

    def name(self, person: str) -> str:
        """Give a person's name."""
        return self.production.people[person].name


def feasible(problem: Problem) -> bool:
    """Say whether all scenes of a (small) problem can be planned together."""
    board = board_of(problem)
    model, variables = board.model, board.variables
    if any(not one.cells for one in variables.all_passes):
        return False
    model.add_bool_and(list(variables.done.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _EFFORT_PER_TRY
    return solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def changes(trial: Trial) -> list[Change]:
    """Find the single changes that bring the scene in, cheapest first; of each kind the cheapest."""
    found: list[Change] = []
    for kind in _KINDS:
        best = next((change for change in kind(trial)), None)
        if best is not None:
            found.append(best)
    return sorted(found, key=lambda change: (change.cost, change.text))


def _longer_days(trial: Trial) -> Iterator[Change]:
    """Try longer film hours on one day for the people of the scene and their escorts, shortest first."""
    people = [*_people(trial), *_escorts(trial)]
    for extra in _LONGER:
        for day in range(len(trial.problem.days)):
            workers = {p: _longer(trial, p, day, extra) for p in people}
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, **workers})):
                yield _fewest(trial, people, day, extra)
                return


def _fewest(trial: Trial, people: Sequence[str], day: int, extra: float) -> Change:
    """Take the longer day back from everybody who does not need it."""
    needed = list(people)
    for person in people:
        rest = {p: _longer(trial, p, day, extra) for p in needed if p != person}
        if trial.fits(replace(trial.problem, workers={**trial.problem.workers, **rest})):
            needed.remove(person)
    names = " and ".join(trial.name(p) for p in needed)
    verb = "films" if len(needed) == 1 else "film"
    text = f"{names} {verb} {duration_text(extra)} longer on {_date(trial, day)} than allowed"
    return Change(text, extra * len(needed))


def _longer(trial: Trial, person: str, day: int, extra: float) -> Worker:
    worker = trial.problem.workers[person]
    limits = list(worker.film_limit)
    limits[day] += extra
    return replace(worker, film_limit=tuple(limits))


def _private_time(trial: Trial) -> Iterator[Change]:
    """Try private time beyond what was agreed, person by person."""
    for extra in _LONGER:
        for person in _people(trial):
            worker = trial.problem.workers[person]
            more = replace(
                worker, private_limit=worker.private_limit + extra, private_total=worker.private_total + extra
            )
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, person: more})):
                yield Change(
                    f"{trial.name(person)} lends {duration_text(extra)} more private time than agreed", 2 * extra
                )
                return


def _station_time(trial: Trial) -> Iterator[Change]:
    """Try film time on one day in hours that a resident works for the station."""
    for day, span in enumerate(trial.problem.days):
        for person in (*_people(trial), *_escorts(trial)):
            worker = trial.problem.workers[person]
            station = trial.production.people[person].time("station").clip(span)
            if not station:
                continue
            limits = list(worker.film_limit)
            limits[day] += station.total
            freed = replace(worker, film=worker.film | station, film_limit=tuple(limits))
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, person: freed})):
                need = sum(trial.problem.length(t, k, day) for t in _tasks(trial) for k in range(len(t.passes)))
                text = f"{trial.name(person)} is freed from station work on {_date(trial, day)}"
                yield Change(text, 3 * min(need, station.total))
                return


def _without_a_shot(trial: Trial) -> Iterator[Change]:
    """Try to do without one shot of the scene."""
    found = []
    for key in trial.scene.tasks:
        rest = tuple(k for k in trial.scene.tasks if k != key)
        if rest and trial.fits(_with_scene(trial, replace(trial.scene, tasks=rest))):
            share = trial.scene.value / len(trial.scene.tasks)
            found.append(Change(f"scene {trial.scene.number} does without {key}", share * value_price(trial)))
    yield from sorted(found, key=lambda change: (change.cost, change.text))


def _one_take_less(trial: Trial) -> Iterator[Change]:
    """Try one take less of every shot of the scene that has more than one, and that no other shot must match."""
    matched = {one.like for one in trial.problem.matches}
    able = [t for t in _tasks(trial) if sum(t.passes) > 1 and t.id not in matched]
    fewer = {t.id: replace(t, passes=_less(t.passes)) for t in able}
    if fewer and trial.fits(replace(trial.problem, tasks={**trial.problem.tasks, **fewer})):
        share = trial.scene.value * len(fewer) / sum(sum(t.passes) for t in _tasks(trial))
        shots = ", ".join(fewer)
        yield Change(f"one take less of {shots}", share * value_price(trial))


def _less(passes: tuple[int, ...]) -> tuple[int, ...]:
    """Take one take from the last pass."""
    return (*passes[:-1], passes[-1] - 1) if passes[-1] > 1 else passes[:-1]


def _other_light(trial: Trial) -> Iterator[Change]:
    """Try to shoot one shot of the scene, that no other must match, whenever its set is open: any light, any view."""
    for task in _tasks(trial):
        if any(one.like == task.id for one in trial.problem.matches):
            continue
        matches = tuple(one for one in trial.problem.matches if one.task != task.id)
        if task.rolling != task.open or matches != trial.problem.matches:
            free = replace(task, rolling=task.open, passes=(sum(task.passes),))
            board = replace(trial.problem, tasks={**trial.problem.tasks, task.id: free}, matches=matches)
            if trial.fits(board):
                share = trial.scene.value / len(trial.scene.tasks)
                shot = trial.production.shots[task.id]
                words = wish_words(shot.need, quiet=shot.quiet, like=shot.match)
                yield Change(f"{task.id} is shot without {words}", share * value_price(trial) / 2)


def _other_scenes(trial: Trial) -> Iterator[Change]:
    """Find the least valuable scenes of the plan to give up for it, everything else staying where it is."""
    board = board_of(trial.problem)
    model, variables = board.model, board.variables
    planned = {strip.shot: strip for strip in trial.strips}
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    for number, done in variables.done.items():
        if number == trial.scene.number:
            model.add(done == 1)
        elif not any(strip.scene == number for strip in trial.strips):
            model.add(done == 0)
    for one in variables.all_passes:
        strip = planned.get(one.task.id)
        if strip is not None:
            start = round(strip.passes[one.index].span.start - trial.problem.origin)
            model.add(one.start == start).only_enforce_if(one.present)
    model.maximize(sum(values[number] * done for number, done in variables.done.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 5 * _EFFORT_PER_TRY
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    given_up = [
        n for n, done in variables.done.items() if n in {s.scene for s in trial.strips} and not solver.value(done)
    ]
    if given_up:
        lost = sum(values[number] for number in given_up)
        names = listing(given_up)
        verb = "scenes {} are" if len(given_up) > 1 else "scene {} is"
        text = f"{verb.format(names)} given up for it (worth {lost} against {trial.scene.value})"
        wasted = sum(_crew_time(trial, number) for number in given_up)
        yield Change(text, max(0.0, lost - trial.scene.value) * value_price(trial) + wasted)


def _crew_time(trial: Trial, number: str) -> float:
    """Give the crew time that a planned scene takes: what is thrown away when it is given up."""
    return sum(p.span.length * len(s.everyone) for s in trial.strips if s.scene == number for p in s.passes)


def value_price(trial: Trial) -> float:
    """Give the seconds of crew time that the plan spends on a unit of value."""
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    worth = sum(values[number] for number in {strip.scene for strip in trial.strips})
    spent = sum(p.span.length * len(s.everyone) for s in trial.strips for p in s.passes)
    return spent / worth if worth else 60.0


def _with_scene(trial: Trial, scene: SceneTask) -> Problem:
    """Give the problem with a scene changed; tasks that it no longer has are no longer waited for."""
    keep = set(scene.tasks)
    tasks: Mapping[str, Task] = {
        key: replace(
            task, after=tuple(k for k in task.after if trial.problem.tasks[k].scene != scene.number or k in keep)
        )
        for key, task in trial.problem.tasks.items()
    }
    scenes = tuple(scene if old.number == scene.number else old for old in trial.problem.scenes)
    return replace(trial.problem, scenes=scenes, tasks=tasks)


def _tasks(trial: Trial) -> list[Task]:
    return [trial.problem.tasks[key] for key in trial.scene.tasks]


def _people(trial: Trial) -> list[str]:
    return list(dict.fromkeys(person for task in _tasks(trial) for person in task.people))


def _escorts(trial: Trial) -> list[str]:
    return list(dict.fromkeys(person for task in _tasks(trial) for person in task.escorts))


def _date(trial: Trial, day: int) -> str:
    return date_words(trial.problem.days[day].start, trial.production.crew_offset)


_KINDS: Final[tuple[Callable[[Trial], Iterator[Change]], ...]] = (
    _longer_days,
    _private_time,
    _station_time,
    _without_a_shot,
    _one_take_less,
    _other_light,
    _other_scenes,
)
