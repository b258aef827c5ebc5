"""What stands in the light, as a station's file says it; every mistake told with its line."""

import numpy as np
import pytest

from cupola.clock import instant
from cupola.places import load_station, parse_station
from cupola.places.body import Box, Frustum, Sphere
from tests.places.test_load import HAVEN, changed, faults

STRUCTURE = """\
structure:
  joints:
    drum:
      at: [5, 0, 0]
      axis: [0, 2, 0]
      faces: [0, 0, -1]
      source: test
      confidence: low
    leaf:
      on: drum
      at: [5, 3, 0]
      axis: [1, 0, 0]
      angle: 30 deg
      source: test
      confidence: low
  parked:
    - name: docking
      from: 2026-01-05T00:00:00Z
      to: 2026-01-05T06:00:00Z
      angles: {drum: 45 deg}
      source: test
      confidence: low
  parts:
    WING:
      name: the wing
      joint: leaf
      hull:
        - {shape: box, centre: [5, 6, 0], size: [2 m, 5 m, 2 cm]}
      source: test
      confidence: low
    MAST:
      name: the mast
      hull:
        - {shape: cylinder, ends: [[5, 0, -2], [5, 0, -9]], diameter: 30 cm}
        - {shape: cone, ends: [[5, 0, -9], [5, 0, -10]], diameters: [30 cm, 0 cm]}
        - {shape: sphere, centre: [5, 0, -10], diameter: 50 cm}
      source: test
      confidence: low
"""
ARRAYED = HAVEN + STRUCTURE
FIRST = len(HAVEN.splitlines())  # lines before the structure


def test_bodies_and_joints_are_read() -> None:
    parts = {part.id: part for part in parse_station(ARRAYED, "haven.yaml").parts}
    assert list(parts) == ["HALL", "DRAGON", "WING", "MAST"]
    wing, mast = parts["WING"], parts["MAST"]
    assert wing.bodies == (Box((5.0, 6.0, 0.0), (2.0, 5.0, 0.02)),)
    assert mast.bodies[1:] == (
        Frustum((5.0, 0.0, -9.0), (5.0, 0.0, -10.0), (0.15, 0.0)),
        Sphere((5.0, 0.0, -10.0), 0.25),
    )
    assert mast.joint is None
    assert wing.joint is not None
    assert wing.joint.on is not None
    assert (wing.joint.angle, wing.joint.faces) == (30.0, None)
    assert (wing.joint.on.axis, wing.joint.on.faces) == ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0))
    (parked,) = wing.joint.on.parked
    assert (parked.span.start, parked.angle) == (instant("2026-01-05T00:00Z"), 45.0)
    assert wing.changes == (parked.span,)


def test_a_module_without_a_hull_is_a_cylinder_and_a_ship_is_one_while_it_is_docked() -> None:
    hall, dragon = parse_station(HAVEN, "haven.yaml").parts
    assert hall.bodies == (Frustum((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (2.2, 2.2)),)
    assert dragon.bodies == (Frustum((10.0, 0.0, 0.0), (18.0, 0.0, 0.0), (2.0, 2.0)),)
    edges = np.array([instant("2026-01-01T00:00Z"), instant("2026-02-01T00:00Z")])
    assert dragon.is_there(np.concatenate([edges - 1.0, edges])).tolist() == [False, True, True, False]
    assert hall.is_there(edges).all()


def test_a_hull_of_a_modules_own_takes_the_cylinders_place() -> None:
    hull = "diameter: 4.4 m\n    hull: [{shape: box, centre: [5, 0, 0], size: [10 m, 4 m, 4.4 m]}]"
    hall = parse_station(changed("diameter: 4.4 m", hull), "haven.yaml").parts[0]
    assert hall.bodies == (Box((5.0, 0.0, 0.0), (10.0, 4.0, 4.4)),)


def test_a_station_without_a_structure_has_its_modules_only() -> None:
    assert len(parse_station(HAVEN, "haven.yaml").parts) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("shape: box", "shape: bax", 28, 'E106 hull 1: shape "bax" is unknown'),
        ("size: [2 m, 5 m, 2 cm]", "size: [2 m, 5 m]", 28, "E106 hull 1: size must be a list of 3 values"),
        ("size: [2 m, 5 m, 2 cm]", "size: [2, 5 m, 2 cm]", 28, "E107 hull 1: size: 2 has no unit"),
        ("centre: [5, 6, 0]", "center: [5, 6, 0]", 28, 'E106 hull 1: the field "center" is unknown'),
        ("[[5, 0, -2], [5, 0, -9]]", "[[5, 0, -2], [5, 0, -2]]", 34, "E339 hull 1: its two ends are the same point"),
        ("[[5, 0, -2], [5, 0, -9]]", "[[5, 0, -2]]", 34, "E106 hull 1: ends must be the two ends of the axis"),
        ("diameters: [30 cm, 0 cm]", "diameters: [30 cm]", 35, "E106 hull 2: diameters must be a list of 2 values"),
        ("diameter: 50 cm", "diameter: 50 s", 36, "E107 hull 3: diameter"),
        ("joint: leaf", "joint: leave", 26, 'E338 WING: the joint "leave" is not one of the station'),
        ("on: drum", "on: leaf", 10, 'E338 leaf: the joint "leaf" is none of those above'),
        ("faces: [0, 0, -1]", "faces: [0, 1, -1]", 6, "E338 drum: what it turns to the Sun must be square to its axis"),
        ("faces: [0, 0, -1]", "faces: [0, 0.03, -1]", 6, "must be square to its axis"),
        ("axis: [0, 2, 0]", "axis: [0, 0, 0]", 5, "E315 drum: axis has no length"),
        ("angle: 30 deg", "angle: 30 m", 13, "E107 leaf: angle"),
        ("{drum: 45 deg}", "{dram: 45 deg}", 20, 'E106 angles: the field "dram" is unknown'),
        ("to: 2026-01-05T06", "to: 2026-01-04T06", 19, "E315 parked 1: it ends before it begins"),
        ("  parked:", "  parks:", 16, 'E106 structure: the field "parks" is unknown'),
    ],
)
def test_a_mistake_in_the_structure_is_told_with_its_place(old: str, new: str, line: int, message: str) -> None:
    assert old in STRUCTURE
    found = [fault.render() for fault in faults(HAVEN + STRUCTURE.replace(old, new, 1))]
    assert any(text.startswith(f"haven.yaml:{FIRST + line}:") and message in text for text in found), found


def test_a_part_without_a_hull_is_refused() -> None:
    bare = ARRAYED.replace("        - {shape: box, centre: [5, 6, 0], size: [2 m, 5 m, 2 cm]}\n", "", 1)
    bare = bare.replace("      joint: leaf\n      hull:\n", "      joint: leaf\n", 1)
    (fault,) = faults(bare)
    assert (fault.code, fault.text) == ("E339", "WING: it has no hull, so it stands in nobody's light")


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("[5, 0, 2.51]", "haven.yaml:38:9: E335 dome: the glass is 0.31 m outside the hull of Hall"),
        ("[5, 0, 1.8]", "haven.yaml:38:9: E335 dome: the glass is 0.40 m inside the hull of Hall"),
        ("[10.5, 0, 0]", "haven.yaml:38:9: E335 dome: the glass is 0.50 m outside the hull of Hall"),
    ],
)
def test_a_window_off_its_modules_hull_is_told_with_what_to_do(at: str, message: str) -> None:
    (fault,) = faults(changed("at: [5, 0, 2.2]", f"at: {at}"))
    assert message in fault.render()
    assert fault.hint == "set it on the hull, to 0.3 m, or tell the shape of Hall under hull"


@pytest.mark.parametrize("at", ["[5, 0, 2.49]", "[5, 0, 1.91]", "[5, 2.2, 0]"])
def test_a_window_may_stand_30_cm_off(at: str) -> None:
    assert parse_station(changed("at: [5, 0, 2.2]", f"at: {at}"), "haven.yaml").windows["dome"]


def test_windows_are_not_measured_against_a_hull_that_is_wrong() -> None:
    found = faults(changed("diameter: 4.4 m", "diameter: 4.4"))
    assert [fault.code for fault in found] == ["E107"]


@pytest.mark.parametrize("name", ["iss", "haven-1"])
def test_the_shipped_stations_windows_stand_on_their_hulls(name: str) -> None:
    station = load_station(name)
    hulls = {part.id: part.bodies for part in station.parts}
    for window in station.windows.values():
        assert abs(min(body.beyond(window.at) for body in hulls[window.module])) <= 0.3, window.id


def test_the_iss_is_as_wide_and_as_long_as_the_real_one() -> None:
    """NASA: 109 m from wing tip to wing tip across the flight (its truss 94 m and half of a wing's width each side)."""
    parts = [part for part in load_station("iss").parts if part.id.startswith(("SAW", "S6", "P6"))]
    assert len([part for part in parts if part.id.startswith("SAW")]) == 8
    across = [extent[1] for part in parts for body in part.bodies for extent in body.extent]
    assert max(across) - min(across) == pytest.approx(109.0, abs=4.0)
    along = [extent[0] for part in parts for body in part.bodies for extent in body.extent]
    assert max(along) - min(along) == pytest.approx(2 * 38.2, abs=1.0)


PARKED_TWICE = """\
    - name: again
      from: 2026-01-05T{start}:00:00Z
      to: 2026-01-05T09:00:00Z
      angles: {{drum: 10 deg}}
      source: test
      confidence: low
"""


def test_a_joint_is_not_parked_at_two_angles_at_once() -> None:
    twice = ARRAYED.replace("  parts:\n", PARKED_TWICE.format(start="05") + "  parts:\n")
    (fault,) = faults(twice)
    assert (fault.code, fault.where.line if fault.where else 0) == ("E315", FIRST + 26)
    assert "drum is parked twice at once" in fault.text
    after = parse_station(ARRAYED.replace("  parts:\n", PARKED_TWICE.format(start="06") + "  parts:\n"), "haven.yaml")
    assert {len(part.joint.on.parked) for part in after.parts if part.joint and part.joint.on} == {2}
