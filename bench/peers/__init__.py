"""Other people's software, each finding the sunrises and sunsets of the same orbit in its own best way.

None of them is needed; what is not installed is passed over:

    pip install skyfield skyfield-data orekit-jpype satkit satkit-data anise lox-space brahe astropy astropy-iers-data

A peer is a module with a `TASK` in words, the `LIMIT` that comes nearest to what it takes for a sunrise, and `ready`,
which makes everything that is not counted (data, times of the grid) and gives what is: a callable without arguments
that gives the edges, UTC seconds since 1970, in order.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from cupola.clock import Instants, Span

OURS_EACH_TURN: Final = 5
NAMES: Final = ("skyfield", "orekit", "anise", "satkit", "lox", "brahe", "astropy")


@dataclass(frozen=True)
class Job:
    """What every peer is given: an element set and a span."""

    line1: str
    line2: str
    span: Span


@dataclass(frozen=True)
class Peer:
    """A peer made ready."""

    name: str
    task: str
    limit: str
    run: Callable[[], Instants]


@dataclass(frozen=True)
class Beside:
    """What a peer and ours took in turns, each the median, and the edges that the peer found."""

    peer: Peer
    theirs: float
    ours: float
    edges: Instants


def ready(name: str, job: Job) -> Peer | None:
    """Make a peer ready; None if it is not installed."""
    module = importlib.import_module(f"bench.peers.{name}")
    with _quiet():
        try:
            return Peer(name, module.TASK, module.LIMIT, module.ready(job))
        except ImportError:
            return None


def beside(peer: Peer, ours: Callable[[], Any], times: int) -> Beside:
    """Measure a peer and ours in turns, so that a busy machine is busy for both; ours, far shorter, some times each."""
    took: tuple[list[float], list[float]] = ([], [])
    with _quiet():
        for _ in range(times):
            seconds, edges = once(peer.run)
            took[0].append(seconds)
            took[1].append(median(ours, OURS_EACH_TURN)[0])
    return Beside(peer, statistics.median(took[0]), statistics.median(took[1]), edges)


def once(run: Callable[[], Any]) -> tuple[float, Any]:
    """Give the seconds that a callable takes, and its answer."""
    began = time.perf_counter()
    result = run()
    return time.perf_counter() - began, result


def median(run: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Give the median of the seconds that a callable takes, and its last answer."""
    runs = [once(run) for _ in range(times)]
    return statistics.median(seconds for seconds, _ in runs), runs[-1][1]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def even(span: Span, step: float) -> Instants:
    """Give even instants over a span, both ends included."""
    return np.linspace(span.start, span.stop, round(span.length / step) + 1)


def changes(at: Instants, lit: Any) -> Instants:
    """Give the middles of the steps of a grid in which light comes or goes."""
    k = np.flatnonzero(lit[:-1] != lit[1:])
    middles: Instants = (at[k] + at[k + 1]) / 2
    return middles


def sphere_height(position: Any, sun: Any) -> Any:
    """Give the Sun's height above a sphere's limb, rad: positive in light; vectors (n, 3) in km."""
    sight = sun - position
    distance = np.linalg.norm(position, axis=-1)
    up = np.einsum("ni,ni->n", position, sight) / (distance * np.linalg.norm(sight, axis=-1))
    return np.arcsin(up) + np.arccos(6378.137 / distance)
