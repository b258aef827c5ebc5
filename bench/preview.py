"""Preview: a frame of 1920x1080 beside a plain shader of 32 steps and Mitsuba; the first frame of a process; memory.

`python -m bench preview`. Cupola's frame is all of it: Earth with clouds, air, Sun, Moon, stars, towns, the window's
frame, the station, glare, exposure, film. The shader's and Mitsuba's are the Earth alone. What is worked out once a
machine is made before anything is measured; `python -m bench.preview tables` tells it apart, in an empty cache folder.
`python -m bench.preview commands` measures only how soon a second process of the command starts to render.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from statistics import median
from typing import Any

from bench._frame import ORBIT, SCENES
from bench._marching import STEPS, Shader
from bench.peers import once
from cupola.clock import DAY, Span, instant
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.aim import aimed
from cupola.preview.still import Still, Studio, developed
from cupola.sky import Orbit, read_tle

SIZE = (1920, 1080)
WINDOW = "cupola.top"
TIMES = 5
_EVENTS = {"starts": "rendering starts", "file": "the file is there"}
PART = 8
"""A side of the frame is this many times that of the part on which the slowest is measured."""


def main() -> None:
    """Measure and print."""
    studio = Studio.open()
    _frames(studio)
    commands()
    _processes()
    _mitsuba(studio)


@cache
def _orbit() -> Orbit:
    start = instant("2021-10-08T00:00:00Z")
    return Orbit(read_tle(ORBIT), Span(start, start + DAY), name=ORBIT.name)


def still(name: str) -> Still:
    """Give the still of a scene."""
    when, target, focal = SCENES[name]
    station, at = load_station("iss"), instant(when)
    window = station.window(WINDOW)
    aim = aimed(_orbit(), station, window, at, target)
    return Still(station, _orbit(), window, Lens(focal), at, *SIZE, aim=aim)


def _frames(studio: Studio) -> None:
    """Take each scene in turns with the shader."""
    shader = Shader()
    print(f"frames of {SIZE[0]}x{SIZE[1]}, medians of {TIMES} in turns; wall and processor seconds", flush=True)
    for name in SCENES:
        wanted = still(name)
        eye = wanted.eye()
        runs: dict[str, Callable[[], Any]] = {
            "whole": partial(_whole, studio, wanted),
            "outside": partial(studio.outside.picture, eye, *SIZE),
            "shader": partial(shader.picture, eye, *SIZE, nested=False),
        }
        took = _in_turns(runs)
        ratio = took["shader"][1] / took["outside"][1]
        print(f"  {name:10} whole {_told(took['whole'])}; outside alone {_told(took['outside'])}")
        print(
            f"    {STEPS} steps, a table of sunlight: {_told(took['shader'])}, {ratio:.2f} times ours outside",
            flush=True,
        )
    small = partial(shader.picture, still("noon").eye(), SIZE[0] // PART, SIZE[1] // PART, nested=True)
    small()
    began = time.process_time()
    small()
    nested = (time.process_time() - began) * PART**2
    print(
        f"  {STEPS} steps that march to the Sun, no table, noon: {nested:.0f} processor seconds (a part of it, scaled)"
    )


def _whole(studio: Studio, wanted: Still) -> None:
    developed(studio.take(wanted))


def _in_turns(runs: Mapping[str, Callable[[], Any]]) -> dict[str, tuple[float, float]]:
    """Give the medians of the wall and processor seconds of each; the first turn compiles and does not count."""
    took: dict[str, list[tuple[float, float]]] = {part: [] for part in runs}
    for turn in range(TIMES + 1):
        for part, run in runs.items():
            began = time.process_time()
            wall, _ = once(run)
            if turn:
                took[part].append((wall, time.process_time() - began))
    return {part: _medians(of) for part, of in took.items()}


def _medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return median(wall for wall, _ in times), median(cpu for _, cpu in times)


def _told(times: tuple[float, float]) -> str:
    return f"{times[0]:.2f} s ({times[1]:.2f})"


def commands() -> None:
    """Run `cupola preview` in processes of their own: the first makes what is kept once a machine, and does not count.

    They keep bytecode, as an installed package has it.
    """
    when, target, focal = SCENES["noon"]
    view = ("--place", "iss", "--window", WINDOW, "--lens", f"{focal:g} mm", "--aim", target)
    asked = {
        "through a window": ("--orbit", str(ORBIT), *view, "--at", when),
        "of a production": (str(ORBIT.parents[1]), "1A", "--at", when),
    }
    with tempfile.TemporaryDirectory() as folder:
        settings = {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "PYTHONDONTWRITEBYTECODE": ""}
        for name, arguments in asked.items():
            command = ("preview", *arguments, "-o", f"{folder}/still.png")
            told = [_child("bench._command", f"{time.time()}", *command, **settings) for _ in range(TIMES + 1)][1:]
            found = [one for one in told if one is not None]
            for what in ("starts", "file") if found else ():
                times = [(one[what]["wall"], one[what]["cpu"]) for one in found]
                print(f"cupola preview {name}, {_EVENTS[what]}: {_told(_medians(times))}", flush=True)


def _processes() -> None:
    for name in ("noon", "night"):
        found = _child("bench._frame", name)
        if found is None:
            continue
        start = found["imports"] + found["opened"]
        print(
            f"a process of its own, {name}: opened after {start:.2f} s, a frame after {start + found['first']:.2f} s,"
        )
        print(f"  the second in {found['again']:.2f} s; {found['memory'] / 1e6:.0f} MB at most", flush=True)


def _mitsuba(studio: Studio) -> None:
    """Set Mitsuba's textured ball beside ours."""
    found = _child("bench._mitsuba", "noon")
    if found is None:
        print("Mitsuba: not installed")
        return
    eye = still("noon").eye()
    ours = median(once(lambda: studio.outside.picture(eye, *SIZE))[0] for _ in range(TIMES))
    times = found["seconds"] / ours
    print(f"Mitsuba ({found['variant']}), a textured ball without air, {found['samples']} samples: ", end="")
    print(f"{found['seconds']:.1f} s, {times:.0f} times ours")


def tables() -> None:
    """Make everything that is made once a machine, in an empty folder, and open it again."""
    with tempfile.TemporaryDirectory() as folder:
        for what in ("made", "opened again"):
            found = _child("bench._frame", "noon", CUPOLA_CACHE=folder)
            if found is not None:
                print(f"tables, maps, clouds, lists {what}: {found['opened']:.2f} s")


def _child(module: str, *arguments: str, **settings: str) -> dict[str, Any] | None:
    """Run a module in a process of its own; None if it fails for want of a package."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **settings},
    )
    if ran.returncode:
        print(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else f"{module} failed")
        return None
    told: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return told


if __name__ == "__main__":
    {"tables": tables, "commands": commands}.get(" ".join(sys.argv[1:]), main)()
