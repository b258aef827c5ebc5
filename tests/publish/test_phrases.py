from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.publish.language import english, language_of
from cupola.publish.phrases import translated

PHRASES = {"{a} needs {b}.": "{a}: нужно {b}.", "{x} in view of {y}": "{x}, {y}", "in {n} days": "через {n} дн."}
NAMES = {"sunset": "закат", " and ": " и ", "four": "4"}
RUSSIAN = language_of("ru")


def test_a_phrase_is_put_into_the_language_with_its_parts() -> None:
    assert translated("4A needs sunset in view of w9.", PHRASES, NAMES) == "4A: нужно закат, w9."


def test_lists_are_taken_apart() -> None:
    assert translated("sunset and in four days, Anna", PHRASES, NAMES) == "закат и через 4 дн., Anna"


def test_what_no_phrase_fits_stays_as_it_is_written() -> None:
    text = "Nobody knows; perhaps: never."
    assert translated(text, PHRASES, NAMES) == text


def test_english_changes_nothing() -> None:
    assert english().phrase("4A needs sunset and Lisbon.") == "4A needs sunset and Lisbon."


def test_the_reasons_of_a_plan_read_in_russian() -> None:
    text = "10B would fit, but scene 10 counts only when it is whole, and 10A has no room."
    assert RUSSIAN.phrase(text) == "10B поместился бы, но эпизод 10 засчитывается только целиком, а для 10A места нет."
    text = "26B needs Cairo at night in view of cupola.top for 2 min 30 s. It comes twice from 7 October to 8 October; "
    text += "an escort is free at none of them."
    assert RUSSIAN.phrase(text) == (
        "26B требует: Каир ночью, илл. «центр» Купола, 2 мин 30 с. С 7 октября по 8 октября это бывает два раза; "
        "сопровождающий ни разу не свободен."
    )
    text = "26C needs 29 min 09 s and eclipse. There are 11 openings from 6 October to 16 October: in six Yulia "
    text += "Peresild is on other shots (17C, 19A …), in one no escort is free (16B) "
    text += "and in four the order of shooting forbids it."
    shown = RUSSIAN.phrase(text)
    assert shown.startswith(
        "26C требует: 29 мин 09 с и тень. Возможностей с 6 октября по 16 октября: 11; в 6 Yulia Peresild"
    )
    assert shown.endswith("в 1 нет свободного сопровождающего (16B) и в 4 не позволяет порядок съёмки.")
    assert RUSSIAN.phrase("an escort is free at none of them and Klim is free at four of them") == (
        "сопровождающий ни разу не свободен и Klim: время есть в 4 из них"
    )


def _reasons() -> list[tuple[str, str]]:
    """Give sentences of plans with how they read in Russian: pairs of lines."""
    _, *pairs = (Path(__file__).parent / "reasons.txt").read_text("utf-8").split("\n\n")
    return [(said.strip(), read.strip()) for said, read in (pair.strip().split("\n") for pair in pairs)]


_OURS = re.compile(r"Klim|Mark|Anna|Boris|NAUKA|\d+[A-D]")


@pytest.mark.parametrize(("reason", "said"), _reasons())
def test_every_reason_of_a_plan_reads_in_russian(reason: str, said: str) -> None:
    assert RUSSIAN.phrase(reason) == said
    assert not re.search("[A-Za-z]", _OURS.sub("", said)), said
    assert sorted(re.findall(r"\d+[A-D]", said)) == sorted(re.findall(r"\d+[A-D]", reason))


def test_what_somebody_wrote_is_not_taken_for_a_reason() -> None:
    for cause in ("closed for repairs", "waiting for Mark with the key", "the pump in the Cupola"):
        assert RUSSIAN.phrase(cause) == cause


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(RUSSIAN.phrase(text), str)


def test_a_text_that_nearly_fits_everywhere_takes_no_time() -> None:
    started = perf_counter()
    RUSSIAN.phrase("in in view of for needs There are " * 60)
    assert perf_counter() - started < 2.0
