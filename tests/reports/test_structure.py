"""Our own checker finds nothing wrong with any print, and each fault that is put there."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from elsec_app.reports import prints
from tests.reports import structure
from tests.reports.samples_more import COHORT
from tests.reports.test_tags import CASES


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_every_print_is_whole(each: Any, facts: Any) -> None:
    assert structure.complaints(each.make(facts)) == []


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S")) == f"/{tag}"
    ]


def _no_alt(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0]["/Alt"]


def _no_scope(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "TH")[0]["/A"]


def _skipped(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = pikepdf.Name.H3


def _strange(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].S = pikepdf.Name.Para


def _short(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][-1]


def _swapped(pdf: pikepdf.Pdf) -> None:
    held = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    held[0], held[1] = held[1], held[0]


def _orphan(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].K = pikepdf.Array()


def _adopted(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].P = elements(pdf, "Table")[0]


def _bare(pdf: pikepdf.Pdf) -> None:
    """Text written on the page after all the tagging."""
    page = pdf.pages[0]
    font = next(iter(page.Resources.Font))
    page.contents_add(f"BT {font} 9 Tf 60 60 Td (x) Tj ET".encode())


def _line(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 m 100 100 l S")


def _no_meaning(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def _not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        if "/FontDescriptor" in font:
            del font.FontDescriptor["/FontFile2"]


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _no_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Tabs


FAULTS: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (_no_alt, "Figure: no alternative text"),
    (_no_scope, "TH: no scope"),
    (_skipped, "a level of headings is skipped"),
    (_strange, "Para: no standard type"),
    (_short, "the parent tree has"),
    (_swapped, "another element's in the parent tree"),
    (_orphan, "belongs to no element"),
    (_adopted, "P: names another parent than it has"),
    (_bare, "untagged text"),
    (_line, "untagged drawing"),
    (_no_meaning, "has no ToUnicode"),
    (_not_embedded, "is not embedded"),
    (_no_language, "no language"),
    (_no_tabs, "tabs do not follow the structure"),
]


@pytest.mark.parametrize(("spoil", "said"), FAULTS, ids=[said for _spoil, said in FAULTS])
def test_the_checker_finds(spoil: Callable[[pikepdf.Pdf], None], said: str) -> None:
    pdf = pikepdf.open(BytesIO(prints.cohort_report(COHORT)))
    spoil(pdf)
    out = BytesIO()
    pdf.save(out)
    assert [each for each in structure.complaints(out.getvalue()) if said in each] != []
