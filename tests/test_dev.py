"""dev.py: says what it can do, mends what it finds broken, asks for what it cannot mend."""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]
SOURCE = (ROOT / "dev.py").read_text(encoding="utf-8")
no_fakes_on_windows = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """dev.py as if it stood in an empty folder of its own."""
    venv = tmp_path / ".venv"
    scripts = venv / dev.SCRIPTS.name
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "SCRIPTS", scripts)
    monkeypatch.setattr(dev, "PYTHON", scripts / dev.PYTHON.name)
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    stamps = {name: venv / path.name for name, path in dev.STAMPS.items()}
    monkeypatch.setattr(dev, "STAMPS", stamps)
    (tmp_path / "requirements.lock").write_text("one==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What dev.py would have run; nothing is, and all of it succeeds."""
    seen: list[list[str]] = []

    def record(command: Sequence[object], **_: object) -> int:
        seen.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(dev, "run", record)
    monkeypatch.setattr(dev, "make_ready", lambda: None)
    return seen


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with stand-ins for the system's tools; what they were asked stands in ``asked``."""
    folder = tmp_path / "fakes"
    folder.mkdir()
    for tool in ("apt-get", "apt-cache"):
        script = folder / tool
        script.write_text(f'#!/bin/sh\necho "{tool} $*" >> "{folder}/asked"\n')
        script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_alone_it_lists_every_command_with_its_docstring(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dev.main([]) == 0
    listed = capsys.readouterr().out
    for name, does in dev.COMMANDS.items():
        assert does.__doc__
        assert f"{name:<9}{does.__doc__}" in listed


def test_an_unknown_command_is_wrong_use() -> None:
    assert dev.main(["fly"]) == 2


def test_it_needs_nothing_but_the_standard_library() -> None:
    imports = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)]
    names = {a.name for node in imports for a in node.names} | {str(node.module) for node in froms}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_older_python_can_read_it_and_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    monkeypatch.setattr(dev, "NEEDS", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 99.0 or newer; this is 3"):
        dev.main(["setup"])


def test_a_finished_set_up_is_not_done_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.symlink_to(sys.executable)
    done: list[str] = []
    monkeypatch.setattr(dev, "make_venv", lambda: done.append("venv"))
    monkeypatch.setattr(dev, "install", lambda: done.append("install"))
    dev.STAMPS["qt"].write_text("works")

    dev.make_ready()
    dev.make_ready()
    assert done == ["venv", "install"]

    (place / "requirements.lock").write_text("one==2\n")
    dev.make_ready()
    assert done == ["venv", "install"] * 2


def test_a_broken_environment_is_made_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.symlink_to(place / "a-python-that-was-removed")
    (dev.VENV / "left-over").touch()
    monkeypatch.setattr(dev, "has_module", lambda *_: False)

    dev.make_venv()

    assert dev.works(dev.PYTHON)
    assert not (dev.VENV / "left-over").exists()


def test_a_working_environment_is_kept(place: Path) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.symlink_to(sys.executable)
    (dev.VENV / "precious").touch()
    dev.make_venv()
    assert (dev.VENV / "precious").exists()


def test_where_uv_fails_pip_is_used(
    place: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    record = dev.run
    monkeypatch.setattr("shutil.which", lambda _: "/opt/uv")
    monkeypatch.setattr(dev, "find_pip", lambda: ["the-pip"])
    monkeypatch.setattr(dev, "run", lambda c, **_: record(c) or int(str(c[0]) == "/opt/uv"))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)

    dev.install()

    assert [words[0] for words in commands] == ["/opt/uv", "the-pip", "the-pip"]
    assert "--require-hashes" in commands[1]
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(commands[2])


@no_fakes_on_windows
def test_without_pip_and_ensurepip_it_says_the_one_command(
    place: Path, fakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_module", lambda *_: False)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with pytest.raises(dev.Stop, match=f"sudo apt-get install -y {package}"):
        dev.find_pip()
    assert not (fakes / "asked").exists()


@no_fakes_on_windows
def test_as_root_on_debian_it_installs_what_qt_needs(
    place: Path, fakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: True)
    dev.get_libraries("qt")
    asked = (fakes / "asked").read_text().splitlines()
    assert asked[0] == "apt-get -qq update"
    # The stand-in for apt-cache knows every t64 name, as Debian 13 knows libglib2.0-0t64.
    assert asked[-1].startswith("apt-get -qq install -y --no-install-recommends libgl1t64 ")
    assert "libglib2.0-0t64" in asked[-1]
    assert "xcb" not in asked[-1]


@no_fakes_on_windows
def test_without_root_it_prints_the_one_command_and_touches_nothing(
    place: Path, fakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.Stop, match=r"sudo apt-get install -y .*libegl1 .*libxcb-cursor0"):
        dev.get_libraries("window")
    assert not (fakes / "asked").exists()


def test_without_a_display_the_demo_is_the_tour(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert dev.main(["demo", "--children", "5"]) == 0
    (words,) = commands
    assert Path(words[0]).name == "elsec"
    assert words[1:] == ["tour", "--out", str(ROOT / "out" / "tour"), "--children", "5"]


def test_with_a_display_the_demo_is_the_app(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: True)
    monkeypatch.setattr(dev, "need_system", lambda _: None)
    assert dev.main(["demo"]) == 0
    assert commands[0][1:] == ["-m", "elsec_app", "--demo"]


@pytest.mark.parametrize(
    ("args", "spread"), [([], True), (["--deep"], True), (["tests/test_dev.py::test_x"], False)]
)
def test_the_whole_suite_is_spread_over_the_cores(
    commands: list[list[str]], args: list[str], spread: bool
) -> None:
    dev.main(["test", *args])
    (words,) = commands
    assert ("-n" in words) is spread
    assert words[-len(args) :] == args or not args


def test_the_tests_draw_off_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "make_ready", lambda: None)
    monkeypatch.setattr(dev, "run", lambda _, env: int(env["QT_QPA_PLATFORM"] != "offscreen"))
    assert dev.main(["test"]) == 0


@pytest.mark.parametrize(("codes", "expected"), [((0, 0, 0, 0), 0), ((0, 3, 0, 0), 1)])
def test_check_runs_all_and_fails_if_one_does(
    codes: tuple[int, ...],
    expected: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ends = iter(codes)

    def start(_: object) -> SimpleNamespace:
        code = next(ends)
        return SimpleNamespace(returncode=code, communicate=lambda: (f"came to {code}", None))

    monkeypatch.setattr(dev, "make_ready", lambda: None)
    monkeypatch.setattr(dev, "start", start)
    assert dev.main(["check"]) == expected
    shown = capsys.readouterr().out
    assert shown.count("ok    ") == codes.count(0)
    assert ("came to 3" in shown) is bool(expected)


def test_ci_runs_the_tests_and_nothing_cleverer() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "python3 dev.py test"
    assert subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "dev.py")], capture_output=True, check=False
    ).stdout.startswith(b"usage: python3 dev.py")
