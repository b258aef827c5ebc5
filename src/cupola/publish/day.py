"""The shooting days of a plan: what is made on each, and which scenes are finished when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from cupola.clock import Span
from cupola.errors import Message, PlanError, closest
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.production.model import Production
from cupola.production.scene import Scene, Shot
from cupola.publish.language import Language, english
from cupola.publish.localised import localised
from cupola.publish.moment import Clocks
from cupola.publish.past import Past
from cupola.publish.story import Heading, headings

_RENEW: Final = "make the plan anew with `cupola plan`"
_NO_PAST: Final = Past()


@dataclass(frozen=True, slots=True)
class Work:
    """What of one strip is made on one day.

    Attributes
    ----------
    passes : tuple of Pass
        The passes of the day; `first_take` numbers the first take of them within the shot.
    completes : bool
        The strip is the last of its scene, whose shots are then all in.
    """

    shot: Shot
    scene: Scene
    strip: Strip
    passes: tuple[Pass, ...]
    first_take: int
    completes: bool

    @property
    def span(self) -> Span:
        """From the day's first set-up or take of the strip to its last take."""
        return Span(self.passes[0].span.start, self.passes[-1].span.stop)

    @property
    def takes(self) -> tuple[Span, ...]:
        """The takes of the day."""
        return tuple(take for one in self.passes for take in one.takes)

    @property
    def everyone(self) -> tuple[str, ...]:
        """The people and the day's escorts, each once."""
        return tuple(dict.fromkeys(self.strip.people + tuple(p.escort for p in self.passes if p.escort)))

    @property
    def data_gb(self) -> float:
        """What is recorded, in gigabytes: the shot's part by takes."""
        return self.shot.data_gb * len(self.takes) / self.shot.takes if self.shot.takes else 0.0

    @property
    def rolled(self) -> float:
        """Seconds of takes."""
        return sum(take.length for take in self.takes)

    def calls(self, person: str) -> tuple[Span, ...]:
        """Give the passes that a person is needed for."""
        if person in self.strip.people:
            return tuple(one.span for one in self.passes)
        return tuple(one.span for one in self.passes if one.escort == person)


@dataclass(frozen=True, slots=True)
class ShootingDay:
    """A day on which something is shot, on the crew's clock.

    Attributes
    ----------
    number : int
        Counted from 1 over the days on which something is shot, as crews do.
    slot : int
        The day of the shoot, counted from 0 over all its days.
    """

    number: int
    slot: int
    date: str
    span: Span
    works: tuple[Work, ...]

    @property
    def finished(self) -> tuple[Scene, ...]:
        """The scenes of which the last shot is made on this day."""
        return tuple(work.scene for work in self.works if work.completes)

    @property
    def eighths(self) -> int:
        """The length of the scenes finished on this day."""
        return sum(scene.eighths for scene in self.finished)


@dataclass(frozen=True)
class Schedule:
    """A plan laid out in days; made by `Schedule.of`, which refuses a plan of another production.

    `production` has its names in the language; `spelled` are the parts as the screenplay's cues spell them, by person.
    """

    production: Production
    plan: Plan
    clocks: Clocks
    past: Past
    language: Language = field(default_factory=english)
    spelled: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, production: Production, plan: Plan, past: Past = _NO_PAST, language: Language | None = None
    ) -> Schedule:
        """Lay out a plan, in English where no language is given.

        `past` tells of the approved version that it is, if it is one, and of those before it.

        Raises
        ------
        PlanError
            The plan names a shot, a scene, a set, a camera or a person that the production does not know.
        """
        faults = _strangers(production, plan)
        if faults:
            raise PlanError(*faults)
        said = language or english()
        spoken = localised(production, said)
        spelled = {key: person.plays for key, person in production.people.items() if person.plays}
        return cls(spoken, plan, Clocks.of(spoken), past, said, spelled)

    @cached_property
    def finishing(self) -> dict[str, str]:
        """The shot that finishes each finished scene, by scene number."""
        planned = {strip.shot: strip.span.stop for strip in self.plan.strips}
        found = {}
        for scene in self.scenes:
            shots = [shot.id for shot in scene.shots]
            if shots and all(shot in planned for shot in shots):
                found[scene.number] = max(shots, key=lambda shot: (planned[shot], shot))
        return found

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes that are shot aboard."""
        return tuple(scene for scene in self.production.scenes if scene.unit == self.production.unit)

    @cached_property
    def headings(self) -> dict[str, Heading]:
        """The headings of all scenes in their parts, by number."""
        return headings(self.production.scenes, self.language)

    @cached_property
    def days(self) -> tuple[ShootingDay, ...]:
        """The days on which something is shot, in order."""
        slots: dict[int, list[Work]] = {}
        for strip in sorted(self.plan.strips, key=lambda strip: (strip.span.start, strip.shot)):
            for slot, work in self._by_slot(strip):
                slots.setdefault(slot, []).append(work)
        days = []
        for number, slot in enumerate(sorted(slots), 1):
            works = tuple(sorted(slots[slot], key=lambda work: (work.span.start, work.shot.id)))
            span = self.production.days[slot]
            days.append(ShootingDay(number, slot, self.clocks.date(span.start), span, works))
        return tuple(days)

    def _by_slot(self, strip: Strip) -> list[tuple[int, Work]]:
        """Cut a strip at the midnights between its passes."""
        passes: dict[int, list[Pass]] = {}
        for one in strip.passes:
            passes.setdefault(self.production.day_of(one.span.start), []).append(one)
        shot, scene = self.production.shots[strip.shot], self.production.scene[strip.scene]
        found, taken = [], 0
        for slot, some in sorted(passes.items()):
            last = slot == max(passes) and self.finishing.get(scene.number) == shot.id
            found.append((slot, Work(shot, scene, strip, tuple(some), taken + 1, last)))
            taken += sum(len(one.takes) for one in some)
        return found

    @property
    def boneyard(self) -> tuple[Bone, ...]:
        """The shots left out, in story order."""
        order = {shot: index for index, shot in enumerate(self.production.shots)}
        return tuple(sorted(self.plan.boneyard, key=lambda bone: order[bone.shot]))


def _strangers(production: Production, plan: Plan) -> list[Message]:
    strips, bones = plan.strips, plan.boneyard
    used: dict[str, tuple[Iterable[str], Mapping[str, object]]] = {
        "shot": ([strip.shot for strip in strips] + [bone.shot for bone in bones], production.shots),
        "scene": ([strip.scene for strip in strips], production.scene),
        "set": ([strip.set for strip in strips], production.sets),
        "camera": ([strip.camera for strip in strips if strip.camera], production.cameras),
        "person": ([person for strip in strips for person in strip.everyone], production.people),
    }
    faults = [
        Message(
            "E604",
            f'the plan names the {what} "{name[:60]}", which the production does not know',
            hint=closest(name, known) or _RENEW,
        )
        for what, (names, known) in used.items()
        for name in dict.fromkeys(names)
        if name not in known
    ]
    faults += [
        Message("E604", f"shot {strip.shot} is planned at {strip.span}, outside the shoot", hint=_RENEW)
        for strip in strips
        if not production.shoot.covers(strip.span)
    ]
    return faults
