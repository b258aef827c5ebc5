"""A breakdown handed out as a board comes back as it was, as far as a board can hold it."""

from __future__ import annotations

import pytest

from cupola.bring.board import sheets_of
from cupola.bring.breakdown import Sets, laid_in
from cupola.bring.columns import Known, lay_out
from cupola.bring.scenes import scenes_of
from cupola.bring.sex import Sheet, table_of, written
from cupola.production.breakdownform import BreakdownForm
from cupola.production.form import fill
from cupola.tree import parse
from tests.docs.page import ROOT

TEXT = """\
schema: cupola/1
scenes:
  - scene: "1"
    heading: INT. NAUKA - DAY
    pages: 1 3/8
    screen_time: 83 s
    speaking: [ANNA]
    set: nauka
    note: She wakes.
    elements: {props: [torch, {spoon: 3}]}
  - {scene: "2", heading: EXT. STEPPE, pages: 2/8, screen_time: 15 s, elements: {cast: [PETER], vehicles: [jeep]}}
boneyard: []
"""


def form(text: str) -> BreakdownForm:
    return fill(BreakdownForm, parse(text, "breakdown.yaml")).sound()


def test_a_scene_is_a_sheet() -> None:
    one, two = sheets_of(form(TEXT), {"nauka": "Nauka"})
    items = {"props": ["torch", "spoon x 3"], "cast": ["ANNA"]}
    assert one == Sheet("1", "INT. NAUKA - DAY", 11, "She wakes.", "Nauka", items)
    assert two == Sheet("2", "EXT. STEPPE", 2, items={"cast": ["PETER"], "vehicles": ["jeep"]})


@pytest.mark.parametrize("film", ["three-days-free", "the-ferry", "one-sol", "ten-minutes", "a-parabolic-day"])
def test_a_real_breakdown_goes_out_and_comes_back_without_a_difference_but_who_speaks(film: str) -> None:
    text = (ROOT / "productions" / film / "breakdown.yaml").read_text("utf-8")
    table = table_of(written(sheets_of(form(text), {})), "breakdown.sex")
    found = scenes_of(table, lay_out(table, Known()), {}).found
    assert [one.number for one in found] == [scene.scene for scene in form(text).scenes]
    new, facts = laid_in(text, found, Sets({}))
    assert {(one.field, one.what) for one in facts} <= {("cast", "added")}
    assert {scene.scene: scene.shots for scene in form(new).scenes} == {s.scene: s.shots for s in form(text).scenes}


def test_a_breakdown_that_goes_out_and_comes_back_has_nothing_new_but_who_speaks() -> None:
    table = table_of(written(sheets_of(form(TEXT), {"nauka": "Nauka"})), "breakdown.sex")
    found = scenes_of(table, lay_out(table, Known()), {}).found
    _, facts = laid_in(TEXT, found, Sets({"nauka": "nauka"}))
    assert [(one.who, one.field, one.table) for one in facts] == [("1", "cast", "ANNA")]
