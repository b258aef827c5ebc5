"""Orbit mean-elements messages: three notations of one set are one orbit; a wrong value is told with its place."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sgp4 import omm as peer
from sgp4.api import Satrec

from cupola.clock import DAY, Span
from cupola.codes import CODES
from cupola.errors import DocumentError, Message
from cupola.sky import Orbit, parse_omm
from tests.october import STAY, element_sets, one_set, stay_orbit
from tests.sky.messages import omm_fields, omm_json, omm_kvn, omm_xml, sheet

Writer = Callable[..., str]
WRITERS: list[Writer] = [omm_json, omm_kvn, omm_xml]


def faults(text: str) -> tuple[Message, ...]:
    """Give the messages with which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_omm(sheet(text, "iss.omm"))
    assert all(message.code in CODES for message in caught.value.messages)
    return caught.value.messages


def changed(**changes: object) -> dict[str, object]:
    """Give the fields of the set of 8 October with changes."""
    return omm_fields(one_set(), **changes)


@pytest.mark.parametrize("write", WRITERS)
def test_every_notation_gives_the_elements_of_the_two_line_set(write: Writer) -> None:
    (found,) = parse_omm(sheet(write(changed())))
    assert found.mean == one_set().mean
    assert found.norad == 25544
    assert found.name == "ISS (ZARYA)"
    assert found.epoch == pytest.approx(one_set().epoch, abs=1e-6)
    assert (found.line1, found.line2) == ("", "")


@pytest.mark.parametrize("write", WRITERS)
def test_many_sets_in_a_file_make_the_same_orbit_as_the_file_of_two_line_sets(write: Writer) -> None:
    """1 cm: epochs are written to the microsecond, in which the station flies 8 mm."""
    sets = parse_omm(sheet(write(*map(omm_fields, reversed(element_sets())))))
    at = np.linspace(STAY.start, STAY.stop, 500)
    assert np.abs(Orbit(sets, STAY).positions(at) - stay_orbit().positions(at)).max() < 1e-5


def test_the_orbit_is_the_one_that_sgp4s_own_reader_makes() -> None:
    fields = {key: str(value) for key, value in changed().items()}
    theirs = Satrec()
    peer.initialize(theirs, fields)
    (ours,) = parse_omm(sheet(omm_json(changed())))
    at = ours.epoch + np.linspace(-3.0, 3.0, 50) * DAY
    day = np.floor(at / DAY)
    _, expected, _ = theirs.sgp4_array(2440587.5 + day, at / DAY - day)
    found = Orbit([ours], Span(float(at[0]), float(at[-1]))).positions(at)
    assert np.abs(found - expected).max() < 1e-5


def test_space_tracks_json_is_read_numbers_in_quotes_and_more_fields_included() -> None:
    quoted = {key: str(value) for key, value in changed().items()}
    more = {"CCSDS_OMM_VERS": "2.0", "COMMENT": "GENERATED VIA SPACE-TRACK.ORG API", "SEMIMAJOR_AXIS": "6797.2"}
    place = {"CENTER_NAME": "EARTH", "REF_FRAME": "TEME", "TIME_SYSTEM": "UTC", "MEAN_ELEMENT_THEORY": "SGP4"}
    (found,) = parse_omm(sheet(omm_json({**more, **place, **quoted, "TLE_LINE0": "0 ISS", "DECAY_DATE": None})))
    assert found.mean == one_set().mean


def test_one_object_without_a_list_is_read() -> None:
    assert len(parse_omm(sheet(omm_json(changed())[1:-1]))) == 1


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("norad", [100_000, 270_001, 339_999, 340_000, 799_501_234])
def test_catalogue_numbers_beyond_five_digits_are_read(write: Writer, norad: int) -> None:
    (found,) = parse_omm(sheet(write(changed(NORAD_CAT_ID=norad))))
    assert found.norad == norad
    Orbit([found], STAY)


def test_of_two_sets_with_one_epoch_the_later_in_the_file_is_kept() -> None:
    (found,) = parse_omm(sheet(omm_json(changed(), changed(INCLINATION=51.7))))
    assert found.mean.inclination == 51.7


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"TIME_SYSTEM": "TAI"}, "E321", 'TIME_SYSTEM is "TAI", not UTC'),
        ({"REF_FRAME": "EME2000"}, "E322", 'REF_FRAME is "EME2000", not TEME'),
        ({"CENTER_NAME": "MARS"}, "E322", "not EARTH"),
        ({"MEAN_ELEMENT_THEORY": "DSST"}, "E322", 'MEAN_ELEMENT_THEORY is "DSST"'),
        ({"EPHEMERIS_TYPE": 4}, "E322", 'EPHEMERIS_TYPE is "4"'),
        ({"INCLINATION": 351.6}, "E323", "from 0 to 180"),
        ({"ECCENTRICITY": 1.2}, "E323", "from 0 to 0.99"),
        ({"ECCENTRICITY": float("nan")}, "E323", "from 0 to 0.99"),
        ({"MEAN_MOTION": 0.0}, "E323", "from 0.5 to 17.5"),
        ({"MEAN_MOTION": "fast"}, "E323", 'MEAN_MOTION is "fast"'),
        ({"BSTAR": float("inf")}, "E323", 'BSTAR is "inf"'),
        ({"EPOCH": "2021-02-30T00:00:00"}, "E323", "is not a date"),
        ({"NORAD_CAT_ID": "ISS"}, "E323", 'NORAD_CAT_ID is "ISS"'),
        ({"MEAN_ANOMALY": None}, "E323", "MEAN_ANOMALY is missing"),
        ({"EPOCH": ""}, "E323", "EPOCH is missing"),
    ],
)
def test_a_wrong_value_is_refused(write: Writer, changes: Mapping[str, object], code: str, words: str) -> None:
    (fault,) = faults(write(changed(**changes)))
    assert (fault.code, words in fault.text) == (code, True), fault.text


@pytest.mark.parametrize("write", WRITERS)
def test_the_message_points_at_the_value(write: Writer) -> None:
    (fault,) = faults(write(changed(), changed(INCLINATION=351.6)))
    assert fault.where is not None
    assert fault.source is not None
    assert "INCLINATION" in fault.source
    assert "351.6" in fault.source[fault.where.column - 1 :] or write is omm_xml
    assert write(changed(), changed(INCLINATION=351.6)).splitlines()[fault.where.line - 1] == fault.source


def test_an_axis_in_the_place_of_the_motion_is_told() -> None:
    (fault,) = faults(omm_json(changed(MEAN_MOTION=None, SEMI_MAJOR_AXIS=6797.2)))
    assert fault.hint == "SGP4 needs the mean motion, not the semi-major axis"


def test_a_wrong_unit_is_refused() -> None:
    (fault,) = faults(omm_kvn(changed()).replace("[deg]", "[rad]"))
    assert fault.text == "INCLINATION is given in rad, and must be in deg"


@pytest.mark.parametrize("write", [omm_kvn, omm_xml])
def test_a_field_given_twice_is_refused(write: Writer) -> None:
    text = write(changed())
    line = next(line for line in text.splitlines() if "ECCENTRICITY" in line)
    assert [f.text for f in faults(text.replace(line, f"{line}\n{line}"))] == ["ECCENTRICITY is given twice in one set"]


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_of_two_satellites_is_refused(write: Writer) -> None:
    (fault,) = faults(write(changed(), omm_fields(element_sets()[0], NORAD_CAT_ID=48274)))
    assert fault.code == "E303"
    assert fault.text == "this set is of satellite 48274, the first of the file of 25544"


def test_all_faults_of_all_sets_are_told_at_once_up_to_twenty() -> None:
    found = faults(omm_json(changed(INCLINATION=-1, BSTAR="x"), changed(ECCENTRICITY=2)))
    assert [f.text.split()[0] for f in found] == ["INCLINATION", "BSTAR", "ECCENTRICITY"]
    assert len(faults(omm_json(*[{"OBJECT_NAME": "ISS"}] * 50))) == 20


def test_a_fault_beyond_the_twentieth_does_no_harm() -> None:
    assert len(faults(omm_json(*[changed(MEAN_MOTION=None)] * 30))) == 20
    assert len(faults(omm_json(*[changed(BSTAR="x", REF_FRAME="TOD")] * 30))) == 20


@pytest.mark.parametrize(
    "text",
    [
        omm_json(changed())[:-40],
        omm_json(changed()) + "]",
        "[1, 2]",
        "[{},",
        "[",
        "{",
        "[" * 100_000,
        '[{"EPOCH": ' + "9" * 5000 + "}]",
        omm_xml(changed())[:-60],
        omm_kvn(changed()) + "and that is all\n",
    ],
)
def test_a_file_that_is_broken_is_refused(text: str) -> None:
    assert "E320" in {fault.code for fault in faults(text)}


@pytest.mark.parametrize("text", ["[]", "<ndm></ndm>", "CCSDS_OPM_VERS = 2.0\n"])
def test_a_file_without_a_set_is_refused(text: str) -> None:
    assert [fault.code for fault in faults(text)] == ["E304"]


def test_a_minified_list_of_thousands_of_sets_is_read_in_a_moment() -> None:
    text = omm_json(*[changed(EPOCH=f"2021-10-08T17:{k // 60:02d}:{k % 60:02d}.000000") for k in range(2000)])
    assert len(parse_omm(sheet(text.replace("\n", "")))) == 2000


@given(st.text(alphabet='[]{}",:0123456789.eE-NaN \nEPOCHINCLT', max_size=120))
def test_any_text_like_json_is_read_or_refused_with_known_codes(text: str) -> None:
    try:
        parse_omm(sheet("[" + text))
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


@given(st.integers(0, 900), st.integers(0, 255))
def test_a_message_with_any_wrong_byte_is_read_or_refused_with_known_codes(place: int, byte: int) -> None:
    for write in WRITERS:
        data = bytearray(write(changed()).encode())
        data[place % len(data)] = byte
        try:
            parse_omm(sheet(bytes(data).decode("latin-1")))
        except DocumentError as error:
            assert all(message.code in CODES for message in error.messages)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    "changes",
    [
        *({"MEAN_ELEMENT_THEORY": theory} for theory in ("SGP", "SGP4", "SGP/SGP4", "sgp4")),
        *({"EPHEMERIS_TYPE": kind} for kind in (0, 2, "", None)),
        *({"REF_FRAME": frame} for frame in ("TEME", "TEME OF DATE")),
    ],
)
def test_every_way_to_say_sgp4_is_read(write: Writer, changes: dict[str, object]) -> None:
    (found,) = parse_omm(sheet(write(changed(**changes))))
    assert found.mean == one_set().mean
