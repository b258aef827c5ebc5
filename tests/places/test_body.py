"""Convex bodies against rays: by hand, by steps along the ray, and without a jump."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.places.body import Body, Box, Frustum, Sphere, Vector
from tests.places.casting import Columns, crossing, gap

CYLINDER = Frustum((0.0, 0.0, -2.0), (0.0, 0.0, 2.0), (1.0, 1.0))
CONE = Frustum((0.0, 0.0, 0.0), (0.0, 0.0, 2.0), (2.0, 1.0))
PEAK = Frustum((0.0, 0.0, 0.0), (3.0, 0.0, 0.0), (1.5, 0.0))
BALL = Sphere((1.0, 2.0, 3.0), 1.5)
BRICK = Box((0.0, 0.0, 0.0), (2.0, 4.0, 6.0))
PLATE = Box((1.0, -1.0, 2.0), (5.0, 3.0, 0.01))
BODIES = {"cylinder": CYLINDER, "cone": CONE, "peak": PEAK, "sphere": BALL, "box": BRICK, "plate": PLATE}

places = st.tuples(*[st.floats(-6.0, 6.0) for _ in range(3)])
bodies = st.sampled_from(sorted(BODIES)).map(BODIES.__getitem__)


def column(*parts: float) -> Columns:
    """Give one vector as a column."""
    return np.array([parts]).T


def gap_of(body: Body, origin: Columns, ray: Columns) -> float:
    """Give the gap of one ray."""
    return float(gap(crossing(body, origin, ray))[0])


@pytest.mark.parametrize(
    ("body", "origin", "ray", "enter", "leave"),
    [
        (CYLINDER, (-5, 0, 0), (1, 0, 0), 4, 6),
        (CYLINDER, (0, 0, -10), (0, 0, 1), 8, 12),
        (CYLINDER, (0.6, 0, 0), (0, 1, 0), -0.8, 0.8),
        (CYLINDER, (-5, 0, -5), (0.5**0.5, 0, 0.5**0.5), 4 * 2**0.5, 6 * 2**0.5),
        (CONE, (-5, 0, 1), (1, 0, 0), 3.5, 6.5),
        (CONE, (0, 0, 5), (0, 0, -1), 3, 5),
        (CONE, (1.5, 0, 5), (0, 0, -1), 4, 5),
        (PEAK, (5, 0, 0), (-1, 0, 0), 2, 5),
        (BALL, (1, 2, 0), (0, 0, 1), 1.5, 4.5),
        (BRICK, (-3, 0, 0), (1, 0, 0), 2, 4),
        (BRICK, (0, -3, 1), (0, 1, 0), 1, 5),
        (PLATE, (1, -1, 0), (0, 0, 1), 1.995, 2.005),
    ],
)
def test_rays_enter_and_leave_where_a_ruler_says(
    body: Body, origin: Vector, ray: Vector, enter: float, leave: float
) -> None:
    found = [float(one[0]) for one in crossing(body, column(*origin), column(*ray))]
    assert found == pytest.approx([enter, leave], abs=1e-9)
    assert gap_of(body, column(*origin), column(*ray)) == pytest.approx(max(enter, 0.0) - leave, abs=1e-9)


@pytest.mark.parametrize(
    ("body", "origin", "ray"),
    [
        (CYLINDER, (-5, 1.01, 0), (1, 0, 0)),
        (CYLINDER, (1.01, 0, -10), (0, 0, 1)),
        (CYLINDER, (-5, 0, 2.01), (1, 0, 0)),
        (CONE, (-5, 0, 2.01), (1, 0, 0)),
        (CONE, (-5, 1.51, 1), (1, 0, 0)),
        (CONE, (-5, 0, 4), (1, 0, 0)),
        (BALL, (1, 3.51, 0), (0, 0, 1)),
        (BRICK, (-3, 2.01, 0), (1, 0, 0)),
        (BRICK, (-3, 0, 0), (-1, 0, 0)),
        (CYLINDER, (5, 0, 0), (1, 0, 0)),
    ],
)
def test_a_ray_that_passes_or_looks_away_has_a_positive_gap(body: Body, origin: Vector, ray: Vector) -> None:
    assert gap_of(body, column(*origin), column(*ray)) > 0.0


def test_a_cones_other_half_beyond_its_peak_is_not_there() -> None:
    """The line meets the mirror image of the cone at z from 4 on, where there is nothing."""
    assert gap_of(CONE, column(-5, 0, 6), column(1, 0, 0)) > 0.0
    assert gap_of(CONE, column(0, 0, 6), column(0.1, 0, -(0.99**0.5))) < 0.0
    assert gap_of(CONE, column(0, 0, 6), column(0.1, 0, 0.99**0.5)) > 0.0


@pytest.mark.parametrize("ray", [(0.05, 0.0), (0.3, 0.2), (0.0, -0.4)])
def test_a_ray_steeper_than_the_side_of_a_cone_goes_in_at_the_top_and_out_below(ray: tuple[float, float]) -> None:
    down = -np.sqrt(1 - ray[0] ** 2 - ray[1] ** 2)
    origin = column(*(-np.array([*ray, down]) * (4.0 / -down) + np.array([0.1, 0.0, 1.0])))
    enter, leave = crossing(CONE, origin, column(*ray, down))
    heights = [float(origin[2, 0] + t[0] * down) for t in (enter, leave)]
    assert heights == pytest.approx([2.0, 0.0], abs=1e-9)


def contains(body: Body, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points, shape (3, ...), are inside: written apart from the code under test."""
    if isinstance(body, Sphere):
        around = np.linalg.norm(np.moveaxis(points, 0, -1) - body.centre, axis=-1)
        return np.asarray(around <= body.radius)
    if isinstance(body, Box):
        offset = np.moveaxis(points, 0, -1) - body.centre
        return np.asarray((np.abs(offset) <= np.array(body.size) / 2).all(axis=-1))
    assert isinstance(body, Frustum)
    axis = np.subtract(body.stop, body.start)
    offset = np.moveaxis(points, 0, -1) - body.start
    share = offset @ axis / (axis @ axis)
    away = np.linalg.norm(offset - share[..., None] * axis, axis=-1)
    wide = body.radii[0] * (1 - share) + body.radii[1] * share
    return np.asarray((share >= 0) & (share <= 1) & (away <= wide))


def aimed(body: Body, seed: int) -> tuple[Columns, Columns]:
    """Give a place within 8 m and 300 rays from it, all toward the body or a little past it."""
    some = np.random.default_rng(seed)
    origin, (low, high) = some.uniform(-8, 8, (3, 1)), body.extent
    rays = some.uniform((low - 0.5)[:, None], (high + 0.5)[:, None], (3, 300)) - origin
    return origin, rays / np.linalg.norm(rays, axis=0)


@given(bodies, st.integers(0, 2**32))
@settings(max_examples=15)
def test_a_ray_is_stopped_if_and_only_if_a_point_along_it_is_inside(body: Body, seed: int) -> None:
    """Points every 2 cm; what is met by less than that is left open."""
    origin, rays = aimed(body, seed)
    found = gap(crossing(body, origin, rays))
    inside = np.any(contains(body, origin[:, :, None] + rays[:, :, None] * np.arange(0.0, 25.0, 0.02)), axis=-1)
    assert (found[inside] < 1e-9).all()
    assert inside[found < -0.0201].all()


@given(bodies, st.integers(0, 2**32))
def test_the_gap_has_no_jump(body: Body, seed: int) -> None:
    """Turned by a billionth of a radian, a ray has nearly the same gap where it is small: edges are steep, not torn."""
    origin, rays = aimed(body, seed)
    turned = rays + 1e-9 * np.cross(rays.T, [0.48, 0.6, 0.64]).T
    one, two = (gap(crossing(body, origin, way)) for way in (rays, turned))
    assert np.abs(one - two)[np.abs(one) < 1.0].max(initial=0.0) < 1e-2


@given(bodies, st.integers(0, 2**32), st.floats(0.1, 10.0))
def test_a_body_is_met_later_by_as_much_as_one_steps_back(body: Body, seed: int, back: float) -> None:
    origin, rays = aimed(body, seed)
    here, there = crossing(body, origin, rays), crossing(body, origin - back * rays, rays)
    met = here[0] < here[1] - 1e-3
    for one, two in zip(here, there, strict=True):
        assert (two - one)[met] == pytest.approx(np.full(met.sum(), back), abs=1e-6)


@given(bodies, places)
def test_a_point_inside_is_within_the_extent(body: Body, place: Vector) -> None:
    low, high = body.extent
    if body.beyond(place) <= 0:
        assert (low - 1e-9 <= place).all()
        assert (place <= high + 1e-9).all()


@pytest.mark.parametrize(
    ("body", "low", "high"),
    [
        (CYLINDER, (-1, -1, -2), (1, 1, 2)),
        (CONE, (-2, -2, 0), (2, 2, 2)),
        (BALL, (-0.5, 0.5, 1.5), (2.5, 3.5, 4.5)),
        (BRICK, (-1, -2, -3), (1, 2, 3)),
        (Frustum((0, 0, 0), (3, 4, 0), (1.0, 1.0)), (-0.8, -0.6, -1), (3.8, 4.6, 1)),
    ],
)
def test_extents_are_tight(body: Body, low: Vector, high: Vector) -> None:
    assert body.extent[0] == pytest.approx(low)
    assert body.extent[1] == pytest.approx(high)


@pytest.mark.parametrize(
    ("body", "place", "away"),
    [
        (CYLINDER, (3, 0, 0), 2),
        (CYLINDER, (0, 0, 2.5), 0.5),
        (CYLINDER, (0.9, 0, 0), -0.1),
        (CONE, (2, 0, 1), 0.5 * np.cos(np.arctan(0.5))),
        (BALL, (1, 2, 6), 1.5),
        (BRICK, (0, 0, 3.25), 0.25),
        (BRICK, (0, 0, 0), -1),
    ],
)
def test_how_far_off_the_hull_a_point_is(body: Body, place: Vector, away: float) -> None:
    assert body.beyond(place) == pytest.approx(away)
