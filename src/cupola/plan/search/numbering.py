"""Lessons that are alike get their numbers in the order in which they are planned, without a hole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip


def numbered(problem: Problem, strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Give a plan in which of scenes that are alike the first ones are in, in their order.

    A row of scenes stays as it is where one of them may not move, or where what comes before or after it would not be
    in its order any more.

    Parameters
    ----------
    problem : Problem
        The problem; `alike` says which scenes may take one another's place.
    strips : sequence of Strip
        A legal plan of it.
    """
    found = list(strips)
    tasks = {scene.number: scene.tasks for scene in problem.scenes}
    for row in problem.alike:
        known = [number for number in row if number in tasks]
        if not any(problem.tasks[key].lock for number in known for key in tasks[number]):
            there = sorted((strip for strip in found if strip.scene in known), key=lambda strip: strip.span.start)
            rest = [strip for strip in found if strip.scene not in known]
            named = (replace(s, scene=n, shot=tasks[n][0]) for n, s in zip(known, there, strict=False))
            tried = [*rest, *named]
            found = tried if _is_in_order(problem, tried) else found
    return tuple(sorted(found, key=lambda strip: (strip.span.start, strip.shot)))


def _is_in_order(problem: Problem, strips: Sequence[Strip]) -> bool:
    """Say whether all scenes, with what stays where it is, come after those that they must follow."""
    starts: dict[str, float] = {}
    stops: dict[str, float] = {}
    for strip in (*strips, *(strip for _, strip in problem.standing)):
        starts[strip.scene] = min(strip.span.start, starts.get(strip.scene, strip.span.start))
        stops[strip.scene] = max(strip.span.stop, stops.get(strip.scene, strip.span.stop))
    return all(
        starts[scene.number] >= stops[other]
        for scene in problem.scenes
        if scene.number in starts
        for other in scene.after
        if other in stops
    )
