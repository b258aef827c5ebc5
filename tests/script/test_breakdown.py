"""The breakdown document brought in step with a rewritten script, with nobody's work lost."""

from __future__ import annotations

import random
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cupola.errors import DocumentError
from cupola.script import Revision, Scene, parse, revise, scenes, write_first

KITCHEN = "Steam on the window. Anna stirs a pot and listens to the radio without hearing it at all."
STREET = "Rain falls on the empty tram stop where a dog waits for somebody who is late again tonight."
CABIN = "Boris zips himself into the sleeping bag, counts the sunrises left and turns his face away."


def script(*parts: str) -> tuple[Scene, ...]:
    return scenes(parse("\n" + "\n\n".join(parts)))


def kitchen(number: str = "1", text: str = KITCHEN) -> str:
    return f"INT. KITCHEN - DAY #{number}#\n\n{text}\n\nANNA\nYes."


def street(number: str = "2", text: str = STREET) -> str:
    return f"EXT. STREET - NIGHT #{number}#\n\n{text}"


def cabin(number: str = "3", text: str = CABIN) -> str:
    return f"INT. CABIN - NIGHT #{number}#\n\n{text}\n\nBORIS\nNo."


PRINTS = {s.number: s.fingerprint for s in script(kitchen(), street(), cabin())}

HAND_MADE = f"""\
# The breakdown of A Small Step.
schema: cupola/1   # never change this

scenes:
  # --- Act one ---
  - scene: "1"                # the pot is borrowed
    heading: INT. KITCHEN - DAY
    pages: 1/8
    screen_time: 7.5 s        # computed
    fingerprint: "{PRINTS["1"]}"
    speaking: [ANNA]
    unit: flight
    set: nauka
    priority: 1
    my_field: kept            # nobody knows what this is
    shots:
      # the master
      - shot: 1A
        text: "Anna stirs.   Two spaces."
        cast: [anna]
        crew: [peter]         # and nobody else
        camera: komodo
      - shot: 1B
        text: >-
          The pot,
          close.
        after: [1A]           # same steam

  - scene: '2'
    heading: 'EXT. STREET - NIGHT'
    pages: 1/8
    screen_time: 40 s
    fingerprint: "{PRINTS["2"]}"
    speaking: []
    after: ["1"]              # same coat
    shots:
      - {{shot: 2A, text: The dog., after: [1A, 1B]}}
      # a second shot may come here

  # --- Act two ---
  # The cabin is the smallest set.
  - scene: "3"
    heading: INT. CABIN - NIGHT
    pages: 1/8
    screen_time: 7.5 s
    fingerprint: "{PRINTS["3"]}"
    speaking: [BORIS]
    after:
      - "1"
      - "2"                   # the dog is fed
    shots:
      - shot: 3A
        after: 2A
# the end of the scenes
boneyard: []   # nothing yet
# the very end
"""


def loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(StringIO(text))


def step(text: str, *parts: str) -> tuple[str, Revision]:
    return revise(text, script(*parts))


def comments(text: str) -> list[str]:
    return sorted(line[line.index("#") :].strip() for line in text.split("\n") if "#" in line)


# Written the first time


def test_a_first_breakdown_has_an_entry_for_each_scene() -> None:
    text = write_first(script(kitchen(), street()))
    assert loaded(text) == {
        "schema": "cupola/1",
        "scenes": [
            {
                "scene": "1",
                "heading": "INT. KITCHEN - DAY",
                "pages": "1/8",
                "screen_time": "7.5 s",
                "fingerprint": PRINTS["1"],
                "speaking": ["ANNA"],
                "unit": "flight",
                "priority": 2,
                "shots": [],
            },
            {
                "scene": "2",
                "heading": "EXT. STREET - NIGHT",
                "pages": "1/8",
                "screen_time": "7.5 s",
                "fingerprint": PRINTS["2"],
                "speaking": [],
                "unit": "flight",
                "priority": 2,
                "shots": [],
            },
        ],
        "boneyard": [],
    }


def test_a_first_breakdown_says_what_to_do_with_it() -> None:
    assert write_first(()).startswith("# The breakdown: ")


def test_a_first_breakdown_of_no_scenes_is_still_a_document() -> None:
    assert loaded(write_first(())) == {"schema": "cupola/1", "scenes": [], "boneyard": []}


def test_a_first_breakdown_is_in_step() -> None:
    parts = script(kitchen(), street(), cabin())
    text = write_first(parts)
    assert revise(text, parts) == (text, revise(text, parts)[1])
    assert revise(text, parts)[1].is_empty


@pytest.mark.parametrize(
    "name", ["NO", "YES (V.O.)", "MAN #2", "A: B", "О'НИЛ", "Y", "[X]", "1ST MAN", 'THE "KID"', "NULL"]
)
def test_names_that_mean_something_in_yaml_stay_names(name: str) -> None:
    found = script(f"INT. X: {name} - DAY #1#\n\n@{name}\nYes.")
    entry = loaded(write_first(found))["scenes"][0]
    assert entry["heading"] == f"INT. X: {name} - DAY"
    assert entry["speaking"] == list(found[0].characters)


# Unchanged


def test_an_unchanged_script_changes_no_character() -> None:
    text, revision = step(HAND_MADE, kitchen(), street(), cabin())
    assert text == HAND_MADE
    assert revision.is_empty


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_nor_does_it_with_other_line_ends(newline: str) -> None:
    before = HAND_MADE.replace("\n", newline)
    assert step(before, kitchen(), street(), cabin())[0] == before


# Changed in place


def test_an_edited_scene_gets_a_new_fingerprint_and_nothing_else() -> None:
    text, revision = step(HAND_MADE, kitchen(text=KITCHEN + " A lid falls."), street(), cabin())
    new = script(kitchen(text=KITCHEN + " A lid falls."))[0].fingerprint
    assert text == HAND_MADE.replace(PRINTS["1"], new)
    assert [c.kind for c in revision.changes] == ["changed", "same", "same"]


def test_a_longer_scene_gets_pages_and_the_computed_screen_time() -> None:
    long = KITCHEN + "\n\nMore.\n\nMore." * 3
    text, _ = step(HAND_MADE, kitchen(text=long), street(), cabin())
    assert "    pages: 3/8\n    screen_time: 22.5 s        # computed\n" in text


def test_a_screen_time_set_by_hand_stays() -> None:
    """Scene 2 is an eighth long but 40 s on the screen: somebody knew better."""
    text, _ = step(HAND_MADE, kitchen(), street(text=STREET + "\n\nMore.\n\nMore." * 3), cabin())
    assert "    pages: 3/8\n    screen_time: 40 s\n" in text


def test_a_screen_time_in_other_words_is_still_the_computed_one() -> None:
    before = HAND_MADE.replace("pages: 1/8\n    screen_time: 7.5 s  ", "pages: 2\n    screen_time: 2 min")
    text, _ = step(before, kitchen(), street(), cabin())
    assert "    pages: 1/8\n    screen_time: 7.5 s      # computed\n" in text


def test_another_speaker_takes_the_place_of_the_list() -> None:
    text, _ = step(HAND_MADE, kitchen() + "\n\nMR. X\nNo.", street(), cabin())
    assert loaded(text)["scenes"][0]["speaking"] == ["ANNA", "MR. X"]
    assert comments(text) == comments(HAND_MADE)


def test_a_list_of_speakers_on_many_lines_becomes_one_line() -> None:
    before = HAND_MADE.replace("speaking: [ANNA]", "speaking:\n      - ANNA\n      - EVE   # gone soon")
    text, _ = step(before, kitchen(), street(), cabin())
    assert "    speaking: [ANNA]   # gone soon\n    unit: flight\n" in text


def test_one_speaker_without_brackets_is_a_list_of_one() -> None:
    before = HAND_MADE.replace("speaking: [ANNA]", "speaking: ANNA")
    assert step(before, kitchen(), street(), cabin())[0] == before


def test_a_new_heading_keeps_its_quotes() -> None:
    text, revision = step(HAND_MADE, kitchen(), street().replace("STREET", "ANNA'S STREET"), cabin())
    assert "    heading: 'EXT. ANNA''S STREET - NIGHT'\n" in text
    assert revision.changes[1].old_heading == "EXT. STREET - NIGHT"


BARE = """\
schema: cupola/1
scenes:
  - scene: "1"  # one
    heading: INT. KITCHEN - DAY
    shots: []
  - {scene: "2", heading: EXT. STREET - NIGHT}
"""


def test_fields_that_are_missing_are_added() -> None:
    text, _ = step(BARE, kitchen(), street())
    computed = {"pages": "1/8", "screen_time": "7.5 s"}
    assert loaded(text)["scenes"] == [
        {"scene": "1", **computed, "fingerprint": PRINTS["1"], "speaking": ["ANNA"]}
        | {"heading": "INT. KITCHEN - DAY", "shots": []},
        {"scene": "2", **computed, "fingerprint": PRINTS["2"], "heading": "EXT. STREET - NIGHT"},
    ]
    assert '  - scene: "1"  # one\n    pages: 1/8\n' in text
    assert '  - {scene: "2", pages: 1/8, ' in text


def test_fields_left_empty_are_filled() -> None:
    before = HAND_MADE.replace(f'fingerprint: "{PRINTS["1"]}"', "fingerprint:   # soon").replace("pages: 1/8", "pages:")
    text, _ = step(before, kitchen(), street(), cabin())
    entry = loaded(text)["scenes"][0]
    assert (entry["fingerprint"], entry["pages"]) == (PRINTS["1"], "1/8")
    assert f'    fingerprint: "{PRINTS["1"]}"   # soon\n' in text


def test_a_heading_on_lines_of_its_own_is_replaced() -> None:
    before = HAND_MADE.replace("heading: INT. KITCHEN - DAY", "heading: |-\n      INT. KITCHEN -\n      DAY")
    text, _ = step(before, kitchen(), street(), cabin())
    assert "    heading: INT. KITCHEN - DAY\n    pages: 1/8\n" in text


def test_a_number_without_quotes_is_the_same_number() -> None:
    before = HAND_MADE.replace('- scene: "1" ', "- scene: 1 ")
    assert step(before, kitchen(), street(), cabin())[0] == before


# Renumbered


def test_shots_of_a_renumbered_scene_are_renamed_wherever_they_are_named() -> None:
    text, revision = step(HAND_MADE, kitchen("5"), street("6"), cabin("3"))
    found = loaded(text)["scenes"]
    assert [s["scene"] for s in found] == ["5", "6", "3"]
    assert [shot["shot"] for s in found for shot in s["shots"]] == ["5A", "5B", "6A", "3A"]
    assert found[0]["shots"][1]["after"] == ["5A"]
    assert found[1]["shots"][0]["after"] == ["5A", "5B"]
    assert (found[1]["after"], found[2]["after"]) == (["5"], ["5", "6"])
    assert found[2]["shots"][0]["after"] == "6A"
    assert comments(text) == comments(HAND_MADE)
    assert [c.kind for c in revision.changes] == ["renumbered", "renumbered", "same"]


def test_only_names_change_when_scenes_are_renumbered() -> None:
    text, _ = step(HAND_MADE, kitchen("5"), street(), cabin())
    before, after = HAND_MADE.split("\n"), text.split("\n")
    changed = [(b.strip(), a.strip()) for b, a in zip(before, after, strict=True) if a != b]
    assert changed == [
        ('- scene: "1"                # the pot is borrowed', '- scene: "5"                # the pot is borrowed'),
        ("- shot: 1A", "- shot: 5A"),
        ("- shot: 1B", "- shot: 5B"),
        ("after: [1A]           # same steam", "after: [5A]           # same steam"),
        ('after: ["1"]              # same coat', 'after: ["5"]              # same coat'),
        ("- {shot: 2A, text: The dog., after: [1A, 1B]}", "- {shot: 2A, text: The dog., after: [5A, 5B]}"),
        ('- "1"', '- "5"'),
    ]


def test_two_scenes_that_swap_numbers_swap_the_names_of_their_shots() -> None:
    text, _ = step(HAND_MADE, kitchen("2"), street("1"), cabin("3"))
    found = loaded(text)["scenes"]
    assert [[shot["shot"] for shot in s["shots"]] for s in found] == [["2A", "2B"], ["1A"], ["3A"]]
    assert found[1]["shots"][0]["after"] == ["2A", "2B"]
    assert found[2]["after"] == ["2", "1"]


def test_a_shot_that_does_not_bear_the_number_keeps_its_name() -> None:
    before = HAND_MADE.replace("shot: 1B", "shot: STEAM").replace("shot: 1A", "shot: 10A").replace("[1A]", "[STEAM]")
    text, _ = step(before, kitchen("5"), street(), cabin())
    assert [shot["shot"] for shot in loaded(text)["scenes"][0]["shots"]] == ["10A", "STEAM"]


# Moved


def test_scenes_take_the_order_of_the_script_with_their_comments() -> None:
    text, revision = step(HAND_MADE, cabin(), kitchen(), street())
    assert [s["scene"] for s in loaded(text)["scenes"]] == ["3", "1", "2"]
    assert 'scenes:\n\n  # --- Act two ---\n  # The cabin is the smallest set.\n  - scene: "3"' in text
    assert '  # --- Act one ---\n  - scene: "1"' in text
    assert "        after: 2A\n  # --- Act one ---" in text
    assert "      # a second shot may come here\n# the end of the scenes\nboneyard: []   # nothing yet\n" in text
    assert comments(text) == comments(HAND_MADE)
    assert [c.kind for c in revision.changes] == ["moved", "same", "same"]


def test_moved_there_and_back_is_as_it_was() -> None:
    there, _ = step(HAND_MADE, cabin(), street(), kitchen())
    assert step(there, kitchen(), street(), cabin())[0] == HAND_MADE


# New


def test_a_new_scene_stands_where_the_script_has_it() -> None:
    text, revision = step(
        HAND_MADE, kitchen(), "INT. HATCH - DAY #1A#\n\nMetal complains.\n\n@Zoë\nHi.", street(), cabin()
    )
    found = loaded(text)["scenes"]
    assert [s["scene"] for s in found] == ["1", "1A", "2", "3"]
    assert found[1]["speaking"] == ["Zoë"]
    assert found[1]["shots"] == []
    assert text.replace(text[text.index('  - scene: "1A"') : text.index("\n  - scene: '2'")], "", 1) == HAND_MADE
    assert revision.lines()[1] == "1A  INT. HATCH - DAY: new, 1/8 pages"


def test_a_split_scene_keeps_its_shots_with_the_larger_half() -> None:
    half = KITCHEN.index("listens")
    text, _ = step(
        HAND_MADE, kitchen(text=KITCHEN[:half]), f"INT. KITCHEN - LATER #1A#\n\n{KITCHEN[half:]}", street(), cabin()
    )
    found = loaded(text)["scenes"]
    assert [len(s["shots"]) for s in found] == [2, 0, 1, 1]


# Gone and returned


def test_a_scene_that_is_gone_lies_in_the_boneyard_whole() -> None:
    text, revision = step(HAND_MADE, street(), cabin())
    before, after = loaded(HAND_MADE), loaded(text)
    assert after["boneyard"] == [before["scenes"][0]]
    assert [s["scene"] for s in after["scenes"]] == ["2", "3"]
    assert 'boneyard:   # nothing yet\n  # --- Act one ---\n  - scene: "1"  ' in text
    assert "    my_field: kept            # nobody knows what this is\n" in text
    assert revision.count("gone") == 1


def test_ties_to_what_is_gone_are_let_go_and_told() -> None:
    text, revision = step(HAND_MADE, street(), cabin())
    found = loaded(text)["scenes"]
    assert (found[0]["after"], found[0]["shots"][0]["after"], found[1]["after"]) == ([], [], ["2"])
    assert revision.loosened == (
        "2 no longer waits for 1, which is gone",
        "2A no longer waits for 1A, which is gone",
        "2A no longer waits for 1B, which is gone",
        "3 no longer waits for 1, which is gone",
    )
    assert revision.lines()[-1] == revision.loosened[-1]


MATCHED = HAND_MADE.replace("after: [1A, 1B]}", "match: 1B, after: [1A]}").replace(
    "        after: 2A\n", "        match: 2A\n"
)


def test_a_shot_that_another_must_match_is_called_as_now() -> None:
    text, revision = step(MATCHED, kitchen("5"), street("6"), cabin("7"))
    found = loaded(text)["scenes"]
    assert (found[1]["shots"][0]["match"], found[2]["shots"][0]["match"]) == ("5B", "6A")
    assert not revision.loosened
    assert loaded(step(text, kitchen("1"), street("2"), cabin("3"))[0]) == loaded(MATCHED)


def test_a_match_with_what_is_gone_is_taken_out_and_told() -> None:
    text, revision = step(MATCHED, street("1"), cabin("2"))
    found = loaded(text)["scenes"]
    assert "match" not in found[0]["shots"][0]
    assert found[1]["shots"][0]["match"] == "1A"
    assert "1A no longer matches 1B, which is gone" in revision.loosened
    text, revision = step(MATCHED, kitchen(), cabin())
    assert loaded(text)["scenes"][1]["shots"] == [{"shot": "3A"}]
    assert revision.loosened[-1] == "3A no longer matches 2A, which is gone"


def test_a_tie_let_go_does_not_bind_the_scene_that_takes_the_number() -> None:
    """Scene 1 is gone and scene 2 is 1 now: what waited for the old 1 does not wait for the new one by accident."""
    text, _ = step(HAND_MADE, street("1"), cabin("2"))
    found = loaded(text)["scenes"]
    assert (found[0]["scene"], found[0]["after"]) == ("1", [])
    assert (found[1]["scene"], found[1]["after"], found[1]["shots"][0]["after"]) == ("2", ["1"], "1A")


def test_a_scene_comes_back_from_the_boneyard_with_its_shots() -> None:
    away, _ = step(HAND_MADE, street(), cabin())
    back, revision = step(away, kitchen("1A"), street(), cabin())
    found = loaded(back)
    assert found["boneyard"] == []
    assert [s["scene"] for s in found["scenes"]] == ["1A", "2", "3"]
    assert [shot["shot"] for shot in found["scenes"][0]["shots"]] == ["1AA", "1AB"]
    assert found["scenes"][0]["shots"][1]["after"] == ["1AA"]
    assert "my_field: kept            # nobody knows what this is" in back
    assert revision.changes[0].kind == "returned"
    assert set(comments(back)) == set(comments(HAND_MADE))


def test_in_the_boneyard_the_ties_of_a_scene_follow_the_living() -> None:
    """Scene 3 is out, scene 1 becomes 5; when scene 3 returns, it waits for the same scenes as before."""
    out, _ = step(HAND_MADE, kitchen("5"), street())
    assert loaded(out)["boneyard"][0]["after"] == ["5", "2"]
    assert loaded(out)["boneyard"][0]["scene"] == "3"
    back, _ = step(out, kitchen("5"), street(), cabin())
    assert loaded(back)["scenes"][2]["after"] == ["5", "2"]


def test_a_number_given_twice_loosens_no_tie_while_one_of_the_two_lives() -> None:
    twice = HAND_MADE.replace("boneyard: []", "more: []").replace(
        "# the end of the scenes",
        '  - scene: "1"\n    heading: EXT. DESERT - DAWN\n    shots: []\n# the end of the scenes',
    )
    text, revision = step(twice, kitchen(), street(), cabin())
    assert revision.loosened == ()
    assert loaded(text)["scenes"][1]["after"] == ["1"]
    assert loaded(text)["boneyard"][0]["heading"] == "EXT. DESERT - DAWN"


def test_in_the_boneyard_ties_inside_a_scene_stay() -> None:
    """The old scene 1 is out, and the street is 1 now: shot 1B of the old one still waits for its own 1A."""
    out, _ = step(HAND_MADE, street("1"), cabin())
    assert loaded(out)["boneyard"][0]["shots"][1]["after"] == ["1A"]
    again, _ = step(out, street("7"), cabin())
    assert loaded(again)["boneyard"][0]["shots"][1]["after"] == ["1A"]
    back, _ = step(again, street("7"), cabin(), kitchen("8"))
    assert loaded(back)["scenes"][2]["shots"][1]["after"] == ["8A"]


def test_a_scene_that_returns_is_tied_to_its_own_shots_though_others_have_their_names() -> None:
    out, _ = step(HAND_MADE, street("1"), cabin())
    back, _ = step(out, street("1"), cabin(), kitchen("8"))
    found = loaded(back)["scenes"]
    assert [shot["shot"] for shot in found[0]["shots"]] == ["1A"]
    assert found[2]["shots"][1] == {"shot": "8B", "text": "The pot, close.", "after": ["8A"]}


def test_the_boneyard_keeps_what_it_has() -> None:
    before = HAND_MADE.replace(
        "boneyard: []   # nothing yet\n",
        'boneyard:\n- scene: "9"\n  heading: INT. CELLAR\n  # why it went\n- what: a loose idea\n',
    )
    text, _ = step(before, street(), cabin())
    found = loaded(text)["boneyard"]
    assert [entry.get("scene") for entry in found] == ["9", None, "1"]
    assert (
        '- scene: "9"\n  heading: INT. CELLAR\n  # why it went\n- what: a loose idea\n# --- Act one ---\n- scene: "1"'
        in text
    )
    assert step(text, kitchen(), street(), cabin())[1].changes[0].kind == "returned"


def test_a_breakdown_without_boneyard_gets_one() -> None:
    before = HAND_MADE[: HAND_MADE.index("# the end of the scenes")]
    text, _ = step(before, street(), cabin())
    assert [entry["scene"] for entry in loaded(text)["boneyard"]] == ["1"]


def test_a_last_line_without_an_end_is_no_trouble() -> None:
    before = HAND_MADE[: HAND_MADE.index("# the end of the scenes")].rstrip("\n")
    text, _ = step(before, cabin(), street())
    assert [s["scene"] for s in loaded(text)["scenes"]] == ["3", "2"]


def test_the_boneyard_may_stand_first() -> None:
    head, rest = HAND_MADE.split("scenes:\n", 1)
    body = rest[: rest.index("# the end of the scenes")]
    before = f"{head}boneyard:\n# empty so far\nscenes:\n{body}"
    text, _ = step(before, street(), cabin())
    found = loaded(text)
    assert ([s["scene"] for s in found["boneyard"]], [s["scene"] for s in found["scenes"]]) == (["1"], ["2", "3"])


def test_an_empty_list_of_scenes_is_filled() -> None:
    for scenes_text in ("scenes: []", "scenes:", "scenes: [ ]  # none"):
        text, _ = step(f"schema: cupola/1\n{scenes_text}\nboneyard: []\n", kitchen())
        assert [s["scene"] for s in loaded(text)["scenes"]] == ["1"]
    text, _ = step("schema: cupola/1\n", kitchen())
    assert [s["scene"] for s in loaded(text)["scenes"]] == ["1"]


def test_a_document_with_marks_of_begin_and_end() -> None:
    before = "---\n" + HAND_MADE + "...\n"
    text, _ = step(before, street(), cabin())
    assert [s["scene"] for s in loaded(text)["boneyard"]] == ["1"]
    assert text.endswith("...\n")


def test_a_dash_on_a_line_of_its_own() -> None:
    before = HAND_MADE.replace("  - scene: '2'\n", "  -\n    scene: '2'\n")
    text, _ = step(before, street(), kitchen(), cabin())
    assert [s["scene"] for s in loaded(text)["scenes"]] == ["2", "1", "3"]


# Refused


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E205"),
        ("just words\n", "E205"),
        ("- a\n- b\n", "E205"),
        ("{schema: cupola/1, scenes: []}\n", "E205"),
        ("scenes: {a: 1}\n", "E205"),
        ("scenes: many\n", "E205"),
        ("scenes:\n  - 12\n", "E205"),
        ('scenes: [{scene: "1"}]\n', "E205"),
        ("scenes:\n  - scene: [\n", "E104"),
        ("a: 1\na: 2\n", "E104"),
        ("a: 1\n---\nb: 2\n", "E104"),
        ("scenes: &x\n  - scene: a\n", "E105"),
        ("a: " + "[" * 200 + "]" * 200 + "\n", "E105"),
    ],
)
def test_what_is_no_breakdown_is_refused(text: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        step(text, kitchen())
    assert caught.value.messages[0].code == code


def test_a_refusal_points_at_the_place() -> None:
    with pytest.raises(DocumentError) as caught:
        revise("schema: cupola/1\nscenes:\n  - scene: 1\n  - twelve\n", script(kitchen()), "b.yaml")
    (message,) = caught.value.messages
    assert str(message.where) == "b.yaml:4:5"
    assert message.hint is not None


def test_a_script_without_scenes_does_not_bury_the_breakdown() -> None:
    with pytest.raises(DocumentError) as caught:
        revise(HAND_MADE, ())
    assert caught.value.messages[0].code == "E204"


def test_an_entry_without_a_number_is_buried_and_not_guessed_at() -> None:
    text, _ = step("scenes:\n  - heading: INT. KITCHEN - DAY\n", kitchen())
    found = loaded(text)
    assert [s["scene"] for s in found["scenes"]] == ["1"]
    assert found["boneyard"] == [{"heading": "INT. KITCHEN - DAY"}]


# Properties

PARTS = {"a": kitchen, "b": street, "c": cabin}


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=3, unique=True), min_size=1, max_size=5), st.randoms())
@settings(deadline=None, max_examples=60)
def test_no_work_is_ever_lost(drafts: list[list[str]], chance: random.Random) -> None:
    """Through any drafts, every shot and field made by hand is in the document once, and it stays a document."""
    text = HAND_MADE
    for draft in drafts:
        if not draft:
            continue
        numbers = chance.sample(range(1, 30), len(draft))
        parts = script(*(PARTS[name](str(number)) for name, number in zip(draft, numbers, strict=True)))
        text, _ = revise(text, parts)
        found = loaded(text)
        assert [s["scene"] for s in found["scenes"]] == [s.number for s in parts]
        every = [*found["scenes"], *found["boneyard"]]
        assert sorted(len(s["shots"]) for s in every) == [1, 1, 2]
        assert sum("my_field" in s for s in every) == 1
        assert text.count("# --- Act one ---") == text.count("# a second shot may come here") == 1
        assert revise(text, parts)[0] == text


@given(
    st.lists(st.tuples(st.integers(0, 70), st.sampled_from(["", "- x", "  - scene: 4", "]", "a:", "    b: [", "# c"])))
)
@settings(deadline=None, max_examples=150)
def test_a_damaged_breakdown_is_refused_or_brought_in_step(damage: list[tuple[int, str]]) -> None:
    """With lines replaced by chance, the text is refused with a message, or stays a document with the right scenes."""
    lines = HAND_MADE.split("\n")
    for at, line in damage:
        lines[at % len(lines)] = line
    try:
        text, revision = step("\n".join(lines), kitchen(), street(), cabin())
    except DocumentError as error:
        assert all(m.code in ("E104", "E105", "E205") for m in error.messages)
        return
    assert [s["scene"] for s in loaded(text)["scenes"]] == ["1", "2", "3"]
    assert step(text, kitchen(), street(), cabin())[0] == text
    assert len(revision.lines()) >= 1
