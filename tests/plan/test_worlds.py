"""The film on Mars: sound, planned whole, legal; and what cannot be on another world, at its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cupola.light.ground import sun_sight
from cupola.plan.make import make
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import inspect, load

SOL = Path(__file__).parents[2] / "productions/one-sol"


def test_the_scene_set_on_mars_is_shot_in_one_sol() -> None:
    production, messages = inspect(SOL)
    assert production is not None and messages == ()
    plan = make(production, stop=Stop(work=5))
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert verify(production, plan) == ()
    (strip,) = (one for one in plan.strips if one.shot == "4A")
    place = production.sets["floor"].location
    assert place is not None and place.body == "mars"
    last = sun_sight(place, np.array([strip.span.stop]))
    assert 0.0 < last.elevation[0] < 5.0 and 240.0 < last.azimuth[0] < 300.0


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "words"),
    [
        ("production.yaml", "{body: mars, lat: -4.591", "{body: moon, lat: -4.591", "E739", "on another world"),
        ("production.yaml", "{body: mars, lat: -4.591", "{lat: -4.591", "E739", "on another world"),
        ("production.yaml", "{body: mars, lat: -4.591", "{body: venus, lat: -4.591", "E106", "not one of"),
        ("breakdown.yaml", "sun_from: [240 deg, 300 deg], gravity: mars", "gravity: moon", "E734", "never there"),
    ],
)
def test_what_cannot_be_on_another_world_is_told(
    tmp_path: Path, name: str, old: str, new: str, code: str, words: str
) -> None:
    for file in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (SOL / file).read_text("utf-8")
        assert file != name or old in text
        (tmp_path / file).write_text(text.replace(old, new) if file == name else text, "utf-8")
    _, found = inspect(tmp_path)
    assert (code, True) in [(one.code, words in one.text) for one in found], found
    assert all(one.where is not None for one in found)


def test_the_moon_has_no_golden_hour(tmp_path: Path) -> None:
    for file in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (
            (SOL / file)
            .read_text("utf-8")
            .replace("body: mars", "body: moon")
            .replace("gravity: mars", "gravity: moon")
        )
        (tmp_path / file).write_text(text.replace("light: sunset", "light: golden"), "utf-8")
    _, found = inspect(tmp_path)
    assert [one.code for one in found if one.code != "W402"] == ["E739"]


def test_a_production_on_mars_knows_the_way_there(tmp_path: Path) -> None:
    production = load(SOL)
    assert production.travel("floor", "mast") == pytest.approx(900.0 + 0.213 / 40 * 3600, abs=2.0)
