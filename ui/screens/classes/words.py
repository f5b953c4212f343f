"""The class view's facts as rows and sentences."""

from elsec_app.i18n import _, ngettext
from elsec_app.operations.cohorts import SCREENED, SheetLine, state_words
from elsec_app.operations.pooled import shown, standing_for
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import StrandResult
from ui.screens.classes.reading import ClassSheet
from ui.widgets.model import Cell, Column, Row
from ui.widgets.paint import Mark
from ui.widgets.status import band_mark


def columns(found: ClassSheet) -> tuple[Column, ...]:
    """The child, then one column for each strand that somebody was screened in."""
    strands = tuple(Column(pool.name, 20) for pool in found.pools)
    return (Column(_("Child"), 26, strong=True, folds=False), *(strands or (Column("", 40),)))


def rows(found: ClassSheet) -> list[Row]:
    lines = found.sheet.lines if found.sheet else ()
    return [Row(line.child.id, (line.child.name, *_cells(found, line))) for line in lines]


def coverage(found: ClassSheet) -> str:
    """How many are done, and where the others stand."""
    if found.sheet is None:
        return ""
    counted = found.sheet.coverage
    said = _("{n} of {all} screened").format(n=counted.get(SCREENED, 0), all=len(found.sheet.lines))
    others = [
        f"{n} {state_words(state).lower()}" for state, n in counted.items() if state != SCREENED
    ]
    return " · ".join([said, *others])


def alike(pairs: int) -> str:
    """How many pairs wait for somebody to say whether they are one child."""
    return ngettext(
        "{n} pair may be the same child", "{n} pairs may be the same child", pairs
    ).format(n=pairs)


def needs(found: ClassSheet) -> list[tuple[str, str]]:
    """Each strand that some need more in: how many, and who."""
    return [
        (
            ngettext("{strand}: {n} child", "{strand}: {n} children", len(pool.needing)).format(
                strand=pool.name, n=len(pool.needing)
            ),
            ", ".join(child.name for child in pool.needing),
        )
        for pool in found.pools
        if pool.needing
    ]


def bands(found: ClassSheet, child: str) -> list[tuple[str, Mark | None, str]]:
    """The child's name and state, then each strand: its band, and the rule or judgement behind."""
    lines = found.sheet.lines if found.sheet else ()
    line = next((ln for ln in lines if ln.child.id == child), None)
    if line is None:
        return []
    said: list[tuple[str, Mark | None, str]] = [(line.child.name, None, state_words(line.state))]
    screens = found.signed.get(child, ())
    for one in screens:
        for result in one.body.strands:
            tone, label = shown(result)
            why = _judged(result) if result.judgement else result.rule
            name = f"{one.body.title}: {result.name}" if len(screens) > 1 else result.name
            said.append((name, band_mark(tone, label or _("Not computable")), why))
    return said


def _judged(result: StrandResult) -> str:
    return _("The practitioner's judgement: {reason} The screen: {band}.").format(
        reason=result.judgement_reason, band=result.label or _("not computable")
    )


def _cells(found: ClassSheet, line: SheetLine) -> tuple[Cell, ...]:
    signed = found.signed.get(line.child.id, ())
    if not signed:
        empty = ("",) * max(len(found.pools) - 1, 0)
        return (state_words(line.state), *empty)
    return tuple(_band(signed, pool.strand) for pool in found.pools)


def _band(signed: tuple[Signed, ...], strand: str) -> Cell:
    result = standing_for(strand, signed)
    if result is None:
        return ""
    tone, label = shown(result)
    return band_mark(tone, label or _("Not computable"))
