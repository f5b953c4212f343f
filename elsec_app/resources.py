"""Where the shipped data files are, from a source tree and from an installed package."""

from pathlib import Path


def resources() -> Path:
    """The ``resources`` folder: instruments, strategies, letters, tokens, fonts, icons, locale."""
    return _shipped("resources")


def migrations(which: str) -> Path:
    """The Alembic scripts of ``local`` (the device's store) or ``centre``."""
    return _shipped("migrations") / which


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
