"""What a studio opens, in order, and how far it is."""

from types import SimpleNamespace
from typing import Any

import pytest

from cupola.errors import Message
from cupola.preview import opened as room
from cupola.preview.earth.clouds import Clouds
from cupola.preview.earth.earth import Earth
from cupola.preview.earth.materials import Materials
from cupola.preview.heavens import Heavens
from cupola.preview.still import Opening

MISSING = Message("E810", "stars are not installed")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Put stand-ins in the place of all that is read; give what they were asked for."""
    found: list[Any] = []
    tables, earth = SimpleNamespace(), SimpleNamespace(credits=("Land: NASA",))
    heavens = SimpleNamespace(credits=("Stars: ESA",), remarks=(MISSING,))

    def told(value: object, *arguments: object) -> object:
        found.append(arguments)
        step = arguments[-1]
        if callable(step):
            step(1.0)
        return value

    maps = SimpleNamespace(mask="where the sea is")
    monkeypatch.setattr(room, "air_tables", lambda on_step: told(tables, on_step))
    monkeypatch.setattr(Materials, "read", lambda day, step: told(maps, day, step))
    monkeypatch.setattr(Clouds, "chosen", lambda words, step: told("clouds", words, step))
    monkeypatch.setattr(Earth, "read", lambda *parts: told(earth, *parts))
    monkeypatch.setattr(Heavens, "read", lambda sea: told(heavens, sea))
    return found


def test_a_studio_has_all_of_it_and_says_whose_work_it_is_and_what_is_missing(asked: list[Any]) -> None:
    studio = Opening(None, "7")()
    assert studio.credits == ("Land: NASA", "Stars: ESA")
    assert studio.missing == (MISSING,)
    assert asked[2][0] == "7" and asked[3][2] == "clouds" and asked[4] == ("where the sea is",)


def test_how_far_it_is_only_ever_rises_to_all(asked: list[Any]) -> None:
    told: list[float] = []
    Opening()(told.append)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) >= 4
