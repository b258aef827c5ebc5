"""A mistake of form hides nothing: what stands beside it is checked in the same go."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.production import inspect
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.production.form import fill
from cupola.production.mend import field_names
from cupola.tree import parse
from tests.small import BREAKDOWN, PRODUCTION, write_small


def test_a_fault_of_form_and_faults_of_reference_are_found_together(tmp_path: Path) -> None:
    text = (
        BREAKDOWN.replace("setup: 20 min, take: 30 s", "setup: 20, take: 30 s")
        .replace("light: sunrise", "light: sunrize")
        .replace('takes: 2}\n  - scene: "3"', 'tekes: 2}\n  - scene: "3"')
        .replace("cast: [ada, piet]", "cast: [ada, pet]")
    )
    production = PRODUCTION.replace("rate: 637 Mbps", "rate: 637 s").replace("module: CUP", "module: CUPP")
    _, messages = inspect(write_small(tmp_path, breakdown=text, production=production))
    found = {(m.where.file if m.where else "", m.code) for m in messages}
    assert found == {
        ("production.yaml", "E107"),
        ("production.yaml", "E404"),
        ("breakdown.yaml", "E107"),
        ("breakdown.yaml", "E106"),
        ("breakdown.yaml", "E415"),
        ("breakdown.yaml", "E407"),
    }
    assert len(messages) == 6, "nothing is said of the values that were replaced"


def test_a_missing_field_that_others_refer_to_is_said_once(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("camera: komodo, setup: 20 min, take: 30 s", "setup: 20 min, take: 30 s")
    _, messages = inspect(write_small(tmp_path, breakdown=text))
    assert [(m.code, m.text) for m in messages] == [("E106", "shot 1A: camera is missing")]


def test_a_fault_in_the_stay_does_not_hide_the_rest(tmp_path: Path) -> None:
    production = PRODUCTION.replace("arrive: 2021-10-06T00:00:00Z", "arrive: soon").replace(
        "module: MLM", "module: MLN"
    )
    _, messages = inspect(write_small(tmp_path, production=production))
    assert [m.code for m in messages] == ["E108", "E404"]


def test_values_are_named_as_their_author_does(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("setup: 20 min, take: 30 s", "setup: 20, take: 30 s")
    _, messages = inspect(write_small(tmp_path, breakdown=text))
    assert messages[0].text.startswith("shot 1A: setup: 20 has no unit")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("schema: cupola/1\nscenes: 4", "scenes"),
        ("schema: cupola/1\nscenes: [4]", "scenes"),
        ("schema: cupola/1\nscenes: [{shots: [7]}]", "scenes"),
        ("schema: cupola/1\nscenes: {a: b}", "scenes"),
        ("schema: cupola/1\nboneyard: no", "boneyard"),
    ],
)
def test_a_document_of_the_wrong_shape_is_no_crash(text: str, path: str) -> None:
    filled = fill(BreakdownForm, parse(text, "breakdown.yaml"))
    assert filled.messages
    assert path in filled.messages[0].text or filled.messages[0].text.startswith("scene")


def test_an_empty_production_says_all_that_is_missing() -> None:
    filled = fill(ProductionForm, parse("schema: cupola/1", "production.yaml"))
    missing = {m.text.split()[0] for m in filled.messages}
    assert {"title", "stay", "crew_clock", "people", "sets", "cameras"} <= missing


words = st.one_of(
    st.integers(-5, 5), st.text(max_size=5), st.lists(st.integers(), max_size=2), st.none(), st.booleans()
)


@given(st.sampled_from(sorted(field_names(ProductionForm) | field_names(BreakdownForm))), words)
def test_no_value_of_a_field_breaks_the_checks(name: str, value: object) -> None:
    import json

    for kind, text in ((ProductionForm, PRODUCTION), (BreakdownForm, BREAKDOWN)):
        lines = [f"{name}: {json.dumps(value)}" if line.startswith(f"{name}:") else line for line in text.splitlines()]
        try:
            tree = parse("\n".join(lines), "x.yaml")
        except Exception as error:  # a value over several lines was cut off: that is no matter of forms
            assert "E104" in str(error)
            continue
        filled = fill(kind, tree)
        assert filled.form is not None or filled.messages


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("take: 30 s, takes: 3", "take: 30, takes: 3"),
        ("take: 30 s, takes: 3", "takes: 3"),
        ("take: 30 s, takes: 3", "taek: 30 s, takes: 3"),
        ("take: 30 s, takes: 3", "take: 30 s, takes: many"),
        ("pages: 2/8\n    screen_time: 15 s", "pages: two\n    screen_time: 15 s"),
    ],
)
def test_no_required_field_hides_what_stands_beside_it(tmp_path: Path, old: str, new: str) -> None:
    text = BREAKDOWN.replace(old, new, 1).replace("light: sunrise", "light: sunrize")
    codes = [m.code for m in inspect(write_small(tmp_path, breakdown=text))[1]]
    assert sorted(codes) in (["E106", "E415"], ["E107", "E415"])


@pytest.mark.parametrize("field", ["people", "sets", "cameras"])
def test_a_production_without_people_sets_or_cameras_still_names_its_other_faults(tmp_path: Path, field: str) -> None:
    start = PRODUCTION.index(f"{field}:")
    stop = min(
        PRODUCTION.index(key, start + 1)
        for key in ("\ndays:", "\ncameras:", "\ngear:")
        if key in PRODUCTION[start + 1 :]
    )
    text = PRODUCTION[:start] + f"{field}: {{}}" + PRODUCTION[stop:]
    _, messages = inspect(write_small(tmp_path, production=text.replace("seam: 60 km", "seam: 60")))
    assert {"E106", "E107"} <= {m.code for m in messages if m.where and m.where.file == "production.yaml"}
