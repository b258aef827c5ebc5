"""The names of the house production in Russian: what its crew reads is all there."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import Production, load
from cupola.production.unit import sources
from cupola.publish.language import Language, language_of
from cupola.publish.sides import spoken
from cupola.script import read, scenes

FOLDER = Path(__file__).parents[2] / "productions" / "the-challenge"


@pytest.fixture(scope="module")
def russian() -> Language:
    """Russian, with the names of the film."""
    return language_of("ru", [FOLDER / "languages"])


@pytest.fixture(scope="module", params=[FOLDER, FOLDER / "ground"], ids=["aboard", "ground"])
def production(request: pytest.FixtureRequest) -> Production:
    """The film's two units."""
    return load(request.param)


def test_every_shot_set_and_thing_has_its_russian_words(production: Production, russian: Language) -> None:
    shots = [shot for shot in production.shots.values() if production.scene[shot.scene].lesson is None]
    named = [shot.text for shot in shots]
    named += [one.name for one in production.people.values()]
    named += [one.name for one in production.sets.values()]
    named += [one.name for one in production.gear.values()]
    named += [words for one in production.sets.values() for words in (*one.handholds, *one.hands_off)]
    named += [one.stowed for one in production.gear.values() if one.stowed]
    named += [one.stowed for one in production.cameras.values() if one.stowed]
    assert [word for word in named if russian.name(word) == word] == []


def test_every_line_of_a_cosmonaut_has_its_russian_words(russian: Language) -> None:
    given = sources(FOLDER)
    script = {s.number: s for s in scenes(read(given.folder / given.screenplay, given.screenplay_named))}
    production = load(FOLDER)
    cosmonauts = [one for one in production.people.values() if "cosmonaut" in one.roles]
    for shot in production.shots.values():
        for person in (one for one in cosmonauts if one.id in shot.cast):
            own = [line for line in spoken(script[shot.scene], person.plays or "") if line.own]
            missing = [line.text for line in own if line.kind != "character" and russian.name(line.text) == line.text]
            assert missing == [], shot.id
