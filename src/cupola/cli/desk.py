"""What several commands do alike: open a production, make its almanac, talk on stderr, print JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cupola.production import Production


def open_production(path: Path) -> Production:
    """Load a production."""
    from cupola.production import load

    return load(path)


def say(text: str) -> None:
    """Talk to the user, on stderr."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """Print a value as JSON on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
