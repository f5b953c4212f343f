"""Words to codes, as tables that a school office can check."""

from datetime import date

import pytest

from elsec_app.exchange.class_list import codes
from elsec_app.exchange.class_list.years import (
    born_between,
    school_year,
    usual_group_index,
    whole_years,
    year_among,
    years_off,
)
from elsec_app.operations.languages import CODES
from elsec_app.operations.pupils import YEAR_GROUPS, YearGroup

YEARS = [
    *[(text, "R") for text in ("R", "Reception", "Year R", "YR", "Rec", "0", "Year 0", "FS2")],
    *[(text, "R") for text in ("F2", "Foundation Stage 2", "EYFS2", "reception class", "Yr R")],
    *[(text, "N2") for text in ("N2", "Nursery 2", "FS1", "F1", "Foundation 1", "Pre-school")],
    *[(text, "N1") for text in ("N1", "Nursery 1", "Nursery First Year")],
    *[(text, "1") for text in ("1", "Year 1", "Yr1", "Y1", "01", "Year One", "1.0", "Year  01")],
    *[(text, "1") for text in ("Curriculum Year 1", "NC Year 1", "Year Group 1", "Year 1 - Oak")],
    *[("Year 6", "6"), ("y6", "6"), ("6", "6"), ("Year 1 (5-6)", "1"), ("1A", "1")],
    *[("Rec 1", "R"), ("-1", "N2"), ("-2", "N1")],
    *[("", ""), ("  ", ""), ("N/A", ""), ("not known", "")],
    *[(text, "N1 N2") for text in ("Nursery", "N", "NUR", "Nursery - 3 yr olds")],
    *[("EYFS", "N1 N2 R"), ("R/1", "R 1"), ("Y1/2", "1 2"), ("Years 5 and 6", "5 6")],
    *[("Reception, Year 1 & Year 2", "R 1 2"), ("Key Stage 1", "1 2"), ("KS2", "3 4 5 6")],
]
SEX = [
    *[(text, "F") for text in ("F", "f", "Female", "FEMALE", "Girl", "female ")],
    *[(text, "M") for text in ("M", "Male", "boy", "MALE")],
    *[(text, None) for text in ("", "U", "Not known", "X", "Unspecified")],
]
SEN = [
    *[(text, "N") for text in ("N", "No SEN", "No Special Educational Need", "None", "No")],
    *[(text, "K") for text in ("K", "SEN Support", "SEN support (K)", "K - SEN Support")],
    *[(text, "E") for text in ("E", "EHCP", "EHC Plan", "Education, Health and Care Plan")],
    *[
        (text, "E")
        for text in ("E - Education, Health and Care Plan", "Education Health Care Plan")
    ],
    *[("", None), ("N/A", None), ("not recorded", None)],
]
LANGUAGES = [
    *[(text, "ENG") for text in ("ENG", "eng", "English", "ENGLISH", "en", "ENG - English")],
    *[(text, "PAN") for text in ("Panjabi", "Punjabi", "PAN", "PNJ")],
    *[(text, "CYM") for text in ("Welsh/Cymraeg", "Welsh", "Cymraeg", "CYM")],
    *[("Polish", "POL"), ("Urdu", "URD"), ("Bengali (Sylheti)", "BNGS"), ("Sylheti", "BNGS")],
    *[("Mandarin", "CHIM"), ("Farsi", "PRS"), ("Persian/Farsi", "PRS"), ("Twi", "AKAT")],
    *[("Ga", "GAA"), ("Other than English", "OTH"), ("Not known", "NOT"), ("Refused", "REF")],
    *[("English - ENG", "ENG"), ("Polish (POL)", "POL"), ("", None), ("N/A", None)],
]


@pytest.mark.parametrize(("text", "groups"), YEARS)
def test_year_groups(text: str, groups: str) -> None:
    assert codes.possible_years(text) == (tuple(groups.split()), None)


@pytest.mark.parametrize("text", ["Year 7", "13", "Oak", "Year X", "Reading", "R/Oak", "-3"])
def test_other_year_groups_are_a_warning(text: str) -> None:
    groups, trouble = codes.possible_years(text)
    assert groups == ()
    assert trouble is not None
    assert trouble.severity == "warning"


@pytest.mark.parametrize(("text", "sex"), SEX)
def test_sex(text: str, sex: str | None) -> None:
    assert codes.sex(text) == (sex, None)


@pytest.mark.parametrize(("text", "provision"), SEN)
def test_sen_provision(text: str, provision: str | None) -> None:
    assert codes.sen_provision(text) == (provision, None)


@pytest.mark.parametrize(("text", "code"), LANGUAGES)
def test_first_language(text: str, code: str | None) -> None:
    assert codes.first_language(text) == (code, None)


def test_an_unknown_language_is_kept_with_a_warning() -> None:
    language, trouble = codes.first_language("Quenya")
    assert language == "Quenya"
    assert trouble is not None
    assert trouble.severity == "warning"


@pytest.mark.parametrize("code", CODES)
def test_every_code_and_every_name_leads_to_its_code(code: str) -> None:
    assert codes.first_language(code) == (code, None)
    assert codes.first_language(codes.language_name(code)) == (code, None)


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2021, 9, 1), "R"),
        (date(2022, 8, 31), "R"),
        (date(2021, 8, 31), "1"),
        (date(2022, 9, 1), "N2"),
        (date(2024, 8, 31), "N1"),
        (date(2016, 8, 31), "6"),
    ],
)
def test_the_school_year_turns_on_1_september(born: date, group: YearGroup) -> None:
    year = school_year(date(2026, 11, 24))
    assert YEAR_GROUPS[usual_group_index(born, year)] == group
    assert years_off(born, group, year) == 0
    first, last = born_between(group, year)
    assert first <= born <= last


def test_school_years_begin_in_september() -> None:
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026


def test_a_plain_nursery_is_told_apart_by_age() -> None:
    assert year_among(("N1", "N2"), date(2022, 12, 1), 2026) == "N2"
    assert year_among(("N1", "N2"), date(2023, 12, 1), 2026) == "N1"
    assert year_among(("R", "1"), date(2022, 3, 1), 2026) == "R"


def test_whole_years_on_29_february() -> None:
    assert whole_years(date(2020, 2, 29), date(2025, 2, 28)) == 4
    assert whole_years(date(2020, 2, 29), date(2025, 3, 1)) == 5
