"""Making many frames for a command: how many processes are worth it, and what is opened where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cupola.cli.rendering import Hired, rendered
from cupola.preview import hands as module
from cupola.preview import series
from cupola.preview.hands import Hands, Here
from cupola.preview.series import Made, Order
from cupola.steps import OnStep
from tests.preview.fakes import FakeStudio, open_fake, still

PIXELS = 960 * 540


def orders(folder: Path, number: int) -> list[Order]:
    """Order fake frames."""
    return [Order(str(k), still(str(k)), (folder / f"{k}.png",)) for k in range(number)]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """The processes and clusters that are asked for; all is done here."""
    found: list[tuple[int, str]] = []

    @contextmanager
    def here(cores: int, cluster: str = "") -> Iterator[Hands]:
        found.append((cores, cluster))
        yield Hands(Here(), 1)

    monkeypatch.setattr(module, "hands", here)
    monkeypatch.setattr(module, "_free_memory", lambda: 64 * 10**9)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(series, "_STUDIOS", {})
    return found


@pytest.mark.parametrize(("wanted", "cores"), [(0, 1), (1, 1), (8, 1), (9, 2), (17, 3), (100, 8)])
def test_another_process_is_begun_for_every_eight_frames(
    asked: list[tuple[int, str]], tmp_path: Path, wanted: int, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "make", lambda *_: Made((), (), ()))
    rendered(orders(tmp_path, wanted), open_fake, Hired(), PIXELS, "making frames")
    assert asked == [(cores, "")]


def test_who_asks_for_cores_has_them_but_no_more_than_frames(asked: list[tuple[int, str]], tmp_path: Path) -> None:
    rendered(orders(tmp_path, 3), open_fake, Hired(6), PIXELS, "making frames")
    rendered(orders(tmp_path, 6), open_fake, Hired(2), PIXELS, "making frames")
    assert asked == [(3, ""), (2, "")]


def test_the_studio_is_opened_here_first_unless_a_cluster_has_its_own(
    asked: list[tuple[int, str]], tmp_path: Path
) -> None:
    opened: list[bool] = []

    def opening(on_step: OnStep) -> FakeStudio:
        opened.append(bool(asked))
        return FakeStudio()

    rendered(orders(tmp_path, 2), opening, Hired(), PIXELS, "making frames")
    assert opened == [False]  # before any hands were asked for
    rendered(orders(tmp_path, 2), opening, Hired(), PIXELS, "making frames")
    assert opened == [False]  # all was there
    series._STUDIOS.clear()
    rendered(orders(tmp_path / "more", 2), opening, Hired(cluster="tcp://there:8786"), PIXELS, "making frames")
    assert opened == [False, True]  # only by the cluster's worker, which is this process here
    assert asked[-1] == (1, "tcp://there:8786")
