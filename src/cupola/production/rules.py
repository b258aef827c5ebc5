"""The rules of the shoot as one value."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cupola.light.likeness import Tolerance


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the shoot; every one is a setting of the production document.

    Attributes
    ----------
    day_load : tuple of float
        Part of the daily film limit that may be used on the first, second … day aboard; the last holds on.
    time_factor : tuple of float
        By how much set-ups and resets of novices take longer on the first, second … day aboard; the last holds on.
    pass_gap : float
        Longest pause, in seconds, between takes of one set-up in successive passes.
    rest_between : float
        Least time, in seconds, between two shots that share a person.
    set_change, rig_change : float
        Seconds that who carries the set-up needs from one set to another, and to another rig in the same set.
    look_change : float
        Seconds that a change of look takes, of those who say nothing else.
    company_move, road_speed : float
        A move from one location on the ground to another takes so many seconds, and the way at so many km/h.
    moves_per_day : int or None
        How often anybody moves on a day; None for no such rule.
    rigging : float
        Seconds of their time that coming to a set costs each of those who rig it.
    handles : float
        Seconds recorded before and after each take.
    weights : tuple of (int, int)
        Value of a second of screen time by priority.
    like_light : float
        By how many seconds, at most, the passes of one set-up may begin at unlike places of their revolutions.
    light_slack : float
        How many standard deviations of the orbit's timing error lie between a take and the ends of its light.
    restore_by : float
        When what was moved is back in its place each day, in seconds after midnight on the crew's clock.
    match_turn, match_stops, match_mired, match_ground : float
        How unlike light may be that cuts together: see `light.match.Tolerance`.
    """

    day_load: tuple[float, ...]
    time_factor: tuple[float, ...]
    pass_gap: float
    rest_between: float
    handles: float
    weights: tuple[tuple[int, int], ...]
    like_light: float
    light_slack: float
    match_turn: float
    match_stops: float
    match_mired: float
    match_ground: float
    restore_by: float = 68_400.0
    rigging: float = 0.0
    set_change: float = 0.0
    rig_change: float = 0.0
    look_change: float = 0.0
    company_move: float = 0.0
    road_speed: float = math.inf
    moves_per_day: int | None = None

    @property
    def tolerance(self) -> Tolerance:
        """How unlike light may be that cuts together."""
        return Tolerance(self.match_turn, self.match_stops, self.match_mired, self.match_ground)
