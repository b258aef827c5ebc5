"""The storyboard as it comes out: files, bytes, and what can be read on it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cupola.places.ground import Location
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish import eject
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import english, language_of
from cupola.publish.record import told
from cupola.publish.stationery import Stationery
from cupola.publish.storyboard import Order, storyboard
from cupola.publish.storyboardsheets import storyboard_sheets
from cupola.publish.sunlight import Phases
from cupola.publish.typeset import pdf
from tests.publish.conftest import small_phases, small_plan, small_production
from tests.publish.drawing import painted
from tests.publish.reading import colours, letters, pages, pdf_text, pdf_words

RED, GREEN = (210, 30, 30), (20, 160, 60)


PRINTS = {"3A": painted("0af3", RED), "1B": painted("0af4", GREEN)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The storyboard of the small shoot with two frames, in English and Russian."""
    out, production = tmp_path_factory.mktemp("storyboard"), small_production()
    languages = (english(), language_of("ru"))
    storyboard_sheets(production, small_plan(production), small_phases(), out, PRINTS, languages=languages)
    return out


def near(found: set[tuple[int, ...]], colour: tuple[int, int, int]) -> bool:
    """Say whether a colour is among some, as a JPEG gives it."""
    return any(all(abs(a - b) < 8 for a, b in zip(one, colour, strict=True)) for one in found)


def test_each_order_is_a_pdf_and_a_contact_sheet_in_each_language(made: Path) -> None:
    names = [f"storyboard-{order}.pdf" for order in ("story", "shooting")]
    names += [f"contact-sheet-{order}.png" for order in ("story", "shooting")]
    found = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
    assert found == {*names, *(f"ru/{name}" for name in names)}


def test_the_same_input_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    production = small_production()
    for file in storyboard_sheets(production, small_plan(production), small_phases(), tmp_path, PRINTS):
        there = made / file.relative_to(tmp_path)
        assert sha256(file.read_bytes()).digest() == sha256(there.read_bytes()).digest()


def test_a_panel_has_slate_times_light_lens_and_exposure(made: Path) -> None:
    text = pdf_text(made / "storyboard-story.pdf")
    for words in (
        "3 INT CUPOLA - SUNSET",
        "3A Day 3, Sat 9 Oct · take 1 of 2 11:28:30",
        "CU · 35 mm · RED KOMODO 6K · 1 min MET 4/03:28",
        "sun Lisbon by night in cupola.top",
        "ISO 800, 1/48 s, T4.0, no ND",
        "the Sun is behind the station",
        "out of cupola.top",
        "lit by nauka.forward",
    ):
        assert words in text


def test_utc_stands_on_each_panel_where_the_crews_clock_is_another(tmp_path: Path) -> None:
    production = replace(small_production(), crew_offset=3 * 3600.0, crew_clock="MSK")
    storyboard_sheets(production, small_plan(production), small_phases(), tmp_path, orders=("story",))
    text = pdf_text(tmp_path / "storyboard-story.pdf")
    assert "14:28:30" in text
    assert "11:28:30 UTC" in text
    assert "all of them drawn · MSK" in text


def test_on_the_ground_there_is_no_mission_time(tmp_path: Path) -> None:
    production = small_production()
    field = Location("field", 45.0, 63.0)
    sets = {key: replace(one, location=field) for key, one in production.sets.items()}
    storyboard_sheets(
        replace(production, sets=sets), small_plan(production), small_phases(), tmp_path, orders=("story",)
    )
    text = pdf_text(tmp_path / "storyboard-story.pdf")
    assert "MET" not in text
    assert "all of them drawn" in text


def test_at_the_end_stands_whose_pictures_are_in_the_frames(made: Path, tmp_path: Path) -> None:
    assert "In the frames" not in pdf_text(made / "storyboard-story.pdf")
    production = small_production()
    prints = {shot: replace(one, credits=("Land: NASA", "Towns: GeoNames")) for shot, one in PRINTS.items()}
    storyboard_sheets(production, small_plan(production), small_phases(), tmp_path, prints, orders=("story",))
    *_, last = pages(tmp_path / "storyboard-story.pdf")
    assert "In the frames: Land: NASA; Towns: GeoNames." in last.get_textpage().get_text_range()


def test_in_shooting_order_panels_stand_under_their_days(made: Path) -> None:
    text = pdf_text(made / "storyboard-shooting.pdf")
    places = [text.index(words) for words in ("Day 1 · Wednesday", "1A", "Day 2 ·", "2A", "Day 3 ·", "1B", "3A")]
    assert places == sorted(places)


def test_what_was_not_taken_is_drawn_and_says_so(made: Path) -> None:
    """1A and 2A are cards; so is 1B, with what lights it in a corner; 3A alone fills its panel."""
    assert pdf_text(made / "storyboard-story.pdf").count("drawn") == 1 + 3
    assert "2 of 4 as the lens will see them, the others drawn" in pdf_text(made / "storyboard-story.pdf")


@pytest.mark.parametrize("order", ["story", "shooting"])
def test_the_frames_are_on_the_contact_sheet(made: Path, order: str) -> None:
    width, _, found = colours((made / f"contact-sheet-{order}.png").read_bytes())
    assert width == round(441 / 25.4 * 144)
    assert near(found, RED)
    assert near(found, GREEN)


def test_without_frames_all_of_it_is_drawn(tmp_path: Path) -> None:
    production = small_production()
    storyboard_sheets(production, small_plan(production), small_phases(), tmp_path)
    assert pdf_text(tmp_path / "storyboard-story.pdf").count("drawn") == 1 + 4
    _, _, found = colours((tmp_path / "contact-sheet-story.png").read_bytes())
    assert not near(found, RED)


def test_another_frame_is_another_picture(made: Path, tmp_path: Path) -> None:
    production, plan = small_production(), small_plan(small_production())
    prints = {**PRINTS, "3A": painted("0af5", GREEN)}
    storyboard_sheets(production, plan, small_phases(), tmp_path, prints, orders=("story",))
    _, _, found = colours((tmp_path / "contact-sheet-story.png").read_bytes())
    assert not near(found, RED)
    assert (made / "storyboard-story.pdf").read_bytes() != (tmp_path / "storyboard-story.pdf").read_bytes()


def test_it_is_for_ever_and_can_be_read_aloud(made: Path) -> None:
    data = (made / "storyboard-story.pdf").read_bytes()
    assert b"pdfaid:part" in data
    assert b"pdfuaid:part" in data
    assert b"/Alt" in data


def test_it_reads_in_russian(made: Path) -> None:
    text = pdf_text(made / "ru" / "storyboard-shooting.pdf")
    for words in ("Раскадровка по порядку съёмки", "День 3", "дубль 1 из 2", "рисунок", "2 из 4 — как увидит объектив"):
        assert words.upper() in text.upper()


def test_pages_are_a4_across(made: Path) -> None:
    assert {tuple(map(round, page.get_size())) for page in pages(made / "storyboard-shooting.pdf")} == {(842, 595)}


def test_pages_are_us_letter_across_where_asked_and_hold_the_same(made: Path, tmp_path: Path) -> None:
    production = small_production()
    storyboard_sheets(production, small_plan(production), small_phases(), tmp_path, PRINTS, size="letter")
    for name in ("storyboard-story.pdf", "storyboard-shooting.pdf"):
        found = pages(tmp_path / name)
        assert {tuple(map(round, page.get_size())) for page in found} == {(792, 612)}
        assert max(left for page in found for left, _, _ in letters(page)) < 792 - 24
        assert set(pdf_words(tmp_path / name)) >= set(pdf_words(made / name)) - {"1", "2"}, (
            "but for the number of pages"
        )


def worded(**changes: object) -> Production:
    """Give the small shoot with all its shots changed."""
    production = small_production()
    scenes = tuple(
        replace(scene, shots=tuple(replace(shot, **changes) for shot in scene.shots))  # type: ignore[arg-type]
        for scene in production.scenes
    )
    return replace(production, scenes=scenes)


def many(production: Production, count: int) -> tuple[Production, Plan]:
    """Give the shoot with so many shots of the first scene, all made on the first day."""
    first, plan = production.scenes[0], small_plan(production)
    shots = tuple(replace(first.shots[0], id=f"1{k:03d}") for k in range(count))
    strips = tuple(replace(plan.strips[0], shot=one.id) for one in shots)
    return replace(production, scenes=(replace(first, shots=shots), *production.scenes[1:])), replace(
        plan, strips=strips
    )


def text_of(made: tuple[Production, Plan], out: Path, order: Order, **more: Any) -> str:
    storyboard_sheets(*made, small_phases(), out, orders=(order,), **more)
    return pdf_text(out / f"storyboard-{order}.pdf")


def test_remarks_and_names_are_never_cut(tmp_path: Path) -> None:
    """What stood on one line ended in dots just where it says what to do."""
    said = "the room's image in the glass, 1.3 cd/m2, veils the view: put the lamps out, or keep the Sun from the room"
    cast = tuple(small_production().people)
    production = worded(cast=cast)
    prints = {"3A": replace(PRINTS["3A"], remarks=(said,))}
    text = text_of((production, small_plan(production)), tmp_path, "story", prints=prints)
    assert said in text
    assert "…" not in text
    for person in cast:
        assert text.count(production.people[person].name) == 4


def test_three_remarks_fit_and_a_fourth_is_left_to_the_frame(tmp_path: Path) -> None:
    production = small_production()
    prints = {"3A": replace(PRINTS["3A"], remarks=("one thing", "another", "a third", "a fourth"))}
    text = text_of((production, small_plan(production)), tmp_path, "story", prints=prints)
    assert "one thing another a third" in text
    assert "a fourth" not in text


def test_a_scene_that_goes_on_in_the_next_row_says_so(tmp_path: Path) -> None:
    text = text_of(many(small_production(), 5), tmp_path, "story")
    title = "1 INT NAUKA - BIG PORTHOLE - DAY"
    assert text.count(title) == 2
    assert text.count(f"{title} continued") == 1
    assert text.count("5 set-ups") == 1 + 1  # in the head of the sheet, and in that of the scene


def test_a_long_heading_of_one_panel_is_set_smaller_and_stays_whole(tmp_path: Path) -> None:
    production, plan = many(small_production(), 1)
    long = replace(production.scenes[0], time_of_day="CONTINUOUS")
    text = text_of((replace(production, scenes=(long, *production.scenes[1:])), plan), tmp_path, "story")
    assert "1 INT NAUKA - BIG PORTHOLE - CONTINUOUS" in text


def test_the_head_of_a_day_stands_on_each_of_its_pages(tmp_path: Path) -> None:
    text = text_of(many(small_production(), 24), tmp_path, "shooting")
    count = len(pages(tmp_path / "storyboard-shooting.pdf"))
    assert count >= 2
    assert text.count("Day 1 · Wednesday 6 October 2021") == count


def test_a_card_of_an_insert_says_what_it_is_of(tmp_path: Path) -> None:
    """Nobody tells one dashed frame from another."""
    production = worded(size="INSERT", text="The chessboard turns in the air.")
    text = text_of((production, small_plan(production)), tmp_path, "story", prints={"3A": PRINTS["3A"]})
    assert text.count("The chessboard turns in the air.") == 4 + 3, "below all four, and in three that are drawn"


def test_scenes_that_found_no_place_stand_in_the_head(made: Path) -> None:
    for order in ("story", "shooting"):
        assert "4 set-ups · not scheduled: scene 4" in pdf_text(made / f"storyboard-{order}.pdf")
    assert "не вошёл в план: эпизод 4" in pdf_text(made / "ru" / "storyboard-story.pdf")


def test_a_contact_sheet_says_of_each_panel_what_when_how_and_what_is_wrong(made: Path) -> None:
    """A contact sheet is a picture; here it is set as a page to be read."""
    production = small_production()
    schedule = Schedule.of(production, small_plan(production))
    view = storyboard(production, schedule, Casting(production), Phases(small_phases()), "story", PRINTS)
    sheet = pdf(Stationery.of(), "contactsheet.typ", told(view, view.imprint.made), None, list(PRINTS.values()))
    text = pdf_text(sheet)
    for words in (
        "A Small Step Storyboard in story order",
        "4 set-ups · 2 of 4 as the lens will see them, the others drawn · GMT = UTC · draft",
        "3A Sat 9 Oct 11:28:30",
        "sun CU · 35 mm",
        "ISO 800, 1/48 s, T4.0, no ND",
        "the Sun is behind the station",
    ):
        assert words in text
    assert [text.count(f"{shot} ") for shot in ("1A", "1B", "2A", "3A", "4A")] == [1, 1, 1, 1, 0]


def test_a_plan_without_strips_is_a_storyboard_too(tmp_path: Path, production: Production, plan: Plan) -> None:
    storyboard_sheets(production, replace(plan, strips=()), small_phases(), tmp_path)
    assert "Nothing is planned." in pdf_text(tmp_path / "storyboard-story.pdf")
    assert (tmp_path / "contact-sheet-shooting.png").is_file()


def test_a_shot_without_people_and_with_a_size_that_nobody_knows_has_a_card(
    tmp_path: Path, production: Production, plan: Plan
) -> None:
    changed = tuple(
        replace(scene, shots=tuple(replace(shot, size="crane <b>", cast=()) for shot in scene.shots))
        for scene in production.scenes
    )
    storyboard_sheets(replace(production, scenes=changed), plan, small_phases(), tmp_path, orders=("story",))
    assert "crane <b>" in pdf_text(tmp_path / "storyboard-story.pdf")


def test_the_templates_can_be_ones_own(tmp_path: Path, production: Production, plan: Plan) -> None:
    eject(tmp_path / "mine")
    edited = tmp_path / "mine" / "frames.typ"
    edited.write_text(edited.read_text().replace('t("card-is-drawn")', '"by hand"'))
    out = tmp_path / "out"
    storyboard_sheets(production, plan, small_phases(), out, templates=tmp_path / "mine", orders=("story",))
    assert pdf_text(out / "storyboard-story.pdf").count("by hand") == 4


def test_very_many_frames_go_on_on_a_second_contact_sheet(
    tmp_path: Path, production: Production, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """160 fit on one: 20 rows of 8."""
    monkeypatch.setattr("cupola.publish.storyboardsheets._CONTACT_DOTS", 18.0)
    first = production.scenes[0]
    base = first.shots[0]
    shots = tuple(replace(base, id=f"1{k:03d}", cast=()) for k in range(161))
    strips = tuple(replace(plan.strips[0], shot=one.id) for one in shots)
    many = replace(production, scenes=(replace(first, shots=shots), *production.scenes[1:]))
    files = storyboard_sheets(many, replace(plan, strips=strips), small_phases(), tmp_path, orders=("story",))
    names = [file.name for file in files]
    assert names == ["storyboard-story.pdf", "contact-sheet-story.png", "contact-sheet-story-2.png"]
    heights = [colours(file.read_bytes())[1] for file in files[1:]]
    assert heights[0] > 5 * heights[1]


def test_who_stands_before_the_glass_is_an_outline_and_who_does_not_is_none(
    tmp_path: Path, production: Production, plan: Plan
) -> None:
    alone = tuple(
        replace(scene, shots=tuple(replace(shot, cast=()) if shot.id == "3A" else shot for shot in scene.shots))
        for scene in production.scenes
    )
    found = []
    for name, one in (("with", production), ("without", replace(production, scenes=alone))):
        storyboard_sheets(one, plan, small_phases(), tmp_path / name, {"3A": PRINTS["3A"]}, orders=("story",))
        _, _, seen = colours((tmp_path / name / "contact-sheet-story.png").read_bytes())
        found.append(seen)
    whitened = {one for one in found[0] - found[1] if one[0] > RED[0] + 10 and one[1] > RED[1] + 60}
    assert whitened, "white lines over the red frame"


def test_a_shot_in_a_short_scene_shares_a_row_and_its_head_is_as_wide_as_its_panels(made: Path) -> None:
    """Scenes 1 (two shots), 2 and 3 (one each) fill one row of four."""
    (page,) = pages(made / "storyboard-story.pdf")
    tops = dict(_words(page))
    assert tops["1A"] == tops["1B"] == tops["2A"] == tops["3A"]


def _words(page: object) -> list[tuple[str, int]]:
    """Give the names of shots on a page, each with how far down it stands, in points."""
    found = letters(page)
    names = []
    for (left, top, one), (right, _, two) in pairwise(found):
        if one in "123" and two in "AB" and 0 < right - left < 10:
            names.append((one + two, round(top)))
    return names[::-1]  # the first place of a name is that on its slate
