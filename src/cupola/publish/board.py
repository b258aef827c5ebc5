"""The board: the strips in shooting order with day breaks, totals and boneyard; for stripboard and one-liner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cupola.plan.result import Bone
from cupola.production.scene import Scene
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.figures import figure_lines
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.marks import Mark, dropped, place
from cupola.publish.moment import Moment, long_date, running_text, short_date
from cupola.publish.story import Heading, clipped
from cupola.publish.strips import StripPrinter, StripRow, asks
from cupola.publish.sunlight import Phases
from cupola.script.length import pages_text

LIGHTS: Final = ("sun", "sunset", "eclipse", "sunrise", "day", "golden", "blue", "night", "any")
TONES: Final = ("int-day", "int-night", "ext-day", "ext-night", "dawn", "dusk")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over strips: set-ups, scenes finished, their pages and screen time; and lessons, which are none of these."""

    setups: int
    lessons: int
    scenes: int
    eighths: int
    pages: str
    screen: str


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A shooting day on the board: its strips and its day break."""

    number: int
    of: int
    date: str
    long: str
    short: str
    call: Moment
    wrap: Moment
    rows: tuple[StripRow, ...]
    totals: Totals
    scenes: str


@dataclass(frozen=True, slots=True)
class BoneRow:
    """A shot in the boneyard, and why."""

    shot: str
    scene: str
    heading: Heading
    text: str
    cast: str
    light: str
    asks: str
    quiet: bool
    reason: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class InTheCan:
    """What is in the can: until when the shoot is known, and the sums over it."""

    until: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class CastName:
    """A line of the board's key: the cast number and who it is."""

    number: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board.

    Attributes
    ----------
    planned, everything : Totals
        Of the plan, and of all that is to be shot aboard.
    shot : InTheCan or None
        What is shot already; None while nothing is known of the shoot.
    ground : int
        How many scenes of the screenplay are not shot aboard and stand on no strip.
    since : int
        The version that the marks of moved, new and dropped strips compare with; 0 where there is none.
    lights, tones : tuple of str
        The light and the times of the story that its strips have, for its key.
    figures : tuple of str
        What the plan is worth, what it costs and how early it is done, a line each.
    """

    imprint: Imprint
    period: str
    cast: tuple[CastName, ...]
    days: tuple[BoardDay, ...]
    planned: Totals
    everything: Totals
    shot: InTheCan | None
    ground: int
    boneyard: tuple[BoneRow, ...]
    since: int
    lights: tuple[str, ...]
    tones: tuple[str, ...]
    figures: tuple[str, ...]


def board(schedule: Schedule, casting: Casting, phases: Phases) -> Board:
    """Make the board of a plan."""
    production = schedule.production
    printer = StripPrinter(schedule, casting, phases)
    days = tuple(_day(day, schedule, printer) for day in schedule.days)
    bones = tuple(_bone(bone, schedule, casting) for bone in schedule.boneyard)
    strips: list[StripRow | BoneRow] = [*(row for day in days for row in day.rows), *bones]
    first, last = (schedule.clocks.date(at) for at in (production.days[0].start, production.days[-1].start))
    planned = [production.scene[strip.scene] for strip in schedule.plan.strips]
    asked = [production.scene[shot.scene] for shot in production.shots.values()]
    return Board(
        imprint=imprint(production, schedule.plan, schedule.past.approval, schedule.language),
        period=f"{short_date(first, schedule.language)} – {short_date(last, schedule.language)} {last[:4]}",
        cast=_cast(casting),
        days=days,
        planned=totals(planned, [s for day in schedule.days for s in day.finished]),
        everything=totals(asked, schedule.scenes),
        shot=_in_the_can(schedule),
        ground=len(production.scenes) - len(schedule.scenes),
        boneyard=bones,
        since=schedule.past.approval.parent if schedule.past.approval else 0,
        lights=_used(LIGHTS, (row.light for row in strips)),
        tones=_used(TONES, (row.heading.tone for row in strips)),
        figures=tuple(figure_lines(schedule.plan, schedule.language)),
    )


def _used(known: Sequence[str], named: Iterable[str]) -> tuple[str, ...]:
    used = frozenset(named)
    return tuple(name for name in known if name in used)


def _in_the_can(schedule: Schedule) -> InTheCan | None:
    situation = schedule.plan.situation
    if situation is None:
        return None
    made, production = frozenset(situation.done), schedule.production
    whole = [scene for scene in schedule.scenes if scene.shots and made.issuperset(shot.id for shot in scene.shots)]
    shot = [production.scene[one.scene] for one in production.shots.values() if one.id in made]
    return InTheCan(place(situation.now, schedule.clocks, schedule.language), totals(shot, whole))


def _cast(casting: Casting) -> tuple[CastName, ...]:
    people = casting.production.people
    return tuple(CastName(n, people[p].name, casting.part(people[p])) for p, n in casting.numbers.items())


def totals(setups: Iterable[Scene], finished: Sequence[Scene]) -> Totals:
    """Add up the scenes of set-ups, one for each, and those that are finished."""
    filmed, scenes = list(setups), [scene for scene in finished if scene.lesson is None]
    lessons = sum(scene.lesson is not None for scene in filmed)
    eighths = sum(scene.eighths for scene in scenes)
    screen = running_text(sum(scene.screen_time for scene in scenes))
    return Totals(len(filmed) - lessons, lessons, len(scenes), eighths, pages_text(eighths), screen)


def _day(day: ShootingDay, schedule: Schedule, printer: StripPrinter) -> BoardDay:
    return BoardDay(
        number=day.number,
        of=len(schedule.days),
        date=day.date,
        long=long_date(day.date, schedule.language),
        short=short_date(day.date, schedule.language),
        call=schedule.clocks.moment(min(work.span.start for work in day.works)),
        wrap=schedule.clocks.moment(max(work.span.stop for work in day.works)),
        rows=printer.rows(day),
        totals=totals((work.scene for work in day.works), day.finished),
        scenes=", ".join(scene.number for scene in day.finished if scene.lesson is None),
    )


def _bone(bone: Bone, schedule: Schedule, casting: Casting) -> BoneRow:
    shot, scene = schedule.production.shots[bone.shot], schedule.production.scene[bone.scene]
    return BoneRow(
        shot=shot.id,
        scene=scene.number,
        heading=schedule.headings[scene.number],
        text=clipped(shot.text),
        cast=casting.digits(shot.cast),
        light=shot.need.light,
        asks=asks(shot.need, language=schedule.language),
        quiet=shot.quiet,
        reason=clipped(schedule.language.phrase(bone.reason), 600),
        marks=dropped(shot.id, schedule),
    )
