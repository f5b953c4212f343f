"""UPN and NHS numbers, as tables anyone can check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.operations.identifiers import (
    UPN_LETTERS,
    check_nhs_number,
    check_upn,
    is_temporary_upn,
    upn_check_letter,
)

RIGHT_UPNS = [
    ("B801200005001", "B801200005001"),  # domain report 4.1
    ("A894383425738", "A894383425738"),  # from the sample report
    (" b801 2000 05001 ", "B801200005001"),
    ("B801\u00a0200005001", "B801200005001"),
]

WRONG_UPNS = [
    ("A801200005001", "should be B, not A"),
    ("B80120000500", "this one has 12"),
    ("I801200005001", "without I, O or S"),
    ("B80120000A001", "without I, O or S"),
    ("B80120000500O", "without I, O or S"),
    ("B８01200005001", "not a UPN"),  # a full-width digit
]

RIGHT_NHS = [
    ("9434765919", "9434765919"),  # domain report 4.1
    ("943 476 5919", "9434765919"),
    ("943-476-5919", "9434765919"),
    (" 943\u00a0476\u00a05919 ", "9434765919"),
    ("999 788 5775", "9997885775"),  # from the sample workbook
]

WRONG_NHS = [
    ("9434765918", "does not add up"),
    ("943476591", "this one has 9"),
    ("94347659190", "this one has 11"),
    ("943476591X", "should be 10 digits"),
    ("９434765919", "should be 10 digits"),
]


@pytest.mark.parametrize(("typed", "upn"), RIGHT_UPNS)
def test_right_upns(typed: str, upn: str) -> None:
    checked = check_upn(typed)
    assert (checked.value, checked.severity) == (upn, None)


@pytest.mark.parametrize(("typed", "says"), WRONG_UPNS)
def test_wrong_upns(typed: str, says: str) -> None:
    checked = check_upn(typed)
    assert (checked.value, checked.severity) == (None, "error")
    assert says in str(checked.sentence)


@pytest.mark.parametrize(("typed", "number"), RIGHT_NHS)
def test_right_nhs_numbers(typed: str, number: str) -> None:
    checked = check_nhs_number(typed)
    assert (checked.value, checked.severity) == (number, None)


@pytest.mark.parametrize(("typed", "says"), WRONG_NHS)
def test_wrong_nhs_numbers(typed: str, says: str) -> None:
    checked = check_nhs_number(typed)
    assert (checked.value, checked.severity) == (None, "error")
    assert says in str(checked.sentence)


def test_a_temporary_upn_ends_in_a_letter_that_counts_as_its_index() -> None:
    rest = "89420002600C"
    upn = upn_check_letter(rest) + rest
    total = sum(int(d) * w for d, w in zip("89420002600", range(2, 13), strict=True)) + 2 * 13
    assert upn[0] == UPN_LETTERS[total % 23]
    assert check_upn(upn).value == upn
    assert is_temporary_upn(upn)
    assert not is_temporary_upn("B801200005001")


def test_an_unlisted_local_authority_is_only_a_warning() -> None:
    rest = "000200005001"
    checked = check_upn(upn_check_letter(rest) + rest)
    assert checked.value is not None
    assert checked.severity == "warning"
    assert "000" in str(checked.sentence)


@given(st.from_regex(r"894[0-9]{8}[0-9A-HJ-NP-RT-Z]", fullmatch=True), st.integers(0, 22))
def test_exactly_one_letter_fits(rest: str, n: int) -> None:
    letter = UPN_LETTERS[n]
    fits = check_upn(letter + rest).value is not None
    assert fits == (letter == upn_check_letter(rest))


@given(st.integers(0, 10**9 - 1))
def test_at_most_one_last_digit_fits_an_nhs_number(stem: int) -> None:
    nine = f"{stem:09d}"
    total = sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True))
    last = (11 - total % 11) % 11
    good = [d for d in "0123456789" if check_nhs_number(nine + d).value]
    assert good in ([str(last)] if last < 10 else [], [])
    assert good or last == 10 or nine < "320000000"  # below that: dates of birth in Scotland
