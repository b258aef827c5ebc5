"""The ground track: a map for each revolution, with day and night on the ground, sunrises, sunsets and landmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cupola.clock import Span
from cupola.errors import DocumentError, Message
from cupola.light import Almanac
from cupola.light.track import Revolution, ground_track
from cupola.publish.charts.legend import Key, legend
from cupola.publish.charts.map import NORTH, ROUND, SOUTH, Map
from cupola.publish.charts.sheet import MARGIN, SMALL, WIDTH, Sheet, settings
from cupola.publish.charts.subject import Subject
from cupola.publish.charts.theme import PAPER, Theme
from cupola.units import counted

_TOP: Final = 28.0
_BOTTOM: Final = 192.5
_GAP: Final = 5.0
_CAPTION: Final = 7.0
_LINE: Final = 3.5
_LINES: Final = 2  # of landmarks below a small map
_LIST: Final = 5  # columns of landmarks below a single map
_MOST: Final = 20
"""Revolutions on a sheet."""
_COLUMNS: Final = ((1, 1), (4, 2), (9, 3), (_MOST, 4))


def track_chart(almanac: Almanac, subject: Subject, theme: Theme = PAPER) -> Sheet:
    """Draw the ground track of an almanac's span, from a part of a revolution to a day and a little more.

    A single revolution is shown large, with the times along the track and the names of what is in sight; several are
    shown as one small map each, since the night moves round the Earth while they are flown.

    Raises
    ------
    DocumentError
        The span has more revolutions than a sheet has room for (E611).
    """
    if almanac.span.length > _MOST * almanac.orbit.revolution:
        text = f"a ground track of more than {_MOST} revolutions has no room on a sheet"
        raise DocumentError(Message("E611", text, hint="ask for one day, or for less with --from and --to"))
    track = ground_track(almanac)
    with settings():
        sheet = Sheet(theme, f"{subject.title}: ground track")
        sheet.head(f"Ground track · {subject.dates(almanac.span)}", subject.title, _facts(track, subject))
        place = _Place.among(len(track))
        for index, revolution in enumerate(track):
            place.map(sheet, index).draw(revolution, index + 1, subject)
            _in_sight(sheet, place, index, revolution, subject)
        _key(sheet, almanac.limits.landmark_elevation)
    return sheet


def _facts(track: Sequence[Revolution], subject: Subject) -> list[str]:
    times = f"{subject.times(Span(track[0].span.start, track[-1].span.stop))} {subject.clock}"
    rises = counted(sum(len(revolution.sunrises) for revolution in track), "sunrise")
    sets = counted(sum(len(revolution.sunsets) for revolution in track), "sunset")
    return [f"{times}   ·   {counted(len(track), 'revolution')}", f"{rises} and {sets} at the station"]


@dataclass(frozen=True, slots=True)
class _Place:
    """How maps share a sheet: columns, width and height of one in mm, and how far down the next row is."""

    columns: int
    width: float
    height: float
    down: float

    @classmethod
    def among(cls, count: int) -> _Place:
        """Give as much room to each of so many maps as there is."""
        columns = next(columns for most, columns in _COLUMNS if count <= most)
        down = (_BOTTOM - _TOP) / -(-count // columns)
        room = (WIDTH - 2 * MARGIN - (columns - 1) * _GAP) / columns
        width = min(room, (down - _CAPTION - 2 * _LINE) * ROUND / (NORTH - SOUTH))
        return cls(columns, width, width * (NORTH - SOUTH) / ROUND, down)

    @property
    def single(self) -> bool:
        """Whether there is one map, with room for names and times."""
        return self.columns == 1

    def map(self, sheet: Sheet, index: int) -> Map:
        """Give the place of a map."""
        row, column = divmod(index, self.columns)
        left, top = MARGIN + column * (self.width + _GAP), _TOP + row * self.down + _CAPTION
        return Map(sheet, left, top, self.width, self.height, roomy=self.single)


def _in_sight(sheet: Sheet, place: _Place, index: int, revolution: Revolution, subject: Subject) -> None:
    """List the landmarks below a map: in columns with their times, or as many as two lines hold."""
    there = place.map(sheet, index)
    top = there.top + there.height + _LINE + 0.6
    if place.single:
        _columns(sheet, top + 1.5, revolution, subject)
        return
    names: list[tuple[float, str]] = []
    for landmark, span in revolution.overhead:
        more = sorted([*names, (span.start, landmark.name)])
        if len(_wrapped(sheet, [name for _, name in more], place.width)) > _LINES:
            break
        names = more
    for k, line in enumerate(_wrapped(sheet, [name for _, name in names], place.width)):
        sheet.text(there.left, top + k * (_LINE - 0.4), line, color=sheet.theme.soft)


def _wrapped(sheet: Sheet, names: Sequence[str], width: float) -> list[str]:
    """Join names by commas in lines of a width in mm."""
    lines: list[list[str]] = []
    room = 0.0
    for name in names:
        wide = sheet.width(f"{name}, ")
        if not lines or wide > room:
            lines.append([])
            room = width
        lines[-1].append(name)
        room -= wide + sheet.width("x") / 2  # for the blank, which has a width of its own only between letters
    return [", ".join(line) for line in lines]


def _columns(sheet: Sheet, top: float, revolution: Revolution, subject: Subject) -> None:
    """Write when each landmark is in sight, the longest in sight if there are too many, in order of time."""
    rows = int((_BOTTOM - top) // _LINE) + 1
    chosen = sorted(revolution.overhead[: rows * _LIST], key=lambda pair: pair[1].start)
    wide = (WIDTH - 2 * MARGIN) / _LIST
    for index, (landmark, span) in enumerate(chosen):
        column, row = divmod(index, rows)
        x, y = MARGIN + column * wide, top + row * _LINE
        sheet.text(x, y, subject.times(span), SMALL, color=sheet.theme.soft)
        sheet.text(x + 19, y, landmark.name, SMALL)


def _key(sheet: Sheet, high: float) -> None:
    theme = sheet.theme
    keys = [
        Key("station in sunlight", "line", theme.direct),
        Key("in eclipse", "dashes", theme.ink),
        Key("sunrise at the station", "rise", theme.sunrise),
        Key("sunset", "set", theme.sunset),
        Key("ground at night, at the middle of the revolution", "shade", theme.night),
        Key("the Sun in the zenith", "dot", theme.direct),
    ]
    legend(sheet, MARGIN, 198.5, WIDTH - MARGIN, keys)
    sight = f"landmarks in whose sky the station stands {high:g}° high or more"
    sheet.foot(f"{sight}; land: NOAA GLOBE, public domain, without lakes")
