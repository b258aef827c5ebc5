# ruff: noqa: E501
"""Each contradiction gives one message, at the line that causes it; the productions of the repository have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import inspect, load
from tests.production.faults import Found, changed, found
from tests.small import write_small

ROOT = Path(__file__).parents[3]
PIET = "day: helper, limits: {film_per_day: 3 h, private_per_day: 1 h}"
EVE = "eve: {name: Eve Escort, groups: [usos], day: helper,"
NAUKA = "module: MLM, hears: [SM]"
SHOT_2B = "shot: 2B, text: Peter listens,"
SHOT_3B = "shot: 3B, text: Her hand on the glass,"
RATE = "bodies: 1, rate: 637 Mbps"
STATION = '  office:\n    - {from: "06:00", to: "21:30", is: station}\n    - {from: "21:30", to: "06:00", is: sleep}\n  helper:\n'
WAKE = '  wake:\n    - {from: "08:00", to: "18:00", is: film}\n  helper:\n'
NAPS = '  naps:\n    - {from: "00:00", to: "01:00", is: rest}\n    - {from: "01:00", to: "07:00", is: sleep}\n    - {from: "09:00", to: "17:00", is: film}\n  helper:\n'


def one(messages: list[Found], code: str) -> Found:
    """Give the only message of a code; there is no other one."""
    shown = "\n\n".join(m.message.render() for m in messages)
    assert [m.code for m in messages] == [code], shown
    return messages[0]


def lock(shot: str, at: str) -> tuple[str, str]:
    """Give the change that locks a shot."""
    return f"shot: {shot},", f"shot: {shot}, lock: 2021-10-{at}Z,"


CASES = [
    # document, changes, code, the word pointed at, what the text says
    ("production", [("  helper:\n", WAKE), (PIET, PIET.replace("helper", "wake"))], "E460", "wake",
     "Piet Player is in 2 shots and never sleeps: the day plans have none in 58 h 00 min, and nobody works after being up for 16 h 30 min"),
    ("production", [("  helper:\n", STATION), (PIET, PIET.replace("helper", "office"))], "E461", "office",
     "Piet Player is in 2 shots (2A, 2B) and never works: no film or private time in the shoot"),
    ("production", [("  helper:\n", NAPS), (PIET, PIET.replace("helper", "naps"))], "E461", "naps",
     "never works: the day plans leave none of 24 h 00 min by the limits of sleep (sleep 8 h 30 min)"),
    ("production", [(PIET, PIET.replace("3 h,", "3 h, after_waking: 15 h,"))], "E461", "15 h",
     "by the limits of sleep (after_waking 15 h 00 min)"),
    ("production", [(PIET, PIET.replace("3 h,", "0 h,").replace("1 h}", "0 h}"))], "E461", "0 h",
     "never works: the limits allow none (film_per_day 0 s)"),
    ("production", [(PIET, PIET.replace("3 h,", "3 h, work_per_day: 3 h,"))], "E461", "3 h, private",
     "never works: the limits allow none (work_per_day 3 h 00 min)"),
    ("production", [("events:\n", "events:\n  - {what: Quarantine, from: 2021-10-06T00:00:00Z, to: 2021-10-09T00:00:00Z, people: [piet]}\n")], "E461", "{what: Quarantine",
     "never works: events take all of 12 h 00 min, Quarantine among them"),
    ("production", [("  helper:\n", STATION), (EVE, EVE.replace("helper", "office"))], "E467", "usos",
     'nobody of the group "usos" (Eve Escort) ever has film time to escort 3A, 3B'),
    ("production", [(PIET, PIET.replace("3 h,", "3 h, day_length: 14 h, turnaround: 11 h,"))], "W403", "14 h",
     "Piet Player: a day of 14 h 00 min and a turnaround of 11 h 00 min are more than 24 h"),
    ("production", [(NAUKA, NAUKA + ", open_from: 2021-10-09T01:00Z")], "E468", "2021-10-09T01:00Z",
     "set nauka is never open during the shoot (2021-10-06T06:00:00Z..2021-10-09T00:00:00Z): it is open 2021-10-09T01:00:00Z..2021-10-09T06:00:00Z"),
    ("production", [(NAUKA, NAUKA + ", permits: [{from: 2021-10-06T00:00Z, to: 2021-10-06T05:00Z}]")], "E468", "permits", "set nauka is never open"),
    ("production", [("events:\n", "events:\n  - {what: Repairs, from: 2021-10-06T00:00:00Z, to: 2021-10-09T00:00:00Z, sets: [nauka]}\n")], "E468", "{what: Repairs",
     "Repairs closes it"),
    ("breakdown", [(SHOT_2B, SHOT_2B + " data: 3.2 TB,")], "E469", "3.2 TB", "shot 2B: a pass records 1600 GB at least, and the cards of komodo hold 1536 GB (3 × 512 GB)"),
    ("breakdown", [("after: [1A]", "after: [2A]")], "E463", "after: [2A]", "the order goes in a ring: shot 1B after shot 2A, scene 2 after scene 1"),
    ("breakdown", [lock("3A", "05T23:00:00")], "E465", "2021-10-05T23:00:00Z", "shot 3A: it is locked to 2021-10-05T23:00:00Z, outside of the shoot (2021-10-06T06:00:00Z..2021-10-09T00:00:00Z)"),
    ("breakdown", [lock("2B", "07T22:30:00")], "E465", "2021-10-07T22:30:00Z", "Piet Player has sleep (2021-10-07T21:30:00Z..2021-10-08T06:00:00Z) in the day plan; Dina Director has sleep (2021-10-07T21:30:00Z..2021-10-08T06:00:00Z)"),
    ("breakdown", [lock("2B", "07T12:25:00")], "E465", "2021-10-07T12:25:00Z", "it is locked to 2021-10-07T12:25:00Z and takes 18 min 30 s at least; Piet Player has meal (2021-10-07T12:30:00Z..2021-10-07T13:30:00Z) in the day plan"),
    ("breakdown", [lock("2B", "07T10:30:00")], "E465", "2021-10-07T10:30:00Z", "Fire drill (2021-10-07T10:00:00Z..2021-10-07T11:00:00Z) stops filming"),
    ("breakdown", [lock("3B", "07T09:15:00")], "E465", "2021-10-07T09:15:00Z", 'nobody of the group "usos" is free to escort'),
    ("breakdown", [lock("2B", "08T11:30:00"), lock("2A", "08T11:40:00")], "E466", "2021-10-08T11:40:00Z",
     "shot 2A: it is locked to 2021-10-08T11:40:00Z, and shot 2B to 2021-10-08T11:30:00Z..2021-10-08T11:46:30Z: both need Piet Player, Dina Director, NAUKA, the only RED KOMODO 6K"),
    ("breakdown", [lock("1A", "08T10:30:00"), lock("2B", "07T11:30:00")], "E466", "2021-10-08T10:30:00Z",
     "against the order: scene 2 after scene 1"),
    ("breakdown", [("cast: [piet], crew: [dina], light: eclipse, quiet: true,\n         camera: komodo, setup: 10 min", "cast: [piet], crew: [dina], light: eclipse, quiet: true,\n         camera: komodo, setup: 3 h")], "W402", "3 h",
     "shot 2B can never be shot: set-up and takes of a pass last 4 h 48 min at least; the limits of Piet Player allow 3 h 00 min in one go"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "changes", "code", "word", "says"), CASES)
def test_a_contradiction_is_named_at_its_line(
    tmp_path: Path, document: str, changes: list[tuple[str, str]], code: str, word: str, says: str
) -> None:
    messages = found(tmp_path, **{document: changed(document, *changes)})
    message = one(messages, code)
    assert message.pointed.startswith(word)
    assert says in message.text
    assert message.message.hint


def test_a_day_load_that_leaves_novices_nothing_is_blamed_for_it(tmp_path: Path) -> None:
    messages = found(tmp_path, production=changed("production", ("events:\n", "rules: {day_load: [0]}\nevents:\n")))
    assert [(m.code, m.pointed.startswith("day_load")) for m in messages] == [("E461", True)] * 2, "Dina and Ada"
    assert "never works: a novice may use no part of the daily film hours (day_load)" in messages[0].text


def test_a_battery_that_lasts_no_pass_is_named_at_each_shot(tmp_path: Path) -> None:
    """From the third day on everything takes 1.6 times as long: 20 min of set-up are 32, and a take is a minute or less."""
    text = changed("production", (RATE, RATE + ", battery: {count: 1, runs: 32 min, charge: 1 h}"))
    messages = found(tmp_path, production=text)
    assert [(m.code, m.text.split(":")[0]) for m in messages] == [("E469", "shot 1A"), ("E469", "shot 3A")]
    assert "a pass last 33 min at least, and 1 × 32 min of battery run the komodo" in messages[1].text
    assert messages[1].pointed.startswith("20 min")
    assert found(tmp_path, production=text.replace("runs: 32 min", "runs: 33 min")) == []


def test_a_pause_too_short_for_the_next_pass_is_named_at_the_rule_or_at_the_shot(tmp_path: Path) -> None:
    """Light comes again after 92.9 min, give or take the 4 min of `like_light`; a take of 15 s ends soon."""
    many = changed("breakdown", ("take: 15 s, takes: 2", "take: 15 s, takes: 2, passes: 2"))
    short = changed("production", ("events:\n", "rules: {pass_gap: 80 min}\nevents:\n"))
    message = one(found(tmp_path, production=short, breakdown=many), "E464")
    assert message.pointed.startswith("80 min")
    assert "shot 1B takes 2 passes, of which the next begins to roll 1 h 28 min after the one before" in message.text
    assert found(tmp_path, production=short.replace("80 min", "90 min"), breakdown=many) == []
    any_light = short.replace("pass_gap: 80 min", "pass_gap: 80 min, like_light: 47 min")
    assert found(tmp_path, production=any_light, breakdown=many) == [], "half a revolution later is soon enough"


def test_all_contradictions_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    closed = (NAUKA, NAUKA + ", open_from: 2021-10-09T01:00Z")
    book = changed("production", closed, ("  helper:\n", STATION), (EVE, EVE.replace("helper", "office")))
    shots = changed("breakdown", lock("3B", "05T23:00:00"), ("after: [1A]", "after: [2A]"))
    assert [m.code for m in found(tmp_path, production=book, breakdown=shots)] == ["E468", "E467", "E463", "E465"]


def test_contradictions_wait_until_every_value_can_be_read(tmp_path: Path) -> None:
    idle = (PIET, PIET.replace("3 h,", "0,").replace("1 h}", "0 h}"))
    assert [
        m.code for m in found(tmp_path, production=changed("production", idle, ("capacity: 2,", "capacity: two,")))
    ] == ["E106"]


def test_a_reference_that_is_wrong_hides_no_contradiction(tmp_path: Path) -> None:
    text = changed("breakdown", lock("3B", "05T23:00:00"), ("cast: [ada, piet]", "cast: [ada, pjet]"))
    assert sorted(m.code for m in found(tmp_path, breakdown=text)) == ["E407", "E465"]


def test_a_lock_that_holds_is_no_fault(tmp_path: Path) -> None:
    text = changed("breakdown", lock("2B", "08T11:35:00"), lock("3B", "08T12:05:00"))
    assert found(tmp_path, breakdown=text) == []
    assert load(write_small(tmp_path, breakdown=text)).shots["2B"].lock is not None


def test_whose_sleep_is_not_planned_needs_none(tmp_path: Path) -> None:
    awake = PIET.replace("helper", "wake").replace("3 h,", "3 h, sleep: 0 h,")
    assert found(tmp_path, production=changed("production", ("  helper:\n", WAKE), (PIET, awake))) == []


@pytest.mark.parametrize("name", ["the-challenge", "the-ferry"])
def test_the_productions_of_the_repository_contradict_themselves_nowhere(name: str) -> None:
    production, messages = inspect(ROOT / "productions" / name)
    assert messages == ()
    assert production is not None


def test_a_ring_through_looks_names_them(tmp_path: Path) -> None:
    """Ada wears the beard in 2A and is shaven in 1B; scene 2 comes after scene 1."""
    ada = "ada: {name: Ada Actress, plays: ANNA, novice: true, day: visitor"
    book = changed("production", (ada, f"{ada}, looks: {{all: [shaven, bearded], order: [bearded, shaven]}}"))
    shots = changed("breakdown", ("shot: 2A,", "shot: 2A, look: {ada: bearded},"))
    message = one(found(tmp_path, production=book, breakdown=shots), "E463")
    assert "after shot 2A by the order of looks, scene 2 after scene 1" in message.text
    assert message.pointed.startswith("after:")


def test_a_lock_against_the_order_is_found_through_what_lies_between(tmp_path: Path) -> None:
    """3A after 2B by its own order, and scene 2 after scene 1: 3A is locked to a day before 1A."""
    text = changed(
        "breakdown", lock("1A", "08T13:30:00"), lock("3A", "07T17:00:00"), ("shot: 3A,", "shot: 3A, after: [2B],")
    )
    message = one(found(tmp_path, breakdown=text), "E466")
    assert message.text.endswith("against the order: shot 3A after shot 2B, scene 2 after scene 1")


def test_people_who_are_never_free_together_are_a_warning_and_no_error(tmp_path: Path) -> None:
    """Piet has film time in the evening, when Dina's is over."""
    late = '  late:\n    - {from: "19:00", to: "20:00", is: film}\n    - {from: "22:00", to: "07:00", is: sleep}\n  helper:\n'
    alone = PIET.replace("helper", "late").replace("3 h,", "3 h, before_sleep: 0 h,")
    messages = found(tmp_path, production=changed("production", ("  helper:\n", late), (PIET, alone)))
    assert [(m.code, m.text.split(";")[0].split(",")[-1]) for m in messages] == [
        ("W402", " and set and people are never free together so long"),
        ("W402", " and set and people are never free together so long"),
    ]
    assert load(tmp_path).shots["2A"].people == ("ada", "piet", "dina")
