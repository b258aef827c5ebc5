"""The storyboard: a frame for each shot of a plan at its planned instant, in story order or in shooting order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from cupola.preview.planned import planned_instant
from cupola.production.model import Production
from cupola.production.scene import Scene, Shot
from cupola.publish.aboard import is_aboard
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, Work
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.language import Language
from cupola.publish.moment import Moment
from cupola.publish.prints import Print, credits_of, described
from cupola.publish.story import Heading, clipped
from cupola.publish.strips import StripPrinter
from cupola.publish.sunlight import Phases
from cupola.script.length import pages_text

Order = Literal["story", "shooting"]
ORDERS: Final[tuple[Order, ...]] = ("story", "shooting")
"""Scene by scene as the film is seen, or day by day as it is made."""

_NO_PRINTS: Final[Mapping[str, Print]] = {}
_TEXT = 180
_GIST = 64


@dataclass(frozen=True, slots=True)
class Panel:
    """A shot on the storyboard.

    Attributes
    ----------
    text, gist : str
        What happens, and its first words.
    at : Moment
        The instant of the frame: the middle of the first take. `length` is how long that take runs.
    take : str
        `take 1 of 3`.
    light, phase : str
        The light that the shot needs, and the light then; the same where no phases are known.
    window : str
        The window that it looks through or is lit through; empty where it has none.
    seen : bool
        Whether what is in that window is in the picture; else the window only lights it.
    picture : str
        The name of the frame's picture; empty where there is none and a card is drawn.
    described : str
        What is in the picture, in words, for who cannot see it.
    framing : str
        The size as it is written, in capitals.
    numbers : tuple of int
        The cast numbers of who is before the camera.
    """

    shot: str
    scene: str
    heading: Heading
    place: str
    text: str
    gist: str
    size: str
    framing: str
    lens: str
    camera: str
    players: str
    numbers: tuple[int, ...]
    day: int
    date: str
    at: Moment
    length: str
    take: str
    light: str
    phase: str
    asks: str
    window: str
    seen: bool
    picture: str
    described: str
    exposure: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A scene in story order, or a day in shooting order: its title, a remark, what is left out of it, its panels."""

    title: str
    remark: str
    left_out: str
    tone: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Storyboard:
    """The whole storyboard in one order.

    Attributes
    ----------
    aboard : bool
        Whether any set is not on the ground.
    frames : str
        How many of the panels are pictures.
    left_out : str
        The scenes of which nothing is scheduled.
    credits : str
        Whose pictures and lists are in the frames; empty where there are none.
    """

    imprint: Imprint
    aboard: bool
    order: Order
    kind: str
    remark: str
    frames: str
    left_out: str
    credits: str
    groups: tuple[Group, ...]


def storyboard(
    production: Production,
    schedule: Schedule,
    casting: Casting,
    phases: Phases,
    order: Order,
    prints: Mapping[str, Print] = _NO_PRINTS,
) -> Storyboard:
    """Make the storyboard of a plan.

    Lessons have no frame: nothing of them is filmed.

    Parameters
    ----------
    production : Production
        As it is written: a card is drawn by the size of a shot, whatever its language calls it.
    prints : mapping of str to Print
        The frames that were taken, by shot; a card is drawn for every other shot.
    """
    drawing = _Drawing(production, schedule, casting, phases, prints)
    groups = drawing.scenes() if order == "story" else drawing.days()
    said, shots = schedule.language, sum(len(group.panels) for group in groups)
    taken = sum(1 for group in groups for panel in group.panels if panel.picture)
    return Storyboard(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        aboard=is_aboard(production),
        order=order,
        kind=said.say(f"storyboard-{order}"),
        remark=said.count("set-ups", shots),
        frames=said.say("frames-of", n=taken, all=shots) if taken else said.say("frames-none"),
        left_out=drawing.scenes_left_out(),
        credits=_credits(prints.values(), said),
        groups=groups,
    )


def _credits(prints: Iterable[Print], said: Language) -> str:
    found = [said.phrase(one.removesuffix(".")) for one in credits_of(prints)]
    return said.say("frames-hold", what="; ".join(found)) if found else ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    production: Production
    schedule: Schedule
    casting: Casting
    phases: Phases
    prints: Mapping[str, Print]

    def scenes(self) -> tuple[Group, ...]:
        """Give the scenes of which something is planned, in story order."""
        works = self._first_works()
        found = []
        for scene in self.schedule.scenes:
            some = [(day, work) for shot in scene.shots for day, work in works.get(shot.id, ())]
            if some and scene.lesson is None:
                found.append(self._scene(scene, tuple(self._panel(day, work) for day, work in some)))
        return tuple(found)

    def days(self) -> tuple[Group, ...]:
        """Give the days on which something is filmed, in order; a shot stands on the day of its first take."""
        works = self._first_works()
        found = []
        for day in self.schedule.days:
            first = [work for work in day.works if (day.number, work) in works.get(work.shot.id, ())]
            if first:
                in_turn = sorted(first, key=lambda work: work.takes[0])
                panels = tuple(self._panel(day.number, work) for work in in_turn)
                found.append(self._day(day.number, day.date, panels))
        return tuple(found)

    def scenes_left_out(self) -> str:
        """Name the scenes of which nothing is scheduled."""
        works = self._first_works()
        missing = [
            scene.number
            for scene in self.schedule.scenes
            if scene.lesson is None and scene.shots and not any(shot.id in works for shot in scene.shots)
        ]
        said = self.schedule.language
        return said.count("scenes-left-out", len(missing), scenes=", ".join(missing)) if missing else ""

    def _first_works(self) -> dict[str, list[tuple[int, Work]]]:
        """Give what is made of each shot on its first day, with the number of that day."""
        found: dict[str, list[tuple[int, Work]]] = {}
        for day in self.schedule.days:
            for work in day.works:
                if work.scene.lesson is None and work.takes:
                    found.setdefault(work.shot.id, [(day.number, work)])
        return found

    def _scene(self, scene: Scene, panels: tuple[Panel, ...]) -> Group:
        said, heading = self.schedule.language, self.schedule.headings[scene.number]
        planned = {panel.shot for panel in panels}
        missing = ", ".join(shot.id for shot in scene.shots if shot.id not in planned)
        return Group(
            title=f"{scene.number} {heading.line}",
            remark=" · ".join(
                (said.say("pages-long", pages=pages_text(scene.eighths)), said.count("set-ups", len(panels)))
            ),
            left_out=said.say("panels-left-out", shots=missing) if missing else "",
            tone=heading.tone,
            panels=panels,
        )

    def _day(self, number: int, date: str, panels: tuple[Panel, ...]) -> Group:
        said = self.schedule.language
        title = f"{said.say('day-number', n=number)} · {said.long_date(date)}"
        return Group(title, said.count("set-ups", len(panels)), "", "", panels)

    def _panel(self, day: int, work: Work) -> Panel:
        shot, said, clocks = work.shot, self.schedule.language, self.schedule.clocks
        place = self.schedule.production.sets[work.strip.set]
        at, made = planned_instant(work.takes[0]), self.prints.get(shot.id)
        asks = StripPrinter(self.schedule, self.casting, self.phases).asks(shot)
        phase = self.phases.at(at).phase or shot.need.light
        return Panel(
            shot=shot.id,
            scene=shot.scene,
            heading=self.schedule.headings[shot.scene],
            place=place.name,
            text=clipped(shot.text, _TEXT),
            gist=clipped(shot.text, _GIST),
            size=shot.size,
            framing=self.production.shots[shot.id].size.upper(),
            lens=shot.lens,
            camera=self.schedule.production.cameras[work.strip.camera].model if work.strip.camera else "",
            players=self.casting.players(shot.cast, shot.looks),
            numbers=self._numbers(shot),
            day=day,
            date=said.short_date(clocks.date(at)),
            at=clocks.moment(at),
            length=said.duration(work.takes[0].length),
            take=said.say("take-of", n=work.first_take, all=shot.takes),
            light=shot.need.light,
            phase=phase,
            asks=asks,
            window=said.name(shot.need.window or ""),
            seen=shot.need.view is not None,
            picture=made.name if made else "",
            described=described(shot, place.name, said),
            exposure=said.phrase(made.exposure) if made else "",
            remarks=tuple(said.phrase(one) for one in made.remarks) if made else (),
        )

    def _numbers(self, shot: Shot) -> tuple[int, ...]:
        numbers = self.casting.numbers
        return tuple(sorted(numbers[person] for person in shot.cast if person in numbers))
