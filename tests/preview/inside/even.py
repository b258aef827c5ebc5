"""A room of the station under an Earth that is even, without Mitsuba."""

import os
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np

from cupola.clock import instant
from cupola.errors import Message, SkyError
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.eye import Eye
from cupola.preview.inside import interior as module
from cupola.preview.inside.interior import Interior, Wish, interior
from cupola.preview.kept import VARIABLE
from cupola.preview.outside import Outside
from cupola.preview.still import Still
from tests.october import one_set_orbit

ISS = load_station("iss")
EARTHLIT, SUNNY = instant("2021-10-08T12:39:20Z"), instant("2021-10-08T12:15:32Z")
CD_M2 = 3000.0


class Even:
    """An Earth of 3000 cd/m2 wherever a ray goes down, and nothing else."""

    def seen(self, eye: Eye, width: int, height: int) -> Any:
        down = eye.rays(width, height) @ (-eye.position / np.linalg.norm(eye.position)) > 0.35
        light = np.where(down[..., None], CD_M2, 0.0).astype(np.float32) * np.ones(3, np.float32)
        return type("Seen", (), {"light": light})()

    def add(self, picture: Any, seen: Any, eye: Eye) -> None:
        """Nothing shines beyond it."""


def still(at: float = EARTHLIT, window: str = "zvezda.w14") -> Still:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    return Still(ISS, orbit, ISS.window(window), Lens(24.0), at, 24, 16, cabin_lux=250.0)


OUTSIDE = Outside(Even(), Even())


def missing(_: object) -> Any:
    """Stand in for `variant.opened` where Mitsuba is not installed."""
    raise SkyError(Message("E830", "not installed", hint='pip install "cupola[inside]"'))


@cache
def room(at: float = EARTHLIT) -> Interior:
    """Give the transfer compartment with somebody before its porthole."""
    with (
        TemporaryDirectory() as folder,
        patch.dict(os.environ, {VARIABLE: folder}),
        patch.object(module, "opened", missing),
    ):
        return interior(still(at), OUTSIDE, Wish(size="CU"))
