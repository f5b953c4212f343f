"""Builds the app for the system it runs on, into dist/elsec-screening, and tries the result.

The build happens in a throw-away environment that holds exactly what requirements.txt beside this
file names, checked by hash: neither the developer's tools nor the centre can slip in.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"
APP = DIST / "elsec-screening"
SUFFIX = ".exe" if os.name == "nt" else ""
PROGRAMS = ("elsec", "elsec-screening")


def main() -> int:
    """Build and try; exit code 1 and one sentence if either fails."""
    argparse.ArgumentParser(prog="dev.py package", description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="elsec-package-") as folder:
        try:
            python = make_environment(Path(folder) / "env")
            build(python, Path(folder) / "work")
            copy_licences(python)
            try_out(Path(folder) / "home")
        except subprocess.CalledProcessError as error:
            return complain(f"{Path(error.cmd[0]).name} failed; its own words stand above.")
        except ValueError as error:
            return complain(str(error))
    say(f"built {APP.relative_to(ROOT)}: {size(APP) / 1e6:.0f} MB")
    return 0


def make_environment(folder: Path) -> Path:
    """A new environment with the app's parts and the packager; its Python."""
    say("making a throw-away environment")
    call([sys.executable, "-m", "venv", "--without-pip", folder])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv = shutil.which("uv") or ""
    install: list[str | Path] = [uv, "pip", "install", "--python", python]
    if not uv:
        install = [sys.executable, "-m", "pip", "--python", python, "install"]
    call([*install, "--quiet", "--require-hashes", "-r", str(HERE / "requirements.txt")])
    # The look is our own; this plug-in would drag the builder's whole GTK in.
    for plugin in folder.rglob("platformthemes/*gtk*"):
        plugin.unlink()
    return python


def build(python: Path, work: Path) -> None:
    """Freeze both programs into one folder that shares every library."""
    say("packing")
    shutil.rmtree(APP, ignore_errors=True)
    options: list[str | Path] = [
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        DIST,
        "--workpath",
        work,
    ]
    call([python, "-m", "PyInstaller", *options, HERE / "elsec.spec"])


def copy_licences(python: Path) -> None:
    """The licence of every part beside the program, as most of them ask."""
    target = APP / "licences"
    shutil.copytree(HERE / "licences", target / "Qt and PySide6")
    shutil.copy(ROOT / "LICENSE", APP / "LICENSE")
    for about in python.parent.parent.rglob("site-packages/*.dist-info"):
        for text in about.rglob("*"):
            inside = text.relative_to(about)
            if text.is_file() and re.match(r"(?i)licen|copying|notice|metadata", str(inside)):
                copy = target / about.name.removesuffix(".dist-info") / inside
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(text, copy)


def try_out(home: Path) -> None:
    """The programs work without Python or the source tree, and the shipped data is inside."""
    say("trying it")
    home.mkdir()
    if not (APP / "_internal/elsec_app/migrations/local/env.py").is_file():
        raise ValueError("The build lacks the migrations.")
    packs = [folder.name for folder in (ROOT / "resources" / "instruments").iterdir()]
    version = declared_version()
    for program, asked, expected in (
        ("elsec", ["--version"], [version]),
        ("elsec-screening", ["--version"], [version]),
        ("elsec", ["instruments", "list"], packs),
    ):
        told = ask([APP / f"{program}{SUFFIX}", *asked], home)
        if not all(word in told for word in expected):
            raise ValueError(f"{program} {' '.join(asked)} should name {expected}: {told!r}")
    if ends_early(APP / f"elsec-screening{SUFFIX}", home):
        raise ValueError("The desktop did not stay open; its own words stand above.")


def ask(command: Sequence[str | Path], home: Path) -> str:
    """What the built program answers, in an environment that lends it nothing."""
    words, env = [str(word) for word in command], bare(home)
    return subprocess.run(  # noqa: S603
        words, cwd=home, env=env, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=60
    ).stdout


def ends_early(program: Path, home: Path) -> bool:
    """Whether the desktop ends by itself within ten seconds of being opened."""
    with subprocess.Popen([str(program)], cwd=home, env=bare(home)) as desktop:  # noqa: S603
        try:
            desktop.wait(timeout=10)
        except subprocess.TimeoutExpired:
            desktop.terminate()
            return False
    return True


def bare(home: Path) -> dict[str, str]:
    """The environment of a computer without Python, the source or a display."""
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    return {
        **keep,
        "ELSEC_HOME": str(home / "elsec"),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "USERPROFILE": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }


def declared_version() -> str:
    """The version that the source says it is."""
    source = (ROOT / "elsec_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    if not found:
        raise ValueError("elsec_app/__init__.py states no __version__.")
    return found[1]


def call(words: Sequence[str | Path]) -> None:
    subprocess.run([str(word) for word in words], cwd=ROOT, check=True)  # noqa: S603


def size(folder: Path) -> int:
    """Bytes of all files inside."""
    return sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())


def say(words: str) -> None:
    sys.stdout.write(f"package: {words}\n")
    sys.stdout.flush()


def complain(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
