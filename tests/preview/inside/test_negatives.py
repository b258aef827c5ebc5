"""What is kept of a room: nothing is rendered twice, and nothing that differs is taken for the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cupola.preview.inside.cast import scene
from cupola.preview.inside.lights import EARTH, SUN, Lights
from cupola.preview.inside.negatives import Negatives, Walls, negatives
from cupola.preview.inside.passes import taken
from cupola.preview.inside.patches import patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import BOX, Solid
from cupola.preview.inside.study import probes
from cupola.preview.kept import VARIABLE
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, cube, lamp, lights

ROOM = cube(0.5, lamps=(lamp(-0.9 * UP, UP), lamp(0.9 * RIGHT, -RIGHT, name="row-2")))
VIEW = Pose(np.array([0.6, 0.0, 0.0]), -FORWARD, RIGHT, UP, (0.6, 0.4), 12, 8)
HEAD = np.array([0.1, 0.0, 0.0])
NOW = lights(ROOM, cd_m2=500.0)


@dataclass
class Hand:
    """Takes passes by coarse patches, and counts how often it is asked to set them up."""

    by: str = "patches"
    made: list[str] = field(default_factory=list)

    def __call__(
        self, room: Room = ROOM, *, view: Pose = VIEW, now: Lights = NOW, samples: int = 1, head: Any = HEAD
    ) -> Negatives:
        def make(whose: Room) -> Any:
            self.made.append(self.by)
            return patches(whose, scene(whose), 0.5, 8)

        return negatives(room, head, view, now, Walls(self.by, make), samples)


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Give one that has taken the room once."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = Hand()
    assert not found().are_kept
    found.made.clear()
    yield found


def test_the_same_room_is_not_taken_again(hand: Hand) -> None:
    first, second = hand(), hand()
    assert first.are_kept and second.are_kept
    assert hand.made == []


def test_what_is_kept_is_what_would_be_taken(hand: Hand) -> None:
    found, net = hand(), patches(ROOM, scene(ROOM), 0.5, 8)
    anew, read = taken(ROOM, VIEW, NOW, net), probes(ROOM, HEAD, VIEW, NOW, net)
    assert set(found.passes.light) == set(anew.light) == {SUN, EARTH, "row-1", "row-2"}
    for name, light in anew.light.items():
        assert found.passes.light[name] == pytest.approx(light, rel=1e-6, abs=1e-9)
        assert found.probes.lux[name] == pytest.approx(read.lux[name])
    assert found.passes.through == pytest.approx(anew.through)
    assert found.probes.window_cd_m2 == pytest.approx(read.window_cd_m2)


def test_another_colour_or_brightness_of_the_sun_is_only_another_sum(hand: Hand) -> None:
    assert hand(now=replace(NOW, beam=np.array([300.0, 50.0, 10.0]), at=60.0)).are_kept
    assert hand.made == []


BALL = Solid("ball", BOX, np.zeros(3), np.eye(3), np.full(3, 0.1), np.full(3, 0.3))


@pytest.mark.parametrize(
    "changed",
    [
        {"view": replace(VIEW, place=np.array([0.6, 0.01, 0.0]))},
        {"view": replace(VIEW, half=(0.5, 0.4))},
        {"view": replace(VIEW, width=13)},
        {"head": HEAD + 0.01 * UP},
        {"samples": 2},
        {"room": ROOM.with_solids(BALL)},
        {"room": replace(ROOM, lamps=(replace(ROOM.lamps[0], lumens=999.0), ROOM.lamps[1]))},
        {"room": replace(ROOM, openings=(replace(ROOM.openings[0], transmission=0.7),))},
    ],
    ids=["place", "lens", "size", "head", "samples", "thing", "lamp", "glass"],
)
def test_another_pose_or_room_is_taken_anew(hand: Hand, changed: dict[str, Any]) -> None:
    assert not hand(**changed).are_kept
    assert hand.made == ["patches"]  # set up once for all lights


def test_another_hand_takes_anew(hand: Hand) -> None:
    other = Hand("Mitsuba 3.9")
    assert not other().are_kept
    assert other.made == ["Mitsuba 3.9"]


def test_only_the_light_that_changed_is_taken_anew(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Sun a little higher: the passes of lamps and Earth are those that are kept."""
    wanted: list[Any] = []

    def counted(*given: Any, only: Any) -> Any:
        wanted.append(only)
        return partial(taken, only=only)(*given)

    monkeypatch.setattr("cupola.preview.inside.negatives.taken", counted)
    higher = replace(NOW, sun=(FORWARD - 0.1 * UP) / np.sqrt(1.01))
    assert not hand(now=higher).are_kept
    assert wanted == [(SUN,)]
    dimmer = replace(NOW, sky=NOW.sky.scaled(0.5))
    assert not hand(now=dimmer).are_kept
    assert wanted == [(SUN,), (EARTH,)]


def test_lights_that_do_not_shine_have_no_pass(hand: Hand) -> None:
    dark = replace(NOW, glass=np.zeros(1), sky=NOW.sky.scaled(0.0))
    found = hand(now=dark)
    assert set(found.passes.light) == set(found.probes.lux) == {"row-1", "row-2"}
    assert found.are_kept
    assert found.probes.window_cd_m2 == 0.0
