"""What is said of a picture: what hides the view, and why it is black."""

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import instant
from cupola.light.exposure import Exposure
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.camera.metering import middle_cd_m2
from cupola.preview.eye import Eye
from cupola.preview.remarks import View, remarks
from tests.october import one_set_orbit

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-10T12:00Z", "2021-10-10T15:00Z")
DAY, NIGHT = instant("2021-10-10T12:36Z"), instant("2021-10-10T13:30Z")
DAYLIGHT = Exposure(15.0, 200.0, 1 / 640, 11.0, 0.0)
SHAPE = (36, 64)
OPEN = View(np.full(SHAPE, 0.8, np.float32), np.full(SHAPE, -1.0, np.float32), {}, 0.0, 4000.0)


def eye(at: float = DAY, window: str = "cupola.top") -> Eye:
    return Eye.towards(ORBIT, ISS, np.array(ISS.window(window).normal), Lens(16.0), at)


def said(cd_m2: float, view: View = OPEN, exposure: Exposure = DAYLIGHT, at: float = DAY) -> str:
    """Give all remarks on an even picture, a line each."""
    return "\n".join(remarks(np.full((*SHAPE, 3), cd_m2, np.float32), view, exposure, eye(at)))


def test_of_a_picture_in_which_nothing_is_wrong_nothing_is_said() -> None:
    assert said(4000.0) == ""


def test_the_three_largest_parts_in_the_way_are_named() -> None:
    found = said(
        4000.0, replace(OPEN, hidden={"an array": 0.3, "Nauka": 0.2, "Soyuz": 0.1, "Cygnus": 0.05, "a rod": 0.01})
    )
    assert found.splitlines() == [
        "an array: 30% of the picture", "Nauka: 20% of the picture", "Soyuz: 10% of the picture",
    ]  # fmt: skip


def test_a_part_that_hardly_shows_is_not_worth_a_word() -> None:
    assert said(4000.0, replace(OPEN, hidden={"a rod": 0.01})) == ""


def test_the_share_of_the_frame_is_told() -> None:
    half = OPEN.open_to.copy()
    half[:, :32] = 0.0
    assert said(4000.0, replace(OPEN, open_to=half)) == "the window's frame takes 50% of the picture"


def test_a_veil_as_bright_as_half_the_view_is_told() -> None:
    assert "veils the view: put the lamps out" in said(4000.0, replace(OPEN, veil=2100.0))
    assert said(4000.0, replace(OPEN, veil=1900.0)) == ""


def test_what_even_the_widest_lens_cannot_hold_is_told_in_stops() -> None:
    assert "even wide open at ISO 200 the picture is 1.5 stops too dark" in said(
        4000.0, exposure=replace(DAYLIGHT, under=1.5)
    )


@pytest.mark.parametrize(
    ("view", "at", "words"),
    [
        (replace(OPEN, open_to=np.zeros(SHAPE, np.float32)), DAY, "the frame of the window fills it"),
        (replace(OPEN, hidden={"Soyuz MS-19": 1.0}), DAY, "Soyuz MS-19 stands before the window, in the dark"),
        (replace(OPEN, tangent=np.full(SHAPE, 300.0, np.float32)), DAY, "it shows space only"),
        (OPEN, NIGHT, "under the horizon there; expose longer"),
        (OPEN, DAY, "what is lit is not in it"),
    ],
    ids=["frame", "ship", "space", "night", "day"],
)
def test_a_black_picture_says_why_it_is_black(view: View, at: float, words: str) -> None:
    found = said(0.0, view, at=at)
    assert "the picture is black: " in found and words in found


def test_a_picture_that_is_black_by_its_settings_says_so() -> None:
    """By day with a filter of twenty stops: it is not the Earth that is dark."""
    over = replace(DAYLIGHT, nd=20.0, ev100=DAYLIGHT.ev100 + 20.0)
    assert "the picture is black: it is exposed 20.3 stops" in said(4000.0, exposure=over)
    assert "darker than a meter would have it; open the lens, or take filters off" in said(4000.0, exposure=over)
    assert "is dark" in said(0.01, replace(OPEN, key=0.01), at=NIGHT)


def test_the_gravest_remark_stands_first() -> None:
    """Where paper has room for three, a black picture still says why."""
    half = OPEN.open_to.copy()
    half[:, :32] = 0.0
    view = replace(OPEN, open_to=half, hidden={"an array": 0.3, "Nauka": 0.2, "Soyuz": 0.1}, veil=0.6, key=1.0)
    begins = (
        "the picture is black",
        "even wide open",
        "the room's image",
        "an array",
        "Nauka",
        "Soyuz",
        "the window's",
    )
    found = said(0.0, view, replace(DAYLIGHT, under=4.0)).splitlines()
    assert [line.startswith(words) for line, words in zip(found, begins, strict=True)] == [True] * 7


def test_what_is_too_dark_for_a_screen_counts_as_black() -> None:
    """Nobody tells code 12 of 255 from black on a storyboard: airglow that is eight stops too dark is black."""
    middle = middle_cd_m2(DAYLIGHT)
    assert "black" in said(middle * 2.0**-4)
    assert said(middle * 2.0**-3) == ""


def test_a_few_lamps_in_the_night_are_no_black_picture() -> None:
    light = np.zeros((*SHAPE, 3), np.float32)
    light[0, :6] = 0.3 * middle_cd_m2(DAYLIGHT)  # a quarter of a hundredth of the pixels
    assert remarks(light, OPEN, DAYLIGHT, eye(NIGHT)) == ()
    light[0, 3:] = 0.0
    assert "black" in remarks(light, OPEN, DAYLIGHT, eye(NIGHT))[0]


def test_the_moon_alone_is_no_black_picture() -> None:
    light = np.zeros((*SHAPE, 3), np.float32)
    light[0, 0] = 2.0 * middle_cd_m2(DAYLIGHT)
    assert remarks(light, OPEN, DAYLIGHT, eye(NIGHT)) == ()


def test_a_veil_is_told_in_two_digits_or_whole_candela() -> None:
    assert "image in the glass, 2100 cd/m2," in said(4000.0, replace(OPEN, veil=2100.0))
    assert "image in the glass, 0.016 cd/m2," in said(4000.0, replace(OPEN, veil=0.0161, key=0.01))
