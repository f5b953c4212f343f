"""The facts of the report on a cohort: coverage, bands, change, and what came of it, in counts."""

from collections import Counter

from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations import cohorts, pooled, referral, results
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.gather.class_prints import (
    HELPED,
    band_counts,
    coverage_of,
    instrument_of,
    pack_facts,
    pooled_imprint,
)
from elsec_app.reports.gather.drawn import coded
from elsec_app.store import records, tables

Counted = tuple[facts.BandCount, ...]


def cohort_report(conn: Connection, desk: Desk, cohort: str) -> facts.CohortReportFacts:
    """A cohort in counts, for the service. Nobody is named."""
    sheet = cohorts.run_sheet(conn, cohort, today=desk.actor.today())
    signed = results.of_cohort(conn, cohort)
    tool = instrument_of(desk, signed)
    made = facts.CohortReportFacts(
        imprint=pooled_imprint(conn, desk, sheet, signed),
        cohort=sheet.cohort.name,
        coverage=coverage_of(sheet),
        instrument=tool or pack_facts(desk.instruments[sheet.cohort.instruments[0]]),
        changes=_changes(conn, cohort, signed),
        known=_known(conn, signed),
        referrals=_referrals(conn, signed),
        strands=band_counts(pooled.pools(signed)),
        cautions=_cautions(signed),
    )
    return coded(made, "cohort-report", cohort)


def _changes(
    conn: Connection, cohort: str, signed: tuple[Signed, ...]
) -> tuple[facts.BandChange, ...]:
    """Strand by strand, the children screened at baseline and again: same tool and edition."""
    pairs = _pairs(conn, cohort, signed)
    if not pairs:
        return ()
    before = {pool.strand: pool for pool in pooled.pools(one for one, _later in pairs)}
    after = {pool.strand: pool for pool in pooled.pools(later for _one, later in pairs)}
    note = _("Of {n} children who were screened both times.").format(n=len(pairs))
    both = [(before[strand], after[strand]) for strand in before if strand in after]
    return tuple(
        facts.BandChange(first.name, *_counted(first, second), note) for first, second in both
    )


def _counted(first: pooled.Pool, second: pooled.Pool) -> tuple[Counted, Counted]:
    one, other = band_counts((first, second))
    return one.counts, other.counts


def _pairs(
    conn: Connection, cohort: str, signed: tuple[Signed, ...]
) -> list[tuple[Signed, Signed]]:
    """For each child of the cohort, the baseline and the repeat of one tool in one edition."""
    mine = records.read(conn, cohort, bodies.Cohort)
    other = "repeat" if mine.phase == "baseline" else "baseline"
    # The search table has what a body says; a baseline is not said, it is the default.
    phases = ("repeat",) if other == "repeat" else ("baseline", "")
    c = tables.cohort.c
    setting = select(c.setting).where(c.id == cohort).scalar_subquery()
    ids = conn.scalars(select(c.id).where(c.setting == setting, c.phase.in_(phases))).all()
    theirs = {
        (one.child.id, one.instrument_hash): one
        for each in ids
        for one in results.of_cohort(conn, each)
    }
    found = []
    for one in signed:
        match = theirs.get((one.child.id, one.instrument_hash))
        if match is not None:
            pair = (one, match) if other == "repeat" else (match, one)
            if pair[0].body.tested_on <= pair[1].body.tested_on:
                found.append(pair)
    return found


def _known(conn: Connection, signed: tuple[Signed, ...]) -> tuple[facts.CountLine, ...]:
    """Of the children whose result wants attention, who was not getting help before."""
    wanting = {one.child.id for one in signed if one.attention}
    if not wanting:
        return ()
    held = records.bodies(conn, wanting, bodies.Child)
    known = sum(1 for child in held.values() if child.sen_provision in HELPED)
    told = _("no help named in the school's own records before")
    return (
        facts.CountLine(_("Newly identified"), len(wanting) - known, told),
        facts.CountLine(_("Already known"), known, _("SEN support or a plan before the screen")),
    )


def _referrals(conn: Connection, signed: tuple[Signed, ...]) -> tuple[facts.CountLine, ...]:
    """Referrals that rest on a screening of the cohort, by where they stand."""
    screenings = {one.id for one in signed}
    children = {one.child.id for one in signed}
    found = [sent for child in children for sent in referral.of_child(conn, child)]
    states = Counter(
        sent.state for sent in found if sent.body.screening in screenings and not sent.replaced
    )
    return tuple(
        facts.CountLine(referral.state_words(state), states[state])
        for state in referral.NEXT
        if states[state]
    )


def _cautions(signed: tuple[Signed, ...]) -> tuple[str, ...]:
    """What most bears on how the numbers are read."""
    eal = sum(1 for one in signed if one.body.context.eal)
    unheard = sum(1 for one in signed if one.body.context.hearing_checked != "yes")
    said = [
        _("Children for whom English is an additional language: {n}.").format(n=eal) if eal else "",
        _("Children whose hearing is not known to have been checked: {n}.").format(n=unheard)
        if unheard
        else "",
    ]
    return tuple(filter(None, said))
