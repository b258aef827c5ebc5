"""Small problems made by hand: a day of minutes, a few people, one set or two."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.model.changes import Changes
from cupola.plan.model.hours import Hours
from cupola.plan.model.problem import Match, Problem, SceneTask, Task, Worker
from cupola.plan.model.stock import BatteryStock, CardStock
from cupola.plan.model.upkeep import Upkeep

START = 1_633_392_000.0  # 2021-10-05T00:00Z
MINUTE = 60.0


def minutes(*pairs: tuple[float, float]) -> SpanSet:
    """Give spans in minutes after the start of the first day."""
    return SpanSet([START + a * MINUTE for a, _ in pairs], [START + b * MINUTE for _, b in pairs])


ALWAYS = minutes((0, 2 * 1440))


def worker(
    name: str,
    film: SpanSet = ALWAYS,
    private: SpanSet = SpanSet(),  # noqa: B008  (immutable)
    *,
    limit: float = 1440,
    private_limit: float = 0,
    private_total: float | None = None,
    days: int = 2,
    hours: Hours | None = None,
    price: float = 0,
    private_price: float = 0,
    day_rate: float = 0,
    holds: bool = False,
) -> Worker:
    """Give a person; limits in minutes, prices in US dollars an hour and a day."""
    total = private_limit * days if private_total is None else private_total
    made = Worker(name, film, private, (limit * MINUTE,) * days, private_limit * MINUTE, total * MINUTE)
    paid = replace(made, price=price, private_price=private_price, day_rate=day_rate, holds=holds)
    return replace(paid, hours=hours) if hours else paid


def task(
    key: str,
    people: Sequence[str] = ("ana",),
    rolling: SpanSet = ALWAYS,
    *,
    scene: str | None = None,
    place: str = "stage",
    setup: float = 0,
    take: float = 10,
    passes: tuple[int, ...] = (1,),
    reset: float = 0,
    escorts: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    camera: str = "a",
    gear: tuple[tuple[str, int], ...] = (),
    data: float = 1.0,
    slow: bool = False,
    open_: SpanSet = ALWAYS,
    heard: tuple[str, ...] = (),
    crew: tuple[str, ...] = (),
    rig: str = "",
    looks: Mapping[str, str] | None = None,
    nights: SpanSet = SpanSet(),  # noqa: B008  (immutable)
) -> Task:
    """Give a shot; times in minutes; its scene is its number without the letter."""
    return Task(
        id=key,
        scene=scene or key.rstrip("ABCDEFGH"),
        set=place,
        people=tuple(people),
        escorts=escorts,
        camera=camera,
        gear=gear,
        open=open_,
        rolling=rolling & open_,
        passes=passes,
        setup=setup * MINUTE,
        take=take * MINUTE,
        reset=reset * MINUTE,
        slow=slow,
        data_gb=data,
        after=after,
        heard=heard,
        crew=crew,
        rig=rig,
        looks=tuple((looks or {}).items()),
        nights=nights,
    )


def changes(
    *,
    sets: float = 0,
    rigs: float = 0,
    travel: Mapping[tuple[str, str], float] | None = None,
    looks: Mapping[str, float] | None = None,
    moves: int | None = None,
) -> Changes:
    """Give how long changes take, in minutes; a way back takes as long as the way there."""
    ways = {pair: time * MINUTE for (a, b), time in (travel or {}).items() for pair in ((a, b), (b, a))}
    dressed = {who: time * MINUTE for who, time in (looks or {}).items()}
    return Changes(sets * MINUTE, rigs * MINUTE, ways, dressed, moves)


def card_stock(size: float, count: int, *, cameras: tuple[str, ...] = ("a",), nightly: float = math.inf) -> CardStock:
    """Give cards that are offloaded at the midnight between the first two days, and the next."""
    return CardStock(cameras, size, count, (START + DAY, START + 2 * DAY), nightly)


def battery_stock(count: int, runs: float, charge: float) -> BatteryStock:
    """Give batteries of the camera; times in minutes."""
    return BatteryStock("a", count, runs * MINUTE, charge * MINUTE)


def upkeep(
    workers: Sequence[Worker],
    *,
    clear: Mapping[str, float] | None = None,
    restore: Mapping[str, float] | None = None,
    by: float = 1440,
    stowage: Mapping[str, SpanSet] | None = None,
) -> Upkeep:
    """Give what two days' sets ask of people; times in minutes, `by` after midnight."""
    return Upkeep(
        {place: length * MINUTE for place, length in (clear or {}).items()},
        {place: length * MINUTE for place, length in (restore or {}).items()},
        (START + by * MINUTE, START + DAY + by * MINUTE),
        {w.id: w.film for w in workers},
        {key: tuple(spans) for key, spans in (stowage or {}).items()},
    )


def problem(
    tasks: Sequence[Task],
    workers: Sequence[Worker] = (),
    values: Mapping[str, int] | None = None,
    *,
    after: Mapping[str, tuple[str, ...]] | None = None,
    days: int = 2,
    factors: tuple[float, ...] = (1.0, 1.0),
    rest: float = 0,
    cameras: int = 9,
    gear: Mapping[str, int] | None = None,
    cards: tuple[CardStock, ...] = (),
    batteries: tuple[BatteryStock, ...] = (),
    upkeep: Upkeep | None = None,
    least_pass: float = 45,
    pass_gap: float = 190,
    revolution: float = 93,
    like_light: float = math.inf,
    matches: tuple[Match, ...] = (),
    changes: Changes | None = None,
    rigging: float = 0,
) -> Problem:
    """Give a problem; scenes are made from the tasks, each worth 1 unless said otherwise."""
    numbers = list(dict.fromkeys(t.scene for t in tasks))
    people = workers or [worker(name) for name in sorted({p for t in tasks for p in t.people + t.escorts})]
    return Problem(
        days=tuple(Span(START + k * DAY, START + (k + 1) * DAY) for k in range(days)),
        factors=factors,
        workers={w.id: w for w in people},
        tasks={t.id: t for t in tasks},
        scenes=tuple(
            SceneTask(
                number,
                (values or {}).get(number, 1),
                tuple(t.id for t in tasks if t.scene == number),
                (after or {}).get(number, ()),
            )
            for number in numbers
        ),
        cameras={"a": cameras},
        gear=gear or {},
        cards=cards,
        batteries=batteries,
        upkeep=upkeep,
        rest_between=rest * MINUTE,
        least_pass=least_pass * MINUTE,
        pass_gap=pass_gap * MINUTE,
        revolutions=(revolution * MINUTE,) * days,
        like_light=like_light * MINUTE,
        matches=matches,
        changes=changes,
        rigging=rigging * MINUTE,
    )
