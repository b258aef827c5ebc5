"""Cupola: the production office for a film shot where the light moves.

The names that a script needs first stand here; what they need is loaded when they are first used (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cupola.clock import utc_text
    from cupola.light.almanac import Almanac
    from cupola.plan.make import make
    from cupola.plan.search.solve import Stop
    from cupola.plan.verify import verify
    from cupola.production.load import load

__version__ = "0.1.0"
__all__ = ["Almanac", "Stop", "load", "make", "utc_text", "verify"]

_HOMES = {
    "Almanac": "cupola.light",
    "Stop": "cupola.plan.search.solve",
    "load": "cupola.production",
    "make": "cupola.plan.make",
    "utc_text": "cupola.clock",
    "verify": "cupola.plan.verify",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cupola' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
