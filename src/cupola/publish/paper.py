"""All the paper of a plan: stripboard, one-liner, day-out-of-days, call sheets, what became of it; as PDF and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from cupola.clock import SpanSet
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.became import Became, became
from cupola.publish.board import Board, board
from cupola.publish.breakdownsheets import breakdown_sheets
from cupola.publish.callsheet import CallSheet, call_sheet
from cupola.publish.casting import Casting
from cupola.publish.datasheet import data_sheet
from cupola.publish.day import Schedule
from cupola.publish.dood import DayOutOfDays, day_out_of_days
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.language import Language, english, language_of
from cupola.publish.moneysheet import money_sheet
from cupola.publish.pages import Pages
from cupola.publish.past import Past
from cupola.publish.prints import Print
from cupola.publish.progress import production_report
from cupola.publish.readers import NOBODY, Readers, cards_of, sides_of
from cupola.publish.record import told
from cupola.publish.report import Report
from cupola.publish.shootingschedule import shooting_schedule
from cupola.publish.sides import Sides
from cupola.publish.stationery import Size, Stationery
from cupola.publish.stowage import stowage_list
from cupola.publish.sunlight import Phases
from cupola.publish.superseded import aside
from cupola.publish.things import things
from cupola.publish.typeset import pdf, pictures, stamped
from cupola.script.scene import Scene as ScriptScene
from cupola.store import write_whole

_BLANK: Final[Mapping[str, float]] = {}
_NO_PRINTS: Final[Mapping[str, Print]] = {}
_DRAFT: Final = Past()
_SCREEN_DOTS: Final = 144.0


@dataclass(frozen=True, slots=True)
class Sheets:
    """The views of all the paper of a plan; `became` only where a version came before it.

    `reports` are the sheets of the common form, by the names of their files; `prints` the frames on call sheets.
    """

    board: Board
    day_out_of_days: DayOutOfDays
    call_sheets: tuple[CallSheet, ...]
    became: Became | None
    reports: tuple[tuple[str, Report], ...] = ()
    sides: tuple[tuple[str, Sides], ...] = ()
    prints: Mapping[str, Print] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to print: the name of its files, its template, its title in the index, and its view."""

    name: str
    template: str
    title: str
    view: object


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: the name of a sheet's files and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Other:
    """A link to the same paper in another language, or to another revision of it."""

    name: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Links:
    """Where the index leads beside its own sheets: to other languages, and to revisions that were replaced."""

    others: tuple[Other, ...] = ()
    superseded: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The page that leads to all sheets."""

    imprint: Imprint
    board: Board
    entries: tuple[Entry, ...]
    others: tuple[Other, ...]
    superseded: tuple[Other, ...]


def sheets(
    production: Production,
    plan: Plan,
    phases: Mapping[str, SpanSet],
    beta: Mapping[str, float] = _BLANK,
    past: Past = _DRAFT,
    language: Language | None = None,
    readers: Readers = NOBODY,
    prints: Mapping[str, Print] = _NO_PRINTS,
) -> Sheets:
    """Make the views of all the paper of a plan.

    Parameters
    ----------
    phases : mapping of str to SpanSet
        The light phases `sun`, `sunset`, `eclipse` and `sunrise` over the shoot.
    beta : mapping of str to float
        The angle between the orbit and the Sun by date (`2021-10-09`), degrees; may be left out.
    past : Past
        The approved version that the plan is, and those before it; without it the sheets are marked as a draft.
    prints : mapping of str to Print
        The frames that were taken, by shot, for the call sheets.

    Raises
    ------
    PlanError
        The plan is of another production.
    """
    schedule, light = Schedule.of(production, plan, past, language), Phases(phases)
    casting = Casting(schedule.production)
    return Sheets(
        board(schedule, casting, light),
        day_out_of_days(schedule, casting),
        tuple(call_sheet(day, schedule, casting, light, beta, prints) for day in schedule.days),
        became(schedule, casting) if len(past.approvals) > 1 else None,
        (*_reports(schedule, casting, light), *cards_of(production, schedule, light, readers)),
        tuple(sides_of(schedule, casting, readers)),
        prints,
    )


def _reports(schedule: Schedule, casting: Casting, light: Phases) -> Iterator[tuple[str, Report]]:
    yield "shooting-schedule", shooting_schedule(schedule, casting, light)
    yield "breakdown-sheets", breakdown_sheets(schedule, casting, light)
    report = production_report(schedule, casting)
    if report:
        yield "production-report", report
    yield "crew-time-and-money", money_sheet(schedule, casting)
    yield "data-and-cards", data_sheet(schedule)
    yield "restore-list", stowage_list(schedule)
    if schedule.days:
        yield "day-out-of-days-of-things", things(schedule)


def paper(
    production: Production,
    plan: Plan,
    phases: Mapping[str, SpanSet],
    out: Path,
    templates: Path | None = None,
    beta: Mapping[str, float] = _BLANK,
    past: Past = _DRAFT,
    languages: Sequence[Language] = (),
    script: Sequence[ScriptScene] = (),
    prints: Mapping[str, Print] = _NO_PRINTS,
    *,
    size: Size = "a4",
) -> list[Path]:
    """Write all the paper of a plan into a folder: each sheet as PDF and as HTML, and `index.html`.

    In the first of the languages, English where there is none; in each further one into a folder named after it.

    Everything is made before anything is written; the same input gives the same bytes. What lies there of an older
    revision is set aside in `superseded`, marked.

    Parameters
    ----------
    phases, beta, past, prints
        As for `sheets`.
    out : Path
        The folder; made if it is missing.
    script : sequence of script.Scene
        The scenes of the screenplay, for sides and cue cards; everybody gets theirs in the language that they read.
    templates : Path or None
        The folder of a user's own templates, laid over the packaged ones file by file.
    size : str
        The sheets that the PDFs are set for: `a4` or `letter`.

    Returns
    -------
    list of Path
        The files, the index first, those that were set aside last.

    Raises
    ------
    PlanError
        The plan is of another production.
    DocumentError
        A template is missing or has a mistake, or the folder cannot be written to.
    """
    stationery = Stationery.of(templates, size)
    spoken = {language.code: language for language in languages or (english(),)}
    folders = {code: f"{code}/" if place else "" for place, code in enumerate(spoken)}
    made: dict[str, str | bytes] = {}
    first = next(iter(spoken))
    head = imprint(production, plan, past.approval, spoken[first])
    old = aside(out, head, spoken, partial(stamped, stationery))
    for code, language in spoken.items():
        others = tuple(_other(one, folders[one.code], folders[code]) for one in spoken.values() if one is not language)
        up = "../" if folders[code] else ""
        before = tuple(Other(up + old.index(letter, folders[code]), code, letter) for letter in old.letters)
        links = Links(others, before)
        readers = _readers(production, first, language, spoken, script)
        views = sheets(production, plan, phases, beta, past, language, readers, prints)
        made |= {folders[code] + name: content for name, content in _make(stationery, views, language, links)}
    for name, content in {**made, **old.kept}.items():
        write_whole(out / name, content)
    for path in old.gone(made):
        path.unlink(missing_ok=True)
    return [out / name for name in (*made, *old.kept)]


def _readers(
    production: Production,
    first: str,
    language: Language,
    spoken: Mapping[str, Language],
    script: Sequence[ScriptScene],
) -> Readers:
    """Give who gets sides and cards in a language; who asks for none reads the first."""
    mine = frozenset(key for key, one in production.people.items() if (one.language or first) == language.code)
    return Readers(mine, {scene.number: scene for scene in script}, _beside(language, spoken) if script else None)


def picture(
    production: Production,
    plan: Plan,
    phases: Mapping[str, SpanSet],
    templates: Path | None = None,
) -> bytes:
    """Give the first page of the stripboard as PNG."""
    view = sheets(production, plan, phases).board
    return pictures(Stationery.of(templates), "stripboard.typ", view, dots_per_inch=_SCREEN_DOTS)[0]


def _beside(language: Language, spoken: Mapping[str, Language]) -> Language:
    """Give the second language of cue cards: another one of the paper, else English, or Russian beside English."""
    others = [one for code, one in spoken.items() if code != language.code]
    return others[0] if others else language_of("ru" if language.code == "en" else "en")


def _other(language: Language, there: str, here: str) -> Other:
    return Other(f"{'../' if here else ''}{there}index.html", language.code, language.title)


def _make(stationery: Stationery, views: Sheets, language: Language, links: Links) -> Iterator[tuple[str, str | bytes]]:
    pages, listed = Pages(stationery, language, views.prints.values()), tuple(_listed(views, language))
    entries = tuple(Entry(sheet.name, sheet.title) for sheet in listed)
    yield (
        "index.html",
        pages.fill("index.html", Index(views.board.imprint, views.board, entries, links.others, links.superseded)),
    )
    for sheet in listed:
        view = told(sheet.view, views.board.imprint.made)
        shown = _on(sheet.view, views.prints)
        yield f"{sheet.name}.pdf", pdf(stationery, f"{sheet.template}.typ", view, language, shown)
        yield f"{sheet.name}.html", pages.fill(f"{sheet.template}.html", view)


def _on(view: object, prints: Mapping[str, Print]) -> list[Print]:
    """Give the frames that stand on a sheet."""
    return [prints[row.shot] for row in view.strips if row.picture] if isinstance(view, CallSheet) else []


def _listed(views: Sheets, language: Language) -> Iterator[Sheet]:
    say = language.say
    yield Sheet("stripboard", "stripboard", say("stripboard"), views.board)
    yield Sheet("one-liner", "oneliner", say("one-liner"), views.board)
    yield Sheet("day-out-of-days", "dood", say("day-out-of-days"), views.day_out_of_days)
    if views.became:
        yield Sheet("what-became", "became", say("what-became"), views.became)
    yield from (Sheet(name, "report", report.kind, report) for name, report in views.reports)
    for name, view in views.sides:
        yield Sheet(name, "sides", say("sides-of", name=view.name), view)
    for one in views.call_sheets:
        title = say("call-sheet-day", n=one.number, date=one.long)
        yield Sheet(f"call-sheet-{one.date}", "callsheet", title, one)
