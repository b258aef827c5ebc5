"""A shot beside a plan: whether there is room for it, and what takes each of its openings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cupola.clock import Span, SpanSet
from cupola.plan.model.chain import first_pass
from cupola.plan.model.moves import without_move
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.model.remaining import all_in_use, busy, day_of, held, remaining, widened, without_change
from cupola.plan.model.standing import is_room_on_cards, without_power
from cupola.plan.result import Strip
from cupola.plan.wording import listing
from cupola.production import Production

Cause = tuple[str, set[str]]
"""What takes an opening, in words, and the planned shots that it is."""


@dataclass(frozen=True)
class Beside:
    """A task beside the strips of a plan, each thing that is in its way worked out once.

    Attributes
    ----------
    production, problem, strips :
        As for `Argument`.
    task : Task
        The shot that is left out.
    """

    production: Production
    problem: Problem
    strips: Sequence[Strip]
    task: Task

    @cached_property
    def has_room(self) -> bool:
        """Whether it finds room, as far as light, people and their hours, set and cards go."""
        rest, left = self._rest, self._rest.tasks[self.task.id]
        return any(self._is_within_hours(rest, left, span) for span in first_pass(rest, left))

    def cause(self, span: Span) -> Cause:
        """Say what takes an opening: a person on another shot, the set, the hours of the day, the cards."""
        day = day_of(self.problem, span.start)
        work = self.problem.length(self.task, 0, day)
        whole = Span(span.start, span.stop - 1 + work)
        return (
            self._by_strips(whole, work, day)
            or self._by_hours(span, whole, work, day)
            or self._by_the_rest(whole, work)
        )

    def _by_strips(self, whole: Span, work: float, day: int) -> Cause | None:
        for person in self.task.people:
            if not _fits(whole, self._on_shots[person], work):
                return f"{self.production.name_of(person)} is on other shots", self._shots_of(person, whole)
        if not _fits(whole, self._changing, work):
            return "the change of set, rig, place or look takes too long", self._shots_near(whole)
        if not _fits(whole, self._moving, work):
            shots = {shot for person in self.task.people for shot in self._shots_of(person, self.problem.days[day])}
            return "somebody would have to move too often that day", shots
        if not _fits(whole, self._held, work):
            shots = {s.shot for s in self.strips if s.set == self.task.set and s.span.overlaps(whole)}
            return f"{self.production.sets[self.task.set].name} is taken", shots
        if not _fits(whole, self._in_use, work):
            return "cameras or gear are in use", self._shots_with(whole)
        return None

    def _by_hours(self, span: Span, whole: Span, work: float, day: int) -> Cause | None:
        rest, once = self._rest, Span(span.start, span.start + work)
        escorts = [p for p in self.task.escorts if rest.workers[p].film.clip(whole).at_least(work)]
        if self.task.escorts and not escorts:
            return "no escort is free", {shot for p in self.task.escorts for shot in self._shots_of(p, whole)}
        for person in self.task.people:
            hours = rest.workers[person].hours
            if not _fits(whole, hours.closed(self.problem.days), work):
                name = self.production.name_of(person)
                return f"{name}'s day would be too long, or the rest beside it too short", set()
            if not _has_hours(rest.workers[person], day, once):
                used = "week" if hours.week_left(span.start) < work else "day"
                return f"{self.production.name_of(person)}'s film hours of the {used} are used up", set()
        if escorts and not any(_has_hours(rest.workers[p], day, once) for p in escorts):
            names = listing(f"{self.production.name_of(p)}'s" for p in escorts)
            return f"{names} hours of the day for escorting are used up", set()
        return None

    def _by_the_rest(self, whole: Span, work: float) -> Cause:
        if not is_room_on_cards(self._rest, self.task, whole.start):
            return "the cards of the day are full", set()
        if not _fits(whole, self._charging, work):
            return "the batteries are charging", self._shots_with(whole)
        if not self._rest.tasks[self.task.id].open.at_least(work) & SpanSet.of([whole]):
            return "the order of shooting forbids it", set()
        return "what is free of people, set and light does not come together for long enough", set()

    @cached_property
    def _rest(self) -> Problem:
        return remaining(self.problem, self.strips, [self.task.id])

    @cached_property
    def _on_shots(self) -> dict[str, SpanSet]:
        rest = self.problem.rest_between
        return {person: widened(busy(self.strips, person), rest) for person in self.task.people}

    @cached_property
    def _changing(self) -> SpanSet:
        return without_change(self.problem, self.strips, self.task)

    @cached_property
    def _moving(self) -> SpanSet:
        return without_move(self.problem, self.strips, self.task)

    @cached_property
    def _held(self) -> SpanSet:
        return held(self.strips, self.task.set)

    @cached_property
    def _in_use(self) -> SpanSet:
        return all_in_use(self.problem, self.strips, self.task)

    @cached_property
    def _charging(self) -> SpanSet:
        return without_power(self.problem, self.strips, self.task)

    def _is_within_hours(self, rest: Problem, task: Task, starts: Span) -> bool:
        day = day_of(rest, starts.start)
        once = Span(starts.start, starts.start + rest.length(task, 0, day))
        film = all(_has_hours(rest.workers[p], day, once) for p in task.people)
        escorts = not task.escorts or any(_has_hours(rest.workers[p], day, once) for p in task.escorts)
        return film and escorts and is_room_on_cards(rest, task, starts.start)

    def _shots_of(self, person: str, whole: Span) -> set[str]:
        """Give the shots that somebody is in, or must rest before or after, during a span."""
        rest = self.problem.rest_between
        near = Span(whole.start - rest, whole.stop + rest)
        there = ((s, p) for s in self.strips for p in s.passes if person in s.people or person == p.escort)
        return {s.shot for s, p in there if p.span.overlaps(near)}

    def _shots_near(self, whole: Span) -> set[str]:
        """Give the shots from or to which somebody of the task changes during a span."""
        near = ((s.shot, without_change(self.problem, [s], self.task)) for s in self.strips)
        return {shot for shot, changing in near if changing & SpanSet.of([whole])}

    def _shots_with(self, whole: Span) -> set[str]:
        """Give the shots that use the camera or some of the gear of the task in a span."""
        gear = {key for key, _ in self.task.gear}
        uses = {s.shot: {key for key, _ in self.problem.tasks[s.shot].gear} for s in self.strips}
        near = [s for s in self.strips if s.span.overlaps(whole)]
        return {s.shot for s in near if s.camera == self.task.camera != "" or gear & uses[s.shot]}


def _fits(whole: Span, taken: SpanSet, work: float) -> bool:
    """Say whether work of a length finds a gap within a span between what is taken."""
    return any(gap.length >= work for gap in SpanSet.of([whole]) - taken)


def _has_hours(worker: Worker, day: int, work: Span) -> bool:
    """Say whether somebody may still work that long: in film time of that day and week, or in private time left."""
    hours = worker.hours
    if hours.work and work.length > hours.work[day]:
        return False
    if worker.private.covers(work):
        return work.length <= min(worker.private_limit, worker.private_total)
    return work.length <= min(worker.film_limit[day], hours.week_left(work.start))
