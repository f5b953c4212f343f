"""Every print there is, made from the records that this device holds."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from elsec_app.operations import cohorts, referral, results, review
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.reports import prints
from elsec_app.reports.gather import (
    child_prints,
    class_prints,
    letter_prints,
    meeting_prints,
    referral_form,
)
from elsec_app.reports.gather.cohort_print import cohort_report
from elsec_app.reports.gather.timeline import timeline


def print_class(desk: Desk, cohort: CohortLine, folder: Path) -> list[Path]:
    """The prints of one cohort and of its children into *folder*. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with desk.store.reading() as conn:
        for name, pdf in _all(conn, desk, cohort):
            file = folder / f"{name}.pdf"
            file.write_bytes(pdf)
            files.append(file)
    return files


def _all(conn: Connection, desk: Desk, cohort: CohortLine) -> Iterator[tuple[str, bytes]]:
    yield from _for_classes(conn, desk, cohort)
    signed = results.of_cohort(conn, cohort.id)
    for number, one in enumerate(signed, 1):
        yield from _for_child(conn, desk, one.id, one.child.id, f"{number:02d}")
    if signed:
        yield from _for_meetings(conn, desk, signed[0].id)


def _for_classes(conn: Connection, desk: Desk, cohort: CohortLine) -> Iterator[tuple[str, bytes]]:
    for name in cohort.classes:
        at = f"{cohort.name}-{name}".replace(" ", "-").lower()
        yield (
            f"class-list-{at}",
            prints.class_list(class_prints.class_list(conn, desk, cohort.id, name)),
        )
        yield (
            f"class-offer-{at}",
            prints.class_offer(class_prints.class_offer(conn, desk, cohort.id, name)),
        )
        yield (
            f"class-pack-{at}",
            prints.class_pack(class_prints.class_pack(conn, desk, cohort.id, name)),
        )
    yield (
        "setting-offer",
        prints.setting_offer(class_prints.setting_offer(conn, desk, cohort.setting)),
    )
    yield "cohort-report", prints.cohort_report(cohort_report(conn, desk, cohort.id))
    pack = desk.instruments[cohort.instruments[0]]
    for section in pack.sections:
        facts = class_prints.paper_form(conn, desk, pack, section.id)
        yield f"paper-form-{section.id}", prints.paper_form(facts)


def _for_child(
    conn: Connection, desk: Desk, screening: str, child: str, number: str
) -> Iterator[tuple[str, bytes]]:
    """Files are numbered, never named after a child."""
    yield (
        f"child-summary-{number}",
        prints.child_summary(child_prints.child_summary(conn, desk, screening)),
    )
    yield f"timeline-{number}", prints.timeline(timeline(conn, desk, child))
    if any(d.body.decision != "returned" for d in review.of_screening(conn, screening)):
        facts = letter_prints.letter_after(conn, desk, screening, "01952 000000 (invented)")
        yield f"letter-after-{number}", prints.parent_letter(facts)
    for one in referral.of_child(conn, child):
        form = referral_form.referral_form(conn, desk, one.id)
        yield f"referral-{number}", prints.referral(form)


def _for_meetings(conn: Connection, desk: Desk, screening: str) -> Iterator[tuple[str, bytes]]:
    panel = meeting_prints.panel_summary(
        conn,
        desk,
        screening,
        panel="Early help panel (invented)",
        need="To agree what should be tried next.",
        asked="A place in the talking group.",
    )
    yield "panel-summary", prints.panel_summary(panel)
    yield (
        "ehc-evidence",
        prints.ehc_evidence(meeting_prints.ehc_evidence(conn, desk, screening)),
    )


def letters_before(desk: Desk, cohort: CohortLine, folder: Path) -> list[Path]:
    """The letter to each family before the screening."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    places = {
        "when": "in the week of the screening",
        "deadline": "the day before",
        "contact": "01952 000000 (invented)",
    }
    with desk.store.reading() as conn:
        sheet = cohorts.run_sheet(conn, cohort.id, today=desk.actor.today())
        for number, line in enumerate(sheet.lines, 1):
            facts = letter_prints.letter_before(conn, desk, line.child.id, cohort.setting, places)
            file = folder / f"letter-before-{number:02d}.pdf"
            file.write_bytes(prints.parent_letter(facts))
            files.append(file)
    return files
