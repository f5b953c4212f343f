"""Every accent survives every encoding that a school's computer writes."""

import pytest

from elsec_app.exchange.class_list import read
from tests.exchange.dialects import TODAY

WESTERN = ["Lefèvre,Anaïs", "García López,Zoë", "Sørensen,Björn", "D’Arcy,Siân", "Müller,Inês"]
POLISH = ["Żak,Łukasz", "Wójcik,Zuzanna", "Śliwa,Bożena", "Gęś,Małgorzata", "Kowalski,Michał"]
TURKISH = ["Yılmaz,Ayşe", "Çelik,Uğur", "Işık,İpek", "Öztürk,Gülşen", "Doğan,Şeyma"]

CASES = [
    *[(WESTERN, encoding) for encoding in ("cp1252", "mac_roman", "utf-8", "utf-16", "utf-16-le")],
    *[(POLISH, encoding) for encoding in ("cp1250", "utf-8-sig", "utf-16-be", "utf-32")],
    *[(TURKISH, encoding) for encoding in ("cp1254", "utf-8")],
    (["Lefèvre,Anaïs", "García,Zoë", "Müller,André"], "cp850"),
    (["Smith,Zoë", "Jones,Leo", "Brown,Ava"], "cp1252"),
]


@pytest.mark.parametrize(("names", "encoding"), CASES)
def test_accents(names: list[str], encoding: str) -> None:
    lines = [f"{name},1{n}/03/2022" for n, name in enumerate(names, start=3)]
    text = "\r\n".join(["Surname,Forename,DOB", *lines, ""])
    reading = read(text.encode(encoding), today=TODAY)
    assert [f"{c.surname},{c.forename}" for c in reading.children] == names
    assert reading.problems == ()


def test_capitals_and_curly_apostrophes_are_no_other_page() -> None:
    text = "Surname,Forename,DOB\nSØRENSEN,Dylan,13/03/2022\nD’ARCY,Hamza,14/03/2022\n"
    reading = read(text.encode("cp1252"), today=TODAY)
    assert [c.surname for c in reading.children] == ["Sørensen", "D’Arcy"]


def test_a_file_cut_within_a_letter() -> None:
    data = "Surname,Forename,DOB\nLi,Leo,13/03/2022\nOkafor,Zoë".encode()[:-1]
    reading = read(data, today=TODAY)
    assert [c.surname for c in reading.children] == ["Li"]
    assert [p.row for p in reading.problems] == [3]


def test_letters_that_another_program_damaged_are_mended() -> None:
    text = "Surname,Forename,DOB\nLefèvre,Anaïs,13/03/2022\n"
    damaged = text.encode("utf-8").decode("cp1252").encode("utf-8")
    reading = read(damaged, today=TODAY)
    assert (reading.children[0].surname, reading.children[0].forename) == ("Lefèvre", "Anaïs")
    assert "mended" in reading.problems[0].message


XML = (
    "<?xml version='1.0' encoding='{0}'?><CTfile><CTFpupilData><Pupil><Surname>Lefèvre</Surname>"
    "<Forename>Anaïs</Forename><DOB>2022-03-13</DOB></Pupil></CTFpupilData></CTfile>"
)


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        *[(name, name) for name in ("utf-8", "UTF-16", "iso-8859-1", "windows-1252", "utf-32")],
        *[("utf-8", "utf-8-sig"), ("utf-8", "cp1252"), ("utf-8", "utf-16"), ("nonsense", "utf-8")],
        *[("idna", "utf-8"), ("unicode_escape", "utf-8"), ("ISO-8859-15", "iso-8859-15")],
    ],
)
def test_any_declared_encoding(declared: str, written: str) -> None:
    reading = read(XML.format(declared).encode(written), today=TODAY)
    assert (reading.children[0].surname, reading.children[0].forename) == ("Lefèvre", "Anaïs")
