"""The pictures of the light: the shoot, a day at a window, the ground track."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cupola.cli.desk import print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, unknown, wrong
from cupola.clock import DAY, InstantError, Span, day_start
from cupola.errors import CupolaError, Message
from cupola.light import Almanac
from cupola.plan.document import PLAN, read_plan
from cupola.plan.light import almanac_of, open_time
from cupola.plan.result import Plan
from cupola.production import Production, Set
from cupola.store import write_whole

if TYPE_CHECKING:
    from cupola.publish.charts import Sheet, Subject, Theme

FORMS: Final = (".svg", ".png")
_NO_NAME: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to draw.

    Attributes
    ----------
    target : Path
        A file that ends in .svg or .png, for one picture; or a folder, for all of them in both forms.
    day : str or None
        The day of the ground track and of the windows' day charts, `2021-10-09` on the crew's clock.
    theme : str
        `paper` or `dark`.
    """

    target: Path
    day: str | None = None
    theme: str = "paper"


def pictures(outlook: Outlook, question: Question) -> None:
    """Draw what was asked for, into the place that was named."""
    production = outlook.production
    target = question.out or (production.folder / "paper" / "light" if production else Path("light"))
    plot(outlook, question, Order(target=target, day=question.day, theme=question.theme))


def plot(outlook: Outlook, question: Question, order: Order) -> None:
    """Draw the light chart; with a day its ground track, and with a window or a set too the windows' day charts.

    A file gets one picture: the light chart, or of a day the chart of the one window, or else the ground track. A
    production's pictures cover the whole stay, unless a part of it is asked for.
    """
    from cupola.publish.charts import theme_of

    _check_target(order.target)
    drawing = _Drawing(outlook, question, order, theme_of(order.theme))
    files = [_write(sheet, path) for name, sheet in drawing.sheets() for path in _paths(order.target, name)]
    if question.as_json:
        print_json({"pictures": [str(file) for file in files]} | outlook.basis())
        return
    for file in files:
        print(file)
    say(f"limits: {outlook.almanac.limits}")


def _check_target(target: Path) -> None:
    if target.suffix in FORMS:
        if target.is_dir():
            raise _fault("E610", f"{target} is a folder, and its name is one of a picture", "name a file in it")
    elif target.suffix or target.is_file():
        raise _fault("E610", f"{target} is no name for a picture", "end it in .svg or .png, or name a folder")


def _fault(code: str, text: str, hint: str) -> CupolaError:
    return CupolaError(Message(code, text, hint=hint))


def _paths(target: Path, name: str) -> list[Path]:
    """Give the files of a picture: a window may have any name, and none leads out of the folder."""
    plain = _NO_NAME.sub("_", name)
    return [target] if target.suffix in FORMS else [target / f"{plain}{form}" for form in FORMS]


def _write(sheet: Sheet, path: Path) -> Path:
    write_whole(path, sheet.svg() if path.suffix == ".svg" else sheet.png())
    return path


class _Drawing:
    """The pictures of one order, drawn when they are asked for."""

    def __init__(self, outlook: Outlook, question: Question, order: Order, theme: Theme) -> None:
        self.production, self.question, self.theme = outlook.production, question, theme
        self.single = order.target.suffix in FORMS
        self.almanac = self._almanac(outlook)
        self.where = _the_set(self.production, question.set) if self.production and question.set else None
        self.windows = self._windows()
        self.day = None if order.day is None else (order.day, self._day(order.day, outlook.offset))

    def sheets(self) -> Iterator[tuple[str, Sheet]]:
        """Give the pictures with their names."""
        from cupola.publish.charts import day_chart, shoot_chart, track_chart

        subject = self._subject()
        if self.day is None or not self.single:
            yield "light-chart", shoot_chart(self.almanac, subject, self.theme)
        if self.day is None:
            return
        date, almanac = self.day
        if not self.single or not self.windows:
            yield f"ground-track-{date}", track_chart(almanac, subject, self.theme)
        if self.single and len(self.windows) > 1:
            hint = f"choose with --window one of {', '.join(self.windows)}, or name a folder"
            raise _fault("E614", "a file holds one picture, and the set has several windows", hint)
        for window in self.windows:
            yield f"day-{date}-{window}", day_chart(almanac, subject, window, self.theme)

    def _almanac(self, outlook: Outlook) -> Almanac:
        """Give the almanac of what was asked for; of a production's whole stay, if nothing was."""
        if self.production is None or self.question.start or self.question.stop:
            return outlook.almanac
        return almanac_of(self.production, self.production.stay)

    def _windows(self) -> tuple[str, ...]:
        if self.question.window:
            return (self.almanac.station.window(self.question.window).id,)
        if self.where is None:
            return ()
        windows = self.almanac.station.windows.values()
        return tuple(window.id for window in windows if window.module == self.where.module)

    def _day(self, date: str, offset: float) -> Almanac:
        whole = self.almanac
        try:
            midnight = day_start(date) - offset
        except InstantError:
            raise _fault("E108", f'"{date[:40]}" is not a day', "write it 2021-10-09") from None
        span = Span(max(midnight, whole.span.start), min(midnight + DAY, whole.span.stop))
        if span.length <= 0:
            raise _fault("E613", f"{date} has nothing of {whole.span}", "choose a day of it")
        return whole.part(span)

    def _subject(self) -> Subject:
        from cupola.publish.charts import Subject

        if self.production is None:
            return Subject.bare(self.almanac.orbit.name, self.almanac.station, self.windows)
        usable = open_time(self.production, self.where) if self.where is not None else None
        return Subject.of(self.production, self.windows, self.where, usable, _plan(self.production))


def _the_set(production: Production, key: str) -> Set:
    if key not in production.sets:
        raise unknown("set", key, production.sets)
    where = production.sets[key]
    if where.location is not None:
        raise wrong(f"{where.name} is a set on the ground", "pictures are of sets aboard")
    return where


def _plan(production: Production) -> Plan | None:
    """Give the production's plan, if there is one and it was made from these documents."""
    path = production.folder / "plan" / PLAN
    if not path.is_file():
        return None
    plan = read_plan(path, f"plan/{PLAN}").plan
    if plan.digest == production.digest:
        return plan
    say("the plan was made from other documents; the pictures leave it out")
    return None
