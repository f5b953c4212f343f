"""The floors of the house: kept by the real one, and shown to be guarded in a model of it."""

import ast
import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = ROOT / ".importlinter"
HOUSE = ("elsec_app", "ui")

# An import that must not be, and the contract that must catch it.
FORBIDDEN = [
    ("elsec_app/store/__init__.py", "elsec_app.operations", "floors"),
    ("elsec_app/protocol/__init__.py", "elsec_app.instruments", "floors"),
    ("elsec_app/sync.py", "ui.app", "floors"),
    ("ui/widgets/__init__.py", "ui.window", "wing"),
    ("ui/screens/console.py", "ui.screens.roster", "screens"),
    ("elsec_app/centre/__init__.py", "elsec_app.store", "centre"),
    ("elsec_app/centre/__init__.py", "elsec_app.cli", "centre"),
    ("elsec_app/sync.py", "elsec_app.centre", "desktop"),
    ("elsec_app/reports/__init__.py", "PySide6.QtGui", "qt"),
    ("ui/screens/roster.py", "sqlalchemy.orm", "speech"),
    ("elsec_app/instruments/__init__.py", "os", "pure"),
    ("elsec_app/protocol/__init__.py", "time", "pure"),
]


def test_the_house_keeps_its_floors() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("file", "imports", "contract"), FORBIDDEN)
def test_a_forbidden_import_is_caught(
    tmp_path: Path, file: str, imports: str, contract: str
) -> None:
    build_model(tmp_path)
    (tmp_path / file).write_text(f"import {imports}\n")
    assert f"{name_of(contract)} BROKEN" in unwrapped(lint(tmp_path))


def test_the_model_house_is_clean(tmp_path: Path) -> None:
    build_model(tmp_path)
    assert lint(tmp_path).returncode == 0


def test_every_contract_has_an_import_that_it_must_catch() -> None:
    assert set(contracts()) == {contract for _, _, contract in FORBIDDEN}


def test_every_module_stands_on_a_floor() -> None:
    floors = set(re.findall(r"[\w.]+", contracts()["floors"]["layers"])) | {"elsec_app.centre"}
    assert {f"elsec_app.{name}" for name in children("elsec_app")} <= floors
    wing = set(re.findall(r"[\w.]+", contracts()["wing"]["layers"]))
    assert {f"ui.{name}" for name in children("ui")} <= wing


@pytest.mark.parametrize("root", HOUSE)
def test_every_package_says_what_lives_in_it(root: str) -> None:
    folders = {path.parent for path in (ROOT / root).rglob("*.py")}
    silent = [str(folder.relative_to(ROOT)) for folder in folders if not says(folder)]
    assert silent == []


def test_every_folder_of_tests_is_a_package() -> None:
    """Else two files of one name in two folders would be taken for each other."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert sorted(str(f) for f in folders if not (f / "__init__.py").is_file()) == []


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the house that stands in *folder*."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program
    words = [program, "--no-logo", "--no-cache", "--config", str(CONTRACTS)]
    return subprocess.run(  # noqa: S603
        words, cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def unwrapped(result: subprocess.CompletedProcess[str]) -> str:
    return " ".join(result.stdout.split())


def contracts() -> dict[str, configparser.SectionProxy]:
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS, encoding="utf-8")
    prefix = "importlinter:contract:"
    return {name.removeprefix(prefix): parser[name] for name in parser if name.startswith(prefix)}


def name_of(contract: str) -> str:
    return contracts()[contract]["name"]


def build_model(folder: Path) -> None:
    """Every module that the contracts name, empty."""
    words = " ".join(contract.get("layers", "") for contract in contracts().values())
    modules = set(re.findall(r"\b(?:elsec_app|ui)(?:\.\w+)*", words))
    for module in [*HOUSE, *modules, "ui.screens.console", "ui.screens.roster"]:
        place = folder.joinpath(*module.split("."))
        place.mkdir(parents=True, exist_ok=True)
        (place / "__init__.py").touch()
    for module in ("elsec_app/sync", "ui/screens/console", "ui/screens/roster"):
        shutil.rmtree(folder / module)
        (folder / f"{module}.py").touch()


def children(package: str) -> set[str]:
    """The modules and packages directly inside."""
    inside = (ROOT / package).iterdir()
    found = {
        path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    return found - {"__init__"}


def says(folder: Path) -> bool:
    init = folder / "__init__.py"
    return init.is_file() and bool(ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))))
