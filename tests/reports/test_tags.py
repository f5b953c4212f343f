"""Every print is tagged so that a screen reader can use it, and a validator finds no fault."""

from itertools import pairwise
from typing import Any

import msgspec
import page
import pikepdf
import pytest

from elsec_app.reports import prints
from elsec_app.reports.fonts import name
from elsec_app.reports.prints import PRINTS
from tests.reports import reading
from tests.reports.samples_more import CLASS_PACK, EVERY

CASES = [
    pytest.param(each, facts, id=f"{each.id}-{n}")
    for each in PRINTS
    for n, facts in enumerate(EVERY[each.id])
]


def test_every_print_has_a_sample() -> None:
    assert set(EVERY) == {each.id for each in PRINTS}
    for each in PRINTS:
        assert all(isinstance(facts, each.takes) for facts in EVERY[each.id])


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_a_validator_finds_it_compliant_with_pdf_ua_1(each: Any, facts: Any) -> None:
    report = page.validate_pdf_bytes(each.make(facts), profile="ua1")
    assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


def test_the_validator_does_find_faults() -> None:
    pdf = reading.opened(PRINTS[0].make(EVERY["referral"][0]))
    del pdf.Root.Lang
    del pdf.Root.StructTreeRoot
    broken = pikepdf.Pdf.new()
    broken.pages.extend(pdf.pages)
    out = _saved(broken)
    assert not page.is_pdf_compliant_bytes(out, profile="ua1")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    from io import BytesIO

    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_the_document_says_its_title_language_and_kind(each: Any, facts: Any) -> None:
    pdf = reading.opened(each.make(facts))
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    metadata = root.Metadata.read_bytes().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert str(pdf.docinfo["/Title"])
    assert all(str(each_page.Tabs) == "/S" for each_page in pdf.pages)
    with pdf.open_outline() as outline:
        assert outline.root


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_headings_begin_at_one_and_skip_none(each: Any, facts: Any) -> None:
    tags = [tag for tag, _alt, _kids in reading.nodes(reading.tree(each.make(facts)))]
    levels = [int(tag[1]) for tag in tags if tag in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_tables_have_header_cells_and_even_rows(each: Any, facts: Any) -> None:
    for tag, _alt, rows in reading.nodes(reading.tree(each.make(facts))):
        if tag == "Table":
            assert {row[0] for row in rows} == {"TR"}
            assert {cell[0] for cell in rows[0][2]} == {"TH"}
            assert {len(row[2]) for row in rows} == {len(rows[0][2])}
            assert all(row[2][0][0] == "TH" for row in rows)


def test_every_header_cell_says_what_it_heads() -> None:
    pdf = reading.opened(PRINTS[0].make(EVERY["referral"][0]))
    headers = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
    assert headers
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}


def test_a_chart_has_its_numbers_as_alternative_text() -> None:
    figures = [
        alt
        for tag, alt, _kids in reading.nodes(reading.tree(_make("cohort-report")))
        if tag == "Figure"
    ]
    assert len(figures) == 4
    assert figures[0] == "Of 412 children: Screened 371, Not screened 41."
    assert "Baseline: On track 160, Not yet 110, Needs a closer look 101" in (figures[1] or "")
    assert "Needs a closer look too few to show" in (figures[2] or "")


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_every_font_is_embedded(each: Any, facts: Any) -> None:
    pdf = reading.opened(each.make(facts))
    fonts = [
        o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
    ]
    assert fonts
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_pack_can_be_walked_by_bookmarks() -> None:
    pdf = reading.opened(_make("class-pack"))
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "Class pack: Acorn room",
        "Class list: Acorn room",
        "What helps Acorn room",
        "Summary for Luki",
    ]


def _make(which: str) -> bytes:
    each = next(each for each in PRINTS if each.id == which)
    return each.make(EVERY[which][0])


@pytest.mark.parametrize(
    "title", ["endstream endobj 1 0 obj <</JS (x)>>", "\u202e", "\n", "a\nb", "]]>", "<b>&amp;"]
)
def test_a_title_may_hold_anything(title: str) -> None:
    pdf = prints.class_pack(msgspec.structs.replace(CLASS_PACK, title=title))
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []
    document = reading.opened(pdf)
    assert str(document.docinfo["/Title"]) == name(title)
    assert str(document.open_metadata()["dc:title"]) == name(title)
