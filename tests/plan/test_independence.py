"""The proof works where the model's modules cannot even be imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cupola.plan.document import plan_text
from tests.plan.conftest import Desk
from tests.plan.edits import changed, escorted

PROOF = """
import sys

class Refusal:
    names = {"cupola.plan." + name for name in (
        "argument compare light make model money order paydays replan robustness rules search".split()
    )} | {"ortools"}

    def find_spec(self, name, path=None, target=None):
        if name in self.names:
            raise ImportError(f"the proof wants {name}")

# cupola.plan itself names the problem's classes: an empty package stands in for it
import importlib.machinery, types, pathlib, cupola
package = types.ModuleType("cupola.plan")
package.__path__ = [str(pathlib.Path(cupola.__file__).parent / "plan")]
sys.modules["cupola.plan"] = package
sys.meta_path.insert(0, Refusal())

from cupola.plan.document import read_plan
from cupola.plan.verify import verify
from cupola.production import load

production = load(sys.argv[1])
for plan in sys.argv[2:]:
    print(sorted({fault.code for fault in verify(production, read_plan(pathlib.Path(plan)).plan)}))
"""


def test_the_proof_needs_no_module_of_the_model(desk: Desk, tmp_path: Path) -> None:
    plans = {
        "sound.yaml": desk.plan,
        "alone.yaml": changed(desk.plan, "3A", lambda s: escorted(s, None)),
    }
    for name, plan in plans.items():
        (tmp_path / name).write_text(plan_text(plan), encoding="utf-8")
    command = [sys.executable, "-c", PROOF, str(desk.production.folder), *(str(tmp_path / name) for name in plans)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["[]", "['E524']"]


def test_the_stand_in_refuses_the_model() -> None:
    """The test above can fail: with the same refusal, the model's own modules do not load."""
    code = PROOF.split("from cupola.plan.document")[0] + "from cupola.plan.search.solve import solve\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "the proof wants" in done.stderr
