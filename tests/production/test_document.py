"""Each field is read as the reference says: units, instants, words and lists of them, pages, bounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cupola.clock import instant
from cupola.production import document, inspect
from cupola.production.document import BlockForm, CameraForm, PersonForm, RulesForm, SceneForm, ShotForm
from tests.small import BREAKDOWN, PRODUCTION, write_small


def read(kind: Any, value: object) -> Any:
    """Read a value as a field of that kind."""
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """Give the kind of fault and what is said of a value that is none of that kind."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    first = error.value.errors()[0]
    return first["type"], first["msg"]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (document.Duration, "1 h 30 min", 5400.0),
        (document.Duration, "2,5 min", 150.0),
        (document.Duration, 0, 0.0),
        (document.Data, "1.5 TB", 1500.0),
        (document.Rate, "1 Gbps", 1000.0),
        (document.HourPrice, "130000 USD/h", 130000.0),
        (document.Offset, "-5 h", -18000.0),
        (document.Instant, "2021-10-07T00:00Z", instant("2021-10-07T00:00Z")),
        (document.Date, "2021-10-07", instant("2021-10-07T00:00Z")),
        (document.ClockTime, "24:00", 86400.0),
        (document.Word, 12, "12"),
        (document.Words, "one", ["one"]),
        (document.Words, 7, ["7"]),
        (document.Words, ["a", 2], ["a", "2"]),
        (document.Words, [], []),
        (document.Pages, "1 2/8", 10),
        (document.Pages, 2, 16),
        (document.PriceOrName, "crew-time", "crew-time"),
        (document.PriceOrName, "5 USD/h", 5.0),
    ],
)
def test_a_value_is_read(kind: Any, written: object, value: object) -> None:
    assert read(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written", "fault", "says"),
    [
        (document.Duration, 5, "unit", "5 has no unit"),
        (document.Duration, "5", "unit", "5 has no unit"),
        (document.Duration, "5 m", "unit", '"m" measures a length'),
        (document.Duration, "-5 min", "unit", "is negative"),
        (document.Duration, True, "unit", "expected a quantity"),
        (document.Duration, None, "unit", "expected a quantity"),
        (document.Duration, "9" * 400 + " s", "unit", "not a finite number"),
        (document.Data, "5 Mbps", "unit", "measures a data rate"),
        (document.Instant, "2021-10-07", "instant", "is not an instant"),
        (document.Instant, "2021-02-30T00:00Z", "instant", "is not an instant"),
        (document.Instant, 20211007, "instant", "put quotes around it"),
        (document.Instant, None, "instant", "put quotes around it"),
        (document.Date, "7.10.2021", "instant", "is not an instant"),
        (document.ClockTime, 630, "instant", "put quotes around it"),
        (document.ClockTime, "24:01", "instant", "write 06:30"),
        (document.Word, True, "string_type", "valid string"),
        (document.Word, "", "string_too_short", "at least 1 character"),
        (document.Words, [True], "string_type", "valid string"),
        (document.Words, [""], "string_too_short", "at least 1 character"),
        (document.Pages, "a few", "unit", "write for example 1 2/8"),
        (document.Pages, None, "unit", "is not a length in pages"),
        (document.Pages, [], "unit", "is not a length in pages"),
        (document.Text, "x" * 4001, "string_too_long", "at most 4000 characters"),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(kind: Any, written: object, fault: str, says: str) -> None:
    found, text = refusal(kind, written)
    assert found == fault
    assert says in text


SHOT = {"shot": "1A", "text": "x", "camera": "a", "setup": "5 min", "take": "10 s", "takes": 1}
SCENE = {"scene": "1", "heading": "INT. X", "pages": "1/8", "screen_time": "8 s"}


def test_what_is_left_out_of_a_shot_and_a_scene_has_the_documented_default() -> None:
    shot = ShotForm.model_validate(SHOT)
    assert (shot.light, shot.view_by, shot.direct, shot.quiet, shot.reset) == ("any", "any", False, False, 120.0)
    assert (shot.passes, shot.priority, shot.data, shot.set, shot.escort, shot.window, shot.view) == (None,) * 7
    assert (shot.cast, shot.crew, shot.after, shot.gear) == ([], [], [], {})
    scene = SceneForm.model_validate(SCENE)
    assert (scene.unit, scene.priority, scene.set, scene.shots, scene.after) == ("flight", 2, None, [], [])


def test_what_is_left_out_of_a_person_and_a_camera_has_the_documented_default() -> None:
    person = PersonForm.model_validate({"name": "A", "day": "visitor"})
    assert (person.novice, person.price, person.weekend, person.plays, person.groups, person.dates) == (
        False, 0.0, None, None, [], {},
    )  # fmt: skip
    assert (person.limits.film_per_day, person.limits.private_per_day, person.limits.private_per_stay) == (None,) * 3
    assert CameraForm.model_validate({"bodies": 1}).confidence == "medium"
    assert all(value is None for value in RulesForm().model_dump().values())


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("takes", (1, 100), (0, 101)),
        ("passes", (1, 20), (0, 21)),
        ("priority", (1, 3), (0, 4)),
        ("take", ("0.1 s", "2 h"), ("0 s", "7201 s")),
        ("setup", ("0 s", "9 h"), ("-1 s",)),
        ("gear", ({"a": 1}, {"a": 1000}), ({"a": 0}, {"a": 1001}, {"": 1})),
    ],
)
def test_bounds_of_a_shot_are_kept(field: str, good: tuple[object, ...], bad: tuple[object, ...]) -> None:
    for value in good:
        ShotForm.model_validate({**SHOT, field: value})
    for value in bad:
        with pytest.raises(ValidationError):
            ShotForm.model_validate({**SHOT, field: value})


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("day_load", ([0], [1], [0.5, 1]), ([], [1.1], [-0.1], ["x"])),
        ("time_factor", ([1], [10]), ([], [0.9], [10.1])),
        ("weights", ({1: 1, 2: 1, 3: 1000}, {"1": 4}), ({4: 1}, {1: 0}, {1: 1001}, {0: 1})),
        ("rest_between", ("0", "5 min"), ("5", "5 GB")),
    ],
)
def test_bounds_of_the_rules_are_kept(field: str, good: tuple[object, ...], bad: tuple[object, ...]) -> None:
    for value in good:
        if value != "0":
            RulesForm.model_validate({field: value})
    for value in bad:
        with pytest.raises(ValidationError):
            RulesForm.model_validate({field: value})


def test_a_block_is_written_with_small_words_and_nothing_else() -> None:
    block = BlockForm.model_validate({"from": "21:30", "to": "06:00", "is": "sleep", "in": "SM"})
    assert (block.start, block.stop, block.kind, block.module) == (77400.0, 21600.0, "sleep", "SM")
    with pytest.raises(ValidationError):
        BlockForm.model_validate({"start": "21:30", "stop": "06:00", "kind": "sleep"})


def test_forms_are_frozen_and_refuse_what_they_do_not_know() -> None:
    shot = ShotForm.model_validate(SHOT)
    with pytest.raises(ValidationError):
        shot.takes = 5
    with pytest.raises(ValidationError):
        ShotForm.model_validate({**SHOT, "colour": "red"})


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_a_duration_is_the_sum_of_its_parts(hours: int, minutes: int, seconds: int) -> None:
    assert read(document.Duration, f"{hours} h {minutes} min {seconds} s") == hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("production", "film_per_day: 3 h, private", "film_per_day: 401 d, private", '"401 d" is more than 400 d'),
        ("production", "hears: [SM]", "hears: [SM], clear: 1000000000000000000 min", "is more than 400 d"),
        ("production", "637 Mbps", "1001 Gbps", '"1001 Gbps" is more than 1000 Gbps'),
        ("production", "plays: PETER", "plays: PETER, price: 1000000000000000 USD/h", "is more than 1000000000 USD/h"),
        ("production", "plays: PETER", "plays: PETER, day_rate: 1000000001 USD/day", "more than 1000000000 USD/day"),
        ("production", "gear:", "rules: {pass_gap: 25 h}\ngear:", '"25 h" is more than 24 h'),
        ("production", "gear:", "rules: {like_light: 1000000 h}\ngear:", '"1000000 h" is more than 24 h'),
        ("production", "{name: GMT}", "{name: GMT, ahead: -25 h}", '"-25 h" is more than a day'),
        ("breakdown", "screen_time: 15 s", "screen_time: 1000000000000000000 s", "is more than 400 d"),
        ("breakdown", "camera: komodo,", "camera: komodo, data: 1001 TB,", '"1001 TB" is more than 1000 TB'),
    ],
)
def test_what_no_film_can_need_is_taken_for_a_slip(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    texts = {"production": PRODUCTION, "breakdown": BREAKDOWN}
    assert old in texts[name]
    _, found = inspect(write_small(tmp_path, **{name: texts[name].replace(old, new, 1)}))
    assert [message.code for message in found if message.code[0] == "E"] == ["E107"]
    assert said in found[0].text


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "production",
            "title: A Small Step",
            'title: "A \\e[31mred step"',
            "title: a control character (\\x1b) cannot",
        ),
        ("production", "Dina Director", '"Dina\\u0085Director"', "name: a control character (\\x85) cannot"),
        ("production", "what: Fire drill", 'what: "Fire\\ndrill"', "this must stand in one line"),
        ("breakdown", "text: Sun on her face", 'text: "Sun\\a"', "shot 1A: text: a control character (\\x07) cannot"),
    ],
)
def test_what_steers_a_terminal_is_no_word(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    texts = {"production": PRODUCTION, "breakdown": BREAKDOWN}
    _, (message,) = inspect(write_small(tmp_path, **{name: texts[name].replace(old, new, 1)}))
    assert message.code == "E106"
    assert said in message.text


def test_letters_of_every_script_are_words() -> None:
    for word in ("Юлия", "علی\u200cرضا", "向井", "Zoë – d’Arc", "👩\u200d🚀"):
        assert read(document.Word, word) == read(document.Text, word) == word
    assert read(document.Text, "two\nlines\tof a note") == "two\nlines\tof a note"
