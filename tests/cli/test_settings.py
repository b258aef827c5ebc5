"""A camera's settings as they are typed."""

import pytest

from cupola.cli.commands.preview import Asked
from cupola.cli.settings import by_hand, is_by_hand, size_of, stop_of, stops_of
from cupola.errors import CupolaError
from cupola.preview.camera.metering import KOMODO


@pytest.mark.parametrize(
    ("text", "stop"), [("f/4", 4.0), ("F2.8", 2.8), ("T1.4", 1.4), ("t/5.6", 5.6), ("8", 8.0), (" f/ 11 ", 11.0)]
)
def test_a_stop_is_read_as_people_write_it(text: str, stop: float) -> None:
    assert stop_of(text) == stop


@pytest.mark.parametrize("text", ["", "f/", "f/0", "wide", "-4", "f/100", "4,0"])
def test_what_is_no_stop_is_refused(text: str) -> None:
    with pytest.raises(CupolaError, match="E821 --stop"):
        stop_of(text)


@pytest.mark.parametrize(("text", "size"), [("1920x1080", (1920, 1080)), ("64 X 36", (64, 36)), ("100×50", (100, 50))])
def test_a_size_is_read(text: str, size: tuple[int, int]) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize(("text", "seconds"), [("1/48", 1 / 48), ("0.5s", 0.5), ("1/50 s", 0.02), ("2", 2.0)])
def test_a_shutter_time_is_read(text: str, seconds: float) -> None:
    assert by_hand(Asked(shutter=text), KOMODO).seconds == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["1/0", "0", "100s", "fast", "1/2/3"])
def test_what_is_no_shutter_time_is_refused(text: str) -> None:
    with pytest.raises(CupolaError, match="E821 --shutter"):
        by_hand(Asked(shutter=text), KOMODO)


def test_what_is_not_given_is_the_camera_s_own() -> None:
    found = by_hand(Asked(nd=3.0), KOMODO)
    assert (found.iso, found.stop, found.nd) == (800.0, 4.0, 3.0)
    assert found.seconds == pytest.approx(1 / 48)


def test_only_iso_shutter_and_filter_switch_the_meter_off() -> None:
    assert not is_by_hand(Asked(stop="f/2", ev=1.0))
    assert all(is_by_hand(one) for one in (Asked(iso=800.0), Asked(shutter="1/48"), Asked(nd=0.0)))


@pytest.mark.parametrize("asked", [Asked(iso=float("inf")), Asked(nd=-1.0), Asked(iso=1.0), Asked(nd=99.0)])
def test_values_that_no_camera_has_are_refused(asked: Asked) -> None:
    with pytest.raises(CupolaError, match="E821"):
        by_hand(asked, KOMODO)


@pytest.mark.parametrize("change", [float("nan"), float("inf"), 1e308, -21.0])
def test_a_change_that_no_meter_takes_is_refused(change: float) -> None:
    with pytest.raises(CupolaError, match="E821 --ev"):
        stops_of(change)


def test_a_change_of_some_stops_is_taken() -> None:
    assert [stops_of(one) for one in (-2.5, 0.0, 3.0)] == [-2.5, 0.0, 3.0]
