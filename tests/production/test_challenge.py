"""The house production is what its sources say: who, where, when, and in which confidence."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from cupola.clock import instant
from cupola.plan.model.chain import first_pass
from cupola.production import inspect
from cupola.production.crewrules import KNOWN, crew_rules
from cupola.tree import parse
from tests.plan import challenge


def test_the_documents_of_the_challenge_have_neither_errors_nor_warnings() -> None:
    assert inspect(challenge.FOLDER)[1] == ()


def test_the_people_are_those_who_were_aboard() -> None:
    people = challenge.production().people
    assert {p.name for p in people.values()} >= {
        "Klim Shipenko", "Yulia Peresild", "Oleg Novitsky", "Pyotr Dubrov", "Anton Shkaplerov",
    }  # fmt: skip
    assert {key for key, p in people.items() if p.novice} == {"shipenko", "peresild"}
    assert {key for key, p in people.items() if "usos" in p.groups} == {"vandehei", "pesquet"}
    assert all(p.price > 0 for key, p in people.items() if key not in ("shipenko", "peresild"))
    assert people["peresild"].plays is not None
    assert people["shipenko"].plays is None, "the director is camera, light and sound"


def test_everybody_has_every_minute_of_the_shoot_once() -> None:
    production = challenge.production()
    for person in production.people.values():
        time = person.time(*{block.kind for block in person.blocks})
        assert time.covers(production.shoot), person.id
        assert sum(block.span.length for block in person.blocks) == pytest.approx(time.total), "and each once"


def test_cosmonauts_sleep_and_exercise_every_full_working_day() -> None:
    production = challenge.production()
    for key in ("dubrov", "novitsky", "shkaplerov"):
        for day in production.days[2:10]:
            hours: dict[str, float] = defaultdict(float)
            for block in production.people[key].blocks:
                hours[block.kind] += max(0.0, min(block.span.stop, day.stop) - max(block.span.start, day.start)) / 3600
            assert hours["sleep"] == 8.5, (key, day)
            assert hours["exercise"] == 2.5, (key, day)


def test_the_stay_is_that_of_october_2021() -> None:
    production = challenge.production()
    assert production.stay.start == instant("2021-10-05T12:22:31Z")
    assert production.stay.stop == instant("2021-10-17T01:14:00Z")
    assert len(production.days) == 12
    assert production.mission_start == instant("2021-10-05T08:55:02Z")


def test_every_set_stands_in_a_module_and_looks_through_its_own_windows() -> None:
    production = challenge.production()
    assert all(where.module in production.station.modules for where in production.sets.values())
    used = [(shot, production.sets[shot.set]) for shot in production.shots.values() if shot.need.window]
    assert len(used) > 30
    for shot, where in used:
        assert production.station.windows[shot.need.window or ""].module == where.module, shot.id


def test_no_shot_has_more_people_than_its_set_holds_or_more_gear_than_there_is() -> None:
    production = challenge.production()
    for shot in production.shots.values():
        assert len(shot.people) <= production.sets[shot.set].capacity, shot.id
        assert all(count <= production.gear[key].count for key, count in shot.gear), shot.id
        assert shot.camera in production.cameras


def test_the_breakdown_is_the_size_that_was_asked_for() -> None:
    """36 to 44 scenes, 36 to 42 pages, 110 shots or more, all kinds of light, quiet, escorts, orders and priorities."""
    production = challenge.production()
    assert 36 <= len(production.scenes) <= 44
    assert 36 <= sum(scene.eighths for scene in production.scenes) / 8 <= 42
    shots = production.shots.values()
    assert len(shots) >= 110
    assert {shot.need.light for shot in shots} == {"any", "sun", "eclipse", "sunrise", "sunset"}
    assert {"earth-day", "earth-night"} <= {shot.need.view for shot in shots if shot.need.view}
    assert any(shot.need.view not in (None, "earth-day", "earth-night") for shot in shots), "a landmark"
    assert any(shot.need.direct for shot in shots)
    assert any(shot.quiet for shot in shots)
    assert any(shot.escort for shot in shots)
    assert any(scene.after for scene in production.scenes)
    assert {shot.priority for shot in shots} == {1, 2, 3}


def test_what_is_shot_on_the_ground_is_not_planned_here() -> None:
    production = challenge.production()
    ground = [scene for scene in production.scenes if scene.unit == "ground"]
    assert ground
    assert not {shot.id for scene in ground for shot in scene.shots} & set(production.shots)
    assert {scene.number for scene in ground}.isdisjoint({scene.number for scene in challenge.problem().scenes})


def test_it_cannot_all_fit() -> None:
    """The minutes that the shots ask of the director alone are more than he may give."""
    board = challenge.problem()
    last = len(board.days) - 1
    asked = sum(
        board.length(task, k, last)
        for task in board.tasks.values()
        for k in range(len(task.passes))
        if "shipenko" in task.people
    )
    worker = board.workers["shipenko"]
    free = sum(
        min(limit, worker.film.clip(day).total) for limit, day in zip(worker.film_limit, board.days, strict=True)
    )
    assert asked > 0.8 * free, "and light, sets and orders take the rest"


def test_every_window_of_the_breakdown_gets_the_light_that_is_asked_of_it() -> None:
    dark = [key for key, task in challenge.problem().tasks.items() if not task.rolling]
    assert len(dark) <= 3, dark


def test_four_shots_ask_for_more_than_the_stay_gives_and_no_other_hangs_on_a_single_chance() -> None:
    """Each other one may begin in two places of the stay at least, and in a minute's worth of seconds."""
    board = challenge.problem()
    starts = {key: first_pass(board, task) for key, task in board.tasks.items()}
    assert {key for key, spans in starts.items() if not spans} == {"11D", "26B", "27C", "38B"}
    chances = {key: (len(spans), spans.total) for key, spans in starts.items() if spans}
    assert {key: seen for key, seen in chances.items() if seen[0] < 2 or seen[1] < 60} == {}


def test_the_new_words_of_light_are_used_where_the_film_gains_by_them() -> None:
    shots = challenge.production().shots
    views = {shot.need.view: key for key, shot in shots.items()}
    assert {"limb", "terminator", "city-lights", "moon", "SOYUZ-MS19", "The Volga dam"} <= set(views)
    assert all(where.cabin for where in challenge.production().sets.values()), (
        "the light of the cabin lamps of each set"
    )


@pytest.mark.parametrize("name", [*KNOWN, "cameras"])
def test_every_packaged_value_stands_with_its_source_and_confidence(name: str) -> None:
    """Also in the file itself: a value without a source would not be read, but a source without words would."""
    text = (files("cupola.production") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    plain = parse(text, name).root.plain()
    assert isinstance(plain, dict)
    groups = [plain[key] for key in plain if key not in ("schema", "over")]
    for item in (value for group in groups for value in group.values()):
        assert item["confidence"] in ("high", "medium", "low")
        assert len(item["source"]) >= 8


def test_estimates_of_the_crew_rules_are_marked_as_such() -> None:
    low = {key for key, item in crew_rules("iss-2021").sources.items() if item.confidence == "low"}
    assert {"pass_gap", "rest_between", "size", "count", "at", "private_per_day", "private_per_stay"} <= low
    assert all("estimate" in crew_rules("iss-2021").sources[key].source for key in low - {"weights"})


def test_the_overalls_of_the_operation_are_worn_clean_before_the_first_cut_and_stained_from_it_on() -> None:
    """Scene 28 is the preparation, 29 the cut; scene 35 is Mitya's, the gloves still on."""
    production = challenge.production()
    worn = {
        (int(shot.scene), person, look)
        for shot in production.shots.values()
        for person, look in shot.looks
        if look in ("overall", "stained")
    }
    assert {scene for scene, _, _ in worn} == {*range(28, 36)}
    assert {scene for scene, _, look in worn if look == "stained"} == {29, 30, 32, 34, 35}
    assert all((scene < 29) == (look == "overall") for scene, person, look in worn if person == "peresild")
    assert {person for _, person, _ in worn} == {"peresild", "dubrov", "shkaplerov"}
