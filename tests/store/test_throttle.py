"""Wrong passphrases are counted before they are tried, and each waits longer."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from elsec_app.errors import NotAllowed, WrongPassphrase
from elsec_app.store import throttle, vault
from tests.vaults import PASSPHRASE

WAITS = [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


def test_each_wrong_passphrase_waits_as_long_as_stated(tmp_path: Path) -> None:
    clock, waited = Clock(), []
    for _ in WAITS:
        waited.append(throttle.seconds_to_wait(tmp_path, clock))
        clock.now += waited[-1]
        throttle.count_attempt(tmp_path, clock)
    assert waited == WAITS


def test_an_attempt_that_comes_too_soon_is_refused_and_not_counted(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(4):
        clock.now += throttle.seconds_to_wait(tmp_path, clock)
        throttle.count_attempt(tmp_path, clock)
    for _ in range(5):
        with pytest.raises(NotAllowed, match="wait 2 seconds"):
            throttle.count_attempt(tmp_path, clock)
    clock.now += 2
    throttle.count_attempt(tmp_path, clock)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_set_wrong_waits_a_minute_at_most(tmp_path: Path, years: int) -> None:
    clock = Clock()
    for _ in range(11):
        clock.now += throttle.seconds_to_wait(tmp_path, clock)
        throttle.count_attempt(tmp_path, clock)
    clock.now += years * 365 * 86400
    wait = throttle.seconds_to_wait(tmp_path, clock)
    assert wait <= 60
    clock.now += wait
    throttle.count_attempt(tmp_path, clock)


def test_a_damaged_count_waits_a_minute_once(tmp_path: Path) -> None:
    (tmp_path / throttle.NAME).write_bytes(b"nonsense")
    clock = Clock()
    assert throttle.seconds_to_wait(tmp_path, clock) == 60
    clock.now += 60
    throttle.count_attempt(tmp_path, clock)


def test_the_right_passphrase_forgets_the_wrong_ones(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            vault.unlock(folder, "violet engine harbour 3")
    assert (folder / throttle.NAME).exists()
    vault.unlock(folder, PASSPHRASE)
    assert not (folder / throttle.NAME).exists()


def test_killing_the_program_does_not_save_a_guess(folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no SIGKILL")
    kill_while_deriving = (
        "import os, pathlib, signal\n"
        "from elsec_app.store import slots, vault\n"
        "slots.stretch = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"vault.unlock(pathlib.Path({str(folder)!r}), 'violet engine harbour 3')\n"
    )
    for _ in range(3):
        ended = subprocess.run([sys.executable, "-c", kill_while_deriving], check=False)  # noqa: S603
        assert ended.returncode == -signal.SIGKILL
    assert throttle.seconds_to_wait(folder) > 0
    with pytest.raises(NotAllowed):
        vault.unlock(folder, PASSPHRASE)
