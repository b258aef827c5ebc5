"""The plan that stands on a flight: the one in force if it is of these documents, or else one made for the moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cupola.cli.desk import in_force, is_planned, placed, say
from cupola.clock import Span, utc_text
from cupola.errors import Message
from cupola.flight.timeline import film_ships
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.plan.verify.report import findings
from cupola.production import Production
from cupola.units import duration_text

WORK: Final = 10.0
"""Units of work for a plan that nobody has made yet: enough to see how the shoot stands, not the best there is."""
_SEED: Final = 1
_MOST_SHOTS: Final = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan, and how it stands.

    Attributes
    ----------
    plan : Plan or None
        None where there is no shot to be planned.
    file : str
        Where it is kept; empty for one that was made for the moment.
    old : str
        The plan that is there and was made from other documents; empty where there is none.
    messages : tuple of Message
        Every rule that it breaks.
    too_late : tuple of Message
        What the plan that is there, of other documents, has after the wrap of these.
    """

    plan: Plan | None
    file: str = ""
    old: str = ""
    messages: tuple[Message, ...] = ()
    too_late: tuple[Message, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether a fault in it is Cupola's: nobody else has touched it."""
        return bool(self.messages) and not self.file

    @property
    def span(self) -> Span | None:
        """From the first set-up to the last take; None of a plan without strips."""
        strips = self.plan.strips if self.plan else ()
        if not strips:
            return None
        return Span(min(strip.span.start for strip in strips), max(strip.span.stop for strip in strips))

    def lines(self, production: Production) -> Iterator[str]:
        """Say what is in it, and how near it comes to the wrap."""
        plan, span = self.plan, self.span
        if plan is None:
            yield "plan: no scene has a shot yet"
            return
        scenes = [scene for scene in production.scenes if scene.shots]
        done = sum(all(plan.strip(shot.id) for shot in scene.shots) for scene in scenes)
        shots = f"{len(plan.strips)} of {len(production.shots)} shots"
        yield f"plan: {done} of {len(scenes)} scenes, {shots}; value {plan.value} of at most {plan.bound}"
        if span is not None:
            left = duration_text(max(0.0, production.shoot.stop - span.stop))
            yield f"first set-up {utc_text(span.start)}, last take over {utc_text(span.stop)}, {left} before the wrap"
        if not self.messages:
            yield "verified against every rule"

    def asides(self, path: Path) -> Iterator[str]:
        """Say where it is from, and what to do next."""
        if self.plan is None:
            yield f"next: give the scenes of {path} their shots in breakdown.yaml"
        elif self.file:
            yield f"the plan is {self.file}\nnext: cupola {'explain' if self.messages else 'paper'} {path}"
        else:
            why = f"{self.old} was made from other documents" if self.old else "there is no plan yet"
            yield f"{why}: this one was made for now, in a short time, and is not written\nnext: cupola plan {path}"

    def plain(self) -> dict[str, Any] | None:
        """Give it as plain values."""
        if self.plan is None:
            return None
        span = self.span
        return {
            "file": self.file or None,
            "strips": len(self.plan.strips),
            "value": self.plan.value,
            "bound": self.plan.bound,
            "from": utc_text(span.start) if span else None,
            "to": utc_text(span.stop) if span else None,
            "verified": not self.messages,
        }


def standing(production: Production, path: Path) -> Standing:
    """Prove the plan in force, or make one for the moment and prove that; nothing is written.

    Raises
    ------
    PlanError
        Nothing can be planned, or was found with so little work.
    """
    old, too_late = "", tuple[Message, ...]()
    if is_planned(path):
        written, name = in_force(production, path)
        if written.plan.digest == production.digest:
            faults = verify(placed(production, written.plan), written.plan)
            return Standing(written.plan, name, "", tuple(one.message for one in findings(written, faults)))
        old, too_late = name, _too_late(production, written.plan, name)
    if not production.shots:
        return Standing(None, "", old)
    from cupola.cli.plan import search
    from cupola.plan.search.solve import Stop

    say(f"planning {len(production.shots)} shots, for now in {WORK:.0f} units of work")
    made = search(production, Stop(work=WORK), _SEED, (), lambda _: None)
    faults = verify(production, made)
    return Standing(made, "", old, tuple(Message(one.code, one.text, hint=one.hint) for one in faults), too_late)


def _too_late(production: Production, plan: Plan, name: str) -> tuple[Message, ...]:
    """Say that a plan of before has takes after the wrap, with when the ship home would have to leave for them."""
    late = [strip for strip in plan.strips if strip.span.stop > production.shoot.stop]
    if not late:
        return ()
    last, wrap = max(strip.span.stop for strip in late), production.shoot.stop
    shots = ", ".join(strip.shot for strip in late[:_MOST_SHOTS]) + (", …" if len(late) > _MOST_SHOTS else "")
    text = f"{name} shoots until {utc_text(last)}, and the wrap is {utc_text(wrap)}: too late are {shots}"
    home = film_ships(production)[1]
    leaves = f"let {home.name} undock at {utc_text(last + home.closes)} at the earliest, or " if home else ""
    return (Message("E725", text, hint=f"{leaves}plan again, with less"),)
