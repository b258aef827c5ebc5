"""The edge: reads a production folder, checks it as a whole, makes the frozen `Production`."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cupola.clock import Span
from cupola.errors import CupolaError, DocumentError, Location, Message
from cupola.places import Station, load_station
from cupola.production import build
from cupola.production.aloft import the_flights
from cupola.production.breakdownform import BreakdownForm
from cupola.production.capsule import burns, own_orbit, turned, with_burns
from cupola.production.cards import the_cards, the_offload
from cupola.production.check import check_orders, check_speaking, check_views
from cupola.production.continuity import check_look_order
from cupola.production.contradictions import Case, check_contradictions
from cupola.production.courses import Courses
from cupola.production.craftform import OrbitForm
from cupola.production.crossing import check_frame, check_gear, check_ways, with_ships
from cupola.production.document import ProductionForm
from cupola.production.elements import check_shared, shared, with_elements
from cupola.production.form import Filled, fill
from cupola.production.keepers import with_keepers
from cupola.production.lessons import clashes
from cupola.production.lighting import the_light
from cupola.production.linked import check_own_links
from cupola.production.manifest import the_ships
from cupola.production.matches import check_matches
from cupola.production.model import Flight, Production
from cupola.production.people import the_people
from cupola.production.radio import with_links
from cupola.production.scene import Scene
from cupola.production.ships import Ship
from cupola.production.shots import Aboard, Breakdown
from cupola.production.unit import PRODUCTION, Sources, film_ships, is_in_film, sources_of
from cupola.script import Scene as ScriptScene
from cupola.script import check as check_screenplay
from cupola.script import read as read_screenplay
from cupola.script import scenes as script_scenes
from cupola.sky import Course, Orbit, StateOrbit, read_elements, read_states
from cupola.sky.legs import Legs
from cupola.tree import Steps, Tree, parse, read_text

T = TypeVar("T")


def inside(folder: Path, name: str) -> Path:
    """Give the path of a file named in a document; it may not leave the production folder.

    Raises
    ------
    DocumentError
        An absolute path, `..`, or a link that leads out; a name that no file can have; links that go in a ring.
    """
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(name, error) from None
    if Path(name).is_absolute() or not path.is_relative_to(root):
        hint = "name a file inside the folder"
        raise DocumentError(Message("E102", f'"{name[:80]}" leaves the production folder', None, None, hint))
    return path


def folder_of(path: Path) -> Path:
    """Give the production folder for what the user named: the folder, or its production.yaml."""
    folder = path.parent if path.name == PRODUCTION else path
    try:
        is_there = folder.is_dir()
    except (OSError, ValueError):  # a name longer than a file's may be, or a folder that may not be looked into
        is_there = False
    if not is_there:
        hint = "name a folder with a production.yaml in it"
        raise DocumentError(Message("E101", f"{path} is not a production folder", None, None, hint))
    return folder


def load(path: Path | str) -> Production:
    """Load a production.

    Raises
    ------
    DocumentError
        Anything wrong in its documents; all of it at once.
    """
    production, messages = inspect(path)
    errors = tuple(message for message in messages if not message.code.startswith("W"))
    if production is None or errors:
        raise DocumentError(*errors)
    return production


def inspect(path: Path | str) -> tuple[Production | None, tuple[Message, ...]]:
    """Read and check a production folder.

    Returns
    -------
    production : Production or None
        None when there are errors.
    messages : tuple of Message
        All errors and warnings (codes beginning with W) of all its documents.
    """
    try:
        folder = folder_of(Path(path))
        tree = parse(read_text(folder / PRODUCTION, PRODUCTION), PRODUCTION)
        given = sources_of(folder, tree)
    except DocumentError as error:
        return None, error.messages
    filled = fill(ProductionForm, tree)
    if filled.form is None or ("unit",) in filled.replaced:  # whose scenes these are to be is not known
        return None, filled.messages
    return _Inspection(folder, given, tree, filled, filled.form).run()


class _Inspection:
    """One reading of a folder: each step keeps its messages, so that all faults are found in one go."""

    def __init__(
        self, folder: Path, given: Sources, tree: Tree, filled: Filled[ProductionForm], form: ProductionForm
    ) -> None:
        self._folder, self._form = folder, form
        self._sources = given
        self._report = build.Reporter(tree, filled.replaced)
        self._others: list[Message] = list(filled.messages)
        self._is_stay_known = not any(path[:1] == ("stay",) for path in filled.replaced)
        self._digest = hashlib.sha256()

    def _try(self, read: Callable[[], T], path: Steps) -> T | None:
        """Run a reader; a fault without a place of its own is placed where the document names the file."""
        try:
            return read()
        except CupolaError as error:
            for message in error.messages:
                if message.where is None:
                    self._report.add(message.code, message.text, path, message.hint)
                else:
                    self._others.append(message)
            return None

    def _file(self, name: str, path: Steps, folder: Path | None = None) -> Path | None:
        """Find a file of the production's folder, or of another one, and take it into the digest."""

        def find() -> Path:
            found = inside(folder or self._folder, name)
            try:
                if not found.is_file():
                    raise DocumentError(Message("E101", f"{name} does not exist", hint=_how_to_make(name)))
                with found.open("rb") as file:
                    self._digest.update(name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
            except OSError as error:
                raise _unreadable(name, error) from None
            return found

        return self._try(find, path)

    def run(self) -> tuple[Production | None, tuple[Message, ...]]:
        form, report = self._form, self._report
        self._file(PRODUCTION, ())
        build.check_stay(form, report)
        build.check_flight(form, report)
        ruled = build.the_rules(form, report)
        station = self._station()
        orbit = self._orbit()
        if not is_in_film(form, self._sources, report):  # nor are a screenplay and a breakdown there
            return None, self._messages()
        script = self._script()
        breakdown = self._breakdown()
        if ruled is None or (station is None and form.station) or script is None or breakdown is None:
            return None, self._messages()
        base, rules = ruled
        ships = self._ships(station)
        people = the_people(form, base, ships, report)
        cameras, gear = build.the_gear(form, report)
        sets = build.the_sets(form, station, report, the_flights(form, report))
        events = with_burns(build.the_events(form, station, report), form)
        build.check_neighbours(form, station, report)
        check_own_links(form, station, sets, report)
        offload = the_offload(form, base, report)
        light = the_light(form.light, report)
        aboard = Aboard(form, people, sets, cameras, gear, rules, station)
        flight = self._flight(orbit, station)
        scenes = self._scenes(breakdown, script, aboard, flight)
        training, lessons = Courses(form, ships, Breakdown((), (), aboard, report), report).made()
        report.messages += clashes(scenes, lessons, report.tree)
        if form.unit is None:
            check_gear(ships, form, scenes, report)
        if (flight is None and form.station) or form.stay.wrap <= form.stay.first_shot:
            return None, self._messages()
        production = Production(
            folder=self._folder,
            title=form.title,
            digest=self._digest.hexdigest(),
            stay=Span(form.stay.arrive, form.stay.depart),
            shoot=Span(form.stay.first_shot, form.stay.wrap),
            crew_offset=form.crew_clock.ahead,
            crew_clock=form.crew_clock.name,
            mission_start=form.stay.mission_start,
            flight=flight,
            people=people,
            sets=sets,
            cameras=cameras,
            gear=gear,
            events=with_ships(events, ships, form) if form.unit is None else events,
            rules=rules,
            light=light,
            scenes=(*lessons, *scenes),
            cards=the_cards(form, base),
            offload=offload,
            ships=ships,
            unit=form.unit or "flight",
            training=training,
        )
        self._look_for_contradictions(production, *breakdown)
        messages = self._messages()
        return (production if all(message.code.startswith("W") for message in messages) else None), messages

    def _messages(self) -> tuple[Message, ...]:
        found = self._report.messages + self._others
        order = {PRODUCTION: 0, self._sources.breakdown_named: 1}

        def place(message: Message) -> tuple[int, str, int, int]:
            where = message.where or Location("", 0, 0)
            return order.get(where.file, 2), where.file, where.line, where.column

        return tuple(sorted(dict.fromkeys(found), key=place))

    def _ships(self, station: Station | None) -> tuple[Ship, ...]:
        """Give the ships: those of the document, or of the film whose unit it is."""
        form, report = self._form, self._report
        if form.unit is None:
            ships = the_ships(form, station, report)
            check_ways(ships, form, report)
            check_frame(ships, form, report)
            return ships
        film = self._sources.film
        ships = (self._try(lambda: film_ships(form, film, report), ("unit",)) or ()) if film is not None else ()
        self._digest.update(repr(ships).encode())  # of the film's document, a unit's plan depends on nothing else
        return ships

    def _station(self) -> Station | None:
        name = self._form.station
        if name is None:
            return None
        if "/" in name or name.endswith((".yaml", ".yml")):
            path = self._file(name, ("station",))
            found = self._try(lambda: load_station(path), ("station",)) if path else None
        else:
            found = self._try(lambda: load_station(name), ("station",))
        if found is None:
            return None
        own = with_links(self._form, build.with_landmarks(self._form, found))
        return turned(self._form.attitude, own, self._report)

    def _orbit(self) -> Course | None:
        form = self._form.orbit
        if form is None:
            return None
        if form.figures:
            return self._own_orbit(form)
        named = build.orbit_files(form, self._report)
        if named is None:
            return None
        place = ("orbit", named[0])
        paths = [path for name in named[1] if (path := self._file(name, place)) is not None]
        stay = self._form.stay
        if len(paths) < len(named[1]) or stay.depart <= stay.arrive or not self._is_stay_known:
            return None
        span, seam = Span(stay.arrive, stay.depart), form.seam / 1000

        def read() -> Course:
            if named[0] == "ephemeris":
                return StateOrbit([read_states(path) for path in paths], span, largest_seam=seam)
            return Orbit(read_elements(paths[0]), span, largest_seam=seam, name=paths[0].name)

        return self._try(read, place)

    def _own_orbit(self, form: OrbitForm) -> Course | None:
        """Make the orbit that is told in figures; they hold for as long as is asked, growing older."""
        stay = self._form.stay
        made = own_orbit(form, stay.arrive, self._report)
        if made is None or stay.depart <= stay.arrive or not self._is_stay_known:
            return None
        span, name = Span(stay.arrive, stay.depart), "the orbit of production.yaml"
        if form.then:
            later, seam = burns(form, self._report), form.seam / 1000
            return self._try(lambda: Legs(made, later, span, largest_seam=seam, name=name), ("orbit", "then"))
        return self._try(lambda: Orbit([made.elements()], span, farthest=math.inf, name=name), ("orbit",))

    def _flight(self, orbit: Course | None, station: Station | None) -> Flight | None:
        if orbit is None or station is None or self._form.orbit is None:
            return None
        field = "ephemeris" if self._form.orbit.ephemeris else "elements"

        def joined() -> Flight:
            station.refuse_other(orbit)
            return Flight(orbit, station)

        return self._try(joined, ("orbit", field))

    def _script(self) -> tuple[ScriptScene, ...] | None:
        given = self._sources
        path = self._file(given.screenplay, ("screenplay",), given.folder)
        if path is None:
            return None

        def read() -> tuple[ScriptScene, ...]:
            screenplay = read_screenplay(path, given.screenplay_named, words=given.words)
            found = script_scenes(screenplay, given.words)
            self._others += check_screenplay(screenplay, found, given.words)
            return found

        return self._try(read, ("screenplay",))

    def _breakdown(self) -> tuple[build.Reporter, BreakdownForm] | None:
        name = self._sources.breakdown_named
        path = self._file(self._sources.breakdown, ("breakdown",), self._sources.folder)
        if path is None:
            return None
        tree = self._try(lambda: parse(read_text(path, name), name), ("breakdown",))
        if tree is None:
            return None
        filled = fill(BreakdownForm, tree)
        self._others += filled.messages
        if filled.form is None:
            return None
        form = with_keepers(shared(filled.form), self._form.people, self._form.unit or "flight")
        return build.Reporter(tree, filled.replaced), form

    def _scenes(
        self,
        breakdown: tuple[build.Reporter, BreakdownForm],
        script: tuple[ScriptScene, ...],
        aboard: Aboard,
        flight: Flight | None,
    ) -> tuple[Scene, ...]:
        report, form = breakdown
        scenes = with_elements(Breakdown(form.scenes, script, aboard, report).scenes(), form, report)
        check_shared(form.scenes, aboard.station, report)
        check_orders(form.scenes, report)
        check_look_order(form.scenes, {s.id: s for scene in scenes for s in scene.shots}, aboard.people, report)
        check_matches(form.scenes, scenes, aboard.sets, aboard.station, report)
        plays = {person.plays: key for key, person in aboard.people.items() if person.plays}
        check_speaking(form.scenes, script, plays, report, self._form.unit or "flight")
        if flight is not None:
            check_views(form.scenes, scenes, flight.orbit, flight.station, report)
        self._others += report.messages
        return scenes

    def _look_for_contradictions(self, production: Production, report: build.Reporter, form: BreakdownForm) -> None:
        """Look for contradictions, if no value had to be replaced: those of replaced ones would be nobody's."""
        if not self._report.replaced and not report.replaced:
            found = build.Reporter(report.tree)
            check_contradictions(Case(production, self._report, found, form.scenes))
            self._others += found.messages


def _unreadable(name: str, error: Exception) -> DocumentError:
    reason = getattr(error, "strerror", None) or str(error)
    return DocumentError(Message("E101", f'"{name[:80]}" cannot be read: {reason}', hint="correct its name"))


def _how_to_make(name: str) -> str:
    if name.endswith("breakdown.yaml"):
        return "run `cupola breakdown` to make it from the screenplay"
    return "put the file there, or correct its name"
