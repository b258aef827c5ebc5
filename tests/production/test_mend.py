"""Each kind of fault is mended by something harmless, so that one fault gives one message and hides no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.document import PlanForm
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.production.form import fill
from cupola.production.mend import field_names
from cupola.tree import parse
from tests.production.faults import changed, found
from tests.small import BREAKDOWN, PRODUCTION

DOCUMENTS: dict[str, tuple[Any, str]] = {
    "production": (ProductionForm, PRODUCTION),
    "breakdown": (BreakdownForm, BREAKDOWN),
}

# one fault each: (document, old, new); whatever it is replaced by, nothing else may be said
SINGLE = [
    ("production", "count: 2", "count: two"),
    ("production", "count: 2", "count: 0"),
    ("production", "count: 2", "coutn: 2"),
    ("production", "bodies: 1", "bodies: none"),
    ("production", "bodies: 1, ", ""),
    ("production", "capacity: 2", "capacity: 0"),
    ("production", "capacity: 2", "capacity: some"),
    ("production", "module: MLM", "module: [MLM]"),
    ("production", "module: MLM, ", ""),
    ("production", "name: NAUKA, ", ""),
    ("production", "hears: [SM]", "hears: [[SM]]"),
    ("production", "groups: [usos]", "groups: {a: usos}"),
    ("production", "groups: [usos]", "gruops: [usos]"),
    ("production", "groups: [usos]", "groups: 1.5"),
    ("production", "day: helper, limits: {film_per_day: 3 h}", "day: [helper], limits: {film_per_day: 3 h}"),
    ("production", "day: helper, limits: {film_per_day: 3 h}", "limits: {film_per_day: 3 h}"),
    ("production", "limits: {film_per_day: 3 h}}", "limits: {film_per_day: 3}}"),
    ("production", "limits: {film_per_day: 3 h}}", "limits: 3 h}"),
    ("production", "novice: true, day: visitor}\n  ada", "novice: [], day: visitor}\n  ada"),
    ("production", "novice: true, day: visitor}\n  piet", "novise: true, day: visitor}\n  piet"),
    ("production", "is: film}", "is: work}"),
    ("production", 'from: "08:00"', "from: 8"),
    ("production", 'to: "10:00"', 'to: "25:00"'),
    ("production", 'to: "10:00", ', ""),
    ("production", "is: exercise, in: SM", "is: exercise, in: [SM]"),
    ("production", "arrive: 2021", "arive: 2021"),
    ("production", "arrive: 2021-10-06T00:00:00Z", "arrive: soon"),
    ("production", "  wrap: 2021-10-09T00:00:00Z\n", ""),
    ("production", "elements: orbit/iss.tle", "elements: [orbit/iss.tle]"),
    ("production", "seam: 60 km", "seam: -60 km"),
    ("production", "seam: 60 km", "seem: 60 km"),
    ("production", "name: GMT", "name: {}"),
    ("production", "crew_clock: {name: GMT}", "crew_clock: GMT"),
    ("production", "stops_filming: true", "stops_filming: maybe"),
    ("production", "to: 2021-10-07T11:00:00Z", "to: 11:00"),
    ("production", "what: Fire drill, ", ""),
    ("production", "gear:\n", "geer:\n"),
    ("production", "sets:\n", "set:\n"),
    ("production", "people:\n", "peeple:\n"),
    ("production", "cameras:\n", "camera:\n"),
    ("production", "title: A Small Step\n", ""),
    ("production", "station: iss", "station: [iss]"),
    ("production", "rate: 637 Mbps", "rate: fast"),
    ("breakdown", "takes: 3}", "takes: three}"),
    ("breakdown", "takes: 3}", "takes: 101}"),
    ("breakdown", ", takes: 3}", "}"),
    ("breakdown", "takes: 2, gear: {led: 2}", "takes: two, passes: 2, gear: {led: 2}"),
    ("breakdown", "takes: 2, gear: {led: 2}", "takes: 2, passes: two, gear: {led: 2}"),
    ("breakdown", "setup: 15 min", "setup: long"),
    ("breakdown", "setup: 15 min", "set-up: 15 min"),
    ("breakdown", "light: sunrise", "light: [sunrise]"),
    ("breakdown", "light: sunrise", "ligth: sunrise"),
    ("breakdown", "window: cupola.top", "window: {}"),
    ("breakdown", "direct: true", "direct: very"),
    ("breakdown", "view: earth-day", "view: [earth-day]"),
    ("breakdown", "gear: {led: 2}", "gear: {led: many}"),
    ("breakdown", "gear: {led: 2}", "gear: {led: -1}"),
    ("breakdown", "gear: {led: 2}", "gear: led"),
    ("breakdown", "camera: komodo, setup: 15 min", "camera: {}, setup: 15 min"),
    ("breakdown", "cast: [ada, piet]", "cast: [ada, [piet]]"),
    ("breakdown", "cast: [ada, piet]", "caste: [ada, piet]"),
    ("breakdown", "after: [1A]", "after: {shot: 1A}"),
    ("breakdown", 'after: ["1"]', "after: {scene: 1}"),
    ("breakdown", "priority: 3}", "priority: high}"),
    ("breakdown", "set: cupola", "set: [cupola]"),
    ("breakdown", "set: cupola", "sett: cupola"),
    ("breakdown", "unit: ground", "unit: sea"),
    ("breakdown", "pages: 1/8\n    screen_time: 10 s", "pages: -1\n    screen_time: 10 s"),
    ("breakdown", "screen_time: 10 s", "screen_time: 10"),
    ("breakdown", "pages: 1/8\n    screen_time: 10 s", "pages:\n    screen_time: 10 s"),
    ("breakdown", "pages: 1/8\n    screen_time: 10 s", "pages: [1/8]\n    screen_time: 10 s"),
    ("breakdown", "pages: 1/8\n    screen_time: 10 s", "pages: true\n    screen_time: 10 s"),
    ("breakdown", "shot: 2B, ", ""),
    ("breakdown", 'scene: "3"', "scene: [3]"),
    ("breakdown", "speaking: [PETER]", "speaking: {a: b}"),
    ("breakdown", "speaking: [PETER]", "speaking: 1.5"),
    ("breakdown", "heading: INT. CUPOLA - DAY", "heading: 7"),
]


@pytest.mark.parametrize(("document", "old", "new"), SINGLE)
def test_one_fault_gives_one_message(tmp_path: Path, document: str, old: str, new: str) -> None:
    messages = found(tmp_path, **{document: changed(document, (old, new))})
    assert len(messages) == 1, "\n\n".join(m.message.render() for m in messages)
    assert messages[0].code in ("E106", "E107", "E108")


@pytest.mark.parametrize(("document", "old", "new"), SINGLE)
def test_one_fault_hides_no_other(tmp_path: Path, document: str, old: str, new: str) -> None:
    """A fault of reference in the other document, and one in the same, are found beside it."""
    others = {
        "production": ("crew_clock:", "crew_rules: mars-2050\ncrew_clock:"),
        "breakdown": ("camera: komodo, setup: 20 min, take: 1 min", "camera: hand, setup: 20 min, take: 1 min"),
    }
    texts = {name: changed(name, others[name], *([(old, new)] if name == document else [])) for name in DOCUMENTS}
    if old in others[document][0]:
        return
    codes = [m.code for m in found(tmp_path, production=texts["production"], breakdown=texts["breakdown"])]
    assert "E401" in codes
    assert {"E106", "E107", "E108"} & set(codes)


def test_two_faults_in_one_shot_are_two(tmp_path: Path) -> None:
    text = changed("breakdown", ("setup: 15 min, take: 1 min", "setup: 15, take: 1 GB"))
    messages = found(tmp_path, breakdown=text)
    assert [(m.code, m.pointed[:2]) for m in messages] == [("E107", "15"), ("E107", "1 ")]


def test_what_stands_under_a_misspelt_name_is_read_as_what_was_meant(tmp_path: Path) -> None:
    text = changed("production", ("gear:\n", "geer:\n"), ("count: 2", "count: 1"))
    assert [(m.code, m.text) for m in found(tmp_path, production=text)] == [
        ("E106", "geer is not a field here"),
        ("E413", "shot 1B needs 2 × LED panel; there is 1 aboard"),
    ]


def test_a_name_that_means_nothing_is_left_out(tmp_path: Path) -> None:
    messages = found(tmp_path, production=PRODUCTION + "umbrellas: red\n")
    assert [(m.code, m.text, m.message.hint) for m in messages] == [
        ("E106", "umbrellas is not a field here", "remove it, or see the reference of the document")
    ]


def test_a_name_near_one_that_is_there_already_does_not_take_its_place(tmp_path: Path) -> None:
    messages = found(tmp_path, production=PRODUCTION + "titel: Another Step\n")
    assert [m.code for m in messages] == ["E106"]
    filled = fill(ProductionForm, parse(PRODUCTION + "titel: Another Step\n", "production.yaml"))
    assert filled.form is not None
    assert filled.form.title == "A Small Step"


def test_a_mended_form_says_where_it_was_mended() -> None:
    filled = fill(ProductionForm, parse(changed("production", ("seam: 60 km", "seam: 60")), "production.yaml"))
    assert filled.replaced == (("orbit", "seam"),)
    assert filled.form is not None
    assert filled.form.orbit is not None
    assert filled.form.orbit.seam == 60_000
    sound = fill(ProductionForm, parse(PRODUCTION, "production.yaml"))
    assert (sound.replaced, sound.messages) == ((), ())


def test_a_plan_is_filled_by_the_same_rules() -> None:
    filled = fill(PlanForm, parse("schema: cupola/1\ntitle: x\n", "plan.yaml"))
    missing = {m.text.split()[0] for m in filled.messages}
    assert missing == {"digest", "value", "bound", "total", "money", "robustness", "stop", "strips"}
    assert filled.form is not None


def test_every_field_of_every_form_has_a_name() -> None:
    names = field_names(ProductionForm) | field_names(BreakdownForm)
    assert {"schema", "from", "to", "is", "in", "film_per_day", "stops_filming", "seam"} <= names
    assert {"screen_time", "view_by", "boneyard", "fingerprint"} <= names
    assert "start" not in names, "fields are called what they are written as"


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "x", "5 min", "2021-10-07T00:00Z"])),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("ab"), inner, max_size=2)),
    max_leaves=4,
)


@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_any_value_anywhere_is_mended_or_refused_and_never_a_crash(document: str, data: st.DataObject) -> None:
    kind, text = DOCUMENTS[document]
    plain: Any = parse(text, "x.yaml").root.plain()
    value: Any = plain
    while True:
        steps = list(value) if isinstance(value, dict) else list(range(len(value)))
        step = data.draw(st.sampled_from(steps))
        inner = value[step]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.integers(0, 3)) == 0:
            break
        value = inner
    value[step] = data.draw(values)
    filled = fill(kind, parse(json.dumps(plain), "x.yaml"))
    assert filled.form is not None or filled.messages
    assert bool(filled.replaced) == bool(filled.messages and filled.form is not None)
