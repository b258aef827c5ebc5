from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import Language, english, language_of
from cupola.publish.localised import localised
from cupola.publish.notes import notes

OWN = """schema: cupola/1
names:
  A Small Step: Маленький шаг
  Anna Actress: Анна Актриса
  NINA: НИНА
  NAUKA: НАУКА
  BIG PORTHOLE: БОЛЬШОЙ ИЛЛЮМИНАТОР
  LED panel: панель
  Thruster test: Проверка двигателей
  Picture 1a.: Картина 1а.
"""


def _russian(folder: Path) -> Language:
    (folder / "ru.yaml").write_text(OWN, encoding="utf-8")
    return language_of("ru", [folder])


def test_names_are_put_in_their_place_and_ids_stay(production: Production, tmp_path: Path) -> None:
    shown = localised(production, _russian(tmp_path))
    assert (shown.title, shown.people["anna"].name, shown.people["anna"].plays) == (
        "Маленький шаг",
        "Анна Актриса",
        "НИНА",
    )
    assert shown.people["klim"].roles == ("режиссёр", "оператор")
    assert (shown.sets["nauka"].name, shown.sets["nauka"].module) == ("НАУКА", "МЛМ")
    assert (shown.gear["led"].name, shown.events[0].what) == ("панель", "Проверка двигателей")
    assert shown.shots["1A"].text == "Картина 1а."
    assert (shown.people.keys(), shown.shots.keys()) == (production.people.keys(), production.shots.keys())
    assert shown.digest == production.digest


@pytest.mark.parametrize(
    ("lens", "read"),
    [
        ("35 mm", "35 мм"),
        ("17.5 mm", "17,5 мм"),
        ("60 mm macro", "60 мм макро"),
        ("wide", "широкий угол"),
        ("Zeiss", "Zeiss"),
        ("", ""),
    ],
)
def test_a_lens_reads_as_the_language_writes_it(production: Production, tmp_path: Path, lens: str, read: str) -> None:
    first, *rest = production.scenes
    shot = replace(first.shots[0], lens=lens)
    film = replace(production, scenes=(replace(first, shots=(shot, *first.shots[1:])), *rest))
    assert localised(film, _russian(tmp_path)).scenes[0].shots[0].lens == read


def test_english_leaves_a_production_as_it_is(production: Production) -> None:
    assert localised(production, english()) is production


def test_a_schedule_speaks_its_language(production: Production, plan: Plan, tmp_path: Path) -> None:
    schedule = Schedule.of(production, plan, language=_russian(tmp_path))
    assert schedule.headings["1"].place == "НАУКА - БОЛЬШОЙ ИЛЛЮМИНАТОР"
    assert (schedule.headings["1"].kind, schedule.headings["1"].time) == ("ИНТ", "ДЕНЬ")
    assert [one.tone for one in schedule.headings.values()][:2] == ["int-day", "int-night"]
    said = [note.text for note in notes(schedule.days[1], schedule, Casting(schedule.production))]
    assert "Проверка двигателей (заняты: Boris Cosmonaut; съёмки нет; на свет и вид рассчитывать нельзя)." in said
