"""The check of shots that must match others: known, in the same set, by the same window, in the same light, no ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cupola.places import Station
from cupola.production.breakdownform import SceneForm
from cupola.production.build import Reporter
from cupola.production.check import find_ring
from cupola.production.model import Set
from cupola.production.scene import Scene, Shot
from cupola.tree import Steps


def check_matches(
    forms: Sequence[SceneForm],
    scenes: Sequence[Scene],
    sets: Mapping[str, Set],
    station: Station | None,
    report: Reporter,
) -> None:
    """Find shots whose light cannot be asked to match that of the shot that they name.

    Parameters
    ----------
    forms : sequence of SceneForm
        The scenes as written.
    scenes : sequence of Scene
        The same, made; a shot with a fault of its own is missing.
    sets : mapping of str to Set
        The sets.
    station : Station or None
        Whose windows light them.
    report : Reporter
        Takes the faults (E419).
    """
    shots = {shot.id: shot for scene in scenes for shot in scene.shots}
    names = [shot.shot for form in forms for shot in form.shots]
    places = {
        shot.shot: ("scenes", k, "shots", j, "match")
        for k, form in enumerate(forms)
        for j, shot in enumerate(form.shots)
        if shot.match is not None
    }
    wanted = {shot.shot: shot.match for form in forms for shot in form.shots if shot.match is not None}
    for key, like in wanted.items():
        if not report.known(like, names, "E419", f"shot {key}: the shot to match", places[key]):
            continue
        if key == like:
            report.add("E419", f"shot {key} is to match itself", places[key], "name another shot")
        elif key in shots and like in shots:
            _check_pair(shots[key], shots[like], sets, station, report, places[key])
    _check_ring(wanted, places, report)


def _check_pair(
    shot: Shot, like: Shot, sets: Mapping[str, Set], station: Station | None, report: Reporter, place: Steps
) -> None:
    who, where = f"shot {shot.id}", sets[shot.set]
    lit = station is not None and any(w.module == where.module for w in station.windows.values())
    if shot.set != like.set:
        text = f"{who} is made in {where.name}, {like.id} in {sets[like.set].name}: their light does not compare"
        report.add("E419", text, place, "match a shot of the same set")
    elif where.location is not None:
        text = f"{who} is made on the ground, where light comes again only from day to day"
        report.add("E419", text, place, "take it out; ask for the same light in both shots")
    elif not lit:
        report.add("E419", f"{who}: {where.name} has no window, its light is always alike", place, "take it out")
    elif shot.need.window and like.need.window and shot.need.window != like.need.window:
        text = f"{who} is lit through {shot.need.window}, {like.id} through {like.need.window}"
        report.add("E419", text, place, "match a shot through the same window")
    elif shot.need.light != like.need.light and "any" not in (shot.need.light, like.need.light):
        text = f"{who} needs {shot.need.light}, {like.id} needs {like.need.light}: the two never match"
        report.add("E419", text, place, "ask for the same light in both, or for any in one")


def _check_ring(wanted: Mapping[str, str], places: Mapping[str, Steps], report: Reporter) -> None:
    ring = find_ring({key: [like] for key, like in wanted.items() if key != like})
    if ring:
        words = " matches ".join([*ring, ring[0]])
        report.add("E419", f"the matches go in a ring: {words}", places[ring[0]], "take one out")
