"""What can be printed of a class and its children, and the PDF of one choice."""

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.operations import referral, results, today
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.today import Board, LeftAt


class Sheet(msgspec.Struct, frozen=True):
    """The class in view, as the pickers take it."""

    cohort: CohortLine
    class_name: str


class Kind(msgspec.Struct, frozen=True):
    """One thing that can be printed: what it is, and for whom."""

    key: str
    title: str
    audience: str


class Choices(msgspec.Struct, frozen=True):
    """Where one is, and what can be printed there. ``at`` is none where no cohort is open."""

    board: Board
    at: Sheet | None
    kinds: tuple[Kind, ...]


def load(desk: Desk, wanted: LeftAt) -> Choices:
    """What can be printed of the class *wanted*, else of the one looked at last."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        if not cohort:
            return Choices(board, None, ())
        line = next(c for c in board.cohorts if c.id == cohort)
        return Choices(board, Sheet(line, class_name), tuple(_kinds(conn, line, class_name)))


def make(desk: Desk, at: Sheet, key: str) -> bytes:
    """The PDF of that choice."""
    from elsec_app.reports import prints
    from elsec_app.reports.gather import child_prints, class_prints, referral_form

    what, _colon, which = key.partition(":")
    cohort, name = at.cohort.id, at.class_name
    with desk.store.reading() as conn:
        if what == "class-pack":
            return prints.class_pack(class_prints.class_pack(conn, desk, cohort, name))
        if what == "class-list":
            return prints.class_list(class_prints.class_list(conn, desk, cohort, name))
        if what == "class-offer":
            return prints.class_offer(class_prints.class_offer(conn, desk, cohort, name))
        if what == "setting-offer":
            return prints.setting_offer(class_prints.setting_offer(conn, desk, at.cohort.setting))
        if what == "cohort-report":
            return prints.cohort_report(class_prints.cohort_report(conn, desk, cohort))
        if what == "paper-form":
            pack = desk.instruments[at.cohort.instruments[0]]
            return prints.paper_form(class_prints.paper_form(conn, desk, pack, which))
        if what == "referral":
            return prints.referral(referral_form.referral_form(conn, desk, which))
        return prints.child_summary(child_prints.child_summary(conn, desk, which))


def forms(desk: Desk, at: Sheet) -> tuple[Kind, ...]:
    """A blank form for each age section of the cohort's instrument."""
    pack = desk.instruments.get(at.cohort.instruments[0]) if at.cohort.instruments else None
    sections = pack.sections if pack is not None and pack.kind == "administered" else ()
    title = _("Blank form, ages {ages}")
    return tuple(
        Kind(f"paper-form:{s.id}", title.format(ages=s.name), _("practitioners")) for s in sections
    )


def _kinds(conn: Connection, line: CohortLine, class_name: str) -> list[Kind]:
    found = [
        Kind("class-pack", _("Class pack"), _("the SENCO: list, plan and all summaries")),
        Kind("class-list", _("Class list"), _("the SENCO")),
        Kind("class-offer", _("Class plan"), _("everyone in the class")),
        Kind("setting-offer", _("Setting's offer"), _("the SENCO")),
        Kind("cohort-report", _("Cohort report"), _("the service; nobody is named")),
    ]
    for one in results.of_cohort(conn, line.id, class_name):
        summary = _("Summary: {name}").format(name=one.child.name)
        found.append(Kind(f"child-summary:{one.id}", summary, _("the setting")))
        found += [
            Kind(
                f"referral:{sent.id}",
                _("Referral: {name}").format(name=one.child.name),
                sent.body.service,
            )
            for sent in referral.of_child(conn, one.child.id)
        ]
    return found


def note_printed(desk: Desk, key: str) -> None:
    """Prints are reads of children's records, and stand in the audit chain."""
    from elsec_app.store import audit

    with desk.store.writing() as conn:
        audit.note(conn, desk.actor, "print", key)
