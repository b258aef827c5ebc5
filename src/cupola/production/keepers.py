"""People whom elements need: where a scene has the pistol, its armourer works in the scene's shots."""

from __future__ import annotations

from collections.abc import Mapping

from cupola.production.breakdownform import BreakdownForm, SceneForm, ShotForm
from cupola.production.elements import elements_of
from cupola.production.personform import PersonForm


def with_keepers(form: BreakdownForm, people: Mapping[str, PersonForm], unit: str) -> BreakdownForm:
    """Give a breakdown in which whom an element needs works in the shots of its scenes.

    What is needed is somebody where it is called as a person of the production: by id, name or part. They are crew,
    or cast where they are needed as cast. Where a shot of the scene names them already, it says in which they work,
    and nothing is added.

    Parameters
    ----------
    people : mapping
        The people of the production, by id.
    unit : str
        Whose people they are: scenes of another unit stay as they are.
    """
    if not form.needs:
        return form
    called = {word.casefold(): key for key, one in people.items() for word in (one.plays, one.name, key) if word}
    scenes = [_kept(scene, form, called) if scene.unit == unit else scene for scene in form.scenes]
    return form.model_copy(update={"scenes": scenes})


def _kept(scene: SceneForm, form: BreakdownForm, called: Mapping[str, str]) -> SceneForm:
    present = {person for shot in scene.shots for person in (*shot.cast, *shot.crew, shot.escort)}
    needed = [one for one in elements_of(scene, form.needs) if one.needed_by and one.name.casefold() in called]
    kept = {called[one.name.casefold()]: "cast" if one.category == "cast" else "crew" for one in needed}
    missing = {person: field for person, field in kept.items() if person not in present}
    if not missing:
        return scene
    return scene.model_copy(update={"shots": [_with(shot, missing) for shot in scene.shots]})


def _with(shot: ShotForm, missing: Mapping[str, str]) -> ShotForm:
    cast, crew = ([key for key, one in missing.items() if one == field] for field in ("cast", "crew"))
    return shot.model_copy(update={"cast": [*shot.cast, *cast], "crew": [*shot.crew, *crew]})
