"""When a search ends: by work, by time, by a proof that is near enough, or by hand."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Final

from ortools.sat.python import cp_model

WORKERS: Final = 2
"""Threads of a search; what it finds within an amount of work does not depend on their speed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When to stop.

    Attributes
    ----------
    work : float
        Deterministic work for the first stage, in units of about a second; the second has half of it. Repeatable.
    seconds : float or None
        A wall-clock limit for everything instead; what comes out then depends on the machine.
    gap : float
        Stop the first stage when the value is proven to be this near the best one.
    """

    work: float = 60.0
    seconds: float | None = None
    gap: float = 0.0


@dataclass(slots=True)
class Interrupt:
    """Ends a running search from another thread (or a signal handler); the best plan so far is kept."""

    _solvers: list[cp_model.CpSolver] = field(default_factory=list)
    _set: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Stop the search now."""
        self._set.set()
        for solver in self._solvers:
            solver.stop_search()

    @property
    def asked(self) -> bool:
        """Whether the search was asked to stop."""
        return self._set.is_set()

    def watch(self, solver: cp_model.CpSolver) -> None:
        """Name a solver to stop; as many of the last ones are remembered as may run at a time."""
        self._solvers = [*self._solvers[1 - WORKERS :], solver]


@dataclass(slots=True)
class Budget:
    """What a stage may spend, and how much of it is gone: work, or the time since it began."""

    stop: Stop
    share: float
    _began: float = field(default_factory=time.monotonic)
    _spent: float = 0.0

    @property
    def timed(self) -> bool:
        """Whether time counts, and not work."""
        return self.stop.seconds is not None

    @property
    def whole(self) -> float:
        """The seconds, or the units of work, for the stage."""
        return self.stop.work if self.stop.seconds is None else self.stop.seconds * self.share

    @property
    def gone(self) -> float:
        """The part of it that is gone: 1 and more, when nothing is left."""
        spent = time.monotonic() - self._began if self.timed else self._spent
        return spent / self.whole if self.whole > 0 else 1.0

    def spend(self, work: float) -> None:
        """Take note of work done."""
        self._spent += work

    def until(self, part: float) -> float:
        """Give what is left until a part of it is gone, in seconds or in units of work."""
        return max(0.0, part - self.gone) * self.whole
