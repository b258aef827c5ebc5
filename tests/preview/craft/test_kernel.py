"""The frame of a window, pixel by pixel, against a lens that is sampled ray by ray."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.light.lens import Framing
from cupola.places import Window, load_station
from cupola.preview.craft import kernel
from cupola.preview.craft.glass import passed
from cupola.preview.craft.kernel import frame
from cupola.preview.craft.opening import openings, panes, room_windows

Floats = NDArray[np.float64]

TANGENTS = np.array([0.6, 0.6])
SIDE = 60
DOWN = (0.0, 0.0, 1.0)


def window(
    shape: str, size: tuple[float, ...], normal: tuple[float, float, float] = DOWN, clear: float = 1.0
) -> Window:
    return Window("w", "M", "a window", (0.0, 0.0, 0.0), normal, shape, size, clear, 0.8, 60.0, "", "high", "")


ROUND, SQUARE = window("round", (0.4,)), window("rectangle", (0.5, 0.3))
ROUNDED = window("rounded", (0.5, 0.35, 0.1))
TRAPEZOID = window("trapezoid", (0.6, 0.3, 0.4))


def shown(
    panes_of: list[Window], camera: tuple[float, float, float], axis: tuple[float, float, float] = DOWN,
    pupil: float = 0.0, depth: float = 0.0, side: int = SIDE, light: float = 100.0, wall: float = 7.0,
    even: bool = True,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Give the green of the picture, and the share of it that looks out."""
    framing = Framing.of(axis)
    rows = openings(panes_of, np.array(camera), np.stack([framing.axis, framing.right, framing.up]))
    rows[:, kernel.WALL : kernel.SUN] = wall
    picture, through = np.full((side, side, 3), light, np.float32), np.empty((side, side), np.float32)
    glass = np.zeros((2, len(panes_of), 256))
    glass[0] = 0.8
    frame(picture, through, rows, glass if even else panes(panes_of), TANGENTS, np.array([pupil, depth, 0.0, 0.0]))
    return picture[..., 1].astype(float), through.astype(float)


def sampled(one: Window, camera: tuple[float, float, float], pupil: float, side: int = SIDE) -> Floats:
    """Give the share of the pupil's rays that pass the glass, by many rays of each pixel: square to it."""
    rng = np.random.default_rng(1)
    spots = rng.normal(size=(4000, 2))
    spots *= pupil * np.sqrt(rng.random((4000, 1))) / np.linalg.norm(spots, axis=1, keepdims=True)
    spots += 0.5 * (rng.random((4000, 2)) - 0.5) * 2 * (2 * TANGENTS[0] / side) * camera[2] * -1
    found = np.empty((side, side))
    middle = ((np.arange(side) + 0.5) / side * 2 - 1) * TANGENTS[0] * -camera[2]
    framing = Framing.of(one.normal)
    start = np.array([np.array(camera) @ framing.right, np.array(camera) @ framing.up])
    for row in range(side):
        for column in range(side):
            x, y = (start + np.array([middle[column], -middle[row]]) + spots).T
            if one.shape == "round":
                inside = np.hypot(x, y) < one.size[0] / 2
            elif one.shape == "rounded":
                core = [
                    np.maximum(np.abs(of) - size / 2 + one.size[2], 0.0)
                    for of, size in ((x, one.size[0]), (y, one.size[1]))
                ]
                inside = np.hypot(*core) < one.size[2]
            elif one.shape == "rectangle":
                inside = (np.abs(x) < one.size[0] / 2) & (np.abs(y) < one.size[1] / 2)
            else:
                top, bottom, high = one.size
                half = (bottom + (top - bottom) * (y / high + 0.5)) / 2
                inside = (np.abs(y) < high / 2) & (np.abs(x) < half)
            found[row, column] = inside.mean()
    return found


@pytest.mark.parametrize("one", [ROUND, SQUARE, ROUNDED, TRAPEZOID], ids=lambda one: str(one.shape))
def test_a_soft_edge_is_what_a_pupil_sampled_by_thousands_of_rays_gives(one: Window) -> None:
    """Within 5 % of full at straight and round edges, 7 % in sharp corners, and 0.5 % on the mean."""
    camera = (0.02, -0.03, -0.5)
    through = shown([one], camera, pupil=0.02, side=24)[1] / 0.8
    wanted = sampled(one, camera, 0.02, side=24)
    assert np.abs(through - wanted).max() < (0.07 if one is TRAPEZOID else 0.05)
    assert through.mean() == pytest.approx(wanted.mean(), abs=0.005)


def test_the_picture_of_a_round_window_is_as_large_as_geometry_has_it() -> None:
    """0.4 m wide at 1 m, in a picture 1.2 m wide there."""
    through = shown([ROUND], (0.0, 0.0, -1.0), side=200)[1]
    assert (through > 0.4).mean() == pytest.approx(np.pi * 0.2**2 / 1.2**2, rel=0.01)


def test_looked_at_aslant_a_window_is_narrower_by_the_cosine() -> None:
    """From 2 m away and 60 deg aside, with the lens on its middle."""
    axis = (0.0, float(np.sin(np.pi / 3)), 0.5)
    place = (0.0, -2.0 * axis[1], -1.0)
    across = shown([window("round", (0.3,))], place, axis, side=300)[1] > 0.01
    rows, columns = np.flatnonzero(across.any(axis=1)), np.flatnonzero(across.any(axis=0))
    wide, narrow = max(np.ptp(rows), np.ptp(columns)), min(np.ptp(rows), np.ptp(columns))
    assert narrow / wide == pytest.approx(0.5, abs=0.07)


def test_outside_light_is_dimmed_by_the_glass_and_the_wall_shines_by_itself() -> None:
    picture, through = shown([ROUND], (0.0, 0.0, -0.5))
    assert picture[SIDE // 2, SIDE // 2] == pytest.approx(80.0, abs=0.5)
    assert through[SIDE // 2, SIDE // 2] == pytest.approx(0.8, abs=0.005)
    assert picture[1, 1] == pytest.approx(7.0) and through[1, 1] == 0.0


def test_at_a_slant_the_glass_passes_less_and_mirrors_the_room() -> None:
    wide = window("rectangle", (5.0, 5.0))
    picture, through = shown([wide], (0.0, 0.0, -0.5), even=False, light=0.0)
    cosine = 1.0 / np.sqrt(1.0 + 2 * (TANGENTS[0] * (1 - 1 / SIDE)) ** 2)
    assert through[0, 0] == pytest.approx(0.8 * passed(cosine) / passed(1.0), abs=2e-3)
    assert picture.max() == 0.0  # the room that it mirrors is dark


def test_a_wider_pupil_makes_a_softer_edge_and_keeps_the_light() -> None:
    sharp, soft = (shown([ROUND], (0.0, 0.0, -0.8), pupil=radius, side=150)[1] for radius in (0.0, 0.03))
    assert soft.sum() == pytest.approx(sharp.sum(), rel=0.02)
    between = [((one > 0.05) & (one < 0.7)).sum() for one in (sharp, soft)]
    assert between[1] > 5 * between[0]


def test_a_deep_frame_hides_what_lies_aside() -> None:
    """A tube 20 cm deep and 40 cm wide: from 30 cm aside its lip cuts a lens out of the glass (two circles' common)."""
    flat, deep = (shown([ROUND], (0.0, 0.0, -1.0), depth=depth)[1].sum() for depth in (0.0, 0.2))
    assert deep == pytest.approx(flat, rel=0.01)
    flat, deep = (shown([ROUND], (0.3, 0.0, -0.9), depth=depth, side=200)[1].sum() for depth in (0.0, 0.2))
    r, wide, apart = 0.2, 0.2 * 0.9 / 0.7, 0.3 * 0.9 / 0.7 - 0.3
    one = np.arccos((apart**2 + r**2 - wide**2) / (2 * apart * r))
    two = np.arccos((apart**2 + wide**2 - r**2) / (2 * apart * wide))
    common = r**2 * (one - np.sin(2 * one) / 2) + wide**2 * (two - np.sin(2 * two) / 2)
    assert deep / flat == pytest.approx(common / (np.pi * r**2), abs=0.01)


def test_a_camera_at_the_glass_sees_no_frame() -> None:
    through = shown([ROUND], (0.0, 0.0, -0.02), depth=0.1)[1]
    assert (through > 0.6).all()


def test_two_windows_side_by_side_are_seen_past_each_other() -> None:
    two = Window("v", "M", "", (0.5, 0.0, 0.0), DOWN, "round", (0.4,), 1.0, 0.8, 60.0, "", "high", "")
    one, both = (shown(panes_of, (0.0, 0.0, -1.0))[1].sum() for panes_of in ([ROUND], [ROUND, two]))
    assert both > 1.7 * one


def test_a_window_behind_the_camera_is_not_seen() -> None:
    up = window("round", (5.0,), (0.0, 0.0, -1.0))
    assert shown([up], (0.0, 0.0, 0.5))[1].max() == 0.0


def test_the_picture_of_a_mirrored_window_is_mirrored() -> None:
    """A trapezoid is alike on its left and on its right."""
    through = shown([TRAPEZOID], (0.0, 0.0, -0.7), pupil=0.01)[1]
    assert through == pytest.approx(through[:, ::-1], abs=1e-5)
    assert np.abs(through - through[::-1]).max() > 0.5


def test_a_picture_by_tiles_is_the_one_pixel_by_pixel() -> None:
    """The Cupola from its middle, with a lens so wide that all seven panes are in it."""
    iss = load_station("iss")
    windows = room_windows(iss, iss.window("cupola.top"))
    framing = Framing.of(windows[0].normal)
    axes = np.stack([framing.axis, framing.right, framing.up])
    rows = openings(windows, np.array(windows[0].at) - 1.2 * framing.axis, axes)
    rows[:, kernel.WALL :] = np.random.default_rng(1).random((7, kernel.COUNT - kernel.WALL)) * 100.0
    size, tangents, sizes = (135, 240), np.array([1.2, 0.675]), np.array([0.002, 0.11, 0.04, 0.05])
    glass = panes(windows)
    tiled, whole = (np.full((*size, 3), 3000.0, np.float32) for _ in range(2))
    through, wholly = (np.empty(size, np.float32) for _ in range(2))
    frame(tiled, through, rows, glass, tangents, sizes)
    kernel._mix(whole, wholly, (0, 0, *size), np.arange(7), 7, rows, glass, tangents, sizes)
    assert tiled == pytest.approx(whole, rel=2e-4)  # in tiles of glass alone, glass is read between their sides
    assert through == pytest.approx(wholly, abs=1e-4)


def test_glass_is_never_hidden_by_the_frame_of_the_window_beside_it() -> None:
    """Two windows so near that their frames would overlap: each is as open as alone."""
    two = Window("v", "M", "", (0.42, 0.0, 0.0), DOWN, "round", (0.4,), 1.0, 0.8, 60.0, "", "high", "")
    framing = Framing.of(DOWN)
    found = []
    for windows in ([ROUND, two], [ROUND], [two]):
        rows = openings(windows, np.array([0.2, 0.0, -1.0]), np.stack([framing.axis, framing.right, framing.up]))
        picture, through = np.full((SIDE, SIDE, 3), 100.0, np.float32), np.empty((SIDE, SIDE), np.float32)
        frame(picture, through, rows, panes(windows), TANGENTS, np.array([0.0, 0.0, 0.0, 0.1]))
        found.append(through)
    assert found[0] == pytest.approx(found[1] + found[2], abs=1e-5)
    assert found[1].sum() > 0.0 and found[2].sum() > 0.0
