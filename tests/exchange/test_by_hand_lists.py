"""Lists as people make them by hand: no child of them is lost without a word."""

from datetime import date

import pytest

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list import Reading, read
from elsec_app.exchange.class_list.reading import ByHand
from tests.exchange.dialects import TODAY
from tests.exchange.workbooks import Value, packed, parts, sheet_xml, workbook

HEAD: list[Value] = ["Surname", "Forename", "DOB"]
AMELIA, LEO, ZARA = date(2022, 5, 24), date(2022, 6, 13), date(2022, 7, 25)


def names(reading: Reading) -> list[tuple[int, str, str | None]]:
    return [(child.row, child.forename, child.class_name) for child in reading.children]


def said(reading: Reading) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.severity) for problem in reading.problems]


@pytest.mark.parametrize("born", ["", "unknown", "2022", "31/02/2022"])
def test_a_first_child_without_a_birth_is_no_heading(born: str) -> None:
    text = (
        f"Okafor,Amelia,{born},F,Acorns\n"
        "Li,Leo,13/06/2022,M,Acorns\nKhan,Zara,25/07/2022,F,Acorns\nSmith,Ana,26/07/2022,F,Acorns\n"
    )
    reading = read(text.encode(), today=TODAY)
    assert [child.row for child in reading.children] == [2, 3, 4]
    assert said(reading) == [(1, "error")]


def test_headings_in_two_rows() -> None:
    rows: list[list[Value]] = [
        ["Name", None, "DOB", "Class"],
        ["First", "Last"],
        ["Amelia", "Okafor", AMELIA, "Oak"],
    ]
    reading = read(workbook(rows), today=TODAY)
    assert reading.mapping == {
        "surname": "Last",
        "forename": "First",
        "date_of_birth": "DOB",
        "class": "Class",
    }
    assert (names(reading), said(reading)) == ([(3, "Amelia", "Oak")], [])


def test_headings_of_parents_under_a_common_word_are_not_the_childs() -> None:
    rows: list[list[Value]] = [
        ["Parent", None, "Child", None, None],
        ["First name", "Surname", "First name", "Surname", "DOB"],
        ["Ada", "Okafor-Price", "Amelia", "Okafor", AMELIA],
    ]
    reading = read(workbook(rows), today=TODAY)
    assert [(c.forename, c.surname) for c in reading.children] == [("Amelia", "Okafor")]
    assert reading.ignored_columns == ("Parent First name", "Parent Surname")


def two_classes() -> bytes:
    oak = sheet_xml([["Oakfield School"], HEAD, ["Okafor", "Amelia", AMELIA], ["Li", "Leo", LEO]])
    elm = sheet_xml([HEAD, ["Khan", "Zara", ZARA]])
    return packed(parts({"Oak": oak, "Elm": elm, "Notes": sheet_xml([["Ring the office"]])}))


def test_a_sheet_for_each_class_is_one_list() -> None:
    reading = read(two_classes(), today=TODAY)
    assert names(reading) == [(3, "Amelia", "Oak"), (4, "Leo", "Oak"), (7, "Zara", "Elm")]
    assert reading.problems == ()
    assert reading.sheets == ("Oak", "Elm")


def test_one_sheet_of_several_can_be_chosen() -> None:
    reading = read(two_classes(), by_hand=ByHand(sheet="Elm"), today=TODAY)
    assert names(reading) == [(2, "Zara", "Elm")]
    assert said(reading) == [(None, "error")]
    assert "Oak" in reading.problems[0].message


def test_sheets_of_another_kind_are_said_to_be_left_out() -> None:
    other = sheet_xml([["Name", "Born"], ["Khan, Zara", ZARA]])
    book = packed(parts({"Sheet1": sheet_xml([HEAD, ["Li", "Leo", LEO]]), "Last year": other}))
    reading = read(book, today=TODAY)
    assert names(reading) == [(2, "Leo", None)]
    assert reading.problems[0].message == "The sheets Last year hold lists too and were not read."


def test_two_lists_side_by_side_are_said_to_be_two() -> None:
    text = "Surname,Forename,DOB,Surname,Forename,DOB\nLi,Leo,13/06/2022,Khan,Zara,25/07/2022\n"
    reading = read(text.encode(), today=TODAY)
    assert names(reading) == [(2, "Leo", None)]
    assert "side by side" in reading.problems[0].message
    assert reading.has_errors


def test_a_class_that_stands_once_holds_for_those_below() -> None:
    text = (
        "Class,Surname,Forename,DOB\nOak,Okafor,Amelia,24/05/2022\n,Li,Leo,13/06/2022\n"
        ",Khan,Zara,25/07/2022\nElm,Ng,Ana,26/07/2022\n,Ali,Omar,26/06/2022\n"
    )
    reading = read(text.encode(), today=TODAY)
    assert [c.class_name for c in reading.children] == ["Oak", "Oak", "Oak", "Elm", "Elm"]
    assert said(reading) == [(None, "warning")]


def test_a_class_missing_here_and_there_is_not_made_up() -> None:
    text = (
        "Class,Surname,Forename,DOB\nOak,Okafor,Amelia,24/05/2022\n,Li,Leo,13/06/2022\n"
        "Oak,Khan,Zara,25/07/2022\n,Ng,Ana,26/07/2022\n"
    )
    reading = read(text.encode(), today=TODAY)
    assert [c.class_name for c in reading.children] == ["Oak", None, "Oak", None]


def test_merged_cells_hold_for_all_that_they_span() -> None:
    rows: list[list[Value]] = [
        ["Class", *HEAD],
        ["Oak", "Okafor", "Amelia", AMELIA],
        [None, "Li", "Leo", LEO],
        [None, "Khan", "Zara", ZARA],
    ]
    xml = sheet_xml(rows).replace(
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A1:D1"/>'
        '<mergeCell ref="XFD1:XFD9"/><mergeCell ref="A9000000:A9999999"/></mergeCells>',
    )
    reading = read(packed(parts({"S": xml})), today=TODAY)
    assert [c.class_name for c in reading.children] == ["Oak", "Oak", None]


@pytest.mark.parametrize(
    ("name", "mapping"),
    [("Amelia", "forename"), ("Okafor, Amelia", "name"), ("Amelia Okafor", "name")],
)
def test_a_name_beside_a_surname_is_a_forename_or_the_whole(name: str, mapping: str) -> None:
    text = f'Name,Surname,DOB\n"{name}",Okafor,24/05/2022\n'
    reading = read(text.encode(), today=TODAY)
    assert [(c.forename, c.surname) for c in reading.children] == [("Amelia", "Okafor")]
    assert reading.mapping[mapping] == "Name"


def test_values_guarded_against_excel() -> None:
    text = (
        'Surname,Forename,DOB,UPN,NHS Number\n="Okafor, B",Amelia,="24/05/2022",="A894383425738",\n'
        "Li,Leo,'13/06/2022,'K894320626873,'943 476 5919\n"
        'Khan,Zara,"=""25/07/2022""",,"=""9990000018"""\n'
    )
    reading = read(text.encode(), today=TODAY)
    assert [(c.surname, c.date_of_birth, c.upn, c.nhs_number) for c in reading.children] == [
        ("Okafor, B", AMELIA, "A894383425738", None),
        ("Li", LEO, "K894320626873", "9434765919"),
        ("Khan", ZARA, None, "9990000018"),
    ]


def test_spelling_does_not_make_a_second_child() -> None:
    text = (
        "Surname,Forename,DOB\nSmith-Jones,Chloe-May,24/05/2022\nSmith Jones,Chloe May,24/05/2022\n"
        "Nowak,Łukasz,13/06/2022\nNOWAK,Lukasz,13/06/2022\n"
    )
    reading = read(text.encode(), today=TODAY)
    assert [c.row for c in reading.children] == [2, 4]
    assert said(reading) == [(3, "warning"), (5, "warning")]


MIXED = (
    "Surname,Forename,DOB,Class,Number\nOkafor,Amelia,03/04/2022,Oak,1\nLi,Leo,05/06/2022,Elm,2\n"
)


def test_a_person_says_what_the_columns_are() -> None:
    by_hand = ByHand(columns=("forename", "surname", "date_of_birth", None, "class"))
    reading = read(MIXED.encode(), by_hand=by_hand, today=TODAY)
    assert [(c.forename, c.surname, c.class_name) for c in reading.children] == [
        ("Okafor", "Amelia", "1"),
        ("Li", "Leo", "2"),
    ]
    assert reading.ignored_columns == ("Class",)
    assert reading.columns == by_hand.columns


def test_a_person_says_which_way_the_dates_are() -> None:
    reading = read(MIXED.encode(), by_hand=ByHand(order="month-first"), today=TODAY)
    assert [c.date_of_birth for c in reading.children] == [date(2022, 3, 4), date(2022, 5, 6)]
    assert (reading.problems, reading.date_doubt) == ((), "")
    again = read(MIXED.encode(), mappings=[{}, reading.remember], today=TODAY)
    assert again.children == reading.children
    assert again.remembered == reading.remember


def test_what_was_left_unread_stays_so_and_what_is_new_is_looked_at() -> None:
    by_hand = ByHand(columns=("surname", "forename", "date_of_birth", None, None))
    before = read(MIXED.encode(), by_hand=by_hand, today=TODAY)
    now = "Surname,Forename,DOB,Class,Number,Sex\nOkafor,Amelia,03/04/2022,Oak,1,F\n"
    reading = read(now.encode(), mappings=[before.remember], today=TODAY)
    assert reading.ignored_columns == ("Class", "Number")
    assert reading.children[0].sex == "F"


def test_dates_that_excel_exchanged_are_put_right() -> None:
    rows: list[list[Value]] = [
        HEAD,
        ["Okafor", "Amelia", date(2022, 4, 3)],
        ["Li", "Leo", date(2022, 6, 5)],
        ["Khan", "Zara", "25/07/2022"],
    ]
    assert read(workbook(rows), today=TODAY).date_doubt == "swapped"
    reading = read(workbook(rows), by_hand=ByHand(order="exchanged"), today=TODAY)
    assert [c.date_of_birth for c in reading.children] == [
        date(2022, 3, 4),
        date(2022, 5, 6),
        ZARA,
    ]


def test_what_is_not_understood_is_shown_for_a_person_to_say() -> None:
    text = b"Alpha,Beta,Gamma\n1,x1,Li\n2,x2,Khan\n"
    with pytest.raises(ClassListProblem):
        read(text, today=TODAY)
    reading = read(text, today=TODAY, strict=False)
    assert reading.children == ()
    assert reading.sample[-1] == ("2", "x2", "Khan")
    assert len(reading.headings) == len(reading.columns) == 3
