"""Small disks for tests: one that fills up, one that can only be read. Linux, as root."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(at: Path, kib: int) -> Iterator[Path]:
    """A file system of *kib* KiB in memory, at *at*; skips the test where it cannot be had."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    at.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(at))
    if mounted.returncode != 0:
        pytest.skip(f"this system does not let root mount: {mounted.stderr.strip()}")
    try:
        yield at
    finally:
        _run("umount", "--lazy", str(at))


def remount(at: Path, options: str) -> None:
    """Change the disk at *at*: ``ro``, ``rw``, ``size=8m``."""
    done = _run("mount", "-o", f"remount,{options}", str(at))
    assert done.returncode == 0, done.stderr


def fill_up(at: Path) -> None:
    """Leave no free block on the disk at *at*."""
    with (at / "ballast").open("wb", buffering=0) as ballast:
        while True:
            try:
                ballast.write(bytes(4096))
            except OSError:
                break
    assert os.statvfs(at).f_bavail == 0


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
