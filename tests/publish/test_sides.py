from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish import paper
from cupola.publish.casting import Casting
from cupola.publish.cuecards import cue_cards, has_cards
from cupola.publish.day import Schedule
from cupola.publish.language import Language, english, language_of
from cupola.publish.sides import Sides, sides, spoken
from cupola.publish.sunlight import Phases
from cupola.script import parse, scenes
from tests.publish.reading import Page, pdf_text

SCRIPT = """INT. NAUKA - BIG PORTHOLE - DAY

A *blue* thread of light. [[note: not for actors]]

NINA (O.S.)
(whispers)
Where is it?

BORIS
Behind you.

Both look.

INT. ZVEZDA - NIGHT

BORIS
Nobody home.

INT. CUPOLA - SUNSET

NINA
Say #panic("x") <script>alert(1)</script> ^

> CUT TO:
"""
SCENES = {scene.number: scene for scene in scenes(parse(SCRIPT))}


def _of(key: str, production: Production, plan: Plan, code: str = "en") -> Sides:
    schedule = Schedule.of(production, plan, language=language_of(code))
    return sides(schedule.production.people[key], schedule, Casting(schedule.production), SCENES)


def test_a_person_has_the_days_on_which_they_play(production: Production, plan: Plan) -> None:
    assert [day.number for day in _of("anna", production, plan).days] == [1, 3]
    assert [day.number for day in _of("boris", production, plan).days] == [1, 2]
    assert _of("boris", production, replace(plan, strips=plan.strips[2:])).days == ()


def test_their_scenes_have_their_text_and_the_others_are_crossed_through(production: Production, plan: Plan) -> None:
    both = replace(plan, strips=(plan.strips[0], replace(plan.strips[3], passes=plan.strips[0].passes)))
    (day,) = _of("boris", production, both).days
    assert [(piece.number, piece.theirs, piece.shots) for piece in day.pieces] == [
        ("1", True, "1A"),
        ("3", False, "3A"),
    ]
    assert day.pieces[1].lines == ()
    assert (day.call, day.wrap) == ("10:00", "10:22")


def test_the_cues_and_lines_of_the_part_are_their_own() -> None:
    lines = list(spoken(SCENES["1"], "nina"))
    assert [(line.kind, line.text, line.own) for line in lines] == [
        ("action", "A blue thread of light.", False),
        ("character", "NINA (O.S.)", True),
        ("parenthetical", "(whispers)", True),
        ("dialogue", "Where is it?", True),
        ("character", "BORIS", False),
        ("dialogue", "Behind you.", False),
        ("action", "Both look.", False),
    ]
    assert not any(line.own for line in spoken(SCENES["1"], ""))


def test_a_part_is_found_by_its_cue_in_any_language(production: Production, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "ru.yaml").write_text("schema: cupola/1\nnames: {NINA: НИНА}\n", encoding="utf-8")
    schedule = Schedule.of(production, plan, language=language_of("ru", [tmp_path]))
    found = sides(schedule.production.people["anna"], schedule, Casting(schedule.production), SCENES)
    assert found.part == "НИНА"
    assert any(line.own for line in found.days[0].pieces[0].lines)


def test_a_scene_that_the_script_has_not_is_its_heading(production: Production, plan: Plan) -> None:
    schedule = Schedule.of(production, plan)
    found = sides(production.people["anna"], schedule, Casting(production), {})
    assert [(piece.theirs, piece.lines) for piece in found.days[0].pieces] == [(True, ())]


def test_only_cosmonauts_before_the_camera_have_cards(production: Production) -> None:
    assert [key for key, one in production.people.items() if has_cards(one, production)] == ["anna", "boris"]


def test_a_card_says_what_is_known_in_two_languages(production: Production, plan: Plan, phases: Phases) -> None:
    first, second = (Schedule.of(production, plan, language=language_of(code)) for code in ("ru", "en"))
    report = cue_cards("anna", first, second, phases, SCENES)
    assert [part.title.split(" · ")[0] for part in report.parts] == ["1A", "1B", "3A"]
    card = report.parts[0]
    rows = {cells[0].below: (cells[0].text, cells[1].text, cells[2].text) for cells in card.rows}
    assert rows["Do not touch"] == (
        "Не трогать",
        "RED KOMODO 6K, 2\u00a0×\u00a0LED panel, sound recorder, до 10:22",
        "RED KOMODO 6K, 2\u00a0×\u00a0LED panel, sound recorder, until 10:22",
    )
    assert rows["Quiet"] == ("Тишина", "МЛМ, СМ", "MLM, SM")
    assert rows["Sleep"] == ("Сон", "21:30–06:00", "21:30–06:00")
    assert rows["Where"][2] == "NAUKA; MLM"
    assert card.lines == ("(whispers)", "— Where is it?")
    assert "Quiet" not in {cells[0].below for cells in report.parts[1].rows}


def test_a_card_says_what_to_hold_and_what_not_to_touch_in_both_languages(
    production: Production, plan: Plan, phases: Phases
) -> None:
    nauka = replace(production.sets["nauka"], handholds=("handrail 4", "foot bar"), hands_off=("hatch seal",))
    held = replace(production, sets={**production.sets, "nauka": nauka})
    base = language_of("ru")
    names = {"handrail 4": "поручень 4", "hatch seal": "уплотнение люка"}
    said = Language(base.form.model_copy(update={"names": {**base.form.names, **names}}))
    pair = (Schedule.of(held, plan, language=said), Schedule.of(held, plan))
    first, _, third = cue_cards("anna", *pair, phases, SCENES).parts
    rows = {cells[0].below: (cells[0].text, cells[1].text, cells[2].text) for cells in first.rows}
    assert rows["Hold on to"] == ("Держаться за", "поручень 4; foot bar", "handrail 4; foot bar")
    assert rows["Do not touch"][1].startswith("уплотнение люка; RED KOMODO 6K")
    assert rows["Do not touch"][2].startswith("hatch seal; RED KOMODO 6K")
    others = {cells[0].below: cells[2].text for cells in third.rows}
    assert "Hold on to" not in others
    assert others["Do not touch"] == "RED KOMODO 6K, until 11:31"


def test_each_language_of_a_card_has_its_own_names(production: Production, plan: Plan, phases: Phases) -> None:
    base = language_of("ru")
    names = {"Picture 1a.": "Картина 1А.", "NAUKA": "НАУКА", "LED panel": "лампа"}
    said = Language(base.form.model_copy(update={"names": {**base.form.names, **names}}))
    pair = (Schedule.of(production, plan, language=said), Schedule.of(production, plan))
    card, *_ = cue_cards("anna", *pair, phases, SCENES).parts
    rows = {cells[0].below: (cells[1].text, cells[2].text) for cells in card.rows}
    assert rows["What"] == ("Картина 1А.", "Picture 1a.")
    assert rows["Where"] == ("НАУКА; МЛМ", "NAUKA; MLM")
    assert ("2\u00a0×\u00a0лампа" in rows["Do not touch"][0], "LED panel" in rows["Do not touch"][1]) == (True, True)


def test_lines_stand_side_by_side_where_a_language_knows_them(
    production: Production, plan: Plan, phases: Phases
) -> None:
    base = language_of("ru")
    said = Language(base.form.model_copy(update={"names": {**base.form.names, "Where is it?": "Где она?"}}))
    pair = (Schedule.of(production, plan, language=said), Schedule.of(production, plan))
    card, *_ = cue_cards("anna", *pair, phases, SCENES).parts
    spoken_ = [(c[0].text, c[1].text, c[2].text) for c in card.rows][-2:]
    assert spoken_ == [("Реплики", "(whispers)", "(whispers)"), ("", "— Где она?", "— Where is it?")]
    assert card.lines == ()


@pytest.fixture
def made(production: Production, plan: Plan, spans: dict[str, SpanSet], tmp_path: Path) -> Path:
    """Paper in English, with Boris reading Russian."""
    people = {**production.people, "boris": replace(production.people["boris"], language="ru")}
    both = [english(), language_of("ru")]
    paper(replace(production, people=people), plan, spans, tmp_path, languages=both, script=tuple(SCENES.values()))
    return tmp_path


def test_everybody_has_their_own_paper_in_the_language_that_they_read(made: Path) -> None:
    own = sorted(str(p.relative_to(made)) for p in made.rglob("*.pdf") if p.name.startswith(("sides", "cue")))
    assert own == ["cue-cards-anna.pdf", "ru/cue-cards-boris.pdf", "ru/sides-boris.pdf", "sides-anna.pdf"]
    assert "Текст на день: Boris Cosmonaut" in (made / "ru" / "index.html").read_text("utf-8")


def test_sides_print_the_script_as_it_is_whatever_stands_in_it(made: Path) -> None:
    printed = pdf_text(made / "sides-anna.pdf")
    page = Page((made / "sides-anna.html").read_text("utf-8"))
    for text in (printed, page.text):
        for words in (
            "A blue thread of light.",
            "Where is it?",
            'Say #panic("x") <script>alert(1)</script> ^',
            "CUT TO:",
        ):
            assert "".join(words.split()) in "".join(text.split())
        assert "not for actors" not in text
    assert "script" not in page.tags


def test_without_a_script_there_are_no_sides(
    production: Production, plan: Plan, spans: dict[str, SpanSet], tmp_path: Path
) -> None:
    names = {path.stem for path in paper(production, plan, spans, tmp_path)}
    assert not [name for name in names if name.startswith("sides")]
