"""Gravity as a set knows it: the words for it, and how much of the Earth's each stands for."""

from __future__ import annotations

from typing import Final

GRAVITY: Final = {"weightless": 0.0, "moon": 1.622 / 9.80665, "mars": 3.72076 / 9.80665, "earth": 1.0}
"""Words for gravity, in g: surface gravity of the Moon and of Mars (NASA planetary fact sheets)."""

GRAVITY_WORDS: Final = ("any", *GRAVITY, "heavy")
"""What a shot can ask of gravity; `heavy` is more than the Earth's, as in the pull-up of an aircraft."""
