"""A script of 120 pages: our parser beside fountain-py, screenplay-tools and screenplain; Final Draft; 10 MB.

The script is generated: the same words, speeches and headings every time. A peer counts only when it finds all scenes.
screenplay-tools takes `FADE IN:` for a scene, so that the script has none.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from cupola.script import as_json, parse, plain, revise, scenes, write_first
from cupola.script.fdx.parser import parse_sheet
from cupola.script.fdx.reader import screenplay_of
from cupola.script.fdx.writer import fdx_text
from cupola.script.fingerprint import bare_words, fingerprint
from cupola.script.length import lines
from cupola.script.manuscript import fountain_text
from cupola.tree import parse as tree

PAGES = 120
RUNS = 15
LARGEST = 10_000_000
SCENES = 10_000
WORDS = (
    *("the", "a", "he", "she", "looks", "window", "light", "dark", "hand", "turns"),
    *("slowly", "away", "radio", "kettle", "rain", "night", "door", "opens", "nobody", "waits"),
)
NAMES = ("NINA", "BORIS", "ANTON", "MITYA", "MISSION CONTROL", "LIZA")
PLACES = ("NAUKA - WORK BAY", "ZVEZDA - TABLE", "CUPOLA", "ZARYA - TUNNEL", "STAR CITY - CORRIDOR")


def main() -> None:
    """Measure and print."""
    text, count = script(PAGES)
    own = parse(text)
    pages = lines(own.elements) / 54
    print(f"a script of {pages:.0f} pages, {count} scenes, {len(text) / 1000:.0f} kB; medians of {RUNS} runs")
    peers = {name: reader for name, reader in readers().items() if reader(text) == count}
    medians = interleaved({name: (lambda r=reader: r(text)) for name, reader in peers.items()})  # type: ignore[misc]
    for name, seconds in medians.items():
        print(f"parse, {name:<17} {seconds * 1000:7.1f} ms   ratio {seconds / medians['cupola']:5.2f}")
    for name in readers().keys() - peers.keys():
        print(f"parse, {name:<17} does not find all scenes")
    whole(text)
    final_draft(text)
    many()
    print(f"{LARGEST / 1e6:g} MB of script parsed and cut: {_in_own_process(_largest, text)}")
    print(f"{LARGEST / 1e6:g} MB of Final Draft read and cut: {_in_own_process(_largest_fdx, text)}")


def readers() -> dict[str, Callable[[str], int]]:
    """Give the parsers that are installed, each as a function from a text to the number of its scenes."""
    found: dict[str, Callable[[str], int]] = {"cupola": ours}
    if find_spec("fountain"):
        found["fountain-py"] = fountain_py
    if find_spec("screenplay_tools"):
        found["screenplay-tools"] = screenplay_tools
    if find_spec("screenplain"):
        found["screenplain"] = screenplain
    return found


def ours(text: str) -> int:
    """Parse with Cupola."""
    return sum(element.kind == "scene_heading" for element in parse(text).elements)


def fountain_py(text: str) -> int:
    """Parse with fountain-py."""
    module = import_module("fountain")
    elements = module.FountainParser().parse(text).elements
    return sum(element.type.value == "scene_heading" for element in elements)


def screenplay_tools(text: str) -> int:
    """Parse with screenplay-tools."""
    module = import_module("screenplay_tools.fountain.parser")
    parser = module.Parser()
    parser.add_text(text)
    return sum(type(element).__name__ == "SceneHeading" for element in parser.script.elements)


def screenplain(text: str) -> int:
    """Parse with screenplain."""
    paragraphs = import_module("screenplain.parsers.fountain").parse(io.StringIO(text))
    return sum(type(paragraph).__name__ == "Slug" for paragraph in paragraphs)


def interleaved(jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Run jobs in turn, so that all see the same machine, and give the median seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in seconds.items()}


def whole(text: str) -> None:
    """Print what the steps of a breakdown take."""
    screenplay = parse(text)
    cut = scenes(screenplay)
    document = write_first(cut)
    shuffled = list(cut)
    random.Random(2).shuffle(shuffled)
    medians = interleaved(
        {
            "parse, cut and measure": lambda: scenes(parse(text)),
            "of it fingerprints": lambda: [
                fingerprint(bare_words(plain(e.text) for e in scene.elements)) for scene in cut
            ],
            "as data for JSON": lambda: as_json(screenplay, cut),
            "breakdown written": lambda: write_first(cut),
            "breakdown in step": lambda: revise(document, cut),
            "all scenes moved": lambda: revise(document, shuffled),
        }
    )
    for name, seconds in medians.items():
        print(f"{name:<24} {seconds * 1000:7.1f} ms")


def final_draft(text: str) -> None:
    """Print what Final Draft and Fountain take, read and written."""
    screenplay = parse(text)
    data = fdx_text(screenplay).encode()
    found = screenplay_of(parse_sheet(data, "film.fdx"), "film.fdx")
    medians = interleaved(
        {
            "Fountain written": lambda: fountain_text(screenplay),
            "Final Draft written": lambda: fdx_text(screenplay),
            "Final Draft read": lambda: screenplay_of(parse_sheet(data, "film.fdx"), "film.fdx"),
            "and broken down": lambda: write_first(scenes(found)),
        }
    )
    for name, seconds in medians.items():
        print(f"{name:<24} {seconds * 1000:7.1f} ms")


def many() -> None:
    """Print what a script of 10,000 scenes takes, and its breakdown of 2 MB."""
    text = "\n\n".join(
        f"INT. ROOM {k % 97} - DAY #{k}#\n\nAction {k}.\n\nNINA\nHello {k}." for k in range(1, SCENES + 1)
    )
    cut = scenes(parse(text))
    document = write_first(cut)
    jobs: dict[str, Callable[[], object]] = {
        "parsed and cut": lambda: scenes(parse(text)),
        "breakdown read": lambda: tree(document, "breakdown.yaml"),
        "breakdown in step": lambda: revise(document, cut),
    }
    for name, job in jobs.items():
        start = time.process_time()
        job()
        print(f"{SCENES:,} scenes, {name:<18} {time.process_time() - start:5.1f} s of processor time")


def _in_own_process(job: Callable[[str], str], text: str) -> str:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(job, (text,))


def _largest(text: str) -> str:
    """Parse a script of 10 MB and say how long it took and how much memory the process had at most."""
    body = text * (LARGEST // len(text))
    start = time.perf_counter()
    cut = scenes(parse(body))
    return _measured(start, len(cut))


def _largest_fdx(text: str) -> str:
    """Read as much of Final Draft: its marks are most of it."""
    once = fdx_text(parse(text))
    head, body, tail = once.partition("<Content>")[0], once.split("Content>")[1][:-2], "</Content></FinalDraft>"
    data = (head + "<Content>" + body * (LARGEST // len(body)) + tail).encode()
    start = time.perf_counter()
    cut = scenes(screenplay_of(parse_sheet(data, "film.fdx"), "film.fdx"))
    return _measured(start, len(cut))


def _measured(start: float, count: int) -> str:
    seconds = time.perf_counter() - start
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss is in bytes there, in kB elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return f"{seconds:.1f} s, {count} scenes, at most {peak:.0f} MB"


def script(pages: int) -> tuple[str, int]:
    """Make a script of so many pages; give it and the number of its scenes."""
    chance = random.Random(1)
    parts: list[str] = []
    height = count = 0
    while height < pages * 54:
        count += 1
        kind = chance.choice(("INT.", "EXT.", "INT./EXT."))
        scene = [f"{kind} {chance.choice(PLACES)} - {chance.choice(('DAY', 'NIGHT', 'DAWN'))} #{count}#"]
        for _ in range(chance.randrange(3, 14)):
            aside = "(quietly)\n" if chance.random() < 0.3 else ""
            cue = f"{chance.choice(NAMES)}\n{aside}" if chance.random() < 0.6 else ""
            scene.append(cue + _sentences(chance, chance.randrange(1, 5)))
        parts.append("\n\n".join(scene))
        height += lines(parse("\n" + parts[-1]).elements)
    return "\n\n".join(parts) + "\n", count


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(" ".join(chance.choices(WORDS, k=chance.randrange(3, 12))).capitalize() + "." for _ in range(count))


if __name__ == "__main__":
    main()
