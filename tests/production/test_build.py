"""From what is written to what is planned: rules laid over the packaged ones field by field, people, sets, events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.production import Person, Production, load
from cupola.production.crewrules import crew_rules
from tests.production.faults import changed, found
from tests.small import PRODUCTION, write_small

HOUR = 3600.0


def production(folder: Path, *changes: tuple[str, str]) -> Production:
    """Load the small production with its production.yaml changed."""
    return load(write_small(folder, production=changed("production", *changes)))


def ruled(folder: Path, rules: str) -> Production:
    """Load the small production with rules of its own."""
    return production(folder, ("events:", f"rules: {rules}\nevents:"))


PACKAGED = {
    "day_load": (0.3, 0.6, 0.8, 1.0),
    "time_factor": (2.0, 1.8, 1.6, 1.4, 1.3, 1.2),
    "pass_gap": 3 * HOUR + 600,
    "rest_between": 300.0,
    "rigging": 3600.0,
    "handles": 10.0,
    "weights": ((1, 4), (2, 2), (3, 1)),
    "like_light": 240.0,
    "match_turn": 15.0,
    "match_stops": 0.5,
    "match_mired": 25.0,
    "match_ground": 1.0,
}
OWN = [
    ("day_load", "[0.5, 1]", (0.5, 1.0)),
    ("time_factor", "[3, 1.5]", (3.0, 1.5)),
    ("pass_gap", "100 min", 6000.0),
    ("rest_between", "0", 0.0),
    ("rigging", "90 min", 5400.0),
    ("handles", '"2,5 s"', 2.5),
    ("weights", "{1: 9, 2: 3, 3: 1}", ((1, 9), (2, 3), (3, 1))),
    ("like_light", "90 s", 90.0),
    ("match_turn", "10 deg", 10.0),
    ("match_stops", "1", 1.0),
    ("match_mired", "40", 40.0),
    ("match_ground", "0.5", 0.5),
]


def test_without_rules_of_its_own_a_production_has_the_packaged_ones(tmp_path: Path) -> None:
    rules = load(write_small(tmp_path)).rules
    assert {name: getattr(rules, name) for name in PACKAGED} == PACKAGED


@pytest.mark.parametrize(("name", "written", "read"), OWN)
def test_a_rule_of_ones_own_replaces_that_one_and_no_other(tmp_path: Path, name: str, written: str, read: Any) -> None:
    rules = ruled(tmp_path, f"{{{name}: {written}}}").rules
    assert {key: getattr(rules, key) for key in PACKAGED} == {**PACKAGED, name: read}


LIMITS = {"film_per_day": 6.5 * HOUR, "private_per_day": 1.5 * HOUR, "private_per_stay": 9 * HOUR}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_of_ones_own_replaces_that_one_and_no_other(tmp_path: Path, name: str) -> None:
    dina = ("novice: true, day: visitor}\n  ada", f"novice: true, day: visitor, limits: {{{name}: 15 min}}}}\n  ada")
    limits = production(tmp_path, dina).people["dina"].limits
    assert {key: getattr(limits, key) for key in LIMITS} == {**LIMITS, name: 900.0}


def kinds(person: Person, date: int) -> dict[str, float]:
    """Give the hours of each kind on a day of October 2021, UTC."""
    day = Span(instant(f"2021-10-{date:02d}T00:00Z"), instant(f"2021-10-{date:02d}T00:00Z") + 86400)
    found: dict[str, float] = {}
    for block in person.blocks:
        span = SpanSet.of([block.span]).clip(day)
        found[block.kind] = found.get(block.kind, 0) + span.total / HOUR
    return {kind: hours for kind, hours in found.items() if hours}


def test_people_live_by_their_day_plans(tmp_path: Path) -> None:
    people = load(write_small(tmp_path)).people
    assert kinds(people["piet"], 7) == {
        "sleep": 8.5, "rest": 3.5, "exercise": 2, "film": 4, "meal": 1, "station": 3.5, "private": 1.5,
    }  # fmt: skip
    assert kinds(people["dina"], 7)["film"] == 9, "a visitor's working day, packaged"
    assert people["eve"].groups == {"usos"}
    assert (people["dina"].plays, people["ada"].plays) == (None, "ANNA")
    assert (
        people["piet"]
        .time("film", "private")
        .clip(Span(instant("2021-10-07T00:00Z"), instant("2021-10-08T00:00Z")))
        .total
        == 5.5 * HOUR
    )


def test_a_date_and_a_weekend_have_their_own_plan(tmp_path: Path) -> None:
    """9 October 2021 was a Saturday."""
    eve = (
        "groups: [usos], day: helper",
        "groups: [usos], day: helper, weekend: resident-weekend, dates: {2021-10-07: resident}",
    )
    people = production(tmp_path, eve).people
    assert "film" in kinds(people["eve"], 6)
    assert kinds(people["eve"], 7)["station"] == 7
    assert "film" in kinds(people["eve"], 8)
    saturday = instant("2021-10-09T05:59Z")
    assert next(b.kind for b in people["eve"].blocks if saturday in b.span) == "sleep"


def test_a_day_plan_of_ones_own_goes_before_the_packaged_one_of_that_name(tmp_path: Path) -> None:
    blocks = ('from: "06:00", to: "20:00", is: film', 'from: "20:00", to: "06:00", is: sleep')
    own = "  visitor:\n" + "".join(f"    - {{{block}}}\n" for block in blocks) + "  helper:\n"
    people = production(tmp_path, ("  helper:\n", own)).people
    assert kinds(people["ada"], 7) == {"film": 14, "sleep": 10}


def test_a_set_has_the_room_of_its_module_unless_it_says_otherwise(tmp_path: Path) -> None:
    sets = load(write_small(tmp_path)).sets
    assert (sets["nauka"].capacity, sets["cupola"].capacity) == (4, 2)
    assert sets["nauka"].hears == {"MLM", "SM"}, "its own module always"
    assert (sets["nauka"].escort, sets["cupola"].escort) == (None, "usos")


def test_a_set_is_open_during_the_stay_between_its_own_times(tmp_path: Path) -> None:
    own = 'module: MLM, open_from: "2021-10-06T12:00Z", open_to: "2021-10-08T12:00Z"'
    sets = production(tmp_path, ("module: MLM", own)).sets
    assert sets["nauka"].open == SpanSet([instant("2021-10-06T12:00Z")], [instant("2021-10-08T12:00Z")])
    assert sets["cupola"].open == SpanSet([instant("2021-10-06T00:00Z")], [instant("2021-10-09T06:00Z")])


def test_a_ship_is_a_set_only_while_it_is_docked(tmp_path: Path) -> None:
    """Soyuz MS-18 leaves at 01:14 on 17 October 2021; on a stay that begins later it is never there."""
    ship = ("  cupola: {name", "  ship: {name: SOYUZ, module: SOYUZ-MS18}\n  cupola: {name")
    assert production(tmp_path, ship).sets["ship"].open.total == 3.25 * 86400
    later = changed("production", ship).replace("2021-10-0", "2021-10-2")
    messages = found(tmp_path, production=later)
    gone = next(m for m in messages if m.code == "E406" and "ship" in m.text)
    assert gone.text == 'set "ship" is never open during the stay'
    assert (gone.message.hint or "").startswith("Soyuz MS-18 is there 2021-")


def test_data_is_takes_with_their_handles_at_the_cameras_rate_or_what_is_written(tmp_path: Path) -> None:
    rate = 637e6 / 8 / 1e9
    assert load(write_small(tmp_path)).shots["2A"].data_gb == pytest.approx(3 * (60 + 20) * rate)
    own = load(
        write_small(tmp_path, breakdown=changed("breakdown", ("takes: 3, gear: {led: 1}", "takes: 3, data: 7 GB")))
    )
    assert own.shots["2A"].data_gb == 7
    long = ruled(tmp_path, "{handles: 30 s}")
    assert long.shots["2A"].data_gb == pytest.approx(3 * (60 + 60) * rate)


def test_events_stand_in_time_order_and_close_what_they_name(tmp_path: Path) -> None:
    more = "events:\n  - {what: Early, from: 2021-10-06T09:00Z, to: 2021-10-06T10:00Z, people: ada, sets: [cupola]}"
    events = production(tmp_path, ("events:", more)).events
    assert [event.what for event in events] == ["Early", "Fire drill", "Attitude lost"]
    assert events[0].people == {"ada"}, "one word stands for a list of one"
    assert events[0].sets == {"cupola"}
    assert [event.stops_filming for event in events] == [False, True, False]
    assert load(tmp_path).attitude_lost == SpanSet([instant("2021-10-08T11:00Z")], [instant("2021-10-08T11:30Z")])


def test_a_stay_of_more_than_400_days_is_taken_for_a_slip(tmp_path: Path) -> None:
    messages = found(tmp_path, production=changed("production", ("depart: 2021-10-09", "depart: 2022-11-11")))
    slip = next(m for m in messages if m.code == "E409")
    assert (slip.text, slip.message.hint) == ("the stay is longer than 400 days", "check the year")
    assert slip.pointed.startswith("2022-11-11")


def test_a_stay_with_two_faults_is_named_twice(tmp_path: Path) -> None:
    text = changed(
        "production", ("arrive: 2021-10-06T00", "arrive: 2021-10-10T00"), ("depart: 2021-10-09", "depart: 2021-10-07")
    )
    assert [m.text for m in found(tmp_path, production=text) if m.code == "E409"] == [
        "first_shot is not after arrive",
        "depart is not after wrap",
    ]


def test_nothing_is_left_of_the_order_when_all_instants_are_one(tmp_path: Path) -> None:
    """A first shot at arrival and a departure at the wrap are in order; a wrap at the first shot is not."""
    same = [
        ("first_shot: 2021-10-06T06", "first_shot: 2021-10-06T00"),
        ("depart: 2021-10-09T06", "depart: 2021-10-09T00"),
    ]
    assert found(tmp_path, production=changed("production", *same)) == []


def test_every_packaged_value_of_a_rule_can_be_written_as_ones_own(tmp_path: Path) -> None:
    base = crew_rules("iss-2021").rules.model_dump()
    written = ruled(tmp_path, "{pass_gap: 190 min, rest_between: 5 min, handles: 10 s}").rules
    assert all(getattr(written, name) == base[name] for name in ("pass_gap", "rest_between", "handles"))


def test_a_digest_covers_every_document_and_nothing_else(tmp_path: Path) -> None:
    first = load(write_small(tmp_path))
    (tmp_path / "notes.txt").write_text("nothing to do with it")
    assert load(tmp_path).digest == first.digest
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain", "orbit/iss.tle"):
        old = (tmp_path / name).read_text()
        (tmp_path / name).write_text(old + ("\n" if name.endswith("fountain") else "# more\n"))
        assert load(tmp_path).digest != first.digest, name
        (tmp_path / name).write_text(old)
    assert load(tmp_path) is not first
    assert load(tmp_path).digest == first.digest


def test_a_digest_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    one, two = (load(write_small(tmp_path / name)) for name in ("a", "b"))
    assert one.digest == two.digest
    assert replace(one, folder=two.folder).shots == two.shots


def test_a_production_is_what_its_document_says(tmp_path: Path) -> None:
    made = production(tmp_path, ("{name: GMT}", "{name: MSK, ahead: 3 h}"))
    assert (made.title, made.crew_clock, made.crew_offset) == ("A Small Step", "MSK", 3 * HOUR)
    assert made.stay == Span(instant("2021-10-06T00:00Z"), instant("2021-10-09T06:00Z"))
    assert made.shoot == Span(instant("2021-10-06T06:00Z"), instant("2021-10-09T00:00Z"))
    assert made.mission_start == instant("2021-10-05T08:00Z")
    assert PRODUCTION.startswith("schema: cupola/1")


LIGHTHOUSE = (
    "landmarks: {The lighthouse: {lat: 36.01, lon: -5.61, kind: coast}, Lisbon: {lat: 38.7, lon: -9.1}}\nevents:"
)


def test_landmarks_of_ones_own_stand_beside_the_packaged_ones_and_before_those_of_their_name(tmp_path: Path) -> None:
    own = production(tmp_path, ("events:", LIGHTHOUSE)).station
    assert (own.landmark("The lighthouse").lat, own.landmark("The lighthouse").kind) == (36.01, "coast")
    assert (own.landmark("Lisbon").lat, own.landmark("Lisbon").kind) == (38.7, "point")
    assert own.landmark("Tokyo").kind == "city"


@pytest.mark.parametrize("view", ["The lighthouse", '"36.01, -5.61"'])
def test_a_shot_may_look_at_a_landmark_of_ones_own_or_at_a_point(tmp_path: Path, view: str) -> None:
    text = changed("production", ("events:", LIGHTHOUSE))
    assert found(tmp_path, production=text, breakdown=changed("breakdown", ("view: earth-day", f"view: {view}"))) == []


def test_a_landmark_beyond_the_pole_is_refused(tmp_path: Path) -> None:
    messages = found(tmp_path, production=changed("production", ("events:", LIGHTHOUSE.replace("36.01", "96.01"))))
    assert [m.code for m in messages] == ["E106"]
    assert messages[0].pointed.startswith("96.01")


def test_a_shot_may_have_no_camera_and_records_nothing(tmp_path: Path) -> None:
    text = changed(
        "breakdown", ("camera: komodo, setup: 10 min, take: 30 s,", "camera: none, setup: 10 min, take: 30 s,")
    )
    write_small(tmp_path, breakdown=text)
    shot = load(tmp_path).shots["2B"]
    assert (shot.camera, shot.data_gb) == ("", 0.0)


def test_no_camera_is_called_none(tmp_path: Path) -> None:
    named = PRODUCTION.replace("cameras:\n", "cameras:\n  none: {kind: red-komodo-mq, bodies: 1}\n")
    (fault,) = found(tmp_path, production=named)
    assert fault.code == "E413" and fault.pointed.startswith("none:")


def test_things_have_their_places_and_sets_their_handholds(tmp_path: Path) -> None:
    made = production(
        tmp_path,
        ("led: {name: LED panel, count: 2}", "led: {name: LED panel, count: 2, stowed: {at: bag 7, source: plan}}"),
        (
            "capacity: 2, escort: usos}",
            "capacity: 2, escort: usos, handholds: [left rail, foot bar], hands_off: shutters}",
        ),
    )
    assert made.gear["led"].stowed == "bag 7"
    assert {one.stowed for one in made.cameras.values()} == {""}
    cupola, nauka = made.sets["cupola"], made.sets["nauka"]
    assert (cupola.handholds, cupola.hands_off) == (("left rail", "foot bar"), ("shutters",))
    assert (nauka.handholds, nauka.hands_off) == ((), ())
