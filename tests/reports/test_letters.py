"""Letters are data: anyone may change the words, and a wrong place is told in one sentence."""

import re
from pathlib import Path

import msgspec
import pytest

from elsec_app.reports import letters, prints
from elsec_app.reports.letters import LetterProblem
from elsec_app.resources import resources
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m

HEAD = """
id = "note"
version = "3"
title = "A note"
language = "en-GB"
author = "the forum"
dated = 2026-04-01
reviewed = "1 May 2026"
signed = false
"""


def letter(folder: Path, body: str, head: str = HEAD) -> Path:
    (folder / "note.toml").write_text(head + body, encoding="utf-8")
    return folder


def test_the_letters_that_are_shipped_can_be_read() -> None:
    assert {"before-screening", "after-screening"} <= set(letters.templates())
    for name in letters.templates():
        assert letters.read(name).id == name


def test_the_readme_names_every_place() -> None:
    readme = (resources() / "letters" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+)`", readme)) >= letters.PLACES


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[[block]]\nkind = "words"\ntext = "Dear {parrent}"', "asks for {parrent}"),
        ('[[block]]\nkind = "words"\ntext = "Dear {child.__class__}"', "asks for {child.__class"),
        ('[[block]]\nkind = "words"\ntext = "Dear {child"', "curly bracket without its pair"),
        ('[[block]]\nkind = "words"\nif = "weather"\ntext = "Hot"', "asks for {weather}"),
        ('[[block]]\nkind = "list"\nitems = ["one", "{two}"]', "asks for {two}"),
        ('[[block]]\nkind = "picture"\ntext = "x"', "cannot be read"),
        ('[[block]]\nkind = "words"\nsize = 12', "cannot be read"),
        ("[[block", "cannot be read"),
    ],
)
def test_a_fault_in_a_letter_is_named(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(LetterProblem) as fault:
        letters.read("note", letter(tmp_path, body))
    assert said in fault.value.sentence
    assert "note" in fault.value.sentence


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    head = (
        HEAD.replace('"note"', '"other"').replace('"the forum"', '" "').replace("en-GB", "klingon!")
    )
    body = """
[[block]]
kind = "words"
text = "Dear {parrent}, {child"

[[block]]
kind = "list"

[[block]]
kind = "slip"
items = ["{who}"]
if = "weather"
"""
    with pytest.raises(LetterProblem) as fault:
        letters.read("note", letter(tmp_path, body, head))
    for said in (
        "Its id is other",
        "Its language klingon! is not a code",
        "Its author is empty",
        "Block 1: it asks for {parrent}",
        "Block 1: it has a curly bracket without its pair",
        "Block 2: it has no items",
        "Block 3: it has no text",
        "Block 3: it asks for {who}",
        "Block 3: it asks for {weather}",
    ):
        assert said in fault.value.sentence


@pytest.mark.parametrize("line", ['dated = "yesterday"', "dated = 3", ""])
def test_a_letter_says_the_day_of_its_words(tmp_path: Path, line: str) -> None:
    head = HEAD.replace("dated = 2026-04-01", line)
    with pytest.raises(LetterProblem, match="dated"):
        letters.read("note", letter(tmp_path, '[[block]]\nkind = "tips"', head))


def test_the_version_author_and_day_stand_on_the_page() -> None:
    said = " ".join(reading.spoken(prints.parent_letter(m.BEFORE)).split())
    assert "Letter before-screening, version 1.1 of 24 November 2026, words by ELSEC" in said
    assert "review: not yet reviewed by parents" in said


def test_a_letter_without_tips_reads_whole() -> None:
    said = reading.spoken(prints.parent_letter(msgspec.structs.replace(m.AFTER, tips=())))
    assert "What you can do at home" not in said
    assert "please ring 01234 000000" in " ".join(said.split())


def test_the_letters_of_a_class_stand_in_one_file_each_numbered_by_itself() -> None:
    pages = reading.pages_text(prints.letter_pack(m.LETTER_PACK))
    assert len(pages) == 2
    assert all("Page 1 of 1" in page for page in pages)
    assert prints.letter_pack(m.LETTER_PACK, lambda done, _all: done < 1) == b""


@pytest.mark.parametrize("name", ["no-such", "../tokens", "/etc/passwd", ""])
def test_only_letters_of_the_folder_are_read(name: str) -> None:
    with pytest.raises(LetterProblem, match="no letter named"):
        letters.read(name)


def test_a_place_that_is_empty_stops_the_letter() -> None:
    places = {name: value for name, value in m.PLACES.items() if name != "deadline"}
    with pytest.raises(LetterProblem, match="needs deadline, and it is empty"):
        prints.parent_letter(msgspec.structs.replace(m.BEFORE, places=places))


def test_a_block_stands_only_where_its_place_is_filled(tmp_path: Path) -> None:
    body = '[[block]]\nkind = "words"\nif = "hearing"\ntext = "Hearing: {hearing}"'
    template = letters.read("note", letter(tmp_path, body))
    assert letters.filled(template, {}) == ()
    (block,) = letters.filled(template, {"hearing": "not yet checked"})
    assert block.text == "Hearing: not yet checked"


def test_what_is_filled_in_is_plain_text_and_never_filled_again() -> None:
    places = {**m.PLACES, "child": "{deadline} <b>Luki</b> {0}"}
    made = prints.parent_letter(msgspec.structs.replace(m.AFTER, places=places))
    assert "{deadline} <b>Luki</b> {0}" in reading.spoken(made)


def test_the_letter_before_says_how_to_opt_out_and_by_when() -> None:
    said = " ".join(reading.spoken(prints.parent_letter(m.BEFORE)).split())
    assert "unless you tell us not to" in said
    assert "by Monday 2 November 2026" in said
    assert "I do not want my child to take part" in said


def test_the_letter_after_needs_a_signature() -> None:
    unsigned = msgspec.structs.replace(m.AFTER, imprint=s.DRAFT)
    assert "DRAFT" in reading.pages_text(prints.parent_letter(unsigned))[0]
    assert "DRAFT" not in reading.pages_text(prints.parent_letter(m.BEFORE))[0]


def test_the_words_are_short() -> None:
    """Plain words for a reader of about ten: short sentences, few long words."""
    for name in letters.templates():
        template = letters.read(name)
        text = " ".join(part for b in template.block for part in (b.text, *b.items))
        sentences = [
            s for s in re.split(r"[.?!:]\s|\n", re.sub(r"\{\w+\}", "X", text)) if s.strip()
        ]
        words = re.findall(r"[A-Za-z']+", text)
        assert sum(len(s.split()) for s in sentences) / len(sentences) < 12
        assert sum(len(word) > 9 for word in words) / len(words) < 0.05
