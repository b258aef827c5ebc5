"""How robust a plan is: how early its scenes are in the can, and which of them have no second chance."""

from __future__ import annotations

from collections.abc import Sequence

from cupola.plan.figures import Robustness
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Problem
from cupola.plan.model.remaining import day_of
from cupola.plan.result import Strip


def robustness(problem: Problem, strips: Sequence[Strip]) -> Robustness:
    """Give how robust a plan is.

    If a shoot is broken off at an instant that nobody knows, each as likely as the other, then the part of the plan's
    value that is not in the can at that instant is, in the mean, `1 - lead / length of the shoot`: this is why `lead`
    counts scenes by their value, and needs no weights of its own.
    """
    ends = finished(problem, strips)
    worth = {scene.number: scene.value for scene in problem.scenes if scene.number in ends}
    value = sum(worth.values())
    return Robustness(
        lead=round(earliness(problem, strips) / value) if value else 0,
        in_the_can=tuple(sum(worth[n] for n, end in ends.items() if end <= day.stop) for day in problem.days),
        once=once(problem, strips),
    )


def finished(problem: Problem, strips: Sequence[Strip]) -> dict[str, float]:
    """Give when each scene is finished whose shots are all in the plan."""
    ends = {strip.shot: strip.span.stop for strip in strips}
    whole = [scene for scene in problem.scenes if scene.tasks and ends.keys() >= set(scene.tasks)]
    return {scene.number: max(ends[key] for key in scene.tasks) for scene in whole}


def earliness(problem: Problem, strips: Sequence[Strip]) -> int:
    """Give the seconds from the end of each finished scene to the wrap times its value, summed."""
    wrap = problem.days[-1].stop
    ends = finished(problem, strips)
    return sum(scene.value * round(wrap - ends[scene.number]) for scene in problem.scenes if scene.number in ends)


def once(problem: Problem, strips: Sequence[Strip]) -> tuple[str, ...]:
    """Name the finished scenes with a shot that light, set and people allow on no later day."""
    whole = finished(problem, strips)
    last = {strip.scene for strip in strips if strip.scene in whole and not _comes_again(problem, strip)}
    return tuple(scene.number for scene in problem.scenes if scene.number in last)


def _comes_again(problem: Problem, strip: Strip) -> bool:
    later = problem.days[day_of(problem, strip.span.start)].stop
    starts = first_pass(problem, problem.tasks[strip.shot])
    return bool(starts) and float(starts.stops[-1]) > later
