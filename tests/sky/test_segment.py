"""Segments: each fault of one is kept, and what a segment promises is held against what it brings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import utc_text
from cupola.errors import DocumentError, Message
from cupola.sky.ndm import Entry, Faults
from cupola.sky.segment import Segment, SegmentReader
from tests.sky.messages import State, circle, iso, meta, sheet, states

AT, POSITION, VELOCITY = circle(10, 240.0)
ROWS = states(AT, POSITION, VELOCITY)
TEXT = "\n".join(f"line {k}" for k in range(1, 41))


def read(rows: list[State], **changes: str) -> tuple[Segment | None, tuple[Message, ...]]:
    """Give the segment of states that stand from line 11 on, and its faults."""
    faults = Faults(sheet(TEXT))
    reader = SegmentReader(3, faults)
    said = meta(ROWS, **changes)
    for line, (key, value) in enumerate(said.items(), 4):
        reader.entry(Entry(key, value, "", line, 5))
    for line, (epoch, six) in enumerate(rows, 11):
        reader.state(epoch, [str(number) for number in six], line)
    segment = reader.segment()
    try:
        faults.raise_all()
    except DocumentError as error:
        return segment, error.messages
    return segment, ()


def sound(rows: list[State], **changes: str) -> Segment:
    """Give the segment of states in which nothing is wrong."""
    segment, faults = read(rows, **changes)
    assert faults == ()
    assert segment is not None
    return segment


def fault(rows: list[State], **changes: str) -> tuple[str, str]:
    """Give place and text of the only fault."""
    segment, (found,) = read(rows, **changes)
    assert segment is None
    return str(found.where), found.text


def test_a_segment_is_its_states_their_frame_and_their_lines() -> None:
    segment = sound(ROWS)
    assert segment.frame == "TEME"
    assert np.abs(segment.at - AT).max() < 2e-6
    assert np.array_equal(segment.position, POSITION)
    assert np.array_equal(segment.velocity, VELOCITY)
    assert list(segment.lines) == list(range(11, 21))


def test_the_usable_time_is_no_longer_than_the_states() -> None:
    long = sound(ROWS, START_TIME=iso(AT[0] - 100.0), STOP_TIME=iso(AT[-1] + 100.0))
    assert (long.usable.start, long.usable.stop) == (long.at[0], long.at[-1])


@pytest.mark.parametrize(("start", "stop"), [(100.0, 2000.0), (0.0, 300.0), (1900.0, 2160.0)])
def test_the_usable_time_is_the_one_that_is_stated(start: float, stop: float) -> None:
    usable = sound(ROWS, USEABLE_START_TIME=iso(AT[0] + start), USEABLE_STOP_TIME=iso(AT[0] + stop)).usable
    assert usable.start == pytest.approx(AT[0] + start, abs=1e-5)
    assert usable.stop == pytest.approx(AT[0] + stop, abs=1e-5)


def test_without_a_usable_time_the_stated_span_is_used() -> None:
    usable = sound(ROWS, START_TIME=iso(AT[1]), STOP_TIME=iso(AT[7])).usable
    assert usable.start == pytest.approx(AT[1], abs=1e-5)
    assert usable.stop == pytest.approx(AT[7], abs=1e-5)


def test_a_usable_time_beside_the_states_is_refused() -> None:
    start, stop = iso(AT[-1] + 50.0), iso(AT[-1] + 90.0)
    where, text = fault(ROWS, USEABLE_START_TIME=start, USEABLE_STOP_TIME=stop)
    assert (where, text) == ("iss.oem:3:1", "no state lies in the usable time of this segment")


def test_states_may_end_a_step_before_the_stated_time_and_no_more() -> None:
    sound(ROWS, STOP_TIME=iso(AT[-1] + 239.0))
    where, text = fault(ROWS, STOP_TIME=iso(AT[-1] + 241.0))
    assert where == "iss.oem:10:5"
    assert text == f"the states end at {utc_text(AT[-1])}, before STOP_TIME: the file is cut off"


def test_where_steps_differ_the_longest_one_is_what_states_may_lack() -> None:
    uneven = [row for k, row in enumerate(ROWS) if k != 4]
    sound(uneven, STOP_TIME=iso(AT[-1] + 479.0))
    assert "the file is cut off" in fault(uneven, STOP_TIME=iso(AT[-1] + 481.0))[1]


def test_a_time_that_is_none_is_told_with_its_keyword() -> None:
    where, text = fault(ROWS, START_TIME="at noon")
    assert where == "iss.oem:9:5"
    assert text.startswith('START_TIME: "at noon" is no epoch')


def test_the_first_of_a_keyword_given_twice_holds() -> None:
    faults = Faults(sheet(TEXT))
    reader = SegmentReader(1, faults)
    reader.entry(Entry("OBJECT_ID", "1998-067-A", "", 2))
    reader.entry(Entry("OBJECT_ID", "2021-035-A", "", 3))
    found = reader.said("OBJECT_ID")
    assert found is not None
    assert found.value == "1998-067-A"
    assert reader.said("OBJECT_NAME") is None


@pytest.mark.parametrize(
    ("epoch", "six", "words"),
    [
        ("noon", ["1"] * 6, '"noon" is no epoch'),
        (ROWS[3][0], ["7000", "0", "0", "0", "7.5", "fast"], "holds what is no number"),
        (ROWS[3][0], ["1e999", "0", "0", "0", "7.5", "0"], "not finite"),
        (ROWS[3][0], ["6399", "0", "0", "0", "7.5", "0"], "below the air"),
        (ROWS[3][0], ["500001", "0", "0", "0", "0.1", "0"], "from the Earth's centre"),
        (ROWS[3][0], ["6800", "0", "0", "0", "10.83", "0"], "it leaves the Earth"),
    ],
)
def test_a_state_that_is_none_is_told_at_its_line(epoch: str, six: list[str], words: str) -> None:
    faults = Faults(sheet(TEXT))
    SegmentReader(3, faults).state(epoch, six, 17)
    with pytest.raises(DocumentError) as caught:
        faults.raise_all()
    (found,) = caught.value.messages
    assert (found.code, str(found.where), found.source) == ("E323", "iss.oem:17:1", "line 17")
    assert words in found.text


@pytest.mark.parametrize("six", [["6401", "0", "0", "0", "11.1", "0"], ["499999", "0", "0", "0", "1.2", "0"]])
def test_whatever_flies_about_the_earth_is_a_state(six: list[str]) -> None:
    faults = Faults(sheet(TEXT))
    SegmentReader(3, faults).state(ROWS[0][0], six, 17)
    assert len(faults) == 0


def test_each_segment_is_judged_by_its_own_faults() -> None:
    """A fault of the second hides none of the first."""
    faults = Faults(sheet(TEXT))
    first, second = SegmentReader(1, faults), SegmentReader(20, faults)
    for reader in (first, second):
        for line, (key, value) in enumerate(meta(ROWS).items(), 2):
            reader.entry(Entry(key, value, "", line))
    for k in (0, 2, 1):
        first.state(ROWS[k][0], [str(number) for number in ROWS[k][1]], 10 + k)
    second.state("never", [], 21)
    assert first.segment() is second.segment() is None
    with pytest.raises(DocumentError) as caught:
        faults.raise_all()
    assert [m.code for m in caught.value.messages] == ["E326", "E323", "E323"]


@given(st.permutations(range(5)))
def test_only_states_in_the_order_of_time_make_a_segment(order: list[int]) -> None:
    segment, faults = read([ROWS[k] for k in order], STOP_TIME=iso(AT[0] + 1.0))
    assert (segment is not None) == (order == sorted(order))
    assert {f.code for f in faults} <= {"E326"}
