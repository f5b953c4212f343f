"""Thousands of damaged packs and publications: each is taken or refused, never anything else.

In memory, so that many fit into a run; ``test_strange_packs`` does a few on disk.
"""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsec_app.errors import InstrumentProblem
from elsec_app.instruments.archive import NotAPublication, from_zip, to_zip
from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.files import read_folder
from elsec_app.instruments.library import prove
from elsec_app.instruments.publication import open_signed

from .shelf import CASES
from .test_strange_packs import STRANGE

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = (KEY.public_key().public_bytes_raw(),)
SUITE, DEEP, RUNS = 400, 20_000, 4
SEAL = 206


def _damaged(files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Bits flipped, bytes cut, lines moved, words made strange, files lost, swapped or doubled."""
    made = dict(files)
    for _slip in range(chance.randint(1, 3)):
        name = chance.choice(sorted(made))
        content = made[name]
        match chance.randrange(7):
            case 0 if content:
                at = chance.randrange(len(content))
                changed = bytes([content[at] ^ 1 << chance.randrange(8)])
                made[name] = content[:at] + changed + content[at + 1 :]
            case 1:
                made[name] = content[: chance.randrange(len(content) + 1)]
            case 2:
                lines = content.splitlines(keepends=True)
                chance.shuffle(lines)
                made[name] = b"".join(lines)
            case 3:
                words = content.split(b" ")
                words[chance.randrange(len(words))] = chance.choice(STRANGE).encode()
                made[name] = b" ".join(words)
            case 4 if len(made) > 1:
                del made[name]
            case 5:
                made[name] = made[chance.choice(sorted(made))]
            case _:
                made[chance.choice(("media/x.svg", "norms/x.csv", "../x", "strings/x.yaml"))] = (
                    content
                )
    return made


def _try(seed: int, count: int) -> tuple[int, int]:
    """How many were taken, and how many refused."""
    chance = random.Random(seed)
    files = read_folder(CASES / "every-type" / "1")
    taken = refused = 0
    for _pack in range(count):
        damaged = _damaged(files, chance)
        try:
            prove(damaged, name="fuzz")
            taken += 1
        except PackRefused:
            refused += 1
    return taken, refused


def test_damaged_packs_are_refused_or_harmless() -> None:
    taken, refused = _try(1, SUITE)
    assert refused > SUITE / 2
    assert taken > 0  # a word changed in a sentence is still a pack


@pytest.mark.deep
@pytest.mark.parametrize("run", range(RUNS))
def test_many_damaged_packs_are_refused_or_harmless(run: int) -> None:
    _taken, refused = _try(run, DEEP // RUNS)
    assert refused


@pytest.mark.parametrize("count", [2_000, pytest.param(20_000, marks=pytest.mark.deep)])
def test_damaged_archives_are_refused_even_when_signed(count: int) -> None:
    chance = random.Random(3)
    files = read_folder(CASES / "ceiling" / "1")
    body = to_zip(files, SEAL)
    for _archive in range(count):
        at = chance.randrange(len(body))
        cut = chance.choice((0, 1, 4, 46, 500))
        noise = chance.randbytes(chance.choice((0, 1, 4, 46)))
        damaged = body[:at] + noise + body[at + cut :]
        if damaged == body:
            continue
        with pytest.raises(NotAPublication):
            from_zip(damaged, SEAL)
        if _archive % 100 == 0:
            with pytest.raises(InstrumentProblem):
                open_signed(_signed(damaged), TRUSTED)


def _signed(body: bytes) -> bytes:
    signature = KEY.sign(b"elsec-pack-1\n" + body)
    return body + f"elsec-pack-1:{TRUSTED[0].hex()}:{signature.hex()}".encode()


ITEM = (
    "  - {{id: i{n}, type: count, strand: row, sections: [all], source: own, least: 0, most: 9}}\n"
)


def _huge(items: int) -> dict[str, bytes]:
    files = read_folder(CASES / "ceiling" / "1")
    rules = files["instrument.yaml"].decode()
    more = "".join(ITEM.format(n=n) for n in range(items))
    return {**files, "instrument.yaml": rules.replace("items:\n", "items:\n" + more).encode()}


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (900, "items.i0.prompt: Write these words"),
        (9_000, "items: Have 1000 here at most"),
        (1_000_000, "Make this file smaller than 1 MB"),
    ],
)
def test_a_pack_with_more_items_than_any_is_refused_before_it_is_weighed(
    items: int, said: str
) -> None:
    with pytest.raises(PackRefused) as refused:
        prove(_huge(items), name="huge")
    assert any(said in str(complaint) for complaint in refused.value.complaints)
