"""What was asked of `cupola light` on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from cupola.cli.commands.light import Asked
from cupola.cli.desk import instant_of
from cupola.clock import DAY, Span
from cupola.errors import CupolaError, Message, closest
from cupola.light import LIGHT_WORDS, Need
from cupola.units import UnitError, quantity

_KINDS: Final = ("plot", "at", "sights", "edges", "link", "shot", "set")
"""The options that choose an answer, the first that is given; without any it is the need asked for, or the days."""

_GOES_WITH: Final = {
    "phase": ("need", "set"),
    "window": ("need", "set", "sights", "at", "plot"),
    "direct": ("need", "set"),
    "view": ("need", "set", "sights"),
    "by": ("need", "set", "sights"),
    "lens": ("sights",),
    "height": ("edges",),
    "limit": ("edges",),
    "distance": ("at",),
    "camera": ("at",),
    "day": ("plot",),
    "theme": ("plot",),
    "out": ("plot",),
    "set": ("set", "plot", "link"),
    "link": ("link",),
    "shot": ("shot",),
    "edges": ("edges",),
    "sights": ("sights",),
    "at": ("at",),
}
"""For each option the answers that it belongs to."""

_OF_A_STATION: Final = ("window", "view", "by", "limit", "height")

_NAMES: Final = {"phase": "light", "need": "light, --direct or --view", "start": "from", "stop": "to"}
_LONGEST: Final = 3653 * DAY
_MOST_NAMES: Final = 20
_AROUND: Final = 3600.0  # seconds of orbit about a single instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Asked):
    """What was asked: of which production, if of one, and with which options."""

    production: Path | None = None

    @classmethod
    def of(cls, production: Path | None, asked: Asked) -> Question:
        """Give the question that was asked of a production."""
        return cls(production=production, **{field.name: getattr(asked, field.name) for field in fields(asked)})

    @property
    def kind(self) -> str:
        """The answer that is asked for: plot, at, sights, edges, link, shot, set, need or days."""
        chosen = next((kind for kind in _KINDS if getattr(self, kind)), None)
        return chosen or ("need" if self.names_a_need else "days")

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises
        ------
        CupolaError
            E505, with what to name or leave out.
        """
        empty = next((field.name for field in fields(self) if getattr(self, field.name) == ""), None)
        if empty is not None:
            raise wrong(f"--{_name(empty)} is empty", "give it a value, or leave it out")
        usual = Question()
        for name, kinds in _GOES_WITH.items():
            if getattr(self, name) == getattr(usual, name) or self.kind in kinds:
                continue
            if name in _KINDS:
                raise wrong(f"--{self.kind} and --{name} are two questions; ask one at a time")
            raise wrong(f"--{_name(name)} goes with {' or '.join(f'--{_name(kind)}' for kind in kinds)}")
        if self.horizon is not None and self.location is None:
            raise wrong("--horizon goes with --location")
        if self.place != usual.place and not self.orbit:
            raise wrong("--place goes with --orbit")
        if self.kind in ("sights", "at") and not self.window:
            raise wrong(f"--{self.kind} needs --window")
        self._check_source()

    def check_ground(self) -> None:
        """Refuse options that say nothing of light on the ground.

        Raises
        ------
        CupolaError
            E505, with what to leave out.
        """
        usual = Question()
        for name in _OF_A_STATION:
            if getattr(self, name) != getattr(usual, name):
                raise wrong(f"--{name} is of a station; take it out")

    def _check_source(self) -> None:
        sources = [one for one in (self.production, self.orbit, self.location) if one]
        if len(sources) > 1:
            raise wrong("name a production, an orbit or a location, and only one of them")
        if not sources:
            raise wrong("name a production folder, or an orbit with --orbit FILE --from T --to T, or a --location")
        if self.production is not None:
            return
        if self.shot or self.set:
            raise wrong("--shot and --set need a production")
        if self.location is not None and self.kind not in ("edges", "days", "need", "link"):
            raise wrong(
                f"--{_name(self.kind)} is of a station; at a --location ask for days, --edges, --link or --light"
            )
        if self.location is not None:
            self.check_ground()
        if (self.start is None or self.stop is None) and (self.at is None or self.start != self.stop):
            raise wrong(f"--{'orbit' if self.orbit else 'location'} needs --from and --to")

    @property
    def names_a_need(self) -> bool:
        """Whether a light, direct sun or a view is asked for."""
        return bool(self.phase or self.direct or self.view)

    def need(self) -> Need:
        """Give the need that was asked for."""
        phase = self.phase or "any"
        if phase not in LIGHT_WORDS:
            raise unknown("light", phase, LIGHT_WORDS)
        if (self.direct or self.view) and not self.window:
            raise wrong("--direct and --view need --window")
        return Need(phase, self.window, self.direct, self.view, self.by)

    def span(self, whole: Span | None = None) -> Span:
        """Give what lies between --from and --to; of `whole`, when that is given.

        Raises
        ------
        CupolaError
            E505: nothing lies between them, or more than ten years.
        """
        if whole is None and self.at is not None and not (self.start or self.stop):
            middle = instant_of(self.at)
            return Span(middle - _AROUND, middle + _AROUND)
        if whole is None:
            found = Span(instant_of(self.start or ""), instant_of(self.stop or ""))
            if found.length <= 0:
                raise wrong("--to is not after --from")
            if found.length > _LONGEST:
                raise wrong("--from and --to are more than ten years apart", "ask for less at a time")
            return found
        found = Span(
            max(whole.start, instant_of(self.start) if self.start else whole.start),
            min(whole.stop, instant_of(self.stop) if self.stop else whole.stop),
        )
        if found.length <= 0:
            raise wrong(f"nothing of the shoot lies between --from and --to; it is {whole}")
        return found


def measured(text: str, base: str, option: str) -> float:
    """Read an option that is a quantity.

    Raises
    ------
    CupolaError
        E107, naming the option.
    """
    try:
        return quantity(text, base)
    except UnitError as error:
        raise CupolaError(Message("E107", f"{option}: {error}")) from None


def wrong(text: str, hint: str | None = None) -> CupolaError:
    """Give the error of a question that cannot be answered."""
    return CupolaError(Message("E505", text, hint=hint))


def unknown(what: str, word: str, known: Iterable[str]) -> CupolaError:
    """Give the error of a name that is none of those known: `there is no set "x"`."""
    names = tuple(known)
    more = ", …" if len(names) > _MOST_NAMES else ""
    return wrong(
        f'there is no {what} "{word[:40]}"',
        closest(word, names) or f"use one of {', '.join(names[:_MOST_NAMES])}{more}" if names else None,
    )


def _name(field: str) -> str:
    return _NAMES.get(field, field)
