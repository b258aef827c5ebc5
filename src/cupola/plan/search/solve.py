"""Solves a problem with CP-SAT, in stages, with progress, a proven bound, and the same plan for the same input."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from cupola.plan.figures import Money, Robustness
from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.robustness import robustness
from cupola.plan.search.firststage import FirstStage
from cupola.plan.search.numbering import numbered
from cupola.plan.search.polish import Polished, polish
from cupola.plan.search.stop import WORKERS, Budget, Interrupt, Stop

Stage = Literal["value", "money"]
_FIRST_STAGE: Final = 0.75
"""The share of a time limit that the first stage may take."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known at a moment of the search.

    `seconds` have gone by and `left` are left; infinite, when the limit is on work. `money`, and `lead`, the mean
    seconds from the end of a scene to the wrap, are known after the first stage only.
    """

    stage: Stage
    value: int
    bound: int
    seconds: float
    left: float
    money: Money | None = None
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Solution:
    """Strips in time order with their worth.

    `value` and `bound` are those of the first stage; `stop` says in words what ended the search.
    """

    strips: tuple[Strip, ...]
    value: int
    bound: int
    money: Money
    stop: str
    robustness: Robustness


OnProgress = Callable[[Progress], None]


def solve(
    problem: Problem,
    stop: Stop | None = None,
    on_progress: OnProgress | None = None,
    *,
    seed: int = 1,
    interrupt: Interrupt | None = None,
) -> Solution:
    """Find the most valuable schedule, then make it cheaper, then, at that price, have its scenes done earlier.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    stop : Stop
        When to stop; by default after a fixed amount of work.
    on_progress : callable
        Called with a `Progress` whenever value or bound improve.
    seed : int
        The same seed, problem and work give the same plan.
    interrupt : Interrupt
        Lets the caller end the search early.

    Raises
    ------
    PlanError
        No plan keeps the rules.
    """
    return _Search(problem, stop or Stop(), on_progress, seed, interrupt or Interrupt()).run()


class _Search:
    def __init__(
        self, problem: Problem, stop: Stop, on_progress: OnProgress | None, seed: int, interrupt: Interrupt
    ) -> None:
        self._problem, self._stop, self._seed, self._interrupt = problem, stop, seed, interrupt
        self._on_progress = on_progress or (lambda _: None)
        self._began = time.monotonic()
        self._budget = Budget(self._stop, _FIRST_STAGE)

    def run(self) -> Solution:
        first = FirstStage(self._problem, self._budget, self._seed, self._interrupt, self._tell_value).run()
        value, bound, strips = first.value, first.bound, numbered(self._problem, first.strips)

        def tell(now: Polished) -> None:
            self._tell("money", value, bound, now)

        found = polish(self._problem, strips, self._seed, self._may_go_on, tell)
        why, early = self._why(value, bound), robustness(self._problem, found.strips)
        return Solution(found.strips, value, bound, found.money, why, early)

    def _may_go_on(self, spent: float) -> bool:
        """Say whether there is work, or time, left for the second stage: half as much as for the first, at most."""
        if self._interrupt.asked:
            return False
        if self._stop.seconds is None:
            return spent < self._stop.work / 2
        return time.monotonic() - self._began < self._stop.seconds

    def _tell_value(self, value: int, bound: int) -> None:
        self._tell("value", value, bound)

    def _tell(self, stage: Stage, value: int, bound: int, now: Polished | None = None) -> None:
        gone = time.monotonic() - self._began
        left = math.inf if self._stop.seconds is None else self._stop.seconds - gone
        known = (now.money, round(now.earliness / max(value, 1))) if now else (None, 0)
        self._on_progress(Progress(stage, value, bound, gone, left, *known))

    def _why(self, value: int, bound: int) -> str:
        if value >= bound:
            return "proven best"
        if self._interrupt.asked:
            return "stopped by hand"
        if self._stop.gap and value >= bound * (1 - self._stop.gap):
            return f"within {self._stop.gap:.0%} of the bound"
        if self._stop.seconds is not None:
            return f"after {self._stop.seconds:g} s; another run may give another plan"
        return f"after {self._stop.work:g} units of work"


__all__ = ["WORKERS", "Interrupt", "OnProgress", "Progress", "Solution", "Stage", "Stop", "solve"]
