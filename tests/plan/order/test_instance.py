"""Instances of talent scheduling: what an order costs, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import PlanError
from cupola.plan.order.instance import MOST, Instance
from tests.plan.order.instances import small

# anna 1.1, bert .11: in the order 1 2 3 anna is held a scene of length 2, in 2 1 3 nobody is
TWO = Instance.of([[1, 0, 1], [0, 1, 1]], [10, 3], [1, 2, 4])


def test_an_actor_is_paid_from_the_first_scene_to_the_last() -> None:
    assert TWO.paid([0, 1, 2]) == (7, 6)
    assert TWO.cost([0, 1, 2]) == 7 * 10 + 6 * 3
    assert TWO.cost([1, 2, 0]) == 5 * 10 + 6 * 3 == TWO.worked


def test_an_actor_without_a_scene_costs_nothing() -> None:
    assert Instance.of([[0, 0]], [7], [1, 1]).cost([1, 0]) == 0


def test_scenes_and_actors_are_numbered_from_one_unless_named() -> None:
    assert (TWO.scenes, TWO.actors) == (("1", "2", "3"), ("1", "2"))
    named = Instance.of([[1]], [1], [1], scenes=["12A"], actors=["Anna"])
    assert (named.scenes, named.actors) == (("12A",), ("Anna",))


def test_what_comes_before_a_predecessor_comes_before() -> None:
    chain = Instance.of([[1, 1, 1]], [1], [1, 1, 1], before=[(0, 1), (1, 2)])
    assert chain.before == (0b000, 0b001, 0b011)
    assert chain.allows([0, 1, 2])
    assert not chain.allows([0, 2, 1])
    assert not chain.allows([0, 1])


def test_an_order_that_goes_in_a_ring_is_refused() -> None:
    with pytest.raises(ValueError, match="ring"):
        Instance.of([[1, 1]], [1], [1, 1], before=[(0, 1), (1, 0)])


def test_a_table_with_a_short_row_or_a_negative_pay_is_refused() -> None:
    with pytest.raises(ValueError, match="table"):
        Instance.of([[1, 0], [1]], [1, 1], [1, 1])
    with pytest.raises(ValueError, match="negative"):
        Instance.of([[1, 0]], [-1], [1, 1])


@pytest.mark.parametrize(
    ("scenes", "actors", "pay", "text"),
    [(MOST + 1, 1, 1, "65 scenes"), (1, MOST + 1, 1, "65 actors"), (2, 2, 2**52, "too large a number")],
)
def test_what_does_not_fit_a_machine_word_is_refused(scenes: int, actors: int, pay: int, text: str) -> None:
    with pytest.raises(PlanError) as caught:
        Instance.of([[1] * scenes] * actors, [pay] * actors, [1] * scenes)
    (message,) = caught.value.messages
    assert message.code == "E622"
    assert text in message.text


def test_sixty_four_scenes_and_actors_fit() -> None:
    assert len(Instance.of([[1] * MOST] * MOST, [1] * MOST, [1] * MOST).cast) == MOST


@given(small(), st.randoms(use_true_random=False))
def test_no_order_costs_less_than_the_work_and_a_reversed_one_costs_the_same(instance: Instance, draw: object) -> None:
    order = list(range(len(instance.cast)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    assert instance.cost(order) >= instance.worked
    assert instance.cost(order) == instance.cost(order[::-1])
