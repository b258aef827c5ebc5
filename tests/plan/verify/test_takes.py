"""Each broken rule about what is shot, for how long, in which light and in which order is named, and it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.plan.verify import verify
from tests.plan.conftest import Desk
from tests.plan.edits import (
    changed,
    codes,
    day,
    escorted,
    first_pass,
    shifted,
    starting,
    texts,
    the_strip,
    with_cards,
    with_event,
    with_scene,
    with_shot,
    with_time,
)


def without(plan: Plan, scene: str, value: int) -> Plan:
    """Give a plan without a scene, its value set right."""
    return replace(plan, strips=tuple(s for s in plan.strips if s.scene != scene), value=value)


def test_a_scene_in_the_boneyard_with_all_its_shots_is_legal(desk: Desk) -> None:
    plan = replace(without(desk.plan, "1", 65), boneyard=(Bone("1A", "1", "why"), Bone("1B", "1", "why")))
    assert verify(desk.production, plan) == ()


def test_shots_that_are_nowhere_are_named_one_by_one(desk: Desk) -> None:
    faults = verify(desk.production, without(desk.plan, "1", 65))
    assert codes(faults) == {"E510"}
    assert [f.shots for f in faults] == [("1A",), ("1B",)]


def test_a_shot_on_the_board_and_in_the_boneyard_is_named(desk: Desk) -> None:
    faults = verify(desk.production, replace(desk.plan, boneyard=(Bone("3B", "3", ""),)))
    assert [(f.code, f.text) for f in faults] == [
        ("E510", "shot 3B is in the plan 2 times: 7 Oct 11:00-11:18, the boneyard")
    ]


def test_a_shot_of_another_breakdown_is_named(desk: Desk) -> None:
    faults = verify(desk.production, replace(desk.plan, boneyard=(Bone("9Z", "9", ""),)))
    assert [(f.code, f.text) for f in faults] == [("E510", "shot 9Z is not in the breakdown")]


def test_a_shot_of_the_ground_unit_is_not_of_this_plan(desk: Desk) -> None:
    production = with_scene(desk.production, "3", unit="ground")
    faults = verify(production, desk.plan)
    assert {f.text for f in faults if f.code == "E510"} >= {
        f"shot {k} is not in the breakdown" for k in ("3A (7 Oct 11:23-12:05)", "3B (7 Oct 11:00-11:18)")
    }


def test_a_scene_half_made_is_named_with_what_is_missing(desk: Desk) -> None:
    strips = tuple(s for s in desk.plan.strips if s.shot != "3B")
    faults = verify(desk.production, replace(desk.plan, strips=strips, value=100, boneyard=(Bone("3B", "3", ""),)))
    assert [(f.code, f.text) for f in faults] == [("E510", "scene 3 is begun with 3A but not finished: 3B is missing")]


def test_a_bound_below_the_value_is_named(desk: Desk) -> None:
    faults = verify(desk.production, replace(desk.plan, bound=124))
    assert [(f.code, f.text) for f in faults] == [("E511", "the plan's bound 124 is below its value 125")]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("set", "nauka", "set in the plan: nauka; in the breakdown: cupola"),
        ("set", "nowhere", "set in the plan: nowhere; in the breakdown: cupola"),
        ("camera", "gopro", "camera in the plan: gopro; in the breakdown: komodo"),
        ("scene", "1", "scene in the plan: 1; in the breakdown: 3"),
        ("people", ("ada", "ada", "dina"), "people in the plan: ada, ada, dina; in the breakdown: ada, dina"),
        ("people", ("ada", "nobody"), "people in the plan: ada, nobody; in the breakdown: ada, dina"),
    ],
)
def test_a_strip_that_is_not_its_shot_is_named(desk: Desk, field: str, value: object, says: str) -> None:
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: replace(s, **{field: value})))  # type: ignore[arg-type]
    assert [(f.code, f.text) for f in faults] == [("E512", f"3B (7 Oct 11:00-11:18): {says}")]


def test_other_passes_than_asked_for_are_named(desk: Desk) -> None:
    faults = verify(with_shot(desk.production, "2B", passes=2), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E512", "2B (8 Oct 10:15-10:35): passes in the plan: 1; in the breakdown: 2")
    ]
    assert verify(with_shot(desk.production, "2B", passes=1), desk.plan) == ()


def test_a_take_too_short_is_named(desk: Desk) -> None:
    take = the_strip(desk.plan, "3B").passes[0].takes[0]
    short = Span(take.start, take.stop - 5)
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: first_pass(s, takes=(short,))))
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "3B (7 Oct 11:18:00-11:18:15): a take of 15 s; 20 s are needed")
    ]
    assert faults[0].span == short


def test_no_set_up_is_a_set_up_too_short(desk: Desk) -> None:
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: first_pass(s, setup=None)))
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "3B (7 Oct 11:18:00-11:18:20): set-up of 0 s; 18 min are needed that day")
    ]


def test_a_set_up_may_be_longer_than_it_need_be(desk: Desk) -> None:
    setup = the_strip(desk.plan, "1A").passes[0].setup
    assert setup is not None
    longer = Span(setup.start - 60, setup.stop)
    assert verify(desk.production, changed(desk.plan, "1A", lambda s: first_pass(s, setup=longer))) == ()


def test_what_was_long_enough_on_the_second_day_is_too_short_on_the_first(desk: Desk) -> None:
    """The time factor is 2.0 on 6 October and 1.8 on the 7th."""
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: shifted(s, -86400)))
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "3B (6 Oct 11:00-11:18): set-up of 18 min; 20 min are needed that day")
    ]
    assert verify(desk.production, changed(desk.plan, "3B", lambda s: starting(s, day(8, "17:00")))) == ()


def test_takes_too_near_to_one_another_are_named(desk: Desk) -> None:
    first, second = the_strip(desk.plan, "2B").passes[0].takes
    near = Span(second.start - 60, second.stop - 60)
    faults = verify(desk.production, changed(desk.plan, "2B", lambda s: first_pass(s, takes=(first, near))))
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "2B (8 Oct 10:34:06-10:34:36): takes follow after 3 min; 4 min are needed")
    ]


def test_a_take_before_the_set_up_ends_is_named(desk: Desk) -> None:
    setup = Span(day(7, "11:00"), day(7, "11:18:05"))
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: first_pass(s, setup=setup)))
    assert [(f.code, f.text) for f in faults] == [
        ("E513", "3B (7 Oct 11:00-11:18): a take begins before the set-up ends")
    ]


def test_a_second_of_rounding_is_forgiven_and_two_are_not(desk: Desk) -> None:
    take = the_strip(desk.plan, "3B").passes[0].takes[0]
    for missing, found in ((1.0, set()), (2.0, {"E513"})):
        short = (Span(take.start, take.stop - missing),)
        assert codes(verify(desk.production, changed(desk.plan, "3B", lambda s: first_pass(s, takes=short)))) == found  # noqa: B023


def test_a_take_in_the_sun_that_needs_eclipse_is_named(desk: Desk) -> None:
    faults = verify(desk.production, changed(desk.plan, "2B", lambda s: starting(s, day(8, "12:05"))))
    assert codes(faults) == {"E514"}
    assert faults[0].text == "2B needs eclipse; it does not hold all through takes 1 and 2 (8 Oct 12:21:00-12:25:30)"
    assert [f.span for f in faults] == [Span(day(8, "12:21"), day(8, "12:21:30"))], "the first take it fails in"


def test_a_take_whose_last_second_is_dark_is_named(desk: Desk) -> None:
    """1B films a sunrise of half a minute; stretched over its end, its last seconds are in full sun."""
    take = the_strip(desk.plan, "1B").passes[0].takes[0]
    for more, found in ((0.0, set()), (60.0, {"E514"})):
        long = (Span(take.start, take.stop + more),)
        assert codes(verify(desk.production, changed(desk.plan, "1B", lambda s: first_pass(s, takes=long)))) == found  # noqa: B023


def test_light_is_looked_at_in_takes_and_not_in_set_ups(desk: Desk) -> None:
    setup = Span(day(8, "10:00"), day(8, "10:31:06"))  # it begins in the sun
    assert verify(desk.production, changed(desk.plan, "2B", lambda s: first_pass(s, setup=setup))) == ()


def test_a_view_while_the_attitude_is_lost_is_the_only_fault(desk: Desk) -> None:
    takes = the_strip(desk.plan, "3A").passes[0].takes
    lost = with_event(desk.production, takes[1].start, takes[1].stop, attitude_lost=True)
    faults = verify(lost, desk.plan)
    assert [(f.code, f.span) for f in faults] == [("E514", takes[1])]
    dark = the_strip(desk.plan, "2A").passes[0].takes[0]
    assert verify(with_event(desk.production, dark.start, dark.stop, attitude_lost=True), desk.plan) == (), (
        "night is night"
    )


EVENING = Span(day(8, "10:00"), day(8, "12:30"))


@pytest.mark.parametrize(
    ("module", "heard"), [("SM", True), ("MLM", True), (None, True), ("NOD3", False), ("CUP", False)]
)
def test_exercise_is_heard_next_door_and_from_an_unknown_place(desk: Desk, module: str | None, heard: bool) -> None:
    noisy = with_time(desk.production, "eve", EVENING, "exercise", module)
    faults = verify(noisy, desk.plan)
    assert codes(faults) == ({"E515"} if heard else set())
    if heard:
        assert {f.shots for f in faults} == {("2A",), ("2B",)}
        assert faults[0].people == ("eve",)
        where = f" in {module}" if module else ""
        assert f"Eve Escort is exercising{where} (8 Oct 10:00-12:30) during 2B" in faults[0].text


def test_a_set_up_may_be_noisy(desk: Desk) -> None:
    setup = the_strip(desk.plan, "2B").passes[0].setup
    assert setup is not None
    assert verify(with_time(desk.production, "eve", setup, "exercise", "SM"), desk.plan) == ()


def test_a_later_pass_with_a_set_up_of_its_own_is_named(desk: Desk) -> None:
    def rigged_again(strip: Strip) -> Strip:
        first, second = strip.passes
        return replace(strip, passes=(first, replace(second, setup=Span(second.span.start - 60, second.span.start))))

    faults = verify(desk.production, changed(desk.plan, "1B", rigged_again))
    assert codes(faults) == {"E516"}
    assert faults[0].text == (
        "1B: the takes at 7 Oct 17:32-17:33 do not continue the set-up of 7 Oct 15:42-16:00: "
        "they have a set-up of their own"
    )


@pytest.mark.parametrize(("gap", "found"), [(93 * 60, set()), (92 * 60, {"E516"})])
def test_a_pause_longer_than_the_longest_is_named(desk: Desk, gap: float, found: set[str]) -> None:
    """Between the two passes of 1B lie 92 minutes and 28 seconds."""
    rules = replace(desk.production.rules, pass_gap=gap)
    assert codes(verify(replace(desk.production, rules=rules), desk.plan)) == found


def test_passes_in_one_and_the_same_sunrise_are_named(desk: Desk) -> None:
    def crowded(strip: Strip) -> Strip:
        first, _ = strip.passes
        take = Span(first.takes[0].stop, first.takes[0].stop + 15)
        return replace(strip, passes=(first, Pass(None, (take,))))

    assert "E516" in codes(verify(desk.production, changed(desk.plan, "1B", crowded)))


def test_scenes_out_of_order_are_named(desk: Desk) -> None:
    faults = verify(with_scene(desk.production, "1", after=("2",)), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        (
            "E517",
            "scene 1 begins with 1A (7 Oct 13:52-14:38) before scene 2 is finished with 2A (8 Oct 11:13-11:47), "
            "which it must follow",
        )
    ]
    assert set(faults[0].shots) == {"1A", "1B", "2A", "2B"}


def test_shots_out_of_order_are_named(desk: Desk) -> None:
    faults = verify(with_shot(desk.production, "1A", after=("1B",)), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E517", "1A (7 Oct 13:52-14:38) comes before 1B (7 Oct 15:42-17:33), which it must follow")
    ]


def test_order_binds_only_what_is_shot(desk: Desk) -> None:
    production = with_shot(with_scene(desk.production, "1", after=("3",)), "1A", after=("3A",))
    assert verify(production, desk.plan) == ()
    production = with_scene(desk.production, "3", after=("1",))
    bones = (Bone("1A", "1", ""), Bone("1B", "1", ""))
    assert verify(production, replace(without(desk.plan, "1", 65), boneyard=bones)) == ()


def test_what_lies_after_the_wrap_is_named(desk: Desk) -> None:
    production = replace(desk.production, shoot=Span(desk.production.shoot.start, day(8, "11:45")))
    faults = verify(production, desk.plan)
    assert [f.code for f in faults] == ["E518"]
    assert faults[0].text.startswith("2A (8 Oct 11:13-11:47) lies outside the shoot (6 Oct 06:00-8 Oct 11:45)")


@pytest.mark.parametrize("by", [-40 * 86400, 40 * 86400, 1e9])
@pytest.mark.parametrize("shot", ["1A", "2A", "3B"])
def test_what_lies_where_no_orbit_reaches_is_named_with_all_else(desk: Desk, shot: str, by: float) -> None:
    """The proof once ended at the first take outside the orbit's elements, or at a day that does not exist."""
    faults = verify(desk.production, changed(desk.plan, shot, lambda s: shifted(s, by)))
    assert {"E518"} <= codes(faults) <= {"E513", "E514", "E517", "E518", "E519", "E531", "E532"}
    full = with_cards(desk.production, 0.5)
    assert {"E518", "E532"} <= codes(verify(full, changed(desk.plan, shot, lambda s: shifted(s, by))))


def test_a_fault_is_named_once(desk: Desk) -> None:
    plan = replace(desk.plan, strips=(*desk.plan.strips, the_strip(desk.plan, "2B")))
    faults = verify(desk.production, plan)
    assert len(faults) == len(set(faults))
    assert "shot 2B is in the plan 2 times" in texts(faults)


def test_an_escort_whom_nobody_asked_for_must_exist(desk: Desk) -> None:
    faults = verify(desk.production, changed(desk.plan, "1A", lambda s: escorted(s, "bob")))
    assert [(f.code, f.text) for f in faults] == [("E524", "bob, who escorts 1A, is nobody aboard (7 Oct 13:52-14:38)")]
