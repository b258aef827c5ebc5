"""Boards as other tools export them, written for the tests: no file of anybody."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence

STUDIO = """\
Scene,I/E,Set,D/N,Pages,Cast ID(s),Synopsis,Location,Props,Wardrobe,Script Day,Budget
1,INT,NAUKA,DAY,2/8,1,Anna floats to the window.,Baikonur,"lamp, tin",,D1,300
END OF DAY 1 - 2/8 pgs,,,,,,,,,,,
2,INT,NAUKA,NIGHT,1 3/8,"1, 2","Dark, they listen.",,torch,overall; cap,D1,
"""
"""A stripboard as web tools export it, with day breaks."""

RUSSIAN = """\
Сцена;Инт/Нат;Объект;Режим;Хронометраж;Персонажи;Описание;Реквизит;Грим;Массовка
1;ИНТ;НАУКА;ДЕНЬ;01:00;АННА;Анна у окна.;лампа, банка;щетина;
2;ИНТ;НАУКА;НОЧЬ;00:30;АННА, ПЁТР;Темно.;фонарь;;10 космонавтов
"""

GERMAN = """\
Bild\tInnen/Außen\tMotiv\tTageszeit\tSeiten\tRollen\tInhalt\tRequisite
1\tInnen\tNauka\tTag\t2/8\tANNA\tAnna öffnet die Dose für später.\tLöffel, Dose
3\tInnen\tCupola\tTag\t1,375\tANNA\tSüße Müdigkeit, größer als früher.\tKopfhörer
"""

CAST = """\
№;Персонаж;Исполнитель;Должность;Телефон
1;ANNA;Ada Actress;актриса;+7 900 000 00 00
2;PETER;Piet Player;;
3;ВРАЧ;Наталия Щукина;актриса, режиссёр;
"""


def workbook(
    rows: Sequence[Sequence[object]], title: str = "Board", others: Mapping[str, object] | None = None
) -> bytes:
    """Give a workbook with one sheet of these rows, and cells by their place."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for place, value in (others or {}).items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CATEGORIES = (
    '<CategoryMgr><CategoryList><Category Name="Cast Members"/><Category Name="Props"/></CategoryList></CategoryMgr>'
)
ELEMENTS = """\
<ElementMgr><Elements>
<Element CategoryName="Cast Members" Name="ANNA" BoardID="1"/>
<Element CategoryName="Cast Members" Name="Peter, the elder" BoardID="2"/>
<Element CategoryName="Props" Name="torch"/>
</Elements></ElementMgr>"""
SHEETS = """\
<BreakdownSheetMgr><BreakdownSheets>
<BreakdownSheet BDSID="7" Scenes="1" IE="INT" DN="Day" Set="Nauka" NumScriptPages="2"
 Synopsis="Anna wakes." ScriptDay="D1">
<ElementRefs><ElementRef CategoryName="Cast Members" ElementName="ANNA"/>
<ElementRef CategoryName="Set" ElementName="Nauka"/></ElementRefs></BreakdownSheet>
<BreakdownSheet BDSID="8" Scenes="2" IE="INT" DN="Night" Set="Nauka" NumScriptPages="11" Synopsis="">
<ElementRefs><ElementRef CategoryName="Cast Members" ElementName="Peter, the elder"/>
<ElementRef CategoryName="Props" ElementName="torch"/></ElementRefs></BreakdownSheet>
</BreakdownSheets></BreakdownSheetMgr>"""


def deflated(text: bytes) -> bytes:
    """Give bytes in raw DEFLATE."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(text) + stream.flush()


def msd(*sections: str | bytes) -> bytes:
    """Give a file of Movie Magic Scheduling with these sections, as the format is described."""
    bodies = [one.encode() if isinstance(one, str) else one for one in sections or (CATEGORIES, ELEMENTS, SHEETS)]
    blocks = [b"/********* EPSF SECTION *********/ ".ljust(67, b"\0") + b"\1" + deflated(body) for body in bodies]
    head = bytearray(b"/********* EPSF FILE ********/ ".ljust(716, b"\0"))
    struct.pack_into(">II", head, 260, 716 + sum(map(len, blocks)), len(blocks))
    at, entries = 716, b""
    for block in blocks:
        mark = b"/********* EPSF SECTION MAP *********/ ".ljust(68, b"\0")
        entries += (mark + struct.pack(">II", at, len(block))).ljust(332, b"\0")
        at += len(block)
    return bytes(head) + b"".join(blocks) + entries
