"""The one door for orbits: every kind is known by its content, and what is none is refused in words."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cupola.clock import Span, instant
from cupola.codes import CODES
from cupola.errors import CupolaError
from cupola.sky import Orbit, StateOrbit, open_orbit, read_elements, read_states
from cupola.sky.elements import LARGEST
from cupola.sky.timing import DISTURBED
from tests.october import ELEMENTS, STAY, element_sets, one_set, one_set_orbit, stay_orbit
from tests.sky.messages import NASA, kvn_oem, kvn_segment, nasa, omm_fields, omm_json, omm_kvn, omm_xml, states

FEBRUARY = Span(instant("2022-02-25T20:00Z"), instant("2022-02-26T07:00Z"))


def refused(read: Callable[[], object]) -> str:
    """Give the message with which something is refused."""
    with pytest.raises(CupolaError) as caught:
        read()
    assert all(message.code in CODES for message in caught.value.messages)
    return str(caught.value)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_two_line_sets_make_an_orbit() -> None:
    course = open_orbit(ELEMENTS, STAY)
    assert isinstance(course, Orbit)
    at = np.linspace(STAY.start, STAY.stop, 50)
    assert np.array_equal(course.positions(at), stay_orbit().positions(at))
    assert course.name == "iss.tle"


@pytest.mark.parametrize("write", [omm_json, omm_kvn, omm_xml])
@pytest.mark.parametrize("name", ["iss.omm", "iss.tle", "iss.oem", "iss"])
def test_messages_are_read_whatever_the_file_is_called(tmp_path: Path, write: Callable[..., str], name: str) -> None:
    path = put(tmp_path, name, write(*map(omm_fields, element_sets())))
    course = open_orbit(path, STAY)
    at = np.linspace(STAY.start, STAY.stop, 50)
    assert np.abs(course.positions(at) - stay_orbit().positions(at)).max() < 1e-5


def test_states_make_an_orbit_of_states_whatever_the_file_is_called(tmp_path: Path) -> None:
    for path in (NASA, put(tmp_path, "iss.tle", NASA.read_bytes())):
        course = open_orbit(path, FEBRUARY)
        assert isinstance(course, StateOrbit)
        assert course.name == path.name


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    for content in (
        ELEMENTS.read_bytes(),
        omm_json(omm_fields(one_set())).encode(),
        omm_kvn(omm_fields(one_set())).encode(),
    ):
        open_orbit(put(tmp_path, "iss", b"\xef\xbb\xbf" + content), one_set_orbit().span)
    open_orbit(put(tmp_path, "oem", b"\xef\xbb\xbf" + NASA.read_bytes()), FEBRUARY)


def test_several_files_of_sets_are_one_orbit(tmp_path: Path) -> None:
    sets = element_sets()
    half = put(tmp_path, "early.tle", "".join(f"{s.line1}\n{s.line2}\n" for s in sets[:4]))
    other = put(tmp_path, "late.json", omm_json(*map(omm_fields, sets[4:])))
    course = open_orbit([other, half], STAY)
    at = np.linspace(STAY.start, STAY.stop, 50)
    assert np.abs(course.positions(at) - stay_orbit().positions(at)).max() < 1e-5


def test_the_limits_are_handed_on() -> None:
    assert "E306" in refused(lambda: open_orbit(ELEMENTS, STAY, largest_seam=1.0))
    assert "E305" in refused(lambda: open_orbit(ELEMENTS, STAY, farthest=3600.0))
    at = [STAY.stop - 10.0]
    assert open_orbit(ELEMENTS, STAY, timing=DISTURBED).timing_error(at) > open_orbit(ELEMENTS, STAY).timing_error(at)


def test_states_and_sets_do_not_mix() -> None:
    message = refused(lambda: open_orbit([NASA, ELEMENTS], FEBRUARY))
    assert message.startswith("E328 iss_february_2022.oem.xml, iss.tle: some hold states, some element sets")


def test_files_of_two_satellites_are_refused(tmp_path: Path) -> None:
    other = put(tmp_path, "css.json", omm_json(omm_fields(one_set(), NORAD_CAT_ID=48274)))
    message = refused(lambda: open_orbit([ELEMENTS, other], STAY))
    assert message.startswith("E303 iss.tle, css.json: element sets of satellites 25544 and 48274")


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    wrong = put(tmp_path, "wrong.json", "[")
    page = put(tmp_path, "page.xml", "<!-- a page --><html><body/></html>")
    message = refused(lambda: open_orbit([wrong, page, tmp_path / "none.tle"], STAY))
    assert all(words in message for words in ("wrong.json:1:2: E320", "page.xml:1:1: E327", "E101 none.tle"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<!DOCTYPE html><html><head><title>302 Found</title></head></html>", "E327 iss.dat is a web page"),
        ("<html><p>not found</p></html>", "is a web page: it holds no orbit"),
        ('<?xml version="1.0"?><aem id="CCSDS_AEM_VERS"></aem>', "is of the kind AEM"),
        ("CCSDS_TDM_VERS = 1.0\n", "is of the kind TDM"),
        ("<station><name>ISS</name></station>", "is XML without an orbit"),
        ("just words that go on for more than forty columns of one line", "E301"),
        ("", "E304"),
        ("\x00\x01\x02", "E30"),
    ],
)
def test_what_holds_no_orbit_is_refused_by_what_it_is(tmp_path: Path, content: str, words: str) -> None:
    path = put(tmp_path, "iss.dat", content)
    assert words in refused(lambda: open_orbit(path, STAY))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert "E110" in refused(lambda: open_orbit(put(tmp_path, "iss.tle", b"\xff\xfe\x31\x00"), STAY))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(lambda: open_orbit(tmp_path / "nowhere.oem", STAY)).startswith("E101 nowhere.oem does not exist")
    assert "E101" in refused(lambda: open_orbit(tmp_path, STAY))


def test_elements_may_be_five_megabytes_long_and_states_sixty(tmp_path: Path) -> None:
    at = np.arange(FEBRUARY.start, FEBRUARY.start + 4800.0, 240.0)
    text = kvn_oem(kvn_segment(states(at, *StateOrbit([nasa()], FEBRUARY).states(at))))
    long = text + "COMMENT " + "x" * LARGEST
    assert len(read_states(put(tmp_path, "long.oem", long)).segments) == 1
    assert "E103 long.json is larger than 5 MB" in refused(
        lambda: read_elements(put(tmp_path, "long.json", omm_json(omm_fields(one_set())) + " " * LARGEST))
    )


def test_the_wrong_kind_for_a_place_is_refused_with_the_right_place() -> None:
    assert refused(lambda: read_elements(NASA)) == (
        "E328 iss_february_2022.oem.xml holds states, not element sets\nhint: name it under ephemeris:"
    )
    assert refused(lambda: read_states(ELEMENTS)) == (
        "E328 iss.tle holds element sets, not states\nhint: name it under elements:"
    )


def test_no_files_make_no_orbit() -> None:
    assert refused(lambda: open_orbit([], STAY)).startswith("E304")
