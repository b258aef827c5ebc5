"""The package's own names: there when they are used, and not a moment before."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import cupola


@pytest.mark.parametrize("name", cupola.__all__)
def test_each_name_is_the_one_of_its_room(name: str) -> None:
    assert name in dir(cupola)
    home = import_module(cupola._HOMES[name])
    assert getattr(cupola, name) is getattr(home, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'cupolla'"):
        getattr(cupola, "cupolla")  # noqa: B009  (the name is not there for the type checker either)


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    code = "import sys, cupola; print([m for m in sys.modules if m.startswith('cupola.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_that_of_the_installed_package() -> None:
    from importlib.metadata import version

    assert version("cupola") == cupola.__version__
