"""Shots and scenes are read as the reference says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cupola.production.breakdownform import SceneForm, ShotForm

SHOT = {"shot": "1A", "text": "x", "camera": "a", "setup": "5 min", "take": "10 s", "takes": 1}
SCENE = {"scene": "1", "heading": "INT. X", "pages": "1/8", "screen_time": "8 s"}


def test_what_is_left_out_of_a_shot_and_a_scene_has_the_documented_default() -> None:
    shot = ShotForm.model_validate(SHOT)
    assert (shot.light, shot.view_by, shot.direct, shot.quiet, shot.reset) == ("any", "any", False, False, 120.0)
    assert (shot.passes, shot.priority, shot.data, shot.set, shot.escort, shot.window, shot.view) == (None,) * 7
    assert (shot.cast, shot.crew, shot.after, shot.gear) == ([], [], [], {})
    scene = SceneForm.model_validate(SCENE)
    assert (scene.unit, scene.priority, scene.set, scene.shots, scene.after) == ("flight", 2, None, [], [])


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


def test_forms_are_frozen_and_refuse_what_they_do_not_know() -> None:
    shot = ShotForm.model_validate(SHOT)
    with pytest.raises(ValidationError):
        shot.takes = 5
    with pytest.raises(ValidationError):
        ShotForm.model_validate({**SHOT, "colour": "red"})
