"""A plan: which shot is made when, by whom, and what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from cupola.clock import Span
from cupola.plan.figures import Money, Robustness
from cupola.plan.situation import Situation


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of a strip: its set-up (of the first pass, or one anew), takes in time order, its escort."""

    setup: Span | None
    takes: tuple[Span, ...]
    escort: str | None = None

    @property
    def span(self) -> Span:
        """From the start of the set-up, or of the first take, to the end of the last take."""
        return Span(self.setup.start if self.setup else self.takes[0].start, self.takes[-1].stop)


@dataclass(frozen=True, slots=True)
class Strip:
    """A shot on the board: one pass or more, in time order; with a `lock` it may not move."""

    shot: str
    scene: str
    set: str
    people: tuple[str, ...]
    camera: str
    passes: tuple[Pass, ...]
    lock: bool = False

    @property
    def span(self) -> Span:
        """From the start of the set-up to the end of the last take, pauses included."""
        return Span(self.passes[0].span.start, self.passes[-1].span.stop)

    @property
    def held(self) -> tuple[Span, ...]:
        """When it holds its set, camera and gear: from each set-up to the last take before the next one."""
        begins = [k for k, one in enumerate(self.passes) if k == 0 or one.setup is not None]
        ends = [*(k - 1 for k in begins[1:]), len(self.passes) - 1]
        parts = ((self.passes[a].span.start, self.passes[b].span.stop) for a, b in zip(begins, ends, strict=True))
        return tuple(Span(start, stop) for start, stop in parts)

    @property
    def everyone(self) -> tuple[str, ...]:
        """The people and their escorts, each once."""
        return tuple(dict.fromkeys(self.people + tuple(p.escort for p in self.passes if p.escort)))


@dataclass(frozen=True, slots=True)
class Bone:
    """A shot in the boneyard, with the reason in the words of a film crew."""

    shot: str
    scene: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule for a production.

    Attributes
    ----------
    digest : str
        The hash of the documents that it was made from.
    strips : tuple of Strip
        In time order.
    value, bound, total : int
        What the finished scenes are worth, what no plan can exceed, and what all scenes together are worth.
    money : Money
        What it costs.
    stop : str
        What ended the search: the amount of work (the plan can be repeated), a time limit, or a proof.
    situation : Situation or None
        Where the shoot stood when the plan was made; None before the first shot.
    parent : int
        The approved version that was the plan then; 0 when there was none.
    robustness : Robustness
        How early its scenes are in the can.
    """

    title: str
    digest: str
    strips: tuple[Strip, ...]
    boneyard: tuple[Bone, ...]
    value: int
    bound: int
    total: int
    money: Money
    stop: str
    situation: Situation | None = None
    parent: int = 0
    robustness: Robustness = field(default_factory=Robustness)

    @property
    def gap(self) -> float:
        """How far the value may be from the best one, as a part of the bound."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound else 0.0

    def strip(self, shot: str) -> Strip | None:
        """Give the strip of a shot, or None when it is in the boneyard."""
        return next((strip for strip in self.strips if strip.shot == shot), None)
