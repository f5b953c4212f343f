"""Thousands of damaged files: each is read or refused in one sentence, never anything else."""

import random
import resource
import signal
import sys
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
import pytest

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list import Reading, read
from elsec_app.exchange.class_list.content import FIELDS
from elsec_app.exchange.class_list.dates import Order
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.reading import ByHand
from elsec_app.exchange.synthetic import children, write_csv
from tests.exchange.dialects import (  # fmt: skip
    TODAY,
    Dialect,
    make_table,
    write_ctf,
    write_sheet_xml,
    write_text,
    write_web_page,
    write_workbook,
)

SUITE, SUITE_RUNS, BY_HAND, DEEP = 20_000, 8, 400, 20_000
MEMORY_MB = 500
SECONDS_EACH: float = 10
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the alarm and the memory gauge are Linux's"
)
SAMPLES = Path(__file__).parent / "data"


def seeds() -> list[bytes]:
    """Small sound files of every kind."""
    rows = children(1, 12, "R", TODAY)
    how = Dialect(
        kind="csv", encoding="utf-8", newline="\r\n", quote_all=True, titles=1, total=True,
        blanks=True, whole_name=False, comma=True, shout=False, parted=False,
        guard=False, two_rows=False, date="uk", year="words", sex="words",
        sen="words", codes=True, spaces=" ", unread=["FSM Eligible"], seed=1,
        fields=["surname", "forename", "date_of_birth", "sex", "upn", "nhs_number",
                "year_group", "class_name", "first_language", "sen_provision"],
    )  # fmt: skip
    table, _places = make_table(rows, how)
    old = msgspec.structs.replace(how, kind="xls", date="iso")
    new = msgspec.structs.replace(how, kind="xlsx", date="iso")
    made = [
        write_csv(rows),
        write_text(table, how),
        write_text(table, msgspec.structs.replace(how, encoding="utf-16", kind="tsv")),
        write_workbook(make_table(rows, new)[0], new),
        write_workbook(make_table(rows, old)[0], old),
        write_sheet_xml(table, how),
        write_web_page(table, how),
        write_ctf(rows, msgspec.structs.replace(how, kind="ctf nested")),
    ]
    return made + [file.read_bytes() for file in sorted(SAMPLES.glob("*.*[!n]"))]


NUMBERS = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80")
TROUBLE = (b'"', b"\0", b"\n", b"\r", b",,,", b"<", b"&", b"]]>", b"\xef\xbb\xbf", b"\x1a")


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """*data* with one to four wounds."""
    file = bytearray(data)
    for _n in range(chance.randint(1, 4)):
        at = chance.randrange(len(file) + 1)
        end = min(at + chance.choice((1, 2, 4, 16, 200, 2000)), len(file))
        wound(file, at, end, others, chance)
    return bytes(file)


def wound(file: bytearray, at: int, end: int, others: list[bytes], chance: random.Random) -> None:
    """Cut, fill, repeat, cut off, graft, overwrite a number, insert trouble, or flip bits."""
    match chance.randrange(8):
        case 0:
            del file[at:end]
        case 1:
            file[at:at] = chance.randbytes(end - at)
        case 2:
            file[at:at] = file[at:end] * chance.randint(2, 20)
        case 3:
            del file[at:]
        case 4:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            file[at:end] = other[start : start + end - at]
        case 5:
            file[at : at + 4] = chance.choice(NUMBERS)
        case 6:
            file[at:at] = chance.choice(TROUBLE)
        case _:
            for spot in range(at, end):
                file[spot] ^= 1 << chance.randrange(8)


def check(reading: Reading) -> None:
    """What must hold of whatever is read."""
    rows = [child.row for child in reading.children]
    assert rows == sorted(set(rows))
    assert reading.children or reading.problems
    for child in reading.children:
        assert child.surname.strip()
        assert child.forename.strip()
        assert isinstance(child.date_of_birth, date)
        assert child.date_of_birth <= TODAY
        assert child.upn is None or len(child.upn) == 13
        assert child.nhs_number is None or len(child.nhs_number) == 10
    for problem in reading.problems:
        assert problem.message.endswith(".")


class Hung(Exception):
    """A file kept the reader busy for longer than it promises."""


def hung(_signal: int, _frame: object) -> None:
    raise Hung


def outcome(file: bytes) -> str:
    """``read`` or the sentence of the refusal; ten seconds of work are a fault."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_EACH)
    try:
        check(read(file, today=TODAY))
    except ClassListProblem as problem:
        return problem.sentence
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return "read"


def fuzz(count: int, seed: int, keep: Path) -> tuple[int, int]:
    """How many of *count* damaged files were read, and how many refused."""
    signal.signal(signal.SIGVTALRM, hung)
    sound = seeds()
    chance = random.Random(seed)
    said: Counter[str] = Counter()
    for n in range(count):
        file = mutate(sound[n % len(sound)], sound, chance)
        try:
            said[outcome(file)] += 1
        except BaseException:
            keep.write_bytes(file)
            raise
    assert all(sentence == "read" or sentence.endswith(".") for sentence in said)
    return said["read"], count - said["read"]


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_the_seeds_are_sound() -> None:
    assert [outcome(file) for file in seeds()] == ["read"] * len(seeds())


def spin(*_args: object, **_settings: object) -> None:
    while True:
        pass


def test_a_hang_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    signal.signal(signal.SIGVTALRM, hung)
    monkeypatch.setattr("tests.exchange.test_fuzz.SECONDS_EACH", 0.01)
    monkeypatch.setattr("tests.exchange.test_fuzz.read", spin)
    with pytest.raises(Hung):
        outcome(b"")


@pytest.mark.parametrize("seed", range(SUITE_RUNS))
def test_damaged_files(seed: int, tmp_path: Path) -> None:
    """The file at fault, if there is one, is left in the test's own folder."""
    before = peak_mb()
    done, refused = fuzz(SUITE // SUITE_RUNS, seed, tmp_path / "damaged.bin")
    assert min(done, refused) > SUITE // SUITE_RUNS // 20  # the wounds reach both outcomes
    assert peak_mb() < max(MEMORY_MB, before + 100)


def by_hand(chance: random.Random, reading: Reading) -> ByHand:
    """Any column as anything, each field once, as a careless person might say."""
    fields: list[Field | None] = [*sorted(FIELDS), *[None] * len(reading.headings)]
    said = chance.sample(fields, len(reading.headings))
    orders: list[Order | None] = [None, "day-first", "month-first", "exchanged"]
    return ByHand(tuple(said), chance.choice(orders), chance.choice([None, reading.sheet, "x"]))


def test_damaged_files_read_as_anybody_may_say(tmp_path: Path) -> None:
    sound, chance = seeds(), random.Random(99)
    put_right = 0
    for n in range(BY_HAND):
        file = mutate(sound[n % len(sound)], sound, chance)
        (tmp_path / "damaged.bin").write_bytes(file)
        with suppress(ClassListProblem):
            first = read(file, today=TODAY, strict=False)
            again = read(file, today=TODAY, strict=False, by_hand=by_hand(chance, first))
            put_right += bool(again.children)
    assert put_right > 0


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1000, 1010))
def test_damaged_files_deep(seed: int, tmp_path: Path) -> None:
    assert sum(fuzz(DEEP, seed, tmp_path / "damaged.bin")) == DEEP
