"""Compiled functions: they give what they give uncompiled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numba import config, njit, prange
from numba.core.errors import TypingError
from numpy.typing import NDArray

import cupola.compiled
from cupola.compiled import by_row, compiled, forgive, lent, spread, stamp, woven


@compiled
def total(values: NDArray[np.float64]) -> float:
    found = 0.0
    for value in values:
        found += value
    return found


@spread
def doubled(values: NDArray[np.float64], result: NDArray[np.float64]) -> None:
    for k in prange(len(values)):
        result[k] = 2.0 * values[k]


@lent
def filled(values: NDArray[np.float64], row: int) -> None:
    for k in range(values.shape[1]):
        values[row, k] = row + k


@lent
def making(values: NDArray[np.float64]) -> float:
    return float(np.zeros(3)[0] + values[0])


@woven
def signed(value: float) -> float:
    if value < 0.0:
        return -1.0
    return 1.0


@compiled
def signs(values: NDArray[np.float64]) -> float:
    found = 0.0
    for value in values:
        found += signed(value)
    return found


def test_a_woven_function_gives_the_same_inside_another_and_alone() -> None:
    assert signs(np.array([-3.0, 2.0, 5.0])) == 1.0
    assert signed(-0.5) == -1.0


def test_a_compiled_function_gives_what_it_gives_uncompiled() -> None:
    assert total(np.array([1.0, 2.0, 4.0])) == 7.0


def test_a_function_writes_into_arrays_that_it_is_lent_and_leaves_them_to_whoever_has_them() -> None:
    values = np.zeros((2, 3))
    holders = sys.getrefcount(values)
    for _ in range(3):
        filled(values, 1)
    assert values.tolist() == [[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]
    assert sys.getrefcount(values) == holders


def test_a_function_that_makes_arrays_is_not_compiled_as_one_that_is_lent_them() -> None:
    with pytest.raises(TypingError):
        making(np.ones(3))


def test_a_spread_function_does_every_part() -> None:
    values = np.arange(1000.0)
    result = np.empty_like(values)
    doubled(values, result)
    assert (result == 2.0 * values).all()


def test_each_row_is_worked_on_once() -> None:
    result = np.zeros((100, 8))

    def work(row: int) -> None:
        doubled(np.full(8, float(row)), result[row])

    by_row(100, work)
    assert (result == 2.0 * np.arange(100.0)[:, None]).all()


def test_what_fails_in_a_row_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        by_row(4, lambda row: print(1 // (row - 2)))


Package = Callable[[str, str], Path]
USES = "from cupola.compiled import compiled\n"


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """Writes modules of a package in a folder of its own for each."""

    def write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write


def stamps(package: Package, told: str, below: str, above: str = "x = 1\n") -> str:
    """Give the stamp of a module that uses one that uses another."""
    last = package(f"{told}/a/last.py", USES + below)
    package(f"{told}/a/middle.py", USES + "from cupola.a.last import x\n")
    return stamp(package(f"{told}/top.py", USES + "from cupola.a.middle import x\n" + above), last.parents[1])


def test_a_module_is_compiled_anew_when_one_changes_that_it_uses_through_another(package: Package) -> None:
    assert stamps(package, "one", "x = 1\n") != stamps(package, "two", "x = 2\n")


def test_it_is_compiled_anew_when_it_changes_itself(package: Package) -> None:
    assert stamps(package, "one", "x = 1\n") != stamps(package, "two", "x = 1\n", above="x = 3\n")


def test_the_same_text_in_another_folder_is_not_compiled_anew(package: Package) -> None:
    assert stamps(package, "one", "x = 1\n") == stamps(package, "two", "x = 1\n")


def test_a_constant_of_a_plain_module_counts_but_not_what_that_module_imports(package: Package) -> None:
    def told(name: str, constant: str, words: str) -> str:
        package(f"{name}/words.py", words)
        package(f"{name}/plain.py", "from cupola.words import w\n" + constant)
        top = package(f"{name}/top.py", USES + "from cupola.plain import y\n")
        return stamp(top, top.parent)

    assert told("one", "y = 1\n", "w = 1\n") == told("two", "y = 1\n", "w = 2\n")
    assert told("one", "y = 1\n", "w = 1\n") != told("three", "y = 2\n", "w = 1\n")


def test_modules_that_use_each_other_are_read_once(package: Package) -> None:
    other = package("cupola/other.py", USES + "from cupola.top import x\n")
    assert stamp(package("cupola/top.py", USES + "from cupola.other import x\n"), other.parent)


def test_a_kernel_of_this_package_is_stamped_with_those_that_it_calls(tmp_path: Path) -> None:
    root = Path(cupola.compiled.__file__).parent
    views = root / "sky" / "airlight" / "views.py"
    alone = tmp_path / "views.py"
    alone.write_text(views.read_text())
    assert stamp(views, root) != stamp(alone, tmp_path)


def test_a_compiled_function_keeps_to_its_stamp_and_leaves_others_to_numba() -> None:
    assert vars(config)["CACHE_LOCATOR_CLASSES"] == ""
    assert type(vars(total)["_cache"]._impl.locator).__name__ in ("Beside", "Given", "OfUser")
    assert type(vars(njit(cache=True)(_plain))["_cache"]._impl.locator).__name__ not in ("Beside", "Given", "OfUser")


def _plain(value: float) -> float:
    return value


class Index:
    def __init__(self, fault: Exception | None) -> None:
        self.fault = fault

    def _load_index(self) -> dict[str, str]:
        if self.fault is not None:
            raise self.fault
        return {"one": "kept"}


@pytest.mark.parametrize("fault", [AttributeError("no Grain in cupola"), ModuleNotFoundError("cupola.gone")])
def test_an_index_of_an_earlier_version_that_names_what_has_gone_counts_as_empty(fault: Exception) -> None:
    whole, stale = Index(None), Index(fault)
    for one in (whole, stale):
        forgive(one)
    assert whole._load_index() == {"one": "kept"}
    assert stale._load_index() == {}
