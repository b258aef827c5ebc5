"""What comes of an approach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import instant, utc_text
from cupola.errors import SkyError
from cupola.flight.approach import Trouble
from cupola.flight.arrival import arrive, hand_delay, loss
from cupola.production import load
from tests.flight.visits import AT, visit
from tests.small import write_small

KEEPING = Trouble("by hand", at=instant("2021-10-05T12:03:30Z"))


def test_without_trouble_a_crew_is_aboard_when_the_leak_checks_are_done() -> None:
    found = arrive(visit())
    assert len(found.tries) == 1
    assert (found.late, found.days_lost) == (0.0, 0)
    assert found.hatches - found.contact.at == pytest.approx(2 * 3600 + 30 * 60)
    assert found.spread == 1800.0


def test_the_film_crew_s_hatches_open_about_three_as_they_did() -> None:
    """About 15:00 UTC by the station's list of events."""
    found = arrive(visit(trouble=KEEPING))
    assert found.hatches == pytest.approx(instant("2021-10-05T15:00Z"), abs=600.0)
    assert found.late == pytest.approx(600.0, abs=60.0)
    assert found.days_lost == 0


def test_a_broken_off_approach_is_flown_again_two_days_later_and_costs_two_days() -> None:
    found = arrive(visit(trouble=Trouble("break off", distance=60.0)))
    assert [one.contact is None for one in found.tries] == [True, False]
    assert found.tries[1].visit.at == AT + 2 * 86400
    assert {leg.hand for leg in found.tries[1].legs} == {"Kurs"}
    assert (found.days_lost, utc_text(found.hatches)[:10]) == (2, "2021-10-07")
    assert found.late == pytest.approx(2 * 86400, abs=120.0)
    assert found.spread > 86400.0


def test_ten_minutes_over_midnight_are_a_day() -> None:
    """Contact without trouble 5 min before hatches that open at midnight."""
    early = arrive(visit())
    shift = 86400.0 - early.hatches % 86400.0 - 300.0
    one = replace(visit(trouble=Trouble("by hand", distance=150.0)), at=AT + shift)
    found = arrive(one)
    assert found.late < 1200.0
    assert found.days_lost == 1


def test_gear_that_does_not_hold_leads_to_another_try_and_gives_up_after_three() -> None:
    one = visit()
    weak = replace(one, craft=replace(one.craft, capture=replace(one.craft.capture, fastest=0.1)))
    with pytest.raises(SkyError, match="E710 the docking gear did not hold at Rassvet nadir in 3 tries"):
        arrive(weak)


def test_a_contact_that_misses_by_chance_is_made_good_by_the_next() -> None:
    """Gear that bears 0.8 deg: the first ship comes 1.0 deg askew, its second try 0.3."""
    one = visit()
    fussy = replace(one.craft, capture=replace(one.craft.capture, angle=0.8))
    first, second = (arrive(replace(one, craft=fussy, seed=seed)) for seed in (0, 1))
    assert [one.is_docked for one in first.tries] == [False, True]
    assert [one.is_docked for one in second.tries] == [True]
    assert first.late == pytest.approx(2 * 86400, abs=120.0)


def test_hands_that_take_over_halfway_through_station_keeping_cost_nine_minutes() -> None:
    """Five to take over, less what is left of two minutes of keeping, and five more on the way down."""
    delay = hand_delay(visit())
    assert delay == pytest.approx(300.0 - 60.0 + 313.0, abs=30.0)
    assert hand_delay(visit(trouble=KEEPING)) == delay


def test_days_that_are_over_before_the_hatches_open_are_lost_to_a_shoot(tmp_path: Path) -> None:
    """The small production shoots from the 6th at 6:00 to the end of the 8th."""
    production = load(write_small(tmp_path))
    late = arrive(visit(trouble=Trouble("break off", distance=60.0)))
    found = loss(production, late)
    assert found.first_shot == late.hatches
    assert utc_text(found.first_shot)[:16] == "2021-10-07T14:41"
    assert (found.days, len(production.days)) == (1, 3)


def test_an_arrival_before_the_first_shot_leaves_it_where_it_is(tmp_path: Path) -> None:
    production = load(write_small(tmp_path))
    found = loss(production, arrive(visit(trouble=KEEPING)))
    assert (found.first_shot, found.days) == (production.shoot.start, 0)
