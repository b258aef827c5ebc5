"""Published files: both forms, and every way in which they can be wrong, with its line."""

from __future__ import annotations

import pytest
from hypothesis import given

from cupola.errors import PlanError
from cupola.plan.order.instance import Instance
from cupola.plan.order.reading import read
from tests.plan.order.instances import small

DZN = """\
% a comment = here
numScenes = 3;
numActors = 2;

ia = [| 1, 0, 1
      | 0, 1, 1 |];

c = [10, 3];
d = [1,
     2, 4];
s = [3,2,1];
"""
MELBOURNE = """\
tiny name
3
2

1 0 1   10
0 1 1   3

1 2 4
"""
MEANT = Instance.of([[1, 0, 1], [0, 1, 1]], [10, 3], [1, 2, 4])


def fault(text: str) -> tuple[str, str, int]:
    with pytest.raises(PlanError) as caught:
        read(text, "film.dzn")
    (message,) = caught.value.messages
    assert message.where is not None
    assert message.where.file == "film.dzn"
    return message.code, message.text, message.where.line


def test_both_forms_of_the_same_table_are_the_same_instance() -> None:
    assert read(DZN, "a.dzn") == read(MELBOURNE, "a") == MEANT


def test_rows_closed_by_a_bar_and_rows_opened_by_one_are_read_alike() -> None:
    assert read(DZN.replace("[| 1, 0, 1\n      | 0, 1, 1 |]", "[|\n1,0,1|\n0,1,1|]"), "a.dzn") == MEANT


def test_an_actor_with_no_scene_is_accepted() -> None:
    assert read(MELBOURNE.replace("0 1 1   3", "0 0 0   3"), "a").paid([0, 1, 2]) == (7, 0)


@pytest.mark.parametrize(
    ("old", "new", "code", "text", "line"),
    [
        ("c = [10, 3];", "", "E620", '"c" is missing', 1),
        ("c = [10, 3];", "c = [10];", "E621", '"c" has 1 numbers where 2 are needed', 8),
        ("0, 1, 1", "0, 1", "E621", '"ia" has 5 numbers where 6 are needed', 5),
        ("0, 1, 1", "0, 2, 1", "E621", '"2" says neither 0 nor 1', 6),
        ("2, 4]", "2, -4]", "E621", '"-4" is not a whole number', 10),
        ("2, 4]", "2, 4.5]", "E621", '"4.5" is not a whole number', 10),
        ("2, 4]", "2, " + "9" * 30 + "]", "E621", "is not a whole number", 10),
        ("numScenes = 3;", "numScenes = 65;", "E622", "there are 65 scenes", 2),
        ("numScenes = 3;", "numScenes = many;", "E621", '"many" is not a whole number', 2),
        ("numScenes = 3;", "numScenes = 3, 4;", "E621", '"numScenes" is not one number', 2),
        ("numActors = 2;", "numActors = 200;", "E622", "there are 200 actors", 3),
        ("numActors = 2;", "numActors = 2;\nnumActors = 2;", "E621", '"numActors" is given twice', 4),
        ("s = [3,2,1];", "s = [3,2,1]", "E621", '"s" does not end in ";"', 11),
        ("c = [10, 3];", "c = [999999999999999, 999999999999999];", "E622", "too large a number", 1),
    ],
)
def test_a_fault_of_minizinc_data_is_named_with_its_line(old: str, new: str, code: str, text: str, line: int) -> None:
    found = fault(DZN.replace(old, new))
    assert (found[0], found[2]) == (code, line)
    assert text in found[1]


@pytest.mark.parametrize(
    ("old", "new", "code", "text", "line"),
    [
        ("1 2 4", "1 2", "E621", "12 numbers follow the name where 13 are needed", 8),
        ("1 2 4", "1 2 4 5", "E621", "14 numbers follow the name where 13 are needed", 8),
        ("0 1 1   3", "0 x 1   3", "E621", '"x" says neither 0 nor 1', 6),
        ("0 1 1   3", "0 1 1   ?", "E621", '"?" is not a whole number', 6),
        ("3\n2", "three\n2", "E620", "no instance of talent scheduling", 1),
        ("3\n2", "70\n2", "E622", "there are 70 scenes", 2),
        ("3\n2", "3\n99", "E622", "there are 99 actors", 3),
    ],
)
def test_a_fault_of_melbourne_data_is_named_with_its_line(old: str, new: str, code: str, text: str, line: int) -> None:
    found = fault(MELBOURNE.replace(old, new))
    assert (found[0], found[2]) == (code, line)
    assert text in found[1]


@pytest.mark.parametrize("text", ["", "\n", "a", "name\n0\n0\n", "\0\0\0", "=", "= ;", "x = ;" * 100])
def test_what_is_no_instance_is_refused_with_a_message(text: str) -> None:
    assert fault(text)[0] in ("E620", "E621")


def test_a_great_number_of_fields_and_lines_is_refused_at_once() -> None:
    assert fault("a = 1;\n" * 100_000)[0] == "E621"
    assert fault("name\n" + "1 " * 100_000)[0] == "E621"


@given(small())
def test_what_is_written_in_either_form_is_read_back(instance: Instance) -> None:
    n, m = len(instance.cast), len(instance.pay)
    rows = [[instance.cast[s] >> a & 1 for s in range(n)] for a in range(m)]
    table = "".join(f"|{','.join(map(str, row))}" for row in rows)
    dzn = f"numScenes={n};numActors={m};\nia=[{table}|];c={list(instance.pay)};d={list(instance.length)};"
    lines = [*(f"{' '.join(map(str, row))} {pay}" for row, pay in zip(rows, instance.pay, strict=True))]
    melbourne = "\n".join(["x", f"{n} {m}", *lines, " ".join(map(str, instance.length))])
    assert read(dzn, "x.dzn") == read(melbourne, "x") == instance
