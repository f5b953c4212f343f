"""Loading packs: what is shipped, the hash on every result, and proving once."""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from elsec_app.instruments import library
from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.context import TestContext, cautions
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import Files
from elsec_app.instruments.library import load, pack_hash, shipped

from .shelf import CASES, newest, shipped_pack


def test_every_shipped_pack_loads() -> None:
    packs = shipped()
    administered = [pack.id for pack in packs if pack.kind == "administered"]
    assert administered == ["observation-screen", "picture-screen", "speech-sounds"]
    assert all(pack.statement and pack.hash for pack in packs)


def test_no_draft_is_shipped() -> None:
    assert {pack.status for pack in shipped()} <= {"pilot", "live", "closed"}


@pytest.mark.parametrize(
    ("status", "real", "practice"),
    [("draft", False, True), ("pilot", True, True), ("live", True, True), ("closed", False, False)],
)
def test_what_may_be_begun(status: str, real: bool, practice: bool) -> None:
    pack = msgspec.structs.replace(shipped_pack("ics"), status=status)
    assert (pack.may_begin(), pack.may_begin(practice=True)) == (real, practice)


def test_the_observation_screen_is_what_it_says() -> None:
    screen = shipped_pack("observation-screen")
    assert (screen.kind, screen.status, screen.standardised) == ("administered", "pilot", False)
    assert "not standardised" in screen.statement
    assert "not a diagnosis" in screen.statement
    assert (screen.sections[0].from_months, screen.sections[-1].to_months) == (24, 96)
    inside = [s for s in screen.sections if s.from_months >= 36 and s.to_months <= 84]
    assert len(inside) >= 4
    assert len(screen.strands) == 5
    for section in screen.sections:
        for strand in screen.strands:
            assert len(screen.items_in(section.id, strand.id)) >= 4


def test_every_expectation_has_a_public_source() -> None:
    screen = shipped_pack("observation-screen")
    for item in screen.items:
        source = screen.source(item.source)
        assert source.url.startswith("http"), item.id
        assert item.expectation, item.id


def test_no_two_items_of_a_section_ask_the_same() -> None:
    screen = shipped_pack("observation-screen")
    for section in screen.sections:
        prompts = [item.prompt for item in screen.items_in(section.id)]
        assert len(set(prompts)) == len(prompts)


def test_the_bands_claim_no_norm() -> None:
    screen = shipped_pack("observation-screen")
    assert {screen.source(scale.source).own for scale in screen.scales} == {True}
    said = " ".join(f"{band.label} {band.meaning}" for band in screen.bands)
    for word in ("norm", "average", "delay", "disorder", "percentile", "expected"):
        assert word not in said.lower()


def test_the_hash_knows_every_byte_and_name(tmp_path: Path) -> None:
    source = CASES / "every-type" / "1"
    folder = tmp_path / "pack"
    shutil.copytree(source, folder)
    assert pack_hash(folder) == pack_hash(source)
    (folder / ".DS_Store").write_text("the machine's own")
    assert pack_hash(folder) == pack_hash(source)
    (folder / "media" / "cat.svg").rename(folder / "media" / "kat.svg")
    renamed = pack_hash(folder)
    (folder / "golden.csv").write_text("x")
    assert len({pack_hash(source), renamed, pack_hash(folder)}) == 3


def test_a_proven_pack_is_not_proven_again(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = []

    def proof(instrument: Instrument, files: Files) -> tuple[Complaint, ...]:
        proofs.append(instrument.id)
        return (Complaint(f"{len(files)}", "", "Found something."),)

    monkeypatch.setattr(library, "complaints", proof)
    folder = newest("observation-screen")
    known = load(folder, proven={pack_hash(folder)})
    assert proofs == []
    assert known == shipped_pack("observation-screen")
    with pytest.raises(PackRefused, match="Found something"):
        load(folder, proven={"another"})
    assert proofs == ["observation-screen"]


def test_a_refusal_is_one_plain_sentence() -> None:
    one, two = Complaint("a.yaml", "items.x", "Write it."), Complaint("b.csv", "", "Add it.")
    assert PackRefused("Screen", (one,)).sentence == (
        "The instrument Screen was not loaded: a.yaml, items.x: Write it."
    )
    assert PackRefused("Screen", (one, two)).sentence == (
        "The instrument Screen was not loaded, for 2 reasons. The first: a.yaml, items.x: Write it."
    )


def test_an_instrument_finds_its_parts_by_name() -> None:
    screen = shipped_pack("observation-screen")
    assert screen.item("s48-social-1").strand == "social"
    assert screen.section("s48").from_months == 48
    assert screen.band("few").attention
    assert screen.outcome("discuss").tier == "specialist"
    with pytest.raises(KeyError):
        screen.item("s48-social-9")


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (TestContext(hearing="yes"), []),
        (TestContext(), ["hearing_not_checked"]),
        (TestContext(hearing="no"), ["hearing_not_checked"]),
        (TestContext(hearing="yes", home_languages=("en",)), []),
        (TestContext(hearing="yes", home_languages=("cy", "en")), ["additional_language"]),
        (TestContext(hearing="yes", home_languages=("cy",), eal=False), ["not_home_language"]),
        (TestContext(hearing="yes", eal=True), ["additional_language"]),
        (
            TestContext(hearing="yes", home_languages=("ur",)),
            ["additional_language", "not_home_language"],
        ),
    ],
)
def test_cautions_follow_how_the_test_was_taken(context: TestContext, shown: list[str]) -> None:
    screen = shipped_pack("observation-screen")
    assert [caution.when for caution in cautions(screen, context)] == shown
    assert all(caution.words for caution in cautions(screen, context))


def test_an_instrument_travels_whole() -> None:
    screen = shipped_pack("observation-screen")
    sent = msgspec.json.encode(screen)
    assert msgspec.json.decode(sent, type=Instrument) == screen


def test_reading_and_scoring_need_no_yaml_until_a_pack_is_read() -> None:
    code = (
        "import sys, elsec_app.instruments.library, elsec_app.instruments.strategies; "
        "sys.exit('yaml' in sys.modules or any(m.startswith('PySide6') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
