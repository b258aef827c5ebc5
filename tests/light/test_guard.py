"""The guard at the ends of opportunities."""

import pytest

from cupola.clock import Span, SpanSet
from cupola.light.guard import GUARD, guarded


def test_both_ends_of_a_span_lose_ten_milliseconds() -> None:
    found = guarded(SpanSet([10.0, 50.0], [20.0, 60.0]), Span(0.0, 100.0))
    assert found.starts == pytest.approx([10.01, 50.01])
    assert found.stops == pytest.approx([19.99, 59.99])


def test_the_ends_of_what_was_searched_stay() -> None:
    assert guarded(SpanSet([0.0], [100.0]), Span(0.0, 100.0)) == SpanSet([0.0], [100.0])


def test_what_is_shorter_than_the_guard_goes() -> None:
    assert not guarded(SpanSet([10.0], [10.0 + GUARD]), Span(0.0, 100.0))
