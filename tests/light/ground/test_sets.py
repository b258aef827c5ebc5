"""The light of several places on the ground at once, and of ground and station together."""

import pytest

from cupola.errors import SkyError
from cupola.light import Almanac, Need
from cupola.light.ground import GroundAlmanac, GroundLimits, GroundSets
from cupola.places import load_station
from tests.light.ground.places import SHOOT, STEPPE, SYDNEY
from tests.october import stay_orbit

EVENING = Need(light="sunset", location=STEPPE)
MORNING = Need(light="sunrise", location=SYDNEY)


def test_each_need_is_answered_from_its_own_place_in_the_order_asked() -> None:
    sets = GroundSets(SHOOT)
    steppe, sydney = (GroundAlmanac(place, SHOOT) for place in (STEPPE, SYDNEY))
    found = sets.opportunities([EVENING, MORNING, EVENING])
    assert found[0] == found[2] == steppe.opportunities([EVENING])[0]
    assert found[1] == sydney.opportunities([MORNING])[0]


def test_an_almanac_of_a_place_is_made_once() -> None:
    sets = GroundSets(SHOOT)
    assert sets.at(STEPPE) is sets.at(STEPPE)
    assert sets.at(STEPPE) is not sets.at(SYDNEY)


def test_limits_hold_for_every_place() -> None:
    sets = GroundSets(SHOOT, GroundLimits(low=10.0))
    assert sets.opportunities([EVENING])[0].total > GroundSets(SHOOT).opportunities([EVENING])[0].total
    assert sets.at(SYDNEY).limits.low == 10.0


def test_faults_of_all_places_are_told_at_once() -> None:
    needs = [Need(light="sun", location=STEPPE), MORNING, Need(light="sun_", location=SYDNEY), Need(light="day")]
    with pytest.raises(SkyError) as caught:
        GroundSets(SHOOT).opportunities(needs)
    assert [m.code for m in caught.value.messages] == ["E372", "E372", "E372"]
    assert "at no place" in caught.value.messages[-1].text


def test_there_are_no_phases_of_all_places_together() -> None:
    assert GroundSets(SHOOT).phases() == {}


def test_the_stations_almanac_answers_needs_aboard_and_on_the_ground_side_by_side() -> None:
    orbit = stay_orbit()
    almanac = Almanac(orbit, load_station("iss"), orbit.span)
    aboard = Need(light="eclipse")
    found = almanac.opportunities([EVENING, aboard, MORNING])
    assert found[1] == almanac.opportunities([aboard])[0]
    assert len(found[1]) > 150
    assert found[0] == GroundAlmanac(STEPPE, orbit.span).opportunities([EVENING])[0]
    assert found[2] == GroundAlmanac(SYDNEY, orbit.span).opportunities([MORNING])[0]
