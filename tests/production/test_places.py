# ruff: noqa: E501
"""Each mistake gives one message, with its code, its words, its hint, and its place: the column points at the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.production.faults import changed, found

Case = tuple[str, str, str, str, str, str | None]

SUN = "light: sun, window: cupola.top,\n         view: earth-day,"
ESCORT = "capacity: 2, escort: usos"
DINA = "dina: {name: Dina Director, roles: [director, camera], novice: true, day: visitor}"
DRILL = "what: Fire drill, from: 2021-10-07T10:00:00Z, to: 2021-10-07T11:00:00Z"

PRODUCTION_CASES: list[Case]= [
    # old, new, code, the word pointed at, what the text says, what the hint says
    ("crew_clock:", "crew_rules: mir-1997\ncrew_clock:", "E401", "mir-1997", '"mir-1997" is unknown', "known: ground, iss-2021"),
    ("groups: [usos]", "groups: [usos], price: gold", "E401", "gold", 'the price "gold" is unknown', "known: "),
    ('from: "12:30", to: "13:30"', 'from: "12:00", to: "13:30"', "E402", "{", 'day "helper": the block overlaps block 3', None),
    ('from: "12:30", to: "13:30"', 'from: "12:30", to: "12:30"', "E402", "{", "the block is empty", None),
    ("plays: ANNA, novice: true, day: visitor", "plays: ANNA, novice: true, day: vistor", "E403", "vistor", '"vistor" is unknown', "visitor"),
    ("groups: [usos], day: helper", "groups: [usos], day: helper, weekend: off", "E403", "off", 'the day plan "off" is unknown', None),
    ("groups: [usos], day: helper", "groups: [usos], day: helper, dates: {2021-10-07: off}", "E403", "off", '"off" is unknown', None),
    ("groups: [usos], day: helper", "groups: [usos], day: helper, dates: {7.10.2021: helper}", "E108", "helper", '"7.10.2021" is not a date', "2021-10-09"),
    ("module: MLM", "module: MLN", "E404", "MLN", 'the module "MLN" is unknown', 'Did you mean "MLM"?'),
    ("hears: [SM]", "hears: [SN]", "E404", "hears", 'the module "SN" is unknown', None),
    (ESCORT, "capacity: 2, escort: uss", "E405", "uss", 'the group "uss" is unknown', 'Did you mean "usos"?'),
    ("module: MLM", 'module: MLM, open_from: "2021-11-01T00:00Z"', "E406", "nauka", 'set "nauka" is never open', None),
    ("module: MLM", 'module: MLM, open_to: "2021-10-01T00:00Z"', "E406", "nauka", "is never open during the stay", None),
    (DRILL, DRILL.replace("T11:00:00Z", "T10:00:00Z"), "E406", "2021-10-07T10:00:00Z", 'event "Fire drill" ends before it begins', None),
    (DRILL, f"{DRILL}, people: [ana]", "E407", "people", 'the person "ana" is unknown', 'Did you mean "ada"?'),
    (DRILL, f"{DRILL}, sets: [naukka]", "E408", "sets", 'the set "naukka" is unknown', 'Did you mean "nauka"?'),
    ("first_shot: 2021-10-06T06", "first_shot: 2021-10-05T06", "E409", "2021-10-05T06", "first_shot is not after arrive", "the order is arrive, first_shot, wrap, depart"),
    ("wrap: 2021-10-09T00", "wrap: 2021-10-10T00", "E409", "2021-10-09T06", "depart is not after wrap", None),
    ("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T06:00:00Z", "E409", "2021-10-06T06", "wrap is not after first_shot", None),
    ("model: RED KOMODO 6K, mode: R3D MQ,", "kind: red-comodo-mq,", "E413", "red-comodo-mq", "is unknown", 'Did you mean "red-komodo-mq"?'),
    ("model: RED KOMODO 6K, mode: R3D MQ,", "model: RED KOMODO 6K,", "E106", "komodo", "cameras › komodo: mode is missing", 'add "mode:", or name a packaged "kind:"'),
    ("crew_clock: {name: GMT}", "crew_clock: {name: GMT, ahead: 3}", "E107", "3}", "crew_clock › ahead: 3 has no unit", None),
    ("seam: 60 km", "seam: 60 min", "E107", "60 min", '"min" measures a time', None),
    ("events:", "rules: {weights: {1: 4, 2: 2}}\nevents:", "E106", "weights", "no weight for priority 3", "give 1, 2 and 3"),
    ("events:", "rules: {time_factor: [0.5]}\nevents:", "E106", "0.5", "rules › time_factor › 1.", None),
    ("events:", "rules: {day_load: []}\nevents:", "E106", "day_load", "at least 1 item", None),
    ("bodies: 1", "bodies: 0", "E106", "0", "greater than or equal to 1", None),
    ("count: 2", "count: two", "E106", "two", "gear › led › count: input should be a valid integer", None),
    ("novice: true, day: visitor}\n  ada", "novice: perhaps, day: visitor}\n  ada", "E106", "perhaps", "valid boolean", None),
    ("is: meal", "is: lunch", "E106", "lunch", '"lunch" is not one of', None),
    ('from: "08:00", to: "10:00"', 'from: "8 am", to: "10:00"', "E108", '"8 am"', "is not a time of day; write 06:30", None),
    ("from: 2021-10-07T10:00:00Z", "from: 2021-10-07", "E108", "2021-10-07", "is not an instant", None),
    ("title: A Small Step", "titel: A Small Step", "E106", "titel", "titel is not a field here", 'Did you mean "title"?'),
    ("gear:", "geer:", "E106", "geer", "geer is not a field here", 'Did you mean "gear"?'),
]  # fmt: skip

BREAKDOWN_CASES: list[Case] = [
    ('scene: "3"', 'scene: "13"', "E411", '"13"', "scene 13 is not in the screenplay", "run `cupola breakdown`"),
    ("shot: 2B", "shot: 2A", "E410", "2A", "shot 2A is already in scene 2", "give it another letter"),
    ("shot: 2B", "shot: 1B", "E410", "1B", "shot 1B is already in scene 1", None),
    ("set: cupola", "set: copula", "E408", "copula", 'scene 3: the set "copula" is unknown', 'Did you mean "cupola"?'),
    ("light: sunrise, window", "set: orbit, light: sunrise, window", "E408", "orbit", 'shot 1B: the set "orbit" is unknown', None),
    ('after: ["1"]', 'after: ["11"]', "E412", "after", 'scene 2: the scene before "11" is unknown', None),
    ("after: [1A]", "after: [1Z]", "E412", "after", 'shot 1B: the shot before "1Z" is unknown', "known: 1A, 1B"),
    ("after: [1A]", "after: [1B]", "E412", "after", "the order goes in a ring: shot 1B after shot 1B", "take one out"),
    ('after: ["1"]', 'after: ["2"]', "E412", "after", "the order goes in a ring: scene 2 after scene 2", "take one out"),
    ("camera: komodo, setup: 15 min", "camera: kommodo, setup: 15 min", "E413", "kommodo", 'shot 2A: the camera "kommodo"', "komodo"),
    ("gear: {led: 1}", "gear: {lamp: 1}", "E413", "1}", 'shot 2A: the gear "lamp" is unknown', None),
    ("gear: {led: 1}", "gear: {led: 3}", "E413", "3}", "shot 2A needs 3 × LED panel; there are 2 aboard", None),
    ("takes: 2, gear", "takes: 2, passes: 4, gear", "E414", "4", "2 takes cannot be spread over 4 passes", None),
    ("light: eclipse, quiet", "light: night, quiet", "E415", "night", 'shot 2A: the light "night" is unknown', None),
    ("view: earth-day", "view: earth-day, view_by: noon", "E415", "noon", 'shot 3A: the word "noon" is unknown', None),
    ("view: earth-day", "view: earth-day, view_by: day", "E415", "day", "by day is said of a landmark, and none is asked for", "name a landmark"),
    ("light: sun, window: nauka.forward, direct", "light: eclipse, window: nauka.forward, direct", "E415", "eclipse", "no direct sun in eclipse", "use light: sun"),
    ("window: nauka.forward, direct", "window: nauka.forwards, direct", "E416", "nauka.forwards", "is unknown", "nauka.forward"),
    ("light: sun, window: nauka.forward, direct", "light: sun, direct", "E416", "true", "shot 1A: direct sun needs a window", 'add "window:"'),
    (SUN, "light: sun,\n         view: earth-day,", "E416", "earth-day", "shot 3A: a view needs a window", 'add "window:"'),
    ("window: cupola.top", "window: zvezda.w9", "E416", "zvezda.w9", "window zvezda.w9 is in SM, the set cupola in CUP", "windows of the set: cupola.aft"),
    ("view: earth-day", "view: Lisboa", "E417", "Lisboa", 'the view "Lisboa" is unknown', 'Did you mean "Lisbon"?'),
    ("cast: [piet], crew: [dina]", "crew: []", "E407", "crew", "shot 2B has nobody in it", "name who starts the camera"),
    ("cast: [piet], crew: [dina]", "cast: [pieta], crew: [dina]", "E407", "cast", 'the person "pieta" is unknown', "piet"),
    ("cast: [piet], crew: [dina]", "cast: [piet], crew: [diana]", "E407", "crew", 'the person "diana" is unknown', "dina"),
    ("cast: [ada], crew: [dina], light: sun, window: cupola", "cast: [ada, piet], crew: [dina], light: sun, window: cupola", "E418", "cast", "3 people in CUPOLA, which holds 2", "leave somebody out"),
    ("cast: [ada, piet], crew", "escort: doctors, cast: [ada, piet], crew", "E405", "doctors", 'shot 2A: the group "doctors" is unknown', "known: usos"),
    ("setup: 15 min", "setup: 15 GB", "E107", "15 GB", "shot 2A: setup: ", None),
    ("takes: 3, gear: {led: 1}", "takes: 0, gear: {led: 1}", "E106", "0", "shot 2A: takes: input should be greater than or equal to 1", None),
    ("take: 1 min, takes: 3", "take: 3 h, takes: 3", "E106", "3 h", "less than or equal to 7200", None),
    ("pages: 1/8\n    screen_time: 10 s", "pages: some\n    screen_time: 10 s", "E107", "some", '"some" is not a length in pages', None),
    ("unit: ground", "unit: moon", "E106", "moon", '"moon" is not one of', None),
    ("priority: 3}", "priority: 4}", "E106", "4", "less than or equal to 3", None),
    ("speaking: [PETER]", "speaking: {a: b}", "E106", "speaking", "scene 2: speaking", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "word", "says", "hint"), PRODUCTION_CASES)
def test_a_mistake_in_the_production_document(
    tmp_path: Path, old: str, new: str, code: str, word: str, says: str, hint: str | None
) -> None:
    _check(tmp_path, "production", (old, new), code, word, says, hint)


@pytest.mark.parametrize(("old", "new", "code", "word", "says", "hint"), BREAKDOWN_CASES)
def test_a_mistake_in_the_breakdown(
    tmp_path: Path, old: str, new: str, code: str, word: str, says: str, hint: str | None
) -> None:
    _check(tmp_path, "breakdown", (old, new), code, word, says, hint)


def _check(
    folder: Path, document: str, change: tuple[str, str], code: str, word: str, says: str, hint: str | None
) -> None:
    messages = found(folder, **{document: changed(document, change)})
    shown = "\n\n".join(m.message.render() for m in messages)
    assert [m.code for m in messages].count(code) == 1, shown
    message = next(m for m in messages if m.code == code)
    assert says in message.text, shown
    assert message.pointed.startswith(word), shown
    assert hint is None or hint in (message.message.hint or ""), shown
    others = [m.code for m in messages if m.code != code]
    assert others == [], shown


def test_a_scene_without_a_set_leaves_each_of_its_shots_without_one(tmp_path: Path) -> None:
    messages = found(tmp_path, breakdown=changed("breakdown", ("    set: cupola\n", "")))
    assert [(m.code, m.text, m.message.hint) for m in messages] == [
        ("E408", "shot 3A has no set", 'add "set:" to the scene'),
        ("E408", "shot 3B has no set", 'add "set:" to the scene'),
    ]
    assert [m.pointed[:9] for m in messages] == ["{shot: 3A", "{shot: 3B"]


def test_a_scene_broken_down_twice_is_named_at_the_second(tmp_path: Path) -> None:
    text = changed("breakdown", ('scene: "4"', 'scene: "1"'))
    messages = found(tmp_path, breakdown=text)
    assert [(m.code, m.text) for m in messages] == [("E410", "scene 1 is broken down twice")]
    assert messages[0].pointed == '"1"'


def test_faults_of_all_documents_stand_in_the_order_of_the_documents(tmp_path: Path) -> None:
    messages = found(
        tmp_path,
        production=changed("production", ("seam: 60 km", "seam: 60"), ("module: MLM", "module: MLN")),
        breakdown=changed("breakdown", ("light: sunrise", "light: sunrize"), ("set: cupola", "set: copula")),
        screenplay="INT. NAUKA - DAY #1#\n\nOne.\n\nINT. NAUKA - NIGHT #1#\n\nTwo.\n",
    )
    files = [m.message.where.file for m in messages if m.message.where]
    assert files == sorted(files, key=["production.yaml", "breakdown.yaml", "screenplay.fountain"].index)
    for name in set(files):
        lines = [m.message.where.line for m in messages if m.message.where and m.message.where.file == name]
        assert lines == sorted(lines)
    assert {"E107", "E404", "E415", "E408", "E201", "E411"} <= {m.code for m in messages}
