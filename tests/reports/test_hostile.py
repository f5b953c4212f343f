"""Whatever is typed into whichever field: it is printed as it was typed, and does nothing else."""

import os
import re
import socket
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import msgspec
import page
import pytest

from elsec_app.reports import prints, shapes
from elsec_app.reports.bidi import visual
from elsec_app.reports.fonts import clean
from elsec_app.reports.look import look
from elsec_app.reports.tagged import TaggedCanvas
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m
from tests.reports.hostile import LONG, Filler, Token, filled, lean, text_fields, texts

LEAN = lean(s.REFERRAL)
FACTS: dict[str, Any] = {which: lean(facts[-1]) for which, facts in m.EVERY.items()}
MAKE: dict[str, Callable[[Any], bytes]] = {each.id: each.make for each in prints.PRINTS}
MANY = 500
LEAST = 10  # prints of each kind


@pytest.mark.parametrize("which", sorted(FACTS))
def test_five_hundred_hostile_texts_come_out_of_every_kind(which: str) -> None:
    """Every text in some field, every field some texts, each print checked in all ways."""
    given = texts(MANY)
    step = min(_fields(which), MANY // LEAST)
    met = _rounds(which, given, range(0, MANY, step))
    assert {text for _field, text in met} == set(given)
    assert {field for field, _text in met} == set(range(_fields(which)))


@pytest.mark.parametrize("which", sorted(FACTS))
def test_every_field_may_be_taller_than_a_page(which: str) -> None:
    """All at once: nothing is drawn off the page, and nothing is lost."""
    tall = "Ł" * 1500
    pdf = MAKE[which](filled(FACTS[which], Filler([tall], 0)))
    assert reading.outside(pdf) == []
    assert reading.squashed(reading.spoken(pdf)).count(tall) >= len(_shown(which)) * 0.9


def test_the_eye_sees_what_stands_where_it_must_not() -> None:
    canvas = TaggedCanvas("eye", "eye", date(2026, 1, 1))
    canvas.turn()
    style = look().body
    for x, y in ((60, 40), (20, 400), (575, 400), (60, 835), (60, 400)):
        with canvas.element("P"), canvas.marked():
            canvas.write(x, y, "x", style)
    canvas.artifact(shapes.rect(0, 300, 20, 20, (0, 0, 0)))
    assert reading.outside(canvas.finish()) == [
        "page 1: text at 60, 40",
        "page 1: text at 20, 400",
        "page 1: text at 575, 400",
        "page 1: text at 60, 835",
        "page 1: ink in the left margin",
        "page 1: ink in the right margin",
    ]


@pytest.mark.deep
@pytest.mark.parametrize("which", sorted(FACTS))
def test_every_field_of_every_kind_takes_all_five_hundred(which: str) -> None:
    met = _rounds(which, texts(MANY), range(MANY))
    assert len(met) == _fields(which) * MANY


def _fields(which: str) -> int:
    return sum(1 for _text in text_fields(FACTS[which]))


def _rounds(which: str, given: list[str], starts: range) -> set[tuple[int, str]]:
    """Print with the texts moved on to each of *starts*; which field met which text."""
    shown = _shown(which)
    met: set[tuple[int, str]] = set()
    for start in starts:
        filler = Filler(given, start)
        pdf = MAKE[which](filled(FACTS[which], filler))
        met.update(enumerate(filler.used))
        _check(pdf, [filler.used[field] for field in shown])
    return met


def _shown(which: str) -> list[int]:
    """The fields whose words stand on the page: some prints leave some facts out."""
    tokens = Token()
    said = reading.spoken(MAKE[which](filled(FACTS[which], tokens)))
    shown = [field for field, token in enumerate(tokens.used) if token in said]
    assert len(shown) > len(tokens.used) * 0.5
    return shown


def _check(pdf: bytes, texts: list[str]) -> None:
    assert reading.forbidden(pdf) == set()
    assert reading.outside(pdf) == []
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []
    said = reading.squashed(reading.spoken(pdf))
    assert [text for text in texts if not _said(text, said)] == []


def _said(text: str, said: str, plain: Callable[[str], str] = reading.squashed) -> bool:
    """Whether every line of *text* is in what is said, right-to-left words turned round or not."""
    return all(
        plain(word) in said or plain(visual(word)) in said or _in_parts(word, said, plain)
        for line in clean(text).split("\n")
        for word in ([line] if line.isascii() else line.split())
    )


def _in_parts(word: str, said: str, plain: Callable[[str], str]) -> bool:
    """Right-to-left letters at the end of a word are one run with those of the next text: they
    stand in another place there, as they should. Each part is there by itself."""
    parts = [part for part in _TURNED.split(word) if part]
    return len(parts) > 1 and all(plain(p) in said or plain(visual(p)) in said for p in parts)


_TURNED = re.compile("([\u0590-\u08ff]+)")


def test_what_is_typed_comes_out_as_typed() -> None:
    """One text at a time, in the reason of a referral, as pdfium reads it."""
    for text in (text for text in texts(100) if text not in LONG):  # they go over pages
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
