"""What an approaching ship looks like from the station's windows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import Span, instant
from cupola.errors import DocumentError
from cupola.flight.approach import Approach, Trouble
from cupola.flight.seen import Seen, Track, seen
from cupola.light.lens import Lens
from cupola.places import Station, load_station
from cupola.places.body import Box
from cupola.places.part import Part
from cupola.sky import Orbit, parse_tle
from tests.flight.visits import AT, flown
from tests.small import ELEMENTS

ISS = load_station("iss")
COURSE = Orbit(parse_tle(ELEMENTS, "iss.tle"), Span(AT - 600.0, AT + 7200.0))
SMOOTH = flown()
BY_HAND = flown(trouble=Trouble("by hand", at=instant("2021-10-05T12:03:30Z")))


def views(window: str, approach: Approach = SMOOTH, lens: Lens | None = None, station: Station = ISS) -> list[Seen]:
    return list(seen(station, COURSE, approach, [window], lens))


def straight(distance: float, port: str = "rassvet") -> Approach:
    """Give an approach that stands still on the axis of its port for ten minutes."""
    axis = np.array(ISS.port(port).axis)
    place = np.array(ISS.port(port).at) + distance * axis
    return replace(flown(port), at=AT + np.arange(601.0), places=np.tile(place, (601, 1)))


def test_straight_below_a_window_that_looks_down_the_ship_is_on_the_axis_and_as_large_as_it_is_wide() -> None:
    """From 43.3 m above it, a ship of 2.72 m that stands end on fills 2 atan(1.36 / 43.3)."""
    window = ISS.window("cupola.top")
    under = replace(SMOOTH.visit.port, at=window.at)
    far = straight(0.0)
    place = np.array(window.at) + np.array([0.0, 0.0, 43.3])
    still = replace(far, visit=replace(far.visit, port=under), places=np.tile(place, (601, 1)))
    (one,) = views("cupola.top", still)
    assert one.first.distance == pytest.approx(43.3)
    assert one.first.off_axis == pytest.approx(0.0, abs=1e-5)
    assert one.first.size == pytest.approx(2 * np.degrees(np.arctan(1.36 / 43.3)))
    assert one.span == Span(still.at[0], still.at[-1])


def test_from_the_side_a_ship_is_as_large_as_it_is_long() -> None:
    """As Nauka's porthole sees it at Rassvet: 7.2 m across at some 11 m."""
    last = views("nauka.forward")[-1].last
    assert last.distance == pytest.approx(np.hypot(-10.9 + 21.645, 15.2 - 12.0), abs=0.1)
    assert last.size == pytest.approx(2 * np.degrees(np.arctan(3.6 / 11.2)), rel=0.1)


def test_a_window_sees_the_ship_within_its_half_view_and_not_outside() -> None:
    for one in seen(ISS, COURSE, SMOOTH):
        window, track = ISS.window(one.window), Track(SMOOTH, ISS.window(one.window).at)
        at = np.linspace(one.span.start, one.span.stop, 25)
        off = np.degrees(np.arccos(np.clip(track.ray(at) @ np.array(window.normal), -1, 1)))
        assert off.max() <= window.half_view + 1e-3, one.window


def test_windows_that_look_up_see_nothing_of_a_ship_that_comes_from_below() -> None:
    names = {one.window for one in seen(ISS, COURSE, SMOOTH)}
    assert {"cupola.top", "nauka.forward", "zvezda.w9"} <= names
    assert not names & {"zvezda.w12", "zvezda.w13", "poisk.port"}


def test_what_is_between_hides_the_ship_and_what_is_beyond_does_not() -> None:
    """A wall of 40 m, halfway to the ship or behind it."""
    still, window = straight(60.0), ISS.window("cupola.top")
    assert len(views("cupola.top", still)) == 1
    eye, ship = np.array(window.at), still.places[0]
    for share, count in ((0.5, 0), (1.5, 1)):
        x, y, z = eye + share * (ship - eye)
        wall = Part("WALL", "a wall", (Box((x, y, z), (40.0, 40.0, 0.1)),))
        walled = replace(ISS, parts=(*ISS.parts, wall))
        assert len(views("cupola.top", still, station=walled)) == count


def test_a_ship_is_not_hidden_by_itself_where_the_station_s_list_has_it_docked_before() -> None:
    """By hand it comes a minute before MS-19 did; let it come after that, and the list has it docked already."""
    later = replace(BY_HAND, at=BY_HAND.at + 300.0)
    assert later.at[-1] > instant("2021-10-05T12:22:31Z")
    one = views("nauka.forward", later)[-1]
    assert one.last.at == pytest.approx(later.at[-1], abs=0.01)


def test_sunset_parts_what_is_seen_into_the_sun_and_the_dark() -> None:
    """The night of 34.2 min ends at 12:52:49 by the sunrises of that day, so it begins at 12:18:36."""
    lit, dark = views("cupola.top", BY_HAND)
    assert (lit.is_lit, dark.is_lit) == (True, False)
    assert lit.span.stop == dark.span.start
    assert lit.span.stop == pytest.approx(instant("2021-10-05T12:18:36Z"), abs=4.0)
    assert [one.is_lit for one in views("cupola.top")] == [True]


def test_in_a_picture_is_less_than_in_view_and_a_longer_lens_sees_less_and_larger() -> None:
    whole = sum(one.span.length for one in views("cupola.top"))
    wide, long = (views("cupola.top", lens=Lens(focal)) for focal in (24.0, 85.0))
    lengths = [sum(one.span.length for one in some) for some in (wide, long)]
    assert whole > lengths[0] > lengths[1] > 0
    at_start = [views("cupola.top", straight(100.0), Lens(focal))[0].first.share for focal in (24.0, 48.0)]
    assert at_start[1] == pytest.approx(2 * at_start[0])


def test_a_ship_fills_of_a_picture_what_the_lens_makes_of_it() -> None:
    """35 mm on 24.89 mm: what is 1 m wide at 10 m is 3.5 mm of it."""
    one = views("cupola.top", straight(100.0), Lens(35.0))[0].first
    wide = 2 * np.tan(np.radians(one.size) / 2) * one.distance
    assert one.share == pytest.approx(wide / one.distance * 35.0 / 24.89)


def test_what_leaves_the_picture_is_at_its_edge() -> None:
    lens = Lens(35.0)
    last = views("cupola.top", lens=lens)[-1].last
    assert last.at < SMOOTH.at[-1]
    half = lens.half_angles
    assert min(half) <= last.off_axis + 1e-3
    assert last.off_axis <= np.hypot(*half)


def test_without_a_lens_nothing_is_said_of_a_picture() -> None:
    assert all(np.isnan(one.first.share) for one in views("cupola.top"))


def test_looks_come_in_order_of_time() -> None:
    starts = [one.span.start for one in seen(ISS, COURSE, BY_HAND)]
    assert starts == sorted(starts)


def test_an_unknown_window_is_refused() -> None:
    with pytest.raises(DocumentError, match="E311"):
        views("cupola.bottom")


def looked(window: str, approach: Approach, lens: Lens | None = None) -> np.ndarray:
    """Say at each second, by itself, whether the ship is in a window: by angles and by what blocks its line."""
    pane = ISS.window(window)
    line = approach.places - np.array(pane.at)
    far = np.linalg.norm(line, axis=1)
    ray = line / far[:, None]
    inside = np.degrees(np.arccos(np.clip(ray @ np.array(pane.normal), -1, 1))) <= pane.half_view
    if lens is not None:
        up = np.array([1.0, 0, 0]) if abs(pane.normal[2]) > 0.9 else np.array([0, 0, -1.0])
        up = up - (up @ np.array(pane.normal)) * np.array(pane.normal)
        up = up / np.linalg.norm(up)
        right, deep = np.cross(pane.normal, up), ray @ np.array(pane.normal)
        wide, high = 24.89 / 2 / lens.focal, 14.0 / 2 / lens.focal
        inside &= (np.abs(ray @ right / deep) <= wide) & (np.abs(ray @ up / deep) <= high)
    sun = np.tile([0.0, 0.0, -1.0], (len(ray), 1))  # arrays are parked for the docking
    outward = ray @ np.array(pane.normal) > 1e-3
    blocked = np.zeros(len(ray), bool)
    names = ISS.blockers(window, ray[outward], approach.at[outward], sun[outward])
    blocked[outward] = [name is not None for name in names]
    free: np.ndarray = inside & ~blocked
    return free


@pytest.mark.parametrize(
    "window", ["cupola.top", "cupola.aft-starboard", "nauka.forward", "zvezda.w7", "destiny.nadir"]
)
@pytest.mark.parametrize("focal", [None, 24.0])
def test_second_by_second_the_same_is_seen(window: str, focal: float | None) -> None:
    """Nothing stands behind the ship here, so that whatever blocks the line stands before it."""
    lens = Lens(focal) if focal else None
    found = views(window, BY_HAND, lens)
    spans = [one.span for one in found]
    ours = np.array([any(span.start <= at < span.stop for span in spans) for at in BY_HAND.at])
    theirs = looked(window, BY_HAND, lens)
    assert (ours != theirs).sum() <= 2 * len(spans) + 1  # the seconds at either end


def test_between_two_seconds_a_ship_goes_straight_to_a_centimetre() -> None:
    """Of three states the middle one is where the line between the others has it, to four times what is claimed."""
    middle = (SMOOTH.places[:-2] + SMOOTH.places[2:]) / 2
    assert np.abs(middle - SMOOTH.places[1:-1])[:-1].max() < 0.04


def test_looks_at_the_ends_of_a_span_are_those_of_its_instants() -> None:
    for one in views("cupola.aft-starboard", BY_HAND):
        assert (one.first.at, one.last.at) == (one.span.start, one.span.stop)
        assert one.first.distance > one.last.distance
        assert one.first.size < one.last.size


@pytest.mark.parametrize("window", ["kibo.forward", "kibo.aft", "poisk.starboard"])
def test_a_window_that_looks_elsewhere_sees_nothing(window: str) -> None:
    assert views(window) == []


def test_a_ship_that_docks_at_the_front_is_seen_from_the_front() -> None:
    """It comes from below, past the windows that look down; at the port only those that look forward may see it."""
    found = flown("harmony-forward", key="crew-dragon")
    final = next(leg.span.start for leg in found.legs if leg.name == "final approach")
    names = {one.window for one in seen(ISS, COURSE, found) if one.span.stop > final + 60.0}
    assert "cupola.forward" in names
    assert not names & {"zvezda.w6", "zvezda.w7", "zvezda.w12", "cupola.aft", "destiny.nadir"}
