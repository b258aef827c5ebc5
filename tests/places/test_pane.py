"""Windows of what flies as they are written: which way they look, and what their glass is like."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cupola.errors import DocumentError
from cupola.places.hop import Hopper, read_hoppers
from cupola.places.pane import Glass

TEXT = files("cupola.places").joinpath("data", "hops.yaml").read_text("utf-8")


def shepard(old: str = "", new: str = "") -> Hopper:
    return read_hoppers(TEXT.replace(old, new, 1) if old else TEXT, "hops.yaml")["new-shepard"]


def test_glass_has_a_shape_measures_and_a_place() -> None:
    glass = shepard().glass
    assert isinstance(glass, Glass)
    assert (glass.shape, glass.size, glass.transmission) == ("rounded", (0.73, 1.1, 0.18), 0.92)
    assert (glass.away, glass.length, glass.stands) == (1.55, 2.0, True)


def test_a_window_sees_50_deg_to_each_side_where_nothing_is_told() -> None:
    assert [one.half_view for one in shepard().windows] == [50.0] * 6
    told = shepard("{name: window 2, azimuth: 60 deg}", "{name: window 2, azimuth: 60 deg, half_view: 35 deg}")
    assert told.windows[1].half_view == 35.0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("size: [0.73 m, 1.10 m, 0.18 m]", "size: [0.73 m, 1.10 m, 0.40 m]", "radius of its corners"),
        ("size: [0.73 m, 1.10 m, 0.18 m]", "size: [0.73 m, 1.10 m]", "list of 3 values"),
        ("shape: rounded", "shape: oval", "oval"),
        ("axis: up", "axis: down", "down"),
        ("transmission: 0.92", "transmission: 92", "transmission"),
        ("away: 1.55 m", "away: 1.55", "away"),
    ],
)
def test_what_glass_cannot_be_is_told_at_its_line(old: str, new: str, words: str) -> None:
    with pytest.raises(DocumentError) as error:
        shepard(old, new)
    assert words in str(error.value) and "hops.yaml:" in str(error.value)


def test_a_craft_may_be_without_glass() -> None:
    start = TEXT.index("    glass:")
    bare = TEXT[:start] + TEXT[TEXT.index('    source: "apogee') :]
    assert read_hoppers(bare, "hops.yaml")["new-shepard"].glass is None
