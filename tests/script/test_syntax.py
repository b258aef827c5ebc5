"""Fountain's syntax, rule by rule: a text, and the elements it must give.

The cases are ours, written from the rules of fountain.io/syntax. In the sources `␣` is a space that matters and `→`
a tab; in what is expected `/` breaks a line.
"""

from __future__ import annotations

import pytest

from cupola.script import parse

CASES: dict[str, tuple[str, list[str]]] = {
    # Scene headings
    "a heading has an empty line above and below": (
        """
One line.

INT. KITCHEN - DAY

Another.
""",
        ["action One line.", "scene_heading INT. KITCHEN - DAY", "action Another."],
    ),
    "a heading at the very end needs nothing below": (
        """
One line.

EXT. STREET - NIGHT""",
        ["action One line.", "scene_heading EXT. STREET - NIGHT"],
    ),
    "a heading with text close below is action": (
        """
INT. KITCHEN - DAY
He cooks.
""",
        ["action INT. KITCHEN - DAY/He cooks."],
    ),
    "a heading with text close above is action": (
        """
He leaves.
EXT. STREET - NIGHT

Rain.
""",
        ["action He leaves./EXT. STREET - NIGHT", "action Rain."],
    ),
    "two headings on neighbouring lines are action": (
        """
INT. KITCHEN - DAY
EXT. STREET - NIGHT

Rain.
""",
        ["action INT. KITCHEN - DAY/EXT. STREET - NIGHT", "action Rain."],
    ),
    "a heading in small letters is one": (
        """
int. kitchen - day

Steam.
""",
        ["scene_heading int. kitchen - day", "action Steam."],
    ),
    "a space may stand for the dot": (
        """
EXT HOUSE DAY

INT HOUSE DAY

EST HOUSE DAY
""",
        ["scene_heading EXT HOUSE DAY", "scene_heading INT HOUSE DAY", "scene_heading EST HOUSE DAY"],
    ),
    "inside and outside at once has many spellings": (
        """
INT./EXT. CAR - DAY

INT/EXT. CAR - DAY

INT/EXT CAR - DAY

I/E. CAR - DAY

I/E car

I./E. CAR

EXT./INT. CAR
""",
        [
            "scene_heading INT./EXT. CAR - DAY",
            "scene_heading INT/EXT. CAR - DAY",
            "scene_heading INT/EXT CAR - DAY",
            "scene_heading I/E. CAR - DAY",
            "scene_heading I/E car",
            "scene_heading I./E. CAR",
            "scene_heading EXT./INT. CAR",
        ],
    ),
    "a word that only begins like one is no heading": (
        """
INTERNAL AFFAIRS INVESTIGATES.

ESTABLISHING

EXTRA! EXTRA!
""",
        ["action INTERNAL AFFAIRS INVESTIGATES.", "action ESTABLISHING", "action EXTRA! EXTRA!"],
    ),
    "Russian headings": (
        """
ИНТ. КУХНЯ - УТРО

НАТ. УЛИЦА - НОЧЬ

ЭКСТ. ДВОР

ИНТ./НАТ. МАШИНА - ДЕНЬ
""",
        [
            "scene_heading ИНТ. КУХНЯ - УТРО",
            "scene_heading НАТ. УЛИЦА - НОЧЬ",
            "scene_heading ЭКСТ. ДВОР",
            "scene_heading ИНТ./НАТ. МАШИНА - ДЕНЬ",
        ],
    ),
    "German and French headings": (
        """
INNEN KÜCHE - TAG

AUSSEN. STRASSE - NACHT

INTÉRIEUR CUISINE - JOUR

Extérieur. Rue - Nuit
""",
        [
            "scene_heading INNEN KÜCHE - TAG",
            "scene_heading AUSSEN. STRASSE - NACHT",
            "scene_heading INTÉRIEUR CUISINE - JOUR",
            "scene_heading Extérieur. Rue - Nuit",
        ],
    ),
    "a whole word of prose is no heading": (
        """
Innen ist es dunkel.

Außen regnet es.
""",
        ["action Innen ist es dunkel.", "action Außen regnet es."],
    ),
    "a dot forces a heading": (
        """
He aims.

.SNIPER SCOPE POV

A face.
""",
        ["action He aims.", "scene_heading SNIPER SCOPE POV", "action A face."],
    ),
    "a dot forces a heading in any alphabet": (
        """
.ИНТ. КУХНЯ

.ÉTAGE
""",
        ["scene_heading ИНТ. КУХНЯ", "scene_heading ÉTAGE"],
    ),
    "a forced heading needs no empty line below": (
        """
.THE ROOF
Wind.
""",
        ["scene_heading THE ROOF", "action Wind."],
    ),
    "a cue may stand close below a forced heading": (
        """
.THE ROOF
ANNA
Wind.
""",
        ["scene_heading THE ROOF", "character ANNA", "dialogue Wind."],
    ),
    "a heading may stand close below a forced transition": (
        """
> Burn to White.
INT. HOUSE - DAY

Dust.
""",
        ["transition Burn to White.", "scene_heading INT. HOUSE - DAY", "action Dust."],
    ),
    "dots of omission force nothing": (
        """
...where the circus stands.

..and again.

. a lone dot
""",
        ["action ...where the circus stands.", "action ..and again.", "action . a lone dot"],
    ),
    "a wrapped line that begins with a calibre is no heading": (
        """
She lifts the
.38 from the table.
""",
        ["action She lifts the/.38 from the table."],
    ),
    "a dot inside a speech is speech": (
        """
ANNA
It was a
.22 calibre.
""",
        ["character ANNA", "dialogue It was a/.22 calibre."],
    ),
    "an exclamation mark keeps a heading from being one": (
        """
!INT. KITCHEN - DAY

Steam.
""",
        ["action INT. KITCHEN - DAY", "action Steam."],
    ),
    "scene numbers of any form are taken off": (
        """
INT. HOUSE - DAY #1#

INT. HOUSE - DAY #12A#

INT. HOUSE - DAY #I-1-A#

INT. HOUSE - DAY #110-A#

INT. HOUSE - DAY #1.#

.ROOF #A1#

ИНТ. ДОМ #12А#
""",
        [
            "scene_heading INT. HOUSE - DAY #1#",
            "scene_heading INT. HOUSE - DAY #12A#",
            "scene_heading INT. HOUSE - DAY #I-1-A#",
            "scene_heading INT. HOUSE - DAY #110-A#",
            "scene_heading INT. HOUSE - DAY #1.#",
            "scene_heading ROOF #A1#",
            "scene_heading ИНТ. ДОМ #12А#",
        ],
    ),
    "what is no number stays in the heading": (
        """
INT. BAR #7 - DAY

INT. BAR - DAY ##

INT. BAR - DAY #a b#
""",
        [
            "scene_heading INT. BAR #7 - DAY",
            "scene_heading INT. BAR - DAY ##",
            "scene_heading INT. BAR - DAY #a b#",
        ],
    ),
    "FADE IN is a transition and no scene": (
        """
FADE IN:

INT. KITCHEN - DAY
""",
        ["transition FADE IN:", "scene_heading INT. KITCHEN - DAY"],
    ),
    # Action
    "lines without an empty one between are one paragraph": (
        """
He waits.
Longer than is funny.

Nothing.
""",
        ["action He waits./Longer than is funny.", "action Nothing."],
    ),
    "action keeps its indentation, a tab being four spaces": (
        """
The card reads:

␣␣␣␣Palace Hotel
→Room→412
""",
        ["action The card reads:", "action ␣␣␣␣Palace Hotel/␣␣␣␣Room␣␣␣␣412"],
    ),
    "an exclamation mark forces action": (
        """
!BANG
BANG

!
""",
        ["action BANG/BANG", "action !"],
    ),
    "forced action ends a speech": (
        """
ANNA
Run!
!BOOM
""",
        ["character ANNA", "dialogue Run!", "action BOOM"],
    ),
    "capitals inside a paragraph name nobody": (
        """
Made famous by the great
WALTER HILL
and others.
""",
        ["action Made famous by the great/WALTER HILL/and others."],
    ),
    "the empty line of spaces parts action": (
        """
One.
␣␣
Two.
""",
        ["action One.", "action Two."],
    ),
    # Characters and dialogue
    "a line in capitals with text close below is a cue": (
        """
STEEL
The man's a myth!
""",
        ["character STEEL", "dialogue The man's a myth!"],
    ),
    "capitals with an empty line below are action": (
        """
STEEL

The man's a myth!
""",
        ["action STEEL", "action The man's a myth!"],
    ),
    "capitals at the end of the file are action": ("\nSTEEL", ["action STEEL"]),
    "capitals with text close above are action": (
        """
It is
STEEL
or not.
""",
        ["action It is/STEEL/or not."],
    ),
    "an extension may be in small letters": (
        """
HANS (on the radio)
What?

MOM (O. S.) (CONT'D)
Supper!
""",
        ["character HANS (on the radio)", "dialogue What?", "character MOM (O. S.) (CONT'D)", "dialogue Supper!"],
    ),
    "a name has at least one letter": (
        """
R2D2
Beep.

23
Blop.
""",
        ["character R2D2", "dialogue Beep.", "action 23/Blop."],
    ),
    "a name may have dots, dashes, quotes and numbers": (
        """
MR. O'BRIEN-SMITH #2
Yes.
""",
        ["character MR. O'BRIEN-SMITH #2", "dialogue Yes."],
    ),
    "names of every alphabet with capitals": (
        """
МАША
Привет.

ÉLODIE
Salut.

ΝΊΚΗ
Γεια.

GROßMUTTER
Na?
""",
        [
            "character МАША",
            "dialogue Привет.",
            "character ÉLODIE",
            "dialogue Salut.",
            "character ΝΊΚΗ",
            "dialogue Γεια.",
            "character GROßMUTTER",
            "dialogue Na?",
        ],
    ),
    "mixed case is no cue": (
        """
McCLANE
Yippie.
""",
        ["action McCLANE/Yippie."],
    ),
    "an at sign forces a cue": (
        """
@McCLANE
Yippie.

@ジョン
はい。
""",
        ["character McCLANE", "dialogue Yippie.", "character ジョン", "dialogue はい。"],
    ),
    "a script without capitals needs the at sign": (
        """
ジョン
はい。
""",
        ["action ジョン/はい。"],
    ),
    "a speech keeps its line breaks": (
        """
DAN
Let's retire them.
_Permanently_.
""",
        ["character DAN", "dialogue Let's retire them./_Permanently_."],
    ),
    "two spaces hold an empty line in a speech": (
        """
DEALER
Ten.
␣␣
Hit or stand?

MONKEY
Dude.
""",
        ["character DEALER", "dialogue Ten.//Hit or stand?", "character MONKEY", "dialogue Dude."],
    ),
    "one space holds nothing": (
        """
DEALER
Ten.
␣
He looks up.
""",
        ["character DEALER", "dialogue Ten.", "action He looks up."],
    ),
    "a held line at the end of a speech is no part of it": (
        """
DEALER
Ten.
␣␣

He looks up.
""",
        ["character DEALER", "dialogue Ten.", "action He looks up."],
    ),
    "a heading after a held line is still a heading": (
        """
DEALER
Ten.
␣␣
EXT. STREET - NIGHT

Rain.
""",
        ["character DEALER", "dialogue Ten.", "scene_heading EXT. STREET - NIGHT", "action Rain."],
    ),
    "parentheticals stand after the cue and between lines": (
        """
STEEL
(starting the engine)
So much for retirement!
(beat)
Go.
""",
        [
            "character STEEL",
            "parenthetical (starting the engine)",
            "dialogue So much for retirement!",
            "parenthetical (beat)",
            "dialogue Go.",
        ],
    ),
    "brackets outside a speech are action": ("\n(beat)\n", ["action (beat)"]),
    "a bracket that is not closed is speech": (
        """
STEEL
(well
""",
        ["character STEEL", "dialogue (well"],
    ),
    "indented scripts": (
        """
→→→→CUT TO:

␣␣␣␣INT. GARAGE - DAY #4#

→→→BRICK
→→(dry)
→Well.
""",
        [
            "transition CUT TO:",
            "scene_heading INT. GARAGE - DAY #4#",
            "character BRICK",
            "parenthetical (dry)",
            "dialogue Well.",
        ],
    ),
    # Dual dialogue
    "a caret sets a speech beside the one before": (
        """
BRICK
(low)
Screw retirement.

STEEL (O.S.)   ^
Screw retirement.

BRICK
Good.
""",
        [
            "character:left BRICK",
            "parenthetical:left (low)",
            "dialogue:left Screw retirement.",
            "character:right STEEL (O.S.)",
            "dialogue:right Screw retirement.",
            "character BRICK",
            "dialogue Good.",
        ],
    ),
    "a note between does not part two speeches": (
        """
BRICK
One.

[[together]]

@McSTEEL^
Two.
""",
        [
            "character:left BRICK",
            "dialogue:left One.",
            "note together",
            "character:right McSTEEL",
            "dialogue:right Two.",
        ],
    ),
    "a caret after action has nothing beside it": (
        """
BRICK
One.

He turns.

STEEL ^
Two.
""",
        ["character BRICK", "dialogue One.", "action He turns.", "character STEEL", "dialogue Two."],
    ),
    "a section between does not part two speeches, a transition does": (
        """
A
One.

# Act

B ^
Two.

> Cut.

C ^
Three.
""",
        [
            "character:left A",
            "dialogue:left One.",
            "section:1 Act",
            "character:right B",
            "dialogue:right Two.",
            "transition Cut.",
            "character C",
            "dialogue Three.",
        ],
    ),
    "three at once are one on the left and two on the right": (
        """
A
One.

B ^
Two.

C ^
Three.
""",
        [
            "character:left A",
            "dialogue:left One.",
            "character:right B",
            "dialogue:right Two.",
            "character:right C",
            "dialogue:right Three.",
        ],
    ),
    # Lyrics
    "a tilde makes a lyric of each line": (
        """
~Sleep, little capsule,
~the night is short
""",
        ["lyric Sleep, little capsule,", "lyric the night is short"],
    ),
    "a lyric in a speech leaves the speech open": (
        """
LIZA
~Sleep, little capsule
That's how it goes.
""",
        ["character LIZA", "lyric Sleep, little capsule", "dialogue That's how it goes."],
    ),
    # Transitions
    "capitals that end in TO: between empty lines are a transition": (
        """
He runs.

SMASH CUT TO:

INT. CELLAR - NIGHT
""",
        ["action He runs.", "transition SMASH CUT TO:", "scene_heading INT. CELLAR - NIGHT"],
    ),
    "a space after the colon makes it action": (
        """
He runs.

CUT TO:␣
""",
        ["action He runs.", "action CUT TO:"],
    ),
    "small letters make it action": ("\nHe turns to:\n", ["action He turns to:"]),
    "a transition needs an empty line below": (
        """
CUT TO:
Black.
""",
        ["action CUT TO:/Black."],
    ),
    "a dot makes a heading of a transition": ("\n.CUT TO:\n", ["scene_heading CUT TO:"]),
    "an angle bracket forces a transition": ("\n> Burn to White.\n", ["transition Burn to White."]),
    "FADE OUT is a transition though it does not end in TO:": (
        "\nDark.\n\nFADE OUT.\n",
        ["action Dark.", "transition FADE OUT."],
    ),
    # Centred text
    "angle brackets on both sides centre a line": (
        """
> THE END <

>THE END<
""",
        ["centered THE END", "centered THE END"],
    ),
    "each centred line is one element": ("\n> ONE <\n> TWO <\n", ["centered ONE", "centered TWO"]),
    "a bracket with nothing in it is text": ("\n>\n\n><\n", ["action >", "action ><"]),
    # Page breaks, sections, synopses
    "three equals signs or more break the page": (
        "\nOne.\n\n===\n\nTwo.\n\n=====\n",
        ["action One.", "page_break ", "action Two.", "page_break "],
    ),
    "an equals sign begins a synopsis": (
        "\n= Set up the story.\n\n=Close\n",
        ["synopsis Set up the story.", "synopsis Close"],
    ),
    "two equals signs are action": ("\n==\n\n== x\n", ["action ==", "action == x"]),
    "number signs begin sections, nested by their count": (
        """
# Act

## Sequence

###Scene

# Another Act
""",
        ["section:1 Act", "section:2 Sequence", "section:3 Scene", "section:1 Another Act"],
    ),
    "a number sign alone is text": ("\n#\n\n###\n", ["action #", "action ###"]),
    "sections and synopses part like an empty line": (
        """
# Act One
INT. KITCHEN - DAY
= He cooks.
ANNA
Morning.
## Later
""",
        [
            "section:1 Act One",
            "scene_heading INT. KITCHEN - DAY",
            "synopsis He cooks.",
            "character ANNA",
            "dialogue Morning.",
            "section:2 Later",
        ],
    ),
    # Notes
    "a note on a line of its own": (
        "\nOne.\n\n[[It was Vietnamese, right?]]\n\nTwo.\n",
        ["action One.", "note It was Vietnamese, right?", "action Two."],
    ),
    "a note inside a line is taken out of it": (
        "\nDAN and JACK[[names?]]. They drink.\n",
        ["action DAN and JACK. They drink.", "note names?"],
    ),
    "of the two spaces around a note one stays": ("\nThis is [[n]] all.\n", ["action This is all.", "note n"]),
    "a note at the beginning of a line leaves no indentation": ("\n[[n]] He runs.\n", ["action He runs.", "note n"]),
    "a note in a heading, before or after the number": (
        "\nINT. HOUSE [[built?]] - DAY #5#\n\nINT. BARN #6# [[real]]\n",
        ["scene_heading INT. HOUSE - DAY #5#", "note built?", "scene_heading INT. BARN #6#", "note real"],
    ),
    "a note in a cue": ("\nANNA [[who?]] (V.O.)\nYes.\n", ["character ANNA (V.O.)", "note who?", "dialogue Yes."]),
    "a note over several lines": (
        "\nHe waits.[[This needs work.\nOr coffee.]] He looks.\n",
        ["action He waits. He looks.", "note This needs work./Or coffee."],
    ),
    "two spaces hold a note over an empty line": (
        "\nHe waits.[[Work.\n␣␣\nCoffee.]] He looks.\n",
        ["action He waits. He looks.", "note Work./␣␣/Coffee."],
    ),
    "an empty line ends what would have been a note": (
        "\nHe waits.[[Work.\n\nCoffee.]]\n",
        ["action He waits.[[Work.", "action Coffee.]]"],
    ),
    "a note between lines of a speech does not end it": (
        "\nANNA\n[[softly]]\nYes.\n[[pause]]\nNo.\n",
        ["character ANNA", "note softly", "dialogue Yes.", "note pause", "dialogue No."],
    ),
    "a note on its line serves as an empty one": (
        "\nOne.\n[[n]]\nINT. HOUSE\n[[m]]\nANNA\nYes.\n",
        ["action One.", "note n", "scene_heading INT. HOUSE", "note m", "character ANNA", "dialogue Yes."],
    ),
    "several notes in a line": ("\nA [[b]] c [[d]] e.\n", ["action A c e.", "note b", "note d"]),
    "a single bracket is text": ("\nA [b] c ]] d\n", ["action A [b] c ]] d"]),
    "a note after a transition does not stop it": (
        "\nOne.\n\nCUT TO: [[hard]]\n\nTwo.\n",
        ["action One.", "transition CUT TO:", "note hard", "action Two."],
    ),
    # Boneyard
    "a boneyard takes whole scenes away": (
        """
CUT TO:
/*
INT. GARAGE - DAY

BRICK
This is everybody.

CUT TO:
*/
EXT. MANSION - DAY

A man.
""",
        [
            "transition CUT TO:",
            "boneyard INT. GARAGE - DAY//BRICK/This is everybody.//CUT TO:",
            "scene_heading EXT. MANSION - DAY",
            "action A man.",
        ],
    ),
    "a boneyard inside a line": ("\nThis is /* a */ line.\n", ["action This is line.", "boneyard a"]),
    "a boneyard that is never closed is text": ("\nThis /* is\n\ntext.\n", ["action This /* is", "action text."]),
    "a closing mark alone is text": ("\nThis */ is text.\n", ["action This */ is text."]),
    "notes in a boneyard are dead too": ("\nOne. /* [[n]] */ Two.\n", ["action One. Two.", "boneyard [[n]]"]),
    # Emphasis
    "emphasis marks stay in the text": ("\n*He* **runs** _home_ \\*.\n", ["action *He* **runs** _home_ \\*."]),
    "a name may be emphasised": ("\n**ANNA**\nYes.\n", ["character **ANNA**", "dialogue Yes."]),
}


def shown(source: str) -> list[str]:
    """Give the elements of a text, a line each: kind, side or level, text and number."""
    found = []
    for element in parse(source.replace("␣", " ").replace("→", "\t")).elements:
        mark = element.dual or element.level
        text = element.text.replace("\n", "/") + (f" #{element.number}#" if element.number else "")
        found.append(f"{element.kind}{f':{mark}' if mark else ''} {text}")
    return found


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_rule(source: str, expected: list[str]) -> None:
    assert shown(source) == [line.replace("␣", " ") for line in expected]


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_rule_holds_with_other_line_ends_and_a_mark(source: str, expected: list[str]) -> None:
    """CRLF and old Mac line ends, and a byte order mark, change nothing."""
    lines = [line.replace("␣", " ") for line in expected]
    assert shown("\ufeff" + source.replace("\n", "\r\n")) == lines
    assert shown(source.replace("\n", "\r")) == lines


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_rule_holds_without_a_last_line_end(source: str, expected: list[str]) -> None:
    assert shown(source.rstrip("\n")) == [line.replace("␣", " ") for line in expected]


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_rule_holds_below_a_title_page(source: str, expected: list[str]) -> None:
    """A title page takes nothing from the script below it."""
    assert shown("Title: X\n" + source) == [line.replace("␣", " ") for line in expected]
