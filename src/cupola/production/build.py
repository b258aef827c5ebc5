"""From forms to the frozen production: everything that refers to something else is looked up, every fault is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from cupola.clock import DAY, InstantError, Span, SpanSet, day_start
from cupola.errors import Message, closest
from cupola.light import LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS, Need
from cupola.places import Station
from cupola.production.calendar import lay_out, plan_faults
from cupola.production.crewrules import KNOWN, CrewRules, crew_rules
from cupola.production.document import BlockForm, PersonForm, ProductionForm, SceneForm, SetForm, ShotForm
from cupola.production.model import Camera, Event, Gear, Limits, Person, Rules, Scene, Set, Shot
from cupola.script import Scene as ScriptScene
from cupola.tree import Tree

Path = tuple[str | int, ...]
_SECONDS_AN_HOUR = 3600.0
_GB_PER_MBPS_SECOND = 1e6 / 8 / 1e9


@dataclass(slots=True)
class Reporter:
    """Collects the faults of one document."""

    tree: Tree
    messages: list[Message] = field(default_factory=list)

    def add(self, code: str, text: str, path: Path, hint: str | None = None) -> None:
        """Keep a fault at the value under `path`."""
        self.messages.append(self.tree.message(code, text, path, hint))

    def known(self, word: str, known: Iterable[str], code: str, what: str, path: Path) -> bool:
        """Say whether `word` is among `known`; if not, keep a fault that names the nearest."""
        words = list(known)
        if word in words:
            return True
        hint = closest(word, words) or f"known: {', '.join(sorted(words)[:12])}"
        self.add(code, f'{what} "{word[:60]}" is unknown', path, hint)
        return False


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts of a production that shots refer to."""

    people: dict[str, Person]
    sets: dict[str, Set]
    cameras: dict[str, Camera]
    gear: dict[str, Gear]


def the_rules(form: ProductionForm, report: Reporter) -> tuple[CrewRules, Rules] | None:
    """Give the crew rules and the rules of the shoot: the packaged ones with the production's own laid over them."""
    if not report.known(form.crew_rules, KNOWN, "E401", "the crew rules", ("crew_rules",)):
        return None
    base = crew_rules(form.crew_rules)
    values = {**base.rules.model_dump(), **form.rules.model_dump(exclude_none=True)}
    weights = values.pop("weights")
    missing = [level for level in (1, 2, 3) if level not in weights]
    if missing:
        report.add("E106", f"no weight for priority {missing[0]}", ("rules", "weights"), "give 1, 2 and 3")
    rules = Rules(
        day_load=tuple(values.pop("day_load")),
        time_factor=tuple(values.pop("time_factor")),
        weights=tuple(sorted(weights.items())),
        **values,
    )
    return base, rules


def the_people(form: ProductionForm, base: CrewRules, report: Reporter) -> dict[str, Person]:
    """Make the people, each with the blocks of the whole stay."""
    plans: dict[str, list[BlockForm]] = {name: plan.blocks for name, plan in base.days.items()}
    plans.update(form.days)
    for name, blocks in form.days.items():
        for index, fault in plan_faults(blocks):
            report.add("E402", f'day "{name}": {fault}', ("days", name, index))
    stay = Span(form.stay.arrive, form.stay.depart)
    people = {}
    for key, person in form.people.items():
        dates = _dates(key, person, plans, report)
        names = [("day", person.day)] + ([("weekend", person.weekend)] if person.weekend else [])
        places = [(name, ("people", key, at)) for at, name in names]
        unknown = [1 for name, place in places if not report.known(name, plans, "E403", "the day plan", place)]
        if not unknown and stay.length > 0:
            blocks_ = lay_out(plans, person.day, person.weekend, dates, stay, form.crew_clock.ahead)
            limits = {**base.limits.model_dump(), **person.limits.model_dump(exclude_none=True)}
            people[key] = Person(
                id=key,
                name=person.name,
                roles=tuple(person.roles),
                plays=person.plays,
                groups=frozenset(person.groups),
                novice=person.novice,
                limits=Limits(**limits),
                price=person.price,
                blocks=blocks_,
            )
    return people


def _dates(key: str, person: PersonForm, plans: Mapping[str, object], report: Reporter) -> dict[float, str]:
    found = {}
    for date, name in person.dates.items():
        path = ("people", key, "dates", date)
        try:
            midnight = day_start(date)
        except InstantError:
            report.add("E108", f'"{date}" is not a date', path, "write it as 2021-10-09")
            continue
        if report.known(name, plans, "E403", "the day plan", path):
            found[midnight] = name
    return found


def the_sets(form: ProductionForm, station: Station, report: Reporter) -> dict[str, Set]:
    """Make the sets; each stands in a module of the station."""
    groups = {group for person in form.people.values() for group in person.groups}
    sets = {}
    for key, item in form.sets.items():
        path: Path = ("sets", key)
        for other in item.hears:
            report.known(other, station.modules, "E404", "the module", (*path, "hears"))
        if item.escort is not None:
            report.known(item.escort, groups, "E405", "the group", (*path, "escort"))
        if not report.known(item.module, station.modules, "E404", "the module", (*path, "module")):
            continue
        module = station.modules[item.module]
        usable = _usable(form, item, module.docked)
        if not usable:
            text = f'set "{key}" is never open during the stay'
            report.add("E406", text, path, f"{module.name} is there {module.docked}" if module.docked else None)
        sets[key] = Set(
            id=key,
            name=item.name,
            module=item.module,
            capacity=item.capacity if item.capacity is not None else module.capacity,
            open=usable,
            hears=frozenset(item.hears) | {item.module},
            escort=item.escort,
        )
    return sets


def _usable(form: ProductionForm, item: SetForm, docked: Span | None) -> SpanSet:
    """Give when a set exists: during the stay, between its own opening and closing, while its ship is docked."""
    start = item.open_from if item.open_from is not None else form.stay.arrive
    stop = item.open_to if item.open_to is not None else form.stay.depart
    stay = SpanSet([form.stay.arrive], [form.stay.depart]).clip(Span(start, max(start, stop)))
    return stay.clip(docked) if docked else stay


def the_gear(form: ProductionForm) -> tuple[dict[str, Camera], dict[str, Gear]]:
    """Make cameras and counted gear."""
    cameras = {
        key: Camera(key, item.model, item.bodies, item.rate * _GB_PER_MBPS_SECOND * _SECONDS_AN_HOUR)
        for key, item in form.cameras.items()
    }
    return cameras, {key: Gear(key, item.name, item.count) for key, item in form.gear.items()}


def the_events(form: ProductionForm, report: Reporter) -> tuple[Event, ...]:
    """Make the events, in time order."""
    found = []
    for index, item in enumerate(form.events):
        path: Path = ("events", index)
        for person in item.people:
            report.known(person, form.people, "E407", "the person", (*path, "people"))
        for name in item.sets:
            report.known(name, form.sets, "E408", "the set", (*path, "sets"))
        if item.stop <= item.start:
            report.add("E406", f'event "{item.what}" ends before it begins', (*path, "to"))
        span = Span(item.start, item.stop)
        found.append(
            Event(item.what, span, frozenset(item.people), frozenset(item.sets), item.stops_filming, item.attitude_lost)
        )
    return tuple(sorted(found, key=lambda event: (event.span.start, event.what)))


def check_stay(form: ProductionForm, report: Reporter) -> None:
    """Check that arrival, first shot, wrap and departure come in this order and within a plannable time."""
    stay = form.stay
    order = [("arrive", stay.arrive), ("first_shot", stay.first_shot), ("wrap", stay.wrap), ("depart", stay.depart)]
    for (before, a), (after, b) in pairwise(order):
        if b < a or (before, b) == ("first_shot", a):
            report.add(
                "E409",
                f"{after} is not after {before}",
                ("stay", after),
                "the order is " + ", ".join(n for n, _ in order),
            )
    if stay.depart - stay.arrive > 400 * DAY:
        report.add("E409", "the stay is longer than 400 days", ("stay", "depart"), "check the year")


def the_scenes(
    forms: list[SceneForm],
    script: tuple[ScriptScene, ...],
    cast: Cast,
    rules: Rules,
    station: Station,
    report: Reporter,
) -> tuple[Scene, ...]:
    """Make the scenes with their shots, each scene matched to the screenplay by its number."""
    written = {scene.number: scene for scene in script}
    numbers = [form.scene for form in forms]
    shots = [shot.shot for form in forms for shot in form.shots]
    seen: set[str] = set()
    scenes = []
    for index, form in enumerate(forms):
        path: Path = ("scenes", index)
        if form.scene in seen:
            report.add("E410", f"scene {form.scene} is broken down twice", (*path, "scene"))
        seen.add(form.scene)
        scene = written.get(form.scene)
        if scene is None:
            hint = closest(form.scene, written) or "run `cupola breakdown` to bring the breakdown in step"
            report.add("E411", f"scene {form.scene} is not in the screenplay", (*path, "scene"), hint)
        if form.unit == "flight" and form.set is None and any(shot.set is None for shot in form.shots):
            report.add("E408", f"scene {form.scene} has no set", path, 'add "set:"')
        elif form.set is not None and form.unit == "flight":
            report.known(form.set, cast.sets, "E408", f"scene {form.scene}: the set", (*path, "set"))
        for other in form.after:
            report.known(other, numbers, "E412", f"scene {form.scene} is after a scene that", (*path, "after"))
        scenes.append(
            Scene(
                number=form.scene,
                heading=form.heading,
                eighths=form.pages,
                screen_time=form.screen_time,
                unit=form.unit,
                set=form.set,
                priority=form.priority,
                after=tuple(form.after),
                speaking=tuple(form.speaking),
                time_of_day=scene.time_of_day if scene else None,
                place_kind=scene.place_kind if scene else None,
                synopsis=scene.synopsis if scene else "",
                note=form.note,
                shots=tuple(
                    shot
                    for k, shot_form in enumerate(form.shots)
                    if (shot := _shot(form, shot_form, shots, cast, rules, station, report, (*path, "shots", k)))
                ),
            )
        )
    _check_once(forms, report)
    return tuple(scenes)


def _check_once(forms: list[SceneForm], report: Reporter) -> None:
    first: dict[str, str] = {}
    for index, form in enumerate(forms):
        for k, shot in enumerate(form.shots):
            if shot.shot in first:
                text = f"shot {shot.shot} is already in scene {first[shot.shot]}"
                report.add("E410", text, ("scenes", index, "shots", k, "shot"), "give it another letter")
            first.setdefault(shot.shot, form.scene)


def _shot(
    scene: SceneForm,
    form: ShotForm,
    shots: list[str],
    cast: Cast,
    rules: Rules,
    station: Station,
    report: Reporter,
    path: Path,
) -> Shot | None:
    before = len(report.messages)
    who = f"shot {form.shot}"
    set_id = form.set or scene.set
    flight = scene.unit == "flight"
    if set_id is not None and flight:
        # the scene's own set has been looked at already
        if form.set is not None:
            report.known(form.set, cast.sets, "E408", f"{who}: the set", (*path, "set"))
        elif set_id not in cast.sets:
            return None
    for field_name, people in (("cast", form.cast), ("crew", form.crew)):
        for person in people:
            report.known(person, cast.people, "E407", f"{who}: the person", (*path, field_name))
    _check_gear(who, form, cast, report, path)
    for other in form.after:
        report.known(other, shots, "E412", f"{who} is after a shot that", (*path, "after"))
    _check_light(who, form, station, report, path)
    if flight and set_id in cast.sets:
        _check_set(who, form, cast.sets[set_id], cast, station, report, path)
    if set_id is None or len(report.messages) > before:
        return None
    rate = cast.cameras[form.camera].gb_per_hour
    recorded = form.takes * (form.take + 2 * rules.handles)
    return Shot(
        id=form.shot,
        scene=scene.scene,
        text=form.text,
        size=form.size,
        set=set_id,
        cast=tuple(form.cast),
        crew=tuple(form.crew),
        escort=_escort(form, set_id, cast) if flight else None,
        need=Need(light=form.light, window=form.window, direct=form.direct, view=form.view, view_by=form.view_by),
        quiet=form.quiet,
        camera=form.camera,
        lens=form.lens,
        gear=tuple(sorted(form.gear.items())),
        setup=form.setup,
        take=form.take,
        takes=form.takes,
        reset=form.reset,
        passes=form.passes,
        priority=form.priority if form.priority is not None else scene.priority,
        after=tuple(form.after),
        data_gb=form.data if form.data is not None else recorded * rate / _SECONDS_AN_HOUR,
    )


def _escort(form: ShotForm, set_id: str, cast: Cast) -> str | None:
    """Name the group that must send an escort: the set's, unless one of the group is in the shot anyway."""
    group = form.escort or cast.sets[set_id].escort
    present = any(group in cast.people[person].groups for person in form.cast + form.crew)
    return None if present else group


def _check_gear(who: str, form: ShotForm, cast: Cast, report: Reporter, path: Path) -> None:
    report.known(form.camera, cast.cameras, "E413", f"{who}: the camera", (*path, "camera"))
    for key, count in form.gear.items():
        place = (*path, "gear", key)
        if report.known(key, cast.gear, "E413", f"{who}: the gear", place) and count > cast.gear[key].count:
            text = f"{who} needs {count} × {cast.gear[key].name}; there are {cast.gear[key].count} aboard"
            report.add("E413", text, place)
    if form.passes is not None and form.passes > form.takes:
        report.add("E414", f"{who}: {form.takes} takes cannot be spread over {form.passes} passes", (*path, "passes"))


def _check_light(who: str, form: ShotForm, station: Station, report: Reporter, path: Path) -> None:
    report.known(form.light, LIGHT_WORDS, "E415", f"{who}: the light", (*path, "light"))
    report.known(form.view_by, VIEW_BY_WORDS, "E415", f"{who}: the word", (*path, "view_by"))
    if form.window is not None:
        report.known(form.window, station.windows, "E416", f"{who}: the window", (*path, "window"))
    elif form.direct or form.view:
        text = f"{who}: {'direct sun' if form.direct else 'a view'} needs a window"
        report.add("E416", text, (*path, "direct" if form.direct else "view"), 'add "window:"')
    if form.view is not None and form.view not in VIEW_WORDS:
        report.known(form.view, station.landmarks, "E417", f"{who}: the view", (*path, "view"))
    if form.direct and form.light == "eclipse":
        report.add("E415", f"{who}: there is no direct sun in eclipse", (*path, "light"), "use light: sun")


def _check_set(
    who: str, form: ShotForm, where: Set, cast: Cast, station: Station, report: Reporter, path: Path
) -> None:
    people = set(form.cast) | set(form.crew)
    if len(people) > where.capacity:
        text = f"{who}: {len(people)} people in {where.name}, which holds {where.capacity} for a take"
        report.add("E418", text, (*path, "cast"), "leave somebody out, or raise the set's capacity")
    window = station.windows.get(form.window) if form.window else None
    if window is not None and window.module != where.module:
        text = f"{who}: window {form.window} is in {window.module}, the set {where.id} in {where.module}"
        here = sorted(key for key, w in station.windows.items() if w.module == where.module)
        report.add("E416", text, (*path, "window"), f"windows of the set: {', '.join(here) or 'none'}")
    escort = form.escort or where.escort
    if escort and not any(escort in person.groups for person in cast.people.values()):
        report.add("E405", f"{who}: nobody aboard is of the group {escort}", path)
