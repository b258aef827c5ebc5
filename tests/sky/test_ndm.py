"""Messages as they are written: every value keeps its place, and nothing that an XML file can do harms the reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.codes import CODES
from cupola.errors import DocumentError
from cupola.sky.ndm import ANEW, LARGEST, MOST_FAULTS, Entry, Faults, Sheet, kvn_entry, kvn_lines, read_sheet, walk_xml
from tests.sky.messages import sheet


class Heard:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.marks: list[str] = []

    def begin(self, tag: str, line: int) -> None:
        self.marks.append(f"<{tag}:{line}")

    def entry(self, entry: Entry) -> None:
        self.entries.append(entry)

    def end(self, tag: str) -> None:
        self.marks.append(f"{tag}>")


def heard(text: str) -> Heard:
    """Give what a listener hears of an XML text."""
    listener = Heard()
    walk_xml(sheet(text, "a.xml"), listener)
    return listener


def refused(text: str) -> str:
    """Give the message with which an XML text is refused."""
    with pytest.raises(DocumentError) as caught:
        heard(text)
    assert all(m.code in CODES for m in caught.value.messages)
    return str(caught.value)


def test_elements_with_text_are_entries_with_unit_and_place() -> None:
    found = heard('<ndm>\n <a:oem xmlns:a="x">\n  <X units="km"> 1.5 </X><Y/></a:oem></ndm>')
    assert found.entries == [Entry("X", "1.5", "km", 3, 3), Entry("Y", "", "", 3, 26)]
    assert found.marks == ["<ndm:1", "<oem:2", "<X:3", "X>", "<Y:3", "Y>", "oem>", "ndm>"]


def test_text_cut_by_the_parser_into_pieces_is_put_together() -> None:
    assert heard("<a><B>one &amp; <![CDATA[two]]> three</B></a>").entries[0].value == "one & two three"


def test_a_million_laughs_are_refused_before_they_are_told() -> None:
    laughs = "".join(f'<!ENTITY l{k + 1} "{f"&l{k};" * 10}">' for k in range(9))
    text = f'<?xml version="1.0"?>\n<!DOCTYPE oem [<!ENTITY l0 "ha">{laughs}]>\n<oem>&l9;</oem>'
    assert refused(text).startswith("a.xml:2:1: E329")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE oem SYSTEM "http://example.org/oem.dtd"><oem/>',
        '<!DOCTYPE oem [<!ENTITY x SYSTEM "file:///etc/passwd">]><oem>&x;</oem>',
        '<!DOCTYPE oem [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><oem/>',
        "<!DOCTYPE oem><oem/>",
    ],
)
def test_nothing_from_outside_is_fetched(text: str) -> None:
    assert "E329" in refused(text)


def test_a_file_that_is_cut_off_is_told_where() -> None:
    message = refused("<ndm>\n<oem>\n<X>1.0</")
    assert message.startswith("a.xml:3:") and "E320" in message and "cut off" in message


def test_a_wrong_tag_in_the_middle_is_told_where_and_not_taken_for_a_cut() -> None:
    message = refused("<ndm>\n<oem>\n<X>1.0</Y>\n" + "<Z>1</Z>\n" * 9 + "</oem></ndm>")
    assert message.startswith("a.xml:3:") and "cut off" not in message


@pytest.mark.parametrize("encoding", ["U-F-8", "utf-7", "big5", "rot13"])
def test_an_encoding_that_is_not_read_is_refused(encoding: str) -> None:
    assert "E320" in refused(f'<?xml version="1.0" encoding="{encoding}"?>\n<oem><X>1</X></oem>')


def test_elements_within_thousands_of_elements_do_no_harm() -> None:
    assert len(heard("<a>" * 20_000 + "</a>" * 20_000).marks) == 40_000


@given(st.binary(max_size=200))
def test_any_bytes_after_a_bracket_are_walked_or_refused_with_a_known_code(data: bytes) -> None:
    try:
        walk_xml(Sheet("a.xml", b"<" + data), Heard())
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("EPOCH = 2022-02-11T12:00:00", Entry("EPOCH", "2022-02-11T12:00:00", "", 7, 9)),
        ("  MEAN_MOTION=15.5 [rev/day] ", Entry("MEAN_MOTION", "15.5", "rev/day", 7, 15)),
        ("OBJECT_NAME =", Entry("OBJECT_NAME", "", "", 7, 14)),
        ("COMMENT a = b", Entry("COMMENT", "a = b", "", 7)),
        ("COMMENT", Entry("COMMENT", "", "", 7)),
        ("OBJECT_NAME = A = [B]", Entry("OBJECT_NAME", "A =", "B", 7, 15)),
    ],
)
def test_a_line_is_an_entry_with_the_place_of_its_value(line: str, entry: Entry) -> None:
    assert kvn_entry(7, line) == entry


@pytest.mark.parametrize("line", ["epoch = 1", "1 25544U 98067A", "= 3", "<html>", "META_START"])
def test_a_line_of_another_form_is_no_entry(line: str) -> None:
    assert kvn_entry(1, line) is None


def test_a_line_of_a_million_blanks_takes_no_time() -> None:
    entry = kvn_entry(1, "A =" + " " * 1_000_000 + "x [")
    assert entry is not None
    assert entry.value == "x ["


@pytest.mark.parametrize(
    ("data", "notation", "kind"),
    [
        (b"\xef\xbb\xbf\n <?xml version='1.0'?>", "xml", None),
        (b' [{"OBJECT_NAME"', "json", None),
        (b'{"OBJECT_NAME"', "json", None),
        (b"CCSDS_OMM_VERS = 2.0\n", "kvn", "OMM"),
        (b"# by hand\n\nCOMMENT by NASA\n  CCSDS_OEM_VERS=2.0\r\n", "kvn", "OEM"),
        (b"CCSDS_AEM_VERS = 1.0", "kvn", "AEM"),
        (b"ISS (ZARYA)\n1 25544U", "tle", None),
        (b"ISS\nCCSDS_OEM_VERS = 2.0", "tle", None),
        (b"", "tle", None),
        (b"\x00\xff", "tle", None),
    ],
)
def test_the_notation_is_known_by_the_content(data: bytes, notation: str, kind: str | None) -> None:
    found = Sheet("iss.dat", data)
    assert (found.notation, found.kvn_kind) == (notation, kind)


def test_lines_are_counted_as_editors_count_them() -> None:
    found = Sheet("a.kvn", "A = 1\r\n\r\n  \nB\u2028C = 2\rD = 3".encode())
    assert list(kvn_lines(found)) == [(1, "A = 1"), (4, "B\u2028C = 2"), (5, "D = 3")]


def test_a_file_that_is_no_text_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"a\.kvn:2:1: E110"):
        list(kvn_lines(Sheet("a.kvn", b"CCSDS_OEM_VERS = 2.0\n\xff\xfe")))


def test_a_file_larger_than_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.oem"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DocumentError, match=r"E103 huge\.oem is larger than 60 MB"):
        read_sheet(path)


def test_faults_are_raised_in_the_order_of_the_lines_and_point_at_their_entries() -> None:
    faults = Faults(sheet("A = 1\nB = 2\nC = 3\n", "a.kvn"))
    faults.raise_all()
    faults.at(Entry("C", "3", "", 3, 5), "E323", "three")
    faults.add("E320", "one", 1, hint=None)
    assert len(faults) == 2
    with pytest.raises(DocumentError) as caught:
        faults.raise_all()
    first, second = caught.value.messages
    assert (str(first.where), first.text, first.source, first.hint) == ("a.kvn:1:1", "one", "A = 1", None)
    assert (str(second.where), second.text, second.source, second.hint) == ("a.kvn:3:5", "three", "C = 3", ANEW)


def test_no_more_than_twenty_faults_are_kept() -> None:
    faults = Faults(sheet("A = 1\n", "a.kvn"))
    for _ in range(50):
        faults.add("E320", "again", 1)
    assert len(faults) == MOST_FAULTS
    with pytest.raises(DocumentError) as caught:
        faults.raise_all()
    assert len(caught.value.messages) == MOST_FAULTS


@given(st.text(max_size=100))
def test_any_line_is_an_entry_or_none(line: str) -> None:
    entry = kvn_entry(1, line)
    assert entry is None or entry.key == "COMMENT" or line.lstrip().startswith(entry.key)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_notation(data: bytes) -> None:
    found = Sheet("a.dat", data)
    assert found.notation in ("xml", "json", "kvn", "tle")
    assert (found.kvn_kind is not None) >= (found.notation == "kvn")


@given(st.lists(st.tuples(st.sampled_from(["X", "Y_DOT", "EPOCH"]), st.floats(allow_nan=False)), max_size=8))
def test_what_is_written_as_xml_is_heard_again(pairs: list[tuple[str, float]]) -> None:
    body = "\n".join(f"<{key}>{value!r}</{key}>" for key, value in pairs)
    found = heard(f"<oem>\n{body}\n</oem>").entries
    expected = [(key, value, line) for line, (key, value) in enumerate(pairs, 2)]
    assert [(e.key, float(e.value), e.line) for e in found if e.key != "oem"] == expected
