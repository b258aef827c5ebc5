"""The paper as it comes out: files, bytes, and what can be read on it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.errors import DocumentError, PlanError
from cupola.plan.approval import Approval
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish import Past, eject, paper, picture
from tests.publish.conftest import small_past, small_phases, small_plan, small_production, small_second
from tests.publish.drawing import painted
from tests.publish.reading import Page, colours, letters, pages, pdf_text, pdf_words, pieces

REPORTS = ("shooting-schedule", "breakdown-sheets", "crew-time-and-money", "data-and-cards", "restore-list")
SHEETS = (
    "day-out-of-days-of-things",
    "stripboard",
    "one-liner",
    "day-out-of-days",
    "call-sheet-2021-10-06",
    "call-sheet-2021-10-07",
    "call-sheet-2021-10-09",
    *REPORTS,
)
HOSTILE = (
    '#panic("x")',
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "*bold* _it_ $x$ @y",
    "a\\b\\n#let",
    "{{ d }}",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper of the small shoot."""
    out = tmp_path_factory.mktemp("paper")
    production = small_production()
    paper(production, small_plan(production), small_phases(), out, beta={"2021-10-09": -41.5})
    return out


def test_every_sheet_is_there_as_pdf_and_html(made: Path) -> None:
    expected = {f"{name}.{kind}" for name in SHEETS for kind in ("pdf", "html")} | {"index.html"}
    assert {path.name for path in made.iterdir()} == expected


def test_there_is_no_call_sheet_for_a_day_without_strips(made: Path) -> None:
    assert not (made / "call-sheet-2021-10-08.pdf").exists()


def test_the_same_input_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    production = small_production()
    files = paper(production, small_plan(production), small_phases(), tmp_path, beta={"2021-10-09": -41.5})
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
    assert digests == {path.name: sha256(path.read_bytes()).hexdigest() for path in made.iterdir()}


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper of the small shoot, with a frame of 3A."""
    out, production = tmp_path_factory.mktemp("framed"), small_production()
    prints = {"3A": painted("0af3", (210, 30, 30))}
    paper(production, small_plan(production), small_phases(), out, beta={"2021-10-09": -41.5}, prints=prints)
    return out


def test_a_frame_stands_on_the_call_sheet_of_its_day_and_nowhere_else(made: Path, framed: Path) -> None:
    other = {path.name for path in made.iterdir() if path.read_bytes() != (framed / path.name).read_bytes()}
    assert other == {"call-sheet-2021-10-09.pdf", "call-sheet-2021-10-09.html"}
    assert b"DCTDecode" in (framed / "call-sheet-2021-10-09.pdf").read_bytes()


def test_the_page_holds_the_frame_whole_and_says_what_is_in_it(framed: Path) -> None:
    page = (framed / "call-sheet-2021-10-09.html").read_text()
    assert page.count('src="data:image/jpeg;base64,') == page.count("<img") == 1
    assert 'alt="3A: CU, 35 mm, CUPOLA, cupola.top"' in page


def test_a_call_sheet_with_a_frame_can_be_kept_for_ever(framed: Path) -> None:
    data = (framed / "call-sheet-2021-10-09.pdf").read_bytes()
    assert b"pdfaid:part" in data
    assert b"pdfuaid:part" in data


def test_a_changed_take_changes_the_sheets_of_its_day_only(
    made: Path, tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    first = replace(plan.strips[3], passes=(replace(plan.strips[3].passes[0], escort=None),))
    paper(production, replace(plan, strips=(*plan.strips[:3], first)), spans, tmp_path, beta={"2021-10-09": -41.5})
    same = {path.name for path in made.glob("*.pdf") if path.read_bytes() == (tmp_path / path.name).read_bytes()}
    assert "call-sheet-2021-10-09.pdf" not in same
    assert "one-liner.pdf" in same


@pytest.mark.parametrize("name", [name for name in SHEETS if name.startswith("call")])
def test_a_call_sheet_is_a_front_and_a_back(made: Path, name: str) -> None:
    front, back = pages(made / f"{name}.pdf")
    assert all(tuple(map(round, page.get_size())) == (595, 842) for page in (front, back))
    texts = [page.get_textpage().get_text_range() for page in (front, back)]
    assert "SET-UPS IN ORDER" in texts[1].upper()
    assert [" ".join(text.split()[-3:]) for text in texts] == ["1 / 2", "2 / 2"]


def test_the_call_sheet_of_the_9th_can_be_read(made: Path) -> None:
    text = pdf_text(made / "call-sheet-2021-10-09.pdf")
    for words in (
        "Saturday 9 October 2021",
        "Anna Actress",
        "08:10:00–08:11:00",
        "sunset in 50 min",
        "direct sun through nauka.forward",
        "Lisbon by night in cupola.top",
        "escort: Mark Escort",
        "Mark Escort escorts 3A in CUPOLA.",
        "Medical conference",
        "−41.5°",
        "This is the last shooting day.",
        "documents 01234567",
        "900 of at most 1000",
    ):
        assert words in text
    assert "09:31:00" in text  # the seventh night ends


@pytest.mark.parametrize(
    ("approval", "words", "others"),
    [
        (None, "draft: nobody has approved it", "version"),
        (Approval(3, 2, "0" * 64, "Ann <b>#Producer", "pump", 0.0), "version 3, approved by Ann <b>#Producer", "draft"),
    ],
)
def test_every_sheet_says_which_version_it_is_or_that_it_is_a_draft(
    tmp_path: Path, approval: Approval | None, words: str, others: str
) -> None:
    production = small_production()
    paper(production, small_plan(production), small_phases(), tmp_path, past=Past((approval,) if approval else ()))
    for name in SHEETS:
        text, page = pdf_text(tmp_path / f"{name}.pdf"), Page((tmp_path / f"{name}.html").read_text()).text
        times = 2 if name.startswith("call-sheet") else 1
        assert text.count(words) >= times, f"{name}.pdf: in the foot, and in the head of a call sheet"
        assert page.count(words) == times, f"{name}.html"
        assert others not in page


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper of the second version."""
    out = tmp_path_factory.mktemp("again")
    production = small_production()
    paper(production, small_second(production), small_phases(), out, past=small_past(production))
    return out


def both(folder: Path, name: str) -> list[str]:
    """Give what stands on a sheet, as PDF and as a page."""
    return [pdf_text(folder / f"{name}.pdf"), Page((folder / f"{name}.html").read_text()).text]


def test_what_became_of_it_is_a_sheet_of_the_second_version_and_stands_in_the_index(made: Path, again: Path) -> None:
    assert {path.name for path in again.iterdir()} - {path.name for path in made.iterdir()} == {
        "what-became.pdf",
        "what-became.html",
        "production-report.pdf",
        "production-report.html",
    }
    assert "what-became.html" in Page((again / "index.html").read_text()).links
    for text in both(again, "what-became"):
        for words in (
            "2 shot as planned, 2 to come, 1 left out",
            "pump in the Cupola",
            "1 added, 1 dropped, 1 moved",
            "Fri 8 Oct 11:00 → Sat 9 Oct 11:00: CUPOLA is closed 10:00-13:00",
            "Sat 9 Oct 11:40 → left out: gives way to 1B and 3A",
            "1A, 2A",
        ):
            assert words in text


@pytest.mark.parametrize("name", ["stripboard", "one-liner"])
def test_strips_are_marked_shot_new_and_moved(again: Path, made: Path, name: str) -> None:
    for text, before in zip(both(again, name), both(made, name), strict=True):
        assert "shot by Thu 7 Oct 12:00: 2 set-ups" in text
        flat = "".join(text.split())
        assert [flat.count(words) for words in ("shotNAUKA", "shotZVEZDA", "wasFri8Oct11:00")] == [1, 1, 1]
        assert "was Fri" not in before
        assert "shot by" not in before


def test_the_stripboard_tells_why_and_ends_with_the_figures_of_the_plan(again: Path) -> None:
    for text in both(again, "stripboard"):
        assert "against version 1" in text
        for words in ("CUPOLA is closed 10:00-13:00", "dropped from Sat 9 Oct 11:40 gives way to 1B and 3A."):
            assert words in text
        end = text[text.upper().index("THE PLAN IN FIGURES") :]
        assert "value 875; no plan can be worth more than 1000 (gap 12.5%); fewest moves" in end
        assert "cost: nobody has a price, so hours decide" in end


def test_the_call_sheet_tells_what_changed_on_its_day(again: Path) -> None:
    for text in both(again, "call-sheet-2021-10-09"):
        assert "4A is left out; it was at 11:40: gives way to 1B and 3A." in text
        assert "was Fri 8 Oct 11:00" in text
    assert all(text.count("shot INT ZVEZDA") == 1 for text in both(again, "call-sheet-2021-10-07"))


def test_a_reason_is_text_and_no_markup(tmp_path: Path, production: Production, spans: dict[str, SpanSet]) -> None:
    past = small_past(production)
    why = '#panic("x") <b>*y*</b>'
    turns = {f.shot: tuple(replace(t, move=replace(t.move, reason=why)) for t in f.turns) for f in past.fates}
    told = tuple(replace(fate, turns=turns[fate.shot]) for fate in past.fates)
    paper(production, small_second(production), spans, tmp_path, past=replace(past, fates=told))
    for name in ("stripboard", "what-became", "call-sheet-2021-10-09"):
        assert all(why in text for text in both(tmp_path, name))


def test_a_set_up_stands_once_in_the_order_of_the_day(made: Path) -> None:
    """Its number is the one set large and bold: a name of a strip, not a mention of it."""
    back = pages(made / "call-sheet-2021-10-09.pdf")[1]
    large = " ".join(text for size, text in pieces(back) if size > 10).split()
    assert [text for text in large if text in ("1B", "3A")] == ["1B", "3A"]


def test_each_strip_stands_once_on_stripboard_and_one_liner(made: Path) -> None:
    for name in ("stripboard", "one-liner"):
        words = pdf_words(made / f"{name}.pdf")
        assert [words.count(shot) for shot in ("1A", "2A", "1B", "3A")] == [1, 1, 1, 1]
    assert pdf_words(made / "stripboard.pdf").count("4A") == 2  # its bone, and the first word of the reason


def test_the_boneyard_stands_last_with_its_reasons(made: Path) -> None:
    text = " ".join(pdf_text(made / "stripboard.pdf").split())
    assert (
        text.index("End of day 3") < text.index("BONEYARD") < text.index("4A needs sunset for 1 min; Nauka is taken.")
    )


def test_the_one_liner_adds_up(made: Path) -> None:
    text = pdf_text(made / "one-liner.pdf")
    assert "3 of 4 scenes" in text
    assert "2 1/8 of 2 6/8 pages" in text
    assert "Total · 3 shooting days · 4 set-ups · 3 scenes" in text


def test_the_day_out_of_days_has_its_codes(made: Path) -> None:
    words = pdf_words(made / "day-out-of-days.pdf")
    # once in the key, then: SW for Anna, Boris and Klim; SWF for Mark; H for Anna
    assert [words.count(code) for code in ("SW", "SWF", "H")] == [1 + 3, 1 + 1, 1 + 1]


@pytest.mark.parametrize("name", [*SHEETS, "index"])
def test_a_page_needs_nothing_else(made: Path, name: str) -> None:
    """No script, no style sheet, font or picture from elsewhere; links lead to the other sheets only."""
    page = Page((made / f"{name}.html").read_text())
    assert not {"script", "link", "img", "iframe", "object", "form"} & page.tags
    assert all((made / link).exists() for link in page.links)
    assert "url(" not in page.text and "@import" not in page.text


def test_the_pages_say_what_the_paper_says(made: Path) -> None:
    page = " ".join(Page((made / "call-sheet-2021-10-09.html").read_text()).text.split())
    for words in (
        "Saturday 9 October 2021",
        "08:10:00–08:11:00",
        "sunset in 50 min",
        "Mark Escort escorts 3A in CUPOLA.",
    ):
        assert words in page
    assert "4A needs sunset for 1 min; Nauka is taken." in (made / "stripboard.html").read_text()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name(
    name: str, tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    anna = replace(production.people["anna"], name=name, plays=name)
    named = replace(production, title=name, people={**production.people, "anna": anna})
    paper(named, plan, spans, tmp_path)
    flat = "".join(name.split())
    for path in tmp_path.iterdir():
        text = pdf_text(path) if path.suffix == ".pdf" else Page(path.read_text()).text
        assert flat in "".join(text.split()), path.name
        assert "<script" not in path.read_text(errors="ignore") or path.suffix == ".pdf"


def test_names_from_right_to_left_keep_their_numbers(
    tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    """In the line of set-up 1A: 1 and its name, then 2 and its name, from left to right."""
    named = {"anna": "נננ", "boris": "ששש"}
    people = {key: replace(one, name=named.get(key, one.name)) for key, one in production.people.items()}
    paper(replace(production, people=people), plan, spans, tmp_path)
    found = letters(pages(tmp_path / "call-sheet-2021-10-06.pdf")[1])
    row = min(y for _, y, letter in found if letter in "נש")
    line = [letter for _, y, letter in sorted(found) if abs(y - row) < 2 and letter in "12נש"]
    assert "".join(line).startswith("1נננ2ששש")


def test_two_clocks_stand_together_where_the_crews_is_not_utc(
    tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    paper(replace(production, crew_offset=3 * 3600.0, crew_clock="MSK"), plan, spans, tmp_path)
    for text in (
        pdf_text(tmp_path / "call-sheet-2021-10-09.pdf"),
        (tmp_path / "call-sheet-2021-10-09.html").read_text(),
    ):
        assert "11:10:00–11:11:00" in text
        assert "08:10:00 UTC" in text


def test_a_plan_without_strips_is_paper_too(
    tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    files = paper(production, replace(plan, strips=()), spans, tmp_path)
    assert {path.stem for path in files} == {"index", "stripboard", "one-liner", "day-out-of-days", *REPORTS}
    assert "Nothing is planned." in pdf_text(tmp_path / "stripboard.pdf")


def test_paper_without_light_is_paper_too(tmp_path: Path, production: Production, plan: Plan) -> None:
    paper(production, plan, {}, tmp_path)
    assert "08:10:00–08:11:00" in pdf_text(tmp_path / "call-sheet-2021-10-09.pdf")


def test_an_edited_template_is_used_and_the_others_stay(
    made: Path, tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    eject(tmp_path / "mine")
    edited = tmp_path / "mine" / "oneliner.typ"
    edited.write_text(edited.read_text().replace('t("one-line-schedule")', '"My own schedule"'))
    paper(production, plan, spans, tmp_path / "out", tmp_path / "mine", {"2021-10-09": -41.5})
    assert "MY OWN SCHEDULE" in pdf_text(tmp_path / "out" / "one-liner.pdf").upper()
    assert (tmp_path / "out" / "stripboard.pdf").read_bytes() == (made / "stripboard.pdf").read_bytes()


def test_a_broken_template_leaves_no_paper_at_all(
    tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dood.html").write_text("{{ d.nosuch }}")
    with pytest.raises(DocumentError, match="E603"):
        paper(production, plan, spans, tmp_path / "out", tmp_path / "mine")
    assert not (tmp_path / "out").exists()


def test_the_paper_of_a_strange_plan_is_refused(
    tmp_path: Path, production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    strange = replace(plan, strips=(replace(plan.strips[0], shot="9Z"),))
    with pytest.raises(PlanError, match="E604"):
        paper(production, strange, spans, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_picture_is_the_first_page_of_the_stripboard(
    production: Production, plan: Plan, spans: dict[str, SpanSet]
) -> None:
    width, height, found = colours(picture(production, plan, spans))
    day_break, int_night, dusk, sunrise = (17, 19, 24), (207, 224, 244), (252, 223, 186), (238, 138, 69)
    assert width > height > 1000
    assert {day_break, int_night, dusk, sunrise} <= found


def test_paper_is_set_for_a4_or_for_letter(made: Path, tmp_path: Path) -> None:
    """Sheets of 210 by 297 mm, and of 8.5 by 11 inches; the wide ones lie on their side."""
    production = small_production()
    paper(production, small_plan(production), small_phases(), tmp_path, beta={"2021-10-09": -41.5}, size="letter")
    for name in SHEETS:
        a4, letter = (
            {(round(p.get_width()), round(p.get_height())) for p in pages(at / f"{name}.pdf")}
            for at in (made, tmp_path)
        )
        assert a4 in ({(595, 842)}, {(842, 595)})
        assert letter == ({(612, 792)} if a4 == {(595, 842)} else {(792, 612)})
    assert (made / "stripboard.html").read_bytes() == (tmp_path / "stripboard.html").read_bytes()
