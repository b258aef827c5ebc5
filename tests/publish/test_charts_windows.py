"""Windows by the side they look to, and their panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import DAY, Span
from cupola.places import load_station
from cupola.publish.charts import PAPER
from cupola.publish.charts.panel import panel
from cupola.publish.charts.sheet import Sheet, settings
from cupola.publish.charts.windows import SIDES, WindowSun, side_of, window_suns
from tests.publish.drawing import Drawing
from tests.publish.toy_light import MIDNIGHT, toy


@pytest.mark.parametrize(
    ("window", "side"),
    [
        ("cupola.top", "down"),
        ("cupola.port", "port"),
        ("cupola.forward", "forward"),
        ("cupola.aft-starboard", "aft"),
        ("kibo.aft", "port"),
        ("nauka.cabin", "starboard"),
        ("nauka.forward", "forward"),
        ("zvezda.w13", "up"),
    ],
)
def test_a_window_looks_to_the_side_that_its_normal_leans_to(window: str, side: str) -> None:
    assert side_of(load_station("iss").window(window)) == side


def test_halfway_between_two_sides_up_wins_and_down_gives_way() -> None:
    window, half = load_station("iss").window("nauka.cabin"), 0.5**0.5
    assert side_of(replace(window, normal=(0.0, half, -half))) == "up"
    assert side_of(replace(window, normal=(0.0, half, half))) == "starboard"


def test_minutes_are_those_of_each_day_and_windows_stand_by_sides() -> None:
    days = [Span(MIDNIGHT, MIDNIGHT + DAY), Span(MIDNIGHT + DAY, MIDNIGHT + 1.5 * DAY)]
    rows = window_suns(toy(), days)
    assert [(row.window, row.side) for row in rows] == [("right", "starboard"), ("bow", "forward"), ("left", "port")]
    assert [row.minutes for row in rows] == [(944.0, 472.0), (160.0, 80.0), (0.0, 0.0)]
    assert [row.dark for row in rows] == [False, False, True]


def test_the_range_leaves_out_mere_parts_of_days_if_it_can() -> None:
    row = WindowSun("bow", "forward", (12.4, 62.0, 119.4, 3.0))
    assert row.range([True, False, False, True]) == "62–119"
    assert row.range([True] * 4) == "3–119"
    assert WindowSun("left", "port", (0.0, 0.3)).range([False, False]) == "0"
    assert WindowSun("left", "port", (0.0, 0.4)).dark


def _panel(rows: list[WindowSun]) -> Drawing:
    with settings():
        sheet = Sheet(PAPER, "A test")
        panel(sheet, rows, [False] * 13)
    return Drawing(sheet.svg())


def test_the_panel_has_a_heading_for_each_side_and_a_line_for_each_window() -> None:
    rows = [WindowSun(f"{side}.{k}", side, (10.0 * k,) * 13) for side in SIDES for k in range(4)]
    drawing = _panel(rows)
    assert [word for word in drawing.words if word.isupper()] == [side.upper() for side in SIDES]
    assert [word for word in drawing.words if "." in word] == [row.window for row in rows]
    assert drawing.collisions() == []


def test_a_panel_of_many_windows_draws_closer_and_stays_above_the_foot() -> None:
    rows = [WindowSun(f"{side}.{k}", side, (1000.0,) * 13) for side in SIDES for k in range(6)]
    drawing = _panel(rows)
    assert drawing.collisions() == []
    assert max(text.bottom for text in drawing.texts) < 183


def test_the_longest_bar_is_that_of_the_most_direct_sun_and_the_others_are_to_its_scale() -> None:
    rows = [WindowSun("bow", "forward", (40.0,) * 12 + (20.0,)), WindowSun("tail", "aft", (10.0,) * 13)]
    half, full = ([tuple(m * share for m in row.minutes) for row in rows] for share in (0.5, 1.0))
    for minutes in (half, full):
        drawing = _panel([WindowSun(r.window, r.side, m) for r, m in zip(rows, minutes, strict=True)])
        high = [np.subtract(*drawing.down(name)[::-1]) for name in ("bar-bow-0", "bar-bow-12", "bar-tail-3")]
        assert high == pytest.approx([4.0, 2.0, 1.0], abs=0.02), "a row of 4.9 mm has bars of 4 mm"
