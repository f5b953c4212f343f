"""Old Excel files: our reader against another's on sound files, and alone on the others."""

import io
import random
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elsec_app.exchange.class_list.grid import Cell
from elsec_app.exchange.class_list.oldbook import read_old_workbook
from tests.exchange.old_workbooks import (
    cell,
    compound,
    formula,
    many_rk,
    old_workbook,
    record,
    rk,
    shared,
    shared_strings,
    small_compound,
    stream,
)
from tests.exchange.workbooks import serial

WORDS = st.text(
    alphabet=st.characters(categories=["L", "Nd", "Pd", "Zs"], max_codepoint=0xFFFF), min_size=1,
    max_size=40,
)  # fmt: skip
BORN = date(2022, 3, 14)


def ours(file: bytes) -> list[list[Cell]]:
    return read_old_workbook(file)[0].rows


def theirs(file: bytes) -> list[list[Cell]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(file)) as book:
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)  # type: ignore[return-value]


def same(one: list[list[Cell]], other: list[list[Cell]]) -> bool:
    """Alike but for how an empty cell, a whole number and midnight are spelled."""
    return [_plain(row) for row in one] == [_plain(row) for row in other]


def _plain(row: list[Cell]) -> list[Cell]:
    cells = [value.date() if isinstance(value, datetime) else value for value in row]
    cells = ["" if value is None else value for value in cells]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS | st.integers(0, 10**6), max_size=6), min_size=1, max_size=20))
def test_labels_and_numbers(rows: list[list[str | int]]) -> None:
    file = old_workbook([["first"], *rows])
    assert same(ours(file), theirs(file))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=200), st.integers(40, 400), st.integers(0, 10**6))
def test_shared_strings_split_anywhere(texts: list[str], cut: int, seed: int) -> None:
    order = random.Random(seed).choices(range(len(texts)), k=len(texts))
    cells = b"".join(shared(n, 0, number) for n, number in enumerate(order))
    file = compound(stream(cells, extra=shared_strings(texts, cut)))
    assert ours(file) == [[texts[number]] for number in order]


def test_packed_numbers_dates_and_formulas() -> None:
    days = [serial(BORN), serial(BORN) + 1]
    cells = cell(0, 0, "a") + rk(0, 1, 7) + rk(0, 2, -7) + many_rk(1, 1, days)
    cells += formula(2, 0, 2.5) + formula(2, 1, "Żak") + cell(2, 2, BORN)
    file = compound(stream(cells))
    assert ours(file) == [["a", 7, -7], [None, BORN, date(2022, 3, 15)], [2.5, "Żak", BORN]]
    assert same(ours(file), theirs(file))


def test_the_old_mac_epoch() -> None:
    file = compound(stream(cell(0, 0, BORN)).replace(record(0x22, b"\0\0"), record(0x22, b"\1\0")))
    assert ours(file) == [[date(2026, 3, 15)]]


def test_a_stream_too_small_for_the_main_table() -> None:
    cells = b"".join(cell(n, 0, f"row {n}") for n in range(60))
    file = small_compound(stream(cells))
    assert len(ours(file)) == 60
    assert same(ours(file), theirs(file))


@pytest.mark.parametrize("wrong", [b"\xff" * 8, b"\0" * 8])
def test_boasting_counts_ask_for_no_memory(wrong: bytes) -> None:
    strings = record(0x00FC, wrong + b"\x01\0\0A")
    file = compound(stream(cell(0, 0, "Surname") + shared(1, 0, 0), extra=strings))
    assert ours(file)[0] == ["Surname"]
