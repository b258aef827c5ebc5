"""What comes with the package, each with its source and confidence: day plans, limits, prices, rules, cameras."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from cupola.production.document import RulesForm
from cupola.production.fields import Form, HourPrice, Rate
from cupola.production.gearform import CardsForm, OffloadForm, SensorForm
from cupola.production.personform import BlockForm, LimitsForm
from cupola.tree import parse

Confidence = Literal["high", "medium", "low"]


class DayPlan(Form):
    """A named day: its blocks, on the crew's clock."""

    source: str
    confidence: Confidence
    blocks: list[BlockForm]


class Sourced(Form):
    """A value with where it comes from."""

    value: Any
    source: str
    confidence: Confidence


class CrewRules(Form):
    """A packaged file of day plans, limits and rules."""

    days: dict[str, DayPlan]
    limits: LimitsForm
    rules: RulesForm
    prices: dict[str, HourPrice]
    cards: CardsForm
    offload: OffloadForm
    sources: dict[str, Sourced]


class CameraKind(Form):
    """A packaged kind of camera: model, recording mode, the rate at which it records in Mbps, its sensor."""

    model: str
    mode: str
    rate: Rate
    sensor: SensorForm
    source: str
    confidence: Confidence


KNOWN: Final = ("iss-2021", "ground")
"""The packaged crew rules."""


@cache
def crew_rules(name: str) -> CrewRules:
    """Read packaged crew rules by name (one of `KNOWN`)."""
    plain = _layered(name)
    sourced = {**plain["limits"], **plain["prices"], **plain["rules"], **plain["cards"], **plain["offload"]}
    return CrewRules(
        days={key: DayPlan.model_validate(day) for key, day in plain["days"].items()},
        limits=LimitsForm.model_validate({key: item["value"] for key, item in plain["limits"].items()}),
        rules=RulesForm.model_validate({key: item["value"] for key, item in plain["rules"].items()}),
        prices={key: item["value"] for key, item in plain["prices"].items()},
        cards=CardsForm.model_validate({key: item["value"] for key, item in plain["cards"].items()}),
        offload=OffloadForm.model_validate({key: item["value"] for key, item in plain["offload"].items()}),
        sources={key: Sourced.model_validate(item) for key, item in sourced.items()},
    )


def _layered(name: str) -> dict[str, Any]:
    """Read a packaged file, laid over the one that its `over` names."""
    text = (files("cupola.production") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    plain: Any = parse(text, f"{name}.yaml").root.plain()
    if "over" not in plain:
        return dict(plain)
    under = _layered(plain["over"])
    return {key: {**part, **plain.get(key, {})} if isinstance(part, dict) else part for key, part in under.items()}


@cache
def camera_kinds() -> dict[str, CameraKind]:
    """Read the packaged kinds of cameras."""
    text = (files("cupola.production") / "data" / "cameras.yaml").read_text(encoding="utf-8")
    plain: Any = parse(text, "cameras.yaml").root.plain()
    return {key: CameraKind.model_validate(kind) for key, kind in plain["cameras"].items()}
