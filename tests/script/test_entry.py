"""An entry of the breakdown and the scene it stands for."""

from __future__ import annotations

import pytest

from cupola.script import Scene, parse, scenes
from cupola.script.document import BreakdownText, Entry
from cupola.script.entry import key_of, new_entry, updates
from cupola.script.revision import SceneKey
from cupola.script.yamltext import edited

(SCENE,) = scenes(parse("INT. NAUKA - DAY #7#\n\nShe waits.\n\nNINA\nYes.\n"))


def entry_of(text: str) -> tuple[str, Entry]:
    document = BreakdownText("scenes:\n" + text, "b.yaml")
    return document.text, document.listing("scenes").entries[0]


def brought_up(text: str, scene: Scene = SCENE) -> str:
    whole, entry = entry_of(text)
    return edited(whole, updates(whole, entry, scene, "\n")).removeprefix("scenes:\n")


def test_a_new_entry() -> None:
    assert new_entry(SCENE, 0, "\n") == (
        '- scene: "7"\n'
        "  heading: INT. NAUKA - DAY\n"
        "  pages: 1/8\n"
        "  screen_time: 7.5 s\n"
        f'  fingerprint: "{SCENE.fingerprint}"\n'
        "  speaking: [NINA]\n"
        "  unit: flight\n"
        "  priority: 2\n"
        "  shots: []\n"
    )


@pytest.mark.parametrize(("indent", "newline"), [(0, "\n"), (2, "\n"), (4, "\r\n")])
def test_a_new_entry_is_in_step(indent: int, newline: str) -> None:
    text = new_entry(SCENE, indent, newline)
    assert brought_up(text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            '- {scene: "7", heading: H, pages: 1 2/8, fingerprint: f}\n',
            SceneKey("7", "H", "f", 10),
        ),
        ("- {scene: 7, heading: H}\n", SceneKey("7", "H", "", None)),
        ("- {scene: 7, heading: H, pages: long}\n", SceneKey("7", "H", "", None)),
        ("- {heading: H, pages: 1}\n", SceneKey("", "")),
        ("- {scene: , heading: H}\n", SceneKey("", "")),
    ],
)
def test_what_an_entry_remembers(text: str, key: SceneKey) -> None:
    assert key_of(entry_of(text)[1]) == key


@pytest.mark.parametrize(
    ("pages", "time", "expected"),
    [
        ("1/8", "7.5 s", "7.5 s"),
        ("1/8", "8 s", "8 s"),
        ("1/8", "20 s", "20 s"),
        ("2", "120 s", "7.5 s"),
        ("2", "2 min", "7.5 s"),
        ("2", "119 s", "119 s"),
        ("long", "60 s", "60 s"),
        ("2", "a while", "a while"),
        ("2", '""', "7.5 s"),
    ],
)
def test_only_a_computed_screen_time_follows_the_pages(pages: str, time: str, expected: str) -> None:
    text = new_entry(SCENE, 0, "\n").replace("pages: 1/8", f"pages: {pages}").replace("7.5 s", time)
    assert f"  pages: 1/8\n  screen_time: {expected}\n" in brought_up(text)
