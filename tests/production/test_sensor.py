"""What a production says of exposure: the sensors of its cameras, the cabin light of its sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.light.exposure import Sensor
from cupola.production import inspect, load
from cupola.production.crewrules import camera_kinds
from tests.small import PRODUCTION, write_small

KOMODO = "{model: RED KOMODO 6K, mode: R3D MQ, bodies: 1, rate: 637 Mbps}"
OWN = KOMODO[:-1] + ", sensor: {width: 27 mm, height: 1.4 cm, iso: 640, frame_rate: 25, stops: 13, nd: [2, 4]}}"


def text(camera: str) -> str:
    """Give the small production with another camera."""
    assert KOMODO in PRODUCTION
    return PRODUCTION.replace(KOMODO, camera)


def test_every_packaged_camera_has_a_sensor_with_source_and_confidence() -> None:
    for key, kind in camera_kinds().items():
        form = kind.sensor
        assert form.source and form.confidence, key
        made = Sensor(form.width * 1e3, form.height * 1e3, form.iso, form.frame_rate, form.stops, tuple(form.nd))
        assert 1.3 < made.width / made.height < 2.0, key
        assert list(made.nd) == sorted(made.nd), key


def test_two_modes_of_one_camera_have_one_sensor() -> None:
    kinds = camera_kinds()
    for one, two in (("red-komodo-hq", "red-komodo-mq"), ("alexa-mini-lf-raw", "alexa-mini-lf-prores")):
        assert kinds[one].sensor == kinds[two].sensor


def test_a_camera_of_a_packaged_kind_has_its_sensor_and_one_of_ones_own_what_is_written(tmp_path: Path) -> None:
    packaged = (
        load(write_small(tmp_path / "a", production=text("{kind: sony-fx6, bodies: 1}"))).cameras["komodo"].sensor
    )
    assert packaged is not None
    assert packaged.nd == (2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
    own = load(write_small(tmp_path / "b", production=text(OWN))).cameras["komodo"].sensor
    assert own is not None
    assert (own.width, own.height) == pytest.approx((27.0, 14.0))
    assert (own.iso, own.frame_rate, own.stops, own.nd) == (640.0, 25.0, 13.0, (2.0, 4.0))
    assert load(write_small(tmp_path / "c")).cameras["komodo"].sensor is None


@pytest.mark.parametrize(
    ("right", "wrong", "code", "says"),
    [
        ("width: 27 mm", "width: 27", "E107", "no unit"),
        ("width: 27 mm", "width: 27 m", "E356", "27000 mm wide"),
        ("iso: 640", "iso: 0", "E356", "ISO 0"),
        ("stops: 13, ", "", "E106", "stops is missing"),
        ("frame_rate: 25", "frame_rate: 0.02", "E356", "0.02 frames a second"),
        ("nd: [2, 4]", "nd: [2, -4]", "E356", "a filter of -4 stops"),
        ("nd: [2, 4]", "nd: [2, dark]", "E106", "nd"),
    ],
)
def test_a_sensor_that_is_none_is_told_at_its_line(
    tmp_path: Path, right: str, wrong: str, code: str, says: str
) -> None:  # fmt: skip
    assert right in OWN
    _, found = inspect(write_small(tmp_path, production=text(OWN.replace(right, wrong))))
    assert [m.code for m in found] == [code]
    assert says in found[0].text
    assert found[0].where is not None


def test_a_set_may_state_its_cabin_light(tmp_path: Path) -> None:
    plain = load(write_small(tmp_path / "a"))
    key, where = next(iter(plain.sets.items()))
    assert where.cabin is None
    line = next(line for line in PRODUCTION.splitlines() if line.strip().startswith(f"{key}: {{"))
    lit = PRODUCTION.replace(line, line.replace("{", "{cabin: 0.3 klx, ", 1))
    assert load(write_small(tmp_path / "b", production=lit)).sets[key].cabin == pytest.approx(300.0)
    dark = PRODUCTION.replace(line, line.replace("{", "{cabin: 300, ", 1))
    _, found = inspect(write_small(tmp_path / "c", production=dark))
    assert [m.code for m in found] == ["E107"]
