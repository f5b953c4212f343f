"""A signed result's facts as sentences."""

from datetime import date, datetime

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.ages import in_words
from elsec_app.operations.results import Signed
from elsec_app.operations.screening import RESUME
from elsec_app.operations.signing import outcome_tone
from elsec_app.protocol.bodies import Context, Screening, Signature
from ui.screens.signed.reading import Found

_LONG = 60_000  # ms: a shorter gap is not worth a word


def subtitle(found: Found) -> str:
    body = found.signed.body
    section = body.section
    if found.instrument is not None:
        section = found.instrument.section(body.section).name
    return f"{body.title} · {section} · {in_words(body.age_months)}"


def overall_tone(found: Found) -> str:
    """How the outcome is shown: by its tier, where the pack is here to tell it."""
    body, pack = found.signed.body, found.instrument
    if body.overall is None:
        return "quiet"
    if pack is not None:
        return outcome_tone(pack.outcome(body.overall))
    return "watch" if body.overall_attention else "track"


def signature(signed: Signature) -> str:
    when = datetime.fromisoformat(signed.at)
    return _("Signed by {name} on {day} at {time}.").format(
        name=signed.name, day=day(when.date()), time=f"{when:%H:%M}"
    )


def provenance(found: Found) -> list[str]:
    """How the record came to be, a sentence each."""
    signed = found.signed
    body = signed.body
    said = [signature(body.signed)]
    said.append(_("Tested on {day}.").format(day=day(body.tested_on)))
    if body.paper is not None:
        keyed = _("From paper, keyed in by {name} on {day}.")
        said.append(keyed.format(name=body.paper.keyed_by, day=day(body.paper.keyed_on)))
        if body.paper.checked_by:
            checked = _("Keyed a second time by {name}.")
            said.append(checked.format(name=body.paper.checked_by))
    elif body.entries:
        said.append(_pace(body))
    if body.supersedes:
        number = len(found.before) + 1
        said.append(_("Version {n}. Why: {reason}").format(n=number, reason=body.reason))
    said.append(_("The centre has it.") if signed.rev else _("It waits to be sent."))
    return said


def earlier(one: Signed) -> str:
    """A version that was replaced."""
    said = _("Before: {label}. {signature}")
    label = one.body.overall_label or _("no outcome")
    return said.format(label=label, signature=signature(one.body.signed))


def how_it_was(context: Context) -> list[str]:
    """How it was on the day, as far as anybody said."""
    hearing = {
        "yes": _("Hearing has been checked."),
        "no": _("Hearing has not been checked."),
        "not_known": _("Nobody knows whether hearing has been checked."),
    }[context.hearing_checked]
    said = [hearing]
    if context.eal is not None:
        eal, not_eal = _("English is an additional language."), _("English is the first language.")
        said.append(eal if context.eal else not_eal)
    if context.language_of_test != "ENG":
        said.append(_("The screen was not in English."))
    if context.interpreter:
        said.append(_("An interpreter was there."))
    return said


def urgent(routes: tuple[str, ...]) -> list[str]:
    known = {
        "stammering": _("Stammering"),
        "voice": _("Voice"),
        "swallowing": _("Eating, drinking or swallowing"),
        "selective_mutism": _("Talks in some places and never in others"),
    }
    return [known.get(route, route) for route in routes]


def took(ms: int) -> str:
    """A length of time: ``8 s``, ``3 min 20 s``."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    if not minutes:
        return _("{s} s").format(s=seconds)
    return _("{m} min {s} s").format(m=minutes, s=seconds)


def gap(ms: int) -> str:
    """How long a screening was put down: minutes, hours or days."""
    minutes = ms // 60_000
    if minutes < 60:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    days = minutes // (24 * 60)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _pace(body: Screening) -> str:
    """How long the child was at it, and the gaps in between."""
    gaps = [
        now.at - before.at
        for before, now in zip(body.entries, body.entries[1:], strict=False)
        if now.what == RESUME and now.at - before.at >= _LONG
    ]
    said = _("It took {time}.").format(time=took(body.entries[-1].at - sum(gaps)))
    if gaps:
        put_down = _("It was put down for {gaps}.").format(gaps=", ".join(map(gap, gaps)))
        said = f"{said} {put_down}"
    return said
