"""The figures of a plan besides its value: what it costs, and how early its scenes are in the can."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """What a plan costs, by what it is paid for.

    Attributes
    ----------
    shots : int
        US cents for film time on the shots, escorts included.
    rigging : int
        US cents for the time of those who rig sets.
    changes : int
        US cents for time between two shots of a day: carrying the kit, company moves, changes of look.
    borrowed : int
        US cents for private time that is lent.
    days, held : int
        US cents for days of work and travel, and for days on which somebody is kept between two of them, at day rates.
    rigging_s, changes_s, borrowed_s : int
        Seconds of people's time spent on rigging sets and on changes, and of private time that is lent, paid or not.
    rigs, hold_days : int
        How often a set is rigged, and how many days people are kept without work.
    """

    shots: int = 0
    rigging: int = 0
    changes: int = 0
    borrowed: int = 0
    days: int = 0
    held: int = 0
    rigging_s: int = 0
    changes_s: int = 0
    borrowed_s: int = 0
    rigs: int = 0
    hold_days: int = 0

    @property
    def cents(self) -> int:
        """Everything that is paid, in US cents."""
        return sum(self.parts.values())

    @property
    def total(self) -> float:
        """Everything that is paid, in US dollars."""
        return self.cents / 100

    @property
    def effort(self) -> int:
        """Seconds of people's time for rigging, changes and borrowed: what decides between plans of the same total."""
        return self.rigging_s + self.changes_s + self.borrowed_s

    @property
    def parts(self) -> dict[str, int]:
        """The parts of the total in US cents, by name."""
        return {part: getattr(self, part) for part in PARTS}


PARTS = ("shots", "rigging", "changes", "borrowed", "days", "held")
"""The parts of what a plan costs, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How little of a plan is lost when the shoot ends early.

    Attributes
    ----------
    lead : int
        Seconds from the end of a scene to the wrap: the mean over the scenes, each counted by its value.
    in_the_can : tuple of int
        The value of the scenes that are finished by the end of each day.
    once : tuple of str
        The scenes with a shot that cannot be made on any later day: if it is missed, the scene is lost.
    """

    lead: int = 0
    in_the_can: tuple[int, ...] = ()
    once: tuple[str, ...] = ()
