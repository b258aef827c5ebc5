"""The lamps of a station's document: those of the ISS, and what is wrong with others."""

import numpy as np
import pytest

from cupola.errors import DocumentError
from cupola.places import load_station, parse_station
from cupola.places.lamp import Lamps

ISS = load_station("iss")
STATION = """\
schema: cupola/1
station: Small
attitude:
  nominal: {ypr: [0 deg, 0 deg, 0 deg], source: x, confidence: high}
modules:
  A:
    name: Room
    ends: [[0, 0, 0], [6, 0, 0]]
    diameter: 4 m
    capacity: 2
    noise: [50, 60]
    source: x
    confidence: high
"""
LAMPS = """\
lamps:
  source: x
  confidence: high
  modes:
    work: {flux: 1.2 klm, colour: 4000 K, source: x, confidence: high}
  fittings:
    A-1: {module: A, at: [1, 0, -1], facing: [0, 0, 2]}
"""


def faults(text: str) -> list[tuple[str, int]]:
    """Give codes and lines of what is wrong."""
    with pytest.raises(DocumentError) as caught:
        parse_station(text, "small.yaml")
    return [(m.code, m.where.line if m.where else 0) for m in caught.value.messages]


def test_the_us_side_has_58_lamps_and_the_russian_side_none_that_are_known() -> None:
    counts = {key: sum(lamp.module == key for lamp in ISS.lamps.fittings) for key in ISS.modules}
    assert {key: count for key, count in counts.items() if count} == {
        "LAB": 12, "NOD1": 6, "NOD2": 8, "NOD3": 8, "COL": 8, "JPM": 16,
    }  # fmt: skip


def test_every_lamp_hangs_in_its_module_s_hull_and_shines_inward() -> None:
    for lamp in ISS.lamps.fittings:
        module = ISS.modules[lamp.module]
        start, stop = np.array(module.ends)
        axis = (stop - start) / np.linalg.norm(stop - start)
        away = np.array(lamp.at) - start
        across = away - (away @ axis) * axis
        assert np.linalg.norm(across) < module.diameter / 2, lamp.id
        assert np.dot(lamp.facing, across) < 0, lamp.id
        assert np.linalg.norm(lamp.facing) == pytest.approx(1.0)


def test_modes_have_flux_colour_source_and_confidence() -> None:
    assert list(ISS.lamps.modes) == ["general", "alert", "pre-sleep"]
    assert all(mode.source and mode.confidence == "low" for mode in ISS.lamps.modes.values())
    assert ISS.lamps.source
    assert ISS.lamps.confidence == "medium"


def test_a_station_of_ones_own_may_have_lamps_or_none() -> None:
    assert parse_station(STATION, "small.yaml").lamps == Lamps()
    found = parse_station(STATION + LAMPS, "small.yaml").lamps
    assert found.modes["work"].lumens == pytest.approx(1200.0)
    assert found.fittings[0].facing == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line"),
    [
        ("module: A, at", "module: B, at", "E315", 20),
        ("1.2 klm", "1.2 klx", "E107", 18),
        ("4000 K", "4000", "E107", 18),
        ("4000 K", "40 K", "E106", 18),
        ("4000 K", "21000 K", "E106", 18),
        ("facing: [0, 0, 2]", "facing: [0, 0, 0]", "E315", 20),
        ("facing:", "faces:", "E106", 20),
        ("fittings:", "fitings:", "E106", 19),
        ("    work: {flux: 1.2 klm, colour: 4000 K, source: x, confidence: high}\n", "    {}\n", "E106", 18),
    ],
)
def test_a_fault_is_told_at_its_line(right: str, wrong: str, code: str, line: int) -> None:
    text = STATION + LAMPS
    assert right in text
    assert (code, line) in faults(text.replace(right, wrong))
