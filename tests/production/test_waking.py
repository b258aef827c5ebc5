"""When somebody is fit to work, by what their day plans say of sleep, and their own days."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, SpanSet
from cupola.plan.verify.hours import why_unfit
from cupola.production import Block, BlockKind, Person
from cupola.production.person import Limits
from cupola.production.waking import fit, own_days

HOUR = 3600.0


def person(*blocks: tuple[float, float, BlockKind], **limits: Any) -> Person:
    """Give somebody whose blocks go from hour to hour."""
    made = tuple(Block(Span(a * HOUR, b * HOUR), kind) for a, b, kind in blocks)
    return Person(
        "ana", "Ana", (), None, frozenset(), novice=False, limits=Limits(0, 0, 0, **limits), price=0, blocks=made
    )


def spans(*pairs: tuple[float, float]) -> SpanSet:
    """Give spans in hours."""
    return SpanSet([a * HOUR for a, _ in pairs], [b * HOUR for _, b in pairs])


NIGHTS: tuple[tuple[float, float, BlockKind], ...] = (
    (0, 6, "sleep"),
    (6, 22, "film"),
    (22, 30, "sleep"),
    (30, 45, "film"),
    (45, 48, "sleep"),
)
"""Asleep when the blocks begin, then from 22:00 to 06:00, and from 21:00 to the end."""


def test_own_days_lie_between_sleeps() -> None:
    assert own_days(person(*NIGHTS)) == (Span(6 * HOUR, 22 * HOUR), Span(30 * HOUR, 45 * HOUR))
    assert own_days(person((8, 20, "film"), (20, 28, "sleep"))) == (Span(8 * HOUR, 20 * HOUR),)
    assert own_days(person((8, 20, "film"))) == own_days(person()) == ()


def test_without_limits_somebody_is_fit_whenever_awake() -> None:
    assert fit(person(*NIGHTS)) == spans((6, 22), (30, 45))
    assert fit(person((8, 20, "film"))) == spans((8, 20))
    assert fit(person()) == SpanSet()


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"after_waking": 1.5 * HOUR}, spans((7.5, 22), (31.5, 45))),
        ({"before_sleep": 2 * HOUR}, spans((6, 20), (30, 43))),
        ({"awake": 15 * HOUR}, spans((6, 21), (30, 45))),
        ({"sleep": 8 * HOUR}, spans((6, 22), (30, 45))),
        ({"sleep": 8.5 * HOUR}, spans((6, 22))),
        ({"after_waking": 9 * HOUR, "before_sleep": 6 * HOUR}, spans((15, 16))),
        ({"awake": 9 * HOUR, "after_waking": 8 * HOUR, "before_sleep": 8 * HOUR}, SpanSet()),
    ],
)
def test_each_limit_takes_its_part(limits: dict[str, float], found: SpanSet) -> None:
    assert fit(person(*NIGHTS, **limits)) == found


def test_when_somebody_woke_before_their_blocks_begin_is_not_known() -> None:
    newcomer = person((8, 26, "film"), (26, 34, "sleep"), (34, 40, "film"), after_waking=HOUR, awake=12 * HOUR)
    assert fit(newcomer) == spans((8, 26), (35, 40))


def test_a_long_day_without_sleep_is_used_as_far_as_somebody_may_be_awake() -> None:
    """A docking: up from 06:00 to 02:00."""
    docking = person(
        (0, 6, "sleep"), (6, 26, "film"), (26, 30, "sleep"), (30, 44, "film"), awake=16.5 * HOUR, sleep=8 * HOUR
    )
    assert fit(docking) == spans((6, 22.5)), "and after four hours of sleep not at all"


awake: st.SearchStrategy[BlockKind] = st.sampled_from(["film", "private", "station"])


@st.composite
def lives(draw: st.DrawFn) -> Person:
    """Draw some nights and days of somebody, with limits."""
    edges = [0.0]
    for _ in range(draw(st.integers(2, 7))):
        edges.append(edges[-1] + draw(st.sampled_from([1, 4, 8, 9, 15, 18])))
    asleep = draw(st.booleans())
    kinds: list[BlockKind] = ["sleep" if (k % 2 == 0) == asleep else draw(awake) for k in range(len(edges) - 1)]
    limits = {
        "awake": draw(st.sampled_from([8, 16])) * HOUR,
        "sleep": draw(st.sampled_from([0, 8, 9])) * HOUR,
        "after_waking": draw(st.sampled_from([0, 1, 3])) * HOUR,
        "before_sleep": draw(st.sampled_from([0, 2])) * HOUR,
    }
    return person(*zip(edges[:-1], edges[1:], kinds, strict=True), **limits)


@given(lives(), st.integers(0, 120), st.integers(1, 6))
def test_the_proof_finds_unrested_just_what_is_not_fit(one: Person, start: int, length: int) -> None:
    """The planner cuts time, the proof looks back to the last sleep and on to the next."""
    work = Span(start * HOUR / 2, (start + length) * HOUR / 2)
    if not SpanSet.of(b.span for b in one.blocks if b.kind != "sleep").covers(work):
        return
    assert fit(one).covers(work) == (why_unfit(one, work) == "")
