"""What shots ask of links, looked up when a production is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import Message
from cupola.light import Need
from cupola.light.ground import GroundAlmanac
from cupola.light.link import links_of
from cupola.places import load_station
from cupola.plan.argument.remedies import _unasked
from cupola.plan.wording import need_words
from cupola.production import inspect, load
from cupola.publish.strips import asks

PRODUCTIONS = Path(__file__).parents[2] / "productions"


def messages(folder: Path, film: str, old: str, new: str) -> tuple[Message, ...]:
    """Give what is wrong with a shipped film whose breakdown is changed."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (PRODUCTIONS / film / name).read_text("utf-8")
        if name == "breakdown.yaml":
            assert old in text
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, "utf-8")
    return inspect(folder)[1]


@pytest.mark.parametrize(
    ("film", "old", "link", "text", "hint"),
    [
        (
            "three-days-free",
            "light: eclipse,",
            "viedo",
            'shot 1A: the link "viedo" is not there',
            'Did you mean "video"?',
        ),
        ("a-parabolic-day", "gravity: weightless,", "video", "is not there", "there is none, voice, airfield"),
        ("a-parabolic-day", "light: day,", "voice", "where none is known", "take it out"),
        ("one-sol", "gravity: mars,", "voice", "is not there", "there is none, video, mars"),
    ],
)
def test_a_link_that_a_place_does_not_have_is_told_at_its_line(
    tmp_path: Path, film: str, old: str, link: str, text: str, hint: str
) -> None:
    (message,) = messages(tmp_path, film, old, f"{old} link: {link},")
    assert message.code == "E745" and text in message.text and message.hint == hint
    assert message.source is not None and f"link: {link}" in message.source


@pytest.mark.parametrize(
    ("film", "old", "link"),
    [
        ("three-days-free", "light: eclipse,", "laser"),
        ("a-parabolic-day", "gravity: weightless,", "voice"),
        ("one-sol", "gravity: mars,", "none"),
    ],
)
def test_a_link_that_a_place_has_is_no_fault(tmp_path: Path, film: str, old: str, link: str) -> None:
    assert messages(tmp_path, film, old, f"{old} link: {link},") == ()


@pytest.mark.parametrize(
    ("need", "words", "strip"),
    [
        (Need(link="video"), "a link for video", "link open: video"),
        (Need("eclipse", link="none"), "eclipse with no link to the ground", "no link open"),
        (Need("sun", "dome", view="limb", link="ku"), None, "Earth's edge in dome; link open: ku"),
    ],
)
def test_a_link_is_said_in_words(need: Need, words: str | None, strip: str) -> None:
    assert need_words(need) == (words or "sunlight with the Earth's edge in view of dome and the link ku")
    assert asks(need) == strip
    assert str(need).endswith(f"link {need.link}")


def test_a_shot_without_its_link_has_it_taken_out_of_the_breakdown(tmp_path: Path) -> None:
    messages(tmp_path, "three-days-free", "light: eclipse,", "link: video,")
    production, _ = inspect(tmp_path)
    assert production is not None
    assert "link" in [edit.path[-1] for edit in _unasked(production.shots["1A"])]


def with_own(folder: Path, film: str, links: str) -> Path:
    """Write a shipped film with figures of links of its own."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (PRODUCTIONS / film / name).read_text("utf-8")
        text = text.replace("\nsets:\n", f"\nlinks:\n  {links}\n\nsets:\n", 1) if name == "production.yaml" else text
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_production_lays_its_own_figures_over_the_links_of_its_places(tmp_path: Path) -> None:
    ship = load(with_own(tmp_path, "three-days-free", "tdrs: {down: 2 Mbps, ray: 100 km, carries: [voice]}")).station
    assert (ship.links["tdrs"].down, ship.links["tdrs"].ray, ship.links["tdrs"].carries) == (2.0, 100.0, ("voice",))
    assert ship.links["laser"] == load_station("dragon-cupola").links["laser"]
    assert load_station("dragon-cupola").links["tdrs"].down is None
    floor = load(with_own(tmp_path, "one-sol", "mars: {lowest: 30 deg, sun: 5 deg}")).sets["floor"]
    link = links_of(Need(location=floor.location))["mars"]
    assert (link.lowest, link.sun, link.carries) == (30.0, 5.0, ("video", "data"))
    bay = load(with_own(tmp_path, "a-parabolic-day", "airfield: {carries: [voice, video], up: 1 Mbps}")).sets["bay"]
    assert links_of(Need(location=bay.under_sky, flights=bay.flights))["airfield"].carries == ("voice", "video")


def test_less_of_the_sky_is_less_of_the_link(tmp_path: Path) -> None:
    totals = []
    for lowest in (10, 30):
        production = load(with_own(tmp_path, "one-sol", f"mars: {{lowest: {lowest} deg}}"))
        floor = production.sets["floor"].location
        assert floor is not None
        (found,) = GroundAlmanac(floor, production.shoot).opportunities([Need(location=floor, link="mars")])
        totals.append(found.total)
    assert totals[1] < totals[0]


@pytest.mark.parametrize(
    ("film", "links", "code", "words"),
    [
        ("three-days-free", "mars: {lowest: 3 deg}", "E745", 'the link "mars" is unknown'),
        ("one-sol", "tdrs: {down: 2 Mbps}", "E745", 'the link "tdrs" is unknown'),
        ("one-sol", "mars: {lowest: 3}", "E107", "3 has no unit"),
        ("one-sol", "mars: {carries: [smoke]}", "E106", '"smoke" is not one of'),
    ],
)
def test_figures_of_a_link_that_no_place_has_are_told(
    tmp_path: Path, film: str, links: str, code: str, words: str
) -> None:
    (message,) = inspect(with_own(tmp_path, film, links))[1]
    assert (message.code, words in message.text) == (code, True), message
    assert message.where is not None
