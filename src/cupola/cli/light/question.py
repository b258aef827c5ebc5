"""What was asked of `cupola light` on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cupola.clock import InstantError, Span, instant
from cupola.errors import CupolaError, Message, closest
from cupola.light import LIGHT_WORDS, Need
from cupola.units import UnitError, quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The options of the command, as given."""

    production: Path | None
    orbit: Path | None
    place: str
    start: str | None
    stop: str | None
    shot: str | None
    set: str | None
    phase: str | None
    window: str | None
    direct: bool
    view: str | None
    by: str
    sights: bool
    lens: str | None
    edges: bool
    limit: str
    height: str | None
    as_json: bool

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises
        ------
        CupolaError
            E505, with what to name or leave out.
        """
        if self.orbit is not None and self.production is not None:
            raise wrong("name a production or an orbit, not both")
        self._check_companions()
        if self.orbit is None:
            if self.production is None:
                raise wrong("name a production folder, or an orbit with --orbit FILE --from T --to T")
            return
        if self.shot or self.set:
            raise wrong("--shot and --set need a production")
        if self.start is None or self.stop is None:
            raise wrong("--orbit needs --from and --to")

    def _check_companions(self) -> None:
        if self.edges and (self.set or self.shot):
            raise wrong("--edges are of the whole station; leave out --set and --shot")
        if self.height is not None and not self.edges:
            raise wrong("--height goes with --edges")
        if self.sights and (not self.window or self.edges or self.shot or self.direct):
            raise wrong("--sights needs --window, and goes with --view, --by and --lens only")
        if self.lens is not None and not self.sights:
            raise wrong("--lens goes with --sights")

    @property
    def names_a_need(self) -> bool:
        """Whether a light, direct sun or a view is asked for."""
        return bool(self.phase or self.direct or self.view)

    def need(self) -> Need:
        """Give the need that was asked for."""
        phase = self.phase or "any"
        if phase not in LIGHT_WORDS:
            raise wrong(f'the light "{phase[:40]}" is unknown', closest(phase, LIGHT_WORDS))
        if (self.direct or self.view) and not self.window:
            raise wrong("--direct and --view need --window")
        return Need(phase, self.window, self.direct, self.view, self.by)

    def span(self, whole: Span | None = None) -> Span:
        """Give what lies between --from and --to; of `whole`, when that is given.

        Raises
        ------
        CupolaError
            E505: nothing lies between them.
        """
        if whole is None:
            found = Span(instant_of(self.start or ""), instant_of(self.stop or ""))
            if found.length <= 0:
                raise wrong("--to is not after --from")
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


def instant_of(text: str) -> float:
    """Read an option that is an instant.

    Raises
    ------
    CupolaError
        E108: it is not understood.
    """
    try:
        return instant(text)
    except InstantError as error:
        raise CupolaError(Message("E108", str(error))) from None
