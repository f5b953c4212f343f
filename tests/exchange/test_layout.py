"""Which column says what: by headings, by content, by a remembered map."""

import pytest

from elsec_app.exchange.class_list import read
from elsec_app.exchange.class_list.meanings import assign
from tests.exchange.dialects import TODAY
from tests.exchange.workbooks import packed, parts, sheet_xml

HEADINGS = [
    # SIMS-like, Arbor-like, Bromcom-like, a template, the census, a nursery's own
    ("Legal Surname,Legal Forename,Pref. Forename,Gender,DOB,UPN,Reg Group,Year Group",
     "surname forename known_as sex date_of_birth upn class year_group"),
    ("Legal first name,Legal last name,Chosen name,DOB,Sex,UPN,Registration form,Year,SEN,Speaks",
     "forename surname known_as date_of_birth sex upn class year_group sen_provision -"),
    ("Last Name,First Name,Preferred Last Name,Preferred First Name,DOB,Gender,Tutor Group,Year",
     "surname forename - known_as date_of_birth sex class year_group"),
    ("Student Name,Student UPN,Student Date of Birth,NC Year,Class Name,Home Language",
     "name upn date_of_birth year_group class first_language"),
    ("Forename,Middle Names,Surname,Former Surname,Ethnicity,FSM,In Care,DOB",
     "forename - surname - - - - date_of_birth"),
    ("Child's name,D.O.B,M/F,Room,Parent's name,Parent's DOB,GP",
     "name date_of_birth sex class - - -"),
    ("first,last,dob,sex,group", "forename surname date_of_birth sex class"),
    ("DateOfBirth,LegalSurname,LegalForename,YearGroup,FirstLanguage,NhsNumber",
     "date_of_birth surname forename year_group first_language nhs_number"),
    ("date_of_birth,surname,forename(s),SEN (N/K/E)",
     "date_of_birth surname forename sen_provision"),
    ("Surname,Forename,Surname,Date of Birth (DD/MM/YYYY)", "surname forename - date_of_birth"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fields"), HEADINGS)
def test_headings(line: str, fields: str) -> None:
    headings = line.split(",")
    found = {n: field for field, n in assign(headings).items()}
    assert [found.get(n, "-") for n in range(len(headings))] == fields.split()


BODY = [
    "Okafor,Amelia,24/05/2022,F,RA,Reception,943 476 5919",
    "Li,Leo,13/02/2022,M,RB,Reception,",
    "Patel,Aisha,01/10/2021,F,RA,Reception,",
    "Kowalska,Jakub,30/11/2021,M,RB,Reception,",
    "O'Brien,Niamh,02/03/2022,F,RA,Reception,",
    "Smith,Noah,09/08/2022,M,RB,Reception,",
]


def test_no_headings_at_all() -> None:
    reading = read("\n".join(BODY).encode(), today=TODAY)
    assert reading.header_row is None
    assert [(c.row, c.surname, c.forename, c.sex, c.year_group) for c in reading.children][:2] == [
        (1, "Okafor", "Amelia", "F", "R"),
        (2, "Li", "Leo", "M", "R"),
    ]
    assert reading.mapping["surname"] == "Column A"
    assert reading.children[0].nhs_number == "9434765919"


def test_no_headings_forename_first() -> None:
    swapped = [",".join([line.split(",")[1], line.split(",")[0], *line.split(",")[2:]])
               for line in BODY]  # fmt: skip
    reading = read("\n".join(swapped).encode(), today=TODAY)
    assert [c.surname for c in reading.children][:2] == ["Okafor", "Li"]


def test_no_headings_whole_names() -> None:
    lines = [f'"{a}, {b}",{c}' for a, b, c, *_rest in (line.split(",") for line in BODY)]
    reading = read("\n".join(lines).encode(), today=TODAY)
    assert [c.surname for c in reading.children][:2] == ["Okafor", "Li"]


def test_whole_names_without_a_comma_are_parted_by_what_they_look_like() -> None:
    for order in (0, 1):
        names = [line.split(",")[:3] for line in BODY]
        lines = [f"{one[order]} {one[1 - order]},{one[2]}" for one in names]
        reading = read("\n".join(["Name,DOB", *lines]).encode(), today=TODAY)
        assert [c.surname for c in reading.children][:2] == ["Okafor", "Li"]
        assert [(p.row, p.field) for p in reading.problems] == [(None, "surname")]


def test_strange_headings_are_seen_through_by_content() -> None:
    head = "Apellido,Nombre,Nacimiento,Sexo,Grupo,Curso,N."
    reading = read("\n".join([head, *BODY]).encode(), today=TODAY)
    assert reading.header_row == 1
    assert reading.mapping["surname"] == "Apellido"
    assert reading.mapping["date_of_birth"] == "Nacimiento"
    assert len(reading.children) == len(BODY)
    assert "Grupo" in reading.ignored_columns


def test_one_strange_heading_among_known_ones() -> None:
    head = "Surname,Forename,When,Sex,Class,Year,Number"
    reading = read("\n".join([head, *BODY]).encode(), today=TODAY)
    assert reading.mapping["date_of_birth"] == "When"
    assert reading.mapping["nhs_number"] == "Number"


def test_yes_and_no_columns_are_never_taken_for_codes() -> None:
    head = "Surname,Forename,DOB,FSM,Pupil Premium,In Care"
    rows = ["Okafor,Amelia,24/05/2022,N,F,F", "Li,Leo,13/02/2022,N,F,F"]
    reading = read("\n".join([head, *rows]).encode(), today=TODAY)
    assert reading.ignored_columns == ("FSM", "Pupil Premium", "In Care")
    assert {(c.sex, c.sen_provision, c.year_group) for c in reading.children} == {
        (None, None, None)
    }


def test_a_second_date_column_is_not_the_birth() -> None:
    rows = [f"2025-09-0{n},{line}" for n, line in enumerate(BODY, start=1)]
    reading = read("\n".join(rows).encode(), today=TODAY)
    assert reading.children[0].date_of_birth.isoformat() == "2022-05-24"


def test_a_remembered_mapping_is_obeyed() -> None:
    head = "Surname,Forename,DOB,Sex,Class,Year,Number"
    text = "\n".join([head, *BODY]).encode()
    mapping = {"surname": "Forename", "forename": "Surname", "date_of_birth": "dob"}
    reading = read(text, mappings=[mapping], today=TODAY)
    assert (reading.children[0].surname, reading.children[0].forename) == ("Amelia", "Okafor")
    assert reading.mapping == {"surname": "Forename", "forename": "Surname", "date_of_birth": "DOB"}
    assert reading.problems == ()


def test_a_reading_gives_a_mapping_that_reads_the_same() -> None:
    for lines in (BODY, ["Surname,Forename,DOB,Sex,Class,Year,Number", *BODY]):
        first = read("\n".join(lines).encode(), today=TODAY)
        again = read("\n".join(lines).encode(), mappings=[first.mapping], today=TODAY)
        assert again.children == first.children
        assert again.problems == first.problems


def test_letters_of_another_list_without_headings_are_not_obeyed() -> None:
    first = read("\n".join(BODY).encode(), today=TODAY)
    turned = [",".join(reversed(line.split(","))) for line in BODY]
    now = read("\n".join(turned).encode(), mappings=[first.remember], today=TODAY)
    assert now.remembered is None
    assert {c.surname for c in now.children} == {c.surname for c in first.children}


def test_a_mapping_that_no_longer_fits_is_said() -> None:
    reading = read(
        "\n".join(["Last name,First name,Born,Sex,Class,Year,N", *BODY]).encode(),
        mappings=[{"surname": "Surname", "forename": "Forename", "date_of_birth": "DOB"}],
        today=TODAY,
    )
    assert len(reading.children) == len(BODY)
    assert any("other headings" in problem.message for problem in reading.problems)


def test_a_mapping_without_a_birth_is_not_obeyed() -> None:
    reading = read(
        "\n".join(["A,B,C,Sex,Class,Year,N", *BODY]).encode(),
        mappings=[{"surname": "A", "forename": "B"}],
        today=TODAY,
    )
    assert reading.remembered is None
    assert len(reading.children) == len(BODY)


def test_the_sheet_with_the_children_is_found() -> None:
    cover = sheet_xml([["Oakfield Primary School"], ["Name", "Surname lists"]])
    pupils = sheet_xml([line.split(",") for line in ["Surname,Forename,DOB,Sex,Class,Yr,N", *BODY]])
    reading = read(packed(parts({"Cover": cover, "Pupils": pupils})), today=TODAY)
    assert reading.sheet == "Pupils"
    assert len(reading.children) == len(BODY)
