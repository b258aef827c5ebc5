"""A stretch of time as numbered frames: which instants, which names, one aim, one exposure, and nothing overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import CupolaError
from cupola.preview.sequence import MOST, instants, left_over, name_of, sequence
from cupola.preview.series import Order
from cupola.preview.still import Still
from tests.preview.fakes import SETTINGS, FakeStudio, still, write_frame


def turning(at: float) -> Still:
    """Give a fake still that is aimed elsewhere at each instant."""
    return cast(Still, replace(cast(Any, still("pass", at)), aim=(1.0, at, 0.0)))


def test_a_span_is_half_open() -> None:
    assert instants(Span(100.0, 130.0), 10.0) == (100.0, 110.0, 120.0)
    assert instants(Span(100.0, 130.1), 10.0) == (100.0, 110.0, 120.0, 130.0)
    assert instants(Span(100.0, 101.0), 10.0) == (100.0,)


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.integers(1, 2000), st.integers(1, 300))
def test_every_instant_is_in_the_span_and_none_is_missing(start: int, length: int, step: int) -> None:
    span = Span(float(start), float(start + length))
    assert list(instants(span, float(step))) == [float(at) for at in range(start, start + length, step)]


@given(st.integers(1, 10**6), st.integers(1, 400))
def test_at_the_rate_of_a_camera_a_take_has_as_many_frames(start: int, seconds: int) -> None:
    assert len(instants(Span(float(start), float(start + seconds)), 1 / 24)) == 24 * seconds


@pytest.mark.parametrize(("stop", "step"), [(0.0, 1.0), (10.0, 0.0), (10.0, -1.0), (1e6, 1.0)])
def test_no_frames_and_too_many_are_refused(stop: float, step: float) -> None:
    with pytest.raises(CupolaError, match="E843"):
        instants(Span(0.0, stop), step)


def test_names_sort_as_they_are_counted() -> None:
    assert name_of(7, 12) == "frame-0007"
    assert name_of(7, 12_345) == "frame-00007"
    assert [name_of(n, MOST) for n in (2, 10)] == sorted(name_of(n, MOST) for n in (2, 10))


def test_the_camera_is_locked_off_where_it_points_in_the_middle(tmp_path: Path) -> None:
    orders = sequence(turning, (10.0, 20.0, 30.0), SETTINGS, tmp_path)
    assert [order.name for order in orders] == ["frame-0001", "frame-0002", "frame-0003"]
    assert [order.still.at for order in orders] == [10.0, 20.0, 30.0]
    assert {order.still.aim for order in orders} == {(1.0, 20.0, 0.0)}
    assert {order.still.exposure for order in orders} == {SETTINGS}
    assert [order.files for order in orders] == [(tmp_path / f"frame-000{k}.png",) for k in (1, 2, 3)]


def test_each_frame_may_have_two_files(tmp_path: Path) -> None:
    (order,) = sequence(turning, (10.0,), None, tmp_path, (".png", ".exr"))
    assert [file.name for file in order.files] == ["frame-0001.png", "frame-0001.exr"]
    assert order.still.exposure is None


def test_a_file_that_is_no_frame_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "frame-0002.png").write_bytes(b"my holiday")
    with pytest.raises(CupolaError, match=r"E844 .*frame-0002\.png is no frame"):
        sequence(turning, (10.0, 20.0), SETTINGS, tmp_path)


def test_an_older_frame_of_ours_may_be(tmp_path: Path) -> None:
    write_frame(tmp_path / "frame-0001.png", FakeStudio().take(still("another pass")))
    (order,) = sequence(turning, (10.0,), SETTINGS, tmp_path)
    assert not order.is_made


def test_frames_of_a_longer_sequence_before_are_named(tmp_path: Path) -> None:
    for name in ("frame-0001.png", "frame-0003.png", "frame-0002.exr", "holiday.png"):
        (tmp_path / name).touch()
    orders = [Order("frame-0001", still("one"), (tmp_path / "frame-0001.png",))]
    assert left_over(tmp_path, orders) == ["frame-0002", "frame-0003"]
    assert left_over(tmp_path / "nowhere", orders) == []


@given(st.integers(1, MOST), st.data())
def test_every_number_has_a_name_of_its_own_and_all_are_as_long(of: int, data: st.DataObject) -> None:
    one, other = data.draw(st.integers(1, of)), data.draw(st.integers(1, of))
    assert (name_of(one, of) == name_of(other, of)) == (one == other)
    assert len(name_of(one, of)) == len(name_of(other, of))
    assert (name_of(one, of) < name_of(other, of)) == (one < other)


@given(st.floats(0.0, 1e9), st.floats(1e-3, 1e3), st.integers(1, 500))
def test_steps_of_any_length_stay_in_the_span(start: float, step: float, number: int) -> None:
    """A hair of a step at the end is left to rounding."""
    found = instants(Span(start, start + step * number), step)
    assert abs(len(found) - number) <= 1
    assert found[0] == start
    assert found[-1] <= start + step * number + 1e-6 * step
