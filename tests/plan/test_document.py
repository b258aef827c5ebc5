"""A plan is written and read back as it was, and a plan that is not one is refused at its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.errors import DocumentError
from cupola.plan.document import plan_text, read_plan
from cupola.plan.result import Bone, Plan
from tests.plan.conftest import Desk


def back(tmp_path: Path, plan: Plan) -> Plan:
    """Write a plan and read it."""
    (tmp_path / "plan.yaml").write_text(plan_text(plan), encoding="utf-8")
    return read_plan(tmp_path / "plan.yaml").plan


def test_a_plan_reads_back_as_it_was_written(desk: Desk, tmp_path: Path) -> None:
    assert back(tmp_path, desk.plan) == desk.plan


def test_hostile_words_stay_words(desk: Desk, tmp_path: Path) -> None:
    words = 'a: "b"\n- *c !!python/object {{ #x } 😀'
    plan = replace(desk.plan, title=words, boneyard=(Bone("9Z", "9", words),))
    assert back(tmp_path, plan) == plan


def test_an_empty_plan_reads_back(desk: Desk, tmp_path: Path) -> None:
    plan = replace(desk.plan, strips=(), boneyard=())
    assert back(tmp_path, plan) == plan


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("schema: cupola/1", "schema: cupola/2", "E109", "is not known"),
        ("takes: [[", "takes: [[x, ", "E106", ""),
        ("camera:", "kamera:", "E106", "is not a field here"),
        ("setup: [2021", "setup: [2031", "E502", "ends before it begins"),
    ],
)
def test_a_broken_plan_is_refused_at_its_place(
    desk: Desk, tmp_path: Path, old: str, new: str, code: str, text: str
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(desk.plan).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DocumentError) as error:
        read_plan(path)
    message = error.value.messages[0]
    assert message.code == code
    assert text in message.text
    assert message.where is not None


def test_no_plan_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cupola plan"):
        read_plan(tmp_path / "plan.yaml")


@pytest.mark.parametrize("title", ["\ufffe", "a\x1b[31mb", "a\u2028schema: evil", "# \u0085x: y"])
def test_a_title_cannot_break_the_head_of_the_file(desk: Desk, title: str) -> None:
    lines = plan_text(replace(desk.plan, title=title)).splitlines()
    assert lines[0].startswith("# The shooting plan of ")
    assert lines[0].isprintable()
    assert lines[2] == "schema: cupola/1"
