"""The national schools register as it is published, and what else may come under its name."""

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app import cli
from elsec_app.errors import BadInput
from elsec_app.protocol import register
from elsec_app.protocol.bodies import Setting
from elsec_app.protocol.register import School, Unread

# The order of columns in the file, with some of the hundred that are not read.
HEADER = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),"
    "TypeOfEstablishment (name),EstablishmentTypeGroup (name),EstablishmentStatus (code),"
    "EstablishmentStatus (name),PhaseOfEducation (code),PhaseOfEducation (name),StatutoryLowAge,"
    "StatutoryHighAge,Postcode"
)
OAK = (
    '"123456","894","Telford and Wrekin","2001","Oak Tree Primary","01","Community school",'
    '"Local authority maintained schools","1","Open","2","Primary","4","11","TF1 1AA"'
)


def file(*rows: str, encoding: str = "cp1252") -> io.BytesIO:
    return io.BytesIO("\r\n".join([HEADER, *rows, ""]).encode(encoding))


def read(*rows: str, **more: str) -> list[School | Unread]:
    return list(register.read(file(*rows, **more)))


def test_a_school_as_the_register_states_it() -> None:
    assert read(OAK) == [
        School(2, "894", Setting("Oak Tree Primary", "123456", "8942001", "primary"), True, True)
    ]


def test_the_letters_of_code_page_1252_are_kept() -> None:
    line = OAK.replace("Oak Tree Primary", "St Mary’s – Éccleshall")
    (school,) = read(line)
    assert isinstance(school, School)
    assert school.setting.name == "St Mary’s – Éccleshall"
    marked = io.BytesIO(b"\xef\xbb\xbf" + "\n".join([HEADER, line]).encode())
    assert list(register.read(marked)) == [school], "saved again as UTF-8"


PHASES = [
    ("Community school", "Primary", "4", "11", "primary", True),
    ("Local authority nursery school", "Nursery", "2", "5", "early_years", True),
    ("Academy converter", "Middle deemed primary", "8", "12", "primary", True),
    ("Academy sponsor led", "All-through", "3", "18", "all_through", True),
    ("Community special school", "Not applicable", "3", "19", "special", True),
    ("Community special school", "Not applicable", "13", "19", "special", False),
    ("Pupil referral unit", "Not applicable", "5", "16", "alternative", True),
    ("Academy alternative provision converter", "Not applicable", "5", "16", "alternative", True),
    ("Free schools alternative provision", "Not applicable", "", "", "alternative", True),
    ("Community school", "Secondary", "11", "16", "", False),
    ("Other independent school", "Not applicable", "3", "11", "", False),
]


@pytest.mark.parametrize(("kind", "phase", "low", "high", "ours", "young"), PHASES)
def test_which_schools_are_for_screening(
    kind: str, phase: str, low: str, high: str, ours: str, *, young: bool
) -> None:
    line = OAK.replace("Community school", kind).replace('"Primary"', f'"{phase}"')
    (school,) = read(line.replace('"4","11"', f'"{low}","{high}"'))
    assert isinstance(school, School)
    assert (school.setting.phase, school.young) == (ours, young)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("Open", True),
        ("Open, but proposed to close", True),
        ("Closed", False),
        ("Proposed to open", False),
    ],
)
def test_which_schools_are_open(status: str, *, is_open: bool) -> None:
    (school,) = read(OAK.replace('"Open"', f'"{status}"'))
    assert isinstance(school, School)
    assert school.open is is_open


BROKEN = [
    (OAK.replace('"123456"', '"12345"'), "URN"),
    (OAK.replace('"123456"', '"ABCDEF"'), "URN"),
    (OAK.replace("Oak Tree Primary", ""), "name"),
    (OAK.replace("Oak Tree Primary", "x" * 201), "name"),
    ('"123456","894"', "ends too soon"),
]


@pytest.mark.parametrize(("line", "why"), BROKEN)
def test_a_row_that_says_nothing_usable_is_told_and_the_others_are_read(
    line: str, why: str
) -> None:
    unread, school = read(line, OAK)
    assert isinstance(unread, Unread)
    assert why in unread.message
    assert isinstance(school, School)
    assert school.row == 3


HOSTILE = [
    b"",
    b"PK\x03\x04" + bytes(400),
    b"<html><body>Sign in</body></html>",
    b"Surname,Forename\r\nVale,Mira\r\n",
    b'"' + b"x" * 3_000_000,
    HEADER.encode() + b'\r\n"' + b"y" * 200_000 + b'"\r\n',
    HEADER.encode() + b"\r\n" + OAK.encode() + b'\r\n"unfinished',
    HEADER.encode() + b"\r\n" + OAK.encode().replace(b"Oak", b"O\0k"),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_not_the_register_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="not the schools register"):
        list(register.read(io.BytesIO(data)))


@given(st.binary(max_size=300), st.integers(0, 300))
def test_wounded_files_are_read_or_refused(wound: bytes, place: int) -> None:
    whole = file(OAK, OAK, OAK).getvalue()
    try:
        found = list(register.read(io.BytesIO(whole[:place] + wound + whole[place:])))
    except BadInput:
        return
    assert all(isinstance(one, School | Unread) for one in found)


def test_memory_does_not_grow_with_the_file() -> None:
    line = OAK.encode("cp1252") + b"\r\n"

    class Long(io.RawIOBase):
        def __init__(self) -> None:
            self.left = 20_000

        def readline(self, _most: int | None = -1) -> bytes:
            if self.left == 20_000:
                self.left -= 1
                return HEADER.encode() + b"\r\n"
            self.left -= 1
            return line if self.left >= 0 else b""

    tracemalloc.start()
    count = 0
    for _school in register.read(Long()):  # type: ignore[arg-type]
        count += 1
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 19_999
    assert peak < 1_000_000


def test_more_rows_than_there_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "MOST_ROWS", 3)
    with pytest.raises(BadInput, match="more rows"):
        read(OAK, OAK, OAK, OAK)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "edubasealldata20261124.csv"
    other = OAK.replace('"894"', '"893"').replace("123456", "123457")
    closed = OAK.replace("123456", "123458").replace('"Open"', '"Closed"')
    path.write_bytes(file(OAK, other, closed).getvalue())
    return path


def test_the_command_reads_one_authority(
    csv: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main(["register", "read", str(csv), "--authority", "894", "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert [school["setting"]["urn"] for school in found["schools"]] == ["123456"]
    assert found["problems"] == []
    cli.main(["register", "read", str(csv), "--closed", "--json"])
    assert len(json.loads(capsysbinary.readouterr().out)["schools"]) == 3


def test_the_command_says_what_is_wrong(csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv.write_bytes(file(OAK, '"12"').getvalue())
    assert cli.main(["register", "read", str(csv)]) == 1
    assert "row 3" in capsys.readouterr().err
    csv.write_bytes(b"nothing")
    assert cli.main(["register", "read", str(csv)]) == 1
    assert "not the schools register" in capsys.readouterr().err
    assert cli.main(["register", "read", str(csv / "nowhere")]) == 2
