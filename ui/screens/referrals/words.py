"""The list's facts as rows and sentences."""

from collections.abc import Iterable

from elsec_app.i18n import _, ngettext
from elsec_app.operations.referral_list import Found, Line
from ui.parts.steps import state_mark
from ui.widgets.model import Column, Row
from ui.widgets.paint import Mark


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Child"), 30, strong=True),
        Column(_("Waiting"), 18),
        Column(_("Next step"), 36),
        Column(_("Where it stands"), 28, folds=False),
    )


def rows(lines: Iterable[Line]) -> list[Row]:
    return [Row(one.key, (one.child.name, waiting(one), one.next_step, mark(one))) for one in lines]


def mark(line: Line) -> Mark:
    """Where it stands; a direct route is told by its flag, its tone and its word."""
    plain = state_mark(line.state)
    if line.urgent and line.state not in ("accepted", "declined", "closed"):
        return Mark(_("Direct: {state}").format(state=plain.word.lower()), "flag", "refer")
    return plain


def waiting(line: Line) -> str:
    if not line.days:
        return _("today")
    return ngettext("{n} day", "{n} days", line.days).format(n=line.days)


def since(line: Line) -> str:
    """From when the days are counted, and the service's own standard where there is one."""
    clock = line.clock
    if clock is None:
        return _ago(line, _("Handed over") if line.kind == "ready" else _("Screened"))
    if not clock.running:
        return _("Took {days}").format(days=waiting(line))
    if clock.since == "signed":
        return _("{when}, not sent yet").format(when=_ago(line, _("Signed")))
    return _ago(line, _("Sent"))


def _ago(line: Line, what: str) -> str:
    words = _("{what} {days} ago") if line.days else _("{what} {days}")
    return words.format(what=what, days=waiting(line))


def standard(line: Line) -> str:
    if line.clock is None or line.clock.standard_weeks is None:
        return ""
    over = line.clock.over
    words = _("Longer than their own {n} weeks") if over else _("Their own standard: {n} weeks")
    return words.format(n=line.clock.standard_weeks)


def footnote(found: Found) -> str:
    ours = sum(one.ours for one in found.lines)
    all_of_them = ngettext("{n} open", "{n} open", len(found.lines)).format(n=len(found.lines))
    if not ours:
        return all_of_them
    mine = ngettext("{n} waits for us", "{n} wait for us", ours).format(n=ours)
    return f"{all_of_them} · {mine}"


def opening(line: Line) -> str:
    return {
        "to_refer": _("Write the referral"),
        "draft": _("Go on writing"),
        "ready": _("Open it"),
    }.get(line.kind, _("Open the referral"))
