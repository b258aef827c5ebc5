"""Which options of `cupola preview` go together: none is taken and then does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.cli.combination import refuse_what_does_not_combine
from cupola.cli.commands.preview import Asked
from cupola.errors import CupolaError

FILM = Path("film")
ORBIT = (Path("iss.tle"),)
OUT = Path("out")


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(inside=True, face="60cm", turn="90deg", dim=("cabin=0%",), samples=4, ev=1.0, out=Path("a.png")),
        Asked(frames=OUT, start="a", stop_at="b", every="10s", film=Path("a.mp4"), fps=25.0, cores=2),
        Asked(aim="limb", exr=True, take=2, ev=-1.0),
        Asked(at="2021-10-08T09:00Z", iso=800.0),
    ],
)
def test_what_goes_together_is_let_through(asked: Asked) -> None:
    refuse_what_does_not_combine(FILM, "3A", asked)


def test_an_orbit_stands_in_the_place_of_a_production() -> None:
    refuse_what_does_not_combine(None, None, Asked(orbit=ORBIT, place="haven-1", window="dome", at="noon"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(face="60cm"), "--face goes with --inside"),
        (Asked(turn="90deg"), "--turn goes with --inside"),
        (Asked(dim=("row-1=30%",)), "--dim goes with --inside"),
        (Asked(samples=96), "--samples goes with --inside"),
        (Asked(every="10s"), "--every goes with --frames"),
        (Asked(start="2021-10-08T09:00Z"), "--from goes with --frames"),
        (Asked(stop_at="2021-10-08T09:00Z"), "--to goes with --frames"),
        (Asked(film=Path("a.mp4")), "--film goes with --frames"),
        (Asked(cores=2), "--cores goes with --frames"),
        (Asked(cluster="tcp://a:1"), "--cluster goes with --frames"),
        (Asked(inside=True, cores=2), "--cores goes with --frames"),
        (Asked(frames=OUT, samples=96), "--samples goes with --inside"),
        (Asked(frames=OUT, fps=25.0), "--fps goes with --film"),
        (Asked(place="haven-1"), "--place goes with --orbit"),
        (Asked(frames=OUT, out=Path("a.png")), "--frames names the folder"),
        (Asked(inside=True, aim="limb"), "--inside looks at the face"),
        (Asked(inside=True, frames=OUT), "--inside is of one instant"),
        (Asked(ev=1.0, nd=3.0), "--ev is said to the meter"),
        (Asked(take=1, at="2021-10-08T09:00Z"), "--take is of the plan"),
        (Asked(orbit=ORBIT, window="dome", at="noon"), "name a production and a shot, or an orbit"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_contradicts_or_would_do_nothing_is_refused(asked: Asked, words: str) -> None:
    with pytest.raises(CupolaError, match=words) as raised:
        refuse_what_does_not_combine(FILM, "3A", asked)
    assert raised.value.messages[0].code == "E505"


def test_a_picture_is_of_a_shot_or_of_an_orbit_with_window_and_instant() -> None:
    with pytest.raises(CupolaError, match="name a production and a shot"):
        refuse_what_does_not_combine(None, None, Asked())
    with pytest.raises(CupolaError, match="name a shot"):
        refuse_what_does_not_combine(FILM, None, Asked())
    with pytest.raises(CupolaError, match="needs --window and --at"):
        refuse_what_does_not_combine(None, None, Asked(orbit=ORBIT, window="dome"))
