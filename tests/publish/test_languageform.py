from __future__ import annotations

import re
from pathlib import Path

import pytest

from cupola.errors import DocumentError
from cupola.publish.language import PACKAGED, english, language_of, packaged_languages
from cupola.publish.languageform import SLOT, PluralForm, language_tree
from cupola.publish.stationery import PACKAGED as TEMPLATES

ROOM = Path(PACKAGED).parent


@pytest.mark.parametrize("code", packaged_languages())
def test_each_language_has_every_key_and_no_other(code: str) -> None:
    found, _ = language_tree((PACKAGED / f"{code}.yaml").read_text("utf-8"), code)
    assert found.words.keys() == english().form.words.keys()
    assert all(value is not None for _, value in found)


@pytest.mark.parametrize("code", packaged_languages())
def test_each_language_fills_in_the_same_names(code: str) -> None:
    language_of(code, [PACKAGED])  # checked as a user's own file is


def test_every_key_that_templates_and_views_ask_for_is_there_and_every_word_is_asked_for() -> None:
    sources = [*TEMPLATES.glob("*.typ"), *TEMPLATES.glob("*.html"), *ROOM.rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    asked = set(re.findall(r"""(?:\bt|\btc|\btn|say|count)\(\s*f?["']([a-z][a-z-]*)["']""", text))
    words = english().form.words.keys()
    assert {key for key in asked if not key.endswith("-")} <= words
    assert all(any(word.startswith(begun) for word in words) for begun in asked if begun.endswith("-"))
    quoted = set(re.findall(r"""["']([a-z][a-z-]*)["']""", text))
    built = re.findall(r"""f?["']([a-z-]+-)(?:\{|["'] [+~])""", text)
    assert {word for word in words if word not in quoted and not word.startswith(tuple(built))} == set()


def test_a_rule_holds_when_all_of_it_holds() -> None:
    few = PluralForm.model_validate({"last": [2, 3, 4], "not-last-two": [12, 13, 14]})
    assert [n for n in range(30) if few.holds(n)] == [2, 3, 4, 22, 23, 24]
    dual = PluralForm.model_validate({"is": [2]})
    assert [n for n in range(30) if dual.holds(n)] == [2]
    assert PluralForm.model_validate({"last-two": [5]}).holds(105)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("words: {call-shet: X}", 'no word "call-shet"', 2),
        ("words: {moves: Кадр перенесён}", "moves: fill in {after}, {before}, {shot}", 2),
        ("words: {to: '{time} {hour}'}", "to: fill in {time}", 2),
        ("words: {set-ups: '{n} кадров'}", "set-ups: give forms", 2),
        ("words: {set-ups: {one: '{n} кадр', many: '{n} кадров'}}", "set-ups: the forms are few, many, one", 2),
        ("code: en", "the code is en, the file is that of ru", 2),
        ("words: {call: {one: x, few: y, many: z}}", "call: give one text", 2),
    ],
)
def test_a_slip_in_a_language_file_is_named_at_its_line(text: str, what: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "ru.yaml").write_text(f"schema: cupola/1\n{text}\n", encoding="utf-8")
    with pytest.raises(DocumentError) as found:
        language_of("ru", [tmp_path])
    (message,) = found.value.messages
    assert message.code == "E781"
    assert what in message.text
    assert message.where is not None and message.where.line == line


def test_a_language_without_words_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text("schema: cupola/1\ncode: fr\n", encoding="utf-8")
    with pytest.raises(DocumentError) as found:
        language_of("fr", [tmp_path])
    texts = [message.text for message in found.value.messages]
    assert {"weekdays is missing", "decimal is missing", "plurals is missing"} <= set(texts)
    assert f"{len(english().form.words)} of {len(english().form.words)} words are missing" in texts[-1]


@pytest.mark.parametrize(
    "text", ["", "words: [a]\n", "schema: cupola/1\nweekdays: [пн]\n", "schema: cupola/1\nnosuch: 1\n"]
)
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "ru.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError):
        language_of("ru", [tmp_path])


def test_slots_are_plain_words_in_braces() -> None:
    assert SLOT.findall("{a} {set-ups} {{b}} {1} {} {A}") == ["a", "set-ups", "b"]
