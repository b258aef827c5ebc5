"""A plan under a new orbit: every strip goes with its light, what no longer fits is named, the rest keeps its place.

After a reboost the station comes earlier or later to every sunrise. Each strip that needs light is put where the
station stands at the same place of its revolution by the new orbit; the other strips stay. Only where that breaks a
rule is a strip put elsewhere, as near as can be; what finds no place within a revolution leaves the plan, with its
scene.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from cupola.clock import Instants, Span, SpanSet
from cupola.light import Almanac, Need
from cupola.plan.light import almanac_of
from cupola.plan.locks import bound, shortfall
from cupola.plan.model.assemble import kept
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import remaining
from cupola.plan.model.revolution import noon_angle, revolutions
from cupola.plan.money import money
from cupola.plan.result import Bone, Plan, Strip
from cupola.plan.robustness import finished, robustness
from cupola.plan.rules import Board, board_of
from cupola.plan.search.solver import solver_of
from cupola.plan.search.stop import WORKERS
from cupola.plan.wording import need_words
from cupola.production import Production, Shot
from cupola.units import duration_text

_NEAR: Final = 1200.0
"""Seconds about its new light in which a strip is looked for first: less than any light but an orbital day."""
_WORK: Final = 10.0
"""Deterministic work for each of the solver's questions, in units of about a second."""
_SAME: Final = 60
"""Seconds off its light up to which a strip has kept its place in it."""


@dataclass(frozen=True, slots=True)
class Retimed:
    """What became of a strip: `shift` is by how many seconds its light comes later; `after` is None if it is out."""

    before: Strip
    after: Strip | None
    shift: float
    reason: str = ""

    @property
    def moved(self) -> float:
        """By how many seconds the strip begins later than before; 0 if it is out."""
        return self.after.span.start - self.before.span.start if self.after else 0.0


@dataclass(frozen=True, slots=True)
class Retiming:
    """The plan under the new orbit, and what became of each strip, in time order."""

    plan: Plan
    strips: tuple[Retimed, ...]

    @property
    def lost(self) -> tuple[Retimed, ...]:
        """The strips that are out."""
        return tuple(one for one in self.strips if one.after is None)


def retime(production: Production, renewed: Production, plan: Plan, begun: Collection[str] = ()) -> Retiming:
    """Re-time a plan to a new orbit.

    Parameters
    ----------
    production, renewed : Production
        The production with the orbit that the plan was made for, and with the new one.
    plan : Plan
        A legal plan of `production`.
    begun : collection of str
        Shots that are made or under way: their strips stay where they are. A locked strip stays as well, unless its
        light does not.
    """
    old, new = almanac_of(production), almanac_of(renewed)
    kept = [strip for strip in plan.strips if strip.shot in begun]
    loose = [strip for strip in plan.strips if strip.shot not in begun]
    shifts = _shifts(old, new, [strip.span.start for strip in loose])
    lit = [production.shots[strip.shot].need != Need() and not strip.lock for strip in loose]
    shift = {strip.shot: s if needs else 0.0 for strip, s, needs in zip(loose, shifts, lit, strict=True)}
    locked = [strip for strip in loose if strip.lock]
    board = bound(renewed, _as_planned(assemble(renewed, new), plan), locked)
    found = _placed(_from_now_on(board, plan), kept, loose, shift)
    strips = tuple(sorted([*kept, *found.values()], key=lambda strip: (strip.span.start, strip.shot)))
    lost = [strip for strip in loose if strip.shot not in found]
    reasons = {strip.shot: _reason(renewed, new, strip, lost) for strip in lost}
    bones = [Bone(strip.shot, strip.scene, reasons[strip.shot]) for strip in lost]
    whole = finished(board, strips)
    made = replace(
        plan,
        digest=renewed.digest,
        strips=strips,
        boneyard=(*plan.boneyard, *bones),
        value=sum(scene.value for scene in board.scenes if scene.number in whole),
        bound=board.total,  # what was proven was so under the old orbit
        money=money(board, strips),
        robustness=robustness(board, strips),
        stop=f"re-timed to {renewed.orbit.name}",
    )
    return Retiming(
        made,
        tuple(Retimed(s, found.get(s.shot), shift[s.shot], reasons.get(s.shot, "")) for s in loose),
    )


def _shifts(old: Almanac, new: Almanac, at: Sequence[float]) -> Instants:
    """Give by how many seconds later the station comes to the same place of its revolution by the new orbit."""
    when = np.asarray(at, float)
    if not len(when):
        return when
    behind = noon_angle(old.vantage, when) - noon_angle(new.vantage, when)
    turn = np.array([revolutions(new.vantage, [_day_about(new, one)]).lengths[0] for one in when])
    shift: Instants = (np.mod(behind + np.pi, 2 * np.pi) - np.pi) / (2 * np.pi) * turn
    return shift


def _day_about(almanac: Almanac, at: float) -> Span:
    """Give a quarter of a day about an instant, within the almanac."""
    start = min(max(at - 10800.0, almanac.span.start), almanac.span.stop - 21600.0)
    return Span(max(start, almanac.span.start), min(start + 21600.0, almanac.span.stop))


def _as_planned(board: Problem, plan: Plan) -> Problem:
    """Give the problem with the passes that the plan has: new light does not spread takes anew."""
    made = {s.shot: tuple(len(one.takes) for one in s.passes) for s in plan.strips}
    return replace(board, tasks={k: replace(t, passes=made.get(k, t.passes)) for k, t in board.tasks.items()})


def _from_now_on(board: Problem, plan: Plan) -> Problem:
    """Give the problem in which nothing begins before the instant until which the shoot is known."""
    now = float(math.ceil(plan.situation.now)) if plan.situation else board.origin
    ahead = SpanSet([now], [board.days[-1].stop])
    tasks = {k: replace(t, open=t.open & ahead, rolling=t.rolling & ahead) for k, t in board.tasks.items()}
    return replace(board, tasks=tasks)


def _placed(
    board: Problem, kept: Sequence[Strip], loose: Sequence[Strip], shift: Mapping[str, float]
) -> dict[str, Strip]:
    """Place loose strips near their light; those that cannot be, within a revolution; give what found a place."""
    turn = max(board.revolutions, default=_NEAR)
    found: dict[str, Strip] = {}
    for reach in (_NEAR, turn):
        found = _solved(_within(remaining(board, kept, [s.shot for s in loose]), loose, shift, reach), loose, shift)
        if len(found) == len(loose):
            break
    return found


def _within(board: Problem, loose: Sequence[Strip], shift: Mapping[str, float], reach: float) -> Problem:
    """Limit each task to about its light."""
    tasks = dict(board.tasks)
    for strip in loose:
        task, by = tasks[strip.shot], shift[strip.shot]
        near = 0.0 if strip.lock else reach
        about = SpanSet.of(Span(p.span.start + by - near, p.span.stop + by + near) for p in strip.passes)
        tasks[strip.shot] = replace(task, open=task.open & about, rolling=task.rolling & about)
    return replace(board, tasks=tasks)


def _solved(small: Problem, loose: Sequence[Strip], shift: Mapping[str, float]) -> dict[str, Strip]:
    """Keep the most value, then move the fewest strips off their light, then move them least."""
    board = board_of(small)
    origin, model = small.origin, board.model
    targets = {s.shot: [round(p.span.start + shift[s.shot] - origin) for p in s.passes] for s in loose}
    for one in board.variables.all_passes:
        model.add_hint(one.start, targets[one.task.id][one.index])
    values = {scene.number: scene.value for scene in small.scenes}
    worth = sum(values[number] * done for number, done in board.variables.done.items())
    model.maximize(worth)
    best = _answer(model)
    if best is None:
        return {}
    model.add(worth >= round(best.objective_value))
    model.minimize(_moves(board, targets, {key: bool(by) for key, by in shift.items()}))
    last = _answer(model) or best
    return {strip.shot: strip for strip in strips_of(small, board.variables, last)}


def _moves(board: Board, targets: Mapping[str, Sequence[int]], lit: Mapping[str, bool]) -> cp_model.LinearExprT:
    """Give what moves: first how many strips, then how far; a count weighs more than all seconds together."""
    model, horizon = board.model, board.variables.horizon
    off, far = [], []
    for key, passes in board.variables.passes.items():
        moved = model.new_bool_var(f"moved {key}")
        for one, target in zip(passes, targets[key], strict=True):
            away = model.new_int_var(0, horizon, f"away {key}.{one.index + 1}")
            model.add(away >= one.start - target).only_enforce_if(one.present)
            model.add(away >= target - one.start).only_enforce_if(one.present)
            model.add(away <= (_SAME if lit[key] else 0)).only_enforce_if(moved.negated())
            far.append(away)
        off.append(moved)
    heavier = math.ceil(horizon) * max(1, len(far)) + 1
    return heavier * sum(off) + sum(far)


def _answer(model: cp_model.CpModel) -> cp_model.CpSolver | None:
    solver = solver_of(_WORK, threads=WORKERS)
    found = solver.solve(model)
    return solver if found in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _reason(renewed: Production, light: Almanac, strip: Strip, lost: Sequence[Strip]) -> str:
    """Say why a strip is out: its light is gone, or there is no room for it, or its scene has lost another shot."""
    shot = renewed.shots[strip.shot]
    if not _is_dark(renewed, light, strip):
        others = [s for s in lost if s.scene == strip.scene and s is not strip]
        gone = [other.shot for other in others if _is_dark(renewed, light, other)]
        if gone:
            return f"{shot.id} goes with scene {strip.scene}, which loses {', '.join(gone)} under the new orbit."
        return f"{shot.id} finds no room beside the other strips about its light under the new orbit."
    words = need_words(shot.need)
    if strip.lock:
        return f"{shot.id} is locked, and needs {words}; under the new orbit {_short(renewed, light, strip)}."
    return (
        f"{shot.id} needs {words} for {duration_text(shot.take)}; under the new orbit it does not come near its time."
    )


def _is_dark(renewed: Production, light: Almanac, strip: Strip) -> bool:
    """Say whether the light of a strip is gone: where it stands if it is locked, else all about there."""
    if strip.lock:
        return bool(_short(renewed, light, strip))
    return not _has_light(renewed, light, strip, renewed.shots[strip.shot])


def _short(renewed: Production, light: Almanac, strip: Strip) -> str:
    """Say by how much the light misses a take of a strip that stays; nothing where it misses none."""
    shot = renewed.shots[strip.shot]
    spans = kept(renewed, shot, light.opportunities([shot.need])[0])
    rolls = [Span(one.takes[0].start, one.takes[-1].stop) for one in strip.passes]
    return next((words for roll in rolls if (words := shortfall(spans, roll))), "")


def _has_light(renewed: Production, light: Almanac, strip: Strip, shot: Shot) -> bool:
    """Say whether the light of a shot comes, for a take at least, within a revolution of where a strip stood."""
    turn = renewed.orbit.revolution
    about = Span(strip.span.start - turn, strip.span.stop + turn)
    return bool(light.opportunities([shot.need])[0].clip(about).at_least(shot.take))
