from __future__ import annotations

from datetime import date as calendar_date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import DocumentError
from cupola.publish.language import Language, english, filled, language_of, packaged_languages
from cupola.units import duration_text

RUSSIAN = language_of("ru")
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def test_english_and_russian_are_packaged() -> None:
    assert packaged_languages() == ("en", "ru")
    assert [language_of(code).title for code in packaged_languages()] == ["English", "Русский"]


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 кадров"),
        (1, "1 кадр"),
        (2, "2 кадра"),
        (4, "4 кадра"),
        (5, "5 кадров"),
        (11, "11 кадров"),
        (12, "12 кадров"),
        (21, "21 кадр"),
        (22, "22 кадра"),
        (111, "111 кадров"),
        (121, "121 кадр"),
    ],
)
def test_russian_counts_as_russians_do(n: int, text: str) -> None:
    assert RUSSIAN.count("set-ups", n) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0 set-ups"), (1, "1 set-up"), (2, "2 set-ups"), (21, "21 set-ups")])
def test_english_counts_as_the_english_do(n: int, text: str) -> None:
    assert english().count("set-ups", n) == text


@given(st.integers(min_value=0, max_value=10**6))
def test_russian_forms_are_those_of_the_common_rule(n: int) -> None:
    """The rule of the CLDR for whole numbers."""
    one = n % 10 == 1 and n % 100 != 11
    few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
    assert RUSSIAN.plural(n) == ("one" if one else "few" if few else "many")


def test_dates_are_written_as_each_language_writes_them() -> None:
    assert english().long_date("2021-10-09") == "Saturday 9 October 2021"
    assert RUSSIAN.long_date("2021-10-09") == "суббота, 9 октября 2021 г."
    assert (english().short_date("2021-05-03"), RUSSIAN.short_date("2021-05-03")) == ("Mon 3 May", "пн 3 мая")
    assert RUSSIAN.day_parts("2021-10-09") == ("сб", "9", "окт")


@given(st.dates())
def test_every_date_has_its_weekday_and_month(date: calendar_date) -> None:
    shown = RUSSIAN.long_date(str(date))
    assert shown == f"{DAYS[date.weekday()]}, {date.day} {MONTHS[date.month - 1]} {date.year} г."


def test_numbers_money_and_parts_have_the_marks_of_the_language() -> None:
    assert (english().number(30.25, 1), RUSSIAN.number(30.26, 1)) == ("30.2", "30,3")
    assert (english().money(1_234_567.0), RUSSIAN.money(1_234_567.0)) == ("1,234,567", "1\u00a0234\u00a0567")
    assert (english().percent(0.0321, 1), RUSSIAN.percent(0.0321, 1)) == ("3.2%", "3,2\u00a0%")


@given(st.integers(min_value=0, max_value=400_000))
def test_lengths_in_english_are_those_of_a_call_sheet(seconds: int) -> None:
    assert english().duration(seconds) == duration_text(seconds)


@pytest.mark.parametrize(("seconds", "text"), [(26.4, "26 с"), (2700.0, "45 мин"), (7500.0, "2 ч 05"), (0.0, "0 мин")])
def test_crew_time_in_russian(seconds: float, text: str) -> None:
    assert RUSSIAN.minutes(seconds) == text


def test_a_list_ends_with_and() -> None:
    assert [english().listed(some) for some in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
    assert RUSSIAN.listed(["А", "Б", "В"]) == "А, Б и В"


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    assert filled("{a} and {b-c}", {"a": "{b-c}", "b_c": "{a}"}) == "{b-c} and {a}"


def test_unknown_names_stay_as_they_are_written() -> None:
    assert (RUSSIAN.name("director"), RUSSIAN.name("Zoë")) == ("режиссёр", "Zoë")
    assert english().name("director") == "director"


def _own(folder: Path, code: str, text: str) -> Language:
    (folder / f"{code}.yaml").write_text(f"schema: cupola/1\n{text}", encoding="utf-8")
    return language_of(code, [folder])


def test_a_file_of_ones_own_is_laid_over_the_packaged_one_word_by_word(tmp_path: Path) -> None:
    own = _own(tmp_path, "ru", "words: {call-sheet: Вызывной}\nnames: {Anna: Анна}\n")
    assert (own.say("call-sheet"), own.name("Anna")) == ("Вызывной", "Анна")
    assert (own.say("stripboard"), own.name("director")) == (RUSSIAN.say("stripboard"), "режиссёр")


def test_later_folders_are_laid_over_earlier_ones(tmp_path: Path) -> None:
    (tmp_path / "film").mkdir()
    (tmp_path / "mine").mkdir()
    _own(tmp_path / "film", "ru", "names: {Anna: Аня, Boris: Боря}\n")
    _own(tmp_path / "mine", "ru", "names: {Anna: Анна}\n")
    both = language_of("ru", [tmp_path / "film", tmp_path / "nowhere", tmp_path / "mine"])
    assert (both.name("Anna"), both.name("Boris")) == ("Анна", "Боря")


def test_a_third_language_is_one_file(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "src/cupola/publish/languages/en.yaml").read_text("utf-8")
    text = text.replace("code: en", "code: de").replace("call-sheet: Call sheet", "call-sheet: Tagesdispo")
    (tmp_path / "de.yaml").write_text(text, encoding="utf-8")
    german = language_of("de", [tmp_path])
    assert (german.code, german.say("call-sheet"), german.say("one-liner")) == ("de", "Tagesdispo", "One-liner")


@pytest.mark.parametrize("code", ["fr", "", "../ru", "ru\n", "RU", "x" * 5000])
def test_a_language_that_there_is_not_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as found:
        language_of(code, [tmp_path])
    (message,) = found.value.messages
    assert message.code == "E780"
    assert message.hint and "ru" in message.hint
