"""What is aboard, and what is on the ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import load
from cupola.publish.aboard import is_aboard

PRODUCTIONS = Path(__file__).parents[2] / "productions"


@pytest.mark.parametrize("name", ["the-challenge", "three-days-free"])
def test_a_film_in_orbit_is_aboard(name: str) -> None:
    assert is_aboard(load(PRODUCTIONS / name))


@pytest.mark.parametrize("name", ["the-ferry", "the-understudy", "one-sol", "a-parabolic-day", "ten-minutes"])
def test_a_film_on_the_ground_in_an_aircraft_or_on_another_world_is_not(name: str) -> None:
    assert not is_aboard(load(PRODUCTIONS / name))
