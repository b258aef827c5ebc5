"""Reading the file of a screenplay: any encoding we can be sure of, and a clear word for everything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupola.errors import DocumentError, Message
from cupola.script import HeadingWords, file, read

SCRIPT = "INT. КУХНЯ - ДЕНЬ\r\n\r\nМАША\r\nПривет.\r\n"


def refusal(path: Path, **options: int) -> Message:
    with pytest.raises(DocumentError) as caught:
        read(path, **options)  # type: ignore[arg-type]
    (message,) = caught.value.messages
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_with_a_mark_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(SCRIPT.encode(encoding))
    assert [e.text for e in read(path).elements] == ["INT. КУХНЯ - ДЕНЬ", "МАША", "Привет."]


def test_big_endian_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(b"\xfe\xff" + SCRIPT.encode("utf-16-be"))
    assert read(path).elements[1].text == "МАША"


def test_the_name_is_that_of_the_file_unless_given(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_text("He waits.")
    assert read(path).name == "a.fountain"
    assert read(str(path), "scripts/a.fountain").name == "scripts/a.fountain"


def test_words_of_ones_own_are_used(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_text("SIS. TALO\n")
    assert read(path, words=HeadingWords(interior=("SIS",))).elements[0].kind == "scene_heading"


def test_a_missing_file(tmp_path: Path) -> None:
    message = refusal(tmp_path / "none.fountain")
    assert (message.code, message.text) == ("E101", "none.fountain does not exist")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "E101"


@pytest.mark.parametrize("name", ["pipe.fountain", "pipe.fdx", "pipe"])
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    message = refusal(tmp_path / name)
    assert (message.code, message.text) == ("E101", f"{name} is not a file")


def test_a_path_with_a_nul_character() -> None:
    with pytest.raises(DocumentError) as caught:
        read("a\0b")
    assert caught.value.messages[0].code == "E101"


def test_a_device_is_not_read() -> None:
    if Path("/dev/zero").exists():
        assert refusal(Path("/dev/zero")).code == "E101"


def test_a_file_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.fountain"
    with path.open("wb") as huge:
        huge.truncate(50_000_000)
    message = refusal(path)
    assert message.code == "E103"
    assert "10 MB" in message.text


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_text("x" * 100)
    assert read(path, largest=100).elements[0].text == "x" * 100
    assert refusal(path, largest=99).code == "E103"


def test_another_encoding_is_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes("Title: X\n\nПривет, caf".encode() + "é".encode("latin-1") + b"\n")
    message = refusal(path)
    assert message.code == "E110"
    assert str(message.where) == "a.fountain:3:12"
    assert message.hint is not None


def test_half_a_character_of_utf_16_is_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes("One.\n".encode("utf-16") + b"\x41")
    message = refusal(path)
    assert (message.code, str(message.where)) == ("E110", "a.fountain:2:1")


def test_a_nul_character_is_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(b"One.\r\nTw\0o.\r\n")
    message = refusal(path)
    assert (message.code, str(message.where)) == ("E202", "a.fountain:2:3")


def test_utf_32_is_not_taken_for_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes("One.".encode("utf-32"))
    assert refusal(path).code in ("E110", "E202")


def test_too_many_lines_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_LINES", 10)
    path = tmp_path / "a.fountain"
    path.write_text("a\n" * 10)
    assert len(read(path).elements) == 1
    for text in ("a\n" * 11, "a\r" * 11, "[[a]]" * 6, "/**/" * 6):
        path.write_text(text, newline="")
        assert refusal(path).code == "E203"


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(b"")
    assert read(path).elements == ()


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_with_a_message(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(data)
    try:
        screenplay = read(path)
    except DocumentError as error:
        assert {m.code for m in error.messages} <= {"E110", "E202", "E206", "E209"}
        assert all(m.where is not None for m in error.messages)
    else:
        assert "\r" not in screenplay.text
