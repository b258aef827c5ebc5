"""The table of the days: beta, sunrises, nights."""

from __future__ import annotations

from typing import Any

from cupola.cli.desk import print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question
from cupola.cli.light.wording import figure, pairs
from cupola.clock import clock_text, utc_text
from cupola.light import DayRow


def days(outlook: Outlook, question: Question) -> None:
    """Show the light of each day."""
    almanac, offset = outlook.almanac, outlook.offset
    rows = almanac.day_table(offset)
    if question.as_json:
        phases = {name: pairs(spans) for name, spans in almanac.phases().items()}
        days_ = [_as_json(row) for row in rows]
        print_json({"days": days_, "phases": phases} | outlook.basis())
        return
    head = f"{outlook.clock + ' day':12s} {'beta':>6s} {'sunrises':>8s} {'night':>9s} {'sunset lasts':>12s}"
    print(f"{head}  first sunrise")
    for row in rows:
        first = clock_text(row.sunrises[0], offset, seconds=True) if row.sunrises else "-"
        night = f"{row.night / 60:.1f} min" if row.night == row.night else "-"
        dusk = f"{row.sunset:.0f} s" if row.sunset == row.sunset else "-"
        print(f"{row.date:12s} {row.beta:6.1f} {len(row.sunrises):8d} {night:>9s} {dusk:>12s}  {first}")
    say(f"sunrise and night: the Sun's centre on the WGS84 ellipsoid, no refraction; {almanac.limits}")


def _as_json(row: DayRow) -> dict[str, Any]:
    return {
        "date": row.date,
        "beta_deg": round(row.beta, 3),
        "sunrises": [utc_text(at, 2) for at in row.sunrises],
        "sunsets": [utc_text(at, 2) for at in row.sunsets],
        "night_s": figure(row.night, 1),
        "sunset_s": figure(row.sunset, 1),
    }
