"""A still as a value, and a studio that takes it: in a world that is easy to reckon with."""

import pickle
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cupola.clock import instant
from cupola.errors import CupolaError
from cupola.light.exposure import Exposure
from cupola.light.lens import Lens
from cupola.light.meter import Surroundings
from cupola.light.need import LightLimits
from cupola.places import load_station
from cupola.plan.light import almanac_of
from cupola.preview.camera.metering import KOMODO, TOWNS, middle_cd_m2
from cupola.preview.caption import caption
from cupola.preview.still import Opening, Still, Taken, developed, sensor_of, still_of, usual_distance
from cupola.production import Production, load
from cupola.production.model import LightSettings
from tests.october import one_set_orbit
from tests.preview.plain import studio
from tests.small import BREAKDOWN, write_small

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-05T00:00Z", "2021-10-17T00:00Z")
DAY = instant("2021-10-10T12:36Z")
NIGHT = instant("2021-10-10T13:30Z")


def cupola(at: float = DAY, focal: float = 16.0, window: str = "cupola.top", distance: float = 0.3) -> Still:
    return Still(ISS, ORBIT, ISS.window(window), Lens(focal), at, 96, 54, distance=distance)


@cache
def day() -> Taken:
    return studio().take(cupola())


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Production:
    return load(write_small(tmp_path_factory.mktemp("small"), breakdown=BREAKDOWN.replace(
        "view: earth-day, camera: komodo,", "view: earth-day, camera: komodo, lens: 25 mm,")))  # fmt: skip


def test_a_still_is_the_same_in_another_process() -> None:
    still = cupola()
    there = pickle.loads(pickle.dumps(still))
    assert there == still and there.key() == still.key() and hash(there) == hash(still)


@pytest.mark.parametrize(
    "changed",
    [
        {"at": DAY + 1.0},
        {"lens": Lens(17.0)},
        {"width": 98},
        {"stop": 5.6},
        {"distance": 0.4},
        {"aim": (0.1, 0.0, 0.99)},
        {"cabin_lux": 100.0},
        {"change": 1.0},
        {"by_night": True},
        {"scenery": "none"},
        {"looks": Surroundings(albedo=0.7)},
        {"limits": LightLimits(incidence=60.0)},
        {"exposure": Exposure(10.0, 800.0, 1 / 48, 4.0, 0.0)},
        {"window": ISS.window("cupola.forward")},
    ],
    ids=lambda one: next(iter(one)),
)
def test_whatever_changes_the_picture_changes_its_key(changed: dict[str, object]) -> None:
    assert replace(cupola(), **changed).key() != cupola().key()  # type: ignore[arg-type]


def test_what_is_said_otherwise_but_is_the_same_picture_has_the_same_key() -> None:
    assert Still(ISS, one_set_orbit("2021-10-09T00:00Z", "2021-10-12T00:00Z"), ISS.window("cupola.top"), Lens(16.0),
                 DAY, 96, 54, distance=0.3).key() == cupola().key()  # fmt: skip
    assert cupola() != "a still"


@pytest.mark.parametrize("size", [(15, 100), (100, 8193), (8192, 8192), (0, 0), (8192, 16), (16, 8192)])
def test_an_impossible_size_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(CupolaError, match="E815"):
        replace(cupola(), width=size[0], height=size[1])


@pytest.mark.parametrize("distance", [0.0, -1.0, 30.0, float("nan")])
def test_a_camera_that_is_not_behind_the_glass_is_refused(distance: float) -> None:
    with pytest.raises(CupolaError, match="E816"):
        replace(cupola(), distance=distance)


def test_a_window_that_the_camera_does_not_look_through_is_refused() -> None:
    with pytest.raises(CupolaError, match=r"E820 .*the round window"):
        replace(cupola(), aim=(0.0, 0.0, -1.0))


def test_an_instant_outside_the_orbit_is_refused() -> None:
    with pytest.raises(CupolaError, match="E307"):
        cupola(at=instant("2021-10-20T00:00Z"))


def test_the_largest_part_of_the_sensor_that_has_the_picture_s_shape_is_used() -> None:
    wide = replace(cupola(), width=120, height=54).used
    assert wide.width == pytest.approx(24.89) and wide.height == pytest.approx(24.89 * 54 / 120)
    tall = replace(cupola(), width=54, height=54).used
    assert tall.width == tall.height == pytest.approx(14.0)


def test_the_lit_earth_comes_out_as_middle_grey_through_the_glass() -> None:
    """5000 cd/m2 through glass of 80 %, and over it the image of a room that the Earth lights: 1 %."""
    taken = day()
    assert 3950.0 < taken.key_cd_m2 < 4090.0
    assert taken.light[27, 48] == pytest.approx([4020.0] * 3, rel=0.02)
    assert developed(taken)[27, 48].tolist() == pytest.approx([118, 118, 118], abs=12)
    assert "ND" in str(taken.exposure) and taken.exposure.under == 0.0


def test_the_dome_has_seven_panes() -> None:
    """From the middle of the room, with a lens as wide as lenses are."""
    alone = replace(cupola(focal=5.5, distance=1.3), station=replace(ISS, parts=()))
    picture = studio().take(alone).light[..., 1] > 2500.0
    ring = [picture[int(27 - 19 * np.sin(a)), int(48 + 19 * np.cos(a))] for a in np.radians(np.arange(0, 360, 3))]
    starts = sum(1 for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True) if here and not before)
    assert picture[27, 48]
    assert starts == 6


def test_a_setting_by_hand_is_kept() -> None:
    by_hand = Exposure(10.0, 800.0, 1 / 48, 4.0, 0.0)
    taken = studio().take(replace(cupola(), exposure=by_hand))
    assert taken.exposure == by_hand
    assert (developed(taken)[27, 48] > 250).all()  # far too bright without a filter


def test_half_a_stop_more_is_brighter() -> None:
    usual, more = (developed(studio().take(replace(cupola(), change=change))).mean() for change in (0.0, 0.5))
    assert more > usual + 5


def test_a_picture_of_the_night_says_why_it_is_black() -> None:
    taken = studio(0.0).take(cupola(at=NIGHT))
    assert developed(taken).max() < 5
    assert any(note.startswith("the picture is black: what it shows of the Earth is dark") for note in taken.remarks)
    assert any("too dark" in note for note in taken.remarks)


def test_a_picture_of_space_says_so_and_how_far_the_earth_is() -> None:
    """The window of Kibo looks level: the limb is 20 deg below."""
    level = replace(cupola(window="kibo.aft", focal=135.0), aim=(0.1, -0.94, -0.3))
    taken = studio().take(replace(level, exposure=day().exposure))
    black = next(note for note in taken.remarks if "black" in note)
    assert "space only" in black and "aim at the limb" in black


def test_a_ship_that_hides_the_view_is_named_with_its_share() -> None:
    ship = ISS.modules["SOYUZ-MS19"].ends
    aim = np.mean(ship, axis=0) - np.array(ISS.window("nauka.forward").at)
    still = replace(cupola(window="nauka.forward", focal=50.0), aim=tuple(aim.tolist()))
    assert any(note.startswith("Soyuz MS-19: ") for note in studio().take(still).remarks)


def test_the_frame_is_named_when_it_takes_much_of_the_picture() -> None:
    near, far = (studio().take(cupola(window="nauka.forward", distance=one)).remarks for one in (0.12, 2.0))
    assert not any("frame" in note for note in near)
    assert any("the window's frame takes" in note for note in far)


def test_a_sunlit_station_before_black_space_is_exposed_for_itself() -> None:
    taken = studio().take(replace(cupola(window="nauka.forward", focal=24.0), width=192, height=108))
    code = developed(taken)
    assert (code.min(axis=-1) > 250).mean() < 0.05
    assert (code.max(axis=-1) > 60).mean() > 0.1


def test_what_is_to_show_the_night_side_is_exposed_for_towns_at_most() -> None:
    """A meter reads the arc of twilight, here 400 cd/m2, and there are no towns; a night that is darker stays so."""
    alone = replace(cupola(at=NIGHT), station=replace(ISS, parts=()))
    lit, night = (studio(400.0).take(replace(alone, by_night=one)) for one in (False, True))
    assert lit.key_cd_m2 > 300.0
    assert night.key_cd_m2 == TOWNS
    assert middle_cd_m2(night.exposure) == pytest.approx(TOWNS, rel=0.01)
    dark = studio(0.01).take(replace(alone, by_night=True))
    assert dark.key_cd_m2 == pytest.approx(0.008, rel=0.05)


def test_a_night_behind_a_veil_is_exposed_for_the_veil_and_not_white() -> None:
    taken = studio(0.05).take(replace(cupola(at=NIGHT), cabin_lux=3000.0, by_night=True))
    assert taken.key_cd_m2 > 3 * TOWNS
    assert (developed(taken) < 250).all()
    assert any("veils the view" in note for note in taken.remarks)


@pytest.mark.parametrize(
    ("changes", "by_night"),
    [
        ({"view": "earth-night"}, True),
        ({"view": "city-lights"}, True),
        ({"view": "Lisbon", "view_by": "night"}, True),
        ({"view": "Lisbon", "view_by": "day"}, False),
        ({"view": "earth-day"}, False),
        ({"view": "moon", "light": "eclipse"}, False),
    ],
)
def test_a_shot_of_the_night_side_is_exposed_for_it(
    production: Production, changes: dict[str, str], by_night: bool
) -> None:
    at = instant("2021-10-08T12:00Z")
    scenes = tuple(
        replace(scene, shots=tuple(replace(shot, need=replace(shot.need, **changes)) for shot in scene.shots))  # type: ignore[arg-type]
        for scene in production.scenes
    )
    changed = replace(production, scenes=scenes)
    assert still_of(changed, "3A", at).by_night is by_night
    assert still_of(changed, "3A", at, target="limb").by_night is False
    assert still_of(changed, "3A", at, window="cupola.forward").by_night is False


def test_lamps_left_on_veil_the_night() -> None:
    dark, lit = (studio(0.05).take(replace(cupola(at=NIGHT), cabin_lux=lux)) for lux in (0.0, 300.0))
    assert not any("veils" in note for note in dark.remarks)
    assert any("put the lamps out" in note for note in lit.remarks)


def test_a_shot_gives_its_window_its_lens_and_its_camera(production: Production) -> None:
    still = still_of(production, "3A", instant("2021-10-08T12:00Z"), width=64, height=36)
    assert (still.window.id, still.lens.focal, still.lens.width) == ("cupola.top", 25.0, 27.03)
    assert (still.width, still.height, still.sensor.iso) == (64, 36, 800.0)
    assert still.cabin_lux == 0.0  # of the Cupola no lamps are known
    assert still.aim == pytest.approx(still.window.normal, abs=1e-6)


def test_a_shot_of_first_rays_looks_to_where_the_sun_rises(production: Production) -> None:
    still = still_of(production, "1B", instant("2021-10-08T12:00Z"))
    assert still.lens.focal == 35.0 and still.aim is not None
    assert still_of(production, "1B", instant("2021-10-08T12:00Z"), target="straight").aim is None


def test_the_light_settings_of_a_production_are_those_of_its_pictures(production: Production) -> None:
    """Over snow the Earth lights frame, station and face twice as much; the meter is that of `cupola light`."""
    snowy = LightSettings(LightLimits(incidence=60.0), surroundings=Surroundings(albedo=0.65))
    still = still_of(replace(production, light=snowy), "3A", instant("2021-10-08T12:40Z"))
    usual = still_of(production, "3A", instant("2021-10-08T12:40Z"))
    assert (still.limits, still.looks) == (snowy.aboard, snowy.surroundings)
    snow, mean = (float(one.meter("cupola.top")(np.array([one.at])).earth_lx[0]) for one in (still, usual))
    lit = float(almanac_of(replace(production, light=snowy)).meter("cupola.top")(np.array([still.at])).earth_lx[0])
    assert snow == pytest.approx(lit, rel=1e-3) and snow > 2.0 * mean
    assert caption(still).lux == pytest.approx(snow, rel=1e-3)


def test_a_lens_is_held_nearer_to_a_small_window() -> None:
    found = [usual_distance(ISS.window(key)) for key in ("cupola.top", "nauka.forward", "nauka.cabin")]
    assert found == pytest.approx([0.6, 0.3195, 0.171])


def test_another_window_is_looked_straight_through(production: Production) -> None:
    still = still_of(production, "3A", instant("2021-10-08T12:00Z"), window="cupola.forward")
    assert still.window.id == "cupola.forward" and still.aim is None


@pytest.mark.parametrize(("shot", "words"), [("2A", "looks through no window"), ("1AB", "Did you mean")])
def test_a_shot_without_a_view_is_refused(production: Production, shot: str, words: str) -> None:
    with pytest.raises(CupolaError, match="E817") as error:
        still_of(production, shot, instant("2021-10-08T12:00Z"))
    assert words in str(error.value)


def test_how_a_studio_is_opened_can_be_sent_to_another_process() -> None:
    opening = Opening(Path("earth.png"), "7")
    assert pickle.loads(pickle.dumps(opening)) == opening
    assert hash(opening) == hash(Opening(Path("earth.png"), "7"))
    assert opening.scenery == "7, earth.png" and Opening().scenery == cupola().scenery


def test_a_camera_that_tells_no_sensor_counts_as_a_komodo(production: Production) -> None:
    key, camera = next(iter(production.cameras.items()))
    told = replace(production, cameras={key: replace(camera, sensor=replace(KOMODO, iso=123.0))})
    mute = replace(production, cameras={key: replace(camera, sensor=None)})
    assert sensor_of(told, key).iso == 123.0
    assert sensor_of(mute, key) == sensor_of(told, "nobody's") == KOMODO
