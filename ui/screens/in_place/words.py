"""A line of a setting's list, and the library's strategies, in words."""

from collections.abc import Sequence

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.strategies import Strategy
from elsec_app.operations.in_place import Line
from elsec_app.operations.words import day_words

OWN = ""  # the choice that is no strategy of the library


def about(line: Line) -> str:
    """Since when, who leads it, and when it is looked at."""
    body = line.body
    parts = [_("Since {day}").format(day=day_words(body.since))]
    if body.led_by:
        parts.append(_("led by {name}").format(name=body.led_by))
    if body.reviewed_on:
        parts.append(_("looked at on {day}").format(day=day_words(body.reviewed_on)))
    if body.review_by:
        parts.append(_("again by {day}").format(day=day_words(body.review_by)))
    return " · ".join(parts)


def count(lines: Sequence[Line]) -> str:
    n = len(lines)
    if not n:
        return ""
    return ngettext("{n} thing is in place", "{n} things are in place", n).format(n=n)


def choices(free: Sequence[Strategy]) -> list[tuple[str, str]]:
    """The words and the id of each choice: our own first, then the library's."""
    own = (_("Something of our own"), OWN)
    return [own, *((one.title, one.id) for one in sorted(free, key=lambda one: one.title))]
