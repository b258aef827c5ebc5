"""Messages say what, where and what to do."""

from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import CupolaError, DocumentError, Location, Message, closest, harmless, raise_all


def test_a_message_shows_place_line_caret_and_hint() -> None:
    message = Message(
        "E415",
        'the light "sunrize" is unknown',
        Location("breakdown.yaml", 41, 12),
        "    light: sunrize",
        'Did you mean "sunrise"?',
    )
    assert message.render() == (
        'breakdown.yaml:41:12: E415 the light "sunrize" is unknown\n'
        "      light: sunrize\n"
        "             ^\n"
        'hint: Did you mean "sunrise"?'
    )


def test_the_caret_stands_under_its_column() -> None:
    lines = Message("E104", "x", Location("f", 1, 5), "abcdefgh").render().splitlines()
    assert lines[1][lines[2].index("^")] == "e"


@given(st.text(), st.integers(1, 10_000))
def test_no_source_line_breaks_the_layout(source: str, column: int) -> None:
    lines = Message("E104", "x", Location("f", 1, column), source).render().split("\n")
    assert len(lines) == 3
    assert all(len(line) <= 170 for line in lines)
    assert all(c.isprintable() for c in lines[1])


def test_all_messages_of_a_document_are_raised_together() -> None:
    messages = [Message("E101", "one"), Message("E102", "two")]
    try:
        raise_all(messages)
    except DocumentError as error:
        assert isinstance(error, CupolaError)
        assert error.messages == tuple(messages)
        assert str(error) == "E101 one\nE102 two"
    else:
        raise AssertionError("nothing was raised")
    raise_all([])


def test_a_hint_names_a_near_word_only() -> None:
    assert closest("sunrize", ["sunrise", "sunset"]) == 'Did you mean "sunrise"?'
    assert closest("xyzzy", ["sunrise", "sunset"]) is None
    assert closest("21b", ["21A", "21D", "21B"]) == 'Did you mean "21B"?'


def test_a_message_cannot_steer_a_terminal() -> None:
    shown = Message("E582", "\x1b[31m is unknown", Location("a\x07.yaml", 1), hint="no \u202e, no \udcff").render()
    assert shown.replace("\n", "").isprintable()
    assert shown.splitlines() == ["a\\x07.yaml:1:1: E582 \\x1b[31m is unknown", "hint: no \\u202e, no \\udcff"]
    assert harmless("Ann, 中 é\n→") == "Ann, 中 é\n→", "what is readable stays as it is"
