"""The places of a planned shot, in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.cli.places import choice_lines, choice_plain
from cupola.plan.argument.place import Choice, Place
from cupola.plan.document import read_plan
from cupola.plan.result import Plan
from cupola.production import Production, load

HOUR = 3600.0


@pytest.fixture
def office(planned: Path) -> tuple[Production, Plan]:
    """The small production and its plan."""
    return load(planned), read_plan(planned / "plan" / "plan.yaml").plan


def lines(office: tuple[Production, Plan], *places: Place, best: Place | None = None, openings: int = 0) -> list[str]:
    """Give the lines on the places of 1A."""
    production, plan = office
    choice = Choice(openings or len(places), places, best, (), ("1B",), ("2A",))
    return choice_lines(production, plan.strips, "1A", choice)


def test_each_kind_of_place_has_its_words(office: tuple[Production, Plan]) -> None:
    at = 1_633_510_800.0  # 2021-10-06T09:00Z
    cheap = Place(at + HOUR, here=False, fits=True)
    strip = office[1].strips[-1]
    out = (strip.shot,)
    found = lines(
        office,
        Place(at, here=True, fits=True),
        cheap,
        Place(at + 2 * HOUR, here=False, fits=True, cost=1800, price=-2500),
        Place(at + 3 * HOUR, here=False, fits=False, out=out),
        Place(at + 4 * HOUR, here=False, fits=False, out=out, moved=(strip,)),
        Place(at + 5 * HOUR, here=False, fits=False),
        Place(at + 6 * HOUR, here=False, fits=False, held=("2B", "3A")),
        best=cheap,
        openings=10,
    )
    assert found[:5] == [
        "  light, set and people come together for it ten times",
        "    09:00 on 6 October: here",
        "    10:00 on 6 October: fits, at the same cost, the next best place",
        "    11:00 on 6 October: fits, costs 2,500 US dollars less and 30 min of crew time more",
        f"    12:00 on 6 October: pushes {strip.shot} out of the plan",
    ]
    assert found[5].startswith(f"    13:00 on 6 October: pushes {strip.shot} to ")
    assert found[6] == "    14:00 on 6 October: not even with other shots out of the way"
    assert found[7] == "    15:00 on 6 October: not as long as 2B and 3A are held by a lock"
    assert found[8] == "    and three more, further away, where others are in the way"


def test_what_holds_it_is_told_last(office: tuple[Production, Plan]) -> None:
    last = lines(office, Place(0.0, here=True, fits=True))[-1]
    assert last.startswith("  what holds it: 1B must come after it, and begins at ")
    assert "; its light must cut with that of 2A" in last


def test_what_nothing_holds_is_told_too(office: tuple[Production, Plan]) -> None:
    production, plan = office
    single = next(strip for strip in plan.strips if len(strip.passes) == 1)
    choice = Choice(1, (Place(0.0, here=True, fits=True),), None, (), (), ())
    assert choice_lines(production, plan.strips, single.shot, choice)[-1] == "  nothing else holds it there"


def test_as_data_instants_are_utc() -> None:
    place = Place(1_633_510_800.0, here=False, fits=True, cost=59.6, price=1.234)
    plain = choice_plain(Choice(1, (place,), place, (), (), ()))
    assert plain["next_best"] == "2021-10-06T09:00:00Z"
    assert plain["places"] == [
        {
            "from": "2021-10-06T09:00:00Z",
            "here": False,
            "fits": True,
            "cost_s": 60,
            "price_usd": 1.23,
            "pushes_out": [],
            "held_by_locks": [],
            "which_go_to": {},
        }
    ]
