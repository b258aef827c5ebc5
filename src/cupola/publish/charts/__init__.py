"""Pictures of the light: the shoot's light chart, the day chart of a window, the ground track; as SVG and PNG."""

from cupola.publish.charts.day import day_chart
from cupola.publish.charts.sheet import Sheet
from cupola.publish.charts.shoot import shoot_chart
from cupola.publish.charts.subject import Mark, Subject
from cupola.publish.charts.theme import DARK, PAPER, THEMES, Theme, theme_of
from cupola.publish.charts.track import track_chart

__all__ = [
    "DARK",
    "PAPER",
    "THEMES",
    "Mark",
    "Sheet",
    "Subject",
    "Theme",
    "day_chart",
    "shoot_chart",
    "theme_of",
    "track_chart",
]
