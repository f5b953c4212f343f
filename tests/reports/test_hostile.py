"""Whatever is typed into whichever field: it is printed as it was typed, and does nothing else."""

import os
import re
import socket
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import page
import pytest

from elsec_app.reports import prints
from elsec_app.reports.bidi import visual
from elsec_app.reports.fonts import clean
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m
from tests.reports.hostile import LONG, Filler, filled, lean, text_fields, texts

LEAN = lean(s.REFERRAL)
FACTS: dict[str, Any] = {which: lean(facts[-1]) for which, facts in m.EVERY.items()}
MAKE: dict[str, Callable[[Any], bytes]] = {each.id: each.make for each in prints.PRINTS}
TOGETHER = 5


@pytest.mark.parametrize("which", sorted(FACTS))
def test_every_field_takes_a_hundred_hostile_texts(which: str) -> None:
    _rounds(which, texts(100), TOGETHER)


@pytest.mark.deep
@pytest.mark.parametrize("which", sorted(FACTS))
def test_every_field_takes_five_hundred_hostile_texts_one_by_one(which: str) -> None:
    _rounds(which, texts(500), 1)


def _rounds(which: str, given: list[str], together: int) -> None:
    """Move the texts on from print to print until every field has met every text."""
    fields = sum(1 for _text in text_fields(FACTS[which]))
    met: set[str] = set()
    for start in range(0, len(given), together):
        filler = Filler(given, start, together)
        pdf = MAKE[which](filled(FACTS[which], filler))
        assert len(filler.used) == fields * together
        met.update(filler.used[:together])
        if start % (together * 5) == 0:
            _check(which, pdf, filler.used)
    assert met == set(given)


def _check(which: str, pdf: bytes, used: list[str]) -> None:
    assert reading.forbidden(pdf) == set()
    assert reading.outside(pdf) == []
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []
    if which == "referral":
        said = reading.squashed(reading.spoken(pdf))
        lacking = [text for text in used if not _said(text, said)]
        assert lacking == []


def _said(text: str, said: str, plain: Callable[[str], str] = reading.squashed) -> bool:
    """Whether every line of *text* is in what is said, right-to-left words turned round or not."""
    return all(
        plain(word) in said or plain(visual(word)) in said
        for line in clean(text).split("\n")
        for word in ([line] if line.isascii() else line.split())
    )


def test_what_is_typed_comes_out_as_typed() -> None:
    """One text at a time, in the reason of a referral, as pdfium reads it."""
    for text in texts(100):
        if unicodedata.combining(text[0]):
            continue  # pdfium puts a mark that has no letter after the next letter
        facts = msgspec.structs.replace(LEAN, reason=text)
        pdf = MAKE["referral"](facts)
        turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
        # pdfium moves neutral signs round a right-to-left letter: there, what is spoken counts.
        read = reading.spoken(pdf) if turned else "".join(reading.pages_text(pdf))
        said = _joined(read)
        assert _said(text, said, _joined), repr(text)


def _joined(text: str) -> str:
    """*text* without what pdfium itself changes: hyphens that end a line, ligatures, spaces."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("text", LONG, ids=["words", "numbered words", "one word"])
@pytest.mark.parametrize("field", ["reason", "decision", "despite"])
def test_a_note_of_five_thousand_characters_goes_over_pages(field: str, text: str) -> None:
    pdf = MAKE["referral"](msgspec.structs.replace(LEAN, **{field: text}))
    assert reading.squashed(text) in reading.squashed(reading.spoken(pdf))
    assert reading.outside(pdf) == []
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


@pytest.mark.parametrize("text", LONG, ids=["words", "numbered words", "one word"])
def test_a_cell_taller_than_a_page_is_continued(text: str) -> None:
    strand = msgspec.structs.replace(s.STRANDS[0], note=text)
    screening = msgspec.structs.replace(s.SCREENING, strands=(strand, s.STRANDS[1]))
    pdf = MAKE["child-summary"](msgspec.structs.replace(m.CHILD_SUMMARY, screening=screening))
    assert reading.squashed(text) in reading.squashed(reading.spoken(pdf))
    assert reading.outside(pdf) == []
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


class Watch:
    """What the process opens or connects to while ``on``."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event.startswith(("socket.", "subprocess.", "os.system", "webbrowser.")):
            self.seen.append(event)
        if event == "open" and _writes(arguments):
            self.seen.append(f"open {arguments[0]}")


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


@pytest.fixture(scope="module")
def watch() -> Iterator[Watch]:
    hook = Watch()
    sys.addaudithook(hook)
    yield hook
    hook.on = False


def test_nothing_is_fetched_and_no_file_is_left(watch: Watch, tmp_path: Any) -> None:
    watch.on = True
    for which, facts in FACTS.items():
        MAKE[which](filled(facts, Filler(texts(100), 0)))
    watch.on = False
    assert watch.seen == []
    watch.on = True
    (tmp_path / "proof").write_text("the watch sees this")
    with socket.socket() as proof:
        proof.connect_ex(("127.0.0.1", 9))
    watch.on = False
    assert any(re.search("open .*proof", each) for each in watch.seen)
    assert "socket.connect" in watch.seen


def test_a_character_that_no_font_has_is_seen_and_kept() -> None:
    facts = msgspec.structs.replace(s.REFERRAL, reason="Likes 😀 and 漢字.")
    pdf = MAKE["referral"](facts)
    assert "Likes 😀 and 漢字." in reading.pages_text(pdf)[0]
    assert "Likes 😀 and 漢字." in reading.spoken(pdf)
