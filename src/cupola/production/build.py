"""From forms to the frozen production: everything that refers to something else is looked up, every fault is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cupola.clock import DAY, Span, SpanSet
from cupola.errors import Message, SkyError, closest
from cupola.light.exposure import Sensor
from cupola.places import Landmark, Station
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.production.craftform import OrbitForm
from cupola.production.crewrules import KNOWN, CrewRules, camera_kinds, crew_rules
from cupola.production.document import LocationForm, ProductionForm, SetForm
from cupola.production.fields import NO_CAMERA
from cupola.production.gearform import CameraForm, SensorForm, StowedForm
from cupola.production.model import Camera, Event, Gear, Set
from cupola.production.radio import own_link
from cupola.production.rules import Rules
from cupola.production.stock import Battery
from cupola.tree import Steps, Tree
from cupola.units import GB_OF_A_MEGABIT

_SECONDS_AN_HOUR = 3600.0
_ROOM_OUTSIDE = 50
"""People in a take on the ground, unless a set says otherwise: as many as a set may hold."""
_MM = 1e3


@dataclass(slots=True)
class Reporter:
    """Collects the faults of one document; `faults` counts also what is not said of replaced values."""

    tree: Tree
    replaced: tuple[Steps, ...] = ()
    messages: list[Message] = field(default_factory=list)
    faults: int = 0

    def add(self, code: str, text: str, path: Steps, hint: str | None = None) -> None:
        """Keep a fault at the value under `path`, unless a fault of form there has been reported already."""
        self.faults += 1
        if not any(path[: len(old)] == old or path == old[:-1] for old in self.replaced):
            self.messages.append(self.tree.message(code, text, path, hint))

    def known(self, word: str, known: Iterable[str], code: str, what: str, path: Steps) -> bool:
        """Say whether `word` is among `known`; if not, keep a fault that names the nearest."""
        words = list(known)
        if word in words:
            return True
        hint = closest(word, words) or f"known: {', '.join(sorted(words)[:12])}"
        self.add(code, f'{what} "{word[:60]}" is unknown', path, hint)
        return False


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


def orbit_files(form: OrbitForm, report: Reporter) -> tuple[str, list[str]] | None:
    """Give the field that names the orbit's files, and them: of one of two fields, or None with a fault kept."""
    if form.elements is not None and form.ephemeris is not None:
        text = "the orbit is given twice, by elements and by an ephemeris"
        report.add("E328", text, ("orbit", "ephemeris"), "keep one: the ephemeris, if it covers the stay")
        return None
    if form.elements is not None:
        return "elements", [form.elements]
    if form.ephemeris is not None:
        return "ephemeris", form.ephemeris
    hint = (
        'add "elements:" with a file of element sets, "ephemeris:" with one of states, or figures: height, inclination'
    )
    report.add("E328", "the orbit names neither elements nor an ephemeris", ("orbit",), hint)
    return None


def check_flight(form: ProductionForm, report: Reporter) -> None:
    """Check that a station comes with its orbit, and a set with the one place where it is."""
    if form.station is not None and form.orbit is None:
        hint = 'add "orbit:" with its element sets'
        report.add("E422", "the production names a station, and no orbit for it", ("station",), hint)
    if form.orbit is not None and form.station is None:
        report.add("E422", "the production names an orbit, and no station in it", ("orbit",), 'add "station:"')
    check_worlds(form, report)
    for key, item in form.sets.items():
        path: Steps = ("sets", key)
        if item.aircraft is not None:
            check_cabin(key, item, report)
        elif item.module is not None and item.location is not None:
            text = f'set "{key}" is in a module and on the ground'
            report.add("E420", text, (*path, "location"), "make two sets of it")
        elif item.location is not None and item.cabin is not None:
            text = f'set "{key}" is on the ground and has the lamps of a cabin'
            report.add("E420", text, (*path, "cabin"), "take it out: light meters are read aboard")
        elif item.module is None and item.location is None:
            hint = 'add "module:" of the station, "location:" on the ground, or "aircraft:"'
            report.add("E106", f"sets › {key}: module or location is missing", path, hint)
        elif item.module is not None and form.station is None and form.orbit is None:
            text = f'set "{key}" is in a module, and the production names no station'
            report.add("E422", text, (*path, "module"), 'add "station:" and "orbit:"')


def check_worlds(form: ProductionForm, report: Reporter) -> None:
    """Check that nobody has to go from one world to another between two shots."""
    worlds = {key: item.location.body if item.location is not None else "earth" for key, item in form.sets.items()}
    for key, world in worlds.items():
        if world != "earth" and any(other != world for other in worlds.values()):
            text = f'set "{key}" is on another world than others'
            report.add("E739", text, ("sets", key, "location"), "make a production of its own of each world")
            return


def check_cabin(key: str, item: SetForm, report: Reporter) -> None:
    """Check that a set in an aircraft is nowhere else."""
    for name, given in (("module", item.module), ("location", item.location), ("cabin", item.cabin)):
        if given is not None:
            text = f'set "{key}" is in an aircraft, and has a {name}'
            report.add("E733", text, ("sets", key, name), "take it out, or make two sets of it")


def the_sets(
    form: ProductionForm, station: Station | None, report: Reporter, flights: Mapping[str, Flown]
) -> dict[str, Set]:
    """Make the sets; each stands in a module of the station, on the ground, or in an aircraft."""
    groups = {group for person in form.people.values() for group in person.groups}
    are_groups_known = not any(path[:1] == ("people",) and "groups" in path for path in report.replaced)
    sets = {}
    for key, item in form.sets.items():
        path: Steps = ("sets", key)
        modules = station.modules if station is not None else {}
        if station is not None or (item.module is None and form.orbit is None):  # else the station itself is amiss
            for other in item.hears:
                report.known(other, modules, "E404", "the module", (*path, "hears"))
        if item.escort is not None and are_groups_known:
            report.known(item.escort, groups, "E405", "the group", (*path, "escort"))
        if item.aircraft is not None:
            report.known(item.aircraft, form.aircraft, "E733", "the aircraft", (*path, "aircraft"))
            if item.aircraft in flights and item.module is None and item.location is None:
                sets[key] = _outside(key, form, item, report, flights[item.aircraft])
            continue
        if item.location is not None and item.module is None:
            sets[key] = _outside(key, form, item, report)
        if item.module is None or item.location is not None or station is None:
            continue
        if not report.known(item.module, modules, "E404", "the module", (*path, "module")):
            continue
        module = modules[item.module]
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
            cabin=item.cabin,
            escort=item.escort,
            room=max(module.capacity, item.capacity or 0),
            overnight=item.overnight,
            clear=item.clear,
            restore=item.restore,
            handholds=tuple(item.handholds),
            hands_off=tuple(item.hands_off),
        )
    return sets


def _outside(key: str, form: ProductionForm, item: SetForm, report: Reporter, flights: Flown | None = None) -> Set:
    """Make a set on the ground, or in an aircraft."""
    place = item.location
    airfield = flights.base if flights is not None else None
    room = _ROOM_OUTSIDE if flights is None else flights.capacity
    usable = _usable(form, item, None)
    if not usable:
        report.add("E406", f'set "{key}" is never open during the stay', ("sets", key))
    return Set(
        id=key,
        name=item.name,
        module="",
        capacity=item.capacity if item.capacity is not None else room,
        open=usable,
        hears=frozenset(item.hears),
        escort=item.escort,
        clear=item.clear,
        restore=item.restore,
        handholds=tuple(item.handholds),
        hands_off=tuple(item.hands_off),
        location=_place(item.name, place, form) if place else airfield,
        flights=flights,
    )


def _place(name: str, place: LocationForm, form: ProductionForm) -> Location:
    link = own_link(form, place.body)
    return Location(name, place.lat, place.lon, place.height, place.horizon, body=place.body, link=link)


def _usable(form: ProductionForm, item: SetForm, docked: Span | None) -> SpanSet:
    """Give when a set may be used: during the stay, between its opening and closing, by permit, while docked."""
    start = item.open_from if item.open_from is not None else form.stay.arrive
    stop = item.open_to if item.open_to is not None else form.stay.depart
    stay = SpanSet([form.stay.arrive], [form.stay.depart]).clip(Span(start, max(start, stop)))
    if item.permits is not None and all(permit.start < permit.stop for permit in item.permits):
        stay &= SpanSet.of(Span(permit.start, permit.stop) for permit in item.permits)
    return stay.clip(docked) if docked else stay


def check_neighbours(form: ProductionForm, station: Station | None, report: Reporter) -> None:
    """Check that people sleep in modules of the station, and that no permit ends before it begins."""
    for key, person in form.people.items():
        if person.sleeps_in is not None and (station is not None or form.station is None):
            modules = station.modules if station is not None else {}
            report.known(person.sleeps_in, modules, "E404", "the module", ("people", key, "sleeps_in"))
    for key, item in form.sets.items():
        for index, permit in enumerate(item.permits or ()):
            if permit.stop <= permit.start:
                place: Steps = ("sets", key, "permits", index, "to")
                report.add("E406", f'a permit of set "{key}" ends before it begins', place)


def the_gear(form: ProductionForm, report: Reporter) -> tuple[dict[str, Camera], dict[str, Gear]]:
    """Make cameras and counted gear."""
    if NO_CAMERA in form.cameras:
        text = f'a camera cannot be called "{NO_CAMERA}": that says that a shot has none'
        report.add("E413", text, ("cameras", NO_CAMERA), "give it another name")
    cameras = {
        key: replace(_camera(key, item, report), stowed=place_of(item.stowed)) for key, item in form.cameras.items()
    }
    return cameras, {key: Gear(key, item.name, item.count, place_of(item.stowed)) for key, item in form.gear.items()}


def place_of(form: StowedForm | None) -> str:
    """Give where a thing is kept, in words; empty where that is not said."""
    return form.place if form is not None else ""


def _camera(key: str, form: CameraForm, report: Reporter) -> Camera:
    """Give a camera: of a packaged kind, with what is written laid over it, or wholly as written."""
    place: Steps = ("cameras", key)
    kinds = camera_kinds()
    kind = None
    if form.kind is not None and report.known(form.kind, kinds, "E413", "the kind of camera", (*place, "kind")):
        kind = kinds[form.kind]
    if form.kind is None:
        for field_name in ("model", "mode", "rate"):
            if getattr(form, field_name) is None:
                text = f"cameras › {key}: {field_name} is missing"
                report.add("E106", text, (*place, field_name), f'add "{field_name}:", or name a packaged "kind:"')
    model = form.model or (kind.model if kind else "")
    rate = form.rate if form.rate is not None else kind.rate if kind else 0.0
    sensor = _sensor(form.sensor or (kind.sensor if kind else None), report, (*place, "sensor"))
    battery = Battery(form.battery.count, form.battery.runs, form.battery.charge) if form.battery else None
    return Camera(key, model, form.bodies, rate * GB_OF_A_MEGABIT * _SECONDS_AN_HOUR, sensor, battery)


def _sensor(form: SensorForm | None, report: Reporter, place: Steps) -> Sensor | None:
    if form is None or any(old[: len(place)] == place for old in report.replaced):
        return None
    try:
        return made_sensor(form)
    except SkyError as error:
        for message in error.messages:
            report.add(message.code, f"cameras › {place[1]}: {message.text}", place, message.hint)
        return None


def made_sensor(form: SensorForm) -> Sensor:
    """Make a sensor of what is written.

    Raises
    ------
    SkyError
        Values that no camera has (E356).
    """
    return Sensor(form.width * _MM, form.height * _MM, form.iso, form.frame_rate, form.stops, tuple(form.nd))


def with_landmarks(form: ProductionForm, station: Station) -> Station:
    """Give the station with the production's own landmarks in its gazetteer."""
    own = {key: Landmark(key, item.lat, item.lon, item.kind) for key, item in form.landmarks.items()}
    return replace(station, landmarks={**station.landmarks, **own})


def the_events(form: ProductionForm, station: Station | None, report: Reporter) -> tuple[Event, ...]:
    """Make the events, the production's and those on the station's own timeline, in time order."""
    nobody: frozenset[str] = frozenset()
    stay = Span(form.stay.arrive, form.stay.depart)
    found = [
        Event(one.what, one.span, nobody, nobody, one.effect != "none", one.effect == "attitude lost")
        for one in (station.events if station is not None else ())
        if one.span.overlaps(stay)
    ]
    for index, item in enumerate(form.events):
        path: Steps = ("events", index)
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
