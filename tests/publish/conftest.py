"""A small shoot whose paper can be checked by hand.

Four days, 6 to 9 October 2021, nothing shot on the 8th. Revolutions of exactly 90 minutes from midnight: sunset in the
first minute, night for 30, sunrise in the next, then the Sun.

=====  =========================================  =======================================
day    set-ups                                    finished
=====  =========================================  =======================================
6 Oct  1A 10:00-10:22 Anna, Boris; Klim behind     -
7 Oct  2A 09:00-09:13 Boris; Klim behind           scene 2 (3/8)
8 Oct  -                                          -
9 Oct  1B 08:00-09:36 Anna; Klim, two passes;      scene 1 (1 4/8)
       3A 11:00-11:31 Anna; Klim, Mark escorts     scene 3 (2/8)
=====  =========================================  =======================================

4A is in the boneyard, scene 5 is shot on the ground. `small_past` has the same plan as a second version, with 1A and 2A
shot: it has brought in 1B, dropped 4A, and moved 3A from the 8th.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import DAY, Span, SpanSet, instant
from cupola.light import Need
from cupola.plan.approval import Approval
from cupola.plan.figures import Money
from cupola.plan.replan.fate import fates
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.plan.situation import Situation
from cupola.production.model import Camera, Event, Gear, Production, Set
from cupola.production.person import Block, BlockKind, Limits, Person
from cupola.production.rules import Rules
from cupola.production.scene import Scene, Shot
from cupola.production.stock import Cards
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.past import Past
from cupola.publish.sunlight import Phases

MIDNIGHT = instant("2021-10-06T00:00Z")
SHOOT = Span(MIDNIGHT, MIDNIGHT + 4 * DAY)
_DAYS: tuple[tuple[str, str, BlockKind], ...] = (
    ("00:00", "06:00", "sleep"),
    ("06:00", "08:00", "rest"),
    ("08:00", "12:00", "film"),
    ("12:00", "13:00", "meal"),
    ("13:00", "19:00", "station"),
    ("19:00", "21:30", "private"),
    ("21:30", "24:00", "sleep"),
)


def at(text: str) -> float:
    """Give an instant from `9 11:00` or `9 11:00:30`: the day of October 2021 and the time of day."""
    day, _, time = text.partition(" ")
    return instant(f"2021-10-{int(day):02d}T{time}Z")


def span(text: str) -> Span:
    """Give a span from `9 11:00-11:30`."""
    day, _, times = text.partition(" ")
    start, _, stop = times.partition("-")
    return Span(at(f"{day} {start}"), at(f"{day} {stop}"))


def _blocks() -> tuple[Block, ...]:
    found = []
    for day in range(4):
        for start, stop, kind in _DAYS:
            hours = [int(text[:2]) * 3600.0 + int(text[3:]) * 60.0 for text in (start, stop)]
            midnight = MIDNIGHT + day * DAY
            found.append(Block(Span(midnight + hours[0], midnight + hours[1]), kind))
    return tuple(found)


def person(key: str, name: str, *, plays: str | None = None, group: str | None = None) -> Person:
    """Give a person with the common day; Klim is the novice."""
    groups = frozenset({group} if group else ())
    roles = ("director", "camera") if key == "klim" else ("escort",) if group else ("cosmonaut",)
    return Person(key, name, roles, plays, groups, key == "klim", Limits(2e4, 5e3, 4e4), 0.0, _blocks())


def shot(key: str, cast_: str = "", crew: str = "klim", **changes: object) -> Shot:
    """Give a shot of the scene that its letters follow."""
    base = Shot(
        id=key,
        scene=key.rstrip("ABCDEFGH"),
        text=f"Picture {key.lower()}.",
        size="CU",
        set="nauka",
        cast=tuple(cast_.split()),
        crew=tuple(crew.split()),
        escort=None,
        need=Need(light="any"),
        quiet=False,
        camera="komodo",
        lens="35 mm",
        gear=(),
        setup=600.0,
        take=60.0,
        takes=2,
        reset=60.0,
        passes=None,
        priority=1,
        after=(),
        data_gb=10.0,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def scene(
    number: str, heading: str, eighths: int, *shots: Shot, time: str | None = "DAY", unit: str = "flight"
) -> Scene:
    """Give a scene of so many eighths, at 7.5 s of screen time each."""
    kind = heading.split(".")[0]
    return Scene(
        number=number,
        heading=heading,
        eighths=eighths,
        screen_time=eighths * 7.5,
        unit="ground" if unit == "ground" else "flight",
        set="nauka",
        priority=1,
        after=(),
        speaking=(),
        time_of_day=time,
        place_kind=kind,
        synopsis="",
        note="",
        shots=shots,
    )


def strip(of: Shot, *passes: Pass) -> Strip:
    """Give a strip of a shot."""
    return Strip(of.id, of.scene, of.set, of.people, of.camera, passes)


def _scenes() -> tuple[Scene, ...]:
    one_a = shot("1A", "anna boris", quiet=True, gear=(("led", 2), ("sound", 1)))
    one_b = shot("1B", "anna", need=Need("sunrise", "nauka.forward", direct=True), takes=4, data_gb=20.0)
    two_a = shot("2A", "boris", camera="gopro", need=Need("eclipse"), gear=(("led", 1),))
    three_a = shot("3A", "anna", set="cupola", need=Need("any", "cupola.top", view="Lisbon", view_by="night"))
    four_a = shot("4A", "boris", need=Need("sunset"))
    return (
        scene("1", "INT. NAUKA - BIG PORTHOLE - DAY", 12, one_a, one_b),
        scene("2", "INT. ZVEZDA - NIGHT", 3, two_a, time="NIGHT"),
        scene("3", "INT. CUPOLA - SUNSET", 2, three_a, time="SUNSET"),
        scene("4", "EXT. STATION - DAY", 5, four_a),
        scene("5", "EXT. STEPPE - DAY", 8, unit="ground"),
    )


def small_production() -> Production:
    """Give the production of the small shoot, on a crew clock that is UTC."""
    people = (
        person("klim", "Klim Director"),
        person("anna", "Anna Actress", plays="NINA"),
        person("boris", "Boris Cosmonaut", plays="BORIS"),
        person("mark", "Mark Escort", group="usos"),
    )
    always = SpanSet.of([SHOOT])
    sets = (
        Set("nauka", "NAUKA", "MLM", 4, always, frozenset({"MLM", "SM"}), None),
        Set("cupola", "CUPOLA", "CUP", 2, always, frozenset({"CUP"}), "usos"),
    )
    events = (
        Event("Thruster test", span("7 09:30-10:00"), frozenset({"boris"}), frozenset(), True, True),
        Event("Medical conference", span("9 14:00-14:30"), frozenset({"anna"}), frozenset({"cupola"}), False, False),
    )
    return Production(
        folder=Path(),
        title="A Small Step",
        digest="0123456789abcdef",
        stay=Span(SHOOT.start, SHOOT.stop + DAY),
        shoot=SHOOT,
        crew_offset=0.0,
        crew_clock="GMT",
        mission_start=at("5 08:00"),
        flight=None,
        people={one.id: one for one in people},
        sets={one.id: one for one in sets},
        cameras={
            "komodo": Camera("komodo", "RED KOMODO 6K", 2, 280.0),
            "gopro": Camera("gopro", "GoPro HERO9", 4, 45.0),
        },
        gear={"led": Gear("led", "LED panel", 4), "sound": Gear("sound", "sound recorder", 1)},
        events=events,
        rules=Rules(
            *((0.5, 1.0), (2.0, 1.0), 1e4, 300.0, 10.0, ((1, 4), (2, 2), (3, 1)), 240.0, 3.0, 15.0, 0.5, 25.0, 1.0)
        ),
        scenes=_scenes(),
        cards=(Cards(("komodo", "gopro"), 50.0, 2),),
    )


def small_plan(production: Production) -> Plan:
    """Give the plan of the small shoot."""
    shots = production.shots
    takes = ("9 08:10-08:11", "9 08:12-08:13", "9 09:33-09:34", "9 09:35-09:36")
    first, second = tuple(map(span, takes[:2])), tuple(map(span, takes[2:]))
    strips = (
        strip(shots["1A"], Pass(span("6 10:00-10:20"), (span("6 10:20-10:21"), span("6 10:21-10:22")))),
        strip(shots["2A"], Pass(span("7 09:00-09:10"), (span("7 09:10-09:11"), span("7 09:12-09:13")))),
        strip(shots["1B"], Pass(span("9 08:00-08:10"), first), Pass(None, second)),
        strip(shots["3A"], Pass(span("9 11:00-11:28"), (span("9 11:28-11:29"), span("9 11:30-11:31")), "mark")),
    )
    return Plan(
        title=production.title,
        digest=production.digest,
        strips=strips,
        boneyard=(Bone("4A", "4", "4A needs sunset for 1 min; Nauka is taken."),),
        value=900,
        bound=1000,
        total=1200,
        money=Money(),
        stop="proof",
    )


CLOSED = Event("CUPOLA is closed", span("8 10:00-13:00"), frozenset(), frozenset({"cupola"}), False, False)


def small_second(production: Production) -> Plan:
    """Give the second version of the plan, of noon on the 7th: 1A and 2A are shot, the Cupola closes on the 8th."""
    situation = Situation(at("7 12:00"), ("1A", "2A"), (), (CLOSED,))
    return replace(small_plan(production), situation=situation, parent=1, value=875, stop="fewest moves")


def small_first(production: Production) -> Plan:
    """Give the version before: 3A on the 8th at 11:00, 4A on the 9th at 11:40, and 1B not at all."""
    plan = small_plan(production)
    one_a, two_a, _, three_a = plan.strips
    there = Pass(span("8 11:00-11:28"), (span("8 11:28-11:29"), span("8 11:30-11:31")), "mark")
    four_a = strip(production.shots["4A"], Pass(span("9 11:40-11:50"), (span("9 11:50-11:51"), span("9 11:52-11:53"))))
    return replace(plan, strips=(one_a, two_a, replace(three_a, passes=(there,)), four_a), boneyard=())


def small_past(production: Production) -> Past:
    """Give the past of the second version."""
    heads = (
        Approval(1, 0, "", "Ann Producer", "the first plan", at("5 12:00")),
        Approval(2, 1, "0" * 64, "Bo AD", "pump in the Cupola", at("7 12:30")),
    )
    return Past(heads, fates(production, (small_first(production), small_second(production))))


def small_phases() -> dict[str, SpanSet]:
    """Give revolutions of 90 minutes over the four days: sunset 1 min, night 30 min, sunrise 1 min, then the Sun."""
    starts = [MIDNIGHT + k * 5400.0 for k in range(4 * 16)]
    edges = {"sunset": (0.0, 60.0), "eclipse": (60.0, 1860.0), "sunrise": (1860.0, 1920.0), "sun": (1920.0, 5400.0)}
    return {phase: SpanSet([t + a for t in starts], [t + b for t in starts]) for phase, (a, b) in edges.items()}


@pytest.fixture
def production() -> Production:
    """The production of the small shoot."""
    return small_production()


@pytest.fixture
def plan(production: Production) -> Plan:
    """The plan of the small shoot."""
    return small_plan(production)


@pytest.fixture
def second(production: Production) -> Schedule:
    """The second version, laid out in days."""
    return Schedule.of(production, small_second(production), small_past(production))


@pytest.fixture
def spans() -> dict[str, SpanSet]:
    """The light of the small shoot, as paper gets it."""
    return small_phases()


@pytest.fixture
def phases(spans: dict[str, SpanSet]) -> Phases:
    """The light of the small shoot, to be asked."""
    return Phases(spans)


@pytest.fixture
def schedule(production: Production, plan: Plan) -> Schedule:
    """The plan laid out in days."""
    return Schedule.of(production, plan)


@pytest.fixture
def casting(production: Production) -> Casting:
    """The people of the small shoot."""
    return Casting(production)
