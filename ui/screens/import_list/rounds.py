"""A screening round with the defaults that fit most lists, so that one tap begins it."""

from collections.abc import Iterable
from datetime import date, timedelta

from elsec_app.i18n import _
from elsec_app.protocol.bodies import Cohort

# Team's own working rule: how long a round stays open unless someone says otherwise.
LASTS = timedelta(weeks=6)


def name_of(day: date) -> str:
    """The term and the year of *day*, as schools in England call them: "Autumn 2026"."""
    term = _("Autumn") if day.month >= 9 else _("Spring") if day.month <= 3 else _("Summer")
    return _("{term} {year}").format(term=term, year=day.year)


def academic_year(day: date) -> str:
    """The school year of *day*, which begins on 1 September: ``2026-27``."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def usual(day: date, classes: Iterable[str], instrument: str) -> Cohort:
    """Opens today for six weeks."""
    return Cohort(
        name_of(day),
        academic_year(day),
        tuple(classes),
        (instrument,),
        opens=day,
        closes=day + LASTS,
        opt_out_by=day,
    )
