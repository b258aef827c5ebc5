"""A shoot from an instant on: what is begun stays where it is, everything else lies ahead."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cupola.clock import Span, SpanSet
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.model.assemble import match_of, unmatched
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.problem import Match, Problem, Task
from cupola.plan.model.remaining import day_of, remaining
from cupola.plan.result import Plan, Strip
from cupola.plan.situation import Situation
from cupola.production import Production


@dataclass(frozen=True)
class Onward:
    """What is still to be planned of a shoot.

    Attributes
    ----------
    production : Production
        With what has happened to it.
    almanac : Almanac or GroundSets
        The light of its shoot.
    board : Problem
        The whole problem without its matches; what is not begun lies after now.
    begun : tuple of Strip
        What is made or under way.
    """

    production: Production
    almanac: Almanac | GroundSets
    board: Problem
    begun: tuple[Strip, ...]
    _known: dict[tuple[tuple[str, str], Strip | None], Match] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        production: Production,
        almanac: Almanac | GroundSets,
        situation: Situation,
        begun: tuple[Strip, ...],
        locked: Iterable[Strip] = (),
    ) -> Onward:
        """Give what is ahead of a production that is situated; `locked` strips begin when they do, in each pass."""
        locks = {strip.shot: tuple(one.span.start for one in strip.passes) for strip in locked}
        whole = unmatched(production, almanac)
        ahead = Span(float(math.ceil(situation.now)), whole.days[-1].stop)
        tasks = {
            key: task if key in situation.begun else _ahead(task, ahead, locks.get(key, task.lock))
            for key, task in whole.tasks.items()
        }
        return cls(production, almanac, replace(whole, tasks=tasks), begun)

    @cached_property
    def ahead(self) -> Mapping[str, Task]:
        """The tasks that are not begun."""
        begun = {strip.shot for strip in self.begun}
        return {key: task for key, task in self.board.tasks.items() if key not in begun}

    def beside(self, strips: Sequence[Strip], tasks: Sequence[str]) -> Problem:
        """Give the problem of planning some tasks, all else that is begun or in `strips` staying where it is."""
        standing = [*self.begun, *strips]
        return remaining(self.with_matches(standing, tasks), standing, tasks)

    def with_matches(self, standing: Sequence[Strip], tasks: Sequence[str]) -> Problem:
        """Give the whole problem with the matches between tasks, and those between tasks and what stands.

        A shot that stands has one place of light: what cuts with it is found at once.
        """
        at = {strip.shot: strip for strip in standing}
        found = []
        for shot in self.production.shots.values():
            pair = (shot.id, shot.match or "")
            if pair[1] not in self.board.tasks or not any(key in tasks for key in pair):
                continue
            if pair[0] in tasks and pair[1] in tasks:
                found.append(self._match(pair))
            elif all(key in tasks or key in at for key in pair):
                found.append(self._match(pair, next(at[key] for key in pair if key in at)))
        return replace(self.board, matches=tuple(found))

    def _match(self, pair: tuple[str, str], strip: Strip | None = None) -> Match:
        """Give the match of a pair that is free, or of which one stands; worked out once."""
        key = (pair, strip)
        if key not in self._known:
            assert isinstance(self.almanac, Almanac)  # on the ground there is no match
            stands = {strip.shot: _standing(self.board, strip)} if strip else {}
            board = replace(self.board, tasks={**self.board.tasks, **stands})
            one, like = (self.production.shots[name] for name in pair)
            self._known[key] = match_of(self.production, self.almanac, board, one, like)
        return self._known[key]

    def without_begun(self, board: Problem) -> Problem:
        """Give a problem whose scenes have only the tasks that are not begun."""
        ahead = self.ahead
        scenes = (replace(s, tasks=tuple(key for key in s.tasks if key in ahead)) for s in board.scenes)
        return replace(board, scenes=tuple(scenes))


def as_it_stands(production: Production, almanac: Almanac | GroundSets, plan: Plan) -> Problem:
    """Make the whole problem as a plan finds it: what is begun is bound to where it is, everything else lies ahead.

    The production is that with what has happened. Scenes have only the shots that are not begun.
    """
    whole = assemble(production, almanac)
    if plan.situation is None:
        return whole
    ahead = Span(float(math.ceil(plan.situation.now)), whole.days[-1].stop)
    begun = {strip.shot: strip for strip in plan.strips if strip.shot in plan.situation.begun}
    tasks = {
        key: replace(task, lock=tuple(one.span.start for one in begun[key].passes))
        if key in begun
        else _ahead(task, ahead, task.lock)
        for key, task in whole.tasks.items()
    }
    scenes = tuple(replace(s, tasks=tuple(key for key in s.tasks if key not in begun)) for s in whole.scenes)
    return replace(whole, tasks=tasks, scenes=scenes)


def _ahead(task: Task, span: Span, lock: tuple[float, ...]) -> Task:
    return replace(task, open=task.open.clip(span), rolling=task.rolling.clip(span), lock=lock)


def _standing(board: Problem, strip: Strip) -> Task:
    """Give the task of a strip as if it could only begin to roll where it does, with nobody in the way."""
    task = board.tasks[strip.shot]
    most = max(len(one.takes) for one in strip.passes)
    spans = []
    for one in strip.passes:
        first = one.takes[0].start
        spans.append(Span(first, first + board.rolling(task, day_of(board, one.span.start), most)))
    rolls = SpanSet.of(spans)
    return replace(
        task, people=(), escorts=(), passes=(most,), setup=0.0, lock=(), first_takes=(), open=rolls, rolling=rolls
    )
