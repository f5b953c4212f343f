"""Rows: each becomes a child or is named with the reason, and every check says its sentence."""

from datetime import date

import pytest

from elsec_app.exchange.class_list import Reading, read
from elsec_app.operations.identifiers import upn_check_letter
from tests.exchange.dialects import TODAY

HEAD = "Surname,Forename,DOB,Sex,UPN,NHS Number,Year Group,Class,First Language,SEN Provision"


def upn(rest: str) -> str:
    return upn_check_letter(rest) + rest


UPN_1, UPN_2 = upn("894205126001"), upn("894205126002")


def read_rows(*rows: str, head: str = HEAD, today: date = TODAY) -> Reading:
    return read("\n".join([head, *rows]).encode(), today=today)


def said(reading: Reading) -> list[tuple[int | None, str | None, str]]:
    return [(p.row, p.field, p.severity) for p in reading.problems]


ONE_ROW = [
    ("Okafor,Amelia,24/05/2022,F,,,R,RA,ENG,N", []),
    ("Okafor,Amelia,,F,,,R,,,", [("date_of_birth", "error")]),
    ("Okafor,Amelia,soon,F,,,R,,,", [("date_of_birth", "error")]),
    ("Okafor,Amelia,24/05/2032,F,,,R,,,", [("date_of_birth", "error")]),
    ("Okafor,Amelia,24/05/1922,F,,,,,,", [("date_of_birth", "error")]),
    ("Okafor,Amelia,24/05/2012,F,,,,,,", [("date_of_birth", "warning")]),
    ("Okafor,Amelia,24/05/2026,F,,,,,,", [("date_of_birth", "warning")]),
    ("Okafor,Amelia,24/05/2021,F,,,R,,,", [("date_of_birth", "warning")]),
    ("Okafor,Amelia,24/05/2018,F,,,R,,,", [("date_of_birth", "error")]),
    (",Amelia,24/05/2022,F,,,R,,,", [("surname", "error")]),
    ("Okafor,,24/05/2022,F,,,R,,,", [("forename", "error")]),
    ("Okafor,-,24/05/2022,F,,,R,,,", [("forename", "error")]),
    ("Okafor,Amelia,24/05/2022,F,A894205126001,,R,,,", [("upn", "error")]),
    ("Okafor,Amelia,24/05/2022,F,N/A,n/a,R,,,", []),
    (f"Okafor,Amelia,24/05/2022,F,{upn('000205126001')},,R,,,", [("upn", "warning")]),
    ("Okafor,Amelia,24/05/2022,F,,999 788 5776,R,,,", [("nhs_number", "error")]),
    ("Okafor,Amelia,24/05/2022,Z,,,R,,,", [("sex", "warning")]),
    ("Okafor,Amelia,24/05/2022,F,,,Owls,,,", [("year_group", "warning")]),
    ("Okafor,Amelia,24/05/2022,F,,,R,,Quenya,", [("first_language", "warning")]),
    ("Okafor,Amelia,24/05/2022,F,,,R,,,Y", [("sen_provision", "warning")]),
]


@pytest.mark.parametrize(("row", "problems"), ONE_ROW)
def test_one_row(row: str, problems: list[tuple[str, str]]) -> None:
    reading = read_rows(row, "Li,Leo,13/02/2022,M,,,R,RA,ENG,N")
    assert said(reading) == [(2, field, severity) for field, severity in problems]
    refused = any(
        severity == "error" and field in ("surname", "forename", "date_of_birth")
        for field, severity in problems
    )
    impossible = row.endswith("24/05/2018,F,,,R,,,")
    assert [c.row for c in reading.children] == ([3] if refused and not impossible else [2, 3])


def test_a_bad_number_is_left_empty_and_the_child_kept() -> None:
    reading = read_rows("Okafor,Amelia,24/05/2022,F,A894205126001,9997885776,R,,,")
    assert (reading.children[0].upn, reading.children[0].nhs_number) == (None, None)
    assert reading.has_errors


def test_the_same_child_twice_is_taken_once() -> None:
    again = "Okafor,Amelia,24/05/2022,F,,,R,RA,ENG,N"
    reading = read_rows(again, "Li,Leo,13/02/2022,M,,,R,RA,ENG,N", again)
    assert [child.row for child in reading.children] == [2, 3]
    assert said(reading) == [(4, None, "warning")]
    assert "row 2" in reading.problems[0].message


def test_accents_and_capitals_do_not_make_two_children() -> None:
    reading = read_rows("Díaz,Zoë,24/05/2022,F,,,R,,,", "DIAZ,Zoe,24/05/2022,F,,,R,,,")
    assert len(reading.children) == 1


def test_a_repeat_fills_gaps_but_a_contradiction_is_an_error() -> None:
    reading = read_rows(
        "Okafor,Amelia,24/05/2022,F,,,R,,,",
        f"Okafor,Amelia,24/05/2022,F,{UPN_1},,R,RA,,",
        "Okafor,Amelia,24/05/2022,F,,,R,RB,,",
    )
    assert [(c.upn, c.class_name) for c in reading.children] == [(UPN_1, "RA")]
    assert said(reading) == [(3, None, "warning"), (4, "class", "error")]


def test_twins_and_namesakes_stay_two_children() -> None:
    reading = read_rows(
        f"Okafor,Amelia,24/05/2022,F,{UPN_1},,R,,,",
        "Okafor,Ada,24/05/2022,F,,,R,,,",
        f"Okafor,Amelia,24/05/2022,F,{UPN_2},,R,,,",
    )
    assert len(reading.children) == 3
    assert said(reading) == [(4, None, "warning")]


def test_no_two_children_keep_one_number() -> None:
    reading = read_rows(
        f"Okafor,Amelia,24/05/2022,F,{UPN_1},9997885775,R,,,",
        f"Li,Leo,13/02/2022,M,{UPN_1},9997885775,R,,,",
    )
    assert [(c.upn, c.nhs_number) for c in reading.children] == [
        (UPN_1, "9997885775"),
        (None, None),
    ]
    assert said(reading) == [(3, "upn", "error"), (3, "nhs_number", "error")]


def test_last_years_list_is_one_note_not_thirty() -> None:
    rows = [f"Okafor,Child{chr(97 + n)},{n + 1:02d}/05/2021,F,,,R,,," for n in range(14)]
    reading = read_rows(*rows)
    assert said(reading) == [(None, "year_group", "warning")]
    assert "last school year" in reading.problems[0].message


def test_a_plain_nursery_column_is_divided_by_age() -> None:
    reading = read_rows("Li,Leo,13/02/2023,M,,,Nursery,,,", "Li,Ada,13/02/2024,F,,,Nursery,,,")
    assert [child.year_group for child in reading.children] == ["N2", "N1"]


REPORT = """\
Class list,,
Registration group: Oak,,
Surname,Forename,DOB
Okafor,Amelia,24/05/2022
Li,Leo,13/02/2022
Number on roll: 2,,

Class: Elm,,
Surname,Forename,DOB
Page,Ada,14/02/2022
Page 1 of 2,,
mystery,,
Total,,3
"""


def test_a_report_with_groups_repeated_headings_and_footers() -> None:
    reading = read(REPORT.encode(), today=TODAY)
    assert [(c.row, c.surname, c.class_name) for c in reading.children] == [
        (4, "Okafor", "Oak"),
        (5, "Li", "Oak"),
        (10, "Page", "Elm"),
    ]
    assert said(reading) == [(12, None, "warning")]


def test_every_row_is_a_child_or_named() -> None:
    rows = [row for row, _problems in ONE_ROW]
    reading = read_rows(*rows)
    accounted = {c.row for c in reading.children} | {p.row for p in reading.problems}
    assert accounted >= set(range(2, len(rows) + 2))


def test_dates_in_doubt_are_said_once() -> None:
    reading = read_rows("Okafor,Amelia,03/04/2022,F,,,,,,", "Li,Leo,05/06/2022,M,,,,,,")
    assert said(reading) == [(None, "date_of_birth", "warning")]
    assert reading.date_doubt == "either"
    assert reading.children[0].date_of_birth == date(2022, 4, 3)


def test_mixed_orders_mark_the_doubtful_rows() -> None:
    reading = read_rows(
        "Okafor,Amelia,23/04/2022,F,,,,,,", "Li,Leo,05/26/2022,M,,,,,,", "Li,Ada,03/04/2022,F,,,,,,"
    )
    assert [c.date_of_birth.month for c in reading.children] == [4, 5, 4]
    assert said(reading) == [
        (None, "date_of_birth", "warning"),
        (4, "date_of_birth", "warning"),
    ]


def test_messages_are_plain_sentences() -> None:
    reading = read_rows(*[row for row, _problems in ONE_ROW])
    assert reading.problems
    for problem in reading.problems:
        assert problem.message[-1] == "."
        assert "\n" not in problem.message
