"""Element sets: real ones are read to the last digit, false ones are refused with the line that is wrong."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import utc_text
from cupola.errors import CODES, DocumentError, Message
from cupola.sky.elements import LARGEST, checksum, epoch_instant, norad_number, parse_tle, read_tle
from tests.october import ELEMENTS, element_sets

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
