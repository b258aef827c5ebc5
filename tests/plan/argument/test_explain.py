"""Reasons name what really stands in the way, and changes really bring the scene in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from cupola.clock import Span
from cupola.plan.argument.explain import Argument, Explanation
from cupola.plan.argument.remedies import Trial, changes, feasible
from cupola.plan.argument.trial import ANSWER, budget_of
from cupola.plan.argument.way import moves, scenes_given_up
from cupola.plan.model.chain import first_pass
from cupola.plan.model.changes import Changes
from cupola.plan.model.problem import Task
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Pass, Strip
from cupola.plan.search.solve import Stop, solve
from cupola.plan.verify import verify
from tests.plan.boards import MINUTE, START, card_stock, minutes, problem, task, worker
from tests.plan.conftest import Desk, planned
from tests.small import BREAKDOWN, PRODUCTION

LIMITS = "limits: {film_per_day: 3 h, private_per_day: 1 h}}"


def reasons(desk: Desk) -> dict[str, str]:
    """Give the reason of each shot in the boneyard."""
    return {bone.shot: bone.reason for bone in desk.plan.boneyard}


def test_a_light_too_short_for_the_take_is_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("setup: 10 min, take: 15 s, takes: 2", "setup: 10 min, take: 3 min, takes: 2")
    desk = planned(tmp_path, breakdown=text)
    found = reasons(desk)
    assert set(found) == {"1A", "1B"}
    assert found["1B"].startswith("1B needs sunrise for 3 min at a stretch. It comes ")
    assert " s at most." in found["1B"]
    assert found["1A"].startswith("1A ")


def test_a_landmark_that_is_seen_only_in_the_wrong_light_is_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace(
        "light: sun, window: cupola.top,\n         view: earth-day",
        "light: eclipse, window: cupola.top,\n         view: Lisbon, view_by: day",
    )
    reason = reasons(planned(tmp_path, breakdown=text))["3A"]
    assert reason.startswith("3A needs eclipse with Lisbon in daylight in view of cupola.top. Lisbon is in view ")
    assert "in sunlight" in reason


def test_a_scene_that_fits_as_the_plan_stands_is_said_to_fit_and_no_rule_is_bent_for_it(desk: Desk) -> None:
    """Of a search that was stopped early, say, or a plan that was edited by hand."""
    others = tuple(strip for strip in desk.plan.strips if strip.scene != "3")
    found = Argument(desk.production, desk.problem, desk.almanac, others).explain("3")
    assert [reason for _, reason in found.reasons] == [
        f"{key} fits beside what is planned, and all of scene 3 with it: nothing keeps it out." for key in ("3A", "3B")
    ]
    (change,) = found.changes
    assert change.text.startswith("scene 3 is put beside what is planned: 3")
    assert (change.kind, change.lost, change.edits) == ("fits", "", ())
    assert {strip.shot for strip in change.strips} == {"3A", "3B"}
    assert found.conflicts == ()
    whole = tuple(sorted((*others, *change.strips), key=lambda strip: (strip.span.start, strip.shot)))
    assert verify(desk.production, replace(desk.plan, strips=whole)) == ()


def test_a_shot_that_only_a_rule_keeps_out_is_not_said_to_fit(tmp_path: Path) -> None:
    set_ = "nauka: {name: NAUKA, module: MLM, hears: [SM]"
    assert set_ in PRODUCTION
    found = reasons(planned(tmp_path, production=PRODUCTION.replace(set_, f"{set_}, clear: 24 h")))
    assert found["1A"] == "1A finds light, set and people, but other rules leave it no room beside what is planned."
    assert "would fit" not in "".join(found.values())


TEN_MINUTES = '- {from: "17:00", to: "17:10", is: film}\n    - {from: "17:10", to: "18:30", is: station}'


def test_people_who_are_never_there_are_the_reason(tmp_path: Path) -> None:
    text = PRODUCTION.replace(
        '- {from: "10:00", to: "12:30", is: film}', '- {from: "10:00", to: "12:30", is: station}'
    ).replace('- {from: "17:00", to: "18:30", is: film}', TEN_MINUTES)
    found = reasons(planned(tmp_path, production=text.replace("private_per_day: 1 h", "private_per_day: 0 h")))
    assert {"3A", "3B"} <= set(found)
    assert "an escort is free at none of them" in found["3A"]


def test_hours_that_are_used_up_are_the_reason_and_longer_hours_the_change(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 30 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    found = reasons(desk)
    assert set(found) == {"2A", "2B"}
    assert "Piet Player's film hours of the day are used up" in found["2A"]
    assert found["2B"].endswith("and 2A has no room.")
    explanation = Argument(desk.production, desk.problem, desk.almanac, desk.plan.strips).explain("2")
    longer = next(change for change in explanation.changes if "longer on" in change.text)
    assert longer.text.startswith("Piet Player films 15 min longer on ")
    assert longer.cost == 900.0


def test_a_change_brings_the_scene_in_when_it_is_made(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "2")
    trial = Trial(desk.production, desk.problem, desk.plan.strips, scene)
    assert not trial.fits()
    piet = desk.problem.workers["piet"]
    longer = replace(piet, film_limit=tuple(limit + 7200 for limit in piet.film_limit))
    board = replace(desk.problem, workers={**desk.problem.workers, "piet": longer})
    assert trial.fits(board)
    assert {s.scene for s in solve(board, Stop(work=5)).strips} == {"1", "2", "3"}


def test_changes_come_cheapest_first(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "2")
    costs = [change.cost for change in changes(Trial(desk.production, desk.problem, desk.plan.strips, scene))]
    assert costs
    assert costs == sorted(costs)


def test_a_scene_is_given_so_much_work_and_no_more_and_the_answer_says_so(tmp_path: Path) -> None:
    """Half of it is for the changes; what was found with less is part of what is found with enough."""
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)

    def explained(work: float) -> Explanation:
        return Argument(desk.production, desk.problem, desk.almanac, desk.plan.strips, work=work).explain("2")

    whole, part, none = explained(ANSWER), explained(0.02), explained(1e-6)
    assert (whole.complete, part.complete, none.complete) == (True, False, False)
    assert explained(0.02) == part
    assert set(part.changes) < set(whole.changes)
    assert (none.changes, none.conflicts) == ((), ())
    assert none.reasons == whole.reasons
    assert whole.changes
    assert whole.conflicts


def test_trials_together_take_little_more_than_their_budget(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "2")
    trial = Trial(desk.production, desk.problem, desk.plan.strips, scene, budget=budget_of(0.01))
    changes(trial)
    assert trial.is_over
    gone = trial.budget.gone
    assert gone < 2
    assert not trial.fits()
    assert trial.placed() == ()
    assert list(moves(trial)) == []
    assert list(scenes_given_up(trial)) == []


def test_what_remains_is_without_what_the_plan_takes() -> None:
    tasks = [task("1A", take=30), task("2A", take=20), task("3A", ("bo",), take=10, after=("1A",))]
    board = problem(tasks, [worker("ana", minutes((0, 60)), limit=45), worker("bo", minutes((0, 120)))], rest=5)
    first = solve(problem(tasks[:1], [worker("ana", minutes((0, 60)), limit=45)]), Stop(work=1)).strips
    rest = remaining(board, first, ["2A", "3A"])
    start, stop = first[0].span.start, first[0].span.stop
    assert set(rest.tasks) == {"2A", "3A"}
    assert rest.workers["ana"].film_limit[0] == 15 * 60
    assert not rest.workers["ana"].film.contains([start + 60, stop + 60]).any()
    assert rest.tasks["3A"].open.starts[0] == stop, "it must follow 1A"
    assert not feasible(remaining(board, first, ["2A"])), "20 minutes do not fit in the 15 that are left"
    assert feasible(remaining(board, first, ["3A"]))


def test_a_chain_of_passes_begins_only_where_it_can_go_on() -> None:
    rises = minutes((60, 61), (153, 154), (700, 701), (1000, 1001), (1090, 1091))
    board = problem([task("1A", rolling=rises, take=1, passes=(1, 1), setup=10)])
    starts = first_pass(board, board.tasks["1A"])
    begin = board.origin
    assert [(s.start - begin) / 60 for s in starts] == [50, 990], "nothing follows the one at 700"


def test_every_shot_is_on_the_board_or_in_the_boneyard(desk: Desk) -> None:
    assert desk.plan.boneyard == ()
    assert {strip.shot for strip in desk.plan.strips} == set(desk.production.shots)


def cupola_open_from(at: str) -> str:
    """Give the production with a cupola that opens late and needs an escort."""
    return PRODUCTION.replace("capacity: 2, escort: usos", f'capacity: 2, escort: usos, open_from: "{at}"')


def test_a_set_that_opens_when_nobody_works_is_argued_by_person(tmp_path: Path) -> None:
    found = reasons(planned(tmp_path, production=cupola_open_from("2021-10-08T20:00:00Z")))
    assert found["3A"] == (
        "3A needs sunlight with the day side of the Earth in view of cupola.top for 5 min 48 s. It comes three times "
        "on 8 October; Ada Actress is free at none of them, Dina Director is free at none of them and an escort is "
        "free at none of them."
    )
    assert found["3B"].startswith("3B needs the set open for 20 s. It comes once from 8 October to 9 October; ")


def test_a_set_that_never_opens_while_the_light_comes_is_the_reason(tmp_path: Path) -> None:
    found = reasons(planned(tmp_path, production=cupola_open_from("2021-10-08T23:59:50Z")))
    assert found["3A"].endswith("for 5 min 48 s. It comes 43 times, but never while the set is open.")
    assert found["3B"] == "3B needs 20 s while the set is open. That does not come once during the shoot."


def test_quiet_that_never_comes_is_the_reason(tmp_path: Path) -> None:
    rower = '  rob: {name: Rob Rower, day: row}\ndays:\n  row:\n    - {from: "00:00", to: "24:00", is: exercise}\n'
    found = reasons(planned(tmp_path, production=PRODUCTION.replace("days:\n", rower)))
    assert set(found) == {"2A", "2B"}
    assert "2A needs eclipse for " in found["2A"]
    assert found["2A"].endswith(" times, but never while the set is open and quiet.")


def test_a_landmark_that_never_comes_into_view_is_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("view: earth-day", "view: Sydney")
    morning = PRODUCTION.replace("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T10:05:00Z")
    morning = morning.replace("first_shot: 2021-10-06T06:00:00Z", "first_shot: 2021-10-06T09:55:00Z")
    found = reasons(planned(tmp_path, breakdown=text, production=morning))
    assert found["3A"] == (
        "3A needs sunlight with Sydney in view of cupola.top. Sydney is never in view of cupola.top during the shoot."
    )


def test_a_light_that_never_comes_is_the_reason(tmp_path: Path) -> None:
    """In these days the Sun stands to starboard (beta -34 degrees), and the window looks to port."""
    port = "light: sunrise, window: cupola.port, direct: true"
    text = BREAKDOWN.replace("light: sun, window: cupola.top,\n         view: earth-day", port)
    found = reasons(planned(tmp_path, breakdown=text))
    assert (
        found["3A"] == "3A needs direct sun through cupola.port at sunrise. That does not come once during the shoot."
    )


def test_more_passes_than_people_are_there_for_are_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("take: 15 s, takes: 2, gear", "take: 15 s, takes: 8, passes: 8, gear")
    found = reasons(planned(tmp_path, breakdown=text))
    assert found["1B"].startswith("1B needs sunrise for 15 s in eight successive passes. It comes 42 times ")


def test_people_on_other_shots_are_named_with_the_shots(tmp_path: Path) -> None:
    text = PRODUCTION.replace("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T14:30:00Z").replace(
        "events:", "rules: {time_factor: [1.0], day_load: [1.0]}\nevents:"
    )
    desk = planned(tmp_path, production=text)
    planned_shots = {strip.shot for strip in desk.plan.strips}
    for reason in reasons(desk).values():
        for shots in re.findall(r"is on other shots(?: \(([^)]*)\))?", reason):
            assert shots, f"the shots are named: {reason}"
            assert set(shots.replace(" …", "").split(", ")) <= planned_shots
    assert "the order of shooting forbids it" in reasons(desk)["2A"]


def test_one_opening_is_told_as_one(tmp_path: Path) -> None:
    text = PRODUCTION.replace("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T12:30:00Z")
    found = reasons(planned(tmp_path, production=text))
    assert found["2A"].startswith("2A needs 43 min and eclipse and quiet. Everybody is free for it once on 6 October: ")
    assert found["2A"].endswith("NAUKA is taken (1B).")


def test_cards_that_are_full_are_the_reason(tmp_path: Path) -> None:
    text = PRODUCTION.replace("events:", "cards: {size: 15 GB, count: 1}\nevents:")
    assert "the cards of the day are full" in reasons(planned(tmp_path, production=text))["2A"]


def test_an_escort_whose_hours_are_used_up_is_the_reason(tmp_path: Path) -> None:
    text = PRODUCTION.replace("limits: {film_per_day: 3 h}}", "limits: {film_per_day: 10 min, private_per_day: 0 h}}")
    found = reasons(planned(tmp_path, production=text))
    assert "Eve Escort's hours of the day for escorting are used up" in found["3A"]
    assert "Eve Escort's hours of the day for escorting are used up" in found["3B"]


def small_argument(tasks: list[Task], strips: list[Strip], desk: Desk, **fields: Any) -> Argument:
    """Give an argument about a hand-made problem; names and light are those of the small production."""
    people = [worker("ana", minutes((0, 100))), worker("bo", minutes((0, 100))), worker("vic", minutes((0, 100)))]
    named = {p.id: replace(desk.production.people["piet"], id=p.id, name=p.id.title()) for p in people}
    sets = {t.set: replace(desk.production.sets["nauka"], id=t.set, name=t.set.upper()) for t in tasks}
    shots = desk.production.shots
    scenes = tuple(
        replace(
            desk.production.scenes[0], number=t.scene, shots=(replace(shots["3B"], id=t.id, scene=t.scene, set=t.set),)
        )
        for t in tasks
    )
    production = replace(desk.production, people=named, sets=sets, scenes=scenes)
    return Argument(production, problem(tasks, people, **fields), desk.almanac, strips)


def strip_of(task_: Task, minute: float, escort: str | None = None) -> Strip:
    """Give the strip of a one-take task."""
    take = Span(START + minute * MINUTE, START + minute * MINUTE + task_.take)
    return Strip(task_.id, task_.scene, task_.set, task_.people, task_.camera, (Pass(None, (take,), escort),))


def why(argument: Argument, key: str) -> str:
    """Give the reason for a shot of a scene of its own."""
    return argument.reason(next(s for s in argument.problem.scenes if key in s.tasks), key)


def test_each_cause_that_takes_an_opening_has_its_words(desk: Desk) -> None:
    window = minutes((0, 20))
    one = task("1A", ("bo",), window, place="x", take=20)
    cases: dict[str, tuple[Task, dict[str, Any]]] = {
        "X is taken (1A)": (task("2A", ("ana",), window, place="x", take=20), {}),
        "Bo is on other shots (1A)": (task("2A", ("bo",), window, place="y", take=20), {}),
        "no escort is free (1A)": (task("2A", ("ana",), window, place="y", take=20, escorts=("vic",)), {}),
        "the cards of the day are full": (
            task("2A", ("ana",), window, place="y", take=20, data=5),
            {"cards": (card_stock(5.5, 1),)},
        ),
        "somebody would have to move too often that day (1A)": (
            task("2A", ("bo",), minutes((40, 60)), place="y", take=20),
            {"changes": Changes(travel={("x", "y"): 1.0, ("y", "x"): 1.0}, moves_per_day=0)},
        ),
        "the order of shooting forbids it": (task("2A", ("ana",), window, place="y", take=20, after=("1A",)), {}),
        "cameras or gear are in use (1A)": (
            task("2A", ("ana",), window, place="y", take=20), {"cameras": 1},
        ),
    }  # fmt: skip
    for cause, (two, fields) in cases.items():
        argument = small_argument([one, two], [strip_of(one, 0, "vic")], desk, **fields)
        assert why(argument, "2A") == (f"2A needs 20 min. Everybody is free for it once on 5 October: {cause}."), cause


def test_a_shot_that_would_fit_alone_is_argued_by_the_tightest_person(desk: Desk) -> None:
    window = minutes((0, 60))
    tasks = [task("1A", ("ana",), window, place="x", take=30), task("1B", ("ana",), window, place="y", take=40)]
    argument = small_argument(tasks, [], desk)
    scene = argument.problem.scenes[0]
    assert scene.tasks == ("1A", "1B")
    assert argument.reason(scene, "1B") == (
        "1B would fit alone, but the shots of scene 1 do not all find room beside what is planned: they need "
        "1 h 10 min of Ana, who has 1 h 40 min of film time left, in pieces over the shoot; what is planned has the "
        "rest."
    )


def test_the_boneyard_names_every_shot_of_a_scene_that_is_out_once(desk: Desk) -> None:
    argument = Argument(desk.production, desk.problem, desk.almanac, desk.plan.strips[:2])
    bones = argument.boneyard()
    assert [bone.shot for bone in bones] == ["1A", "1B", "2A", "2B"]
    assert all(bone.reason for bone in bones)
