"""Half a year aboard: an expedition of a thousand shots, made from those of The Challenge.

Its screenplay has the orbital scenes of The Challenge again and again, an episode each time, with numbers of their own;
its people live the same days for 180 days. The documents are written as text and read as any production's are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from sgp4.api import WGS72, Satrec
from sgp4.exporter import export_tle

from cupola.clock import DAY, instant, utc_text

SHOTS: Final = 1000
DAYS: Final = 180
_START: Final = "2021-10-05"
_EPISODE: Final = 100
"""Scene 12 of the second episode is scene 212."""
_EPOCH: Final = "1 25544U 98067A   21281.73004796  .00000000  00000-0  00000-0 0  9995"
_ELEMENTS: Final = "2 25544  51.6444 141.3023 0004210  71.7185  11.5978 15.48952913306193"
"""The element set of 8 October 2021, without its drag: the orbit of half a year is not known beforehand."""
_EVERY: Final = 10
"""Days between two element sets of the same orbit."""

Document = dict[str, Any]


def write(challenge: Path, folder: Path) -> None:
    """Write the documents of the expedition into a folder.

    Parameters
    ----------
    challenge : Path
        The production folder of The Challenge.
    folder : Path
        Where they go; it is made if it is not there.
    """
    (folder / "orbit").mkdir(parents=True, exist_ok=True)
    scenes = list(_scenes(_read(challenge / "breakdown.yaml")["scenes"]))
    _write(folder / "breakdown.yaml", {"schema": "cupola/1", "scenes": scenes})
    _write(folder / "production.yaml", _production(_read(challenge / "production.yaml")))
    (folder / "screenplay.fountain").write_text("\n\n".join(_screenplay(scenes)) + "\n", "utf-8")
    (folder / "orbit" / "iss.tle").write_text("\n".join(_element_sets()) + "\n", "ascii")


def _read(path: Path) -> Document:
    found: Document = YAML(typ="safe").load(path)
    return found


def _write(path: Path, document: Document) -> None:
    """Write a document as JSON, which is YAML too; instants as the documents write them."""
    path.write_text(json.dumps(document, indent=1, default=lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}"), "utf-8")


def _scenes(known: list[Document]) -> Iterator[Document]:
    """Give the scenes of one episode after the other, until there are shots enough."""
    flight = [scene for scene in known if scene["unit"] == "flight" and scene["shots"]]
    left, episode = SHOTS, 0
    while left:
        episode += 1
        there: set[str] = set()
        for scene in flight:
            shots = [_shot(shot, episode, there) for shot in scene["shots"][:left]]
            number = _number(scene["scene"], episode)
            after = [n for n in (_number(n, episode) for n in scene.get("after", ())) if n in there]
            kept = {k: v for k, v in scene.items() if k != "fingerprint"}
            yield {**kept, "scene": number, "after": after, "shots": shots}
            there.add(number)
            left -= len(shots)
            if not left:
                return


def _number(name: str, episode: int) -> str:
    """Give the number of a scene, or the name of a shot, in an episode: 12A is 212A in the second."""
    digits = name.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{int(digits) + _EPISODE * episode}{name[len(digits) :]}"


def _shot(shot: Document, episode: int, there: set[str]) -> Document:
    """Give a shot in an episode; it goes with, and follows, only what is there already."""
    made = {**shot, "shot": _number(shot["shot"], episode)}
    there.add(made["shot"])
    if "after" in made:
        made["after"] = [n for n in (_number(n, episode) for n in shot["after"]) if n in there]
    if "match" in made:
        made["match"] = _number(shot["match"], episode)
    return made


def _production(known: Document) -> Document:
    """Give the production of The Challenge with a longer stay."""
    start = instant(f"{_START}T00:00:00Z")
    last = [utc_text(start + (DAYS + k) * DAY)[:10] for k in (-1, 0)]
    people = {key: _person(person, last) for key, person in known["people"].items()}
    sets = {k: {f: v for f, v in of.items() if f != "open_to"} for k, of in known["sets"].items()}
    stay = {**known["stay"], "wrap": f"{last[0]}T20:30:00Z", "depart": f"{last[1]}T01:14:00Z"}
    orbit = {"elements": "orbit/iss.tle", "seam": "1 km"}
    return {**known, "title": "Half a year", "orbit": orbit, "stay": stay, "people": people, "sets": sets}


def _person(person: Document, last: list[str]) -> Document:
    """Give a person for half a year: their last days are others, and a beard grows again for each episode."""
    dates = {str(day): plan for day, plan in person.get("dates", {}).items() if plan != "last-day"}
    if len(dates) < len(person.get("dates", {})):
        dates |= dict.fromkeys(last, "last-day")
    looks = {"looks": {k: v for k, v in person["looks"].items() if k != "order"}} if "looks" in person else {}
    return {**person, **looks, "dates": dates}


def _screenplay(scenes: list[Document]) -> Iterator[str]:
    """Give the paragraphs of a screenplay: headings, and a line for each who speaks."""
    yield "Title: HALF A YEAR"
    for scene in scenes:
        yield f"{scene['heading']} #{scene['scene']}#"
        for name in scene.get("speaking", ()):
            yield f"{name}\nHere we are."


def _element_sets() -> Iterator[str]:
    """Give sets of one orbit without drag, whose mean elements change evenly (Hoots & Roehrich 1980)."""
    first = Satrec.twoline2rv(_EPOCH, _ELEMENTS)
    epoch = first.jdsatepoch + first.jdsatepochF - 2433281.5
    for days in range(0, DAYS + _EVERY, _EVERY):
        angles = [
            math.fmod(at + rate * days * 1440.0, math.tau) % math.tau
            for at, rate in (
                (first.argpo, first.argpdot),
                (first.mo, first.mdot),
                (first.nodeo, first.nodedot),
            )
        ]
        made = Satrec()
        argument, anomaly, node = angles
        made.sgp4init(
            WGS72, "i", first.satnum, epoch + days, 0.0, 0.0, 0.0, first.ecco, argument, first.inclo, anomaly,
            first.no_kozai, node,
        )  # fmt: skip
        made.classification, made.intldesg, made.elnum, made.revnum = "U", "98067A", 999, 0
        yield from export_tle(made)
