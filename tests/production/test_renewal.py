"""A production under newer elements."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cupola.errors import CupolaError
from cupola.production import Production, load
from cupola.production.renewal import brought_in, sha256_of, with_orbit
from tests.small import ELEMENTS, write_small

OTHER = """\
1 48274U 21035A   21281.73004796  .00003128  00000-0  65029-4 0  9996
2 48274  41.4744 141.3023 0004210  71.7185  11.5978 15.48952913306198
"""


@pytest.fixture
def production(tmp_path: Path) -> Production:
    """Give the small production in a folder of its own."""
    return load(write_small(tmp_path / "film"))


def outside(tmp_path: Path, text: str = ELEMENTS, name: str = "new.tle") -> Path:
    """Write elements beside the folder."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(call: object) -> set[str]:
    """Give the codes of what is refused."""
    with pytest.raises(CupolaError) as caught:
        assert callable(call)
        call()
    return {message.code for message in caught.value.messages}


def test_elements_from_outside_are_brought_into_the_folder_once(production: Production, tmp_path: Path) -> None:
    assert brought_in(production, outside(tmp_path)) == "orbit/new.tle"
    assert (production.folder / "orbit" / "new.tle").read_text("utf-8") == ELEMENTS
    assert brought_in(production, outside(tmp_path)) == "orbit/new.tle"
    assert brought_in(production, production.folder / "orbit" / "iss.tle") == "orbit/iss.tle"


def test_another_file_of_that_name_is_never_written_over(production: Production, tmp_path: Path) -> None:
    (production.folder / "orbit" / "new.tle").write_text("mine", encoding="utf-8")
    assert codes(lambda: brought_in(production, outside(tmp_path))) == {"E595"}
    assert (production.folder / "orbit" / "new.tle").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["two\nlines.tle", "a\x1b[31mred.tle", "raw\udcff.tle", "n" * 97 + ".tle"])
def test_a_name_that_cannot_stand_in_a_plan_is_refused_before_anything_is_written(
    production: Production, tmp_path: Path, name: str
) -> None:
    assert codes(lambda: brought_in(production, outside(tmp_path, name=name))) == {"E595"}
    assert [file.name for file in (production.folder / "orbit").iterdir()] == ["iss.tle"]
    assert brought_in(production, outside(tmp_path, name="n" * 96 + ".tle")) == f"orbit/{'n' * 96}.tle"


def test_the_production_flies_on_the_new_orbit_and_its_documents_are_the_same(
    production: Production, tmp_path: Path
) -> None:
    name = brought_in(production, outside(tmp_path))
    renewed = with_orbit(production, [name])
    assert renewed.orbit.name == "new.tle"
    assert renewed.digest == production.digest
    at = [production.shoot.start]
    assert renewed.orbit.positions(at) == pytest.approx(production.orbit.positions(at))


def test_a_file_that_was_exchanged_is_named_where_a_hash_was_kept(production: Production, tmp_path: Path) -> None:
    names = [brought_in(production, outside(tmp_path, name=name)) for name in ("a.tle", "b.tle")]
    there = [production.folder / name for name in names]
    hashes = [sha256_of(file) for file in there]
    assert hashes == [hashlib.sha256(ELEMENTS.encode()).hexdigest()] * 2
    with_orbit(production, names, hashes)
    there[1].write_text(f"# exchanged\n{ELEMENTS}", encoding="utf-8")
    with pytest.raises(CupolaError) as error:
        with_orbit(production, names, hashes)
    assert [(m.code, m.text.split()[0]) for m in error.value.messages] == [("E597", "orbit/b.tle")]
    assert codes(lambda: with_orbit(production, names, hashes[:1])) == {"E597"}, "one without a hash"


def test_a_path_out_of_the_folder_a_missing_file_and_another_satellite_are_refused(
    production: Production, tmp_path: Path
) -> None:
    assert codes(lambda: with_orbit(production, ["../new.tle"])) == {"E102"}
    assert codes(lambda: with_orbit(production, ["orbit/none.tle"])) == {"E101"}
    name = brought_in(production, outside(tmp_path, OTHER, "other.tle"))
    assert codes(lambda: with_orbit(production, [name])) == {"E303"}
    assert codes(lambda: brought_in(production, tmp_path / "none.tle")) == {"E101"}
