"""The ISS of October 2021: complete, consistent with itself, with a source and a confidence for everything."""

from math import pi
from typing import cast

import numpy as np
import pytest

from cupola.clock import instant
from cupola.errors import DocumentError
from cupola.places import YawPitchRoll, load_station
from cupola.sky import Course

ISS = load_station("iss")

# every window that a breakdown of the film may name
WINDOWS = {
    "nauka": "forward cabin",
    "zvezda": "w6 w7 w8 w9 w12 w13 w14 cabin-port cabin-starboard",
    "poisk": "port starboard",
    "cupola": "top forward starboard aft-starboard aft port forward-port",
    "destiny": "nadir",
    "kibo": "aft forward",
}


def test_it_has_exactly_the_windows_that_can_be_named() -> None:
    named = {f"{room}.{window}" for room, windows in WINDOWS.items() for window in windows.split()}
    assert set(ISS.windows) == named


def test_it_has_the_modules_and_ships_of_those_days() -> None:
    rooms = {"LAB", "NOD1", "NOD2", "NOD3", "COL", "JPM", "CUP", "AL", "PMM", "FGB", "SM", "MLM", "MRM1", "MRM2"}
    ships = {"SOYUZ-MS18", "SOYUZ-MS19", "PROGRESS-MS17", "CREW-2", "CYGNUS-NG16"}
    assert set(ISS.modules) == rooms | ships
    assert {key for key, module in ISS.modules.items() if module.docked} == ships


def test_every_value_names_its_source_and_its_confidence() -> None:
    origins = [(module.source, module.confidence) for module in ISS.modules.values()]
    origins += [(window.source, window.confidence) for window in ISS.windows.values()]
    origins += [(part.source, part.confidence) for part in ISS.parts]
    origins += [(special.source, special.confidence) for special in ISS.attitude.special]
    origins += [(ISS.attitude.source, ISS.attitude.confidence)]
    assert all(source and confidence in ("high", "medium", "low") for source, confidence in origins)


def test_every_window_is_in_a_module_and_on_its_hull() -> None:
    """No farther from the module's axis than its radius and half a metre; Nauka's porthole stands out a little."""
    for window in ISS.windows.values():
        module = ISS.modules[window.module]
        start, stop = np.array(module.ends[0]), np.array(module.ends[1])
        along = np.clip((np.array(window.at) - start) @ (stop - start) / ((stop - start) @ (stop - start)), 0, 1)
        away = np.linalg.norm(np.array(window.at) - start - along * (stop - start))
        assert away <= module.diameter / 2 + 0.5, window.id


def test_every_window_looks_away_from_its_module() -> None:
    for window in ISS.windows.values():
        start, stop = (np.array(end) for end in ISS.modules[window.module].ends)
        assert (np.array(window.at) - (start + stop) / 2) @ np.array(window.normal) > 0, window.id


def test_every_normal_is_a_unit_vector() -> None:
    for window in ISS.windows.values():
        assert np.linalg.norm(window.normal) == pytest.approx(1.0, abs=1e-12)


def test_the_cupolas_sides_look_30_deg_below_the_horizontal_60_deg_apart() -> None:
    names = ("forward", "starboard", "aft-starboard", "aft", "port", "forward-port")
    normals = [ISS.windows[f"cupola.{name}"].normal for name in names]
    assert [np.degrees(np.arcsin(n[2])) for n in normals] == pytest.approx([30.0] * 6, abs=0.1)
    azimuths = np.unwrap([np.arctan2(n[1], n[0]) for n in normals])
    assert np.degrees(np.diff(azimuths)) == pytest.approx([60.0] * 5, abs=0.1)


@pytest.mark.parametrize(
    ("key", "axis", "sign"),
    [
        ("nauka.forward", 0, 1),
        ("poisk.starboard", 1, 1),
        ("poisk.port", 1, -1),
        ("kibo.aft", 1, -1),
        ("destiny.nadir", 2, 1),
        ("zvezda.w9", 2, 1),
        ("cupola.top", 2, 1),
    ],
)
def test_windows_look_where_their_names_say(key: str, axis: int, sign: int) -> None:
    assert ISS.window(key).normal[axis] == sign


@pytest.mark.parametrize(
    ("key", "area"),
    [("cupola.top", 0.503), ("cupola.forward", 0.40), ("destiny.nadir", 0.203), ("zvezda.w9", 0.126)],
)
def test_clear_areas_are_those_of_the_survey(key: str, area: float) -> None:
    assert ISS.window(key).area == pytest.approx(area, abs=0.003)


def test_the_nominal_attitude_is_that_of_the_outpost_book() -> None:
    assert ISS.attitude.nominal == YawPitchRoll(-4.0, -3.0, 0.0)
    assert ISS.attitude.at(instant("2021-10-09T12:00Z")) == ISS.attitude.nominal


def test_the_film_crews_two_ships_are_there_when_they_should_be() -> None:
    arrives, leaves = ISS.modules["SOYUZ-MS19"].docked, ISS.modules["SOYUZ-MS18"].docked
    assert arrives is not None
    assert leaves is not None
    assert arrives.start == instant("2021-10-05T12:22:31Z")
    assert leaves.stop == instant("2021-10-17T01:14:00Z")


def test_capacities_are_those_of_the_survey() -> None:
    expected = {"LAB": 5, "JPM": 6, "CUP": 2, "SM": 4, "MLM": 4, "FGB": 2, "NOD3": 2, "SOYUZ-MS18": 3}
    assert {key: ISS.modules[key].capacity for key in expected} == expected


def test_an_unknown_window_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(DocumentError, match=r'(?s)E311 .*no window "nauka.foward".*Did you mean "nauka.forward"'):
        ISS.window("nauka.foward")
    with pytest.raises(DocumentError, match=r"(?s)E311 .*its windows are cupola.top, "):
        ISS.window("xyz")


def test_an_unknown_landmark_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(DocumentError, match=r'(?s)E312 .*"Lisboa".*Did you mean "Lisbon"'):
        ISS.landmark("Lisboa")
    assert ISS.landmark("Lisbon").lat == 38.72


def test_a_round_window_has_the_area_of_its_circle() -> None:
    assert ISS.window("nauka.forward").area == pytest.approx(pi / 4 * 0.426**2)


class _Named:
    """A course of which only the names are known."""

    name = "some.oem"

    def __init__(self, *identities: str) -> None:
        self.identities = identities


@pytest.mark.parametrize("names", [("25544",), ("1998-067-A",), ("1998-067a", "25544"), ()])
def test_an_orbit_of_the_station_or_of_nobody_in_particular_is_taken(names: tuple[str, ...]) -> None:
    load_station("iss").refuse_other(cast(Course, _Named(*names)))
    load_station("haven-1").refuse_other(cast(Course, _Named("48274")))


@pytest.mark.parametrize("names", [("48274",), ("2021-035A",)])
def test_an_orbit_of_another_satellite_is_refused_by_name(names: tuple[str, ...]) -> None:
    with pytest.raises(DocumentError, match=f"E303 some.oem is of satellite {names[0]}, not of International Space"):
        load_station("iss").refuse_other(cast(Course, _Named(*names)))
