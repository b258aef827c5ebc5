"""The people of production.yaml as written: their days, limits and looks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cupola.production.fields import (
    ClockTime,
    DayRate,
    Duration,
    Form,
    Instant,
    PriceOrName,
    Word,
    Words,
)
from cupola.production.person import BlockKind


class BlockForm(Form):
    """A stretch of a day: from and to on the crew's clock; `to` before `from` runs over midnight."""

    start: ClockTime = Field(alias="from")
    stop: ClockTime = Field(alias="to")
    kind: BlockKind = Field(alias="is")
    module: Word | None = Field(default=None, alias="in")


class LimitsForm(Form):
    """What may be asked of a person; what is left out comes from the crew rules."""

    film_per_day: Duration | None = None
    private_per_day: Duration | None = None
    private_per_stay: Duration | None = None
    film_per_week: Duration | None = None
    days_in_a_row: Annotated[int, Field(ge=1, le=400)] | None = None
    work_per_day: Duration | None = None
    awake: Duration | None = None
    sleep: Duration | None = None
    after_waking: Duration | None = None
    before_sleep: Duration | None = None
    day_length: Duration | None = None
    turnaround: Duration | None = None
    meal_after: Duration | None = None
    meal_break: Duration | None = None


class LooksForm(Form):
    """The looks of a person: the first of all is the usual one; those in order are never worn again once left."""

    all: Annotated[Words, Field(min_length=1, max_length=50)]
    order: Words = []
    change: Duration | None = None


class PersonForm(Form):
    """Someone aboard: `day` and `weekend` name day plans, `dates` other plans for single dates."""

    name: Word
    roles: Words = []
    plays: Word | None = None
    groups: Words = []
    novice: bool = False
    sleeps_in: Word | None = None
    day: Word
    weekend: Word | None = None
    dates: dict[str, Word] = {}
    limits: LimitsForm = LimitsForm()
    price: PriceOrName = 0.0
    looks: LooksForm | None = None
    private_price: PriceOrName | None = None
    day_rate: DayRate = 0.0
    holds: bool = True
    arrive: Instant | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z]{2,8})?$")] | None = None
