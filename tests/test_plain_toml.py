"""The quick reader of plain TOML says what ``tomllib`` says, or hands the file to it."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app import plain_toml
from elsec_app.resources import resources

PIECES = st.sampled_from(
    [
        *'[]"=#.\\\n\r \t-_+',
        "a",
        "key",
        "é",
        "\u2028",
        "0",
        "07",
        "12",
        "1_0",
        "1.5",
        "2026-11-24",
        "true",
        '"words"',
        '"""',
        "'",
        "[table]\n",
        "key = 1\n",
        'key2 = "x"\n',
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_as_tomllib_reads_it(text: str) -> None:
    assert outcome(plain_toml.loads, text) == outcome(tomllib.loads, text)


def outcome(loads: Callable[[str], object], text: str) -> str:
    """What *loads* makes of *text*, with the types, or that it refuses."""
    try:
        return repr(loads(text))
    except ValueError:
        return "refused"


def test_the_shipped_look_is_plain() -> None:
    """So that the first paint does not wait for ``tomllib``."""
    path = resources() / "tokens.toml"
    program = "import sys; from pathlib import Path; from elsec_app import plain_toml; "
    program += (
        "print(repr(plain_toml.read(Path(sys.argv[1])))); assert 'tomllib' not in sys.modules"
    )
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == repr(tomllib.loads(path.read_text(encoding="utf-8")))


def test_what_is_not_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("theme = light")
    with pytest.raises(ValueError, match="Invalid"):
        plain_toml.read(path)
