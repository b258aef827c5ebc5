"""All paper of The Challenge, and of a production of 1,000 set-ups: how long it takes, how much it is, the same bytes.

The plan of The Challenge is made here in a few seconds by a short search: its worth does not matter, its paper has as
many strips. That of the large one is laid out by hand, ten set-ups a day.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cupola.clock import Span, SpanSet
from cupola.light import Almanac
from cupola.plan.figures import Money
from cupola.plan.light import light_of
from cupola.plan.make import make
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.search.stop import Stop
from cupola.production import Production, load
from cupola.publish import paper
from cupola.publish.language import Language, english, language_of
from cupola.script import read, scenes
from cupola.script.scene import Scene as ScriptScene

FOLDER = Path(__file__).parents[1] / "productions" / "the-challenge"
RUNS = 3
LIMIT = 10.0
LARGE = 1000


def main() -> None:
    """Measure and print."""
    production = load(FOLDER)
    plan = make(production, stop=Stop(work=3.0))
    almanac = light_of(production)
    rows = almanac.day_table(production.crew_offset) if isinstance(almanac, Almanac) else []
    beta, phases = {row.date: row.beta for row in rows}, almanac.phases()
    script = scenes(read(FOLDER / "screenplay.fountain"))
    both = [english(), language_of("ru", [FOLDER / "languages"])]
    print(f"The Challenge: {len(plan.strips)} strips; medians of {RUNS} runs")
    for name, languages in (("in English", both[:1]), ("in both languages", both)):
        measure(name, _printer(production, plan, phases, beta, languages, script))
    large = many(production)
    measure(
        f"{len(large.strips)} strips on {len(production.days)} days, in English",
        _printer(production, large, phases, beta, both[:1], script),
        runs=1,
    )


def _printer(
    production: Production,
    plan: Plan,
    phases: dict[str, SpanSet],
    beta: dict[str, float],
    languages: list[Language],
    script: tuple[ScriptScene, ...],
) -> Callable[[Path], list[Path]]:
    return lambda out: paper(production, plan, phases, out, beta=beta, languages=languages, script=script)


def measure(name: str, write: Callable[[Path], list[Path]], runs: int = RUNS) -> None:
    """Print paper some times, and say how long it took and whether it was the same."""
    seconds, processor, digests = [], [], set()
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            begun, worked = time.perf_counter(), time.process_time()
            made = write(Path(folder))
            seconds.append(time.perf_counter() - begun)
            processor.append(time.process_time() - worked)
            digests.add(hashlib.sha256(b"".join(path.read_bytes() for path in made)).hexdigest())
            size = sum(path.stat().st_size for path in made)
    median, busy = statistics.median(seconds), statistics.median(processor)
    same = "the same bytes" if len(digests) == 1 else "OTHER BYTES"
    sheets = sum(path.suffix == ".pdf" for path in made)
    times = f"{median:6.2f} s  of {LIMIT:g}  ({busy:.2f} s of processor)"
    print(f"{name:<40} {times}   {sheets} PDFs and their pages, {size / 1e6:.1f} MB, {same}")


def many(production: Production) -> Plan:
    """Lay out so many strips, a pass of one take each, over all days: the same shots again and again."""
    shots = list(production.shots.values())
    days = production.days
    each = -(-LARGE // len(days))
    strips = []
    for index in range(LARGE):
        day, place = divmod(index, each)
        shot = shots[index % len(shots)]
        start = days[day].start + place * (days[day].length - 120.0) / each
        one = Pass(Span(start, start + 30.0), (Span(start + 30.0, start + 60.0),))
        strips.append(Strip(shot.id, shot.scene, shot.set, shot.people, shot.camera, (one,)))
    plan = Plan(production.title, production.digest, tuple(strips), (), 1, 1, 1, Money(), "by hand")
    return replace(plan, strips=tuple(sorted(plan.strips, key=lambda strip: strip.span.start)))


if __name__ == "__main__":
    main()
