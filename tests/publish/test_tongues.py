"""All paper in a made-up language: what still reads in letters is the production's own, or prose that got past."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.production.model import Production
from cupola.publish import paper
from cupola.publish.language import Language, english, language_of
from cupola.publish.languageform import SLOT, LanguageForm
from tests.publish.conftest import small_past, small_second
from tests.publish.reading import Page, pdf_text

_OWN = """
A Small Step Klim Director Anna Actress Boris Cosmonaut Mark Escort NINA BORIS director camera cosmonaut escort
NAUKA BIG PORTHOLE ZVEZDA CUPOLA STATION STEPPE CUP MLM SM DAY NIGHT SUNSET INT EXT Picture Lisbon
RED KOMODO K GoPro HERO LED panel sound recorder cupola top nauka forward Thruster test Medical conference CU mm
Ann Producer Bo AD the first plan pump in the Cupola needs sunset for min Nauka is taken GMT UTC
fewest moves closed until there is room for it now gives way to and CUPOLA is closed
"""
_CODES = {"SW", "W", "WF", "SWF", "WD", "PW", "H", "I", "R", "TR", "FT", "T"}
_WORD = re.compile(r"[A-Za-z]{2,}")


def _made_up(text: str) -> str:
    """Write every letter outside of braces as one that no other language of the paper has."""
    parts = re.split(r"(\{[a-z-]+\})", text)
    return "".join(part if SLOT.fullmatch(part) else re.sub(r"\w", "Җ", part) for part in parts)


@pytest.fixture(scope="module")
def strange() -> Language:
    """A language that is written with one letter."""
    form: LanguageForm = english().form
    words = {
        key: {name: _made_up(text) for name, text in said.items()} if isinstance(said, dict) else _made_up(said)
        for key, said in form.words.items()
    }
    week, year = ["Җ"] * 7, ["Җ"] * 12
    dates = {"weekdays": week, "weekdays_short": week, "months": year, "months_short": year}
    return Language(form.model_copy(update={"words": words, **dates}))


def test_no_template_and_no_view_holds_bare_prose(
    strange: Language, production: Production, spans: dict[str, SpanSet], tmp_path: Path
) -> None:
    plan, past = small_second(production), small_past(production)
    made = paper(production, plan, spans, tmp_path, beta={"2021-10-09": -41.5}, past=past, languages=[strange])
    own = {word.upper() for word in _WORD.findall(_OWN)} | _CODES
    for path in made:
        text = pdf_text(path) if path.suffix == ".pdf" else _shown(path.read_text("utf-8"))
        assert [word for word in _WORD.findall(text) if word.upper() not in own] == [], path.name
        assert "Җ" in text


def _shown(html: str) -> str:
    """Give the text of a page, each piece of it apart."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.S))


def test_russian_paper_has_no_english_of_ours(
    production: Production, spans: dict[str, SpanSet], tmp_path: Path
) -> None:
    plan, past = small_second(production), small_past(production)
    made = paper(production, plan, spans, tmp_path, past=past, languages=[language_of("ru")])
    own = {word.upper() for word in _WORD.findall(_OWN)} | _CODES | {"PDF"}
    for path in made:
        text = pdf_text(path) if path.suffix == ".pdf" else _shown(path.read_text("utf-8"))
        assert [word for word in _WORD.findall(text) if word.upper() not in own] == [], path.name


def test_two_languages_stand_side_by_side_and_lead_to_each_other(
    production: Production, spans: dict[str, SpanSet], tmp_path: Path
) -> None:
    plan = small_second(production)
    made = paper(production, plan, spans, tmp_path, languages=[english(), language_of("ru"), english()])
    names = [str(path.relative_to(tmp_path)) for path in made]
    assert names[0] == "index.html"
    assert {name.removeprefix("ru/") for name in names if name.startswith("ru/")} == {
        name for name in names if not name.startswith("ru/")
    }
    assert Page((tmp_path / "index.html").read_text()).links[-1] == "ru/index.html"
    assert Page((tmp_path / "ru" / "index.html").read_text()).links[-1] == "../index.html"
    assert '<html lang="ru">' in (tmp_path / "ru" / "stripboard.html").read_text()


def test_russian_paper_reads_as_russian(production: Production, spans: dict[str, SpanSet], tmp_path: Path) -> None:
    plan, past = small_second(production), small_past(production)
    paper(production, plan, spans, tmp_path, past=past, languages=[language_of("ru")])
    sheet = pdf_text(tmp_path / "call-sheet-2021-10-09.pdf")
    for words in ("суббота, 9 октября 2021 г.", "версия 2, утверждено: Bo AD", "2 кадра, 2 объекта; 2 эпизода закрыто"):
        assert words in sheet
    assert "СЪЁМОЧНЫЙ ДЕНЬ" in sheet.upper()
    board = pdf_text(tmp_path / "stripboard.pdf")
    assert "прямое солнце в илл. «вперёд» МЛМ" in board
    assert "1 кадр не вошёл в план" in board
    twin = Page((tmp_path / "stripboard.html").read_text("utf-8")).text
    assert "1 кадр не вошёл в план" in twin
