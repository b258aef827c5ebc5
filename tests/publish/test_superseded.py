"""A new revision in the folder of an old one: what is replaced is set aside, marked; nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish import Past, paper
from cupola.publish.language import Language, english, language_of
from cupola.publish.superseded import DRAFT, keyword, tagged
from tests.publish.conftest import small_first, small_past, small_phases, small_plan, small_production, small_second
from tests.publish.reading import Page, pages, pdf_text


def first_past(production: Production) -> Past:
    """Give the past of the first version: itself."""
    return Past(small_past(production).approvals[:1])


def issue(out: Path, number: int, languages: tuple[Language, ...] = ()) -> list[Path]:
    """Print the paper of a version of the small shoot, or of its draft (0)."""
    production = small_production()
    plans = (small_plan, small_first, small_second)
    pasts = (Past(), first_past(production), small_past(production))
    return paper(production, plans[number](production), small_phases(), out, past=pasts[number], languages=languages)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The second version printed over the first, and the first as it was."""
    out = tmp_path_factory.mktemp("paper")
    before = {path.name: path.read_bytes() for path in issue(out, 1)}
    issue(out, 2)
    return out, before


def test_all_of_the_old_revision_is_set_aside(both: tuple[Path, dict[str, bytes]]) -> None:
    out, before = both
    assert {path.name for path in (out / "superseded" / "A").iterdir()} == before.keys()


def test_a_sheet_that_the_new_plan_has_not_lies_only_there(both: tuple[Path, dict[str, bytes]]) -> None:
    """Version 1 shot 3A on the 8th; in version 2 nothing is shot on it."""
    out, before = both
    assert "call-sheet-2021-10-08.pdf" in before
    assert not (out / "call-sheet-2021-10-08.pdf").exists()
    assert not (out / "call-sheet-2021-10-08.html").exists()
    assert (out / "superseded" / "A" / "call-sheet-2021-10-08.pdf").is_file()


def test_each_page_of_it_says_what_replaces_it(both: tuple[Path, dict[str, bytes]]) -> None:
    out, before = both
    for path in sorted((out / "superseded" / "A").iterdir()):
        if path.suffix == ".html":
            assert "Superseded by revision B, blue" in Page(path.read_text("utf-8")).text, path.name
        else:
            assert len(pages(path)) == len(pages(before[path.name]))
            for page in pages(path):
                text = page.get_textpage().get_text_range()
                assert "Superseded by revision B, blue" in text, path.name
                assert "SUPERSEDED" in text


def test_what_stood_on_it_can_still_be_read_and_the_new_one_is_as_ever(
    both: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    out, before = both
    old, kept = (
        pdf_text(before["call-sheet-2021-10-06.pdf"]),
        pdf_text(out / "superseded" / "A" / "call-sheet-2021-10-06.pdf"),
    )
    assert set(old.split()) <= set(kept.split())
    fresh = {path.name: path.read_bytes() for path in issue(tmp_path / "fresh", 2)}
    del fresh["index.html"]  # leads to the old revision only where there is one
    assert fresh == {name: (out / name).read_bytes() for name in fresh}
    assert "Superseded" not in pdf_text(out / "call-sheet-2021-10-06.pdf")


def test_the_new_index_leads_to_the_old_one(both: tuple[Path, dict[str, bytes]]) -> None:
    out, _ = both
    assert Page((out / "index.html").read_text("utf-8")).links[-1] == "superseded/A/index.html"


def test_printed_again_the_same_revision_changes_nothing(both: tuple[Path, dict[str, bytes]]) -> None:
    out, _ = both
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    issue(out, 2)
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_each_language_is_set_aside_in_its_own_words(tmp_path: Path) -> None:
    languages = (english(), language_of("ru"))
    issue(tmp_path, 1, languages)
    issue(tmp_path, 2, languages)
    kept = tmp_path / "superseded" / "A"
    assert "Superseded by revision B, blue" in pdf_text(kept / "one-liner.pdf")
    assert "Заменено редакцией B (голубая)" in pdf_text(kept / "ru" / "one-liner.pdf")
    assert Page((tmp_path / "ru" / "index.html").read_text("utf-8")).links[-1] == "../superseded/A/ru/index.html"


def test_a_draft_is_replaced_without_ado_and_leaves_no_call_sheet_behind(tmp_path: Path) -> None:
    production = small_production()
    plan = small_plan(production)
    paper(production, plan, small_phases(), tmp_path)
    assert (tmp_path / "call-sheet-2021-10-07.pdf").is_file()
    paper(production, replace(plan, strips=plan.strips[:1]), small_phases(), tmp_path)
    assert not (tmp_path / "call-sheet-2021-10-07.pdf").exists()
    assert not (tmp_path / "superseded").exists()


def test_what_is_not_paper_of_a_plan_stays_where_it_is(tmp_path: Path) -> None:
    own = {
        "call-sheet-mine.pdf": b"%PDF-1.7 mine",
        "notes.html": b"<html><body>cupola-revision</body></html>",
        "map.png": b"png",
    }
    for name, content in own.items():
        (tmp_path / name).write_bytes(content)
    issue(tmp_path, 1)
    issue(tmp_path, 2)
    assert {name: (tmp_path / name).read_bytes() for name in own} == own
    assert not {"notes.html", "map.png"} & {path.name for path in (tmp_path / "superseded" / "A").iterdir()}


def test_a_damaged_sheet_is_set_aside_as_it_is(tmp_path: Path) -> None:
    issue(tmp_path, 1)
    damaged = b"%PDF-1.7 /Keywords(" + keyword("A").encode() + b") cut off"
    (tmp_path / "one-liner.pdf").write_bytes(damaged)
    issue(tmp_path, 2)
    assert (tmp_path / "superseded" / "A" / "one-liner.pdf").read_bytes() == damaged


def test_a_name_cannot_pass_for_a_mark(tmp_path: Path, plan: Plan, production: Production) -> None:
    """The head of a page comes before every name on it, and its title is no mark."""
    hostile = replace(production, title='cupola-revision:ZZ cupola-revision" content="ZZ')
    paper(hostile, replace(plan, title=hostile.title), small_phases(), tmp_path, past=first_past(production))
    paper(hostile, replace(plan, title=hostile.title), small_phases(), tmp_path, past=small_past(production))
    assert {path.name for path in (tmp_path / "superseded").iterdir()} == {"A"}


def test_a_sheet_says_of_which_revision_it_is() -> None:
    assert (keyword("AB"), keyword("")) == ("cupola-revision:AB", f"cupola-revision:{DRAFT}")
    assert tagged("<html><head><title>", "B") == ('<html><head>\n<meta name="cupola-revision" content="B"><title>')
    assert tagged("a page without one", "B") == "a page without one"
