"""The words and structure of a tagged PDF as HTML and as typst markup, for a bench's peers."""

import json
from collections.abc import Iterator
from html import escape

from tests.reports.reading import Node

_HEAD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Class pack</title>
<style>
@font-face { font-family: A; src: url(FONTS/AtkinsonHyperlegibleNext-Regular.ttf); }
@font-face { font-family: A; font-weight: bold; src: url(FONTS/AtkinsonHyperlegibleNext-Bold.ttf); }
@font-face { font-family: B; src: url(FONTS/Andika-Regular.ttf); }
@page { size: A4; margin: 18mm; @bottom-right { content: "Page " counter(page); font: 8.5pt A; } }
body { font: 10.5pt/15pt A, B; color: #1E2B32; }
h1 { font-size: 19pt; break-before: page; } h2 { font-size: 13pt; color: #17645F; }
table { border-collapse: collapse; width: 100%; } td, th { border-bottom: .7pt solid #DEDACF;
text-align: left; vertical-align: top; padding: 4pt; font-size: 9.6pt; }
</style></head><body>"""
_TAGS = {
    "H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "L": "ul", "LI": "li", "LBody": "span",
    "Table": "table", "TR": "tr", "TH": "th", "TD": "td",
}  # fmt: skip


def html(tree: Node) -> str:
    return _HEAD + "".join(_html(tree)) + "</body></html>"


def _html(node: Node | str) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node)
        return
    tag, alt, kids = node
    if tag == "Figure":
        told = escape(alt or "")
        bars = [f'<rect x="{n * 60}" width="50" height="20" fill="#17645F"/>' for n in range(8)]
        yield f'<svg width="480" height="20" role="img" aria-label="{told}">{"".join(bars)}</svg>'
        return
    name = _TAGS.get(tag, "")
    yield f"<{name}>" if name else ""
    for kid in kids:
        yield from _html(kid)
    yield f"</{name}>" if name else " "


_TYPST = """#set document(title: "Class pack")
#set text(lang: "en", region: "GB", font: ("Atkinson Hyperlegible Next", "Andika"), size: 10.5pt)
#set page(paper: "a4", margin: 18mm, numbering: "1 / 1")
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
#show table.cell: set text(size: 9.6pt)
"""


def typst(tree: Node) -> str:
    return _TYPST + "".join(_typst(tree))


def _typst(node: Node | str) -> Iterator[str]:
    if isinstance(node, str):
        yield f"#{json.dumps(node, ensure_ascii=False)}"
        return
    tag, alt, kids = node
    if tag in ("H1", "H2", "H3"):
        yield f"\n#heading(level: {tag[1]})[{''.join(x for k in kids for x in _typst(k))}]\n"
    elif tag == "Table":
        yield from _table(kids)
    elif tag == "Figure":
        told = json.dumps(alt or "", ensure_ascii=False)
        yield f"\n#figure(alt: {told}, rect(width: 400pt, height: 20pt, fill: green))\n"
    elif tag == "LI":
        yield f"\n- {''.join(x for k in kids for x in _typst(k))}"
    else:
        for kid in kids:
            yield from _typst(kid)
        yield "\n\n" if tag in ("P", "L") else " "


def _table(rows: list[Node]) -> Iterator[str]:
    head, *body = rows
    yield f"\n#table(columns: {len(head[2])}, stroke: none,\n table.header("
    yield ", ".join(_cell(cell) for cell in head[2]) + "),\n"
    for row in body:
        yield ", ".join(_cell(cell) for cell in row[2]) + ",\n"
    yield ")\n"


def _cell(cell: Node) -> str:
    return f"[{''.join(x for kid in cell[2] for x in _typst(kid))}]"


_ASKED = """
import sys, time
folder, fonts = sys.argv[1:3]
{begin}
for _line in sys.stdin:
    began = time.perf_counter()
    {once}
    print(time.perf_counter() - began, flush=True)
"""
WORKERS = {
    "weasyprint": _ASKED.format(
        begin="import logging, weasyprint\nlogging.disable()\n"
        "words = open(folder + '/pack.html', encoding='utf-8').read().replace('FONTS', fonts)",
        once="weasyprint.HTML(string=words, base_url=fonts + '/')"
        ".write_pdf(pdf_variant='pdf/ua-1')",
    ),
    "typst": _ASKED.format(
        begin="import typst",
        once="typst.compile(folder + '/pack.typ', format='pdf', font_paths=[fonts], "
        "pdf_standards=['ua-1'])",
    ),
}
"""Python that makes the pack once for each line it is sent, and answers the seconds it took."""
