"""Element sets: real ones are read to the last digit, false ones are refused with the line that is wrong."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, utc_text
from cupola.codes import CODES
from cupola.errors import DocumentError, Message, SkyError
from cupola.sky import Orbit
from cupola.sky.elements import LARGEST, MeanElements, checksum, epoch_instant, norad_number, parse_tle, read_tle
from tests.october import ELEMENTS, STAY, element_sets

LINE1 = "1 25544U 98067A   21281.73004796  .00003128  00000-0  65029-4 0  9990"
LINE2 = "2 25544  51.6444 141.3023 0004210  71.7185  11.5978 15.48952913306193"
LATER1 = "1 25544U 98067A   21288.70144628  .00006635  00000-0  12985-3 0  9991"
LATER2 = "2 25544  51.6430 106.8285 0003768 107.2156 352.5939 15.48692786307278"
# An invented set that circulates: the only string with an epoch on launch day; both checksums are wrong.
INVENTED1 = "1 25544U 98067A   21278.52661806  .00000800  00000-0  20684-4 0  9995"
INVENTED2 = "2 25544  51.6442  13.1247 0008036  23.6079 336.5377 15.48861704303602"


def faults(text: str) -> tuple[Message, ...]:
    """Give the messages with which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_tle(text, "iss.tle")
    return caught.value.messages


def resigned(line: str) -> str:
    """Give a line the checksum it should have."""
    return line[:68] + str(checksum(line))


def test_a_set_is_read_with_its_epoch_to_the_microsecond() -> None:
    (found,) = parse_tle(f"{LINE1}\n{LINE2}\n")
    assert (found.line1, found.line2, found.norad, found.name) == (LINE1, LINE2, 25544, "")
    assert utc_text(found.epoch, 3) == "2021-10-08T17:31:16.144Z"


def test_the_epoch_agrees_with_sgp4s_own_reading() -> None:
    from sgp4.api import Satrec

    for found in element_sets():
        record = Satrec.twoline2rv(found.line1, found.line2)
        theirs = (record.jdsatepoch - 2440587.5 + record.jdsatepochF) * 86400
        assert found.epoch == pytest.approx(theirs, abs=1e-4)


def test_three_line_sets_comments_and_empty_lines_are_read_in_any_order() -> None:
    text = f"# later\n\nISS (ZARYA)\n{LATER1}\n{LATER2}\n# earlier\n0 ISS\n{LINE1}\n{LINE2}"
    first, second = parse_tle(text)
    assert first.epoch < second.epoch
    assert (first.name, second.name) == ("ISS", "ISS (ZARYA)")


def test_windows_line_ends_and_trailing_blanks_do_no_harm() -> None:
    assert parse_tle(f"{LINE1}  \r\n{LINE2}\r\n") == parse_tle(f"{LINE1}\n{LINE2}\n")


def test_of_two_sets_with_one_epoch_the_later_in_the_file_is_kept() -> None:
    reissued = resigned(LINE2.replace("51.6444", "51.6445"))
    (found,) = parse_tle(f"{LINE1}\n{LINE2}\n{LINE1}\n{reissued}")
    assert found.line2 == reissued


def test_the_productions_file_holds_the_nine_real_sets_of_1_to_19_october() -> None:
    assert [utc_text(s.epoch)[:10] for s in element_sets()] == [
        "2021-10-01",
        "2021-10-02",
        "2021-10-08",
        "2021-10-15",
        "2021-10-16",
        "2021-10-17",
        "2021-10-17",
        "2021-10-17",
        "2021-10-19",
    ]


def test_every_set_of_the_production_names_its_source() -> None:
    lines = ELEMENTS.read_text().splitlines()
    for i, line in enumerate(lines):
        if line.startswith("1 "):
            assert re.match(r"# epoch .*; source: \w", lines[i - 1])


def test_the_invented_set_of_launch_day_is_refused_by_its_checksums() -> None:
    first, second = faults(f"# someone's file\n{INVENTED1}\n{INVENTED2}\n")
    assert [str(f.where) for f in (first, second)] == ["iss.tle:2:69", "iss.tle:3:69"]
    assert {first.code, second.code} == {"E302"}
    assert "is 5 and should be 6" in first.text
    assert first.source == INVENTED1


@given(st.integers(0, 67), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_noticed(column: int, digit: str) -> None:
    if LINE1[column].isdigit() and LINE1[column] != digit:
        wrong = LINE1[:column] + digit + LINE1[column + 1 :]
        assert {f.code for f in faults(f"{wrong}\n{LINE2}")} <= {"E301", "E302"}


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        (f"{LINE1[:-1]}\n{LINE2}", "E301", 1, "69 columns, this one has 68"),
        (f"{LINE1}\n{LINE2}7", "E301", 2, "this one has 70"),
        (f"{LINE1}\n", "E301", 1, "without its line 2"),
        (f"{LINE2}\n", "E301", 1, "without its line 1"),
        (f"{LINE1}\n{LINE1}\n{LINE2}", "E301", 1, "without its line 2"),
        (f"{LINE1}\nISS\n{LINE2}", "E301", 1, "without its line 2"),
        ("<html><head><title>302 Found</title></head><body>moved</body></html>", "E301", 1, "no line of an element"),
        (f"{LINE1.replace('U', '$')}\n{LINE2}", "E301", 1, "columns"),
        (f"{LINE1.replace('98067A', '98067Ä')}\n{LINE2}", "E301", 1, "columns"),
        (f"{resigned(LINE1.replace('21281.7', '21381.7'))}\n{LINE2}", "E301", 1, "day of the year is 381.73"),
        (f"{LINE1}\n{resigned(LINE2.replace(' 51.6444', '351.6444'))}", "E301", 2, "none of an orbit"),
    ],
)
def test_a_line_of_the_wrong_form_is_refused_with_its_place(text: str, code: str, line: int, words: str) -> None:
    fault = faults(text)[0]
    assert fault.where is not None
    assert (fault.code, fault.where.line) == (code, line)
    assert words in fault.text


def test_lines_of_two_satellites_do_not_make_a_set() -> None:
    other = resigned(LINE2.replace("2 25544", "2 48274"))
    (fault,) = [f for f in faults(f"{LINE1}\n{other}") if f.code == "E303"]
    assert fault.text == "line 1 is of satellite 25544, line 2 of 48274"


def test_a_file_of_two_satellites_is_refused_at_the_second() -> None:
    tianhe = [resigned(line.replace("25544", "48274", 1)) for line in (LATER1, LATER2)]
    (fault,) = faults("\n".join([LINE1, LINE2, *tianhe]))
    assert fault.where is not None
    assert (fault.code, fault.where.line) == ("E303", 3)
    assert "satellite 48274, the first of the file of 25544" in fault.text


def test_all_faults_of_a_file_are_told_at_once_in_order() -> None:
    found = faults(f"{INVENTED1}\n{INVENTED2}\n{LINE1[:-3]}\n{LINE2}\n{LINE2}")
    assert [(f.code, f.where.line if f.where else 0) for f in found] == [
        ("E302", 1),
        ("E302", 2),
        ("E301", 3),
        ("E301", 5),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "ISS (ZARYA)\n"])
def test_a_file_without_a_set_is_refused(text: str) -> None:
    assert [f.code for f in faults(text)] == ["E304"]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_known_codes(text: str) -> None:
    try:
        parse_tle(text)
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


@given(st.text(alphabet="0123456789 .+-U", min_size=67, max_size=67), st.text(alphabet="0123456789 .", min_size=67))
def test_lines_that_only_look_like_a_set_are_refused(first: str, second: str) -> None:
    try:
        parse_tle(f"1 {first}\n2 {second[:67]}")
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(DocumentError, match=r"E101 nowhere\.tle does not exist"):
        read_tle("nowhere.tle")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="E101"):
        read_tle(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.tle"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DocumentError, match="E103"):
        read_tle(path)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "picture.tle"
    path.write_bytes(b"# fine\n\xff\xfe\x00")
    with pytest.raises(DocumentError, match=r"picture\.tle:2:1: E110"):
        read_tle(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "iss.tle"
    path.write_text(f"{LINE1}\n{LINE2}\n", encoding="utf-8-sig")
    assert len(read_tle(path)) == 1


@pytest.mark.parametrize(
    ("field", "number"), [("25544", 25544), ("    5", 5), ("A0000", 100000), ("T0001", 270001), ("Z9999", 339999)]
)
def test_catalogue_numbers_beyond_99999_are_alpha_5(field: str, number: int) -> None:
    assert norad_number(field) == number


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("57001.00000000", "1957-01-01T00:00:00Z"),
        ("00060.50000000", "2000-02-29T12:00:00Z"),
        ("56366.00000000", "2056-12-31T00:00:00Z"),
    ],
)
def test_epoch_years_from_57_are_of_the_last_century(field: str, text: str) -> None:
    assert utc_text(epoch_instant(field)) == text


def test_the_elements_are_those_of_the_columns() -> None:
    (found,) = parse_tle(f"{LINE1}\n{LINE2}\n")
    assert found.mean == MeanElements(
        motion=15.48952913,
        eccentricity=0.000421,
        inclination=51.6444,
        node=141.3023,
        perigee=71.7185,
        anomaly=11.5978,
        drag=6.5029e-05,
    )


@pytest.mark.parametrize(
    ("field", "drag"),
    [
        (" 65029-4", 6.5029e-5),
        ("-23215-3", -2.3215e-4),
        (" 00000+0", 0.0),
        (" 12985-3", 1.2985e-4),
        ("+10270 0", 0.1027),
    ],
)
def test_the_drag_term_has_its_sign_and_its_exponent(field: str, drag: float) -> None:
    (found,) = parse_tle(f"{resigned(LINE1.replace(' 65029-4', field))}\n{LINE2}")
    assert found.mean.drag == pytest.approx(drag, rel=1e-12)


def test_a_blank_within_a_figure_is_a_zero() -> None:
    (found,) = parse_tle(f"{LINE1}\n{resigned(LINE2.replace('0004210', '   4210'))}")
    assert found.mean.eccentricity == 0.000421


def test_every_real_set_is_propagated_as_sgp4_propagates_its_lines() -> None:
    """3 mm over ten days, which is the rounding of instants: elements are handed over as numbers, not as lines."""
    import numpy as np
    from sgp4.api import Satrec

    for found in element_sets():
        at = found.epoch + np.linspace(-5.0, 5.0, 21) * DAY
        day = np.floor(at / DAY)
        _, expected, _ = Satrec.twoline2rv(found.line1, found.line2).sgp4_array(2440587.5 + day, at / DAY - day)
        ours = Orbit([found], Span(float(at[0]), float(at[-1]))).positions(at)
        assert np.abs(ours - expected).max() < 3e-6


# Sets that circulate and are false: the first two with right checksums and an impossible plane, the others mistyped.
CIRCULATING = (
    (
        "1 25544U 98067A   23259.57580000  .00012022  00000-0  21844-3 0  9995",
        "2 25544  51.6416 220.9944 0004263 122.0101 312.2755 15.49541986415598",
    ),
    (
        "1 25544U 98067A   24083.89679124  .00014815  00000+0  26815-3 0  9996",
        "2 25544  51.6416 195.9189 0004543  98.7845 261.3938 15.49814442445012",
    ),
    (
        "1 25544U 98067A   19079.78876710  .00000786  00000-0  20960-4 0  9992",
        "2 25544  51.6426 357.7587 0004698  15.3385  88.5065 15.53281465158156",
    ),
    (
        "1 25544U 98067A   20287.52554284  .00001099  00000-0  27572-4 0  9997",
        "2 25544  51.6457 149.6209 0001552  73.1957 325.2638 15.49257630250882",
    ),
    (
        "1 25544U 98067A   24083.56819444 -.00049216  00000-0 -84407-3 0  9997",
        "2 25544  51.6409  68.2255 0004353 328.7297 122.9592 15.50209939445258",
    ),
    (
        "1 25544U 98067A   24086.47376251  .00012171  00000+0  22009-3 0  9993",
        "2 25544  51.6409  24.0604 0001747 110.9241 313.4433 15.50750418393593",
    ),
)


@pytest.mark.parametrize(("line1", "line2"), CIRCULATING[2:])
def test_sets_that_circulate_mistyped_are_refused(line1: str, line2: str) -> None:
    assert "E302" in {fault.code for fault in faults(f"{line1}\n{line2}")}


@pytest.mark.parametrize(("line1", "line2"), CIRCULATING[:2])
def test_sets_that_circulate_with_right_checksums_are_read_and_only_their_neighbours_give_them_away(
    line1: str, line2: str
) -> None:
    assert len(parse_tle(f"{line1}\n{line2}")) == 1


def test_an_invented_set_with_mended_checksums_is_refused_by_the_jump_to_the_real_ones() -> None:
    """Launch day of The Challenge: the plane of the invented set is 145 deg off, thousands of kilometres."""
    (invented,) = parse_tle(f"{resigned(INVENTED1)}\n{resigned(INVENTED2)}")
    with pytest.raises(SkyError, match=r"E306 .*2021-10-0[37]T.* the orbit jumps \d{4,5}\.\d km"):
        Orbit([*element_sets(), invented], STAY)
