"""The nodes of a search: no gap wider than the step, both sides of a jump, every piece with its ends."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import SpanSet
from cupola.light.grid import grid

NONE = np.empty(0)


@given(st.lists(st.floats(-50.0, 150.0), max_size=6), st.floats(1.0, 50.0))
def test_the_grid_has_both_ends_both_sides_of_each_jump_and_no_gap_wider_than_the_step(
    joints: list[float], step: float
) -> None:
    nodes = grid(SpanSet([0.0], [100.0]), step, np.array(joints, float)).nodes
    assert (nodes[0], nodes[-1]) == (0.0, 100.0)
    assert np.all(np.diff(nodes) > 0)
    assert np.diff(nodes).max() <= step + 1e-9
    for joint in joints:
        if 1e-3 < joint < 100.0:
            assert joint in nodes
            assert np.any((nodes < joint) & (nodes >= joint - 1.1e-4))


def test_a_span_of_a_minute_has_these_nodes() -> None:
    found = grid(SpanSet([0.0], [60.0]), 25.0, NONE)
    assert found.nodes.tolist() == [0.0, 0.01, 25.0, 50.0, 59.99, 60.0]
    assert found.opens.tolist() == [True, False, False, False, False, False]
    assert found.closes.tolist() == [False, False, False, False, False, True]


def test_two_spans_have_the_nodes_of_both_and_none_between() -> None:
    found = grid(SpanSet([0.0, 100.0], [10.0, 130.0]), 20.0, NONE)
    assert found.nodes.tolist() == [0.0, 0.01, 9.99, 10.0, 100.0, 100.01, 120.0, 129.99, 130.0]
    assert found.nodes[found.opens].tolist() == [0.0, 100.0]
    assert found.nodes[found.closes].tolist() == [10.0, 130.0]


@given(
    st.lists(st.tuples(st.floats(0.0, 1000.0), st.floats(1e-6, 50.0)), max_size=8),
    st.floats(0.5, 60.0),
    st.lists(st.floats(0.0, 1000.0), max_size=4),
)
def test_every_piece_has_its_ends_and_no_gap(
    pieces: list[tuple[float, float]], step: float, joints: list[float]
) -> None:
    where = SpanSet([a for a, _ in pieces], [a + length for a, length in pieces])
    found = grid(where, step, np.array(joints, float))
    assert found.nodes[found.opens].tolist() == where.starts.tolist()
    assert found.nodes[found.closes].tolist() == where.stops.tolist()
    gaps = np.diff(found.nodes)[~found.closes[:-1]]
    assert (gaps > 0).all() and (gaps <= step + 1e-9).all()
    assert (where.contains(found.nodes) | found.closes).all()


@given(
    st.lists(st.tuples(st.floats(0.0, 1000.0), st.floats(1e-6, 50.0)), max_size=8),
    st.lists(st.floats(-10.0, 1100.0), max_size=5),
)
def test_pieces_have_every_interval_and_every_inner_node_once(
    spans: list[tuple[float, float]], cuts: list[float]
) -> None:
    whole = grid(SpanSet([a for a, _ in spans], [a + length for a, length in spans]), 7.0, NONE)
    edges = [-np.inf, *sorted(cuts), np.inf]
    pieces = [whole.piece(start, stop) for start, stop in pairwise(edges)]
    intervals, inner = [], []
    for piece, own in pieces:
        intervals += list(zip(piece.nodes[: own + 1], piece.nodes[: own + 1][1:], strict=False))
        inner += piece.nodes[1:-1].tolist()
    assert intervals == list(zip(whole.nodes, whole.nodes[1:], strict=False))
    assert inner == whole.nodes[1:-1].tolist()
    assert np.concatenate([piece.nodes[:own] for piece, own in pieces]).tolist() == whole.nodes.tolist()


def test_the_grids_of_two_spans_share_their_even_nodes() -> None:
    one, two = (grid(SpanSet([start], [start + 90.0]), 20.0, NONE).nodes for start in (3.0, 31.0))
    assert np.intersect1d(one, two).tolist() == [40.0, 60.0, 80.0]
