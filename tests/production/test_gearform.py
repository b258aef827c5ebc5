"""Cameras, cards and the offload are read as the reference says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cupola.production.gearform import CameraForm, OffloadForm


def test_what_is_left_out_of_a_camera_has_the_documented_default() -> None:
    camera = CameraForm.model_validate({"bodies": 1})
    assert camera.confidence == "medium"
    assert (camera.kind, camera.sensor, camera.cards, camera.battery, camera.stowed) == (None,) * 5


@pytest.mark.parametrize(("field", "bad"), [("bodies", 0), ("bodies", 101), ("cards", {"size": "0 GB", "count": 1})])
def test_bounds_of_a_camera_are_kept(field: str, bad: object) -> None:
    with pytest.raises(ValidationError):
        CameraForm.model_validate({"bodies": 1, field: bad})


def test_the_offload_is_the_crew_rules_unless_it_is_written() -> None:
    assert all(value is None for value in OffloadForm().model_dump().values())
    assert OffloadForm.model_validate({"at": "21:00", "copies": 2}).copies == 2
