"""Invented classes: the same from the same seed, right in every number, and read back whole."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsec_app.exchange.class_list import read
from elsec_app.exchange.class_list.years import born_between, school_year
from elsec_app.exchange.synthetic import children, write_csv
from elsec_app.operations.identifiers import check_nhs_number, check_upn
from elsec_app.operations.pupils import YEAR_GROUPS, YearGroup

ON = date(2026, 11, 24)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10**9),
    st.integers(0, 60),
    st.sampled_from(YEAR_GROUPS),
    st.dates(date(2024, 1, 1), date(2032, 1, 1)),
)
def test_read_back_whole(seed: int, count: int, year_group: YearGroup, on: date) -> None:
    rows = children(seed, max(count, 1), year_group, on)
    reading = read(write_csv(rows), today=on)
    assert reading.children == rows
    assert [p for p in reading.problems if p.field != "date_of_birth"] == []
    assert reading.ignored_columns == ("FSM Eligible",)


def test_the_same_seed_gives_the_same_class() -> None:
    assert children(5, 30, "R", ON) == children(5, 30, "R", ON)
    assert children(5, 30, "R", ON) != children(6, 30, "R", ON)


@pytest.mark.parametrize("year_group", YEAR_GROUPS)
def test_ages_and_numbers_are_right(year_group: YearGroup) -> None:
    rows = children(7, 1500, year_group, ON)
    first, last = born_between(year_group, school_year(ON))
    assert all(first <= row.date_of_birth <= last for row in rows)
    upns = [row.upn for row in rows if row.upn]
    numbers = [row.nhs_number for row in rows if row.nhs_number]
    assert all(check_upn(upn).severity is None for upn in upns)
    assert all(check_nhs_number(number).value and number[:3] == "999" for number in numbers)
    assert len(set(upns)) == len(upns) == (0 if year_group in ("N1", "N2") else len(rows))
    assert len(set(numbers)) == len(numbers) > 800
    assert {row.sex for row in rows} == {"F", "M"}
    assert {row.sen_provision for row in rows} == {"N", "K", "E"}
    assert len({row.first_language for row in rows}) > 5
