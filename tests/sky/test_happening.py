"""What an orbit file announces: NASA's table of events is read to the second, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant, utc_text
from cupola.sky.happening import happenings
from tests.sky.messages import nasa

NEAR = instant("2022-02-20T00:00Z")
HEAD = "TRAJECTORY EVENT SUMMARY:"


def test_nasas_events_of_february_2022_are_read() -> None:
    """Progress MS-19 (80P) and Cygnus NG-17 came and the station was raised: dates and times are NASA's."""
    found = [(utc_text(h.at), h.what, h.kind, h.speed) for h in nasa().events]
    assert found == [
        ("2022-02-15T04:25:40Z", "80P Launch", "launch", 0.0),
        ("2022-02-17T07:06:29Z", "80P Arrivals", "arrival", 0.0),
        ("2022-02-19T17:39:59Z", "NG-17 Launch", "launch", 0.0),
        ("2022-02-21T09:35:00Z", "NG-17 Arrival", "arrival", 0.0),
        ("2022-02-26T01:37:00Z", "GMT057 Reboost", "burn", 0.4),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Crew10 Dock", "arrival"),
        ("91P Undocking", "departure"),
        ("HTV-9 Berthing", "arrival"),
        ("HTV-9 Unberth", "departure"),
        ("SpX-24 Release", "departure"),
        ("PDAM", "burn"),
        ("Soyuz Landing", "departure"),
        ("Spacewalk", "other"),
    ],
)
def test_an_event_is_sorted_by_its_name(name: str, kind: str) -> None:
    (found,) = happenings([HEAD, f" {name}   060:10:00:00.000   0.0  424.8  408.6"], NEAR)
    assert (found.what, found.kind) == (name, kind)


def test_what_changes_the_speed_is_a_burn_whatever_its_name() -> None:
    (found,) = happenings([HEAD, "Dock support  060:10:00:00  612  -0.25  424.8  408.6"], NEAR)
    assert (found.kind, found.speed) == ("burn", -0.25)


def test_the_table_s_frame_and_its_second_lines_are_no_events() -> None:
    lines = [
        "|       EVENT        |       TIG        | ORB |   DV    |",
        "|                    |       GMT        |     |   M/S   |",
        "=====================",
        "                                          (0.0)   (229.4)   (220.6)",
        "ISS first asc. node: EPOCH = 2022-02-11T12:08:41.500 $ ORBIT = 568",
    ]
    assert happenings([HEAD, *lines], NEAR) == ()


def test_comments_before_the_table_are_no_events() -> None:
    assert happenings([" Reboost 057:01:37:00.000 0.4 423.8 409.1"], NEAR) == ()


@pytest.mark.parametrize(
    ("near", "day", "date"),
    [("2022-12-28T00:00Z", "002", "2023-01-02"), ("2023-01-03T00:00Z", "364", "2022-12-30")],
)
def test_the_year_of_an_event_is_the_one_that_brings_it_nearest(near: str, day: str, date: str) -> None:
    (found,) = happenings([HEAD, f"Launch {day}:00:00:00.000 0.0 1.0 1.0"], instant(near))
    assert utc_text(found.at)[:10] == date


def test_events_come_in_order_of_time() -> None:
    rows = ["B 061:00:00:00 0.0 1.0 1.0", "A 060:00:00:00 0.0 1.0 1.0"]
    assert [h.what for h in happenings([HEAD, *rows], NEAR)] == ["A", "B"]


@given(st.lists(st.text(alphabet="0123456789:. ()AB|=", max_size=80), max_size=10))
def test_any_comments_are_read_without_harm(comments: list[str]) -> None:
    found = happenings([HEAD, *comments], NEAR)
    assert len(found) <= len(comments)
    assert [h.at for h in found] == sorted(h.at for h in found)


def test_a_line_longer_than_any_table_s_is_no_event() -> None:
    """Nor is it searched for one: what a line of millions of blanks would take."""
    row = "Launch 060:00:00:00 0.0 1.0 1.0"
    assert len(happenings([HEAD, row + " " * 400], NEAR)) == 1
    assert happenings([HEAD, row + " " * 500], NEAR) == ()
