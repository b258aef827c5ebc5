"""The storyboard of the small shoot: which panels stand where, and what each of them says."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.light.exposure import Exposure
from cupola.plan.result import Plan
from cupola.preview import remarks
from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import english, language_of
from cupola.publish.prints import Print
from cupola.publish.storyboard import Order, Panel, Storyboard, storyboard
from cupola.publish.sunlight import Phases
from tests.publish.conftest import at, small_phases, small_plan, small_production

CREDITS = ("Land: NASA (R. Painter).", "Towns: GeoNames (geonames.org), CC BY 4.0")
PRINTS = {"3A": Print("0af3", b"jpeg", 480, 270, "f/4, 1/48 s, ISO 800", ("the Sun is behind the station",), CREDITS)}


def made(order: str = "story", **changes: object) -> Storyboard:
    """Give the storyboard of the small shoot, with the frame of 3A."""
    production = small_production()
    schedule = replace(Schedule.of(production, small_plan(production)), **changes)  # type: ignore[arg-type]
    chosen: Order = "story" if order == "story" else "shooting"
    return storyboard(production, schedule, Casting(production), Phases(small_phases()), chosen, PRINTS)


def panels(board: Storyboard) -> dict[str, Panel]:
    """Give the panels by shot."""
    return {panel.shot: panel for group in board.groups for panel in group.panels}


def test_in_story_order_a_group_is_a_scene_and_says_what_is_left_out() -> None:
    board = made("story")
    assert [[panel.shot for panel in group.panels] for group in board.groups] == [["1A", "1B"], ["2A"], ["3A"]]
    assert board.groups[0].title == "1 INT NAUKA - BIG PORTHOLE - DAY"
    assert board.groups[0].tone == "int-day"
    assert board.groups[0].remark == "1 4/8 pages · 2 set-ups"
    assert [group.left_out for group in board.groups] == ["", "", ""]


def test_in_shooting_order_a_group_is_a_day() -> None:
    board = made("shooting")
    assert [[panel.shot for panel in group.panels] for group in board.groups] == [["1A"], ["2A"], ["1B", "3A"]]
    assert [group.title for group in board.groups] == [
        "Day 1 · Wednesday 6 October 2021",
        "Day 2 · Thursday 7 October 2021",
        "Day 3 · Saturday 9 October 2021",
    ]


def test_in_shooting_order_panels_stand_by_their_takes_and_not_by_their_set_ups() -> None:
    """3A is set up at 07:30, before the takes of 1B, and rolls long after them."""
    production = small_production()
    plan = small_plan(production)
    early = replace(plan.strips[3].passes[0], setup=Span(at("9 07:30"), at("9 08:00")))
    strips = (*plan.strips[:3], replace(plan.strips[3], passes=(early,)))
    schedule = Schedule.of(production, replace(plan, strips=strips))
    board = storyboard(production, schedule, Casting(production), Phases({}), "shooting")
    assert [panel.shot for panel in board.groups[-1].panels] == ["1B", "3A"]


def test_a_scene_names_its_shots_that_are_not_scheduled() -> None:
    production = small_production()
    plan = small_plan(production)
    without = replace(plan, strips=tuple(strip for strip in plan.strips if strip.shot != "1B"))
    board = storyboard(
        production, Schedule.of(production, without), Casting(production), Phases(small_phases()), "story"
    )
    assert [group.left_out for group in board.groups] == ["not scheduled: 1B", "", ""]


def test_a_scene_of_which_nothing_is_scheduled_is_named_in_the_head() -> None:
    production = small_production()
    plan = small_plan(production)
    without = replace(plan, strips=tuple(strip for strip in plan.strips if strip.shot != "2A"))
    for order in ("story", "shooting"):
        chosen: Order = "story" if order == "story" else "shooting"
        board = storyboard(production, Schedule.of(production, without), Casting(production), Phases({}), chosen)
        assert board.left_out == "not scheduled: scenes 2, 4"
    assert made().left_out == "not scheduled: scene 4"


def test_a_panel_has_the_words_of_its_shot_whole_and_their_beginning_for_a_card() -> None:
    production = small_production()
    long = "The web of the town, the string along the dam, and beside it the black where the river is"
    scenes = tuple(
        replace(scene, shots=tuple(replace(shot, text=long) for shot in scene.shots)) for scene in production.scenes
    )
    worded = replace(production, scenes=scenes)
    board = storyboard(worded, Schedule.of(worded, small_plan(worded)), Casting(worded), Phases({}), "story")
    panel = panels(board)["1A"]
    assert panel.text == long
    assert panel.gist == "The web of the town, the string along the dam, and beside it th…"


def test_a_panel_stands_at_the_middle_of_the_first_take() -> None:
    """1B rolls from 08:10 to 08:11 and in three more takes: its frame is that of 08:10:30."""
    panel = panels(made())["1B"]
    assert (panel.at.crew_s, panel.at.at, panel.at.met) == ("08:10:30", at("9 08:10:30"), "4/00:10")
    assert (panel.take, panel.length, panel.day, panel.date) == ("take 1 of 4", "1 min", 3, "Sat 9 Oct")


def test_a_shot_of_two_days_has_one_panel_on_the_first() -> None:
    production = small_production()
    plan = small_plan(production)
    later = replace(plan.strips[0], passes=(plan.strips[0].passes[0], plan.strips[2].passes[1]))
    schedule = Schedule.of(production, replace(plan, strips=(later, plan.strips[1])))
    board = storyboard(production, schedule, Casting(production), Phases(small_phases()), "shooting")
    assert [[panel.shot for panel in group.panels] for group in board.groups] == [["1A"], ["2A"]]


def test_the_light_is_that_of_the_instant_and_beside_it_what_the_shot_needs() -> None:
    found = panels(made())
    assert (found["1B"].light, found["1B"].phase) == ("sunrise", "sun")  # the plan of the small shoot is no legal one
    assert (found["2A"].light, found["2A"].phase) == ("eclipse", "eclipse")
    assert (found["1A"].light, found["1A"].phase) == ("any", "sun")


def test_without_phases_the_light_is_what_the_shot_needs(production: Production, plan: Plan) -> None:
    board = storyboard(production, Schedule.of(production, plan), Casting(production), Phases({}), "story")
    assert [panel.phase for panel in panels(board).values()] == ["any", "sunrise", "eclipse", "any"]


def test_a_frame_stands_on_its_shot_alone_and_the_others_are_drawn() -> None:
    board, name = made(), PRINTS["3A"].name
    assert {shot: panel.picture for shot, panel in panels(board).items()} == {"1A": "", "1B": "", "2A": "", "3A": name}
    panel = panels(board)["3A"]
    assert (panel.exposure, panel.remarks) == ("f/4, 1/48 s, ISO 800", ("the Sun is behind the station",))
    assert panel.described == "3A: CU, 35 mm, CUPOLA, cupola.top"
    assert board.frames == "1 of 4 as the lens will see them, the others drawn"


def test_where_nothing_was_taken_all_of_it_is_drawn(production: Production, plan: Plan, phases: Phases) -> None:
    board = storyboard(production, Schedule.of(production, plan), Casting(production), phases, "story")
    assert board.frames == "all of them drawn"


def test_what_is_seen_is_told_from_what_only_lights() -> None:
    found = panels(made())
    assert (found["1B"].window, found["1B"].seen) == ("nauka.forward", False)
    assert (found["3A"].window, found["3A"].seen) == ("cupola.top", True)
    assert (found["1A"].window, found["1A"].seen) == ("", False)


def test_the_people_of_a_card_are_known_by_their_numbers() -> None:
    assert panels(made())["1A"].numbers == (1, 2)
    assert panels(made())["2A"].numbers == (2,)


@pytest.mark.parametrize(("size", "framing"), [("INSERT", "INSERT"), ("insert", "INSERT"), ("ECU", "ECU")])
def test_a_card_is_drawn_alike_in_every_language(size: str, framing: str) -> None:
    """An insert and an extreme close-up share a word in Russian."""
    production = small_production()
    scenes = tuple(
        replace(scene, shots=tuple(replace(shot, size=size) for shot in scene.shots)) for scene in production.scenes
    )
    sized = replace(production, scenes=scenes)
    for code in ("en", "ru"):
        schedule = Schedule.of(sized, small_plan(sized), language=language_of(code))
        board = storyboard(sized, schedule, Casting(schedule.production), Phases(small_phases()), "story")
        assert {panel.framing for panel in panels(board).values()} == {framing}


def test_whose_pictures_are_in_the_frames_is_told_once() -> None:
    production, ru = small_production(), language_of("ru")
    both = {shot: replace(PRINTS["3A"], key=shot) for shot in ("1B", "3A")}
    said = "In the frames: Land: NASA (R. Painter); Towns: GeoNames (geonames.org), CC BY 4.0."
    russian = "В кадрах: суша: NASA (R. Painter); города: GeoNames (geonames.org), CC BY 4.0."
    for language, prints, whose in ((english(), both, said), (english(), {}, ""), (ru, both, russian)):
        schedule = Schedule.of(production, small_plan(production), language=language)
        board = storyboard(production, schedule, Casting(production), Phases(small_phases()), "story", prints)
        assert board.credits == whose


def test_it_reads_in_russian() -> None:
    board = made(language=language_of("ru"))
    assert board.kind == "Раскадровка по сценарию"
    assert panels(board)["1B"].take == "дубль 1 из 4"


@pytest.mark.parametrize(
    ("said", "russian"),
    [
        (str(Exposure(10.0, 800.0, 1 / 48, 4.0, 0.0)), "ISO 800 · 1/48 с · T4,0 · без ND"),
        (str(Exposure(10.0, 100.0, 1 / 50, 4.4, 4.0)), "ISO 100 · 1/50 с · T4,4 · ND 1,2 (4 ст.)"),
        (str(Exposure(-3.0, 25600.0, 1 / 48, 1.4, 0.0, 2.5)), "ISO 25600 · 1/48 с · T1,4 · без ND · темно на 2,5 ст."),
        (
            "the room's image in the glass, 2.9 cd/m2, veils the view: "
            "put the lamps out, or keep the Sun from the room",
            "отражение отсека в стекле, 2,9 кд/м², закрывает вид: погасите лампы или заслонитесь от Солнца",
        ),
        ("the window's frame takes 32% of the picture", "рама иллюминатора занимает 32% кадра"),
        ("Poisk: 12% of the picture", "«Поиск»: 12% кадра"),
        (
            "even wide open at ISO 25600 the picture is 3.2 stops too dark",
            "даже на открытой диафрагме при ISO 25600 кадр темнее на 3,2 ст.",
        ),
        (
            "the picture is black: it shows space only; the Earth's edge is 12 deg away: aim at the limb",
            "кадр чёрный: в нём только космос; до края Земли 12°: наводите на горизонт",
        ),
    ],
)
def test_exposure_and_remarks_of_a_frame_read_in_russian(said: str, russian: str) -> None:
    production, ru = small_production(), language_of("ru")
    schedule = Schedule.of(production, small_plan(production), language=ru)
    prints = {"3A": Print("0af3", b"jpeg", 480, 270, said, (said,))}
    board = storyboard(production, schedule, Casting(schedule.production), Phases(small_phases()), "story", prints)
    panel = panels(board)["3A"]
    assert (panel.exposure, panel.remarks) == (russian, (russian,))


def test_all_that_is_said_of_a_frame_is_known_in_russian() -> None:
    """Each piece of a remark on a picture stands in a phrase."""
    phrases = " ".join(language_of("ru").form.phrases)
    for function in ast.walk(ast.parse(Path(remarks.__file__).read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef):
            body = function.body[1:] if ast.get_docstring(function) else function.body
            nodes = [node for part in body for node in ast.walk(part) if isinstance(node, ast.Constant)]
            said = [str(node.value).strip(" ,:;") for node in nodes if isinstance(node.value, str)]
            assert [words for words in said if len(words) > 4 and words not in phrases] == [], function.name


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(["1A", "2A", "1B", "3A"])), st.sampled_from(["story", "shooting"]))
def test_both_orders_show_every_scheduled_shot_once(shots: set[str], order: str) -> None:
    production = small_production()
    plan = small_plan(production)
    some = replace(plan, strips=tuple(strip for strip in plan.strips if strip.shot in shots))
    chosen: Order = "story" if order == "story" else "shooting"
    board = storyboard(production, Schedule.of(production, some), Casting(production), Phases({}), chosen)
    found = [panel.shot for group in board.groups for panel in group.panels]
    assert sorted(found) == sorted(shots)
    assert board.remark.startswith(str(len(shots)))
