"""How the desk says what it knows."""

from datetime import date

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.definition import Instrument
from elsec_app.operations.evidence import OfNote
from elsec_app.operations.pooled import shown
from elsec_app.operations.review import Asked, decision_words
from elsec_app.operations.words import age_words, day_words, language_words
from elsec_app.operations.worklist import Filter, WorkLine, reasons, wait_words
from elsec_app.protocol.bodies import Context, Paper, Review, Screening, StrandResult
from ui.parts.faces import mark
from ui.screens.review.reading import Waiting
from ui.widgets.paint import Mark
from ui.widgets.status import band_mark

# As they stand on the buttons, in the order of the keys 1 to 8.
DECISIONS = (
    "universal", "targeted", "rescreen", "discuss", "refer", "already_open", "no_action",
    "returned",
)  # fmt: skip


def button(decision: str) -> str:
    """A decision in the few words of a button."""
    return {
        "rescreen": _("Re-screen"),
        "discuss": _("Discuss with setting"),
        "refer": _("Refer"),
        "already_open": _("Already open"),
        "returned": _("Ask a question"),
    }.get(decision, "") or decision_words(decision)


def summary(desk: Waiting, today: date) -> str:
    """“214 waiting · 3 urgent · the longest for 9 weeks”."""
    every = desk.all
    if not every.ids:
        return _("Nothing waits for a decision.")
    said = [ngettext("{n} waiting", "{n} waiting", len(every.ids)).format(n=len(every.ids))]
    if every.urgent:
        said.append(_("{n} urgent").format(n=every.urgent))
    if every.since is not None:
        days = (today - every.since).days
        said.append(_("the longest: {wait}").format(wait=wait_words(days)))
    return " · ".join(said)


def shown_count(waiting: Waiting) -> str:
    """How many the filter leaves."""
    return _("{n} of {all} shown").format(n=len(waiting.found.ids), all=len(waiting.all.ids))


def why(line: WorkLine) -> str:
    """Why a screening stands where it stands, in one line."""
    return " · ".join(reasons(line))


def waiting(line: WorkLine) -> str:
    """How long it has waited, in a sentence."""
    if line.days < 1:
        return _("signed today")
    return _("waiting {wait}").format(wait=wait_words(line.days))


def spoken(line: WorkLine) -> str:
    """A row as a screen reader says it."""
    return ", ".join((line.child.name, why(line), waiting(line)))


def about(body: Screening) -> str:
    """Tool, age and day of a screening."""
    tool = f"{body.title} {body.version}"
    return " · ".join((tool, age_words(body.age_months), day_words(body.tested_on)))


def made_with(body: Screening, pack: Instrument | None) -> str:
    """Who screened, and with which edition of what, and what the tool says of itself."""
    who = f"{body.signed.name}, {day_words(body.tested_on)}."
    if pack is None:
        return " ".join((who, _("A screen, not a diagnosis.")))
    tool = _("Publisher: {publisher}. Edition: {edition}.").format(
        publisher=pack.publisher, edition=pack.edition
    )
    return " ".join((who, tool, pack.statement))


def strand_mark(strand: StrandResult) -> Mark:
    tone, label = shown(strand)
    return band_mark(
        tone, label or (_("Not computable") if not strand.unassigned else _("No band"))
    )


def judged(strand: StrandResult, who: str) -> str:
    """The practitioner's judgement beside what the screen gave."""
    return _("{who} judges otherwise: {reason} The screen gave “{band}”.").format(
        who=who, reason=strand.judgement_reason, band=strand.label or _("no band")
    )


def context(body: Context) -> list[tuple[str, str]]:
    """How it was on the day: question and answer."""
    yes_no = {"yes": _("yes"), "no": _("no"), "not_known": _("not known")}
    said = [
        (_("Language of the test"), language_words(body.language_of_test)),
        (_("Home languages"), ", ".join(map(language_words, body.home_languages))),
        (_("English is an additional language"), _tell(body.eal)),
        (_("Hearing has been checked"), yes_no.get(body.hearing_checked, body.hearing_checked)),
        (_("Interpreter"), _("yes") if body.interpreter else _("no")),
    ]
    return [(question, answer or _("not known")) for question, answer in said]


def of_note(one: OfNote, pack: Instrument) -> str:
    """How an item was answered, what it was before, and what was written beside it."""
    answer = mark(one.item, pack, one.value).word if one.value is not None else _("Taken back")
    before = [_("first “{word}”").format(word=mark(one.item, pack, was).word) for was in one.was]
    return " · ".join((answer, *before, *one.written))


def asked(one: Asked) -> str:
    said = _("{who} asked: {question}").format(who=one.by.name, question=one.question)
    if one.answered_by is None:
        return _("{said} (no answer yet)").format(said=said)
    reply = _("{who} answered: {answer}").format(who=one.answered_by.name, answer=one.answer)
    return f"{said}\n{reply}"


def decided(body: Review) -> str:
    """A decision that stands, by whom and when."""
    day = date.fromisoformat(body.signed.at[:10])
    said = _("{who} decided on {day}: {what}.").format(
        who=body.signed.name, day=day_words(day), what=decision_words(body.decision).lower()
    )
    again = (
        _("Re-screen on {day}.").format(day=day_words(body.rescreen_on)) if body.rescreen_on else ""
    )
    return " ".join(filter(None, (said, again, body.comment)))


def keyed(paper: Paper) -> str:
    """Who keyed the answers in, and who did it a second time."""
    said = f"{paper.keyed_by}, {day_words(paper.keyed_on)}"
    if not paper.checked_by:
        return said
    return _("{said}; checked by {who}").format(said=said, who=paper.checked_by)


def recorded(names: list[str], decision: str) -> str:
    """What the strip says once a decision is kept."""
    what = decision_words(decision).lower()
    if len(names) == 1:
        return _("{name}: {decision}.").format(name=names[0], decision=what)
    return ngettext("{n} child: {decision}.", "{n} children: {decision}.", len(names)).format(
        n=len(names), decision=what
    )


def minutes(number: int) -> str:
    if not number:
        return _("less than a minute")
    return ngettext("{n} minute", "{n} minutes", number).format(n=number)


def filtered(wanted: Filter) -> bool:
    """Whether the filter leaves anything out."""
    return wanted != Filter()


def _tell(value: bool | None) -> str:
    return {True: _("yes"), False: _("no")}.get(value, "") if value is not None else ""
