"""The facts of one choice of the prints screen, gathered from the records."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from elsec_app.operations.desk import Desk
from elsec_app.reports import letters
from elsec_app.reports.choosing import Sheet
from elsec_app.reports.gather import child_prints, class_prints, letter_prints, meeting_prints
from elsec_app.reports.gather.cohort_print import cohort_report
from elsec_app.reports.gather.referral_form import referral_draft, referral_form
from elsec_app.reports.gather.timeline import timeline

Words = Mapping[str, str]

_OF_CLASS: dict[str, Callable[..., Any]] = {
    "class-pack": class_prints.class_pack,
    "class-list": class_prints.class_list,
    "class-offer": class_prints.class_offer,
}
_OF_RECORD: dict[str, Callable[..., Any]] = {
    "child-summary": child_prints.child_summary,
    "referral": referral_form,
    "referral-draft": referral_draft,
    "timeline": timeline,
}


def facts_of(conn: Connection, desk: Desk, at: Sheet, key: str, words: Words) -> Any:
    """The facts of the print *key* (see :func:`choosing.load`). ``KeyError``: there is none."""
    what, _colon, which = key.partition(":")
    if what in _OF_CLASS:
        return _OF_CLASS[what](conn, desk, at.cohort.id, at.class_name)
    if what in _OF_RECORD:
        return _OF_RECORD[what](conn, desk, which)
    return _OTHERS[what](conn, desk, at, which, words)


def _setting_offer(conn: Connection, desk: Desk, at: Sheet, _which: str, _words: Words) -> Any:
    return class_prints.setting_offer(conn, desk, at.cohort.setting)


def _provision_list(conn: Connection, desk: Desk, at: Sheet, _which: str, _words: Words) -> Any:
    return class_prints.provision_list(conn, desk, at.cohort.setting)


def _cohort_report(conn: Connection, desk: Desk, at: Sheet, _which: str, _words: Words) -> Any:
    return cohort_report(conn, desk, at.cohort.id)


def _paper_form(conn: Connection, desk: Desk, _at: Sheet, which: str, _words: Words) -> Any:
    pack, _colon, section = which.partition(":")
    return class_prints.paper_form(conn, desk, desk.instruments[pack], section)


def _letter_before(conn: Connection, desk: Desk, at: Sheet, which: str, words: Words) -> Any:
    child, _colon, name = which.partition(":")
    return letter_prints.letter_before(
        conn, desk, child, at.cohort.setting, words, name or letters.BEFORE
    )


def _letters_before(conn: Connection, desk: Desk, at: Sheet, _which: str, words: Words) -> Any:
    return letter_prints.letters_before(conn, desk, at.cohort.id, at.class_name, words)


def _letter_after(conn: Connection, desk: Desk, _at: Sheet, which: str, words: Words) -> Any:
    screening, _colon, name = which.partition(":")
    return letter_prints.letter_after(
        conn, desk, screening, words["contact"], name or letters.AFTER
    )


def _letters_after(conn: Connection, desk: Desk, at: Sheet, _which: str, words: Words) -> Any:
    contact = words["contact"]
    return letter_prints.letters_after(conn, desk, at.cohort.id, at.class_name, contact)


def _panel(conn: Connection, desk: Desk, _at: Sheet, which: str, words: Words) -> Any:
    names = ("panel", "need", "asked", "child_view", "parent_view")
    given = {name: words.get(name, "") for name in names}
    return meeting_prints.panel_summary(conn, desk, which, **given)


def _ehc(conn: Connection, desk: Desk, _at: Sheet, which: str, words: Words) -> Any:
    given = {name: words.get(name, "") for name in ("child_view", "parent_view")}
    screening, _colon, names = which.partition(":")
    return meeting_prints.ehc_evidence(conn, desk, screening, names=names, **given)


_OTHERS: dict[str, Callable[[Connection, Desk, Sheet, str, Words], Any]] = {
    "setting-offer": _setting_offer,
    "provision-list": _provision_list,
    "cohort-report": _cohort_report,
    "paper-form": _paper_form,
    "letter-before": _letter_before,
    "letters-before": _letters_before,
    "letter-after": _letter_after,
    "letters-after": _letters_after,
    "panel-summary": _panel,
    "ehc-evidence": _ehc,
}
