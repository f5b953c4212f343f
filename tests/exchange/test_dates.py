"""Dates of birth in every shape; the order of day and month from the whole column."""

from datetime import date, datetime

import pytest

from elsec_app.exchange.class_list.dates import Numeric, decide_order, parse
from elsec_app.exchange.class_list.grid import Cell
from tests.exchange.dialects import TODAY

BORN = date(2022, 3, 14)

SHAPES: list[Cell] = [
    *("14/03/2022", "14/3/2022", "14-03-2022", "14.03.2022", "14 03 2022", "14/03/22"),
    *("2022-03-14", "2022/03/14", "2022-03-14T00:00:00", "2022-03-14 00:00:00", "20220314"),
    *("14 Mar 2022", "14-Mar-22", "14 March 2022", "14th March 2022", "14th of March 2022"),
    *("Monday, 14 March 2022", "Mon 14 Mar 2022", "Mar 14, 2022", "March 14th, 2022"),
    *("14-MAR-2022", "14/Mar/2022", "14mar2022", "03/14/2022", "14/03/2022 00:00", "44634"),
    *(" 14/03/2022\u00a0", "14/03/2022 12:00:00 AM", "14‐03‐2022", "2022-03-14T00:00:00Z"),
    *(44634, 44634.0, 44634.5, BORN, datetime(2022, 3, 14, 9, 30), "14032022"),  # noqa: DTZ001
]

NOT_DATES: list[Cell] = [
    *("", "n/a", "14/13/2022", "31/02/2022", "29/02/2022", "2022-02-30", "14/03", "1234", "0"),
    *("14/03/022", "Marble 14 2022", "0/0/0", "99/99/9999", "1/1/1899", 12.0, 1e300, True, None),
    *(float("nan"), float("inf"), "14 Mai 2022", "2022"),
]


def born(cell: Cell) -> date | None:
    made = parse(cell, TODAY)
    return made.as_date("day-first") if isinstance(made, Numeric) else made


@pytest.mark.parametrize("cell", SHAPES, ids=repr)
def test_shapes(cell: Cell) -> None:
    assert born(cell) == BORN


@pytest.mark.parametrize("cell", NOT_DATES, ids=repr)
def test_what_is_no_date(cell: Cell) -> None:
    assert born(cell) is None


def test_two_digits_mean_the_latest_such_year_that_has_begun() -> None:
    assert born("01/02/26") == date(2026, 2, 1)
    assert born("01/02/27") == date(1927, 2, 1)


def test_29_february() -> None:
    assert born("29/02/2020") == date(2020, 2, 29)


COLUMNS = [
    (["14/03/2022", "05/06/2022"], "day-first", True, ""),
    (["03/14/2022", "05/06/2022"], "month-first", True, ""),
    (["03/04/2022", "05/06/2022"], "day-first", False, "either"),
    (["05/05/2022"], "day-first", True, ""),
    (["14/03/2022", "03/14/2022", "01/02/2022"], "day-first", False, "both"),
    (["2022-04-03", "3 Apr 2022"], "day-first", True, ""),
    (["14/03/2022", date(2022, 4, 3), date(2022, 6, 5)], "day-first", False, "swapped"),
    (["14/03/2022", date(2022, 4, 13), date(2022, 6, 5)], "day-first", True, ""),
    ([], "day-first", True, ""),
]


@pytest.mark.parametrize(("cells", "order", "certain", "doubt"), COLUMNS)
def test_the_column_decides(cells: list[Cell], order: str, certain: bool, doubt: str) -> None:
    how = decide_order(cells, {cell: parse(cell, TODAY) for cell in cells})
    assert (how.order, how.certain, how.doubt) == (order, certain, doubt)
