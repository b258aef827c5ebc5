"""How far a long work is, told while it goes on."""

from __future__ import annotations

from collections.abc import Callable

OnStep = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""
