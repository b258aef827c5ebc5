"""The day's cameras, gear and data: what must be charged, carried and offloaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cupola.clock import Span
from cupola.production.model import Production
from cupola.publish.day import ShootingDay, Work
from cupola.publish.moment import running_text


@dataclass(frozen=True, slots=True)
class CameraLine:
    """A kind of camera: how many are out at once and aboard, its set-ups, takes, running time and gigabytes."""

    model: str
    out: int
    bodies: int
    setups: int
    takes: int
    rolled: str
    gb: str
    shots: str
    lenses: str


@dataclass(frozen=True, slots=True)
class GearLine:
    """Counted gear: how many are in use at once and aboard, and for which shots."""

    name: str
    out: int
    count: int
    shots: str


@dataclass(frozen=True, slots=True)
class Equipment:
    """Cameras, gear, and the data of the day against what the cards hold."""

    cameras: tuple[CameraLine, ...]
    gear: tuple[GearLine, ...]
    gb: str
    cards_gb: str
    part: float


def equipment(day: ShootingDay, production: Production) -> Equipment:
    """Add up the equipment of a day; the rate of a camera covers takes with their handles."""
    used = {work.strip.camera for work in day.works}
    total = sum(work.data_gb for work in day.works)
    cards = sum(stock.size * stock.count for stock in production.cards)
    return Equipment(
        cameras=tuple(_camera(key, day, production) for key in production.cameras if key in used),
        gear=tuple(line for key in production.gear if (line := _gear(key, day, production))),
        gb=f"{total:.0f}",
        cards_gb=f"{cards:.0f}",
        part=round(min(total / cards, 1.0), 4) if cards else 0.0,
    )


def _camera(key: str, day: ShootingDay, production: Production) -> CameraLine:
    works = [work for work in day.works if work.strip.camera == key]
    return CameraLine(
        model=production.cameras[key].model,
        out=peak((work.span, 1) for work in works),
        bodies=production.cameras[key].bodies,
        setups=len(works),
        takes=sum(len(work.takes) for work in works),
        rolled=running_text(sum(work.rolled + 2 * production.rules.handles * len(work.takes) for work in works)),
        gb=f"{sum(work.data_gb for work in works):.0f}",
        shots=_ids(works),
        lenses=", ".join(dict.fromkeys(work.shot.lens for work in works if work.shot.lens)),
    )


def _gear(key: str, day: ShootingDay, production: Production) -> GearLine | None:
    works = [work for work in day.works if dict(work.shot.gear).get(key)]
    if not works:
        return None
    item = production.gear[key]
    return GearLine(item.name, peak((w.span, dict(w.shot.gear)[key]) for w in works), item.count, _ids(works))


def peak(uses: Iterable[tuple[Span, int]]) -> int:
    """Give how many are in use at once at most; a camera or lamp stays rigged from set-up to last take."""
    edges = sorted(edge for span, count in uses for edge in ((span.start, 1, count), (span.stop, 0, -count)))
    most = level = 0
    for _, _, step in edges:  # at a shared instant a stop comes first: spans are half-open
        level += step
        most = max(most, level)
    return most


def _ids(works: Iterable[Work]) -> str:
    return ", ".join(work.shot.id for work in works)
