"""Simplification: what is left is smaller, falls into parts, and costs as much at best."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given

from cupola.plan.order.instance import Instance
from cupola.plan.order.simplify import simplify
from tests.plan.order.instances import by_trial, published, small


def test_scenes_with_the_same_actors_are_one() -> None:
    (part,) = simplify(Instance.of([[1, 0, 1, 0], [0, 1, 1, 1], [1, 1, 0, 1]], [5, 3, 2], [1, 2, 4, 8]))
    assert part.groups == ((0,), (1, 3), (2,))
    assert part.length == (1, 10, 4)


def test_actors_who_are_always_together_are_one_who_costs_their_sum() -> None:
    (part,) = simplify(Instance.of([[1, 1, 0], [0, 1, 1], [1, 1, 0]], [5, 3, 2], [1, 2, 4]))
    assert sorted(part.pay) == [3, 7]


def test_who_has_one_scene_or_all_or_costs_nothing_never_waits() -> None:
    parts = simplify(Instance.of([[1, 1, 1], [0, 1, 0], [1, 0, 1]], [5, 3, 0], [1, 2, 4]))
    assert [part.pay for part in parts] == [()]
    assert sorted(parts[0].groups[0]) == [0, 1, 2]


def test_what_no_actor_joins_is_ordered_apart() -> None:
    table = [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1]]
    assert [part.groups for part in simplify(Instance.of(table, [1, 2, 3, 4], [1] * 6))] == [
        ((0,), (1,), (2,)),
        ((3,), (4,), (5,)),
    ]


def test_warwick_falls_into_three_parts_and_mob_story_loses_seven_scenes() -> None:
    assert [(len(p.cast), len(p.pay)) for p in simplify(published("Warwick1201")[0])] == [(9, 9), (5, 5), (6, 6)]
    assert [(len(p.cast), len(p.pay)) for p in simplify(published("MobStory")[0])] == [(20, 8), (1, 0)]


def test_scenes_under_an_order_stay_apart_and_in_one_part() -> None:
    table = [[1, 1, 0, 0], [0, 0, 1, 1]]
    parts = simplify(Instance.of(table, [1, 2], [1] * 4, before=[(0, 3)]))
    joined = next(part for part in parts if (0,) in part.groups)
    assert (3,) in joined.groups
    assert joined.before[joined.groups.index((3,))] == 1 << joined.groups.index((0,))


@given(small(5, ordered=True))
def test_the_best_orders_of_the_parts_one_after_another_are_a_best_order(instance: Instance) -> None:
    order: list[int] = []
    for part in simplify(instance):
        alone = Instance((), (), part.cast, part.length, part.pay, part.before)
        best = min(_orders(alone), key=alone.cost)
        assert part.waiting(best) == alone.cost(best) - alone.worked
        order += part.spread(best)
    assert instance.cost(order) == by_trial(instance)
    assert instance.allows(order)


def _orders(instance: Instance) -> list[list[int]]:
    every = permutations(range(len(instance.cast)))
    return [list(order) for order in every if instance.allows(order)]
