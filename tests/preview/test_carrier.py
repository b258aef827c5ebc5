"""What carries the camera of a shot: a station, an aircraft, a capsule that hops; nothing on the ground."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import instant
from cupola.errors import CupolaError
from cupola.places.flightpath import Flightpath
from cupola.preview import aloft
from cupola.preview.cabin import shot_lux
from cupola.preview.caption import caption
from cupola.preview.carrier import course_of, has_window, station_of
from cupola.preview.still import Still, still_of
from cupola.production import Production, load
from cupola.sky.airlight import COARSE
from cupola.sky.airlight.within import AirWithin
from tests.preview.plain import studio
from tests.small import write_small

FILMS = Path(__file__).parents[2] / "productions"
AT = instant("2026-10-13T14:53:50Z")


@pytest.fixture(scope="module")
def ten() -> Production:
    """A film in a New Shepard."""
    return load(FILMS / "ten-minutes")


def test_the_ticket_is_seen_from_107_km_through_the_window_of_its_shot(ten: Production) -> None:
    still = still_of(ten, "4A", AT)
    assert isinstance(still.course, Flightpath)
    assert (still.window.id, still.station.name, still.cabin_lux) == ("window 3", "New Shepard", 0.0)
    assert still.aim is not None and still.aim[2] > 0.1  # down at the limb


def test_its_frame_is_another_at_another_instant_and_the_same_when_sent(ten: Production) -> None:
    first, later = still_of(ten, "4A", AT), still_of(ten, "4A", AT + 60.0)
    assert first.key() != later.key()
    assert replace(first).key() == first.key()
    assert isinstance(first, Still)


def test_the_picture_and_what_is_said_of_it(ten: Production, monkeypatch: pytest.MonkeyPatch) -> None:
    air = AirWithin.made(fineness=COARSE)
    monkeypatch.setattr(aloft, "air_within", lambda: air)
    still = still_of(ten, "4A", AT, width=96, height=54)
    taken, lines = studio().take(still), "\n".join(caption(still).lines())
    assert taken.light[:10, 30:60].max() < 0.1 * taken.light.max()  # space
    assert taken.light[-5:, 40:50].min() > 100.0
    assert "New Shepard, window 3, 18 mm" in lines and "day: the Sun" in lines and "106 km over 31.4° N" in lines


def test_before_lift_off_there_is_no_picture(ten: Production) -> None:
    with pytest.raises(CupolaError, match="E307") as error:
        still_of(ten, "4A", AT - 3600.0)
    assert "it flies 2026-10-13T14:50" in str(error.value)


def test_a_shot_on_the_ground_is_told_so(ten: Production) -> None:
    assert not has_window(ten, ten.shots["1A"])
    with pytest.raises(CupolaError, match="E817") as error:
        station_of(ten, ten.shots["1A"])
    assert "shot on the ground" in str(error.value)


def test_a_shot_in_the_cabin_without_a_window_may_be_given_one(ten: Production) -> None:
    assert not has_window(ten, ten.shots["5A"])
    with pytest.raises(CupolaError, match="E817"):
        still_of(ten, "5A", AT)
    assert still_of(ten, "5A", AT, window="window 1").aim is None
    with pytest.raises(CupolaError, match="E311"):
        still_of(ten, "5A", AT, window="window 7")


def test_every_window_of_the_parabolas_can_be_looked_through() -> None:
    day = load(FILMS / "a-parabolic-day")
    for window in ("left", "right"):
        still = still_of(day, "2A", instant("2026-07-08T09:30:00Z"), window=window)
        assert still.station.name == "Il-76MDK" and still.window.shape == "round"


def test_the_stated_light_of_a_cabin_that_flies_is_its_own(ten: Production) -> None:
    lit = replace(ten, sets={key: replace(one, cabin=80.0) for key, one in ten.sets.items()})
    window = station_of(ten, ten.shots["4A"]).window("window 3")
    assert shot_lux(lit, lit.shots["4A"], window, 0.6) == 80.0
    assert shot_lux(ten, ten.shots["4A"], window, 0.6) == 0.0


def test_aboard_a_station_it_is_the_station_in_its_orbit(tmp_path: Path) -> None:
    production = load(write_small(tmp_path))
    shot = production.shots["1A"]
    assert station_of(production, shot) is production.station
    assert course_of(production, shot, production.shoot.start) is production.orbit
    assert has_window(production, shot)
