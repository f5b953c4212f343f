#!/usr/bin/env python3
"""One command per job: `python3 dev.py` lists them. Standard library only, on any system.

To add a command: write a function that takes the remaining arguments and returns an exit code,
give it a one-line docstring, and name it in COMMANDS.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

NEEDS = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMPS = {name: VENV / f".elsec-{name}" for name in ("packages", "qt", "window")}

QUIET = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_NO_WARN_SCRIPT_LOCATION": "1",
    "PIP_QUIET": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_USER": "0",
    "PYTHONUTF8": "1",
}

# What Qt asks of the system, for drawing off screen and then for a real window as well.
# apt: each shown to be needed by taking it away from a bare Debian 12. dnf, pacman: by name only.
SYSTEM = {
    "apt-get": {
        "install": "apt-get install -y --no-install-recommends",
        "qt": "libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0",
        "window": "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0",
    },
    "dnf": {
        "install": "dnf install -y",
        "qt": "libglvnd-glx libglvnd-egl libxkbcommon fontconfig dbus-libs glib2",
        "window": "xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil"
        " xcb-util-wm libxkbcommon-x11",
    },
    "pacman": {
        "install": "pacman -S --needed",
        "qt": "libglvnd libxkbcommon fontconfig dbus glib2",
        "window": "xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil"
        " xcb-util-wm libxkbcommon-x11",
    },
}


class Stop(Exception):
    """The command cannot go on; the message says why and what to do."""


# --- Commands ------------------------------------------------------------------------------------


def setup(_args: list[str]) -> int:
    """Make .venv with everything in it (every other command does this first)."""
    make_ready()
    say(f"ready: {PYTHON.relative_to(ROOT)}")
    return 0


def demo(args: list[str]) -> int:
    """Open the app on a synthetic school; without a display, run that school's day headless."""
    make_ready()
    if has_display():
        need_system("window")
        return run([PYTHON, "-m", "elsec_app", "--demo", *args])
    out = ROOT / "out" / "tour"
    say(f"no display: running the tour instead, into {out}")
    return run([SCRIPTS / "elsec", "tour", "--out", out, *args], env=off_screen())


def run_app(args: list[str]) -> int:
    """Open the app on this computer's own store."""
    make_ready()
    need_system("window")
    return run([PYTHON, "-m", "elsec_app", *args])


def centre(args: list[str]) -> int:
    """Serve the centre; arguments go to `elsec-centre serve` (try --help)."""
    make_ready()
    return run([SCRIPTS / "elsec-centre", "serve", *args])


def test(args: list[str]) -> int:
    """Run the tests; arguments go to pytest (a path, -k NAME, --deep for the long ones)."""
    make_ready()
    whole = not any((ROOT / arg.split("::")[0]).exists() for arg in args)
    workers = ["-n", str(min(os.cpu_count() or 1, 4))] if whole else []
    return run([PYTHON, "-m", "pytest", "-q", *workers, *args], env=off_screen())


def check(_args: list[str]) -> int:
    """Check format, lint, types and the floors of the house, all at once."""
    make_ready()
    jobs = {
        "format": ["ruff", "format", "--check", "."],
        "lint": ["ruff", "check", "."],
        "types": ["mypy"],
        "floors": ["lint-imports"],
    }
    started = time.monotonic()
    running = {name: start([SCRIPTS / job[0], *job[1:]]) for name, job in jobs.items()}
    bad = [name for name, process in running.items() if not passed(name, process)]
    say(f"{len(jobs) - len(bad)} of {len(jobs)} pass, in {time.monotonic() - started:.1f} s")
    return 1 if bad else 0


def bench(args: list[str]) -> int:
    """Measure ours against its peers, all or by name, into bench.json."""
    make_ready()
    return run([PYTHON, "-m", "tests.bench", *args])


def shots(args: list[str]) -> int:
    """Picture every screen."""
    make_ready()
    return run([PYTHON, "-m", "tests.shots", *args], env=off_screen())


def package(args: list[str]) -> int:
    """Build the installable app for this system, into dist/, and try it."""
    make_ready()
    return run([PYTHON, ROOT / "installer" / "build.py", *args])


COMMANDS = {
    "setup": setup,
    "demo": demo,
    "run": run_app,
    "centre": centre,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
    "package": package,
}


def main(argv: list[str]) -> int:
    """Do the command named first; exit code 2 means that there is no such command."""
    if sys.version_info[:2] < NEEDS:
        sys.exit(f"This needs Python {NEEDS[0]}.{NEEDS[1]} or newer; this is {version()}.")
    name = argv[0] if argv else "--help"
    if name not in COMMANDS:
        print(listing())
        return 0 if name in ("--help", "-h", "help") else 2
    try:
        return COMMANDS[name](argv[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def listing() -> str:
    """Every command with the first line of its docstring."""
    lines = [f"  {name:<9}{(does.__doc__ or '').strip()}" for name, does in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [ARGUMENTS]", "", *lines])


# --- The environment -----------------------------------------------------------------------------


def make_ready() -> None:
    """Bring .venv in step with the lock; near instant when it already is."""
    wanted = fingerprint()
    if stamp("packages") != wanted or not works(PYTHON):
        make_venv()
        install()
        STAMPS["packages"].write_text(wanted)
    need_system("qt")


def fingerprint() -> str:
    """Changes when the lock, the project's own data or the folder it stands in changes."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp(name: str) -> str:
    """What the last finished step of that name wrote, or nothing."""
    try:
        return STAMPS[name].read_text()
    except OSError:
        return ""


def make_venv() -> None:
    """A working .venv, kept if it is one, made anew if it is broken."""
    for old in STAMPS.values():
        old.unlink(missing_ok=True)
    if works(PYTHON):
        return
    if VENV.exists():
        say(".venv is broken: making it again")
        shutil.rmtree(VENV)
    say(f"making .venv with Python {version()}")
    flags = [] if has_module(sys.executable, "ensurepip") else ["--without-pip"]
    if run([sys.executable, "-m", "venv", *flags, VENV]) != 0:
        raise Stop("Python could not make .venv; its own words stand above.")


def install() -> None:
    """Everything the lock names, checked against its hashes, then the project itself."""
    began = time.monotonic()
    locked: list[str | Path] = ["install", "--quiet", "--require-hashes", "-r", LOCK]
    own: list[str | Path] = ["install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT]
    for name, pip in installers():
        say(f"installing what requirements.lock names, with {name}")
        if run([*pip, *locked]) == 0 and run([*pip, *own]) == 0:
            say(f"installed in {time.monotonic() - began:.0f} s")
            return
    raise Stop("The installation did not finish; the words above say why. Then try again.")


def installers() -> Iterator[tuple[str, Sequence[str | Path]]]:
    """uv if it is there, then pip: where only pip is told of a proxy or mirror, uv fails."""
    uv = shutil.which("uv")
    if uv:
        os.environ["VIRTUAL_ENV"] = str(VENV)
        yield "uv", [uv, "pip"]
    yield "pip", find_pip()


def find_pip() -> Sequence[str | Path]:
    """The pip of .venv; failing that, this Python's, or Debian's own package of it."""
    if has_module(PYTHON, "pip"):
        return [PYTHON, "-m", "pip"]
    if has_module(PYTHON, "ensurepip") and run([PYTHON, "-m", "ensurepip"], hush=True) == 0:
        return [PYTHON, "-m", "pip"]
    if has_module(sys.executable, "pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    return install_venv_package()


def install_venv_package() -> Sequence[str | Path]:
    """pip by Debian's package, or the words for asking for it."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not (is_root() and shutil.which("apt-get")):
        asks = f"run: sudo apt-get install -y {name}" if shutil.which("apt-get") else "install pip"
        raise Stop(f"This Python has neither pip nor ensurepip; {asks}")
    apt(["install", "-y", "--no-install-recommends", name])
    run([PYTHON, "-m", "ensurepip"], hush=True)
    return [PYTHON, "-m", "pip"]


# --- The system's libraries ----------------------------------------------------------------------

TRIES = {
    "qt": "import PySide6.QtWidgets",
    "window": "from PySide6.QtWidgets import QApplication; QApplication([])",
}


def need_system(what: str) -> None:
    """See that Qt finds its libraries: installed as root on Debian, asked for elsewhere."""
    if stamp(what) or (what == "window" and not has_display()):
        return
    trial = [str(PYTHON), "-c", TRIES[what]]
    if run(trial, hush=True) != 0:
        get_libraries(what)
        if run(trial) != 0:
            raise Stop("Qt still does not start; its own words stand above.")
    STAMPS[what].write_text("works")


def get_libraries(what: str) -> None:
    """Install the libraries of that kind, or stop with the one command that does."""
    manager = next((name for name in SYSTEM if shutil.which(name)), None)
    if manager is None:
        return
    names = [SYSTEM[manager]["qt"], SYSTEM[manager]["window"] if what == "window" else ""]
    wanted = " ".join(names).split()
    if manager != "apt-get" or not is_root():
        command = f"sudo {SYSTEM[manager]['install']} {' '.join(wanted)}"
        raise Stop(f"Qt needs libraries of this system; run this once, then again:\n  {command}")
    say("installing the system libraries that Qt needs")
    apt(["update"])
    apt(["install", "-y", "--no-install-recommends", *map(debian_name, wanted)])


def debian_name(library: str) -> str:
    """The library's name here: since Debian 13 some end in t64."""
    known = run(["apt-cache", "show", f"{library}t64"], hush=True) == 0
    return f"{library}t64" if known else library


def apt(args: list[str]) -> None:
    """apt-get, quiet and without questions."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if run(["apt-get", "-qq", *args], env=env, words=False) != 0:
        raise Stop(f"This did not work: apt-get {shlex.join(args)}")


# --- Small parts ---------------------------------------------------------------------------------


def run(
    command: Sequence[str | Path],
    env: dict[str, str] | None = None,
    hush: bool = False,
    words: bool = True,
) -> int:
    """Run it from the project's folder; its exit code. Hushed, only success or failure counts."""
    out = subprocess.DEVNULL if hush or not words else None
    err = subprocess.DEVNULL if hush else None
    env = {**(os.environ if env is None else env), **QUIET}
    sys.stdout.flush()
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, env=env, stdout=out, stderr=err, check=False
        )
    except OSError as error:
        say(f"{command[0]}: {error.strerror}")
        return 127
    return done.returncode


def start(command: Sequence[str | Path]) -> subprocess.Popen[str]:
    """Run it beside the others, its words kept for later."""
    words = [str(word) for word in command]
    pipe, merged = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen(
        words, cwd=ROOT, stdout=pipe, stderr=merged, text=True, encoding="utf-8", errors="replace"
    )


def passed(name: str, process: subprocess.Popen[str]) -> bool:
    """Wait for one check; show its words only if it failed."""
    words, _ = process.communicate()
    good = process.returncode == 0
    print(f"{'ok    ' if good else 'FAILED'}  {name}", flush=True)
    if not good:
        print(words.strip(), flush=True)
    return good


def works(python: Path) -> bool:
    """Whether that Python starts."""
    return python.exists() and run([python, "-c", "pass"], hush=True) == 0


def has_module(python: str | Path, name: str) -> bool:
    """Whether that Python can import the module."""
    if str(python) == sys.executable:
        return importlib.util.find_spec(name) is not None
    return run([python, "-c", f"import {name}"], hush=True) == 0


def has_display() -> bool:
    """Whether a window can be seen."""
    if platform.system() != "Linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def off_screen() -> dict[str, str]:
    """The environment in which Qt draws into memory."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def is_root() -> bool:
    """Whether system packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def version() -> str:
    """This Python, as people say it."""
    return platform.python_version()


def say(words: str) -> None:
    """One short line about what happens now."""
    print(f"dev: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
