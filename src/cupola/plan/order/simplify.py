"""Makes an instance smaller without making its best order dearer (Garcia de la Banda, Stuckey and Chu 2011).

Scenes with the same actors are shot together. An actor who has one scene, or all, never waits. Actors who are always
together are one who costs their sum. One step makes room for another, so they are taken in turns. What is left falls
apart where no actor leads from one scene to another: such parts are ordered each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cupola.plan.order.instance import Instance


@dataclass(frozen=True, slots=True)
class Part:
    """Scenes that can be ordered by themselves: waiting in them is no waiting elsewhere.

    Attributes
    ----------
    cast, length, pay, before : tuple of int
        As those of an `Instance`, of what is left of it.
    groups : tuple of tuple of int
        For each scene left, the scenes of the instance that it stands for, in an order that is allowed.
    """

    cast: tuple[int, ...]
    length: tuple[int, ...]
    pay: tuple[int, ...]
    before: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]

    def spread(self, order: list[int]) -> list[int]:
        """Give the scenes of the instance for an order of those left."""
        return [scene for s in order for scene in self.groups[s]]

    def waiting(self, order: list[int]) -> int:
        """Give what actors cost in an order while they are in no scene."""
        came, cost = 0, 0
        rest = [0] * (len(order) + 1)
        for k in range(len(order) - 1, -1, -1):
            rest[k] = rest[k + 1] | self.cast[order[k]]
        for k, s in enumerate(order):
            came |= self.cast[s]
            cost += self.length[s] * self.pay_of(came & rest[k] & ~self.cast[s])
        return cost

    def pay_of(self, actors: int) -> int:
        """Give what a set of actors costs for a unit of length."""
        return sum(pay for a, pay in enumerate(self.pay) if actors >> a & 1)


def simplify(instance: Instance) -> tuple[Part, ...]:
    """Give the parts that an instance falls into; an order of each, one after another, is one of the instance.

    Scenes under an order of scenes are not merged with others, and all of them are kept in one part.
    """
    cast, length, pay = list(instance.cast), list(instance.length), list(instance.pay)
    groups: list[tuple[int, ...]] = [(s,) for s in range(len(cast))]
    tied = _tied(instance)
    while True:
        actors = _actors(cast, pay)
        kept = _scenes(cast, groups, tied)
        if len(actors) == len(pay) and len(kept) == len(cast):
            break
        pay = [sum(pay[a] for a in same) for same in actors]
        cast = [_renumbered(cast[kind[0]], actors) for kind in kept]
        length = [sum(length[s] for s in kind) for kind in kept]
        groups = [tuple(scene for s in kind for scene in groups[s]) for kind in kept]
    before = _orders(instance, groups)
    return tuple(_part(part, cast, length, pay, groups, before) for part in _parts(cast, before))


def _tied(instance: Instance) -> frozenset[int]:
    """Give the scenes that must follow another, or that another must follow."""
    n = len(instance.before)
    return frozenset(
        s
        for after in range(n)
        for s in range(n)
        if instance.before[after] >> s & 1 or (s == after and instance.before[s])
    )


def _actors(cast: list[int], pay: list[int]) -> list[list[int]]:
    """Give the actors who may wait, those who are always together in one list."""
    same: dict[int, list[int]] = {}
    for a in range(len(pay)):
        scenes = sum(1 << s for s, actors in enumerate(cast) if actors >> a & 1)
        if 1 < scenes.bit_count() < len(cast) and pay[a]:
            same.setdefault(scenes, []).append(a)
    return list(same.values())


def _scenes(cast: list[int], groups: list[tuple[int, ...]], tied: frozenset[int]) -> list[list[int]]:
    """Give the scenes, those with the same actors in one list."""
    same: dict[tuple[int, int], list[int]] = {}
    for s, actors in enumerate(cast):
        alone = groups[s][0] if groups[s][0] in tied else -1
        same.setdefault((actors, alone), []).append(s)
    return list(same.values())


def _renumbered(cast: int, actors: list[list[int]]) -> int:
    return sum(1 << new for new, same in enumerate(actors) if cast >> same[0] & 1)


def _orders(instance: Instance, groups: list[tuple[int, ...]]) -> list[int]:
    place = {scene: s for s, group in enumerate(groups) for scene in group}
    n = len(instance.before)
    return [sum(1 << place[other] for other in range(n) if instance.before[group[0]] >> other & 1) for group in groups]


def _parts(cast: list[int], before: list[int]) -> list[list[int]]:
    """Give lists of scenes such that no actor, and no order, leads from one to another."""
    parts: list[tuple[int, int, list[int]]] = []
    tied = sum(1 << s for s in range(len(before)) if before[s]) | _all(before)
    for s, actors in enumerate(cast):
        links = tied if tied >> s & 1 else 1 << s
        joined = [part for part in parts if part[0] & actors or part[1] & links]
        rest = [part for part in parts if not (part[0] & actors or part[1] & links)]
        scenes = sorted([s, *(other for part in joined for other in part[2])])
        parts = [*rest, (actors | _all(p[0] for p in joined), links | _all(p[1] for p in joined), scenes)]
    return [scenes for _, _, scenes in sorted(parts, key=lambda part: part[2])]


def _all(sets: Iterable[int]) -> int:
    union = 0
    for one in sets:
        union |= one
    return union


def _part(
    scenes: list[int],
    cast: list[int],
    length: list[int],
    pay: list[int],
    groups: list[tuple[int, ...]],
    before: list[int],
) -> Part:
    here = _all(cast[s] for s in scenes)
    actors = [[a] for a in range(len(pay)) if here >> a & 1]
    place = {s: new for new, s in enumerate(scenes)}
    return Part(
        tuple(_renumbered(cast[s], actors) for s in scenes),
        tuple(length[s] for s in scenes),
        tuple(pay[a] for (a,) in actors),
        tuple(sum(1 << place[other] for other in scenes if before[s] >> other & 1) for s in scenes),
        tuple(groups[s] for s in scenes),
    )
