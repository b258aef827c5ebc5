"""Each field is read as the reference says: units, instants, words and lists of them, pages, bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from cupola.production import inspect
from cupola.production.document import BlockForm, CameraForm, PersonForm, RulesForm, SceneForm, ShotForm
from tests.small import BREAKDOWN, PRODUCTION, write_small

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
        ("take", ("1 s", "2 h"), ("0 s", "0.9 s", "7201 s")),
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
