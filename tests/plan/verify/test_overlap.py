"""What runs at the same time, against looking at every pair."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.verify.overlap import Agenda, Crowd, Use, crowds, neighbours

SPAN = st.builds(lambda start, long: Span(start, start + long), st.integers(0, 30), st.integers(1, 9))
SPANS = st.lists(SPAN)
USES = st.lists(st.builds(Use, SPAN, st.integers(1, 3), st.sampled_from("abcdefgh")))


def same(span: Span) -> Span:
    """Give the span of a span."""
    return span


def test_an_agenda_gives_what_overlaps_in_time_order() -> None:
    agenda = Agenda([Span(5, 9), Span(0, 20), Span(20, 30), Span(6, 7)], same)
    assert agenda.during(Span(7, 20)) == [Span(0, 20), Span(5, 9)]
    assert agenda.during(Span(30, 40)) == []


@given(SPANS, st.integers(0, 40), st.integers(1, 20))
def test_an_agenda_agrees_with_looking_at_everything(spans: list[Span], start: int, long: int) -> None:
    asked = Span(start, start + long)
    assert Agenda(spans, same).during(asked) == sorted(span for span in spans if span.overlaps(asked))


def test_each_item_comes_after_the_one_that_ends_last() -> None:
    long, short, late = Span(0, 20), Span(2, 4), Span(10, 12)
    assert list(neighbours([late, short, long], same)) == [(long, short), (long, late)]


@given(SPANS, st.integers(0, 4))
def test_whatever_is_too_near_to_another_is_in_a_pair_that_is(spans: list[Span], rest: int) -> None:
    """Numbered, so that equal spans are told apart."""
    items = list(enumerate(spans))
    near = {item for pair in combinations(items, 2) if _gap(pair[0][1], pair[1][1]) < rest for item in pair}
    named = {
        item
        for one, two in neighbours(items, lambda item: item[1])
        if two[1].start - one[1].stop < rest
        for item in (one, two)
    }
    assert bool(near) == bool(named)
    assert named <= near
    if rest == 0:
        assert named == near


def _gap(one: Span, two: Span) -> float:
    return max(one.start, two.start) - min(one.stop, two.stop)


def test_a_crowd_lasts_from_too_many_to_enough_again() -> None:
    uses = [Use(Span(0, 10), 1, "a"), Use(Span(5, 20), 2, "b"), Use(Span(8, 12), 1, "c"), Use(Span(20, 25), 2, "d")]
    assert list(crowds(uses, 2)) == [Crowd(Span(5, 12), 4, ("a", "b", "c"))]
    assert list(crowds(uses, 4)) == []


@given(USES)
def test_crowds_agree_with_counting_at_every_instant(uses: list[Use]) -> None:
    found = list(crowds(uses, 3))
    for at in range(41):
        total = sum(use.count for use in uses if at in use.span)
        mine = [crowd for crowd in found if at in crowd.span]
        assert len(mine) == (total > 3)
        assert all(total <= crowd.count for crowd in mine)
        assert all({use.shot for use in uses if at in use.span} <= set(crowd.shots) for crowd in mine)
    for crowd in found:
        assert any(crowd.count == sum(use.count for use in uses if at in use.span) for at in range(41))
