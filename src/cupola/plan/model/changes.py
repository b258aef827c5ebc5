"""What people need between two shots: to carry the kit to another set, to rig it anew, to travel, to change a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    looks : mapping of str to float
        By person, seconds that a change of look takes; none for who is not named.
    moves_per_day : int or None
        How often anybody may travel on a day; None for no such rule.
    """

    set_change: float = 0.0
    rig_change: float = 0.0
    travel: Mapping[tuple[str, str], float] = field(default_factory=dict)
    looks: Mapping[str, float] = field(default_factory=dict)
    moves_per_day: int | None = None
