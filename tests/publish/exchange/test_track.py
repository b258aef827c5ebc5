"""Samples and what is between them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Instants, Span
from cupola.publish.exchange.track import DEGREE, LARGEST_ERROR, Points, flat, interpolated, sampled

_RADIUS = 6_790_000.0


def circle(at: Instants) -> Points:
    """Go round the Earth in 93 minutes."""
    angle = at * (2 * np.pi / 5580.0)
    return np.stack([_RADIUS * np.cos(angle), _RADIUS * np.sin(angle), 100.0 * np.ones_like(at)], axis=-1)


def test_a_polynomial_is_met_exactly() -> None:
    offsets = np.array([0.0, 1, 2, 4, 5, 7, 8, 9, 11, 12])
    at = np.linspace(0, 12, 41)
    points = np.stack([offsets**DEGREE / 1e5, 3 * offsets**2, np.ones(10)], axis=-1)
    expected = np.stack([at**DEGREE / 1e5, 3 * at**2, np.ones(41)], axis=-1)
    assert np.allclose(interpolated(offsets, points, at), expected, atol=1e-6)


def test_a_revolution_is_sampled_within_the_error_and_says_so() -> None:
    (piece,) = sampled(circle, Span(0.0, 5580.0))
    assert len(piece.offsets) < 40
    assert 0 < piece.error <= LARGEST_ERROR
    at = np.random.default_rng(7).uniform(0, 5580, 2000)
    off = np.linalg.norm(interpolated(piece.offsets, piece.points, at) - circle(at), axis=1)
    assert off.max() <= piece.error + 0.2


def test_what_turns_faster_is_sampled_more_finely() -> None:
    """Ten times as fast as an orbit, 240 s would be off by thousands of kilometres."""
    (slow,), (fast,) = sampled(circle, Span(0.0, 5580.0)), sampled(lambda at: circle(at * 10.0), Span(0.0, 5580.0))
    assert fast.error <= LARGEST_ERROR
    assert len(fast.offsets) > 8 * len(slow.offsets)


def test_a_jump_parts_the_way() -> None:
    def jumping(at: Instants) -> Points:
        return circle(at) + np.where(at < 3000.0, 0.0, 50_000.0)[:, None]

    before, after = sampled(jumping, Span(0.0, 6000.0), [3000.0, 9000.0])
    assert (before.span, after.span) == (Span(0.0, 3000.0), Span(3000.0, 6000.0))
    assert max(before.error, after.error) <= LARGEST_ERROR
    assert np.allclose(after.points[0] - before.points[-1], 50_000.0, atol=0.2)


def test_a_bend_that_nothing_can_follow_ends_at_the_finest_step() -> None:
    def torn(at: Instants) -> Points:
        return np.where(at < 33.3, 0.0, 1e6)[:, None] * np.ones(3)

    (piece,) = sampled(torn, Span(0.0, 100.0))
    assert piece.error > LARGEST_ERROR
    assert len(piece.offsets) < 400


def test_even_a_short_piece_has_enough_samples_for_its_polynomial() -> None:
    (piece,) = sampled(circle, Span(100.0, 101.0))
    assert len(piece.offsets) > DEGREE
    assert (piece.offsets[0], piece.offsets[-1]) == (0.0, 1.0)


def test_samples_are_written_one_after_another() -> None:
    (piece,) = sampled(circle, Span(0.0, 10.0))
    written = list(flat(piece))
    assert len(written) == 4 * len(piece.offsets)
    assert written[:4] == [0.0, _RADIUS, 0.0, 100.0]
    assert all(type(number) is float for number in written)


@given(st.floats(1.0, 20_000.0), st.lists(st.floats(0.0, 20_000.0), max_size=4))
def test_pieces_fill_the_span_and_never_touch_a_time_twice(length: float, joints: list[float]) -> None:
    span = Span(1.6e9, 1.6e9 + length)
    pieces = sampled(circle, span, [span.start + joint for joint in joints])
    assert (pieces[0].span.start, pieces[-1].span.stop) == (span.start, span.stop)
    for one, two in pairwise(pieces):
        assert one.span.stop == two.span.start
    for piece in pieces:
        if piece.span.length > 0.1:
            assert (np.diff(piece.offsets) > 0).all()


@pytest.mark.parametrize("length", [0.002, 0.5])
def test_a_sliver_between_joints_is_no_fault(length: float) -> None:
    pieces = sampled(circle, Span(0.0, 100.0), [50.0, 50.0 + length])
    assert len(pieces) == 3
    assert all(np.isfinite(piece.error) for piece in pieces)
