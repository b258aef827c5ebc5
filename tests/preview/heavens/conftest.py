"""The lists of stars and towns are kept in a folder of the tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cupola.preview.kept import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name a cache folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "heavens-cache"
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    yield folder
    if before is None:
        del os.environ[VARIABLE]
    else:
        os.environ[VARIABLE] = before
