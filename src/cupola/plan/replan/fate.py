"""What became of each shot over the versions of a plan, and why: shot when planned or not, in vain, or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cupola.clock import Span
from cupola.plan.replan.bulletin import event_words, strikes
from cupola.plan.replan.difference import Move, difference, moved
from cupola.plan.result import Plan, Strip
from cupola.plan.situation import Situation
from cupola.production import Production

What = Literal["shot as planned", "shot at another time", "shot in vain", "under way", "to come", "left out"]
"""What became of a shot. In vain is what is shot of a scene that the latest plan leaves unfinished."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a version did to a shot; versions count from 1."""

    version: int
    move: Move


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a shot.

    Attributes
    ----------
    first, last : Span or None
        When the first version that has it would shoot it, and when the latest does; None where there is none.
    turns : tuple of Turn
        What each version changed, the oldest first.
    """

    shot: str
    scene: str
    what: What
    first: Span | None
    last: Span | None
    turns: tuple[Turn, ...]


def fates(production: Production, plans: Sequence[Plan]) -> tuple[Fate, ...]:
    """Tell what became of each shot of a shoot, in story order; what has left the breakdown comes last.

    Parameters
    ----------
    plans : sequence of Plan
        Every plan that was in force, the oldest first.
    """
    turns: dict[str, list[Turn]] = {}
    for version, (before, after) in enumerate(pairwise(plans), 2):
        for move in difference(production, before, after, causes(production, before, after)):
            turns.setdefault(move.shot, []).append(Turn(version, move))
    scenes = {strip.shot: strip.scene for plan in plans for strip in plan.strips}
    scenes = {key: shot.scene for key, shot in production.shots.items()} | scenes
    return tuple(_fate(production, shot, scene, plans, tuple(turns.get(shot, ()))) for shot, scene in scenes.items())


def causes(production: Production, before: Plan, after: Plan) -> Mapping[str, str] | None:
    """Say of the strips that could not stay where they were why, by what the next plan knows.

    None where the next plan knows of nothing: it was made from the beginning, or by hand.
    """
    now, known = after.situation, before.situation
    if now is None:
        return None
    found = {}
    for strip in before.strips:
        if strip.shot in now.begun:
            continue
        event = next((event for event in now.events if strikes(event, strip)), None)
        if event:
            found[strip.shot] = event_words(production, event, strip.span.start, now.now)
        elif strip.span.start < now.now:
            found[strip.shot] = "not shot as planned"
        elif _orbit(now) != _orbit(known):
            found[strip.shot] = after.stop
    return found


def _orbit(situation: Situation | None) -> tuple[str, ...]:
    return situation.orbit if situation else ()


def _fate(production: Production, shot: str, scene: str, plans: Sequence[Plan], turns: tuple[Turn, ...]) -> Fate:
    strips = [strip for plan in plans if (strip := plan.strip(shot))]
    last = plans[-1].strip(shot) if plans else None
    what = _what(production, plans[-1], strips[0], last) if last else "left out"
    return Fate(shot, scene, what, strips[0].span if strips else None, last.span if last else None, turns)


def _what(production: Production, plan: Plan, first: Strip, last: Strip) -> What:
    begun = plan.situation or Situation(0.0)
    if last.shot in begun.under_way:
        return "under way"
    if last.shot not in begun.done:
        return "to come"
    scene = production.scene.get(last.scene)
    if scene is None or not all(plan.strip(shot.id) for shot in scene.shots):
        return "shot in vain"
    return "shot at another time" if moved(first, last) else "shot as planned"
