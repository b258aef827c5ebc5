"""Each field is read as the reference says: units, instants, words and lists of them, pages, bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from cupola.production import inspect
from cupola.production.document import RulesForm
from tests.small import BREAKDOWN, PRODUCTION, write_small


def test_rules_that_are_left_out_are_left_to_the_crew_rules() -> None:
    assert all(value is None for value in RulesForm().model_dump().values())


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
