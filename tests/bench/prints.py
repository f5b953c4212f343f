"""A class pack of thirty children, some sixty pages with tables and a chart, tagged.

Against the same lines and shapes put on reportlab's bare canvas, untagged and with nothing left to
lay out; and against WeasyPrint, which is given the same words as HTML and asked for PDF/UA. typst
is quoted beside; it remembers what it set before. The two peers are not among the program's parts:
``ELSEC_BENCH_PEERS=1`` has them installed into a throw-away environment, a folder's name takes them
from an environment that is there.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from elsec_app.reports import fonts, prints
from elsec_app.reports.bidi import visual
from elsec_app.reports.facts import ClassPackFacts
from elsec_app.reports.look import Colour, Style
from elsec_app.reports.tagged import TaggedCanvas
from elsec_app.resources import resources
from tests.bench import prints_words
from tests.bench.frame import Row, compare, interleaved, not_measured, short
from tests.reports import reading
from tests.reports import samples as s
from tests.reports.samples_more import CHILD_SUMMARY, CLASS_PACK, NAMES

BARE = "pack of 30 children, tagged, against the bare canvas"
WEASY = "the same pack, against WeasyPrint (pdf/ua-1)"
TYPST = "the same pack, typst (ua-1) beside"
BARE_REACH, WEASY_REACH = 2.5, 0.2
ROUNDS, LEAST_PAGES = 7, 60
PEERS = "ELSEC_BENCH_PEERS"
WANTED = ("weasyprint>=70", "typst>=0.15")


def rows() -> list[Row]:
    facts = thirty()
    pdf = prints.class_pack(facts)
    assert len(reading.opened(pdf).pages) >= LEAST_PAGES
    pages = recorded(facts)
    sides = {"ours": lambda: _ours(facts), "bare": lambda: _bare(pages)}
    with peers(pdf) as found:
        taken = interleaved({**sides, **found}, ROUNDS)
    middle = {name: statistics.median(values) for name, values in taken.items()}
    made = [compare(BARE, "s", middle["ours"], middle["bare"], BARE_REACH)]
    if "weasyprint" in middle:
        made.append(compare(WEASY, "s", middle["ours"], middle["weasyprint"], WEASY_REACH))
    else:
        made.append(not_measured(WEASY, "s", WEASY_REACH, f"set {PEERS}=1 to fetch it"))
    if "typst" in middle:
        ours, theirs = middle["ours"], middle["typst"]
        quoted = (short(ours), short(theirs), short(ours / theirs))
        made.append(Row(TYPST, "s", *quoted, 0.0, None, "quoted, no mark"))
    return made


def thirty() -> ClassPackFacts:
    """A summary of two pages for each child, with the class list and the class plan."""
    children = [msgspec.structs.replace(s.CHILD, name=n, known_as=n.split()[0]) for n in NAMES]
    summaries = tuple(msgspec.structs.replace(CHILD_SUMMARY, child=child) for child in children)
    return msgspec.structs.replace(CLASS_PACK, summaries=summaries)


def _ours(facts: ClassPackFacts) -> float:
    began = time.perf_counter()
    prints.class_pack(facts)
    return time.perf_counter() - began


# the bare canvas


class Run(NamedTuple):
    """A stretch of text in one font, or (without a font) a shape's operators."""

    x: float
    y: float
    words: str
    font: str = ""
    size: float = 0.0
    colour: Colour = (0, 0, 0)


class Page(NamedTuple):
    size: tuple[float, float]
    runs: list[Run]


def recorded(facts: ClassPackFacts) -> list[Page]:
    """What the pack puts on each page, and where."""
    found: dict[int, list[Run]] = {}
    write, finish = TaggedCanvas.write, TaggedCanvas.finish
    pages: list[Page] = []

    def note(
        self: TaggedCanvas,
        x: float,
        y: float,
        text: str,
        style: Style,
        colour: Colour | None = None,
    ) -> None:
        runs = found.setdefault(id(self.leaf), [])
        for font, piece in fonts.face(style.face).runs(visual(text)):
            name = font.fontName.replace("Box-", "Andika-").replace("regular", "Regular")
            runs.append(Run(x, y, piece, name, style.size, colour or style.colour))
            x += sum(map(font.face.getCharWidth, map(ord, piece))) * style.size / 1000
        write(self, x, y, text, style, colour)

    def end(self: TaggedCanvas) -> bytes:
        for leaf in self.leaves:
            ops = [op for op in (*leaf.under, *leaf.ops, *leaf.over) if _is_shape(op)]
            shapes = [
                Run(0, 0, op.removeprefix("/Artifact BMC ").removesuffix(" EMC")) for op in ops
            ]
            pages.append(Page(leaf.size, [*shapes, *found.get(id(leaf), [])]))
        return finish(self)

    with _instead(TaggedCanvas, write=note, finish=end):
        prints.class_pack(facts)
    return pages


def _is_shape(op: str) -> bool:
    return not op.startswith(("BT", "EMC")) and not op.endswith(("BDC", " rg", " Tf"))


@contextmanager
def _instead(owner: Any, **methods: Callable[..., Any]) -> Iterator[None]:
    kept = {name: getattr(owner, name) for name in methods}
    for name, method in methods.items():
        setattr(owner, name, method)
    yield
    for name, method in kept.items():
        setattr(owner, name, method)


def _bare(pages: list[Page]) -> float:
    _register(pages)
    began = time.perf_counter()
    canvas: Any = Canvas(BytesIO(), pageCompression=1, invariant=1)
    for page in pages:
        canvas.setPageSize(page.size)
        for run in page.runs:
            if not run.font:
                canvas._code.append(run.words)
                continue
            canvas.setFont(run.font, run.size)
            canvas.setFillColorRGB(*run.colour)
            canvas.drawString(run.x, run.y, run.words)
        canvas.showPage()
    canvas.save()
    return time.perf_counter() - began


def _register(pages: list[Page]) -> None:
    """Fonts read before the clock starts, as ours are after the first round."""
    for name in {run.font for page in pages for run in page.runs if run.font}:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / f"{name}.ttf")))


# the peers


@contextmanager
def peers(pdf: bytes) -> Iterator[dict[str, Callable[[], float]]]:
    """A worker process for each peer that can be had; asked, it makes the pack."""
    wanted = os.environ.get(PEERS, "")
    if not wanted:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="elsec-peers-") as name:
        folder = Path(name)
        python = _python(folder, wanted)
        tree = reading.tree(pdf)
        (folder / "pack.html").write_text(prints_words.html(tree), encoding="utf-8")
        (folder / "pack.typ").write_text(prints_words.typst(tree), encoding="utf-8")
        workers = {which: _worker(python, which, folder) for which in ("weasyprint", "typst")}
        yield {which: lambda w=worker: _asked(w) for which, worker in workers.items()}  # type: ignore[misc]
        for worker in workers.values():
            worker.communicate("", timeout=30)


def _python(folder: Path, wanted: str) -> Path:
    """The Python of the environment that has the peers; a throw-away one is made when asked."""
    where = folder / "environment" if wanted == "1" else Path(wanted)
    python = where / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if wanted == "1":
        subprocess.run([sys.executable, "-m", "venv", str(where)], check=True)  # noqa: S603
        pip = [str(python), "-m", "pip", "install", "--quiet", *WANTED]
        subprocess.run(pip, check=True)  # noqa: S603
    return python


def _worker(python: Path, which: str, folder: Path) -> "subprocess.Popen[str]":
    code = prints_words.WORKERS[which]
    worker = [str(python), "-c", code, str(folder), str(resources() / "fonts")]
    plain = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(worker, text=True, env=plain, **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603


def _asked(worker: "subprocess.Popen[str]") -> float:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("once\n")
    worker.stdin.flush()
    return float(worker.stdout.readline())
