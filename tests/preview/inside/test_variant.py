"""Which Mitsuba runs here: libraries that lie, that are broken, that are not there."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from cupola.errors import SkyError
from cupola.preview.inside import variant as module
from cupola.preview.inside.variant import COMPILED, PLAIN, VARIABLE, Variant, libraries_here, variant, works

Tried = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def trial(good: set[tuple[str, str]], seen: Tried):  # type: ignore[no-untyped-def]
    """Give a trial that only some variants pass, and that writes down what it was asked."""

    def tried(name: str, library: str) -> bool:
        seen.append((name, library))
        return (name, library) in good

    return tried


def here(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr(module, "libraries_here", lambda: iter(libraries))


def test_the_first_library_that_works_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: Tried = []
    here(monkeypatch, "old.so", "good.so", "other.so")
    found = variant(tmp_path, trial({(COMPILED, "good.so"), (COMPILED, "other.so")}, seen))
    assert found == Variant(COMPILED, "good.so")
    assert seen == [(COMPILED, "old.so"), (COMPILED, "good.so")]


def test_the_choice_is_remembered_until_a_library_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: Tried = []
    library = tmp_path / "libLLVM.so"
    library.write_bytes(b"one")
    here(monkeypatch, str(library))
    tried = trial({(COMPILED, str(library))}, seen)
    assert variant(tmp_path, tried) == variant(tmp_path, tried)
    assert len(seen) == 1
    library.write_bytes(b"another")
    variant(tmp_path, tried)
    assert len(seen) == 2


def test_a_damaged_note_is_read_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: Tried = []
    here(monkeypatch, "good.so")
    (tmp_path / "mitsuba.json").write_text("[1, 2", encoding="utf-8")
    assert variant(tmp_path, trial({(COMPILED, "good.so")}, seen)).library == "good.so"


def test_without_any_llvm_the_plain_variant_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here(monkeypatch, "old.so")
    assert variant(tmp_path, trial({(PLAIN, "")}, [])) == Variant(PLAIN)
    assert str(Variant(PLAIN)) == PLAIN


def test_a_library_that_the_user_names_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here(monkeypatch, "good.so")
    monkeypatch.setenv(VARIABLE, "mine.so")
    with pytest.raises(SkyError) as raised:
        variant(tmp_path, trial({(COMPILED, "good.so"), (PLAIN, "")}, []))
    assert raised.value.messages[0].code == "E831"
    assert "mine.so" in raised.value.messages[0].text


def test_a_mitsuba_that_does_not_run_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here(monkeypatch)
    with pytest.raises(SkyError) as raised:
        variant(tmp_path, trial(set(), []))
    assert raised.value.messages[0].code == "E832"


def test_without_mitsuba_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    with pytest.raises(SkyError) as raised:
        variant(tmp_path)
    message = raised.value.messages[0]
    assert (message.code, message.hint) == ("E830", 'pip install "cupola[inside]"')


def test_a_choice_that_cannot_be_written_down_is_made_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here(monkeypatch, "good.so")
    (tmp_path / "file").write_bytes(b"")
    assert variant(tmp_path / "file", trial({(COMPILED, "good.so")}, [])).library == "good.so"


def test_a_text_file_named_as_a_library_is_found_out_in_another_process(tmp_path: Path) -> None:
    lie = tmp_path / "libLLVM.so"
    lie.write_text("no library at all", encoding="utf-8")
    assert not works(COMPILED, str(lie))


def test_libraries_are_named_once_each() -> None:
    found = list(libraries_here())
    assert len(found) == len(set(found))


def test_where_another_llvm_is_loaded_already_the_plain_variant_is_used(tmp_path: Path) -> None:
    """In a process of its own, in which Dr.Jit was loaded before Cupola could say with which library."""
    script = f"""
import sys, types
from pathlib import Path
sys.modules["drjit"] = types.ModuleType("drjit")
class Mitsuba(types.ModuleType):
    chosen = None
    def variant(self): return self.chosen
    def set_variant(self, name): self.chosen = name
sys.modules["mitsuba"] = Mitsuba("mitsuba")
from cupola.preview.inside import variant
variant.variant = lambda folder: variant.Variant(variant.COMPILED, "good.so")
print(variant.opened(Path({str(tmp_path)!r}))[1].name)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == PLAIN


def test_a_mitsuba_that_cannot_be_loaded_here_though_it_was_tried_elsewhere_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "variant", lambda _: Variant(PLAIN))
    monkeypatch.setitem(sys.modules, "mitsuba", None)
    with pytest.raises(SkyError) as raised:
        module.opened(tmp_path)
    assert raised.value.messages[0].code == "E832"


@pytest.mark.parametrize("content", [b"", b"\x7fELF" + bytes(60)])
def test_an_empty_library_and_one_of_another_machine_are_passed_over(content: bytes, tmp_path: Path) -> None:
    library = tmp_path / "libLLVM.so"
    library.write_bytes(content)
    assert not works(COMPILED, str(library))
