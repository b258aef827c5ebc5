"""The film of ten minutes: cameras side by side, each take inside what the flight gives, all in one launch."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from cupola.plan.make import make
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, inspect, load

TEN = Path(__file__).parents[2] / "productions/ten-minutes"


@cache
def film() -> tuple[Production, Plan]:
    """Give the film with its plan."""
    production = load(TEN)
    return production, make(production, stop=Stop(work=5))


def take(shot: str) -> tuple[float, float]:
    """Give the only take of a shot, in seconds from lift-off."""
    production, plan = film()
    (strip,) = (one for one in plan.strips if one.shot == shot)
    (only,) = (span for one in strip.passes for span in one.takes)
    return only.start - production.mission_start, only.stop - production.mission_start


def test_the_film_is_sound_planned_whole_and_legal() -> None:
    production, messages = inspect(TEN)
    assert production is not None and messages == ()
    assert {strip.shot for strip in film()[1].strips} == set(production.shots)
    assert verify(*film()) == ()


def test_two_seats_are_shot_side_by_side() -> None:
    for one, other in (("2A", "3A"), ("4A", "5A")):
        (a, b), (c, d) = take(one), take(other)
        assert max(a, c) < min(b, d)


def test_every_take_is_where_the_flight_gives_what_it_asks_for() -> None:
    """Boost until 142 s; floating until 339 s; heavy again until the canopies at 440 s."""
    assert take("2A")[0] > 0.0 and take("2A")[1] <= 142.0
    assert take("4A")[0] >= 142.0 and take("4A")[1] <= 340.0
    assert take("6A")[0] >= 340.0 and take("6A")[1] <= 440.0


def lit_by(folder: Path, asked: str, heading: float) -> Path:
    """Write the film with a capsule on a heading and the ticket in the light of a window."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (TEN / name).read_text("utf-8")
        text = text.replace("    kind: new-shepard ", f"    heading: {heading:g} deg\n    kind: new-shepard ")
        text = text.replace("window: window 3, view: limb,", f"{asked},")
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "asked", ["window: window 2, direct: true", "window: window 4, view: limb", "window: window 3, view: earth-day"]
)
def test_a_shot_in_the_light_of_a_window_is_planned_and_proven(tmp_path: Path, asked: str) -> None:
    """In the morning the Sun is in the south-east: ahead of window 2 of a capsule that looks to the north-east."""
    production = load(lit_by(tmp_path, asked, 60.0))
    plan = make(production, stop=Stop(work=5))
    assert plan.strip("4A") is not None and verify(production, plan) == ()


def test_a_capsule_that_looks_elsewhere_leaves_the_shot_without_its_sun(tmp_path: Path) -> None:
    plan = make(load(lit_by(tmp_path, "window: window 2, direct: true", 60.0)), stop=Stop(work=5))
    turned = load(lit_by(tmp_path, "window: window 2, direct: true", 240.0))
    faults = [one for one in verify(turned, plan) if one.shots[-1:] == ("4A",)]
    assert "E514" in [one.code for one in faults]
    other = make(turned, stop=Stop(work=5))
    (bone,) = (one for one in other.boneyard if one.shot == "4A")
    assert "direct sun through window 2" in bone.reason
