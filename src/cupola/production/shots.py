"""From the breakdown's forms to scenes and shots: every reference looked up, every fault kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cupola.light import LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS, Need
from cupola.light.ground import GROUND_WORDS
from cupola.places import Station
from cupola.places.landmarks import point
from cupola.production.aloft import check_gravity, check_panes
from cupola.production.breakdownform import SceneForm, ShotForm
from cupola.production.build import Reporter
from cupola.production.continuity import check_looks, looks_in
from cupola.production.document import ProductionForm
from cupola.production.fields import NO_CAMERA
from cupola.production.linked import check_link
from cupola.production.model import Camera, Gear, Set
from cupola.production.person import Person
from cupola.production.rules import Rules
from cupola.production.scene import Scene, Shot
from cupola.script import Scene as ScriptScene
from cupola.tree import Steps

_SECONDS_AN_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Aboard:
    """What shots refer to. People and sets that have faults of their own are declared in `form`, and missing here."""

    form: ProductionForm
    people: dict[str, Person]
    sets: dict[str, Set]
    cameras: dict[str, Camera]
    gear: dict[str, Gear]
    rules: Rules
    station: Station | None


class Breakdown:
    """Makes scenes and shots of a breakdown's forms.

    Parameters
    ----------
    forms : sequence of SceneForm
        The scenes as written.
    script : sequence of Scene
        The scenes of the screenplay.
    aboard : Aboard
        What shots refer to.
    report : Reporter
        Takes the faults.
    """

    def __init__(
        self, forms: Sequence[SceneForm], script: Sequence[ScriptScene], aboard: Aboard, report: Reporter
    ) -> None:
        self._forms, self._aboard, self._report = forms, aboard, report
        self._unit = aboard.form.unit or "flight"
        self._script = {scene.number: scene for scene in script}
        self._numbers = [form.scene for form in forms]
        self._scene_of = {shot.shot: form.scene for form in forms for shot in form.shots}

    def scenes(self) -> tuple[Scene, ...]:
        """Give the scenes; what is faulty is left out and reported."""
        self._check_once()
        return tuple(self._scene(form, ("scenes", index)) for index, form in enumerate(self._forms))

    def shot(self, scene: SceneForm, form: ShotForm, path: Steps) -> Shot | None:
        """Give a shot that does not stand in the breakdown; None with its faults reported at a path."""
        return self._shot(scene, form, path)

    def _check_once(self) -> None:
        first: dict[str, str] = {}
        for index, form in enumerate(self._forms):
            if form.scene in self._numbers[:index]:
                text = f"scene {form.scene} is broken down twice"
                self._report.add("E410", text, ("scenes", index, "scene"))
            for k, shot in enumerate(form.shots):
                if shot.shot in first:
                    text = f"shot {shot.shot} is already in scene {first[shot.shot]}"
                    self._report.add("E410", text, ("scenes", index, "shots", k, "shot"), "give it another letter")
                first.setdefault(shot.shot, form.scene)

    def _scene(self, form: SceneForm, path: Steps) -> Scene:
        written = self._script.get(form.scene)
        if written is None:
            text = f"scene {form.scene} is not in the screenplay"
            self._report.add("E411", text, (*path, "scene"), "run `cupola breakdown` to bring the breakdown in step")
        if form.unit == self._unit and form.set is not None:
            self._report.known(form.set, self._aboard.form.sets, "E408", f"scene {form.scene}: the set", (*path, "set"))
        for other in form.after:
            self._report.known(other, self._numbers, "E412", f"scene {form.scene}: the scene before", (*path, "after"))
        theirs = list(enumerate(form.shots)) if form.unit == self._unit else []
        shots = [self._shot(form, shot, (*path, "shots", k)) for k, shot in theirs]
        return Scene(
            number=form.scene,
            heading=form.heading,
            eighths=form.pages,
            screen_time=form.screen_time,
            unit=form.unit,
            set=form.set,
            priority=form.priority,
            after=tuple(form.after),
            speaking=tuple(form.speaking),
            time_of_day=written.time_of_day if written else None,
            place_kind=written.place_kind if written else None,
            synopsis=written.synopsis if written else "",
            note=form.note,
            shots=tuple(shot for shot in shots if shot),
            cast=tuple(dict.fromkeys(person for shot in form.shots for person in shot.cast)),
            follows=self._follows(form),
        )

    def _follows(self, form: SceneForm) -> tuple[str, ...]:
        """Name the scenes that a scene comes after, by its own order or that of one of its shots."""
        of_shots = (self._scene_of[first] for shot in form.shots for first in shot.after if first in self._scene_of)
        return tuple(dict.fromkeys(scene for scene in (*form.after, *of_shots) if scene != form.scene))

    def _shot(self, scene: SceneForm, form: ShotForm, path: Steps) -> Shot | None:
        before = self._report.faults
        where = self._where(scene, form, path)
        self._check_people(form, path)
        self._check_gear(form, path)
        check_looks(form, self._aboard.form.people, self._report, path)
        if self._is_outside(scene, form):
            self._check_ground_light(scene, form, path)
        elif self._aboard.station is not None:
            self._check_light(form, self._aboard.station, path)
        for other in form.after:
            self._report.known(other, self._scene_of, "E412", f"shot {form.shot}: the shot before", (*path, "after"))
        if where is not None:
            self._check_in_set(form, where, path)
        is_whole = all(person in self._aboard.people for person in form.cast + form.crew)
        check_gravity(form, where, self._report, path)
        check_panes(form, where, self._report, path)
        check_link(form, where, self._aboard.station, self._report, path)
        if self._report.faults > before or not is_whole or where is None:
            return None
        return self._made(scene, form, where)

    def _where(self, scene: SceneForm, form: ShotForm, path: Steps) -> Set | None:
        """Give the set of a shot; None for a set with a fault of its own."""
        name = form.set or scene.set
        if name is None:
            self._report.add("E408", f"shot {form.shot} has no set", (*path, "set"), 'add "set:" to the scene')
        elif form.set is not None:
            self._report.known(name, self._aboard.form.sets, "E408", f"shot {form.shot}: the set", (*path, "set"))
        return self._aboard.sets.get(name or "")

    def _is_outside(self, scene: SceneForm, form: ShotForm) -> bool:
        """Say whether a shot's set is on the ground; in a film without a flight every set is."""
        known = self._aboard.form.sets.get(form.set or scene.set or "")
        if known is not None and [known.module, known.location, known.aircraft].count(None) == 2:
            return known.module is None
        return self._aboard.form.station is None

    def _made(self, scene: SceneForm, form: ShotForm, where: Set) -> Shot:
        camera = "" if form.camera == NO_CAMERA else form.camera
        rate = self._aboard.cameras[camera].gb_per_hour if camera else 0.0
        recorded = form.takes * (form.take + 2 * self._aboard.rules.handles)
        return Shot(
            id=form.shot,
            scene=scene.scene,
            text=form.text,
            size=form.size,
            set=where.id,
            cast=tuple(form.cast),
            crew=tuple(form.crew),
            escort=self._escort(form, where),
            need=Need(
                light=form.light,
                window=form.window,
                direct=form.direct,
                view=form.view,
                view_by=form.view_by,
                location=where.under_sky,
                sun_from=form.sun_from,
                gravity=form.gravity,
                flights=where.flights,
                link=form.link,
            ),
            quiet=form.quiet,
            camera=camera,
            lens=form.lens,
            gear=tuple(sorted(form.gear.items())),
            setup=form.setup,
            take=form.take,
            takes=form.takes,
            reset=form.reset,
            passes=form.passes,
            priority=form.priority if form.priority is not None else scene.priority,
            after=tuple(form.after),
            data_gb=form.data if form.data is not None else recorded * rate / _SECONDS_AN_HOUR,
            match=form.match,
            closed=form.closed,
            lock=form.lock,
            rig=form.rig or "",
            may_break=form.may_break,
            looks=looks_in(form, self._aboard.people),
        )

    def _escort(self, form: ShotForm, where: Set) -> str | None:
        """Name the group that must send an escort: the set's, unless one of the group is in the shot anyway."""
        group = form.escort or where.escort
        present = any(group in self._aboard.people[person].groups for person in form.cast + form.crew)
        return None if present else group

    def _check_people(self, form: ShotForm, path: Steps) -> None:
        for role, people in (("cast", form.cast), ("crew", form.crew)):
            for person in people:
                what = f"shot {form.shot}: the person"
                self._report.known(person, self._aboard.form.people, "E407", what, (*path, role))
        if not form.cast and not form.crew:
            self._report.add(
                "E407", f"shot {form.shot} has nobody in it", (*path, "crew"), "name who starts the camera"
            )

    def _check_gear(self, form: ShotForm, path: Steps) -> None:
        who = f"shot {form.shot}"
        if form.camera != NO_CAMERA:
            self._report.known(form.camera, self._aboard.cameras, "E413", f"{who}: the camera", (*path, "camera"))
        for key, count in form.gear.items():
            place = (*path, "gear", key)
            known = self._report.known(key, self._aboard.gear, "E413", f"{who}: the gear", place)
            if known and count > self._aboard.gear[key].count:
                item = self._aboard.gear[key]
                aboard = f"there {'is' if item.count == 1 else 'are'} {item.count} aboard"
                self._report.add("E413", f"{who} needs {count} × {item.name}; {aboard}", place)
        if form.passes is not None and form.passes > form.takes:
            text = f"{who}: {form.takes} takes cannot be spread over {form.passes} passes"
            self._report.add("E414", text, (*path, "passes"))

    def _check_ground_light(self, scene: SceneForm, form: ShotForm, path: Steps) -> None:
        """Check what is asked of light at a set on the ground."""
        who, report = f"shot {form.shot}", self._report
        known = self._aboard.form.sets.get(form.set or scene.set or "")
        report.known(form.light, GROUND_WORDS, "E415", f"{who}: the light on the ground", (*path, "light"))
        place = known.location if known is not None else None
        if place is not None and place.body == "moon" and form.light in ("golden", "blue"):
            text = f"{who}: there is no {form.light} hour on the Moon: it has no air"
            report.add("E739", text, (*path, "light"), "use day, night, sunrise or sunset")
        if form.direct and form.light in ("blue", "night"):
            report.add("E415", f"{who}: there is no direct sun in the light {form.light}", (*path, "light"))
        is_flown = known is not None and known.aircraft is not None
        if form.passes is not None and form.passes > 1 and not is_flown:
            text = f"{who}: passes are revolutions of the station, and the set is on the ground"
            report.add("E421", text, (*path, "passes"), "take it out; make two shots of it for two days")
        for field in ("window", "view"):
            if getattr(form, field) is not None and not is_flown:
                text = f"{who}: a {field} is of the station, and the set is on the ground"
                report.add("E421", text, (*path, field), "take it out")
        if form.view_by != "any":
            text = f"{who}: by {form.view_by} is said of a view, and the set is on the ground"
            report.add("E421", text, (*path, "view_by"), "take it out")

    def _check_light(self, form: ShotForm, station: Station, path: Steps) -> None:
        who, report = f"shot {form.shot}", self._report
        if form.sun_from is not None:
            hint = 'name a window with "direct: true"'
            report.add("E421", f"{who}: sun_from is said of a set on the ground", (*path, "sun_from"), hint)
        report.known(form.light, LIGHT_WORDS, "E415", f"{who}: the light", (*path, "light"))
        report.known(form.view_by, VIEW_BY_WORDS, "E415", f"{who}: the word", (*path, "view_by"))
        if form.window is not None:
            report.known(form.window, station.windows, "E416", f"{who}: the window", (*path, "window"))
        elif form.direct or form.view:
            what, field = ("direct sun", "direct") if form.direct else ("a view", "view")
            report.add("E416", f"{who}: {what} needs a window", (*path, field), 'add "window:"')
        if form.view is not None and not _is_view(form.view, station):
            report.known(form.view, station.landmarks, "E417", f"{who}: the view", (*path, "view"))
        if form.view_by in ("day", "night") and (form.view is None or form.view in VIEW_WORDS):
            text = f"{who}: by {form.view_by} is said of a landmark, and none is asked for"
            report.add("E415", text, (*path, "view_by"), f"name a landmark, or use {' or '.join(VIEW_WORDS)}")
        if form.direct and form.light == "eclipse":
            report.add("E415", f"{who}: there is no direct sun in eclipse", (*path, "light"), "use light: sun")

    def _check_in_set(self, form: ShotForm, where: Set, path: Steps) -> None:
        people = set(form.cast) | set(form.crew)
        if len(people) > where.capacity:
            count, room = len(people), where.capacity
            text = f"shot {form.shot}: {count} people in {where.name}, which holds {room} for a take"
            self._report.add("E418", text, (*path, "cast"), "leave somebody out, or raise the set's capacity")
        windows = self._aboard.station.windows if self._aboard.station is not None else {}
        window = windows.get(form.window) if form.window else None
        if window is not None and window.module != where.module:
            there = f"window {window.id} is in {window.module}, the set {where.id} in {where.module}"
            text = f"shot {form.shot}: {there}"
            here = ", ".join(sorted(key for key, w in windows.items() if w.module == where.module))
            self._report.add("E416", text, (*path, "window"), f"windows of the set: {here or 'none'}")
        groups = {group for person in self._aboard.form.people.values() for group in person.groups}
        if form.escort is not None:
            self._report.known(form.escort, groups, "E405", f"shot {form.shot}: the group", (*path, "escort"))


def _is_view(view: str, station: Station) -> bool:
    """Say whether a view is a word, a part of the station, or a point of the ground, and so no landmark's name."""
    return view in VIEW_WORDS or view in station.modules or point(view) is not None
