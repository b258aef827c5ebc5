"""Categories of the breakdown: what a scene needs beside its words, from cast to notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the breakdown.

    Attributes
    ----------
    key : str
        Its word in breakdown.yaml and in notes.
    name : str
        Its name in Final Draft.
    id : str
        Its mark there, the same in every file.
    colour : str
        Its colour there, red, green and blue of 16 bits each in hexadecimal.
    also : tuple of str
        Other words for it.
    """

    key: str
    name: str
    id: str
    colour: str
    also: tuple[str, ...] = ()


_ALL: Final = (
    Category("cast", "Cast", "01fc9642-84ff-4366-b37c-a3068dee57e8", "00000000FFFF", ("cast members",)),
    Category(
        *("extras", "Background Actors", "028a4e2b-b507-4d09-88ab-90e3edae9071", "0000BFBFFFFF"),
        ("extra", "background", "atmosphere"),
    ),
    Category("stunts", "Stunts", "0377dbe6-77a3-41af-bda8-86eb2468fdbf", "FFFFA5A50000", ("stunt",)),
    Category("vehicles", "Vehicles", "04721a56-f54b-49c8-80ad-d53887d6b851", "8B8B00000000", ("vehicle",)),
    Category("props", "Props", "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa", "FFFF00000000", ("prop",)),
    Category("camera", "Camera", "47b02ff1-5161-4137-b736-f36eebba7643", "CCCCFFFF0000"),
    Category(
        *("special_effects", "Special Effects", "069e18b8-2109-4f3d-94e7-d802027a60a8", "1E1E9090FFFF"),
        ("sfx", "special effect"),
    ),
    Category("wardrobe", "Wardrobe", "0726fa85-1e65-4ab8-87de-bf21d09b01f0", "808000008080", ("costume", "costumes")),
    Category(
        *("make_up", "Makeup/Hair", "08ae1eef-32ce-415f-9a9b-0982d2453ec4", "93937070DBDB"),
        ("makeup", "hair", "make up hair"),
    ),
    Category("animals", "Animals", "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "CDCD85853F3F", ("animal",)),
    Category(
        *("animal_handlers", "Animal Handler", "0ae40617-cc7c-48e6-ae2b-5aaecc09986f", "8B8B45451313"),
        ("animal wrangler",),
    ),
    Category("music", "Music", "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26", "2020B2B2AAAA"),
    Category("sound", "Sound", "0ce7d308-096d-4603-8fe8-349f72cd89ff", "000080808080", ("sounds",)),
    Category("set_dressing", "Set Dressing", "0debb71b-5743-4c53-80cc-e17e841ce645", "BABA5555D3D3", ("dressing",)),
    Category("greenery", "Greenery", "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69", "000080800000"),
    Category(
        *("special_equipment", "Special Equipment", "0ff5cda4-4d43-4cfe-940f-91380c46fdad", "BDBDB7B76B6B"),
        ("equipment",),
    ),
    Category("security", "Security", "109d0eaa-0334-4823-ac0c-b44d3f209dc4", "DADAA5A52020"),
    Category("labour", "Additional Labor", "1179a4b1-70ee-4011-b4a2-809a0af09e92", "B8B886860B0B", ("labor",)),
    Category(
        *("visual_effects", "Visual Effects", "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e", "3232CDCD3232"),
        ("vfx", "visual effect"),
    ),
    Category("mechanical_effects", "Mechanical Effects", "135cc9d1-c4d5-4d00-83d9-571f584ea9cd", "B2B222222222"),
    Category(
        "miscellaneous", "Miscellaneous", "148267ae-50ae-4746-8202-659fb7447b55", "707080809090", ("misc", "other")
    ),
    Category("notes", "Notes", "15b6f4fd-4e74-4ad8-9971-b239d88c2997", "FFFFD7D70000"),
)
CATEGORIES: Final = MappingProxyType({category.key: category for category in _ALL})
"""The categories by their words, in the order of Final Draft, whose names, marks and colours they have."""
OTHER: Final = "miscellaneous"
"""Where a category that somebody made is kept in a breakdown."""
_BETWEEN: Final = re.compile(r"[\s_/-]+")


def bare(word: str) -> str:
    """Give a word as it is compared: lower case, dashes, strokes and low lines as one space."""
    return _BETWEEN.sub(" ", word.strip()).casefold()


_KEYS: Final = MappingProxyType(
    {bare(word): category.key for category in _ALL for word in (category.key, category.name, *category.also)}
)


def category_of(word: str) -> str | None:
    """Give the key of the category that a word means (`Make-up`, `VFX`, `Background Actors`); None for none."""
    return _KEYS.get(bare(word))
