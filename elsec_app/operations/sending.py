"""What this device still holds that the centre has not: for a strip and a list."""

import msgspec
from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.store import outbox, tables
from elsec_app.store.index import in_ids


class Refused(msgspec.Struct, frozen=True):
    """A record that the centre did not take: what it is, and why, in words."""

    record: str
    what: str
    why: str


class Sending(msgspec.Struct, frozen=True):
    """``waiting`` versions will go by themselves; ``refused`` ones need a person."""

    waiting: int
    refused: tuple[Refused, ...]


def standing(conn: Connection) -> Sending:
    """What waits to be sent, and what was refused."""
    found = outbox.refusals(conn)
    r = tables.record.c
    rows = conn.execute(select(r.id, r.kind).where(in_ids(r.id, [one.record for one in found])))
    kinds = {row.id: row.kind for row in rows}
    refused = tuple(
        Refused(one.record, kind_words(kinds.get(one.record, "")), reason_words(one.reason))
        for one in found
    )
    return Sending(outbox.count(conn).waiting, refused)


def kind_words(kind: str) -> str:
    """A kind of record as people say it."""
    return {
        "child": _("A child’s details"),
        "move": _("A move to another setting"),
        "same_child": _("A “these are one child”"),
        "not_same_child": _("A “these are two children”"),
        "enrolment": _("A place in a class"),
        "cohort": _("A cohort"),
        "membership": _("A place in a cohort"),
        "opt_out": _("An opt-out"),
        "not_done": _("A “not screened today”"),
        "screening": _("A signed screening"),
        "review": _("A review"),
        "reply": _("A reply"),
        "second_rating": _("A second rating"),
        "sampling": _("The rate of second ratings"),
        "handover": _("A handover"),
        "settled": _("A settled conflict"),
        "consent": _("A consent"),
        "referral_draft": _("A referral to be signed"),
        "referral": _("A referral"),
        "referral_event": _("News of a referral"),
        "note": _("A note"),
        "import_batch": _("A class list"),
        "roll_over": _("A new school year"),
    }.get(kind, _("A record"))


def reason_words(reason: str) -> str:
    """Why the centre refused, and what to do; *reason* is the code it gave."""
    return {
        "too-large": _("It is too large to send. Tell your administrator."),
        "not-assigned": _("It is in a setting that is not yours now. Tell your administrator."),
        "moved": _("The child is in another setting by now. Send and receive, and look again."),
        "identity": _("It was not made by you on this computer. Tell your administrator."),
        "role": _("Your role may not send this. Tell your administrator."),
        "changed": _("It was sent before and has changed since. Tell your administrator."),
    }.get(reason, _("The centre did not take it ({reason}). Tell your administrator.")).format(
        reason=reason
    )
