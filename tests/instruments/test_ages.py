"""Age at test, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.instruments.ages import Age, BornAfterTest, age_at, completes, in_words

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "months", "days"),
    [
        ("2020-03-15", "2020-03-15", 0, 0),
        ("2020-03-15", "2024-06-14", 50, 30),
        ("2020-03-15", "2024-06-15", 51, 0),
        ("2020-02-29", "2021-02-28", 11, 30),  # a common year has no 29 February
        ("2020-02-29", "2021-03-01", 12, 0),
        ("2020-02-29", "2024-02-28", 47, 30),
        ("2020-02-29", "2024-02-29", 48, 0),
        ("2021-01-31", "2021-02-28", 0, 28),  # a month without the day
        ("2021-01-31", "2021-03-01", 1, 0),
        ("2021-08-31", "2021-09-30", 0, 30),
        ("2021-08-31", "2021-10-01", 1, 0),
        ("2020-12-31", "2026-12-30", 71, 29),
        ("2020-12-31", "2026-12-31", 72, 0),
        ("2018-12-15", "2019-01-14", 0, 30),
    ],
)
def test_age_in_completed_months(born: str, on: str, months: int, days: int) -> None:
    assert age_at(date.fromisoformat(born), date.fromisoformat(on)) == Age(months, days)


def test_tested_before_born_is_refused() -> None:
    with pytest.raises(BornAfterTest, match="Check both dates"):
        age_at(date(2022, 5, 2), date(2022, 5, 1))


@pytest.mark.parametrize(("months", "words"), [(0, "0;0"), (11, "0;11"), (51, "4;3"), (96, "8;0")])
def test_age_in_words(months: int, words: str) -> None:
    assert in_words(months) == words


@given(DAYS, DAYS)
def test_never_younger_the_next_day(first: date, second: date) -> None:
    born, on = sorted((first, second))
    today, tomorrow = age_at(born, on), age_at(born, on + timedelta(days=1))
    assert today < tomorrow
    assert tomorrow.months - today.months in (0, 1)
    assert 0 <= today.days <= 30


@given(DAYS, st.integers(0, 200))
def test_a_month_is_complete_on_its_day_and_not_before(born: date, months: int) -> None:
    day = completes(born, months)
    assert age_at(born, day) == Age(months, 0)
    if months:
        assert age_at(born, day - timedelta(days=1)).months == months - 1
