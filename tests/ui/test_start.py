"""What has been imported by the first paint: no more than the passphrase needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATER = {
    "alembic",
    "calamine",
    "cryptography",
    "httpx2",
    "openpyxl",
    "psycopg",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
    "yaml",
    "zstandard",
}


@pytest.mark.parametrize("vault", [True, False], ids=["unlock", "first run"])
def test_nothing_is_imported_before_the_first_paint_that_it_does_not_need(
    tmp_path: Path, *, vault: bool
) -> None:
    if vault:
        (tmp_path / "vault").mkdir()
        (tmp_path / "vault" / "vault.json").write_text("{}")
    painted = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_paint", "unlock"],
        cwd=ROOT,
        env={**os.environ, "ELSEC_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    imported = set(painted.stdout.split())
    assert "PySide6" in imported, painted.stdout
    assert imported & LATER == set()
