"""The sample files, read as a person reads them, and ``elsec roster read``'s contract."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list import read
from elsec_app.exchange.class_list.command import as_data, roster_read
from tests.exchange.dialects import TODAY

MAIN = "import sys; from elsec_app.cli import main; sys.exit(main())"
DATA = Path(__file__).parent / "data"
SAMPLES = ["ctf-reception.xml", "mis-export-year1.xlsx", "mis-report-reception.csv", "nursery.csv"]
KEYS = [
    *("row", "surname", "forename", "date_of_birth", "sex", "upn", "nhs_number"),
    *("year_group", "class", "first_language", "sen_provision"),
]


@pytest.mark.parametrize("name", SAMPLES)
def test_golden(name: str) -> None:
    golden = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    assert as_data(read(DATA / name, today=TODAY)) == golden


@pytest.mark.parametrize("name", SAMPLES)
def test_the_command(name: str) -> None:
    data, code = roster_read(DATA / name)
    assert code == 0
    assert list(data) == ["children", "problems", "mapping", "ignored_columns"]
    assert json.loads(json.dumps(data)) == data
    assert all(list(child) == KEYS for child in data["children"])


def test_rows_with_errors_end_in_1(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Surname,Forename,DOB\nLi,Leo,13/03/2022\nLi,Ada,\n", "utf-8")
    data, code = roster_read(file)
    assert code == 1
    assert list(data["problems"][0]) == ["row", "field", "severity", "message"]


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_no_such_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(ClassListProblem) as caught:
        roster_read(tmp_path / name)
    assert "choose the class list again" in caught.value.sentence


def test_a_screen_without_accents_still_shows_the_list(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Surname,Forename,DOB,FSM\nŻak,Łukasz,13/03/2022,N\n", "utf-8")
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MAIN, "roster", "read", str(file)],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "2\t?ukasz ?ak\t2022-03-13\t-\n"
    assert ran.stderr == "left unread: FSM\n1 children\n"
