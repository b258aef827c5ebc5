"""The two dresses of a picture can be read: by contrast, in grey, and by colour-blind eyes."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest

from cupola.errors import DocumentError
from cupola.publish.charts import DARK, PAPER, THEMES, Theme, theme_of

# Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1.0; on linear RGB
DEUTERANOPE = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
PROTANOPE = np.array(
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
)
BOTH = pytest.mark.parametrize("theme", [PAPER, DARK], ids=lambda theme: theme.name)


def linear(colour: str) -> np.ndarray:
    """Give the linear RGB of `#rrggbb` (IEC 61966-2-1)."""
    parts = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(rgb: np.ndarray) -> float:
    """Give the relative luminance of linear RGB."""
    return float(rgb @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: float, two: float) -> float:
    """Give the contrast ratio of WCAG 2 of two luminances."""
    low, high = sorted((one, two))
    return (high + 0.05) / (low + 0.05)


def test_a_theme_is_found_by_its_name() -> None:
    assert (theme_of("paper"), theme_of("dark")) == (PAPER, DARK)
    assert list(THEMES) == ["paper", "dark"]


def test_an_unknown_theme_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DocumentError, match='E612 pictures have no theme "drak"') as caught:
        theme_of("drak")
    assert caught.value.messages[0].hint == 'Did you mean "dark"?'
    with pytest.raises(DocumentError, match="hint: use one of paper, dark"):
        theme_of("x" * 100)


@BOTH
def test_every_colour_is_written_in_six_figures(theme: Theme) -> None:
    for field in fields(theme):
        if field.name != "name":
            assert re.fullmatch(r"#[0-9a-f]{6}", getattr(theme, field.name)), field.name


@BOTH
def test_text_stands_out_from_the_ground_as_wcag_asks(theme: Theme) -> None:
    ground = luminance(linear(theme.ground))
    assert contrast(luminance(linear(theme.ink)), ground) >= 7
    assert contrast(luminance(linear(theme.soft)), ground) >= 4.5


@BOTH
def test_marks_and_curves_stand_out_from_the_ground(theme: Theme) -> None:
    ground = luminance(linear(theme.ground))
    for name in ("sunrise", "sunset", "film", "alarm", "earth"):
        assert contrast(luminance(linear(getattr(theme, name))), ground) >= 3, name
    assert contrast(luminance(linear(theme.direct)), ground) >= 2


@BOTH
def test_sun_and_eclipse_differ_in_lightness_alone(theme: Theme) -> None:
    sun, eclipse = (luminance(linear(colour)) for colour in (theme.sun, theme.eclipse))
    assert sun > eclipse
    assert contrast(sun, eclipse) >= 6


@BOTH
def test_eclipse_differs_from_the_ground(theme: Theme) -> None:
    assert contrast(luminance(linear(theme.eclipse)), luminance(linear(theme.ground))) >= 1.5


@BOTH
@pytest.mark.parametrize("eye", [DEUTERANOPE, PROTANOPE], ids=["deuteranope", "protanope"])
def test_colours_that_mean_different_things_differ_for_colour_blind_eyes(theme: Theme, eye: np.ndarray) -> None:
    names = ("sun", "eclipse", "direct", "film", "earth")
    seen = {name: np.clip(eye @ linear(getattr(theme, name)), 0, 1) ** (1 / 2.2) for name in names}
    for one, two in combinations(names, 2):
        assert np.abs(seen[one] - seen[two]).max() > 0.12, f"{one} and {two}"
