"""The practitioner's morning: a class list in, thirty children screened, signed."""

import random
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from elsec_app.exchange import synthetic
from elsec_app.exchange.class_list import read
from elsec_app.instruments.answers import Value, choices
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.instruments.progress import progress
from elsec_app.operations import batches, cohorts, roster, screening, signing
from elsec_app.operations.cohorts import CohortLine, SheetLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.pupils import YearGroup
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.operations.years import academic_year
from elsec_app.protocol.bodies import Cohort, Context

INSTRUMENT = "observation-screen"


@dataclass(frozen=True)
class Plan:
    """How many of a class are not screened, and why. The rest are."""

    opted_out: int
    absent: int
    refused: int


def take_in(
    desk: Desk, setting: str, children: int, year_group: YearGroup, seed: int
) -> CohortLine:
    """Import a made-up class list through the reader that schools' files go through."""
    today = desk.actor.today()
    file = synthetic.write_csv(synthetic.children(seed, children, year_group, today))
    reading = read(file, today=today)
    digest = sha256(file).hexdigest()
    with desk.store.writing() as conn:
        planned = roster.plan(conn, setting, reading.children)
        batches.apply(conn, desk.actor, planned, file_digest=digest, mapping=dict(reading.mapping))
        body = Cohort(
            name=f"Autumn {today.year}",
            academic_year=academic_year(today),
            classes=tuple(sorted({row.class_name or "" for row in reading.children})),
            instruments=(INSTRUMENT,),
            opens=today,
            closes=today + timedelta(weeks=6),
            opt_out_by=today,
            basis="Invented: this is a rehearsal.",
        )
        cohorts.open_cohort(conn, desk.actor, setting, body)
        return cohorts.cohorts(conn, setting)[0]


def screen_class(desk: Desk, cohort: CohortLine, plan: Plan, seed: int) -> None:
    """Note who is not screened, then screen, answer by answer, and sign for everybody else."""
    chance = random.Random(seed)  # noqa: S311  (wanted: the same day from the same seed)
    with desk.store.reading() as conn:
        lines = list(cohorts.run_sheet(conn, cohort.id, today=desk.actor.today()).lines)
    chance.shuffle(lines)
    for line in lines[: plan.opted_out]:
        with desk.store.writing() as conn:
            cohorts.opt_out(
                conn, desk.actor, line.child.id, cohort.setting, by="parent", how="reply slip"
            )
    codes = ["absent"] * plan.absent + ["refused"] * plan.refused
    for code, line in zip(codes, lines[plan.opted_out :], strict=False):
        with desk.store.writing() as conn:
            cohorts.not_done(conn, desk.actor, line.child.id, cohort, code)
    for line in lines[plan.opted_out + len(codes) :]:
        screen_child(desk, cohort, line, chance)


def screen_child(desk: Desk, cohort: CohortLine, line: SheetLine, chance: random.Random) -> str:
    """One child, as the console does it: each answer in a transaction of its own."""
    pack = desk.instruments[cohort.instruments[0]]
    with desk.store.writing() as conn:
        sitting = screening.begin(conn, desk.actor, line.child.id, cohort, pack)
        language = line.child.first_language or "ENG"
        screening.set_context(
            conn,
            sitting.id,
            Context(
                home_languages=(language,),
                eal=language != "ENG",
                hearing_checked=chance.choice(("yes", "yes", "no", "not_known")),
            ),
        )
    strength = {strand.id: chance.betavariate(5, 1.2) for strand in pack.strands}
    while (item := progress(pack, sitting.section, sitting.answers).next_item) is not None:
        value = _answer(item, strength[item.strand], chance)
        with desk.store.writing() as conn:
            entry = screening.answer(conn, desk.actor, sitting, pack, item.id, value)
        sitting = sitting.with_entry(entry)
    with desk.store.writing() as conn:
        held = screening.load(conn, sitting.id)
        return signing.sign(conn, desk.actor, held, pack, _remarks(held, pack, chance))


def _answer(item: Item, strength: float, chance: random.Random) -> Value:
    offered = choices(item)
    if chance.random() < 0.01:
        return offered[-1]  # no response
    return offered[0] if chance.random() < strength else offered[1]


def _remarks(sitting: screening.Sitting, pack: Instrument, chance: random.Random) -> Remarks:
    """Now and then a judgement that differs, and a concern that must not wait."""
    judgements = {}
    result = signing.result_of(sitting, pack)
    if chance.random() < 0.1:
        strand = result.strands[0]
        other = next(band.id for band in pack.bands if band.id != strand.band)
        judgements[strand.strand] = Judgement(other, "Invented: seen differently in class.")
    urgent = ("stammering",) if chance.random() < 0.07 else ()
    return Remarks(judgements, urgent=urgent)
