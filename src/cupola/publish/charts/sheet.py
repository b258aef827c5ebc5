"""A sheet of A4 across: a place to draw in millimetres from the upper left corner, with the house's head and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cupola.publish.charts.theme import Theme
from cupola.publish.record import printable

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

WIDTH: Final = 297.0
HEIGHT: Final = 210.0
MARGIN: Final = 12.0
SMALL: Final = 7.0
"""The least size of type, in points."""

_INCH: Final = 25.4
_DOTS_PER_INCH: Final = 200
_FINE: Final = 100.0  # points at which letters are measured
_LETTERS: Final = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
_STAND_INS: Final = f"'{_LETTERS}', Verdana, sans-serif"
_SETTINGS: Final[Any] = MappingProxyType(
    {
        "font.family": [_LETTERS],
        "font.size": SMALL,
        "svg.fonttype": "none",  # text stays text: it can be searched, and read aloud
        "svg.hashsalt": "cupola",
        "axes.linewidth": 0.5,
        "hatch.linewidth": 0.5,
        "path.simplify": False,
        "xtick.major.width": 0.5,
        "ytick.major.width": 0.5,
        "xtick.major.size": 2.0,
        "ytick.major.size": 2.0,
        "xtick.major.pad": 1.5,
        "ytick.major.pad": 1.5,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "axes.unicode_minus": True,
    }
)


_PATH: Final = re.compile(r' d="[^"]*"')
_NUMBER: Final = re.compile(r"-?\d+\.\d{4,}")


def _rounded(number: re.Match[str]) -> str:
    """Round a coordinate to a thousandth of a point: less than a wavelength of light on paper."""
    return f"{float(number[0]):.3f}"


@lru_cache(maxsize=4096)
def _width(text: str, weight: str) -> float:
    """Give the width of a text in letters of one point, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    if not text.strip():
        return 0.0
    letters = FontProperties(family=_LETTERS, weight=weight)
    # the corners of the curves, not the curves: ten times as fast, and never too little
    return float(TextPath((0, 0), text, size=_FINE, prop=letters).vertices[:, 0].max()) / _FINE


@contextmanager
def settings() -> Iterator[None]:
    """Draw as the house draws, whatever a user's matplotlibrc says; afterwards all is as it was."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


class Sheet:
    """A picture while it is drawn, and when it is done.

    Parameters
    ----------
    theme : Theme
        Its colours.
    title : str
        What the file calls itself.
    """

    def __init__(self, theme: Theme, title: str) -> None:
        from matplotlib.figure import Figure

        self.theme, self._title = theme, printable(title)
        self.figure = Figure(figsize=(WIDTH / _INCH, HEIGHT / _INCH), facecolor=theme.ground)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Give bare axes in a place of the sheet, in mm; their y axis points up, as usual."""
        place = (left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT)
        axes = self.figure.add_axes(place, facecolor="none")
        axes.set(xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.tick_params(colors=self.theme.soft, labelcolor=self.theme.soft)
        return axes

    def text(self, x: float, y: float, text: str, size: float = SMALL, **style: Any) -> None:
        """Write a line with its baseline at a place in mm. Style is matplotlib's; ink by default."""
        style.setdefault("color", self.theme.ink)
        style.setdefault("va", "baseline")
        written = self.figure.text(x / WIDTH, 1 - y / HEIGHT, printable(text), fontsize=size, **style)
        written.set_parse_math(False)

    def width(self, text: str, size: float = SMALL, weight: str = "normal") -> float:
        """Give how wide a text would be, in mm."""
        return _width(printable(text), weight) * size / 72 * _INCH

    def rule(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """Draw a line through places in mm."""
        from matplotlib.lines import Line2D

        style.setdefault("color", self.theme.ink)
        style.setdefault("linewidth", 0.5)
        across, down = [x / WIDTH for x in xs], [1 - y / HEIGHT for y in ys]
        self._add(Line2D(across, down, **style))

    def patch(self, left: float, top: float, width: float, height: float, **style: Any) -> None:
        """Draw a rectangle at a place in mm."""
        from matplotlib.patches import Rectangle

        corner = (left / WIDTH, 1 - (top + height) / HEIGHT)
        style.setdefault("linewidth", 0.0)
        self._add(Rectangle(corner, width / WIDTH, height / HEIGHT, **style))

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self.figure.transFigure)
        self.figure.add_artist(artist)

    def head(self, over: str, title: str, facts: Sequence[str]) -> None:
        """Write the head: a small line, the title, and up to two lines of facts at the right, the first strong."""
        right = WIDTH - MARGIN
        self.text(MARGIN, 13.5, over.upper(), color=self.theme.soft)
        self.text(MARGIN, 21.5, title, 20, weight="bold")
        for index, fact in enumerate(facts[:2]):
            weight, color = ("bold", self.theme.ink) if index == 0 else ("normal", self.theme.soft)
            self.text(right, 15.7 + 5.2 * index, fact, 9 - index, ha="right", weight=weight, color=color)
        self.rule([MARGIN, right], [24.5, 24.5], linewidth=1.4)

    def foot(self, remark: str) -> None:
        """Write the foot: what was taken as what."""
        self.rule([MARGIN, WIDTH - MARGIN], [201.0, 201.0], color=self.theme.hair)
        self.text(MARGIN, 204.7, remark, color=self.theme.soft)

    def svg(self) -> bytes:
        """Give the picture as SVG; the same picture, the same bytes."""
        written = self._saved("svg", {"Title": self._title, "Creator": "Cupola", "Date": None}).decode()
        shorter = _PATH.sub(lambda path: _NUMBER.sub(_rounded, path[0]), written)
        return shorter.replace(f"'{_LETTERS}'", _STAND_INS).encode()

    def png(self) -> bytes:
        """Give the picture as PNG, 200 dots an inch: 2338 by 1653; the same picture, the same bytes."""
        return self._saved("png", {"Title": self._title, "Software": None})

    def _saved(self, form: str, metadata: dict[str, str | None]) -> bytes:
        written = BytesIO()
        with settings():
            self.figure.savefig(
                written, format=form, dpi=_DOTS_PER_INCH, metadata=metadata, facecolor=self.theme.ground
            )
        return written.getvalue()
