"""Words of headers mean what crews mean by them, in three languages."""

from __future__ import annotations

import pytest

from cupola.bring.header import LEFT_OUT, fits, meaning, understood, word, words
from cupola.script.category import CATEGORIES


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Scene", "scene"),
        ("Sc. #", "scene"),
        ("I/E", "place_kind"),
        ("INT / EXT", "place_kind"),
        ("Day/Night", "day_night"),
        ("Pages (8ths)", "pages"),
        ("Cast ID(s)", "cast"),
        ("Synopsis", "synopsis"),
        ("Shooting Location", "location"),
        ("Script Day", "remark"),
        ("Makeup/Hair", "make_up"),
        ("VFX", "visual_effects"),
        ("Background Actors", "extras"),
        ("Props notes", "remark"),
        ("Номер сцены", "scene"),
        ("ИНТ/НАТ", "place_kind"),
        ("Место съёмки", "location"),
        ("Актёры", "cast"),
        ("Игровой транспорт", "vehicles"),
        ("Innen/Außen", "place_kind"),
        ("Kostüme", "wardrobe"),
        ("Drehort", "location"),
        ("Budget", None),
        ("", None),
    ],
)
def test_a_header_of_a_breakdown_means(header: str, field: str | None) -> None:
    assert meaning(header, "breakdown") == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Actor", "name"),
        ("Role", "plays"),
        ("Роль", "plays"),
        ("Position", "roles"),
        ("Исполнитель", "name"),
        ("№", "number"),
        ("number", "number"),
    ],
)
def test_a_header_of_a_people_list_means(header: str, field: str) -> None:
    assert meaning(header, "people") == field


def test_words_are_kept_as_they_are_compared() -> None:
    for known in words().known.values():
        assert [one for one in known if word(one) != one] == []


def test_no_word_stands_for_two_fields() -> None:
    for part in ("breakdown", "people"):
        assert set(words().known[part].values()) <= set(words().fields[part]) | {"cast"}


def test_every_category_has_a_column() -> None:
    assert {meaning(one.name, "breakdown") for one in CATEGORIES.values()} == set(CATEGORIES)


def test_a_row_without_a_scene_column_is_no_header_of_a_breakdown() -> None:
    assert fits(["Set", "Pages", "Cast"], "breakdown") == 0
    assert fits(["Scene", "Set", "Pages", "Cast"], "breakdown") == 4


def test_a_sentence_is_no_header() -> None:
    assert understood(["Scene " * 20, "Scene"]) == 1


def test_left_out_is_a_field_of_both() -> None:
    assert all(LEFT_OUT in fields for fields in words().fields.values())
