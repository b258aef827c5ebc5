"""Orbit ephemeris messages: NASA's file is read to the last digit, and what no station flies is refused at its line."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant, utc_text
from cupola.codes import CODES
from cupola.errors import DocumentError, Message
from cupola.sky import StateFile, parse_oem
from tests.sky.messages import NASA, State, circle, kvn_oem, kvn_segment, nasa, sheet, states, xml_oem

ROWS = states(*circle(12, 240.0))
Writer = Callable[..., str]


def kvn(rows: Sequence[State], **changes: str) -> str:
    """Write states as a file of one segment in lines."""
    return kvn_oem(kvn_segment(rows, **changes))


def xml(rows: Sequence[State], **changes: str) -> str:
    """Write states as a file in XML."""
    return xml_oem(rows, **changes)


BOTH = pytest.mark.parametrize("write", [kvn, xml])


def read(text: str) -> StateFile:
    """Read a text."""
    return parse_oem(sheet(text))


def faults(text: str) -> tuple[Message, ...]:
    """Give the messages with which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert all(message.code in CODES for message in caught.value.messages)
    return caught.value.messages


def wrong(row: int, *six: float) -> list[State]:
    """Give the states with another one in a row."""
    rows = list(ROWS)
    rows[row] = (rows[row][0], six)
    return rows


def test_nasas_file_is_read_to_the_last_digit() -> None:
    file = nasa()
    (segment,) = file.segments
    assert (file.satellite, file.designator, segment.frame) == ("ISS", "1998-067-A", "EME2000")
    assert file.created == pytest.approx(instant("2022-02-11T18:53:27.821Z"), abs=1e-6)
    assert len(segment.at) == 329
    assert segment.at[0] == instant("2022-02-25T18:00Z")
    assert utc_text(segment.at[-1], 3) == "2022-02-26T07:56:56.869Z"
    assert segment.usable.start == segment.at[0]


def test_nasas_states_are_those_that_stand_in_the_file() -> None:
    """The first state, copied by hand."""
    text = NASA.read_text().split("<stateVector>")[1]
    segment = nasa().segments[0]
    for axis, value in zip("XYZ", segment.position[0], strict=True):
        assert float(text.split(f'<{axis} units="km">')[1].split("<")[0]) == value


def test_comments_are_kept() -> None:
    assert nasa().comments[:2] == ("Units are in kg and m^2", "MASS=445386.00")
    assert "COMMENT" not in " ".join(nasa().comments)


def test_lines_and_xml_give_the_same_states() -> None:
    one, other = read(kvn(ROWS)).segments[0], read(xml(ROWS)).segments[0]
    assert np.array_equal(one.at, other.at)
    assert np.array_equal(one.position, other.position)
    assert np.array_equal(one.velocity, other.velocity)
    assert one.usable == other.usable


def test_states_are_those_that_were_written() -> None:
    at, position, velocity = circle(12, 240.0)
    segment = read(kvn(ROWS)).segments[0]
    assert np.abs(segment.at - at).max() < 2e-6
    assert np.array_equal(segment.position, position)
    assert np.array_equal(segment.velocity, velocity)


def test_every_state_knows_its_line() -> None:
    text = kvn(ROWS)
    lines = text.splitlines()
    for line, (epoch, _) in zip(read(text).segments[0].lines, ROWS, strict=True):
        assert lines[line - 1].startswith(epoch)


@BOTH
@pytest.mark.parametrize(("scale", "behind"), [("TAI", 37.0), ("TT", 69.184), ("GPS", 18.0), ("UTC", 0.0)])
def test_epochs_of_other_scales_become_utc(write: Writer, scale: str, behind: float) -> None:
    segment = read(write(ROWS, TIME_SYSTEM=scale)).segments[0]
    assert np.allclose(circle(12, 240.0)[0] - segment.at, behind, atol=2e-6)
    assert segment.usable.start == pytest.approx(segment.at[0], abs=1e-6)


@BOTH
@pytest.mark.parametrize("scale", ["UT1", "TDB", "TCB", "MET", "GMST", "utc+3"])
def test_another_time_scale_is_refused_with_what_to_do(write: Writer, scale: str) -> None:
    (fault,) = faults(write(ROWS, TIME_SYSTEM=scale))
    assert fault.code == "E321"
    assert f'"{scale}" is not read; read are UTC, TAI, TT, GPS' in fault.text
    assert fault.source is not None and scale in fault.source
    assert fault.hint == "ask the publisher for UTC; do not just change the word"


@BOTH
@pytest.mark.parametrize("frame", ["TOD", "MOD", "GRC", "MCI", "RTN", "EME2001"])
def test_another_frame_is_refused_by_its_name(write: Writer, frame: str) -> None:
    (fault,) = faults(write(ROWS, REF_FRAME=frame))
    assert fault.code == "E322"
    assert f'the frame "{frame}" is not read; read are EME2000, J2000, GCRF, ICRF, TEME' in fault.text
    assert (fault.hint == 'Did you mean "EME2000"?') == (frame == "EME2001")


@BOTH
def test_another_centre_is_refused(write: Writer) -> None:
    (fault,) = faults(write(ROWS, CENTER_NAME="MARS BARYCENTER"))
    assert (fault.code, fault.text) == ("E322", 'CENTER_NAME is "MARS BARYCENTER", not EARTH')


@BOTH
def test_an_orbit_of_the_moon_is_refused_once_and_not_for_each_of_its_low_states(write: Writer) -> None:
    low = [(epoch, [0.27 * value for value in state]) for epoch, state in ROWS]
    assert sum("below the air" in fault.text for fault in faults(write(low))) > 10
    (fault,) = faults(write(low, CENTER_NAME="MOON"))
    assert (fault.code, fault.text) == ("E322", 'CENTER_NAME is "MOON", not EARTH')


@BOTH
@pytest.mark.parametrize("key", ["CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "START_TIME", "STOP_TIME"])
def test_what_a_segment_must_say_is_missed(write: Writer, key: str) -> None:
    (fault,) = faults(write(ROWS, **{key: ""}))
    assert (fault.code, fault.text) == ("E323", f"{key} is missing from this segment")


@BOTH
@pytest.mark.parametrize(
    ("six", "words"),
    [
        ((float("nan"), 0, 6800, 7.6, 0, 0), "not finite"),
        ((0, 0, float("inf"), 7.6, 0, 0), "not finite"),
        ((0, 0, 6300, 7.6, 0, 0), "6300 km from the Earth's centre: below the air"),
        ((0, 0, 0, 0, 0, 0), "below the air"),
        ((0, 0, 6.8e6, 7660, 0, 0), "6.8e+06 km from the Earth's centre"),
        ((0, 0, 6800, 7660, 0, 0), "flies 7.66e+03 km/s: it leaves the Earth"),
        ((0, 0, 6800, 10.9, 0, 0), "flies 10.9 km/s"),
    ],
)
def test_a_state_of_no_orbit_is_refused_at_its_line(write: Writer, six: tuple[float, ...], words: str) -> None:
    text = write(wrong(5, *six))
    fault = faults(text)[0]
    assert fault.code == "E323"
    assert words in fault.text
    assert fault.where is not None
    beginning = next(k for k, line in enumerate(text.splitlines(), 1) if ROWS[5][0] in line)
    assert fault.where.line == beginning


def test_metres_are_guessed() -> None:
    assert faults(kvn(wrong(5, 0, 0, 6.8e6, 7660, 0, 0)))[0].hint == "are these metres? Kilometres are wanted"


@pytest.mark.parametrize(("unit", "expected"), [("m", "km"), ("m/s", "km/s")])
def test_a_written_unit_that_is_another_is_refused(unit: str, expected: str) -> None:
    axis = "X" if expected == "km" else "X_DOT"
    found = faults(xml(ROWS).replace(f"<{axis}>", f'<{axis} units="{unit}">'))
    assert {f.text for f in found} == {f"{axis} is given in {unit}, and must be in {expected}"}


@BOTH
def test_states_out_of_order_are_refused(write: Writer) -> None:
    rows = [*ROWS[:4], ROWS[5], ROWS[4], *ROWS[6:]]
    (fault,) = faults(write(rows))
    assert fault.code == "E326"
    assert fault.text.startswith(f"the state of {ROWS[4][0][:19]}")


@BOTH
def test_a_state_given_twice_is_out_of_order(write: Writer) -> None:
    assert [f.code for f in faults(write([*ROWS[:5], ROWS[4], *ROWS[5:]]))] == ["E326"]


@BOTH
def test_states_that_end_before_the_time_they_promise_are_a_file_cut_off(write: Writer) -> None:
    (fault,) = faults(write(ROWS[:8], STOP_TIME=ROWS[-1][0]))
    assert fault.code == "E320"
    assert fault.text == f"the states end at {ROWS[7][0][:19]}Z, before STOP_TIME: the file is cut off"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_off_anywhere_is_refused(share: float) -> None:
    text = NASA.read_text()
    assert {f.code for f in faults(text[: int(len(text) * share)])} == {"E320"}


def test_a_line_cut_off_is_refused_at_its_line() -> None:
    text = kvn(ROWS).rstrip()
    fault = faults(text[:-60])[0]
    assert fault.code == "E320"
    assert "a state has an epoch and six numbers" in fault.text


@pytest.mark.parametrize(
    ("end", "part"), [("META_STOP", "the metadata"), ("COVARIANCE_START\n1 2 3\n", "a covariance")]
)
def test_a_file_that_ends_within_a_part_is_refused(end: str, part: str) -> None:
    text = kvn(ROWS)
    cut = text[: text.index("META_STOP")] if end == "META_STOP" else text + end
    assert f"the file ends within {part}: it is cut off" in {f.text for f in faults(cut)}


def test_covariances_and_accelerations_are_passed_over() -> None:
    text = kvn([(epoch, [*six, 0.001, 0.002, 0.003]) for epoch, six in ROWS])
    matrix = f"COVARIANCE_START\nEPOCH = {ROWS[3][0]}\nCOV_REF_FRAME = TOD\n3.3e-4\n4.6e-4 6.7e-4\nCOVARIANCE_STOP\n"
    segment = read(text + matrix).segments[0]
    assert len(segment.at) == len(ROWS)
    assert np.array_equal(segment.position[3], ROWS[3][1][:3])
    inside = xml(ROWS).replace(
        "</data>", "<covarianceMatrix><EPOCH>never</EPOCH><CX_X>1</CX_X></covarianceMatrix></data>"
    )
    assert len(read(inside).segments[0].at) == len(ROWS)


@BOTH
def test_only_the_usable_time_is_used(write: Writer) -> None:
    found = read(write(ROWS, USEABLE_START_TIME=ROWS[2][0], USEABLE_STOP_TIME=ROWS[9][0])).segments[0]
    at = circle(12, 240.0)[0]
    assert found.usable.start == pytest.approx(at[2], abs=1e-5)
    assert found.usable.stop == pytest.approx(at[9], abs=1e-5)
    assert len(found.at) == 12


def test_several_segments_are_kept_in_order_of_time() -> None:
    late, early = kvn_segment(ROWS[6:]), kvn_segment(ROWS[:7])
    found = read(kvn_oem(late, early)).segments
    assert [len(s.at) for s in found] == [7, 6]
    assert found[0].usable.stop == found[1].usable.start


def test_segments_that_overlap_are_refused_with_what_to_do() -> None:
    (fault,) = faults(kvn_oem(kvn_segment(ROWS[:8]), kvn_segment(ROWS[5:])))
    assert fault.code == "E326"
    assert fault.hint == "say with USEABLE_START_TIME and USEABLE_STOP_TIME which segment holds when"
    read(
        kvn_oem(
            kvn_segment(ROWS[:8], USEABLE_STOP_TIME=ROWS[6][0]), kvn_segment(ROWS[5:], USEABLE_START_TIME=ROWS[6][0])
        )
    )


def test_segments_of_two_satellites_are_refused() -> None:
    (fault,) = faults(kvn_oem(kvn_segment(ROWS[:6]), kvn_segment(ROWS[6:], OBJECT_ID="2021-035-A")))
    assert (fault.code, fault.text) == ("E303", "this segment is of 2021-035-A, the first of 1998-067-A")


@pytest.mark.parametrize("text", ["CCSDS_OEM_VERS = 2.0\n", '<?xml version="1.0"?><oem></oem>'])
def test_a_file_without_states_is_refused(text: str) -> None:
    assert [f.code for f in faults(text)] == ["E304"]


def test_one_state_is_not_enough() -> None:
    assert [f.text for f in faults(kvn(ROWS[:1]))] == ["a segment needs two states at least"]


def test_states_before_any_metadata_are_refused() -> None:
    text = kvn(ROWS)
    assert faults(text.replace("META_START\n", ""))[0].code == "E320"


def test_all_faults_are_told_at_once_up_to_twenty() -> None:
    rows = [(epoch, [0.0] * 6) for epoch, _ in ROWS * 3]
    assert len(faults(kvn(rows))) == 20
    found = faults(kvn(wrong(3, 0, 0, 0, 0, 0, 0), TIME_SYSTEM="UT1", REF_FRAME="TOD"))
    assert sorted(f.code for f in found) == ["E321", "E322", "E323"]


def test_a_date_of_creation_that_cannot_be_read_does_no_harm() -> None:
    assert read(kvn_oem(kvn_segment(ROWS), created="yesterday")).created is None


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_message_with_any_wrong_byte_is_read_or_refused_with_known_codes(place: int, byte: int) -> None:
    for write in (kvn, xml):
        data = bytearray(write(ROWS[:4]).encode())
        data[place % len(data)] = byte
        try:
            read(bytes(data).decode("latin-1"))
        except DocumentError as error:
            assert all(message.code in CODES for message in error.messages)
