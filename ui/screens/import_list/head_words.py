"""Columns of a class list in words: what each may be, what it is read as, what is still to say."""

from collections.abc import Collection, Sequence

from elsec_app.i18n import _, ngettext
from ui.widgets.model import Column, Row
from ui.widgets.paint import Mark

_SHOWN = 12  # headings named one by one


def fields() -> dict[str | None, str]:
    """What a column may be, in the order in which it is offered; ``None``: it is not read."""
    return {
        None: _("Not used"),
        "surname": _("Surname"),
        "forename": _("Forename"),
        "name": _("Whole name"),
        "known_as": _("Known as"),
        "date_of_birth": _("Date of birth"),
        "sex": _("Sex"),
        "upn": _("UPN"),
        "nhs_number": _("NHS number"),
        "year_group": _("Year group"),
        "class": _("Class"),
        "first_language": _("First language"),
        "sen_provision": _("SEN provision"),
    }


def orders() -> dict[str, str]:
    """The ways in which dates may be meant."""
    return {
        "day-first": _("Day first: 31/12/2021"),
        "month-first": _("Month first: 12/31/2021"),
        "exchanged": _("Excel exchanged day and month"),
    }


def columns() -> tuple[Column, ...]:
    return (
        Column(_("In the file"), 28, strong=True),
        Column(_("First rows"), 44),
        Column(_("Read as"), 28, folds=False),
    )


def rows(
    headings: Sequence[str], columns: Sequence[str | None], sample: Sequence[Sequence[str]]
) -> list[Row]:
    """A row for each column of the file, those that are read first."""
    named = fields()
    rows = []
    for n in sorted(range(len(headings)), key=lambda n: (columns[n] is None, n)):
        read_as = columns[n]
        mark = Mark(named[read_as], "check", "green") if read_as else _not_used()
        rows.append(Row(str(n), (headings[n], ", ".join(first_values(sample, n)), mark)))
    return rows


def first_values(sample: Sequence[Sequence[str]], column: int) -> list[str]:
    """What the first rows hold in *column*, the empty left out."""
    return [row[column] for row in sample if column < len(row) and row[column]]


def _not_used() -> Mark:
    return Mark(_("Not used"), "minus", "quiet")


def unread(headings: Sequence[str]) -> str:
    """Which columns are not taken; long lists end in a number."""
    if not headings:
        return _("Every column is used.")
    shown = ", ".join(headings[:_SHOWN])
    if len(headings) > _SHOWN:
        shown += " " + _("and {n} more").format(n=len(headings) - _SHOWN)
    return _("Left unread and never stored: {columns}.").format(columns=shown)


def missing(fields_read: Collection[str]) -> str:
    """What a person has to say before anything can be read; empty when nothing."""
    named = "name" in fields_read or {"surname", "forename"} <= set(fields_read)
    if named and "date_of_birth" in fields_read:
        return ""
    if named:
        return _("Say which column is the date of birth.")
    if "date_of_birth" in fields_read:
        return _("Say which columns are the surname and the forename.")
    return _("Say which columns are the names and the date of birth.")


def found(many: int) -> str:
    return ngettext("{n} child found", "{n} children found", many).format(n=many)


def year_name(year_group: str) -> str:
    """A year group as a class is called by it."""
    if year_group.startswith("N"):
        return _("Nursery {n}").format(n=year_group[1:])
    return _("Reception") if year_group == "R" else _("Year {n}").format(n=year_group)
