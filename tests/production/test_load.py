"""A production is read whole: every fault is found at once, each with its place, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cupola.codes import CODES
from cupola.errors import DocumentError, Message
from cupola.production import inspect, load
from cupola.tree import LARGEST
from tests.small import BREAKDOWN, ELEMENTS, PRODUCTION, write_small


def messages(folder: Path, **changes: str) -> tuple[Message, ...]:
    """Give all messages of the small production with these texts changed."""
    return inspect(write_small(folder, **changes))[1]


def only(found: tuple[Message, ...]) -> Message:
    """Give the only message."""
    assert len(found) == 1, "\n".join(m.render() for m in found)
    return found[0]


def test_the_small_production_is_read(tmp_path: Path) -> None:
    production, found = inspect(write_small(tmp_path))
    assert found == ()
    assert production is not None
    assert list(production.shots) == ["1A", "1B", "2A", "2B", "3A", "3B"]
    assert production.shots["3A"].escort == "usos"
    assert production.shots["2B"].priority == 2, "the scene's"
    assert production.shots["3B"].priority == 3, "its own"
    assert production.shots["1A"].data_gb == pytest.approx(3 * 50 * 637e6 / 8 / 1e9), "3 takes of 30 s and two handles"
    assert len(production.days) == 3
    assert production.scene["4"].unit == "ground"


def test_a_scene_is_worth_its_screen_seconds_times_the_mean_weight(tmp_path: Path) -> None:
    production = load(write_small(tmp_path))
    assert production.scene_value("1") == 15 * 4
    assert production.scene_value("2") == 20 * 2
    assert production.scene_value("3") == round(10 * (4 + 1) / 2)


def test_a_digest_changes_with_any_document(tmp_path: Path) -> None:
    first = load(write_small(tmp_path)).digest
    assert load(write_small(tmp_path)).digest == first
    assert load(write_small(tmp_path, breakdown=BREAKDOWN.replace("takes: 3", "takes: 2"))).digest != first


BREAKDOWN_FAULTS = [
    ("light: sunrise", "light: sunrize", "E415", '"sunrize" is unknown', 'Did you mean "sunrise"?'),
    ("set: cupola", "set: cupolla", "E408", '"cupolla" is unknown', 'Did you mean "cupola"?'),
    ("cast: [ada, piet]", "cast: [ada, pet]", "E407", '"pet" is unknown', 'Did you mean "piet"?'),
    ("window: cupola.top", "window: cupola.tpo", "E416", '"cupola.tpo" is unknown', None),
    ("window: cupola.top", "window: nauka.forward", "E416", "is in MLM, the set cupola in CUP", "windows of the set"),
    ("view: earth-day", "view: Lissabon", "E417", '"Lissabon" is unknown', None),
    ("camera: komodo, setup: 20 min, take: 30 s", "camera: red, setup: 20 min, take: 30 s", "E413", '"red"', "komodo"),
    ("gear: {led: 2}", "gear: {led: 3}", "E413", "needs 3 × LED panel; there are 2 aboard", None),
    ("after: [1A]", "after: [9Z]", "E412", '"9Z" is unknown', None),
    ("after: [1A]", "after: [1B]", "E412", "ring", "take one out"),
    ('scene: "3"', 'scene: "13"', "E411", "scene 13 is not in the screenplay", None),
    ("shot: 2B", "shot: 2A", "E410", "shot 2A is already in scene 2", "another letter"),
    ("setup: 15 min", "setup: 15 m", "E107", '"m" measures a length; expected a time', None),
    ("setup: 15 min", "setup: 15", "E107", "15 has no unit", None),
    ("setup: 15 min", "setup: -15 min", "E107", "is negative", None),
    ("take: 1 min, takes: 3", "take: 0 s, takes: 3", "E106", "greater than or equal to 1", None),
    ("takes: 2, gear", "tekes: 2, gear", "E106", "is not a field here", 'Did you mean "takes"?'),
    (
        "light: eclipse, quiet: true,\n         camera: komodo, setup: 10",
        "light: eclipse, window: nauka.forward, direct: true,\n         camera: komodo, setup: 10",
        "E415",
        "no direct sun in eclipse",
        None,
    ),
    (
        "light: eclipse, quiet: true,\n         camera: komodo, setup: 10",
        "direct: true,\n         camera: komodo, setup: 10",
        "E416",
        "direct sun needs a window",
        'add "window:"',
    ),
    (
        "cast: [ada], crew: [dina], light: sun, window: cupola.top",
        "cast: [ada, piet], crew: [dina], light: sun, window: cupola.top",
        "E418",
        "3 people in CUPOLA, which holds 2",
        None,
    ),
    (
        "takes: 2, gear: {led: 2}",
        "takes: 2, passes: 3, gear: {led: 2}",
        "E414",
        "2 takes cannot be spread over 3 passes",
        None,
    ),
]


@pytest.mark.parametrize(("old", "new", "code", "text", "hint"), BREAKDOWN_FAULTS)
def test_a_fault_of_the_breakdown_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, text: str, hint: str | None
) -> None:
    assert BREAKDOWN.count(old) >= 1
    found = [m for m in messages(tmp_path, breakdown=BREAKDOWN.replace(old, new, 1)) if m.code == code]
    assert found, f"no {code}"
    message = found[0]
    assert text in message.text
    assert hint is None or hint in (message.hint or "")
    assert message.where is not None
    assert message.where.file == "breakdown.yaml"
    assert message.source is not None
    assert message.code in CODES


PRODUCTION_FAULTS = [
    ("station: iss", "station: mir", "E3", "mir"),
    ("module: MLM", "module: MLN", "E404", '"MLN" is unknown'),
    ("day: visitor}\n  ada", "day: vistor}\n  ada", "E403", '"vistor" is unknown'),
    ("groups: [usos]", "groups: [usss]", "E405", '"usos" is unknown'),
    ("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T00:00:00Z", "E409", "wrap is not after first_shot"),
    ("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-09 00:00", "E108", "is not an instant"),
    ("is: meal", "is: meel", "E106", "meel"),
    ('from: "12:30", to: "13:30"', 'from: "12:00", to: "13:30"', "E402", "overlaps block"),
    ("rate: 637 Mbps", "rate: 637 MB", "E107", "measures an amount of data"),
    ("to: 2021-10-07T11:00:00Z", "to: 2021-10-07T09:00:00Z", "E406", "ends before it begins"),
    ("schema: cupola/1", "schema: cupola/9", "E109", "is not known"),
    ("orbit/iss.tle", "../iss.tle", "E102", "leaves the production folder"),
    ("orbit/iss.tle", "orbit/mir.tle", "E101", "does not exist"),
    ("title: A Small Step", "title: &a A Small Step", "E105", "anchors"),
    ("title: A Small Step", "title: [A Small Step", "E104", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "text"), PRODUCTION_FAULTS)
def test_a_fault_of_the_production_is_named_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, text: str
) -> None:
    changed = PRODUCTION.replace(old, new, 1)
    assert changed != PRODUCTION
    found = [m for m in messages(tmp_path, production=changed) if m.code.startswith(code)]
    assert found, f"no {code}"
    assert text in found[0].text
    assert found[0].where is not None
    assert found[0].where.file == "production.yaml"


def test_the_column_points_at_the_word(tmp_path: Path) -> None:
    message = only(messages(tmp_path, breakdown=BREAKDOWN.replace("light: sunrise", "light: sunrize")))
    assert message.where is not None
    line = message.source or ""
    assert line[message.where.column - 1 :].startswith("sunrize")
    assert (
        message.render().splitlines()[0].startswith(f"breakdown.yaml:{message.where.line}:{message.where.column}: E415")
    )


def test_all_faults_of_all_documents_come_at_once(tmp_path: Path) -> None:
    found = messages(
        tmp_path,
        production=PRODUCTION.replace("module: MLM", "module: MLN").replace("groups: [usos]", "groups: [usss]"),
        breakdown=BREAKDOWN.replace("light: sunrise", "light: sunrize").replace("camera: komodo", "camera: red", 1),
        elements=ELEMENTS.replace("9990", "9991"),
    )
    assert {m.where.file for m in found if m.where} >= {"production.yaml", "breakdown.yaml", "iss.tle"}
    assert {"E404", "E405", "E413", "E415"} <= {m.code for m in found}


def test_elements_of_another_year_are_refused(tmp_path: Path) -> None:
    other = ELEMENTS.replace("21281.73004796", "18281.73004796").replace("9990", "9996", 1)
    found = messages(tmp_path, elements=other)
    assert any(m.code.startswith("E3") for m in found)
    assert any("2018" in m.text for m in found)


def test_somebody_who_speaks_but_is_in_no_shot_is_a_warning_only(tmp_path: Path) -> None:
    production, found = inspect(write_small(tmp_path, breakdown=BREAKDOWN.replace("[PETER]", "[PETER, ANNA]")))
    assert production is not None
    assert found == ()
    quiet = BREAKDOWN.replace("cast: [piet]", "cast: [ada]").replace("cast: [ada, piet]", "cast: [ada]")
    production, found = inspect(write_small(tmp_path, breakdown=quiet))
    assert production is not None
    assert only(found).code == "W401"
    assert load(tmp_path).title == "A Small Step"


def test_no_folder_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    assert only(inspect(tmp_path / "nowhere")[1]).code == "E101"
    with pytest.raises(DocumentError):
        load(tmp_path / "nowhere")


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.fountain"
    outside.write_text("INT. ROOM - DAY\n")
    folder = write_small(tmp_path / "production")
    (folder / "screenplay.fountain").unlink()
    (folder / "screenplay.fountain").symlink_to(outside)
    assert "E102" in {m.code for m in inspect(folder)[1]}


def test_a_document_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    with (folder / "breakdown.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "E103" in {m.code for m in inspect(folder)[1]}


def test_a_document_that_is_not_text_is_refused(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    (folder / "breakdown.yaml").write_bytes(b"schema: cupola/1\nscenes: \xff\xfe")
    message = next(m for m in inspect(folder)[1] if m.code == "E110")
    assert message.where is not None
    assert message.where.line == 2


FILE_FIELDS = {
    "screenplay": lambda name: PRODUCTION + f"screenplay: {name}\n",
    "breakdown": lambda name: PRODUCTION + f"breakdown: {name}\n",
    "station": lambda name: PRODUCTION.replace("station: iss", f"station: {name}"),
    "elements": lambda name: PRODUCTION.replace("orbit/iss.tle", name),
}


@pytest.mark.parametrize("field", FILE_FIELDS)
@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("/etc/hosts.yaml", "E102", '"/etc/hosts.yaml" leaves the production folder'),
        ("../secret.yaml", "E102", '"../secret.yaml" leaves the production folder'),
        ("orbit/../../secret.yaml", "E102", "leaves the production folder"),
        ("out/secret.yaml", "E102", "leaves the production folder"),
        ("nowhere.yaml", "E101", "nowhere.yaml does not exist"),
        ("orbit/", "E101", "orbit/ does not exist"),
        ("ring/a.yaml", "E101", '"ring/a.yaml" cannot be read: '),
        ('"a\\0b.yaml"', "E106", "a control character (\\x00) cannot stand here"),
        ("ж" * 190 + ".yaml", "E101", "cannot be read: File name too long"),
    ],
)
def test_a_path_that_leads_nowhere_or_out_is_named_where_it_is_written(
    tmp_path: Path, field: str, name: str, code: str, says: str
) -> None:
    (tmp_path / "secret.yaml").write_text("schema: cupola/1\n")
    folder = tmp_path / "production"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "ring").symlink_to("ring")
    found = [m for m in messages(folder, production=FILE_FIELDS[field](name)) if m.code == code]
    assert found
    assert says in found[0].text
    assert found[0].where is not None
    assert found[0].where.file == "production.yaml"
    line = found[0].source or ""
    assert line[found[0].where.column - 1 :].lstrip('"').startswith(name.lstrip('"')[:5])


def test_a_path_that_goes_round_but_stays_inside_is_read(tmp_path: Path) -> None:
    text = FILE_FIELDS["screenplay"]("orbit/../screenplay.fountain")
    assert messages(tmp_path, production=text) == ()


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_small(tmp_path)
    real = Path.open

    def refusing(path: Path, *args: Any, **keywords: Any) -> Any:
        if path.name == "screenplay.fountain":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **keywords)

    monkeypatch.setattr(Path, "open", refusing)
    message = only(inspect(folder)[1])
    assert (message.code, message.text) == ("E101", '"screenplay.fountain" cannot be read: Permission denied')


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_folder_that_no_folder_can_be_is_no_crash(name: str) -> None:
    assert only(inspect(name)[1]).code == "E101"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ('""', "at least 1 character"),
        ("x" * 201, "at most 200 characters"),
        ("[a]", "valid string"),
        ("{}", "valid string"),
    ],
)
def test_a_word_that_is_none_is_named_as_a_text(tmp_path: Path, value: str, says: str) -> None:
    message = only(messages(tmp_path, production=PRODUCTION.replace("A Small Step", value)))
    assert message.code == "E106"
    assert message.text.startswith("title: ")
    assert says in message.text


def test_a_number_is_read_as_the_word_it_is_written_as(tmp_path: Path) -> None:
    production = load(write_small(tmp_path, production=PRODUCTION.replace("A Small Step", "2001")))
    assert production.title == "2001"
