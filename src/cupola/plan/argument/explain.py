"""Why a shot is where it is not: the reason, as an argument a first assistant director can argue with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cupola.clock import Span, SpanSet, clock_text
from cupola.light import Almanac, Need
from cupola.light.ground import GroundSets
from cupola.plan.argument.anew import anew
from cupola.plan.argument.beside import Beside
from cupola.plan.argument.conflict import Conflict, conflict
from cupola.plan.argument.course import is_lesson, lacking
from cupola.plan.argument.locks import IN_BREAKDOWN
from cupola.plan.argument.part import parts_of
from cupola.plan.argument.remedies import Change, Trial, changes, feasible
from cupola.plan.argument.trial import ANSWER, budget_of
from cupola.plan.argument.words import argument
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Problem, SceneTask, Task
from cupola.plan.model.remaining import first_takes, remaining
from cupola.plan.result import Bone, Strip
from cupola.plan.wording import date_words, listing, need_words, number, phase_words, times, wish_words
from cupola.production import Production, Shot
from cupola.units import duration_text


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a scene is left out: a reason for each of its shots, and the changes that would bring it in.

    Attributes
    ----------
    scene : str
        Its number.
    reasons : tuple of (str, str)
        By shot, why it is left out.
    changes : tuple of Change
        What would bring the scene in, cheapest first.
    conflicts : tuple of (str, Conflict)
        For each shot that does not fit by itself (or else for the scene) the few reasons that alone keep it out, in
        words and by name.
    complete : bool
        Whether every kind of change was tried: not, where the work for one scene did not last.
    """

    scene: str
    reasons: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    conflicts: tuple[tuple[str, Conflict], ...] = ()
    complete: bool = True


@dataclass(frozen=True)
class Argument:
    """Makes reasons for the shots that a plan leaves out.

    Attributes
    ----------
    production, problem, almanac :
        What the plan was made from.
    strips : sequence of Strip
        The plan's strips.
    now, locks :
        As for `Trial`.
    work : float
        What the arguments and changes of one scene may take, in deterministic units of about a second.
    """

    production: Production
    problem: Problem
    almanac: Almanac | GroundSets
    strips: Sequence[Strip]
    now: float = -math.inf
    locks: Mapping[str, str] = field(default_factory=dict)
    work: float = ANSWER
    _known: dict[str, Beside] = field(default_factory=dict, init=False, repr=False, compare=False)
    _fitting: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def boneyard(self) -> tuple[Bone, ...]:
        """Give every shot that is left out, with its reason."""
        made = {strip.shot for strip in self.strips}
        return tuple(
            Bone(key, scene.number, self.reason(scene, key))
            for scene in self.problem.scenes
            for key in scene.tasks
            if key not in made
        )

    def explain(self, number: str) -> Explanation:
        """Give reasons and changes for a scene that is left out; half of the work, if need be, is for the changes."""
        scene = next(s for s in self.problem.scenes if s.number == number)
        reasons = tuple((key, self.reason(scene, key)) for key in scene.tasks)
        arguing = replace(self._trial(scene), budget=budget_of(self.work / 2))
        conflicts = self._conflicts(arguing)
        trying = replace(arguing, budget=budget_of(self.work / 2 + arguing.budget.until(1.0)))
        return Explanation(number, reasons, tuple(changes(trying)), conflicts, not trying.is_over)

    def explain_anew(self, number: str) -> Explanation:
        """Give the same, and but for a lesson what a plan made anew with the scene in it would cost; takes longer."""
        known = self.explain(number)
        if is_lesson(self.production, number):
            return known  # one of its course is worth as much as another: with this one in it, the plan is no other
        scene = next(s for s in self.problem.scenes if s.number == number)
        change = anew(self._trial(scene))
        found = (*known.changes, *((change,) if change else ()))
        return replace(known, changes=tuple(sorted(found, key=lambda c: (c.cost, c.text))))

    def _trial(self, scene: SceneTask) -> Trial:
        parts = {key: parts_of(self.production, self.almanac, self.problem, key) for key in scene.tasks}
        return Trial(self.production, self.problem, self.strips, scene, parts, self.now, self.locks)

    def _conflicts(self, trial: Trial) -> tuple[tuple[str, Conflict], ...]:
        """Find the few reasons that keep each shot of a scene out; where each would fit, those against all together."""
        if is_lesson(trial.production, trial.scene.number):
            return (lacking(trial),)
        keys = trial.scene.tasks
        found = [one for key in keys if (one := conflict(trial, (key,))) is not None]
        if not found and (together := conflict(trial, keys)) is not None:
            found.append(together)
        return tuple((argument(trial, one), one) for one in found)

    def reason(self, scene: SceneTask, key: str) -> str:
        """Give the reason why a shot is left out, in a few sentences."""
        lock = self.problem.tasks[key].lock
        if not lock:
            return self._reason(scene, key)
        where, offset = self.locks.get(key, IN_BREAKDOWN), self.production.crew_offset
        when = f"{clock_text(lock[0], offset)} on {date_words(lock[0], offset)}"
        return f"{key} is held at {when} by a lock in {where}. {self._reason(scene, key)}"

    def _reason(self, scene: SceneTask, key: str) -> str:
        task, shot = self.problem.tasks[key], self.production.shots[key]
        blocked = [k for k in scene.tasks if not self._beside(k).has_room]
        if not self._starts(task):
            return self._never(shot, task)
        if not self._openings(task):
            return self._unmatched(shot, task)
        if key in blocked:
            return self._taken(shot, task)
        if blocked:
            names = listing(blocked)
            verb = "has" if len(blocked) == 1 else "have"
            return (
                f"{key} would fit, but scene {scene.number} counts only when it is whole, and {names} {verb} no room."
            )
        if not feasible(remaining(self.problem, self.strips, [key])):
            return f"{key} finds light, set and people, but other rules leave it no room beside what is planned."
        if self._fits(scene):
            return f"{key} fits beside what is planned, and all of scene {scene.number} with it: nothing keeps it out."
        return self._together(scene, key)

    def _fits(self, scene: SceneTask) -> bool:
        if scene.number not in self._fitting:
            self._fitting[scene.number] = feasible(remaining(self.problem, self.strips, scene.tasks))
        return self._fitting[scene.number]

    def _beside(self, key: str) -> Beside:
        if key not in self._known:
            self._known[key] = Beside(self.production, self.problem, self.strips, self.problem.tasks[key])
        return self._known[key]

    def _starts(self, task: Task) -> SpanSet:
        return first_pass(self.problem, task)

    def _openings(self, task: Task) -> SpanSet:
        """Give when a task may start, in light that cuts with the planned shots that it goes with."""
        return first_pass(self.problem, replace(task, first_takes=first_takes(self.problem, self.strips, task)))

    def _partners(self, task: Task) -> list[str]:
        """Name the planned shots that a task must match, or that must match it."""
        goes_with = {
            one.like if one.task == task.id else one.task
            for one in self.problem.matches
            if task.id in (one.task, one.like)
        }
        return [strip.shot for strip in self.strips if strip.shot in goes_with]

    def _unmatched(self, shot: Shot, task: Task) -> str:
        """Argue that the light of the shots that it goes with does not come again."""
        starts = self._starts(task)
        wishes = wish_words(shot.need, quiet=shot.quiet) or "the set open"
        return (
            f"{shot.id} must match {listing(self._partners(task))}. Everybody is free for it {times(len(starts))} "
            f"{self._range(starts)} with {wishes}; at none of them does that light come again."
        )

    def _never(self, shot: Shot, task: Task) -> str:
        """Argue that light, set and people never come together."""
        least = self.problem.rolling(task, len(self.problem.days) - 1, max(task.passes))
        words = need_words(shot.need)
        light = self.almanac.opportunities([shot.need])[0]
        long = light.at_least(least)
        if not light:
            return f"{shot.id} needs {words}. {self._parts(shot)}"
        if not long:
            longest = float((light.stops - light.starts).max())
            return (
                f"{shot.id} needs {words} for {duration_text(least)} at a stretch. It comes {len(light)} times during "
                f"the shoot, for {duration_text(longest)} at most."
            )
        open_ = task.rolling.at_least(least)
        if not open_:
            why = "while the set is open and quiet" if shot.quiet else "while the set is open"
            if not words:
                return f"{shot.id} needs {duration_text(least)} {why}. That does not come once during the shoot."
            return f"{shot.id} needs {words} for {duration_text(least)}. It comes {times(len(long))}, but never {why}."
        passes = f" in {number(len(task.passes))} successive passes" if len(task.passes) > 1 else ""
        if first_pass(replace(self.problem, like_light=math.inf), task):
            return (
                f"{shot.id} needs {words or 'the set open'} for {duration_text(least)}{passes} in like light. It comes "
                f"{times(len(open_))} {self._range(open_)}, but not at like places of successive revolutions."
            )
        wishes = wish_words(shot.need, quiet=shot.quiet) or "the set open"
        return (
            f"{shot.id} needs {wishes} for {duration_text(least)}{passes}. It comes {times(len(open_))} "
            f"{self._range(open_)}; {self._who_is_missing(task, open_)}"
        )

    def _parts(self, shot: Shot) -> str:
        """Say how often the light and the view come each by itself, when never together."""
        need = shot.need
        alone = Need(window=need.window, view=need.view)
        if need.view is None or need.location is not None:
            return "That does not come once during the shoot."
        # what stands in the way for a moment does not make two passes of one
        views = self.almanac.opportunities([alone])[0].bridged(self.problem.least_pass)
        if not views:
            return f"{need.view} is never in view of {need.window} during the shoot."
        state = Counter(self._light_at(span) for span in views)
        found = ", ".join(f"{number(n)} in {word}" for word, n in state.most_common())
        return f"{need.view} is in view {times(len(views))} {self._range(views)}: {found}."

    def _light_at(self, span: Span) -> str:
        middle = (span.start + span.stop) / 2
        phases = self.almanac.phases()
        return next(
            (phase_words(name) for name, spans in phases.items() if bool(spans.contains([middle])[0])), "no light"
        )

    def _who_is_missing(self, task: Task, open_: SpanSet) -> str:
        """Say who is not free at the openings, by person."""
        setup = self.problem.setup(task, len(self.problem.days) - 1)
        missing: Counter[str] = Counter()
        for span in open_:
            work = Span(span.start - setup, span.start)
            for person in task.people:
                if not self.problem.workers[person].free.covers(work):
                    missing[person] += 1
            if task.escorts and not any(self.problem.workers[p].film.covers(work) for p in task.escorts):
                missing["an escort"] += 1
        everyone = len(open_)
        words = [
            f"{self.production.name_of(person)} is free at {'none' if n == everyone else number(everyone - n)} of them"
            for person, n in missing.most_common(3)
        ]
        return listing(words) + "." if words else "at none of them is everybody free long enough."

    def _taken(self, shot: Shot, task: Task) -> str:
        """Argue that each opening is taken by something that is in the plan."""
        openings = list(self._openings(task))
        causes: Counter[str] = Counter()
        by: dict[str, set[str]] = {}
        for span in openings:
            cause, shots = self._beside(task.id).cause(span)
            causes[cause] += 1
            by.setdefault(cause, set()).update(shots)
        words = []
        for cause, n in causes.most_common(3):
            names = sorted(by[cause])
            named = f" ({', '.join(names[:4])}{' …' if len(names) > 4 else ''})" if names else ""
            words.append(f"{'in ' + number(n) + ' ' if len(openings) > 1 else ''}{cause}{named}")
        day = len(self.problem.days) - 1
        length = duration_text(self.problem.length(task, 0, day))
        wishes = wish_words(shot.need, quiet=shot.quiet, like=listing(self._partners(task)))
        head = f"{shot.id} needs {length}" + (f" and {wishes}" if wishes else "")
        head += f" in {number(len(task.passes))} successive passes" if len(task.passes) > 1 else ""
        where = self._range(SpanSet.of(openings))
        count = "Everybody is free for it once" if len(openings) == 1 else f"There are {len(openings)} openings"
        return f"{head}. {count} {where}: {listing(words)}."

    def _together(self, scene: SceneTask, key: str) -> str:
        """Argue that each shot would fit, but not the scene."""
        day = len(self.problem.days) - 1
        tasks = [self.problem.tasks[k] for k in scene.tasks]
        need: Counter[str] = Counter()
        for task in tasks:
            for person in task.people:
                need[person] += sum(self.problem.length(task, k, day) for k in range(len(task.passes)))
        rest = remaining(self.problem, self.strips, scene.tasks)
        tight = min(need, key=lambda p: sum(rest.workers[p].film_limit) / need[p])
        left = sum(
            min(limit, rest.workers[tight].film.clip(d).total)
            for limit, d in zip(rest.workers[tight].film_limit, rest.days, strict=True)
        )
        return (
            f"{key} would fit alone, but the shots of scene {scene.number} do not all find room beside what is "
            f"planned: they need {duration_text(need[tight])} of {self.production.name_of(tight)}, who has "
            f"{duration_text(left)} of film time left, in pieces over the shoot; what is planned has the rest."
        )

    def _range(self, spans: SpanSet) -> str:
        first = date_words(float(spans.starts[0]), self.production.crew_offset)
        last = date_words(float(spans.stops[-1]), self.production.crew_offset)
        return f"on {first}" if first == last else f"from {first} to {last}"
