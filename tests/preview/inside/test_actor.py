"""The stand-in: which way it looks, how large it is, what a key light finds on its face."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.colour import luminance
from cupola.preview.inside.actor import CARD, FACE_M, grey_card, stand_in, turned
from cupola.preview.inside.cast import first_hits, scene
from cupola.preview.inside.solid import Floats, Solid
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, cube

HEAD = np.array([0.1, 0.2, 0.3])


def body(facing: Floats = FORWARD) -> dict[str, Solid]:
    return {one.name: one for one in stand_in(HEAD, facing, UP)}


def face(height: float, across: float = 0.0, facing: Floats = FORWARD) -> tuple[str, float, Floats]:
    """Give what a ray meets that comes straight at the face, how far it stands out of the head's middle, the normal."""
    people = stand_in(HEAD, facing, UP)
    numbers = scene(cube().with_solids(*people))
    axes = turned(facing, UP)
    start = HEAD + np.array([0.5, across, height]) @ axes
    what, far, normals = first_hits(numbers, start[None], -facing[None])
    return people[what[0] - 7].name, 0.5 - float(far[0]), axes @ normals[0]


def test_the_nose_points_where_the_face_looks() -> None:
    for facing in (FORWARD, -FORWARD, RIGHT):
        name, out, _ = face(-0.033, facing=facing)
        assert name == "head"
        assert FACE_M <= out < FACE_M + 0.012


def test_a_profile_has_its_features_in_their_order() -> None:
    """From the forehead down: in at the bridge, out at the nose, in under it, the lips, in, the chin."""
    forehead, bridge, nose, under, mouth, below, chin, throat = (
        face(height)[1] for height in (0.030, 0.006, -0.033, -0.050, -0.0620, -0.086, -0.101, -0.140)
    )
    assert bridge < forehead < nose
    assert under < mouth < nose
    assert below < chin < nose
    assert throat < chin - 0.03


def test_eyes_lie_in_their_sockets_under_brows() -> None:
    for side in (1.0, -1.0):
        name, eye, _ = face(0.003, side * 0.032)
        assert name == ("right iris" if side > 0 else "left iris")
        brow, brows_out, _ = face(0.027, side * 0.030)
        assert brow == "brows"
        assert eye < brows_out - 0.002
    assert face(0.003, 0.042)[0] == "right eye"
    assert face(-0.0640)[0] == "lips"
    assert face(0.090)[0] == "hair"
    assert face(-0.250)[0] == "clothes"


def test_a_face_is_alike_to_both_sides() -> None:
    for height, across in ((0.0, 0.05), (-0.03, 0.04), (-0.08, 0.03), (0.05, 0.03)):
        (_, right, normal), (_, left, other) = face(height, across), face(height, -across)
        assert right == pytest.approx(left, abs=2e-5)
        assert normal == pytest.approx(other * (1, -1, 1), abs=0.01)


def test_the_key_from_the_side_casts_the_shadow_of_the_nose_on_the_other_cheek() -> None:
    people = stand_in(np.zeros(3), FORWARD, UP)
    numbers = scene(cube().with_solids(*people))
    key = np.array([1.0, -1.0, 0.5]) / 1.5
    starts = np.array([[0.5, side * 0.030, -0.034] for side in (-1.0, 1.0)])
    _, far, normals = first_hits(numbers, starts, np.array([-FORWARD, -FORWARD]))
    points = starts - far[:, None] * FORWARD + 1e-5 * normals
    assert (normals @ key > 0.1).all()
    met = first_hits(numbers, points, np.array([key, key]))[0]
    assert met[0] < 7 <= met[1]


@pytest.mark.parametrize(("looks", "body_looks"), [(0.0, 0.0), (20.0, 0.0), (45.0, 20.0), (-70.0, -45.0), (-25.0, 0.0)])
def test_a_neck_nods_by_25_deg_and_the_body_turns_by_the_rest(looks: float, body_looks: float) -> None:
    def up_by(deg: float) -> Floats:
        return np.asarray(np.cos(np.radians(deg)) * FORWARD + np.sin(np.radians(deg)) * UP)

    found = body(up_by(looks))
    assert found["head"].axes[0] == pytest.approx(up_by(looks))
    assert found["clothes"].axes[0] == pytest.approx(up_by(body_looks))
    assert (found["lips"].centre - HEAD) @ up_by(looks) == pytest.approx(0.09, abs=0.01)


@pytest.mark.parametrize("deg", [-90.0, -60.0, 0.0, 80.0])
def test_the_neck_ends_in_the_collar_whichever_way_somebody_looks(deg: float) -> None:
    """A ray across the neck's foot meets the head's form, and one 4 cm below that the clothes."""
    facing = np.cos(np.radians(deg)) * FORWARD + np.sin(np.radians(deg)) * UP
    people = stand_in(np.zeros(3), facing, UP)
    numbers = scene(cube().with_solids(*people))
    turn = turned(facing, UP)
    seen = [
        people[first_hits(numbers, (np.array([-0.036, 0.5, z]) @ turn)[None], -turn[1][None])[0][0] - 7].name
        for z in (-0.11, -0.20)
    ]
    assert seen == ["head", "clothes"]


def test_hands_are_at_the_end_of_the_sleeves() -> None:
    people = stand_in(np.zeros(3), FORWARD, UP)
    numbers = scene(cube().with_solids(*people))
    turn = turned(FORWARD, UP)
    for side in (1.0, -1.0):
        starts = np.array([[0.9, side * 0.16, -0.59], [0.12, side * 0.5, -0.58]]) @ turn
        what, _, _ = first_hits(numbers, starts, np.array([-FORWARD, -side * turn[1]]))
        assert people[what[0] - 7].name == ("right hand" if side > 0 else "left hand")
        assert people[what[1] - 7].name == "clothes"


def test_a_head_is_about_23_by_15_cm() -> None:
    """Top, chin and temples, by rays that come from above, below and either side of a head without its hair."""
    people = [one for one in stand_in(np.zeros(3), FORWARD, UP) if one.name == "head"]
    numbers = scene(cube().with_solids(*people))

    def reach(at: Floats, ray: Floats) -> float:
        return 0.5 - float(first_hits(numbers, (at - 0.5 * ray)[None], ray[None])[1][0])

    top, chin = reach(-0.01 * FORWARD, -UP), reach(0.06 * FORWARD, UP)
    assert 0.21 < top + chin < 0.24
    assert reach(0.04 * UP, RIGHT) + reach(0.04 * UP, -RIGHT) == pytest.approx(0.15, abs=0.01)


def test_skin_reflects_as_the_colour_checker_s_light_skin() -> None:
    """Patch 2 has a luminous reflectance of 35 %; hair and cloth throw back less."""
    found = body()
    assert luminance(found["head"].reflectance) == pytest.approx(0.35, abs=0.01)
    assert luminance(found["hair"].reflectance) < luminance(found["clothes"].reflectance) < 0.1


def test_the_card_throws_18_percent_back_and_faces_as_it_is_told() -> None:
    card = grey_card(HEAD, FORWARD, UP)
    assert luminance(CARD) == pytest.approx(0.18)
    assert card.axes[0] == pytest.approx(FORWARD)
    assert card.half[0] < 0.01 < card.half[1]


@given(st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1))
def test_axes_stand_square_whichever_way_it_looks(facing: tuple[float, float, float]) -> None:
    axes = turned(np.array(facing), UP)
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)
    assert np.cross(axes[0], axes[2]) == pytest.approx(axes[1], abs=1e-9)
