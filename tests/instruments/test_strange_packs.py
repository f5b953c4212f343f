"""Whatever is in a pack's files, it loads or is refused with complaints: it never breaks."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.library import load

from .shelf import CASES

STRANGE = [
    "", "null", "[]", "{}", "-1", "1e400", "2024-02-30", "yes", "'", "*a", "&a [*a]", "..",
    "!!python/name:os", "[[[[[[[[]]]]]]]]", "<<: {a: 1}", "? [a]", "id: {id: {id: 1}}", "\t",
    "\x07", "𝔘", "../../x", "999999999999999999999", "strands", "all", "0", "N N N N N N N N",
]  # fmt: skip
FILES = ["instrument.yaml", "strings/en-GB.yaml", "golden.csv", "norms/words.csv"]


def _scramble(text: str, chance: random.Random) -> str:
    """A few slips: lines lost, doubled, swapped; words replaced by strange ones."""
    lines = text.splitlines()
    for _slip in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                words = lines[at].split(" ")
                words[chance.randrange(len(words))] = chance.choice(STRANGE)
                lines[at] = " ".join(words)
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_a_scrambled_pack_loads_or_is_refused(file: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as shelf:
        folder = Path(shelf) / "every-type" / "1"
        shutil.copytree(CASES / "every-type" / "1", folder)
        path = folder / file
        path.write_text(_scramble(path.read_text("utf-8"), random.Random(seed)), "utf-8")
        assert all(complaint.change for complaint in _complaints(folder))


def _complaints(folder: Path) -> tuple[Complaint, ...]:
    try:
        load(folder)
    except PackRefused as refused:
        return refused.complaints
    return ()


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("instrument.yaml", "[" * 100_000),
        ("instrument.yaml", "{a: " * 20_000),
        ("instrument.yaml", "- " * 100_000),
        ("instrument.yaml", "? " * 100_000),
        ("instrument.yaml", "- " * 39 + "x"),
        ("instrument.yaml", "".join(" " * n + "a:\n" for n in range(1000))),
        ("instrument.yaml", BOMB),
        ("instrument.yaml", BOMB + "items: [{id: *a11}]\nlanguages: *a11\nid: *a11\n"),
        ("strings/en-GB.yaml", BOMB + "title: *a11\nitems: *a11\n"),
        ("instrument.yaml", "? [a, b]\n: 1\n"),
        ("instrument.yaml", "? {a: b}\n: 1\n"),
        ("instrument.yaml", "languages: [../../../etc/passwd]\n"),
        ("instrument.yaml", "!!python/object/apply:os.system [true]"),
        ("golden.csv", "case,born\n" + "x," * 5000),
        ("golden.csv", "\x00\x01"),
        ("norms/words.csv", "from_months,to_months,raw_from,raw_to,standard\n0,999999999,0,9,1\n"),
        (
            "norms/words.csv",
            "from_months,to_months,raw_from,raw_to,standard\n36,60,0,999999999,1\n",
        ),
    ],
)
def test_a_hostile_file_is_refused(file: str, text: str, tmp_path: Path) -> None:
    folder = tmp_path / "every-type" / "1"
    shutil.copytree(CASES / "every-type" / "1", folder)
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(PackRefused):
        load(folder)
