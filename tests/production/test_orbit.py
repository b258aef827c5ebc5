"""The orbit of a production: elements in any notation or published states, one of the two, covered by the digest."""

from pathlib import Path

import numpy as np
import pytest

from cupola.clock import Span, instant
from cupola.errors import Message
from cupola.production import Production, inspect, load
from cupola.sky import Orbit, StateOrbit, parse_tle
from tests.sky.messages import NASA, kvn_oem, kvn_segment, omm_fields, omm_json, omm_kvn, omm_xml, states
from tests.small import ELEMENTS, PRODUCTION, write_small

STAY = Span(instant("2021-10-06T00:00Z"), instant("2021-10-09T06:00Z"))
ORBIT = "orbit: {elements: orbit/iss.tle, seam: 60 km}"


def with_orbit(folder: Path, orbit: str, **files: str | bytes) -> Path:
    """Write the small production with another `orbit:` and files in its folder `orbit`."""
    write_small(folder, production=PRODUCTION.replace(ORBIT, orbit))
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "orbit" / name.replace("_", ".")).write_bytes(data)
    return folder


def messages(folder: Path) -> tuple[Message, ...]:
    """Give what is wrong with a folder."""
    return inspect(folder)[1]


def only(folder: Path) -> Message:
    """Give the one thing that is wrong with a folder."""
    (found,) = messages(folder)
    return found


def ephemeris(start: float = -3600.0, stop: float = 3600.0, gap: Span | None = None) -> str:
    """Write the small production's orbit as an OEM, from before its stay until after it, with a gap if wanted."""
    orbit = Orbit(parse_tle(ELEMENTS), Span(STAY.start - 7200.0, STAY.stop + 7200.0))
    at = np.arange(STAY.start + start, STAY.stop + stop, 240.0)
    parts = [at] if gap is None else [at[at <= gap.start], at[at >= gap.stop]]
    return kvn_oem(*(kvn_segment(states(part, *orbit.states(part))) for part in parts))


def loaded(folder: Path) -> Production:
    """Load a production in which nothing is wrong."""
    assert messages(folder) == ()
    return load(folder)


@pytest.mark.parametrize("write", [omm_json, omm_kvn, omm_xml])
def test_elements_may_be_a_message_in_any_notation(tmp_path: Path, write: object) -> None:
    assert callable(write)
    text = write(*map(omm_fields, parse_tle(ELEMENTS)))
    production = loaded(with_orbit(tmp_path, "orbit: {elements: orbit/iss.omm}", iss_omm=text))
    plain = loaded(write_small(tmp_path / "plain"))
    at = np.linspace(STAY.start, STAY.stop, 50)
    assert np.abs(production.orbit.positions(at) - plain.orbit.positions(at)).max() < 1e-5


def test_an_ephemeris_stands_in_the_place_of_elements(tmp_path: Path) -> None:
    production = loaded(with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.oem}", iss_oem=ephemeris()))
    assert isinstance(production.orbit, StateOrbit)
    assert production.orbit.name == "iss.oem"
    assert production.orbit.span == STAY
    plain = loaded(write_small(tmp_path / "plain"))
    at = np.linspace(STAY.start, STAY.stop, 500)
    assert np.linalg.norm(production.orbit.positions(at) - plain.orbit.positions(at), axis=1).max() < 5e-3


def test_light_is_the_same_by_an_ephemeris_to_the_hundredth_of_a_second(tmp_path: Path) -> None:
    """The two orbits are a metre or two apart: less than a millisecond of flight."""
    from cupola.light import Almanac

    one = loaded(with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.oem}", iss_oem=ephemeris()))
    other = loaded(write_small(tmp_path / "plain"))
    day = Span(STAY.start, STAY.start + 86400.0)
    ours, theirs = (Almanac(p.orbit, p.station, day).edges() for p in (one, other))
    assert len(ours.at) == 31
    assert np.abs(ours.at - theirs.at).max() < 0.01


def test_several_ephemerides_cover_a_stay_together(tmp_path: Path) -> None:
    early, late = ephemeris(stop=-30 * 3600.0), ephemeris(start=40 * 3600.0)
    orbit = "orbit: {ephemeris: [orbit/a.oem, orbit/b.oem]}"
    production = loaded(with_orbit(tmp_path, orbit, a_oem=early, b_oem=late))
    assert production.orbit.name == "a.oem, b.oem"
    assert len(production.orbit.joints) == 1
    digest = production.digest
    (tmp_path / "orbit" / "b.oem").write_text(late + "COMMENT\n")
    assert load(tmp_path).digest != digest
    (tmp_path / "orbit" / "b.oem").unlink()
    assert only(tmp_path).text == "orbit/b.oem does not exist"


def test_the_seam_may_be_left_out(tmp_path: Path) -> None:
    loaded(with_orbit(tmp_path, "orbit: {elements: orbit/iss.tle}"))


def test_the_digest_covers_the_bytes_of_the_ephemeris(tmp_path: Path) -> None:
    folder = with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.oem}", iss_oem=ephemeris())
    first = load(folder).digest
    path = folder / "orbit" / "iss.oem"
    path.write_text(path.read_text() + "COMMENT nothing new\n")
    assert load(folder).digest != first


@pytest.mark.parametrize(
    ("orbit", "code", "words"),
    [
        ("orbit: {elements: orbit/iss.tle, ephemeris: orbit/iss.oem}", "E328", "given twice"),
        ("orbit: {seam: 60 km}", "E328", "names neither elements nor an ephemeris"),
        ("orbit: {elements: orbit/iss.oem}", "E328", "iss.oem holds states, not element sets"),
        ("orbit: {ephemeris: orbit/iss.tle}", "E328", "iss.tle holds element sets, not states"),
        ("orbit: {ephemeris: orbit/mir.oem}", "E101", "does not exist"),
        ("orbit: {ephemeris: ../iss.oem}", "E102", "leaves the production folder"),
    ],
)
def test_what_is_wrong_with_the_orbit_is_told_at_its_line(tmp_path: Path, orbit: str, code: str, words: str) -> None:
    fault = only(with_orbit(tmp_path, orbit, iss_oem=ephemeris()))
    assert fault.code == code
    assert words in fault.text
    assert fault.where is not None
    assert (fault.where.file, fault.where.line) == ("production.yaml", 4)
    assert fault.hint is not None


def test_an_ephemeris_with_a_gap_over_the_stay_is_told_with_the_missing_hours(tmp_path: Path) -> None:
    gap = Span(instant("2021-10-07T09:00Z"), instant("2021-10-07T11:00Z"))
    fault = only(with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.oem}", iss_oem=ephemeris(gap=gap)))
    assert fault.code == "E324"
    assert "missing: 2021-10-07T09:00:00Z..2021-10-07T11:00:00Z" in fault.text
    assert fault.where is not None
    assert fault.where.file == "production.yaml"


def test_an_ephemeris_of_other_days_is_told(tmp_path: Path) -> None:
    fault = only(with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.xml}", iss_xml=NASA.read_bytes()))
    assert fault.code == "E325"
    assert "no states lie in 2021-10-06T00:00:00Z..2021-10-09T06:00:00Z" in fault.text


def test_a_fault_inside_the_file_is_told_at_its_own_line(tmp_path: Path) -> None:
    text = ephemeris().replace("TIME_SYSTEM = UTC", "TIME_SYSTEM = UT1")
    fault = only(with_orbit(tmp_path, "orbit: {ephemeris: orbit/iss.oem}", iss_oem=text))
    assert str(fault.where) == "iss.oem:10:15"
    assert fault.code == "E321"


def test_a_misspelt_field_is_told_once(tmp_path: Path) -> None:
    fault = only(with_orbit(tmp_path, "orbit: {ephemeri: orbit/iss.oem}", iss_oem=ephemeris()))
    assert (fault.code, fault.hint) == ("E106", 'Did you mean "ephemeris"?')
