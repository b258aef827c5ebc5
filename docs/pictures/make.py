"""Makes the picture of the README from a production that has a plan: `python docs/pictures/make.py PRODUCTION`."""

from __future__ import annotations

import sys
from pathlib import Path

from cupola.plan.assemble import almanac_of
from cupola.plan.document import read_plan
from cupola.production import load
from cupola.publish import picture


def main(folder: Path) -> None:
    """Write stripboard.png beside this file."""
    production = load(folder)
    plan = read_plan(folder / "plan" / "plan.yaml").plan
    almanac = almanac_of(production)
    target = Path(__file__).with_name("stripboard.png")
    target.write_bytes(picture(production, plan, almanac.phases()))
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
