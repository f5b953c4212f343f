"""What the facts say stands on the page, in order, as it was typed, with the furniture round it."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from elsec_app.errors import NotAllowed
from elsec_app.reports import prints
from elsec_app.reports.furniture import day, short_day
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m
from tests.reports.test_tags import CASES

PACKS = ("class-pack", "letter-pack")  # made of parts, each with an imprint of its own
OF_NO_SCREEN = ("provision-list",)  # a setting's own list: it tells no child's result
# Not words for the page: a choice of drawing, a name to look up, places a letter may leave out.
SILENT = {"kind", "part", "sections", "show", "template", "places"}


def told(facts: Any) -> Iterator[tuple[str, str | date | int]]:
    """Every value of *facts* that should be on the page, with the name of its field."""
    for name in facts.__struct_fields__:
        if name not in SILENT:
            yield from _told(name, getattr(facts, name))


def _told(name: str, value: Any) -> Iterator[tuple[str, str | date | int]]:
    if isinstance(value, msgspec.Struct):
        yield from told(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _told(name, each)
    elif isinstance(value, str | date) or (isinstance(value, int) and not isinstance(value, bool)):
        yield name, value


def test_every_field_of_a_referral_is_on_it() -> None:
    said = reading.squashed(reading.spoken(prints.referral(s.REFERRAL)))
    lacking = [
        (name, value)
        for name, value in told(s.REFERRAL)
        if not any(reading.squashed(form) in said for form in _forms(name, value))
    ]
    assert lacking == []


def _forms(name: str, value: Any) -> list[str]:
    if isinstance(value, datetime):
        return [f"{day(value.date())} at {value:%H:%M}"]
    if isinstance(value, date):
        return [day(value), short_day(value)]
    if name == "age_months":
        return [f"{value // 12} years {value % 12} month"]
    return [str(value)]


PRINTED_FIELDS = {
    "child-summary": ("child", "screening", "tier", "decision", "summary", "strategies", "hearing"),
    "ehc-evidence": ("sections", "screening", "interventions", "strategies", "requested_on"),
    "panel-summary": ("panel", "need", "asked", "consents", "screening", "interventions"),
    "timeline": ("events", "purpose"),
    "cohort-report": ("cohort", "coverage", "changes", "known", "interventions", "referrals"),
    "class-offer": ("class_name", "term", "coverage", "strands", "offer", "rescreen_on"),
    "setting-offer": ("classes", "strategies", "groups", "note", "rescreen_on", "term"),
    "paper-form": ("section", "strands", "instructions", "not_done", "instrument"),
    "class-list": ("class_name", "rows", "strands", "coverage", "instrument"),
}
CHILD_FORM_ONLY = {
    "upn",
    "nhs_number",
    "sex",
    "address",
    "ethnicity",
    "other_languages",
    "known_as",
}


@pytest.mark.parametrize("which", sorted(PRINTED_FIELDS))
def test_what_the_facts_say_is_on_the_page(which: str) -> None:
    facts: Any = m.EVERY[which][0]
    made = next(each for each in prints.PRINTS if each.id == which).make(facts)
    said = reading.squashed(reading.spoken(made))
    values = [
        found for name in PRINTED_FIELDS[which] for found in _told(name, getattr(facts, name))
    ]
    lacking = [
        (name, value)
        for name, value in values
        if name not in CHILD_FORM_ONLY | _unsaid(which)
        and not any(reading.squashed(form) in said for form in _forms(name, value))
    ]
    assert lacking == []


def _unsaid(which: str) -> set[str]:
    """A class list has one name and one word a band; counts stand beside the band's word."""
    if which == "class-list":
        return {"meaning", "class_name", "year_group"}
    if which == "class-offer":
        return {"meaning", "tier", "strand"}
    return {"meaning"} if which in ("cohort-report", "class-offer", "setting-offer") else set()


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_both_readers_find_the_same_words_in_the_same_order(each: Any, facts: Any) -> None:
    pdf = each.make(facts)
    _in_order(pdf, "".join(reading.pages_text(pdf)))


def _in_order(pdf: bytes, text: str) -> None:
    """What is spoken stands in *text*, piece after piece."""
    seen, figures = reading.squashed(text), _figures(pdf)
    at = 0
    for piece in filter(None, map(reading.squashed, _pieces(pdf))):
        if piece in figures:
            continue
        found = seen.find(piece, at)
        assert found >= 0, piece
        at = found


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
@pytest.mark.parametrize(("each", "facts"), CASES)
def test_poppler_reads_them_in_that_order_too(each: Any, facts: Any, tmp_path: Path) -> None:
    pdf = each.make(facts)
    _in_order(pdf, _poppler(pdf, tmp_path, "-raw"))


def _poppler(pdf: bytes, folder: Path, way: str) -> str:
    file = folder / "print.pdf"
    file.write_bytes(pdf)
    asked = [str(shutil.which("pdftotext")), way, str(file), "-"]
    told = subprocess.run(asked, capture_output=True, check=True, timeout=60)  # noqa: S603
    return told.stdout.decode("utf-8")


def _pieces(pdf: bytes) -> list[str]:
    return [
        kid
        for tag, _alt, kids in reading.nodes(reading.tree(pdf))
        if tag != "Figure"
        for kid in kids
        if isinstance(kid, str)
    ]


def _figures(pdf: bytes) -> set[str]:
    return {
        reading.squashed(alt or "")
        for tag, alt, _kids in reading.nodes(reading.tree(pdf))
        if tag == "Figure"
    }


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
def test_poppler_reads_names_as_they_are_spelt(tmp_path: Path) -> None:
    glance = msgspec.structs.replace(
        s.REFERRAL.glance, name="Łukasz Nguyễn Yılmaz", languages="דנה כהן"
    )
    facts = msgspec.structs.replace(s.REFERRAL, glance=glance)
    out = _poppler(prints.referral(facts), tmp_path, "-layout")
    assert "Łukasz Nguyễn Yılmaz" in out
    assert "דנה כהן" in out


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_every_page_says_what_it_is_for_whom_and_from_which_version(each: Any, facts: Any) -> None:
    pages = reading.pages_text(each.make(facts))
    for n, text in enumerate(pages, 1):
        assert "Wrekin View ELSEC team" in text
        assert ", for " in text or "For " in text
        if each.id not in PACKS:
            assert f"Page {n} of {len(pages)}" in text
        imprint = facts.imprint
        code = imprint.signature.code if imprint.signature else imprint.code
        if each.id not in PACKS:
            assert (code in text) if code else ("DRAFT" in text)
        if ("letter" not in each.id or imprint.signature) and each.id not in OF_NO_SCREEN:
            assert "Screen, not a diagnosis" in text


def test_parts_of_a_pack_are_numbered_by_themselves() -> None:
    pages = reading.pages_text(prints.class_pack(m.CLASS_PACK))
    assert "Page 1 of 1" in pages[0]
    assert "Page 1 of 2" in pages[-2]
    assert "Page 2 of 2" in pages[-1]


def test_an_unsigned_referral_is_not_printed() -> None:
    facts = msgspec.structs.replace(s.REFERRAL, imprint=s.DRAFT)
    with pytest.raises(NotAllowed, match="not signed"):
        prints.referral(facts)


def test_a_referral_that_is_asked_for_as_a_draft_says_so_on_every_page() -> None:
    facts = msgspec.structs.replace(s.REFERRAL, imprint=s.DRAFT, draft=True)
    pages = reading.pages_text(prints.referral(facts))
    assert all("DRAFT · not signed" in text for text in pages)


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_an_unsigned_print_says_draft_on_every_page(each: Any, facts: Any) -> None:
    if each.id in ("referral", "paper-form", *OF_NO_SCREEN, *PACKS) or facts is m.BEFORE:
        pytest.skip("it is not printed unsigned, or tells no result, or is made of parts")
    unsigned = msgspec.structs.replace(facts, imprint=s.DRAFT)
    signed_pages = reading.pages_text(each.make(facts))
    draft_pages = reading.pages_text(each.make(unsigned))
    assert all("DRAFT · not signed" in text for text in draft_pages)
    if facts is not m.DRAFT_SUMMARY:
        assert not any("DRAFT" in text for text in signed_pages)


def test_a_pooled_print_with_an_unsigned_screening_is_a_draft() -> None:
    pooled = msgspec.structs.replace(s.POOLED.pooled, unsigned=1)  # type: ignore[type-var]
    imprint = msgspec.structs.replace(s.POOLED, pooled=pooled)
    made = prints.class_offer(msgspec.structs.replace(m.CLASS_OFFER, imprint=imprint))
    assert "1 not yet signed" in reading.pages_text(made)[0]
    assert "DRAFT" in reading.pages_text(made)[0]


def test_the_plan_for_the_wall_names_no_child_and_is_one_page() -> None:
    made = prints.class_offer(m.CLASS_OFFER)
    assert len(reading.pages_text(made)) == 1
    assert not any(name in reading.spoken(made) for name in m.NAMES)


@pytest.mark.parametrize("letter", [m.BEFORE, m.AFTER])
def test_a_letter_is_one_page(letter: Any) -> None:
    assert len(reading.pages_text(prints.parent_letter(letter))) == 1


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_equal_facts_give_equal_bytes(each: Any, facts: Any) -> None:
    assert each.make(facts) == each.make(facts)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.reports import samples as s;"
        "from elsec_app.reports import prints;"
        "print(hashlib.sha256(prints.referral(s.REFERRAL)).hexdigest())"
    )
    out = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.strip() == hashlib.sha256(prints.referral(s.REFERRAL)).hexdigest()


def test_listing_the_prints_loads_no_reportlab() -> None:
    code = (
        "import sys, elsec_app.reports.prints as p;print(len(p.PRINTS), 'reportlab' in sys.modules)"
    )
    out = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.split() == [str(len(prints.PRINTS)), "False"]


def test_a_pack_tells_how_far_it_is_and_can_be_stopped() -> None:
    steps: list[tuple[int, int]] = []

    def stop_at_two(done: int, total: int) -> bool:
        steps.append((done, total))
        return done < 2

    assert prints.class_pack(m.CLASS_PACK, stop_at_two) == b""
    assert steps == [(0, 4), (1, 4), (2, 4)]
