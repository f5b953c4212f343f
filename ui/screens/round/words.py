"""How a round is said while it is set up."""

from collections.abc import Iterable

from elsec_app.i18n import _, ngettext
from elsec_app.operations.rounds import Change, ClassHeld, Fit
from elsec_app.operations.words import year_words


def class_about(held: ClassHeld) -> str:
    years = [year_words(year) or "" for year in sorted(held.born)]
    many = ngettext("{n} child", "{n} children", held.count).format(n=held.count)
    return " · ".join(filter(None, (*years, many)))


def fit_about(fit: Fit) -> str:
    """For how many it is, and whether it is given here or on the publisher's own form."""
    how = _("given here") if fit.kind == "administered" else _("entered from the tool's own form")
    if not fit.of:
        return how
    whom = _("for {n} of {all} children").format(n=fit.fits, all=fit.of)
    return f"{whom} · {how}"


def published(count: int) -> str:
    """The button that lists the tools of publishers."""
    return ngettext("Show {n} published tool", "Show {n} published tools", count).format(n=count)


def begin(count: int) -> str:
    if not count:
        return _("Begin the round")
    return ngettext("Begin with {n} child", "Begin with {n} children", count).format(n=count)


def unfit(fits: Iterable[Fit], count: int) -> str:
    """How many are too young or too old for every screen chosen."""
    reached = max((fit.fits for fit in fits), default=0)
    left = count - reached
    if left <= 0 or not reached:
        return ""
    return ngettext(
        "{n} child is outside the ages of what you chose",
        "{n} children are outside the ages of what you chose",
        left,
    ).format(n=left)


def changed(change: Change) -> str:
    parts = [
        ngettext("{n} joined", "{n} joined", change.joined).format(n=change.joined),
        ngettext("{n} left the round", "{n} left the round", change.gone).format(n=change.gone),
        ngettext(
            "{n} stays, with something on record",
            "{n} stay, with something on record",
            change.kept,
        ).format(n=change.kept),
    ]
    counts = (change.joined, change.gone, change.kept)
    said = " · ".join(part for part, n in zip(parts, counts, strict=True) if n)
    return _("The round is changed: {what}.").format(what=said) if said else _("Saved.")
