"""The two dresses of a picture: for white paper, and for a dark screen.

Phases differ in lightness before they differ in hue (sun light, eclipse dark), and sunrise and sunset are marks of
different shape: a picture can be read in grey and by colour-blind eyes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cupola.errors import DocumentError, Message, closest


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture.

    Attributes
    ----------
    ink, soft, hair : str
        Text and rules, from strong to faint.
    ground : str
        The page.
    sun, eclipse, sunrise, sunset : str
        The light phases.
    direct : str
        Direct sun through a window.
    film : str
        Planned set-ups and takes.
    alarm : str
        What stops filming.
    earth : str
        The light of the Earth's day side.
    sea, land, coast, night : str
        The map, and the shade of night on it.
    """

    name: str
    ink: str
    soft: str
    hair: str
    ground: str
    sun: str
    eclipse: str
    sunrise: str
    sunset: str
    direct: str
    film: str
    alarm: str
    earth: str
    sea: str
    land: str
    coast: str
    night: str


PAPER: Final = Theme(
    name="paper",
    ink="#15181e",
    soft="#555d69",
    hair="#c6cbd3",
    ground="#ffffff",
    sun="#fdebb8",
    eclipse="#18233f",
    sunrise="#e8701a",
    sunset="#b3304a",
    direct="#e5a100",
    film="#0b7a75",
    alarm="#a1261a",
    earth="#2f6fb0",
    sea="#f1f4f8",
    land="#d5d3c6",
    coast="#9a988a",
    night="#6f7f9f",
)

DARK: Final = Theme(
    name="dark",
    ink="#eef0f4",
    soft="#a4adba",
    hair="#3a4352",
    ground="#0f131a",
    sun="#e3cf98",
    eclipse="#2a3860",
    sunrise="#ff9a4d",
    sunset="#ff7089",
    direct="#ffc53d",
    film="#4fd1c5",
    alarm="#ff8a7a",
    earth="#7fb6f0",
    sea="#18202b",
    land="#3d4348",
    coast="#6b7278",
    night="#04060a",
)

THEMES: Final[Mapping[str, Theme]] = MappingProxyType({theme.name: theme for theme in (PAPER, DARK)})
"""The dresses by their names."""


def theme_of(name: str) -> Theme:
    """Give a theme by its name.

    Raises
    ------
    DocumentError
        E612: there is none of that name.
    """
    if name not in THEMES:
        hint = closest(name, THEMES) or f"use one of {', '.join(THEMES)}"
        raise DocumentError(Message("E612", f'pictures have no theme "{name[:40]}"', hint=hint))
    return THEMES[name]
