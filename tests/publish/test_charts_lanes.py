"""Labels in lanes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cupola.publish.charts.lanes import _APART, lanes

LABELS = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0.5, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=30
)


def test_a_label_takes_the_first_lane_with_room() -> None:
    assert lanes([(0, 10), (5, 15), (12, 20), (0, 3), (16, 20)], 2) == [0, 1, 0, 1, None]


def test_the_first_labels_come_first_wherever_they_stand() -> None:
    assert lanes([(50, 60), (0, 10), (55, 65)], 1) == [0, 0, None]


def test_labels_that_would_stand_too_close_do_not_share_a_lane() -> None:
    assert lanes([(0, 10), (10 + _APART / 2, 20)], 1) == [0, None]
    assert lanes([(0, 10), (10 + _APART, 20)], 1) == [0, 0]


@given(LABELS, st.integers(0, 6))
def test_labels_of_a_lane_never_touch(labels: list[tuple[float, float]], count: int) -> None:
    found = lanes(labels, count)
    assert len(found) == len(labels)
    for (one, a), (two, b) in combinations(zip(labels, found, strict=True), 2):
        if a is not None and a == b:
            assert one[1] + _APART <= two[0] or two[1] + _APART <= one[0]


@given(LABELS, st.integers(1, 6))
def test_no_label_is_left_out_that_had_room(labels: list[tuple[float, float]], count: int) -> None:
    found = lanes(labels, count)
    for k, (label, lane) in enumerate(zip(labels, found, strict=True)):
        if lane is None:
            for other in range(count):
                before = [labels[j] for j in range(k) if found[j] == other]
                assert any(a < label[1] + _APART and label[0] < b + _APART for a, b in before)
