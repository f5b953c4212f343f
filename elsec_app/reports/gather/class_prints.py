"""The facts of the prints about a class, a setting, a cohort, and of blank forms."""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Value, choices
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.operations import class_plan, cohorts, in_place, offer, pooled, results, review
from elsec_app.operations.cohorts import RunSheet
from elsec_app.operations.desk import Desk
from elsec_app.operations.pooled import Pool
from elsec_app.operations.results import Signed
from elsec_app.operations.words import role_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.reports.gather.child_prints import child_summary, sen_words, strategy
from elsec_app.reports.gather.drawn import coded
from elsec_app.store import records


def class_list(conn: Connection, desk: Desk, cohort: str, class_name: str) -> facts.ClassListFacts:
    """Every child of the class: bands where screened, the reason where not."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
    signed = results.of_cohort(conn, cohort, class_name)
    strands = _strands(signed)
    by_child: dict[str, list[Signed]] = {}
    for one in signed:
        by_child.setdefault(one.child.id, []).append(one)
    made = facts.ClassListFacts(
        imprint=pooled_imprint(conn, desk, sheet, signed),
        setting=common.place(conn, sheet.cohort.setting),
        class_name=class_name,
        term=sheet.cohort.name,
        strands=tuple(strands.values()),
        rows=tuple(
            _row(conn, desk, line, by_child.get(line.child.id, []), strands) for line in sheet.lines
        ),
        coverage=coverage_of(sheet),
        instrument=instrument_of(desk, signed),
    )
    return coded(made, "class-list", cohort, class_name)


def class_offer(
    conn: Connection, desk: Desk, cohort: str, class_name: str
) -> facts.ClassOfferFacts:
    """Five things for this class, and why: drawn from its pooled results. Names no child."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
    signed = results.of_cohort(conn, cohort, class_name)
    plan = class_plan.plan(conn, desk, sheet, signed)
    made = facts.ClassOfferFacts(
        imprint=pooled_imprint(conn, desk, sheet, signed),
        setting=common.place(conn, sheet.cohort.setting),
        class_name=class_name,
        term=sheet.cohort.name,
        instrument=instrument_of(desk, signed),
        coverage=coverage_of(sheet),
        strands=band_counts(pooled.pools(signed)),
        offer=tuple(map(strategy, plan.things)),
        rescreen_on=plan.rescreen_on,
        note=plan_words(plan.signed),
    )
    return coded(made, "class-offer", cohort, class_name)


def setting_offer(conn: Connection, desk: Desk, setting: str) -> facts.SettingOfferFacts:
    """All classes of a setting's open cohorts: coverage, needs, and groups by need."""
    found = cohorts.cohorts(conn, setting)
    sheets = [
        cohorts.run_sheet(conn, one.id, name, today=desk.actor.today())
        for one in found
        for name in one.classes
    ]
    signed = [one for c in found for one in results.of_cohort(conn, c.id)]
    pools = pooled.pools(signed)
    months = max(map(cohorts.middle_age, sheets), default=0)
    here = in_place.strategies(conn, setting)
    made = facts.SettingOfferFacts(
        imprint=common.imprint(conn, desk, setting, pooled=_counted(desk, sheets, signed)),
        setting=common.place(conn, setting),
        term=found[0].name if found else "",
        classes=tuple(
            facts.ClassLine(sheet.class_name, coverage_of(sheet), _class_counts(conn, sheet))
            for sheet in sheets
        ),
        strategies=tuple(
            msgspec.structs.replace(strategy(chosen), in_place=chosen.id in here if here else None)
            for chosen in offer.for_class(desk.strategies, pools, months)
        ),
        groups=tuple(
            facts.Group(pool.name, tuple(child.name for child in pool.needing))
            for pool in pools
            if pool.needing
        ),
    )
    return coded(made, "setting-offer", setting)


def plan_words(signed: bodies.Signature | None) -> str:
    """Who chose a class's plan, and when."""
    if signed is None:
        return _("Drawn from the results. Nobody has chosen the plan yet.")
    on = day(date.fromisoformat(signed.at[:10]))
    return _("Chosen by {name}, {role}, on {day}.").format(
        name=signed.name, role=role_words(signed.role), day=on
    )


def provision_list(conn: Connection, desk: Desk, setting: str) -> facts.ProvisionListFacts:
    """What the setting has in place, as it says itself."""
    made = facts.ProvisionListFacts(
        imprint=common.imprint(conn, desk, setting),
        setting=common.place(conn, setting),
        lines=tuple(_provision(desk, line.body) for line in in_place.held(conn, setting)),
    )
    return coded(made, "provision-list", setting)


def _provision(desk: Desk, body: bodies.InPlace) -> facts.ProvisionLine:
    try:
        followed = desk.strategies.strategy(body.strategy) if body.strategy else None
    except KeyError:  # of another edition of the library
        followed = None
    return facts.ProvisionLine(
        title=body.title,
        since=body.since,
        what=followed.do if followed else None,
        source=desk.strategies.basis(followed).title if followed else None,
        led_by=body.led_by or None,
        reviewed_on=body.reviewed_on,
        review_by=body.review_by,
    )


def _class_counts(conn: Connection, sheet: RunSheet) -> tuple[facts.StrandCount, ...]:
    return band_counts(pooled.pools(results.of_cohort(conn, sheet.cohort.id, sheet.class_name)))


def class_pack(conn: Connection, desk: Desk, cohort: str, class_name: str) -> facts.ClassPackFacts:
    """The class list, the class plan and every child's summary, as one file."""
    listed = class_list(conn, desk, cohort, class_name)
    made = facts.ClassPackFacts(
        imprint=listed.imprint,
        title=_("Class pack: {group}").format(group=class_name),
        list=listed,
        offer=class_offer(conn, desk, cohort, class_name),
        summaries=tuple(
            child_summary(conn, desk, one.id) for one in results.of_cohort(conn, cohort, class_name)
        ),
    )
    return coded(made, "class-pack", cohort, class_name)


def paper_form(
    conn: Connection, desk: Desk, instrument: Instrument, section: str, setting: str = ""
) -> facts.PaperFormFacts:
    """A blank form of one section of an administered pack."""
    part = instrument.section(section)
    number = 0
    strands = []
    for strand in instrument.strands:
        items = []
        for item in instrument.items_in(section, strand.id):
            number += 1
            items.append(
                facts.FormItem(str(number), item.prompt, _answers(item), item.look_for or None)
            )
        if items:
            strands.append(facts.FormStrand(strand.name, tuple(items)))
    made = facts.PaperFormFacts(
        imprint=common.imprint(conn, desk, setting),
        instrument=pack_facts(instrument),
        section=part.name,
        strands=tuple(strands),
        not_done=tuple(cohorts.state_words(code) for code in cohorts.NOT_DONE),
        setting=common.place(conn, setting) if setting else None,
    )
    return coded(made, "paper-form", instrument.id, section)


def _row(
    conn: Connection,
    desk: Desk,
    line: cohorts.SheetLine,
    signed: list[Signed],
    strands: dict[str, str],
) -> facts.ListRow:
    """*signed* holds one screening for each tool of the cohort that the child has had."""
    who = common.child(conn, line.child.id)
    if not signed:
        return facts.ListRow(who, state=cohorts.state_words(line.state), known=_known(conn, line))
    found = {
        s.strand: common.shown_band(desk, one.body, s)
        for one in signed
        for s in one.body.strands
        if s.section == one.body.section
    }
    last = max(signed, key=lambda one: one.body.tested_on)
    due = [one.body.rescreen_due for one in signed if one.body.rescreen_due]
    return facts.ListRow(
        who,
        bands=tuple(found.get(strand) for strand in strands),
        decision=next(filter(None, (_decision(conn, one.id) for one in signed)), None),
        screened_on=last.body.tested_on,
        rescreen_on=min(due) if due else None,
        known=_known(conn, line),
    )


def _known(conn: Connection, line: cohorts.SheetLine) -> str | None:
    """Whether the school already gives help: what a SENCO must not take for new."""
    held = records.read(conn, line.child.id, bodies.Child)
    return sen_words(held) if held.sen_provision in HELPED else None


HELPED = ("K", "E")


def _decision(conn: Connection, screening: str) -> str | None:
    decided = review.latest(conn, screening)
    return review.decision_words(decided.decision) if decided else None


def _strands(signed: Iterable[Signed]) -> dict[str, str]:
    return {s.strand: s.name for one in signed for s in one.body.strands}


def band_counts(pools: Iterable[Pool]) -> tuple[facts.StrandCount, ...]:
    return tuple(
        facts.StrandCount(
            pool.name,
            tuple(
                facts.BandCount(_shown(tone, label), children)
                for tone, label, children in pool.counts
            ),
        )
        for pool in pools
    )


def _shown(tone: str, label: str) -> facts.Band:
    kinds: dict[str, facts.BandKind] = {"track": "track", "watch": "watch", "refer": "refer"}
    return facts.Band(kinds.get(tone, "quiet"), label or _("Not computable"))


def coverage_of(sheet: RunSheet) -> facts.Coverage:
    counted = dict(sheet.coverage)
    screened = counted.pop(cohorts.SCREENED, 0)
    return facts.Coverage(
        listed=len(sheet.lines),
        screened=screened,
        not_screened=tuple((cohorts.state_words(state), n) for state, n in sorted(counted.items())),
    )


def pooled_imprint(
    conn: Connection, desk: Desk, sheet: RunSheet, signed: Iterable[Signed]
) -> facts.Imprint:
    counted = _counted(desk, [sheet], signed)
    return common.imprint(conn, desk, sheet.cohort.setting, pooled=counted)


def _counted(desk: Desk, sheets: Iterable[RunSheet], signed: Iterable[Signed]) -> facts.Pooled:
    open_ones = sum(sheet.coverage.get(cohorts.IN_PROGRESS, 0) for sheet in sheets)
    return facts.Pooled(len(list(signed)), open_ones, desk.actor.today())


def instrument_of(desk: Desk, signed: Iterable[Signed]) -> facts.Instrument | None:
    for one in signed:
        return common.instrument(desk, one.body, one.instrument_hash)
    return None


def pack_facts(held: Instrument) -> facts.Instrument:
    return facts.Instrument(
        held.title,
        held.version,
        held.status,
        held.hash,
        held.standardised,
        held.edition,
        held.publisher,
        None,
        held.licence,
        held.statement,
    )


def _answers(item: Item) -> tuple[str, ...]:
    words: dict[Value, str] = {
        SEEN: _("Pass"),
        NOT_YET: _("Not yet"),
        NO_RESPONSE: _("No response"),
    }
    return tuple(words.get(choice, str(choice)) for choice in choices(item) if choice)
