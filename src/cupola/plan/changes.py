"""What people need between two shots: to carry the kit to another set, to rig it anew, to travel, to change a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a person: seconds that a change of look takes, and those that are only worn in this order."""

    change: float
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """How long changes between shots take.

    Attributes
    ----------
    set_change : float
        Seconds that who carries the set-up needs from one set to another.
    rig_change : float
        Seconds that they need to rig a set for another light scheme.
    travel : mapping of (str, str) to float
        Seconds that everybody needs from one set to another at another location; none between sets not named.
    looks : mapping of str to Looks
        By person.
    moves_per_day : int or None
        How often the unit may travel on a day; None for no such rule.
    """

    set_change: float = 0.0
    rig_change: float = 0.0
    travel: Mapping[tuple[str, str], float] = field(default_factory=dict)
    looks: Mapping[str, Looks] = field(default_factory=dict)
    moves_per_day: int | None = None
