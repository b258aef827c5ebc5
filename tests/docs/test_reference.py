"""The reference says all there is, and nothing that is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from cyclopts import App
from pydantic import BaseModel

from cupola import cli
from cupola.cli.app import app
from cupola.codes import CODES
from cupola.light import LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS
from cupola.places import load_station
from cupola.plan import document as plan_document
from cupola.plan import written
from cupola.plan.verify import CHECKS
from cupola.production import breakdownform, craftform, document, gearform, personform, shipform, trainingform
from cupola.production.crewrules import KNOWN, camera_kinds, crew_rules
from cupola.production.fields import Form
from cupola.production.person import BlockKind
from cupola.tree import parse
from cupola.units import quantity
from tests.docs.page import DOCS, ROOT, Page

COMMANDS = Page.read(DOCS / "reference/commands.md")
PRODUCTION = Page.read(DOCS / "reference/production.md")
BREAKDOWN = Page.read(DOCS / "reference/breakdown.md")
PLAN = Page.read(DOCS / "reference/plan.md")
MESSAGES = Page.read(DOCS / "reference/messages.md")
RULES = Page.read(DOCS / "reference/rules.md")

FORMS = [
    (PRODUCTION, "The document", document.ProductionForm),
    (PRODUCTION, "orbit", craftform.OrbitForm),
    (PRODUCTION, "over", craftform.OverForm),
    (PRODUCTION, "then", craftform.BurnForm),
    (PRODUCTION, "attitude", craftform.TurnForm),
    (PRODUCTION, "stay", document.StayForm),
    (PRODUCTION, "flight", shipform.FlightForm),
    (PRODUCTION, "ships", shipform.ShipForm),
    (PRODUCTION, "cargo", shipform.CargoForm),
    (PRODUCTION, "crew_clock", document.ClockForm),
    (PRODUCTION, "aircraft", craftform.AircraftForm),
    (PRODUCTION, "links", craftform.LinkForm),
    (PRODUCTION, "airfield and sector", craftform.PointForm),
    (PRODUCTION, "days", personform.BlockForm),
    (PRODUCTION, "people", personform.PersonForm),
    (PRODUCTION, "limits", personform.LimitsForm),
    (PRODUCTION, "looks", personform.LooksForm),
    (PRODUCTION, "sets", document.SetForm),
    (PRODUCTION, "location", document.LocationForm),
    (PRODUCTION, "cameras", gearform.CameraForm),
    (PRODUCTION, "sensor", gearform.SensorForm),
    (PRODUCTION, "battery", gearform.BatteryForm),
    (PRODUCTION, "permits", document.PermitForm),
    (PRODUCTION, "cards", gearform.CardsForm),
    (PRODUCTION, "offload", gearform.OffloadForm),
    (PRODUCTION, "gear", gearform.GearForm),
    (PRODUCTION, "stowed", gearform.StowedForm),
    (PRODUCTION, "heading_words", document.HeadingWordsForm),
    (PRODUCTION, "landmarks", document.LandmarkForm),
    (PRODUCTION, "events", document.EventForm),
    (PRODUCTION, "training", trainingform.TrainingForm),
    (PRODUCTION, "courses", trainingform.CourseForm),
    (PRODUCTION, "light", document.LightForm),
    (PRODUCTION, "rules", document.RulesForm),
    (BREAKDOWN, "The document", breakdownform.BreakdownForm),
    (BREAKDOWN, "Scenes", breakdownform.SceneForm),
    (BREAKDOWN, "Shots", breakdownform.ShotForm),
    (PLAN, "The document", plan_document.PlanForm),
    (PLAN, "Money", written.MoneyForm),
    (PLAN, "Robustness", written.RobustnessForm),
    (PLAN, "Approval", plan_document.ApprovalForm),
    (PLAN, "Situation", plan_document.SituationForm),
    (PLAN, "Strips", plan_document.StripForm),
    (PLAN, "Passes", plan_document.PassForm),
    (PLAN, "Boneyard", plan_document.BoneForm),
]
PACKAGED = {"Figures", "Drive", "ShipKind"}
"""Forms of packaged data, whose figures are tested on their own."""


def fields(page: Page, heading: str) -> dict[str, list[str]]:
    """Give the rows of a table of fields (four cells), by field."""
    found = [row for row in page.rows(heading) if len(row) == 4]
    return {row[0].strip("`"): row for row in found if re.fullmatch(r"`\w+`", row[0])}


@pytest.mark.parametrize(("page", "heading", "form"), FORMS, ids=lambda value: getattr(value, "__name__", None))
def test_every_field_of_a_form_is_in_the_reference_and_no_other(
    page: Page, heading: str, form: type[BaseModel]
) -> None:
    known = [info.alias or name for name, info in form.model_fields.items()]
    written = list(fields(page, heading))
    if form is personform.BlockForm:  # the packaged day plans stand below the same heading
        written = [name for name in written if name not in crew_rules(KNOWN[0]).days]
    assert sorted(written) == sorted(known)


@pytest.mark.parametrize(("page", "heading", "form"), FORMS, ids=lambda value: getattr(value, "__name__", None))
def test_a_field_is_called_required_exactly_when_it_is(page: Page, heading: str, form: type[BaseModel]) -> None:
    for name, info in form.model_fields.items():
        default = fields(page, heading)[info.alias or name][3]
        assert default.startswith("required") == info.is_required(), f"{heading}: {name}"


def test_every_form_is_in_the_reference() -> None:
    modules = {form.__module__ for _, _, form in FORMS}
    ours = {form.__name__ for form in Form.__subclasses__() if form.__module__ in modules}
    assert ours - PACKAGED == {form.__name__ for _, _, form in FORMS}


def test_every_figure_of_a_kind_of_ship_is_given_with_its_source() -> None:
    plain = parse((ROOT / "src/cupola/production/data/ships.yaml").read_text("utf-8"), "ships.yaml").root.plain()
    assert isinstance(plain, dict)
    shown = [row for row in PRODUCTION.rows("ships") if len(row) == 5]
    expected = [
        [f"`{key}`", f"`{name}`", f"`{one['value']}`", one["source"], one["confidence"]]
        for key, kind in plain["kinds"].items()
        for name, one in kind["figures"].items()
    ]
    assert shown == expected
    drive = [
        ["`drive`", f"`{name}`", f"`{one['value']}`", one["source"], one["confidence"]]
        for name, one in plain["drive"].items()
    ]
    assert [row for row in PRODUCTION.rows("cargo") if len(row) == 5] == drive


def test_every_default_of_limits_and_rules_is_given_with_its_source_and_confidence() -> None:
    packaged = crew_rules("iss-2021")
    for heading, form in (("limits", packaged.limits), ("rules", packaged.rules)):
        sources = {row[0].strip("`"): row for row in PRODUCTION.rows(heading) if len(row) == 3}
        for name in type(form).model_fields:
            sourced = packaged.sources[name]
            shown = fields(PRODUCTION, heading)[name][3].strip("`")
            assert same(shown, sourced.value), f"{name}: {shown} is not {sourced.value}"
            assert sources[name][1:] == [sourced.source, sourced.confidence]


def test_every_course_of_the_catalogue_is_given_with_its_source_and_confidence() -> None:
    rows = {row[0].strip("`"): row for row in PRODUCTION.rows("courses") if len(row) == 7}
    known = trainingform.catalogue("star-city")
    assert list(rows) == list(known)
    for key, course in known.items():
        assert rows[key][1] == course.name and rows[key][5:] == [course.source, course.confidence]
        assert quantity(rows[key][2].strip("`"), "s") == course.hours
        assert all(other in rows[key][4] for other in course.after)


def test_the_packaged_cards_and_offload_are_given_with_source_and_confidence() -> None:
    packaged = crew_rules("iss-2021")
    for heading, names in (("cards", ("size", "count")), ("offload", ("at", "copies"))):
        rows = PRODUCTION.rows(heading)
        for name in names:
            sourced = packaged.sources[name]
            written, *others = [row[1:] for row in rows if len(row) == 3 and row[0] == f"`{name}`"]
            assert (written, others) == ([sourced.source, sourced.confidence], [])
            assert f"`{sourced.value}`" in fields(PRODUCTION, heading)[name][3]


def test_every_value_of_the_rules_of_the_ground_is_given_with_its_source_and_confidence() -> None:
    ground, base = crew_rules("ground").sources, crew_rules("iss-2021").sources
    shown = fields(PRODUCTION, "On the ground")
    assert set(shown) == {name for name, item in ground.items() if item != base[name]}
    for name, row in shown.items():
        assert same(row[1].strip("`"), ground[name].value), name
        assert row[2:] == [ground[name].source, ground[name].confidence]


def same(shown: str, value: object) -> bool:
    """Say whether a default as shown is the value of the packaged file."""
    if isinstance(value, str):
        if ":" in value:
            return shown == value
        base = next((unit for unit in ("km/h", "GB", "deg") if value.endswith(unit)), "s")
        return quantity(shown, base) == quantity(value, base)
    return shown == str(value).replace("'", "")


def test_every_packaged_day_plan_is_given_with_its_source() -> None:
    rows = {row[0].strip("`"): row for row in PRODUCTION.rows("days") if len(row) == 4}
    for name, plan in crew_rules("iss-2021").days.items():
        assert rows[name][2:] == [plan.source, plan.confidence]


def test_every_kind_of_block_and_every_word_of_light_is_in_the_reference() -> None:
    kinds = re.findall(r"`(\w+)`", " ".join(row[0] for row in PRODUCTION.rows("days") if len(row) == 2))
    assert sorted(kinds) == sorted(get_args(BlockKind))
    words = [row[0].strip("`") for row in BREAKDOWN.rows("What the words of light mean")]
    assert sorted(words) == sorted(LIGHT_WORDS)
    for word in (*VIEW_WORDS, *VIEW_BY_WORDS):
        assert f"`{word}`" in BREAKDOWN.text


def test_every_module_and_window_of_the_packaged_station_is_in_the_reference() -> None:
    station = load_station("iss")
    cells = [row[k : k + 3] for row in PRODUCTION.rows("sets") if len(row) == 6 for k in (0, 3) if row[k]]
    modules = {key.strip("`"): (name, int(capacity)) for key, name, capacity in cells}
    assert modules == {key: (module.name, module.capacity) for key, module in station.modules.items()}
    rows = BREAKDOWN.rows("Windows of the packaged ISS")
    assert set(re.findall(r"`([\w.-]+)`", str(rows))) == set(station.windows)


def test_every_code_is_explained_and_no_other() -> None:
    written = [heading for heading in MESSAGES.headings() if re.fullmatch(r"[EW]\d{3}", heading)]
    assert sorted(written) == sorted(CODES)


def test_the_codes_under_a_heading_are_of_one_kind_and_rise() -> None:
    sections = [re.findall(r"^### (\w+)$", text, re.MULTILINE) for text in re.split(r"^## ", MESSAGES.text, flags=re.M)]
    for codes in sections:
        assert codes == sorted(codes)
        assert len({"W" if code[0] == "W" else code[:2] for code in codes}) <= 1, codes


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_is_explained_by_what_it_means_its_cause_and_what_to_do(code: str) -> None:
    text = MESSAGES.section(code)
    meaning = CODES[code]
    assert f"{meaning[0].upper()}{meaning[1:]}." in text
    assert "* Typical cause: " in text
    assert "* What to do: " in text


def test_every_code_in_the_source_is_registered_and_every_registered_code_is_used() -> None:
    used: set[str] = set()
    for path in sorted((ROOT / "src/cupola").rglob("*.py")):
        if path.name != "codes.py":
            used |= set(re.findall(r'"([EW]\d{3})"', path.read_text("utf-8")))
    assert used == set(CODES)


def test_every_rule_that_the_proof_checks_is_among_the_rules() -> None:
    codes = {code for row in RULES.rows("The rules of the plan") for code in re.findall(r"\[(E\d{3})\]", row[2])}
    assert codes == {code for code in CODES if "E509" <= code < "E573" or code in ("E738", "E740", "E746", "E758")}
    raised: set[str] = set()
    for check in CHECKS:
        source = Path(str(check.__code__.co_filename)).read_text("utf-8")
        raised |= set(re.findall(r'Fault\(\s*"(E\d{3})"', source))
    assert raised == codes


def commands() -> dict[str, App]:
    """Give the commands of the command line."""
    found: dict[str, App] = {}
    for name in app:
        if not name.startswith("-"):
            inner = {f"{name} {each}": app[name][each] for each in app[name] if not each.startswith("-")}
            own = {} if inner and app[name].default_command is None else {name: app[name]}
            found |= own | inner
    return found


def options(command: App) -> dict[str, object]:
    """Give the options and arguments of a command, by the name that a user types, with their defaults."""
    found = command.assemble_argument_collection()
    return {one.names[0]: one.field_info.default for one in found if one.names != ("*",)}


def test_every_command_is_in_the_reference_and_no_other() -> None:
    written = [h.removeprefix("cupola ") for h in COMMANDS.headings() if h.startswith("cupola ")]
    assert written == list(commands())


@pytest.mark.parametrize("name", list(commands()))
def test_every_option_of_a_command_is_in_the_reference_and_no_other(name: str) -> None:
    rows = COMMANDS.rows(f"cupola {name}")
    assert [row[0].strip("`") for row in rows] == list(options(commands()[name]))


@pytest.mark.parametrize("name", list(commands()))
def test_the_first_line_of_a_command_is_what_its_help_says(name: str) -> None:
    assert COMMANDS.section(f"cupola {name}").strip().startswith(str(commands()[name].help).strip())


@pytest.mark.parametrize("name", list(commands()))
def test_a_default_that_is_a_number_or_a_word_is_the_real_one(name: str) -> None:
    shown = {row[0].strip("`"): row[2] for row in COMMANDS.rows(f"cupola {name}")}
    for option, default in options(commands()[name]).items():
        if isinstance(default, bool):
            assert shown[option] == "off"
        elif isinstance(default, int | float):
            assert float(shown[option].strip("`")) == default
        elif isinstance(default, str):
            assert shown[option].strip("`") == default


def test_every_exit_code_is_in_the_reference() -> None:
    written = [int(row[0]) for row in COMMANDS.rows("Exit codes")]
    assert written == [cli.OK, cli.FAULTS, cli.USAGE, cli.BUG, cli.INTERRUPTED]


def test_every_claim_of_accuracy_names_a_test_that_exists() -> None:
    accuracy = Page.read(DOCS / "accuracy.md")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", accuracy.text)
    assert len(named) > 15
    for path, test in named:
        source = (ROOT / path).read_text("utf-8")
        assert not test or f"def {test}(" in source, f"{path}::{test}"


def test_the_figures_about_the_packaged_station_are_true() -> None:
    station = load_station("iss")
    confidence = [window.confidence for window in station.windows.values()]
    counts = [confidence.count(word) for word in ("high", "medium", "low")]
    assert (len(confidence), counts) == (23, [2, 9, 12])
    assert "Of the 23 windows of the packaged ISS, two are known well" in (DOCS / "accuracy.md").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"{len(station.windows)} windows" in changes
    assert f"{len(station.landmarks)} landmarks" in changes


@pytest.mark.parametrize("table", ["Space words, for film people", "Film words, for space people"])
def test_a_glossary_is_in_order_and_explains_no_word_twice(table: str) -> None:
    words = [row[0].strip("*") for row in Page.read(DOCS / "glossary.md").rows(table)]
    assert words == sorted(words, key=str.lower)
    assert len(words) == len(set(words)) > 30


def test_every_packaged_kind_of_camera_is_in_the_reference_with_its_rate() -> None:
    rows = {row[0].strip("`"): row for row in PRODUCTION.rows("cameras") if len(row) == 3 and row[1].endswith("Mbps")}
    assert {key: (row[1].rsplit(": ", 1)[1], row[2]) for key, row in rows.items()} == {
        key: (f"{kind.rate:g} Mbps", kind.confidence) for key, kind in camera_kinds().items()
    }


def test_the_price_of_crew_time_is_in_the_reference() -> None:
    assert f"{crew_rules(KNOWN[0]).prices['crew-time']:.0f} USD/h" in PRODUCTION.text
