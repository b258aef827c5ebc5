"""The cheapest order: of every published instance, of small ones by trial, and whatever the limit."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from cupola.plan.order import ordering
from cupola.plan.order.instance import MOST, Instance
from cupola.plan.order.ordering import Course, Limit, order
from tests.plan.order.instances import NAMES, by_trial, published, scattered, small


def changed(instance: Instance, scenes: list[int], actors: list[int]) -> Instance:
    """Give an instance with its scenes and actors in other places."""
    table = [[instance.cast[s] >> a & 1 for s in scenes] for a in actors]
    return Instance.of(table, [instance.pay[a] for a in actors], [instance.length[s] for s in scenes])


@pytest.mark.parametrize("name", NAMES)
def test_every_published_instance_is_ordered_at_its_published_cost_with_proof(name: str) -> None:
    instance, optimum = published(name)
    found = order(instance)
    assert (found.cost, found.bound, found.optimal) == (optimum, optimum, True)
    assert instance.allows(found.order)
    assert instance.cost(found.order) == optimum


@given(small(6, ordered=True))
def test_no_order_of_a_small_instance_is_cheaper(instance: Instance) -> None:
    found = order(instance)
    assert instance.allows(found.order)
    assert found.cost == instance.cost(found.order) == found.bound == by_trial(instance)


@given(small(6, ordered=True))
@settings(max_examples=60)
def test_branching_finds_what_trial_finds(instance: Instance) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "_FEW", 0)
        patch.setattr(ordering, "_MANY", 0)
        patch.setattr(ordering, "_MOVES", 1)
        found = order(instance)
    assert instance.allows(found.order)
    assert found.cost == instance.cost(found.order) == found.bound == by_trial(instance)


@pytest.mark.parametrize("seed", range(6))
def test_branching_and_all_sets_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = scattered(14, 9, seed, 0.2 + 0.1 * seed)
    by_sets = order(instance)
    monkeypatch.setattr(ordering, "_FEW", 0)
    monkeypatch.setattr(ordering, "_MANY", 0)
    monkeypatch.setattr(ordering, "_MOVES", 50)
    assert order(instance).cost == by_sets.cost == by_sets.bound


@pytest.mark.parametrize("seed", range(4))
def test_where_scenes_and_actors_stand_and_which_way_time_runs_does_not_matter(seed: int) -> None:
    instance, draw = scattered(22, 6, seed), random.Random(seed)
    scenes, actors = list(range(22)), list(range(6))
    draw.shuffle(scenes)
    draw.shuffle(actors)
    found, other = order(instance), order(changed(instance, scenes, actors))
    assert found.optimal
    assert found.cost == other.cost == instance.cost(found.order[::-1])
    assert instance.cost([scenes[s] for s in other.order]) == other.cost


def test_forty_scenes_with_eight_actors_are_proven() -> None:
    instance = scattered(40, 8, 1)
    found = order(instance, Course(Limit(work=20)))
    assert found.optimal
    assert instance.cost(found.order) == found.cost


def test_ended_early_an_order_has_a_bound_below_what_is_found_later() -> None:
    instance = scattered(34, 12, 3, 0.3)
    early, later = (order(instance, Course(Limit(work=work))) for work in (0.1, 0.8))
    assert instance.worked <= early.bound <= later.cost <= early.cost
    assert not early.optimal
    assert sorted(early.order) == list(range(34))


def test_the_same_work_gives_the_same_order() -> None:
    instance = scattered(34, 12, 4, 0.3)
    assert order(instance, Course(Limit(work=0.3))) == order(instance, Course(Limit(work=0.3)))


def test_sixty_four_scenes_and_actors_are_ordered() -> None:
    instance = scattered(MOST, MOST, 5, 0.3)
    found = order(instance, Course(Limit(work=0.2)))
    assert instance.allows(found.order)
    assert instance.worked < found.bound < found.cost == instance.cost(found.order)


def test_a_search_that_is_stopped_keeps_its_best_order() -> None:
    told = []
    course = Course(Limit(work=1000.0))

    def stop(cost: int, bound: int) -> None:
        told.append((cost, bound))
        course()

    course.on_progress = stop
    instance = scattered(50, 20, 6, 0.3)
    found = order(instance, course)
    assert len(told) == 1
    assert told[0][1] < told[0][0]
    assert instance.allows(found.order)
    assert instance.cost(found.order) - instance.worked <= told[0][0]


def test_a_time_limit_ends_a_search_that_would_last() -> None:
    found = order(scattered(60, 30, 7, 0.2), Course(Limit(seconds=0.01)))
    assert found.bound < found.cost


def test_orders_of_scenes_hold_in_a_search_of_many() -> None:
    free = scattered(30, 7, 8)
    table = [[cast >> a & 1 for cast in free.cast] for a in range(7)]
    best = order(free).order
    before = [(best[k + 3], best[k]) for k in range(0, 24, 4)]
    tied = Instance.of(table, free.pay, free.length, before=before)
    found = order(tied, Course(Limit(work=2)))
    assert tied.allows(found.order)
    assert not tied.allows(best)
    assert order(free).cost <= found.bound <= found.cost


def test_large_pay_is_added_up_exactly() -> None:
    instance, optimum = published("film105")
    scaled = Instance.of(
        [[cast >> a & 1 for cast in instance.cast] for a in range(8)],
        [p * 10**9 for p in instance.pay],
        instance.length,
    )
    assert order(scaled).cost == optimum * 10**9


def test_all_sets_are_gone_through_when_branching_takes_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = scattered(21, 14, 9, 0.2)
    whole = order(instance)
    monkeypatch.setattr(ordering, "_CHOICES_A_UNIT", 1.0)
    monkeypatch.setattr(ordering, "_SLICE", 10)
    assert order(instance, Course(Limit(work=1e9))) == whole or order(instance).cost == whole.cost
