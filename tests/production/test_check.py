"""The checks across the documents: rings, who speaks and is not seen, windows that never see the Earth."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.production.check import find_ring, only_heard
from cupola.script import parse, scenes
from tests.production.faults import changed, found
from tests.small import SCREENPLAY

graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefz"), max_size=3), max_size=6)


@given(graphs)
def test_a_ring_is_found_if_there_is_one_and_it_is_one(graph: dict[str, list[str]]) -> None:
    ring = find_ring(graph)
    for one, two in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        assert two in graph.get(one, ())
    assert bool(ring) == _has_ring(graph)


def _has_ring(graph: dict[str, list[str]]) -> bool:
    """Take away whatever points nowhere, until nothing is left (no ring) or nothing more can be taken."""
    left = {key: {k for k in after if k in graph} for key, after in graph.items()}
    while any(not after for after in left.values()):
        free = {key for key, after in left.items() if not after}
        left = {key: after - free for key, after in left.items() if key not in free}
    return bool(left)


def test_a_long_order_is_no_deep_recursion() -> None:
    graph = {str(k): [str(k + 1)] for k in range(3000)}
    assert find_ring(graph) == []
    assert len(find_ring({"0": ["1"], "1": ["2"], "2": ["0"]})) == 3


def test_a_ring_over_several_scenes_is_named_whole(tmp_path: Path) -> None:
    text = changed(
        "breakdown", ("    set: nauka\n    priority: 1", '    set: nauka\n    after: ["3"]\n    priority: 1')
    )
    text = text.replace("    set: cupola\n", '    set: cupola\n    after: ["2"]\n')
    messages = found(tmp_path, breakdown=text)
    assert [(m.code, m.text) for m in messages] == [
        ("E412", "the order goes in a ring: scene 1 after scene 3 after scene 2 after scene 1")
    ]


def test_a_ring_of_shots_is_named_at_the_shot(tmp_path: Path) -> None:
    text = changed("breakdown", ("light: sun, window: nauka.forward, direct: true,", "after: [1B], light: sun,"))
    messages = found(tmp_path, breakdown=text)
    assert [m.text for m in messages] == ["the order goes in a ring: shot 1A after shot 1B after shot 1A"]
    assert messages[0].pointed.startswith("after: [1B]")


@pytest.mark.parametrize(
    "cue",
    ["PETER (V.O.)", "PETER (O.S.)", "PETER (O.C.)", "PETER (vo)", "PETER (З.К.)", "PETER (ГЗК)", "PETER ( V. O. )"],
)
def test_somebody_who_is_only_heard_need_not_be_in_a_shot(cue: str) -> None:
    (scene,) = scenes(parse(f"INT. ROOM - DAY\n\nANNA\nHello.\n\n{cue}\nHello.\n"))
    assert only_heard(scene) == {"PETER"}


@pytest.mark.parametrize("second", ["PETER", "PETER (CONT'D)", "PETER (laughing)"])
def test_somebody_who_is_seen_once_is_seen(second: str) -> None:
    (scene,) = scenes(parse(f"INT. ROOM - DAY\n\nPETER (V.O.)\nHello.\n\n{second}\nHello.\n"))
    assert only_heard(scene) == frozenset()


def test_a_speaker_in_no_shot_is_a_warning_unless_only_heard_on_the_ground_or_unplanned(tmp_path: Path) -> None:
    alone = changed("breakdown", ("cast: [ada, piet]", "cast: [ada]"), ("cast: [piet], crew", "cast: [ada], crew"))
    messages = found(tmp_path, breakdown=alone)
    assert [(m.code, m.text) for m in messages] == [
        ("W401", "PETER speaks in scene 2, but piet is in none of its shots")
    ]
    assert messages[0].message.hint == "add the person to a shot's cast"
    assert messages[0].pointed.startswith("speaking: [PETER]")
    assert (
        found(tmp_path, breakdown=alone, screenplay=SCREENPLAY.replace("PETER\nListen", "PETER (V.O.)\nListen")) == []
    )
    ground = alone.replace("    set: nauka\n    priority: 2", "    unit: ground\n    priority: 2")
    assert found(tmp_path, breakdown=ground) == []


def test_somebody_whom_nobody_plays_may_speak(tmp_path: Path) -> None:
    assert found(tmp_path, breakdown=changed("breakdown", ("speaking: [PETER]", "speaking: [PETER, RADIO]"))) == []


def test_a_window_that_never_sees_the_earth_is_named_where_it_is_asked_to(tmp_path: Path) -> None:
    """`zvezda.w12` and `w13` look to the side and up; the Earth is not there while the station flies as it should."""
    sets = changed("production", ("  cupola: {name", "  zvezda: {name: ZVEZDA, module: SM}\n  cupola: {name"))
    codes = {}
    for window in ("zvezda.w9", "zvezda.w12", "zvezda.w13"):
        text = changed(
            "breakdown", ("    set: cupola\n", "    set: zvezda\n"), ("window: cupola.top", f"window: {window}")
        )
        messages = found(tmp_path, production=sets, breakdown=text)
        codes[window] = [m.text for m in messages]
        if messages:
            assert messages[0].pointed.startswith(window)
    assert codes["zvezda.w9"] == []
    blind = [window for window, said in codes.items() if said]
    assert blind
    assert codes[blind[0]] == [f"shot 3A: the Earth is never in view of {blind[0]}"]


def test_the_moon_may_be_asked_of_a_window_that_never_sees_the_earth(tmp_path: Path) -> None:
    sets = changed("production", ("  cupola: {name", "  zvezda: {name: ZVEZDA, module: SM}\n  cupola: {name"))
    text = changed(
        "breakdown",
        ("    set: cupola\n", "    set: zvezda\n"),
        ("window: cupola.top", "window: zvezda.w12"),
        ("view: earth-day", "view: moon"),
    )
    assert found(tmp_path, production=sets, breakdown=text) == []
