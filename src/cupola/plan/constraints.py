"""The rules of the shoot in the model, one method a rule, each named as the rule."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations, pairwise
from typing import Final

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.problem import Match, Problem, Task
from cupola.plan.variables import PassVar, Variables, domain_of


class Constraints:
    """Adds the rules to a model.

    Parameters
    ----------
    model : CpModel
        The model under construction.
    problem : Problem
        What is to be planned.
    variables : Variables
        Its variables.
    """

    def __init__(self, model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
        self._model, self._problem, self._vars = model, problem, variables
        self._set_holds: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self._held: dict[str, cp_model.IntervalVar] = {}
        self._rolls: dict[tuple[str, int], cp_model.IntVar] = {}

    def add_all(self) -> None:
        """Add every rule."""
        for rule in RULES:
            rule(self)

    def light_and_people(self) -> None:
        """A pass lies where its light holds and all its people are free, on one day of one kind."""
        for one in self._vars.all_passes:
            self._model.add(sum(cell.literal for cell in one.cells) == one.present)
            for cell in one.cells:
                domain = domain_of(cell.starts, self._problem.origin)
                self._model.add_linear_expression_in_domain(one.start, domain).only_enforce_if(cell.literal)
                self._model.add(one.size == cell.length).only_enforce_if(cell.literal)
            self._model.add(one.stop == one.start + one.size)

    def one_thing_at_a_time(self) -> None:
        """Nobody is in two shots at once, and there is a rest between them."""
        rest = math.ceil(self._problem.rest_between)
        busy: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        for one in self._vars.all_passes:
            with_rest = self._model.new_optional_interval_var(
                one.start, one.size + rest, one.stop + rest, one.present, f"busy {one.interval.name}"
            )
            for person in one.task.people:
                busy[person].append(with_rest)
        for person, intervals in self._escort_intervals(rest):
            busy[person].append(intervals)
        for intervals_ in busy.values():
            self._model.add_no_overlap(intervals_)

    def _escort_intervals(self, rest: int) -> Iterable[tuple[str, cp_model.IntervalVar]]:
        for one in self._vars.all_passes:
            for person, literal in one.escorts.items():
                name = f"escort {person} {one.interval.name}"
                yield (
                    person,
                    self._model.new_optional_interval_var(one.start, one.size + rest, one.stop + rest, literal, name),
                )

    def escort(self) -> None:
        """A pass that needs an escort has one, who has film time then."""
        for one in self._vars.all_passes:
            if one.task.escorts:
                self._model.add(sum(one.escorts.values()) == one.present)
        horizon = self._vars.horizon
        for person in sorted({p for one in self._vars.all_passes for p in one.escorts}):
            origin, free = self._problem.origin, self._problem.workers[person].film
            within = [(math.ceil(s.start - origin), math.floor(s.stop - origin)) for s in free]
            taken = _gaps(within, horizon)
            for one in self._vars.all_passes:
                if person in one.escorts:
                    self._keep_off(one, one.escorts[person], taken)

    def _keep_off(self, one: PassVar, literal: cp_model.IntVar, taken: list[tuple[int, int]]) -> None:
        """A pass with this literal overlaps none of the spans: per length, its start lies in what they leave."""
        for cell in one.cells:
            blocked = [[a - cell.length + 1, b - 1] for a, b in taken]
            domain = cp_model.Domain.from_intervals(blocked).complement() if blocked else cp_model.Domain.all_values()
            self._model.add_linear_expression_in_domain(one.start, domain).only_enforce_if(literal, cell.literal)

    def set_is_held(self) -> None:
        """A set holds one set-up at a time; between two passes of one set-up the camera stays where it is."""
        for passes in self._vars.passes.values():
            self._set_holds[passes[0].task.set].append(self._hold(passes))
        for holds in self._set_holds.values():
            self._model.add_no_overlap(holds)

    def _hold(self, passes: tuple[PassVar, ...]) -> cp_model.IntervalVar:
        """Give the interval from the start of a set-up to its last take; made once."""
        task = passes[0].task
        if task.id not in self._held:
            if len(passes) == 1:
                self._held[task.id] = passes[0].interval
            else:
                size = self._model.new_int_var(0, self._vars.horizon, f"hold size {task.id}")
                self._held[task.id] = self._model.new_optional_interval_var(
                    passes[0].start, size, passes[-1].stop, passes[0].present, f"hold {task.id}"
                )
        return self._held[task.id]

    def cameras_and_gear(self) -> None:
        """No more bodies and pieces of gear are in use at once than there are."""
        use: dict[tuple[str, int], list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
        for passes in self._vars.passes.values():
            task, hold = passes[0].task, self._hold(passes)
            use[f"camera {task.camera}", self._problem.cameras[task.camera]].append((hold, 1))
            for gear, count in task.gear:
                use[f"gear {gear}", self._problem.gear[gear]].append((hold, count))
        for (_, capacity), demands in use.items():
            if capacity == 1:
                self._model.add_no_overlap([hold for hold, _ in demands])
            elif sum(count for _, count in demands) > capacity:
                self._model.add_cumulative([hold for hold, _ in demands], [count for _, count in demands], capacity)

    def successive_passes(self) -> None:
        """The passes of a set-up follow one another, a revolution or so apart and no more than the longest pause."""
        least, most = math.ceil(self._problem.least_pass), math.floor(self._problem.pass_gap)
        for passes in self._vars.passes.values():
            for one, two in pairwise(passes):
                self._model.add(two.start >= one.stop + 1).only_enforce_if(one.present)
                self._model.add(two.start <= one.stop + most).only_enforce_if(one.present)
                first = [
                    (
                        cell,
                        one.start
                        + (cell.length - self._problem.rolling(one.task, cell.day, one.task.passes[one.index])),
                    )
                    for cell in one.cells
                ]
                for cell, rolls in first:
                    self._model.add(two.start >= rolls + least).only_enforce_if(cell.literal)

    def like_light(self) -> None:
        """The passes of a set-up begin to roll at like places of their revolutions, counted from Sun to Sun."""
        pairs = [pair for passes in self._vars.passes.values() for pair in combinations(passes, 2)]
        for one, two in pairs if math.isfinite(self._problem.like_light) else ():
            most = (two.index - one.index) * self._longest_step(one.task)
            for cell in one.cells:
                echoes = self._problem.echoes(cell.day, most)
                domain = cp_model.Domain.from_intervals([list(echo) for echo in echoes])
                apart = two.start - one.start - self._problem.lead(one.task, one.index, cell.day)
                self._model.add_linear_expression_in_domain(apart, domain).only_enforce_if(cell.literal)

    def _longest_step(self, task: Task) -> int:
        """Give the most seconds from the first take of one pass of a task to that of the next."""
        days, takes = range(len(self._problem.days)), max(task.passes)
        longest = max(self._problem.rolling(task, day, takes) for day in days)
        return longest + math.floor(self._problem.pass_gap)

    def match(self) -> None:
        """What must match another shot lies, in all its passes, where the light cuts with that shot, if both are in."""
        for one in self._problem.matches:
            if one.task in self._vars.passes and one.like in self._vars.passes:
                self._match(one, self._vars.passes[one.task], self._vars.passes[one.like][0])

    def _match(self, match: Match, passes: tuple[PassVar, ...], like: PassVar) -> None:
        model, origin = self._model, self._problem.origin
        literals = [model.new_bool_var(f"match {match.task} {k}") for k in range(len(match.pairs))]
        model.add_bool_or(*literals, passes[0].present.negated(), like.present.negated())
        for literal, (near, _) in zip(literals, match.pairs, strict=True):
            model.add_linear_expression_in_domain(self._roll(like), domain_of(near, origin)).only_enforce_if(literal)
        for one in passes:
            parts = [(model.new_bool_var(""), spans, of) for spans, of in match.parts()]
            for inside, spans, _ in parts:
                domain = domain_of(spans, origin)
                model.add_linear_expression_in_domain(self._roll(one), domain).only_enforce_if(inside)
            for k, literal in enumerate(literals):
                model.add_bool_or(literal.negated(), *(inside for inside, _, of in parts if k in of))

    def _roll(self, one: PassVar) -> cp_model.IntVar:
        """Give when the first take of a pass begins: a variable of its own, whose spans the solver tells apart once."""
        leads = [(self._problem.lead(one.task, one.index, cell.day), cell.literal) for cell in one.cells]
        if not any(lead for lead, _ in leads):
            return one.start
        if (one.task.id, one.index) not in self._rolls:
            roll = self._model.new_int_var(0, self._vars.horizon, f"roll {one.interval.name}")
            self._model.add(roll == one.start + sum(lead * literal for lead, literal in leads))
            self._rolls[one.task.id, one.index] = roll
        return self._rolls[one.task.id, one.index]

    def film_time_per_day(self) -> None:
        """Nobody works longer for the film on a day, escorting included, than the limit allows."""
        for person, worker in self._problem.workers.items():
            for day, limit in enumerate(worker.film_limit):
                terms = self._filming(person, day) + self._escorting(person, day)
                if terms:
                    self._model.add(sum(terms) <= math.floor(limit))

    def _filming(self, person: str, day: int) -> list[cp_model.LinearExprT]:
        return [
            cell.length * cell.literal
            for one in self._passes_of(person)
            for cell in one.cells
            if cell.day == day and person not in cell.borrowed
        ]

    def _escorting(self, person: str, day: int) -> list[cp_model.LinearExprT]:
        terms: list[cp_model.LinearExprT] = []
        for one in self._vars.all_passes:
            if person in one.escorts:
                for cell in one.cells:
                    if cell.day == day:
                        both = self._model.new_bool_var("")
                        self._model.add_bool_or(both, cell.literal.negated(), one.escorts[person].negated())
                        terms.append(cell.length * both)
        return terms

    def private_time(self) -> None:
        """Nobody lends more private time a day, or over the stay, than agreed."""
        for person, worker in self._problem.workers.items():
            lent: list[cp_model.LinearExprT] = []
            for day in range(len(self._problem.days)):
                today = [
                    cell.length * cell.literal
                    for one in self._passes_of(person)
                    for cell in one.cells
                    if cell.day == day and person in cell.borrowed
                ]
                if today:
                    self._model.add(sum(today) <= math.floor(worker.private_limit))
                    lent += today
            if lent:
                self._model.add(sum(lent) <= math.floor(worker.private_total))

    def _passes_of(self, person: str) -> list[PassVar]:
        return [one for one in self._vars.all_passes if person in one.task.people]

    def data_per_day(self) -> None:
        """The cards hold what is recorded between two nightly offloads."""
        for day, limit in enumerate(self._problem.data_limit):
            terms = [
                math.ceil(one.task.data_gb * 1000 * one.task.passes[one.index] / sum(one.task.passes)) * cell.literal
                for one in self._vars.all_passes
                for cell in one.cells
                if cell.day == day
            ]
            if terms:
                self._model.add(sum(terms) <= math.floor(limit * 1000))

    def order(self) -> None:
        """What must be shot before is shot before, if both are shot."""
        for passes in self._vars.passes.values():
            for other in passes[0].task.after:
                before = self._vars.passes[other]
                both = [passes[0].present, before[0].present]
                self._model.add(passes[0].start >= before[-1].stop).only_enforce_if(both)
        ends = self._scene_ends()
        for scene in self._problem.scenes:
            for other in scene.after:
                both = [self._vars.done[scene.number], self._vars.done[other]]
                self._model.add(ends[scene.number][0] >= ends[other][1]).only_enforce_if(both)

    def _scene_ends(self) -> dict[str, tuple[cp_model.IntVar, cp_model.IntVar]]:
        """Give for each scene that takes part in an order a start no later, and a stop no earlier, than its passes'."""
        ordered = {n for scene in self._problem.scenes for n in (*scene.after, scene.number) if scene.after}
        ends = {}
        for scene in self._problem.scenes:
            if scene.number in ordered:
                start = self._model.new_int_var(0, self._vars.horizon, f"scene start {scene.number}")
                stop = self._model.new_int_var(0, self._vars.horizon, f"scene stop {scene.number}")
                for key in scene.tasks:
                    for one in self._vars.passes[key]:
                        self._model.add(start <= one.start).only_enforce_if(one.present)
                        self._model.add(stop >= one.stop).only_enforce_if(one.present)
                ends[scene.number] = (start, stop)
        return ends

    def light_is_scarce(self) -> None:
        """Implied limits that sharpen the bound: takes in a light fit into that light while a person is free."""
        for person, worker in self._problem.workers.items():
            passes = self._passes_of(person)
            for phase in sorted({one.task.phase for one in passes} - {"any"}):
                chosen = [one for one in passes if one.task.phase == phase]
                for day, span in enumerate(self._problem.days):
                    self._limit_light(chosen, day, sum_of_rolling(chosen, worker.free.clip(span)))

    def _limit_light(self, passes: list[PassVar], day: int, seconds: float) -> None:
        terms = [
            self._problem.rolling(one.task, day, one.task.passes[one.index]) * cell.literal
            for one in passes
            for cell in one.cells
            if cell.day == day
        ]
        if len(terms) > 1:
            self._model.add(sum(terms) <= math.floor(seconds))


def sum_of_rolling(passes: list[PassVar], free: SpanSet) -> float:
    """Give the seconds in which at least one of the passes could roll while a person is free."""
    anywhere = SpanSet()
    for one in passes:
        anywhere |= one.task.rolling
    return (anywhere & free).total


def _gaps(within: list[tuple[int, int]], horizon: int) -> list[tuple[int, int]]:
    """Give what the sorted spans leave of the horizon, with room before and after it."""
    edges = [-horizon, *(edge for span in within for edge in span), 2 * horizon]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


RULES: Final[tuple[Callable[[Constraints], None], ...]] = (
    Constraints.light_and_people,
    Constraints.one_thing_at_a_time,
    Constraints.escort,
    Constraints.set_is_held,
    Constraints.cameras_and_gear,
    Constraints.successive_passes,
    Constraints.like_light,
    Constraints.match,
    Constraints.film_time_per_day,
    Constraints.private_time,
    Constraints.data_per_day,
    Constraints.order,
    Constraints.light_is_scarce,
)
"""Every rule of the model."""
