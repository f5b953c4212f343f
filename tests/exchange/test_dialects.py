"""Random class lists in random dialects are read back exactly as they were written."""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from elsec_app.exchange.class_list import Reading, read
from elsec_app.operations.pupils import PupilRow
from tests.exchange.dialects import TODAY, UNREAD, Dialect, lists

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def check(file: bytes, children: list[PupilRow], how: Dialect) -> Reading:
    note(repr(how))
    reading = read(file, today=TODAY)
    assert list(reading.children) == children
    assert [p for p in reading.problems if p.severity == "error"] == []
    return reading


@FEW
@given(lists("csv", "semicolons", "tsv", "bars"))
def test_text(one: tuple[bytes, list[PupilRow], Dialect]) -> None:
    file, children, how = one
    reading = check(file, children, how)
    assert reading.kind == how.kind
    assert set(how.unread) == set(reading.ignored_columns) & set(UNREAD)


@FEW
@given(lists("xlsx", "xls"))
def test_workbooks(one: tuple[bytes, list[PupilRow], Dialect]) -> None:
    check(*one)


@FEW
@given(lists("excel-xml", "web-page"))
def test_tables_that_call_themselves_excel(
    one: tuple[bytes, list[PupilRow], Dialect],
) -> None:
    check(*one)


@FEW
@given(lists("ctf flat", "ctf nested"))
def test_common_transfer_files(one: tuple[bytes, list[PupilRow], Dialect]) -> None:
    reading = check(*one)
    assert "Contacts" in reading.ignored_columns


@pytest.mark.deep
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        *(lists(kind) for kind in ("csv", "semicolons", "tsv", "bars", "xlsx", "xls")),
        *(lists(kind) for kind in ("excel-xml", "web-page", "ctf flat", "ctf nested")),
    )
)
def test_every_dialect_deep(one: tuple[bytes, list[PupilRow], Dialect]) -> None:
    check(*one)
