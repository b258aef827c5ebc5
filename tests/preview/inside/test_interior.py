"""A room set up, taken and relit, without Mitsuba and under an Earth that is even."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cupola.errors import Message, SkyError
from cupola.preview.colour import luminance
from cupola.preview.inside import interior as module
from cupola.preview.inside.interior import MOST_SAMPLES, Wish, about, interior
from cupola.preview.kept import VARIABLE
from tests.preview.inside.even import OUTSIDE, SUNNY, missing, room, still
from tests.preview.inside.rooms import FORWARD, RIGHT, UP


def test_the_lamps_give_the_light_that_the_set_states() -> None:
    _, told = room().lit({})
    lamps = sum(sides["camera"] for name, sides in told.lux.items() if name.startswith("row"))
    assert lamps == pytest.approx(250.0)


def test_without_mitsuba_patches_do_the_work_and_say_so() -> None:
    assert room().by == "patches of wall"
    assert "E830" in room().remarks[0]


def test_by_earthlight_the_earth_lights_the_side_of_the_window() -> None:
    _, told = room().lit({})
    assert told.lux["earth"]["window"] > 5.0 * told.lux["earth"]["away"]
    assert "sun" not in told.lux


def test_in_the_beam_the_sun_is_the_key() -> None:
    found = room(SUNNY)
    _, told = found.lit({})
    assert told.lux["sun"]["window"] == pytest.approx(found.lights.glass[0] * found.lights.beam_lx, rel=0.02)
    assert told.ratio > 20.0


def test_lamps_put_out_leave_less_fill_and_no_lamp_light() -> None:
    picture, lit = room().lit({})
    dark, told = room().lit({"cabin": 0.0})
    assert told.lux["row-1"]["away"] == 0.0
    assert told.ratio > lit.ratio
    assert luminance(dark.light).mean() < luminance(picture.light).mean()


def test_the_same_room_is_relit_in_the_light_of_another_instant() -> None:
    """A Sun half as bright, as later in a sunset."""
    found = room(SUNNY)
    now = replace(found.lights, beam=0.5 * found.lights.beam)
    _, told = found.lit({}, now)
    assert told.lux["sun"]["window"] == pytest.approx(0.5 * found.lit({})[1].lux["sun"]["window"])


def test_the_exposure_is_for_the_face_unless_it_is_set_by_hand() -> None:
    picture, told = room().lit({})
    assert picture.exposure.ev100 == pytest.approx(told.face_ev100)
    by_hand = replace(room().still, exposure=replace(picture.exposure, iso=123.0))
    assert replace(room(), still=by_hand).lit({})[0].exposure.iso == 123.0


def test_a_face_is_exposed_as_many_stops_brighter_as_is_wished() -> None:
    picture, told = replace(room(), still=replace(room().still, change=1.5)).lit({})
    assert picture.exposure.ev100 == pytest.approx(told.face_ev100 - 1.5)


def test_a_face_in_the_wall_is_refused_before_the_work() -> None:
    with pytest.raises(SkyError) as raised:
        interior(still(), OUTSIDE, Wish(face=9.0))
    assert raised.value.messages[0].code == "E834"


def test_a_lamp_that_is_not_there_is_refused_before_the_work() -> None:
    with pytest.raises(SkyError) as raised:
        interior(still(), OUTSIDE, Wish(dimmers={"row-7": 0.5}))
    assert raised.value.messages[0].code == "E835"


@pytest.mark.parametrize("samples", [0, -1, MOST_SAMPLES + 1])
def test_samples_that_cannot_be_are_refused(samples: int) -> None:
    with pytest.raises(SkyError) as raised:
        Wish(samples=samples)
    assert raised.value.messages[0].code == "E836"


def test_a_broken_llvm_that_the_user_named_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Any:
        raise SkyError(Message("E831", "broken", hint=""))

    monkeypatch.setattr(module, "opened", broken)
    with pytest.raises(SkyError) as raised:
        interior(still(), OUTSIDE, Wish())
    assert raised.value.messages[0].code == "E831"


def test_a_room_that_was_taken_is_opened_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another dimmer and another exposure of the same room need no light from wall to wall."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(module, "opened", missing)
    first = interior(still(), OUTSIDE, Wish(size="CU"))
    monkeypatch.setattr(module, "patches", None)
    again = interior(replace(still(), change=1.0), OUTSIDE, Wish(size="CU", dimmers={"row-1": 0.3}))
    assert (first.by, again.by) == ("patches of wall", "patches of wall, as kept")
    assert again.lit({})[1] == first.lit({})[1]


def test_a_face_that_follows_the_light_by_less_than_half_a_degree_stays_where_it_is() -> None:
    direction = 0.6 * FORWARD + 0.8 * UP
    assert about(direction) == pytest.approx(direction)
    assert (about(direction + 0.003 * RIGHT) == about(direction)).all()
    assert (about(direction + 0.02 * RIGHT) != about(direction)).any()
