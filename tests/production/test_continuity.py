"""Looks and rigs: carried to the shots, each mistake named at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.plan.model.assemble import before, changes
from cupola.production import Production, load
from cupola.production.looks import Looks
from tests.production.faults import changed, found
from tests.small import write_small

ADA = "ada: {name: Ada Actress, plays: ANNA, novice: true, day: visitor}"


def looks(text: str) -> str:
    """Give the production document in which Ada has looks."""
    return changed("production", (ADA, ADA.replace("day: visitor", f"day: visitor, looks: {text}")))


def worn(**by_shot: str) -> str:
    """Give the breakdown with something more in some shots."""
    return changed("breakdown", *((f"shot: {key[1:]},", f"shot: {key[1:]}, {more},") for key, more in by_shot.items()))


def made(folder: Path, text: str, **by_shot: str) -> Production:
    """Load the small production with looks of Ada and something more in some shots."""
    return load(write_small(folder, production=looks(text), breakdown=worn(**by_shot)))


def test_a_shot_that_says_nothing_wears_the_usual_look_of_those_who_have_several(tmp_path: Path) -> None:
    production = made(tmp_path, "{all: [whole, torn]}", _1B="look: {ada: torn}")
    assert production.people["ada"].looks == Looks(("whole", "torn"))
    assert production.shots["1A"].looks == (("ada", "whole"),)
    assert production.shots["1B"].looks == (("ada", "torn"),)
    assert production.shots["2B"].looks == ()


def test_a_change_takes_what_the_person_says_or_else_the_rules(tmp_path: Path) -> None:
    assert made(tmp_path, "{all: [whole, torn]}").look_change("ada") == 1200.0
    assert made(tmp_path, "{all: [whole, torn], change: 5 min}").look_change("ada") == 300.0
    assert made(tmp_path, "{all: [whole]}").look_change("piet") == 0.0


def test_shots_of_a_look_that_goes_come_before_those_of_the_looks_after_it(tmp_path: Path) -> None:
    text = "{all: [shaven, bearded, stubbly], order: [bearded, stubbly, shaven]}"
    dressed = worn(_1A="look: {ada: bearded}", _2A="look: {ada: stubbly}")
    free = dressed.replace('    after: ["1"]\n', "")  # scene 2 after scene 1 would be against the looks
    production = load(write_small(tmp_path, production=looks(text), breakdown=free))
    orders = {key: before(production, shot) for key, shot in production.shots.items()}
    assert orders == {
        "1A": (),
        "1B": ("1A", "2A"),
        "2A": ("1A",),
        "2B": (),
        "3A": ("1A", "2A"),
        "3B": ("1A", "2A"),
    }


def test_a_look_beside_the_order_is_worn_at_any_time(tmp_path: Path) -> None:
    text = "{all: [shaven, bearded, masked], order: [bearded, shaven]}"
    production = made(tmp_path, text, _1A="look: {ada: masked}", _1B="look: {ada: bearded}")
    assert before(production, production.shots["1A"]) == ()
    assert before(production, production.shots["3A"]) == ("1B",)


def test_changes_and_rigs_reach_the_problem(tmp_path: Path) -> None:
    production = made(tmp_path, "{all: [whole, torn]}", _1B="rig: red lamps")
    found = changes(production)
    assert (found.set_change, found.rig_change, found.moves_per_day) == (300.0, 480.0, 2)
    assert (found.looks, found.travel) == ({"ada": 1200.0}, {})
    assert production.shots["1B"].rig == "red lamps"
    assert production.shots["1A"].rig == ""


@pytest.mark.parametrize(
    ("text", "code", "said", "pointed"),
    [
        ("{all: [whole], order: [torn]}", "E440", 'ada: the look "torn" is unknown', "order"),
        ("{all: [whole, torn, whole]}", "E440", "ada: the look whole stands twice", "all"),
        ("{all: [whole, torn], order: [torn, torn]}", "E440", "ada: the look torn stands twice", "order"),
    ],
)
def test_looks_that_are_none_are_named(tmp_path: Path, text: str, code: str, said: str, pointed: str) -> None:
    (message,) = found(tmp_path, production=looks(text))
    assert (message.code, message.text) == (code, said)
    assert message.pointed.startswith(pointed)
    assert message.message.hint


@pytest.mark.parametrize(
    ("shots", "said"),
    [
        ({"_1A": "look: {piet: torn}"}, 'shot 1A: the look of "piet" is unknown'),
        ({"_2A": "look: {piet: torn}"}, "shot 2A: piet has no looks to change between"),
        ({"_1A": "look: {ada: tron}"}, 'shot 1A: the look "tron" is unknown'),
    ],
)
def test_a_look_in_a_shot_that_cannot_be_is_named(tmp_path: Path, shots: dict[str, str], said: str) -> None:
    (message,) = found(tmp_path, production=looks("{all: [whole, torn]}"), breakdown=worn(**shots))
    assert (message.code, message.text) == ("E441", said)
    assert message.message.hint


def test_an_order_against_the_looks_is_named(tmp_path: Path) -> None:
    """1B follows 1A; bearded in 1B and shaven in 1A it must come before it."""
    production = looks("{all: [shaven, bearded], order: [bearded, shaven]}")
    (message,) = found(tmp_path, production=production, breakdown=worn(_1B="look: {ada: bearded}"))
    assert message.code == "E442"
    assert message.text == "the order goes against the looks: shot 1A after shot 1B after shot 1A"


def test_looks_of_two_people_that_go_against_one_another_are_found_where_one_is_written(tmp_path: Path) -> None:
    """In 2A Ada is torn and Piet still clean; in 3A she is whole, which is earlier, and he is dirty, which is later."""
    production = looks("{all: [whole, torn], order: [whole, torn]}").replace(
        "plays: PETER,", "plays: PETER, looks: {all: [clean, dirty], order: [clean, dirty]},"
    )
    dressed = worn(_2A="look: {ada: torn}", _3A="look: {piet: dirty}")
    blue = "text: Blue light on her face, cast: [ada], crew: "
    assert f"{blue}[dina]" in dressed
    (one,) = found(tmp_path, production=production, breakdown=dressed.replace(f"{blue}[dina]", f"{blue}[piet]"))
    assert (one.code, one.pointed[:17]) == ("E442", "look: {ada: torn}")
    assert one.text == "the looks go against one another: shot 2A after shot 3A after shot 2A"
    assert one.message.hint == "change a look"
