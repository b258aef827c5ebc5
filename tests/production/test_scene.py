"""Shots as values: who is in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.production import load
from tests.small import write_small


def test_people_of_a_shot_are_counted_once(tmp_path: Path) -> None:
    shot = replace(load(write_small(tmp_path)).shots["1A"], cast=("ada", "dina"), crew=("dina", "ada"))
    assert shot.people == ("ada", "dina")
