"""How long a shot takes, as far as that is known without its light."""

from __future__ import annotations

import math
from typing import Final

from cupola.production.model import Production
from cupola.production.scene import Shot

MOST_PASSES: Final = 6
"""Over so many passes at most the plan spreads the takes of a shot that does not say over how many."""


def share(takes: int, passes: int) -> tuple[int, ...]:
    """Share takes over passes, the earlier passes getting the more."""
    least, more = divmod(takes, passes)
    return tuple(least + (index < more) for index in range(passes))


def in_one_fall(take: float, reset: float, length: float) -> int:
    """Give how many takes fit into a stretch of gravity: one at least."""
    return max(1, math.floor((length + reset) / (take + reset)))


def is_flown(shot: Shot) -> bool:
    """Say whether the passes of a shot are parabolas: it asks for a gravity that only they have."""
    return shot.need.flights is not None and shot.need.gravity not in ("any", "earth")


def fewest_takes(shot: Shot) -> int:
    """Give the fewest takes that the first pass of a shot has; no later one has more."""
    if is_flown(shot):
        return share(shot.takes, shot.passes or shot.takes)[0]
    if shot.need.location is not None:
        return shot.takes
    most = MOST_PASSES if shot.passes is None else shot.passes
    return share(shot.takes, min(shot.takes, most))[0]


def shortest_pass(production: Production, shot: Shot, day: int) -> int:
    """Give the whole seconds that the first pass of a shot takes at least on a day of the shoot, set-up included.

    Every part is rounded down, so that the plan, which rounds to the nearest second, never needs less.
    """
    factor = production.time_factor(day, shot)
    slot = math.floor((shot.take + shot.reset) * factor)
    return math.floor(shot.setup * factor) + (fewest_takes(shot) - 1) * slot + math.floor(shot.take)
