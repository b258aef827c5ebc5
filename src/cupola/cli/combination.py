"""Which options of `cupola preview` go together."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cupola.cli.commands.preview import Asked
from cupola.cli.light.question import wrong
from cupola.cli.settings import is_by_hand

_OF_INSIDE: Final = {"face": "--face", "turn": "--turn", "dim": "--dim", "samples": "--samples"}
_OF_FRAMES: Final = {
    "every": "--every", "start": "--from", "stop_at": "--to", "film": "--film", "fps": "--fps", "cores": "--cores",
    "cluster": "--cluster",
}  # fmt: skip
_OF_ORBIT: Final = {"place": "--place"}
_USUAL: Final = Asked()


def refuse_what_does_not_combine(production: Path | None, shot: str | None, asked: Asked) -> None:
    """Refuse options that contradict each other, or that would do nothing (E505)."""
    if (production is None) == (not asked.orbit):
        raise wrong("name a production and a shot, or an orbit with --orbit FILE --window W --at T")
    if production is not None and shot is None:
        raise wrong("name a shot: cupola preview PRODUCTION SHOT")
    if asked.orbit and not (asked.window and asked.at):
        raise wrong("--orbit needs --window and --at")
    if asked.take is not None and (asked.at or asked.orbit):
        raise wrong("--take is of the plan, --at of any instant: name one of them")
    if asked.ev and is_by_hand(asked):
        raise wrong("--ev is said to the meter, and --iso, --shutter or --nd switch it off", "leave one of them out")
    if asked.inside and asked.frames is not None:
        raise wrong("--inside is of one instant, --frames of many", "leave one of them out")
    if asked.inside and asked.aim:
        raise wrong("--inside looks at the face, and --aim out of the window", "turn the camera with --turn")
    if asked.frames is not None and asked.out is not None:
        raise wrong("--frames names the folder of all frames, --out one picture", "leave one of them out")
    _refuse_idle(asked)


def _refuse_idle(asked: Asked) -> None:
    """Refuse an option that is given without the one that it is of."""
    given = {field for field in Asked.__slots__ if getattr(asked, field) != getattr(_USUAL, field)}
    of = (("inside", "--inside", _OF_INSIDE), ("frames", "--frames", _OF_FRAMES), ("orbit", "--orbit", _OF_ORBIT))
    for head, name, fields in of:
        idle = [option for field, option in fields.items() if field in given]
        if idle and head not in given:
            raise wrong(f"{idle[0]} goes with {name}")
    if "fps" in given and "film" not in given:
        raise wrong("--fps goes with --film", "--every says how far apart frames are")
