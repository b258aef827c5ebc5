"""One still in a process of its own: what it takes from the start, and how much memory. Prints a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

ORBIT = Path(__file__).parents[1] / "productions" / "the-challenge" / "orbit" / "iss.tle"
SCENES = {
    "noon": ("2021-10-08T00:16:00Z", "nadir", 28.0),
    "limb": ("2021-10-08T00:16:00Z", "limb", 28.0),
    "terminator": ("2021-10-08T00:39:00Z", "earth", 35.0),
    "sunrise": ("2021-10-08T01:18:30Z", "sunrise", 50.0),
    "night": ("2021-10-08T01:00:00Z", "limb", 24.0),
}
"""The instant, what the camera in the Cupola looks at, and its lens in mm."""


def main(name: str) -> None:
    """Open a studio and take a still, twice."""
    began = time.perf_counter()
    from bench.preview import still
    from cupola.preview.still import Studio, developed

    loaded = time.perf_counter()
    studio = Studio.open()
    opened = time.perf_counter()
    wanted = still(name)
    developed(studio.take(wanted))
    first = time.perf_counter()
    developed(studio.take(wanted))
    told = {
        "imports": loaded - began,
        "opened": opened - loaded,
        "first": first - opened,
        "again": time.perf_counter() - first,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
