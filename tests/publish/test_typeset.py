from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from cupola.clock import DAY, Span, SpanSet
from cupola.errors import DocumentError
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.language import english
from cupola.publish.paper import sheets
from cupola.publish.record import record
from cupola.publish.stationery import Stationery
from cupola.publish.typeset import pdf, pictures
from tests.publish.conftest import small_past, small_phases, small_second
from tests.publish.reading import ink, pdf_text

ECHO = '#let d = json("data.json")\n#set page(width: 40cm)\n#d'


def _folder(tmp_path: Path, **files: str) -> Stationery:
    for name, text in files.items():
        (tmp_path / f"{name}.typ").write_text(text)
    return Stationery.of(tmp_path)


@pytest.mark.parametrize(
    "text", ['#panic("x")', "*bold*", "$x^2$", "\\ #pagebreak()", "<label> @ref", "=cmd|' /C calc'!A0"]
)
def test_markup_in_the_data_is_text(tmp_path: Path, text: str) -> None:
    made = pdf(_folder(tmp_path, echo=ECHO), "echo.typ", text)
    assert pdf_text(made) == text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_typesetting(text: str) -> None:
    files = {**Stationery.of().files, "echo.typ": ECHO}
    assert pdf(Stationery(files, None), "echo.typ", text).startswith(b"%PDF")


def test_the_packaged_templates_settle(production: Production, plan: Plan, spans: dict[str, SpanSet]) -> None:
    """Typst warns of a font that is missing, and of a layout that does not come to rest."""
    views = sheets(production, plan, spans)
    shown: list[tuple[str, object]] = [("callsheet", view) for view in views.call_sheets]
    shown += [("stripboard", views.board), ("oneliner", views.board), ("dood", views.day_out_of_days)]
    compile_with_warnings: Any = typst.compile_with_warnings
    for template, view in shown:
        files = {name: text.encode() for name, text in Stationery.of().files.items()}
        files |= {"main": files[f"{template}.typ"], "data.json": json.dumps(record(view)).encode()}
        files["language.json"] = json.dumps(english().for_templates()).encode()
        files["sheet.json"] = json.dumps({"paper": "a4"}).encode()
        _, warnings = compile_with_warnings(files, ignore_system_fonts=True)
        assert warnings == [], template


def test_a_day_of_travel_is_typeset_like_a_hold(production: Production, plan: Plan, spans: dict[str, SpanSet]) -> None:
    view = sheets(production, plan, spans).day_out_of_days
    group = view.groups[0]
    line = replace(group.lines[0], codes=tuple("T" for _ in view.days))
    away = replace(view, groups=(replace(group, lines=(line,)), *view.groups[1:]))
    before, after = (pdf_text(pdf(Stationery.of(), "dood.typ", shown)).split().count("T") for shown in (view, away))
    assert after - before == len(view.days)


@pytest.mark.parametrize("sign", "☉☀●○◐☽→−–β°Ж")
def test_the_signs_of_the_trade_are_in_the_fonts_of_the_package(tmp_path: Path, sign: str) -> None:
    fonts = '#set text(font: ("Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono"), fallback: false)'
    own = _folder(tmp_path, echo=f"{fonts}\n{ECHO}")
    missing = "\u0378"  # a place in Unicode that no letter has: it is drawn as the box of a missing one
    assert ink(pdf(own, "echo.typ", sign)) != ink(pdf(own, "echo.typ", missing))


def test_a_mistake_in_a_template_names_file_line_and_caret(tmp_path: Path) -> None:
    own = _folder(tmp_path, dood='#import "house.typ": *\n\n#nosuch(1)\n')
    with pytest.raises(DocumentError) as wrong:
        pdf(own, "dood.typ", [])
    (message,) = wrong.value.messages
    assert message.code == "E602"
    assert message.text == "unknown variable: nosuch"
    assert str(message.where) == f"{tmp_path / 'dood.typ'}:3:2"
    assert message.source == "#nosuch(1)"


def test_all_mistakes_of_a_template_are_told_at_once(tmp_path: Path) -> None:
    own = _folder(tmp_path, dood="#let a = (\n#let b = )\n")
    with pytest.raises(DocumentError) as wrong:
        pdf(own, "dood.typ", [])
    assert len(wrong.value.messages) > 1
    assert {m.where.file for m in wrong.value.messages if m.where} == {str(tmp_path / "dood.typ")}


def test_a_mistake_in_an_imported_file_is_told_there(tmp_path: Path) -> None:
    own = _folder(
        tmp_path, house="#let sheet(d) = d.nothing\n", dood='#import "house.typ": *\n#sheet(json("data.json"))\n'
    )
    with pytest.raises(DocumentError) as wrong:
        pdf(own, "dood.typ", [])
    assert str(wrong.value.messages[0].where).startswith(f"{tmp_path / 'house.typ'}:1:")


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (tmp_path / "own").mkdir()
    for path in ("../secret.txt", str(secret)):
        own = _folder(tmp_path / "own", dood=f'#read("{path}")')
        with pytest.raises(DocumentError, match="E602"):
            pdf(own, "dood.typ", [])


def test_a_template_finds_its_pictures_beside_it(tmp_path: Path) -> None:
    square = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    (tmp_path / "logo.svg").write_text(square)
    assert pdf(_folder(tmp_path, dood='#image("logo.svg")'), "dood.typ", []).startswith(b"%PDF")


def test_the_day_of_making_is_not_on_paper(tmp_path: Path) -> None:
    own = _folder(tmp_path, dood="#set document(date: auto)\n#datetime.today().display()")
    assert pdf_text(pdf(own, "dood.typ", [])) == "1970-01-01"


def test_pictures_are_one_a_page(tmp_path: Path) -> None:
    own = _folder(tmp_path, dood="one #pagebreak() two")
    made = pictures(own, "dood.typ", [], dots_per_inch=20.0)
    assert [page[:4] for page in made] == [b"\x89PNG"] * 2


@pytest.mark.parametrize("template", ["callsheet", "stripboard", "oneliner", "dood", "became"])
def test_every_sheet_is_tagged_and_for_the_archive(template: str, production: Production) -> None:
    views = sheets(production, small_second(production), small_phases(), past=small_past(production))
    shown = {"callsheet": views.call_sheets[0], "dood": views.day_out_of_days, "became": views.became}
    made = pdf(Stationery.of(), f"{template}.typ", shown.get(template, views.board))
    assert b"<pdfaid:part>2<" in made
    assert b"<pdfaid:conformance>A<" in made
    assert b"<pdfuaid:part>1<" in made
    assert raw.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(made).raw)


def test_a_document_is_dated_when_its_version_was_approved(production: Production, plan: Plan) -> None:
    second = sheets(production, small_second(production), small_phases(), past=small_past(production)).board
    draft = sheets(production, plan, small_phases()).board
    assert b"D:20211007123000" in pdf(Stationery.of(), "stripboard.typ", second)
    assert b"D:20211006000000" in pdf(Stationery.of(), "stripboard.typ", draft)


@pytest.mark.parametrize("name", ["Ԁԁ", "字幕", "\u0378"])
def test_letters_that_no_font_has_leave_a_tagged_pdf(name: str, production: Production, plan: Plan) -> None:
    view = sheets(replace(production, title=name), plan, small_phases()).day_out_of_days
    made = pdf(Stationery.of(), "dood.typ", view)
    assert b"pdfaid" not in made
    assert raw.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(made).raw)


def test_a_shoot_of_many_weeks_is_told_four_weeks_at_a_time(production: Production, plan: Plan) -> None:
    long = replace(production, shoot=Span(production.shoot.start, production.shoot.start + 100 * DAY))
    view = sheets(long, plan, small_phases()).day_out_of_days
    words = pdf_text(pdf(Stationery.of(), "dood.typ", view)).split()
    assert words.count("Anna") == 4
    assert words.count("SWF") >= 1
