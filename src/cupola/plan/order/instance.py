"""A talent scheduling instance: which actors are in which scenes, what a scene lasts and an actor costs.

Sets of scenes and of actors are whole numbers with a bit for each, so that what is on the payroll is found by a few
operations on machine words; hence at most 64 of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cupola.errors import Message, PlanError

MOST: Final = 64
"""Scenes, and actors, that an instance may have: the bits of a machine word."""

_LARGEST: Final = 2**53
"""What an order may cost: above, a double no longer tells whole numbers apart."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Scenes to be brought into an order, and the actors in them.

    Attributes
    ----------
    scenes, actors : tuple of str
        Their names.
    cast : tuple of int
        For each scene the set of its actors: bit ``a`` is set where ``actors[a]`` is in it.
    length : tuple of int
        For each scene, how long it takes to shoot.
    pay : tuple of int
        For each actor, what a unit of length costs from the first of the actor's scenes to the last.
    before : tuple of int
        For each scene the set of scenes that must come before it.
    """

    scenes: tuple[str, ...]
    actors: tuple[str, ...]
    cast: tuple[int, ...]
    length: tuple[int, ...]
    pay: tuple[int, ...]
    before: tuple[int, ...]

    @classmethod
    def of(
        cls,
        presence: Sequence[Sequence[int]],
        pay: Sequence[int],
        length: Sequence[int],
        *,
        scenes: Sequence[str] = (),
        actors: Sequence[str] = (),
        before: Sequence[tuple[int, int]] = (),
    ) -> Instance:
        """Make an instance of a table.

        Parameters
        ----------
        presence : sequence of sequence of int, shape (actors, scenes)
            1 where the actor is in the scene.
        pay, length : sequence of int
            See `Instance`.
        scenes, actors : sequence of str
            Names; by default numbers from 1.
        before : sequence of (int, int)
            Pairs of indices: the first scene must be shot before the second.

        Raises
        ------
        PlanError
            More than `MOST` scenes or actors, or numbers that are too large (E622).
        ValueError
            The table is not rectangular, a number is negative, or the orders go in a ring.
        """
        n, m = len(length), len(pay)
        if len(presence) != m or any(len(row) != n for row in presence):
            raise ValueError("the table needs a row an actor and a column a scene")
        if any(number < 0 for number in (*pay, *length)):
            raise ValueError("pay and length are not negative")
        _check_size(n, m, sum(pay) * sum(length))
        waits = [0] * n
        for first, second in before:
            waits[second] |= 1 << first
        return cls(
            tuple(scenes) or tuple(str(s + 1) for s in range(n)),
            tuple(actors) or tuple(str(a + 1) for a in range(m)),
            tuple(sum(1 << a for a in range(m) if presence[a][s]) for s in range(n)),
            tuple(length),
            tuple(pay),
            _closed(waits),
        )

    @property
    def worked(self) -> int:
        """What the actors cost in the scenes that they are in; no order is cheaper."""
        return sum(
            pay * length
            for cast, length in zip(self.cast, self.length, strict=True)
            for a, pay in enumerate(self.pay)
            if cast >> a & 1
        )

    def paid(self, order: Sequence[int]) -> tuple[int, ...]:
        """Give for each actor the length of all scenes from their first to their last in an order."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        at = 0
        for s in order:
            for a in range(len(self.pay)):
                if self.cast[s] >> a & 1:
                    first.setdefault(a, at)
                    last[a] = at + self.length[s]
            at += self.length[s]
        return tuple(last.get(a, 0) - first.get(a, 0) for a in range(len(self.pay)))

    def cost(self, order: Sequence[int]) -> int:
        """Give what an order of all scenes costs: all days paid, worked or held (CSPLib 039)."""
        return sum(pay * paid for pay, paid in zip(self.pay, self.paid(order), strict=True))

    def allows(self, order: Sequence[int]) -> bool:
        """Say whether an order has each scene once, and none before a scene that it must follow."""
        done = 0
        for s in order:
            if self.before[s] & ~done:
                return False
            done |= 1 << s
        return sorted(order) == list(range(len(self.cast)))


def _check_size(scenes: int, actors: int, largest: int) -> None:
    hint = f"at most {MOST} scenes and {MOST} actors are ordered at once: leave out day players, or order in parts"
    if scenes > MOST:
        raise PlanError(Message("E622", f"there are {scenes} scenes", hint=hint))
    if actors > MOST:
        raise PlanError(Message("E622", f"there are {actors} actors", hint=hint))
    if largest >= _LARGEST:
        raise PlanError(Message("E622", "pay times length is too large a number", hint="use a coarser unit of either"))


def _closed(before: list[int]) -> tuple[int, ...]:
    """Close sets of predecessors: what comes before a scene's predecessor comes before it too."""
    closed = list(before)
    for k in range(len(closed)):
        for s in range(len(closed)):
            if closed[s] >> k & 1:
                closed[s] |= closed[k]
    if any(closed[s] >> s & 1 for s in range(len(closed))):
        raise ValueError("the orders of scenes go in a ring")
    return tuple(closed)
