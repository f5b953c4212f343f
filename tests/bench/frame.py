"""What every bench shares: rows, interleaved runs, the facts of the machine."""

import os
import platform
import statistics
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "msgspec", "reportlab", "psycopg")


class Row(msgspec.Struct, frozen=True):
    """One measured line.

    ``ours`` and ``against`` are medians in ``unit`` unless ``what`` names another quantile;
    ``ratio`` is ours / against, ``reach`` the largest ratio that is good enough. ``None`` stands
    where nothing was measured, and ``note`` then says why.
    """

    what: str
    unit: str
    ours: float | None
    against: float | None
    ratio: float | None
    reach: float
    ok: bool | None
    note: str = ""


def compare(what: str, unit: str, ours: float, against: float, reach: float) -> Row:
    """The row of two measured values."""
    ratio = ours / against
    return Row(what, unit, short(ours), short(against), short(ratio), reach, ratio <= reach)


def short(value: float) -> float:
    """Four figures: more would pretend."""
    return float(f"{value:.4g}")


def not_measured(what: str, unit: str, reach: float, note: str) -> Row:
    """The row of something that is not there yet; it counts as neither good nor bad."""
    return Row(what, unit, None, None, None, reach, None, note)


def interleaved(sides: Mapping[str, Callable[[], float]], times: int) -> dict[str, list[float]]:
    """Every side once per round, so that whatever else the machine does meets them all alike.

    The first round warms the caches and is thrown away.
    """
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(times + 1):
        for name, measure in sides.items():
            value = measure()
            if turn:
                taken[name].append(value)
    return taken


def quantile(values: list[float], q: float) -> float:
    """The value below which the share *q* (0 to 1) of *values* lies."""
    return statistics.quantiles(values, n=1000, method="inclusive")[round(q * 1000) - 1]


def machine() -> dict[str, object]:
    """What the numbers depend on, without the machine's name."""
    return {
        "taken": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "qt_platform": os.environ["QT_QPA_PLATFORM"] or "native",
        "parts": {name: metadata.version(name) for name in PARTS},
    }


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty"]
    try:
        told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return told.stdout.strip()
