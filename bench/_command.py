"""`cupola preview` in a process of its own: when rendering starts, and when the file is there. Prints a line of JSON.

`python -m bench._command BEGAN ARGUMENTS...`, where BEGAN is when the process was started, as of `time.time`.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from cupola.cli import run


def main(began: float, arguments: list[str]) -> None:
    """Run the command, and note when the studio is asked for its picture."""
    from cupola.preview.still import Studio

    noted: list[tuple[float, float]] = []
    take = Studio.take

    def taking(*asked: Any) -> Any:
        noted.append((time.time() - began, time.process_time()))
        return take(*asked)

    setattr(Studio, "take", taking)  # noqa: B010  (a method is not to be replaced, says the type checker)
    code = run(arguments)
    noted.append((time.time() - began, time.process_time()))
    told = {name: {"wall": wall, "cpu": cpu} for name, (wall, cpu) in zip(("starts", "file"), noted, strict=True)}
    print(json.dumps({"code": code, **told}))


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
