"""Other people's programs to measure against, each in an environment of its own under ``out``.

None of them is a dependency of ours: an environment is made when a bench first asks for it, and a
bench whose peer cannot be had says so and goes on.
"""

import hashlib
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench.frame import ROOT

HERE = Path(__file__).parent
KEPT = ROOT / "out" / "peers"


@cache
def python_with(*packages: str) -> Path | None:
    """A Python that has *packages* (such as ``anki==26.9``); none when they cannot be had."""
    folder = KEPT / _name("python", packages)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = folder / "done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        if not _ran([sys.executable, "-m", "venv", folder]):
            return None
        if not _ran([python, "-m", "pip", "install", "--quiet", *packages]):
            return None
        done.touch()
    return python


@cache
def node_with(*packages: str) -> Path | None:
    """A folder whose ``node_modules`` has *packages*; none without Node, or if they cannot be
    had."""
    folder = KEPT / _name("node", packages)
    done = folder / "done"
    if not done.exists():
        npm = shutil.which("npm")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text("{}")
        if npm is None or not _ran([npm, "install", "--silent", *packages], folder):
            return None
        done.touch()
    return folder


def _name(kind: str, packages: tuple[str, ...]) -> str:
    return f"{kind}-{hashlib.sha256(' '.join(packages).encode()).hexdigest()[:12]}"


def _ran(command: list[str | Path], folder: Path = ROOT) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False
