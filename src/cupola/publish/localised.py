"""A production as a language names it: people and their parts, sets, gear and events."""

from __future__ import annotations

from dataclasses import replace

from cupola.production.model import Event, Production, Set
from cupola.production.person import Person
from cupola.production.scene import Scene, Shot
from cupola.publish.language import Language


def localised(production: Production, language: Language) -> Production:
    """Give a production with every name that the language knows put in its place; ids stay as they are."""
    if not language.form.names:
        return production
    name = language.name
    return replace(
        production,
        title=name(production.title),
        crew_clock=name(production.crew_clock),
        people={key: _person(one, language) for key, one in production.people.items()},
        sets={key: _set(one, language) for key, one in production.sets.items()},
        cameras={
            key: replace(one, model=name(one.model), stowed=name(one.stowed)) for key, one in production.cameras.items()
        },
        gear={key: replace(one, name=name(one.name), stowed=name(one.stowed)) for key, one in production.gear.items()},
        events=tuple(_event(one, language) for one in production.events),
        scenes=tuple(_scene(one, language) for one in production.scenes),
    )


def _person(person: Person, language: Language) -> Person:
    looks, name = person.looks, language.name
    return replace(
        person,
        name=name(person.name),
        plays=name(person.plays) if person.plays else person.plays,
        roles=tuple(map(name, person.roles)),
        looks=replace(looks, all=tuple(map(name, looks.all)), order=tuple(map(name, looks.order))) if looks else None,
    )


def _set(one: Set, language: Language) -> Set:
    name = language.name
    return replace(
        one,
        name=name(one.name),
        module=name(one.module),
        hears=frozenset(map(name, one.hears)),
        handholds=tuple(map(name, one.handholds)),
        hands_off=tuple(map(name, one.hands_off)),
    )


def _event(event: Event, language: Language) -> Event:
    return replace(event, what=language.name(event.what))


def _scene(scene: Scene, language: Language) -> Scene:
    shots = tuple(_shot(shot, language, lesson=scene.lesson is not None) for shot in scene.shots)
    synopsis, note = language.name(scene.synopsis), language.name(scene.note)
    return replace(scene, synopsis=synopsis, note=note, shots=shots)


def _shot(shot: Shot, language: Language, *, lesson: bool) -> Shot:
    name = language.name
    looks = tuple((person, name(look)) for person, look in shot.looks)
    text = language.phrase(shot.text) if lesson else name(shot.text)
    return replace(shot, text=text, size=name(shot.size), lens=language.phrase(shot.lens), looks=looks)
