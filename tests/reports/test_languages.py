"""A letter in another language: its own script, its own direction, and honest about who read it.

The samples are article 1 of the Universal Declaration of Human Rights in the United Nations' own
words: they prove the mechanism and are no letters. None is shipped before a speaker has read it.
"""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import page
import pypdfium2
import pytest

from elsec_app.reports import letters, prints
from elsec_app.reports.arabic import joined
from elsec_app.reports.bidi import visual
from elsec_app.reports.fonts import undrawn
from elsec_app.reports.letters import LetterProblem
from tests.reports import reading
from tests.reports.samples_more import AFTER

SAMPLES = Path(__file__).parent / "letters"
LANGUAGES = ("ar", "uk", "ur")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_folder", lambda: SAMPLES)


def made(language: str, **changes: Any) -> bytes:
    facts = msgspec.structs.replace(AFTER, template=f"{language}/sample", **changes)
    return prints.parent_letter(facts)


def sentences(language: str) -> list[str]:
    template = letters.read(f"{language}/sample")
    return [template.title, *(block.text for block in template.block if "{" not in block.text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_names_its_language_and_is_read_in_order(language: str) -> None:
    pdf = made(language)
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []
    assert str(reading.opened(pdf).Root.Lang) == language
    (seen,) = reading.pages_text(pdf)
    said = [" ".join(seen.split()).find(text.split()[0]) for text in sentences(language) if text]
    assert all(at >= 0 for at in said)
    for text in sentences(language):
        assert [word for word in text.split() if word not in seen] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
@pytest.mark.parametrize("language", LANGUAGES)
def test_poppler_reads_the_same_words(language: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(made(language))
    out = subprocess.run(  # noqa: S603
        [str(shutil.which("pdftotext")), str(file), "-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode("utf-8")
    for text in sentences(language):
        # Where a full stop belongs on a line that runs right to left, poppler has its own mind.
        words = [word.strip(".۔") for word in text.split()]
        assert [word for word in words if word not in out] == []


@pytest.mark.parametrize(("language", "right"), [("ar", True), ("ur", True), ("uk", False)])
def test_it_runs_from_its_own_side(language: str, right: bool) -> None:
    document = pypdfium2.PdfDocument(made(language))
    text = document[0].get_textpage()
    first = sentences(language)[1].split()[0]
    found = text.search(first, match_case=True).get_next()
    assert found is not None
    boxes = [text.get_charbox(found[0] + n) for n in range(found[1])]
    width = document[0].get_size()[0]
    assert (min(box[0] for box in boxes) > width / 2) == right
    # Each letter stands to the left of the one before it, or to its right.
    assert all((after[0] <= before[0] + 0.5) == right for before, after in pairwise(boxes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stays_a_draft_until_a_speaker_has_read_it(language: str) -> None:
    (seen,) = reading.pages_text(made(language))
    assert "DRAFT · words not checked" in seen
    assert "until a person who speaks the language has checked it" in " ".join(seen.split())


def test_no_translation_is_shipped_as_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for name in letters.templates():
        template = letters.read(name)
        assert template.language == "en-GB" or template.draft


def test_a_script_that_no_typeface_prints_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (SAMPLES / "uk" / "sample.toml").read_text(encoding="utf-8")
    (tmp_path / "pa").mkdir()
    gurmukhi = text.replace("Гідність", "ਗੁਰਪ੍ਰੀਤ").replace('language = "uk"', 'language = "pa"')
    (tmp_path / "pa" / "sample.toml").write_text(gurmukhi, encoding="utf-8")
    monkeypatch.setattr(letters, "_folder", lambda: tmp_path)
    with pytest.raises(LetterProblem, match="letters that no typeface here prints: ਗ"):
        made("pa")


def test_letters_take_the_shape_that_their_neighbours_ask_for() -> None:
    assert joined("ببب") == "\ufe91\ufe92\ufe90"
    assert joined("لا") == "\ufefb"
    assert joined("دار") == "\ufea9\ufe8d\ufead"  # none of these reaches to the next
    assert joined("بَب") == "\ufe91\u064e\ufe90"  # a mark does not part its neighbours
    assert joined("Łukasz") == "Łukasz"
    assert undrawn("محمد پاکستان ٹھیک Łukasz Андрій") == ""


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("אב 12 גד", "דג 12 בא"),
        ("אב (גד)", "(דג) בא"),
        ("Luki אב", "בא Luki"),
        ("ab, cd", "ab, cd"),
    ],
)
def test_a_line_that_runs_from_the_right(line: str, drawn: str) -> None:
    assert visual(line, rtl=True) == drawn
