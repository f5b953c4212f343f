"""How a school year's change is said."""

from collections.abc import Sequence

from elsec_app.i18n import _, ngettext
from elsec_app.operations.pupils import YEAR_GROUPS
from elsec_app.operations.rollover import ClassUp, Proposal
from elsec_app.operations.words import year_words
from elsec_app.operations.years import LEAVES


def class_words(line: ClassUp) -> str:
    return " · ".join(filter(None, (line.class_name, year_words(line.year_group))))


def many(count: int) -> str:
    return ngettext("{n} child", "{n} children", count).format(n=count)


def years() -> list[tuple[str, str]]:
    """What a class may become: (words, year group)."""
    groups = [(year_words(group) or group, group) for group in YEAR_GROUPS]
    return [*groups, (_("They leave"), LEAVES)]


def go(up: int, out: int) -> str:
    """The words on the one filled button."""
    if up:
        return ngettext("Take {n} child up", "Take {n} children up", up).format(n=up)
    return ngettext("Let {n} child leave", "Let {n} children leave", out).format(n=out)


def footnote(out: int, proposal: Proposal) -> str:
    closing = len(proposal.closing)
    parts = [
        ngettext("{n} leaves", "{n} leave", out).format(n=out) if out else "",
        ngettext("{n} round of last year ends", "{n} rounds of last year end", closing).format(
            n=closing
        )
        if closing
        else "",
        _("newcomers come with a class list"),
    ]
    said = " · ".join(filter(None, parts))
    return said[0].upper() + said[1:]


def clash(lines: Sequence[ClassUp]) -> str:
    """Two whole classes would become one: seldom meant."""
    seen: dict[str, str] = {}
    for line in lines:
        if line.to_year == LEAVES:
            continue
        if line.to_class in seen and seen[line.to_class] != line.class_name:
            return _("{one} and {other} would both be called {name}.").format(
                one=seen[line.to_class], other=line.class_name, name=line.to_class
            )
        seen[line.to_class] = line.class_name
    return ""


def stay(count: int) -> str:
    """The button that opens the list of who does not go along."""
    if not count:
        return _("Somebody does not go along…")
    return ngettext("{n} does not go along", "{n} do not go along", count).format(n=count)
