"""Files that are no class list, or that mean harm; each made on the spot, none kept."""

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Callable

from tests.exchange.old_workbooks import (
    cell,
    compound,
    old_workbook,
    record,
    small_compound,
    stream,
)
from tests.exchange.workbooks import packed, parts, sheet_xml, workbook

_HEAD = ["Surname", "Forename", "DOB"]
_CHILD = ["Okafor", "Amelia", "24/05/2022"]
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_PUPIL = "<Pupil><Surname>A</Surname><Forename>B</Forename><DOB>2022-01-01</DOB></Pupil>"


def _sheet(cells: str) -> bytes:
    return packed(parts({"S": f"<worksheet><sheetData>{cells}</sheetData></worksheet>"}))


def zip_bomb() -> bytes:
    rows = "<row>" + "<c><v>1</v></c>" * 10 + "</row>"
    return _sheet(rows * (70_000_000 // len(rows)))


def many_entries() -> bytes:
    return packed({**parts({"S": sheet_xml([_HEAD])}), **{f"x{n}.xml": "" for n in range(300)}})


def lying_header() -> bytes:
    """The directory promises 100 bytes where twenty megabytes unpack."""
    plain = _sheet("<row>" + " " * 20_000_000 + "</row>")
    name = b"xl/worksheets/sheet1.xml"
    at = plain.rindex(name) - 46
    lied = bytearray(plain)
    struct.pack_into("<I", lied, at + 24, 100)
    return bytes(lied)


def overlapping_entries() -> bytes:
    """Two hundred directory entries that all point at the same packed data."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "x")
        book.writestr("xl/worksheets/sheet1.xml", "<row/>" * 150_000)
        for n in range(2, 190):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{n}.xml")
            first = book.getinfo("xl/worksheets/sheet1.xml")
            for field in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(info, field, getattr(first, field))
            book.filelist.append(info)
    return out.getvalue()


def nested_zip() -> bytes:
    return packed({"inner.zip": workbook([_HEAD, _CHILD])})


def stray_cell() -> bytes:
    return _sheet('<row r="1"><c r="A1"><v>1</v></c></row>'
                  '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')  # fmt: skip


def stray_cell_spaced() -> bytes:
    return _sheet('<row r = "1"><c r = "A1"><v>1</v></c></row>'
                  "<row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row>")  # fmt: skip


def unplaced_cells() -> bytes:
    chance = random.Random(3)
    wide = "".join(f"<c><v>{chance.random()}</v></c>" for _n in range(100_000))
    tall = "".join(f"<row><c><v>{chance.random()}</v></c></row>" for _n in range(40_000))
    return _sheet(f"<row>{wide}</row>{tall}")


def boasting_dimension() -> bytes:
    """A dimension of ninety million cells around one."""
    text = sheet_xml([_HEAD]).replace("<sheetData>", '<dimension ref="A1:IV350000"/><sheetData>')
    return packed(parts({"S": text}))


def boasting_counts() -> bytes:
    """Counts of more strings and styles than there is memory in the world."""
    files = parts({"S": sheet_xml([_HEAD])})
    boast = 'count="4611686018427387904" uniqueCount="4611686018427387904"'
    files["xl/sharedStrings.xml"] = f"<sst {boast}><si><t>a</t></si></sst>"
    files["xl/styles.xml"] = files["xl/styles.xml"].replace('count="2"', boast)
    return packed(files)


def million_row_workbook() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 60_001))
    return _sheet(rows)


def entity_in_workbook() -> bytes:
    text = f"<!DOCTYPE x [<!ENTITY e0 'a'>{_ENTITIES}]>" + sheet_xml([["&e9;"]])
    return packed(parts({"S": text}))


def stray_old_cell() -> bytes:
    return compound(stream(cell(0, 0, "a") + cell(65535, 255, "b")))


def stray_cell_in_small_stream() -> bytes:
    return small_compound(stream(cell(0, 0, "a") + cell(65535, 255, "b")))


def circular_old_workbook() -> bytes:
    data = bytearray(old_workbook([_HEAD, _CHILD] * 200))
    struct.pack_into("<I", data, 512 + 4 * 4, 2)
    return bytes(data)


def locked_old_workbook() -> bytes:
    return compound(stream(b"", extra=record(0x002F, b"\0" * 6)))


def locked_workbook() -> bytes:
    return compound(b"x" * 5000, name="EncryptedPackage")


def entity_bomb() -> bytes:
    return (
        f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'lol'>{_ENTITIES}]>"
        "<CTfile><CTFpupilData><Pupil><Surname>&e9;</Surname></Pupil></CTFpupilData></CTfile>"
    ).encode()


def outside_entity() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b"<CTfile><Pupil><Surname>&e;</Surname></Pupil></CTfile>"
    )


def outside_dtd() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE CTfile SYSTEM "http://localhost/x.dtd"><CTfile/>'


def deep_xml() -> bytes:
    return b"<?xml version='1.0'?>" + b"<a>" * 1_000_000


def million_pupils() -> bytes:
    return (f"<?xml version='1.0'?><CTfile>{_PUPIL * 120_000}</CTfile>").encode()


def sheet_xml_index() -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a">'
        '<Table><Row ss:Index="999999999"><Cell ss:Index="999999999"><Data>a</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    ).encode()


def page_without_end() -> bytes:
    return b"<table>" + b"<td" * 2_000_000


def page_of_comments() -> bytes:
    return b"<html>" + b"<!--" * 2_000_000


def million_rows() -> bytes:
    return b"Surname,Forename,DOB\r\n" + b"Okafor,Amelia,24/05/2022\r\n" * 1_000_000


def commas() -> bytes:
    return b"," * 31_000_000


def lines_of_commas() -> bytes:
    return (b"," * 600 + b"\n") * 45_000


def one_long_line() -> bytes:
    return b"Surname,Forename,DOB\n" + b"a" * 31_000_000


def quotes() -> bytes:
    return b'Surname,Forename,DOB\n"' + b'a,b,01/01/2022\n""' * 6_000


def too_big() -> bytes:
    return b"a,b\n" * 9_000_000


def binary() -> bytes:
    return random.Random(1).randbytes(3_000_000)


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(10_000)


NOT_CLASS_LISTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "white space": (lambda: b" \r\n\t" * 50, "is empty"),
    "only a mark": (lambda: b"\xef\xbb\xbf", "is empty"),
    "only NULs": (lambda: b"\0" * 5000, "is empty"),
    "binary": (binary, "not a class list"),
    "picture": (picture, "not a class list"),
    "gzip": (lambda: gzip.compress(b"Surname,Forename\n" * 999), "not a class list"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"x" * 99, "PDF"),
    "a letter": (lambda: b"Dear all,\nplease find\nthe list\nattached.\n", "children"),
    "no dates": (lambda: b"Surname,Forename\nOkafor,Amelia\nLi,Leo\n", "dates of birth"),
    "no names": (lambda: b"DOB,UPN\n01/02/2022,\n02/02/2022,\n", "names"),
    "only a header": (lambda: b"Surname,Forename,DOB\n", "children"),
    "Word": (lambda: packed({"word/document.xml": "x"}), "Word"),
    "OpenDocument": (lambda: packed({"content.xml": "x", "mimetype": "y"}), ".xlsx"),
    "some zip": (lambda: packed({"list.csv": "a"}), "zip file"),
    "zip in zip": (nested_zip, "zip file"),
    "truncated workbook": (lambda: workbook([_HEAD, _CHILD])[:900], "damaged"),
    "truncated old workbook": (lambda: old_workbook([_HEAD, _CHILD])[:1500], "damaged"),
    "truncated XML": (lambda: b"<?xml version='1.0'?><CTfile><Pupil><UPN>A", "damaged"),
    "other XML": (lambda: b"<?xml version='1.0'?><note><to>you</to></note>", "children"),
    "zip bomb": (zip_bomb, "unpacks to far more"),
    "many entries": (many_entries, "unpacks to far more"),
    "lying header": (lying_header, "unpacks to far more"),
    "overlapping entries": (overlapping_entries, "unpacks to far more"),
    "stray cell": (stray_cell, "50,000 rows"),
    "stray cell with spaces": (stray_cell_spaced, "50,000 rows"),
    "cells without a place": (unplaced_cells, "50,000 rows"),
    "boasting dimension": (boasting_dimension, "dates of birth"),
    "boasting counts": (boasting_counts, "dates of birth"),
    "million-row workbook": (million_row_workbook, "50,000 rows"),
    "entity in workbook": (entity_in_workbook, "entities"),
    "stray cell in an old workbook": (stray_old_cell, "50,000 rows"),
    "stray cell in a small stream": (stray_cell_in_small_stream, "50,000 rows"),
    "circular old workbook": (circular_old_workbook, "damaged"),
    "locked old workbook": (locked_old_workbook, "password"),
    "locked workbook": (locked_workbook, "password"),
    "entity bomb": (entity_bomb, "entities"),
    "outside entity": (outside_entity, "entities"),
    "outside DTD": (outside_dtd, "entities"),
    "entity bomb in UTF-16": (lambda: entity_bomb().decode().encode("utf-16"), "entities"),
    "deep XML": (deep_xml, "damaged"),
    "million pupils": (million_pupils, "50,000 rows"),
    "boasting index": (sheet_xml_index, "50,000 rows"),
    "page without end": (page_without_end, "children"),
    "page of comments": (page_of_comments, "children"),
    "million rows": (million_rows, "50,000 rows"),
    "commas": (commas, "50,000 rows"),
    "lines of commas": (lines_of_commas, "50,000 rows"),
    "one long line": (one_long_line, "50,000 rows"),
    "too big": (too_big, "32 MB"),
}
"""Name to the file's maker and words that its one sentence holds."""


def _row(n: int) -> list[str]:
    """A row in which nothing repeats and nothing is right."""
    year, month, day = 2016 + n % 8, n % 12 + 1, n % 28 + 1
    return [
        f"Ökafor-{n}", f"Amélia {n}", f"{day:02}/{month:02}/{year}", f"sex {n}", f"A{n:012}",
        f"{n:010}", f"year {n}", f"class {n}", f"language {n}", f"sen {n}",
    ]  # fmt: skip


_FULL = ["Surname", "Forename", "DOB", "Sex", "UPN", "NHS Number", "Year", "Class",
         "First language", "SEN provision"]  # fmt: skip


def _full(count: int, width: int) -> list[list[str]]:
    more = [f"Note {n}" for n in range(width - len(_FULL))]
    return [_FULL + more, *([*_row(n), *more] for n in range(count))]


def _lines(rows: list[list[str]]) -> bytes:
    return "\n".join(map(",".join, rows)).encode()


def _pupils(count: int) -> bytes:
    tags = ("Surname", "Forename", "DOB", "Gender", "UPN", "NHSnumber", "NCyearActual", "RegGroup",
            "FirstLanguage", "SENprovision")  # fmt: skip
    made = (
        "".join(f"<{tag}>{said}</{tag}>" for tag, said in zip(tags, _row(n), strict=True))
        for n in range(count)
    )
    body = "".join(f"<Pupil>{one}</Pupil>" for one in made)
    return f"<?xml version='1.0'?><CTfile><CTFpupilData>{body}</CTFpupilData></CTfile>".encode()


def _million_cells() -> str:
    """As short as cells can be."""
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(3, 20))
    words = '<c t="inlineStr"><is><t>{}</t></is></c>'
    head = f"<row>{''.join(map(words.format, _HEAD))}</row>"
    born = "<c><v>44700</v></c>"
    return head + "".join(
        f"<row>{words.format(f'A{n}')}{words.format(f'B{n}')}{born}{cells}</row>"
        for n in range(49_990)
    )


LARGE: dict[str, tuple[Callable[[], bytes], int]] = {
    "fifty thousand wrong rows": (lambda: _lines(_full(49_990, 10)), 49_990),
    "a million cells": (lambda: _lines(_full(49_990, 20)), 49_990),
    "a large workbook": (lambda: workbook(_full(12_000, 60)), 12_000),
    "a million cells in a workbook": (lambda: _sheet(_million_cells()), 49_990),
    "a large old workbook": (lambda: old_workbook(_full(20_000, 10)), 20_000),
    "fifty thousand pupils": (lambda: _pupils(49_990), 49_990),
}
"""The largest that is not refused, in which no value spares the reader any work; how many children
are in it."""
