"""The windowed benchmark: 150 shots in scenes, 192 revolutions, twelve days, five people, four modules.

The instance is drawn at random, from a seed, in the same order of draws as the figures that were published with it:
values, windows and duty are those. Its times are minutes; here they are seconds after `START`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.model.changes import Changes
from cupola.plan.model.problem import Problem, SceneTask, Task, Worker

START: Final = 1_633_392_000.0
DAYS: Final = 12
_MINUTE: Final = 60.0
_REVOLUTION: Final = 90
_ACTORS: Final = ("A1", "A2", "A3")
_CREW: Final = ("C1", "C2")
_MODULES: Final = 4
_LENGTHS: Final = {"day": (8, 35), "night": (6, 22), "sunrise": (3, 4), "sunset": (3, 4), "any": (8, 45)}
"""The least and the most minutes of a shot in each light."""

Minutes = list[tuple[int, int]]


@dataclass(frozen=True)
class Windowed(Problem):
    """A problem whose crew need two minutes between two shots, and more for another module, or another light there."""

    def gap(self, person: str, one: Task, other: Task) -> int:
        """Give the seconds from the end of one task to the start of the other; actors need none."""
        if person not in _CREW:
            return 0
        same_place, same_light = one.set == other.set, one.rig == other.rig
        if same_place:
            return 120 if same_light else 600
        return 840 if same_light else 1080


def windowed(seed: int = 1, tightness: float = 0.6, shots: int = 150) -> Windowed:
    """Draw an instance.

    Parameters
    ----------
    seed : int
        Of the random draws; the published figures are those of 1.
    tightness : float
        Hours of duty: at 1.0 all scenes fit, at 0.6 there is too much to do.
    shots : int
        How many.
    """
    draw = Random(seed)
    light = _light(draw)
    duty = {person: _duty(draw, tightness) for person in (*_ACTORS, *_CREW)}
    tasks: list[Task] = []
    scenes: list[SceneTask] = []
    while len(tasks) < shots:
        made, extra = _scene(draw, light, str(len(scenes) + 1), len(tasks), shots)
        tasks += made
        value = sum(round(task.take / _MINUTE) for task in made) // 4 + extra
        scenes.append(SceneTask(made[0].scene, value, tuple(task.id for task in made), ()))
    return Windowed(
        days=tuple(Span(START + k * DAY, START + (k + 1) * DAY) for k in range(DAYS)),
        factors=(1.0,) * DAYS,
        workers={key: Worker(key, _spans(spans), SpanSet(), (DAY,) * DAYS, 0.0, 0.0) for key, spans in duty.items()},
        tasks={task.id: task for task in tasks},
        scenes=tuple(scenes),
        cameras={"a": shots},
        changes=Changes(set_change=1080.0, rig_change=600.0),
    )


def _light(draw: Random) -> dict[str, SpanSet]:
    """Draw sunrise, day, sunset and night of each revolution; sunrise and sunset last four to six minutes."""
    light: dict[str, Minutes] = {"day": [], "night": [], "sunrise": [], "sunset": []}
    for number in range(DAYS * 1440 // _REVOLUTION):
        rise = number * _REVOLUTION + draw.randint(0, 1)
        day = rise + draw.randint(4, 6)
        fall = draw.randint(4, 6)
        sunset = day + 50 + draw.randint(-2, 2)
        night = sunset + fall
        ends = (("sunrise", rise, day), ("day", day, sunset), ("sunset", sunset, night))
        for word, start, stop in (*ends, ("night", night, (number + 1) * _REVOLUTION)):
            light[word].append((start, stop))
    return {**{word: _spans(spans) for word, spans in light.items()}, "any": _spans([(0, DAYS * 1440)])}


def _duty(draw: Random, tightness: float) -> Minutes:
    """Draw a morning and an afternoon for each day; now and then a day off."""
    length = int(200 * tightness)
    duty: Minutes = []
    for day in range(DAYS):
        late = draw.choice([0, 30, 60])
        if draw.random() < 0.06:
            continue
        starts = (day * 1440 + 8 * 60 + late, day * 1440 + 13 * 60 + 30 + late)
        duty += [(start, start + length) for start in starts]
    return duty


def _scene(draw: Random, light: dict[str, SpanSet], number: str, before: int, shots: int) -> tuple[list[Task], int]:
    """Draw the shots of a scene, and what it is worth beyond its length."""
    count = min(draw.randint(2, 6), shots - before)
    module, rig = draw.randrange(_MODULES), draw.randrange(3)
    cast = draw.sample(_ACTORS, draw.choice([1, 2, 2, 3]))
    made = [_shot(draw, light, f"{number}{'ABCDEF'[k]}", number, (module, rig), cast) for k in range(count)]
    return made, draw.randint(10, 60)


def _shot(
    draw: Random, light: dict[str, SpanSet], key: str, scene: str, place: tuple[int, int], cast: list[str]
) -> Task:
    word = draw.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    drawn = {kind: draw.randint(*_LENGTHS[kind]) for kind in ("day", "night", "sunrise", "sunset", "any")}
    there = [actor for actor in cast if draw.random() < 0.8] or [cast[0]]
    crew = draw.choices([("C1",), ("C2",), ("C1", "C2")], [35, 25, 40])[0]
    rig = place[1] if draw.random() < 0.8 else draw.randrange(3)
    return Task(
        id=key,
        scene=scene,
        set=f"module {place[0] + 1}",
        people=(*there, *crew),
        escorts=(),
        camera="a",
        gear=(),
        open=light["any"],
        rolling=light[word],
        passes=(1,),
        setup=0.0,
        take=drawn[word] * _MINUTE,
        reset=0.0,
        slow=False,
        data_gb=0.0,
        after=(),
        phase={"day": "sun", "night": "eclipse"}.get(word, word),
        rig=f"light {rig + 1}",
    )


_WEIGHTS: Final = {"day": 40, "night": 20, "sunrise": 8, "sunset": 8, "any": 24}
"""How often each light is drawn."""


def _spans(pairs: Minutes) -> SpanSet:
    return SpanSet([START + a * _MINUTE for a, _ in pairs], [START + b * _MINUTE for _, b in pairs])
