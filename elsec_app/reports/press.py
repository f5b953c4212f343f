"""From facts to bytes: open a document, head a print, sign it off, finish."""

from collections.abc import Callable, Sequence
from datetime import date

from elsec_app.i18n import _
from elsec_app.reports import shapes
from elsec_app.reports.blocks import heading
from elsec_app.reports.facts import Imprint, Signature
from elsec_app.reports.fonts import face
from elsec_app.reports.furniture import day, furnish, not_diagnosis, standing
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import A4
from elsec_app.reports.place import bits, words
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.tagged import TaggedCanvas


def printed(
    title: str,
    made: date,
    compose: Callable[[Sheet], None],
    *,
    tidy: bool = True,
    language: str = "en-GB",
) -> bytes:
    """A finished document that *compose* fills; *tidy* saves a last page with little on it."""
    sheet = Sheet(TaggedCanvas(title, _("Made with ELSEC Screening"), made, language))
    if tidy:
        sheet.tidy(lambda: compose(sheet))
    else:
        compose(sheet)
    furnish(sheet)
    return sheet.canvas.finish()


Step = Callable[[int, int], bool]
Part = Callable[[Sheet], None]


def in_parts(
    title: str,
    made: date,
    parts: Sequence[Part],
    progress: Step | None = None,
    *,
    language: str = "en-GB",
) -> bytes:
    """Several prints in one file, each numbered by itself so that it can be handed out.

    *progress* is told (done, all) before each part; when it answers ``False`` the work stops and
    the answer is ``b""``.
    """

    def compose(sheet: Sheet) -> None:
        for n, part in enumerate(parts):
            if progress is not None and not progress(n, len(parts)):
                raise _StoppedError
            part(sheet)

    try:
        return printed(title, made, compose, tidy=False, language=language)
    except _StoppedError:
        return b""


class _StoppedError(Exception):
    """The user has cancelled; nothing went wrong."""


def is_draft(imprint: Imprint) -> bool:
    """Whether the print rests on anything that is not signed."""
    if imprint.pooled:
        return imprint.pooled.unsigned > 0
    return imprint.signature is None


def masthead(sheet: Sheet, running: Running, title: str, *, size: tuple[float, float] = A4) -> None:
    """Begin a print: service, title, for whom and about whom."""
    sheet.begin(running, size)
    look, imprint = sheet.look, running.imprint
    if running.draft:
        sheet.gap(12)
    sheet.canvas.artifact(shapes.rect(sheet.x, sheet.y, 26, 3, look.green))
    sheet.gap(6)
    place = " · ".join(filter(None, (imprint.service, imprint.area)))
    top, leaf = sheet.y, sheet.canvas.leaf
    with sheet.inset(0, _chip_width(sheet) + 10 if running.screen else 0):
        words(sheet, place, look.small)
    if running.screen and leaf is sheet.canvas.leaf:
        _chip(sheet, top)
    elif running.screen:  # a name so long that it took the page with it
        words(sheet, not_diagnosis(), look.small_strong)
    sheet.gap(5)
    sheet.canvas.bookmark(title, 0, sheet.y)
    words(sheet, title, look.title, tag="H1")
    lead = _("For {audience}").format(audience=running.audience)
    words(sheet, " · ".join(filter(None, (lead, running.about))), look.lead)
    sheet.gap(8)


def _chip_width(sheet: Sheet) -> float:
    return face("bold").width(not_diagnosis().rstrip("."), sheet.look.small.size) + 18


def _chip(sheet: Sheet, top: float) -> None:
    """The statement that a screen is no diagnosis, at the top right."""
    look, text = sheet.look, not_diagnosis().rstrip(".")
    width = _chip_width(sheet)
    left, foot = sheet.x + sheet.width - width, top - 11
    frame = shapes.rounded(left, foot, width, 16, 8, "S")
    sheet.canvas.artifact(shapes.stroke(look.green, 0.9), frame)
    with sheet.canvas.element("P"), sheet.canvas.marked():
        sheet.canvas.write(left + 9, foot + 5, text, look.small_strong, look.green)


def sign_off(sheet: Sheet, imprint: Imprint) -> None:
    """The last block: who signed which version, or that nobody has, and how to check the page."""
    heading(sheet, _("Where this comes from"), keep=70)
    with sheet.card(sheet.look.page, sheet.look.line, 10):
        if imprint.signature:
            _signature(sheet, imprint.signature)
        else:
            words(sheet, standing(imprint, draft=is_draft(imprint)), sheet.look.strong)
        words(sheet, _made(imprint), sheet.look.small)
        code = imprint.signature.code if imprint.signature else imprint.code
        if code:
            words(sheet, _check(code), sheet.look.small)
        if imprint.rules:
            words(sheet, imprint.rules, sheet.look.small)


def sign_off_small(sheet: Sheet, imprint: Imprint, *, draft: bool | None = None) -> None:
    """The same in a few small lines, for a page that hangs on a wall or goes to a family."""
    sheet.gap(4)
    signature = imprint.signature
    parts = [standing(imprint, draft=is_draft(imprint) if draft is None else draft)]
    if signature and signature.reason:
        parts.append(_("Why this version: {reason}").format(reason=signature.reason))
    parts += filter(None, (_made(imprint), imprint.rules))
    code = signature.code if signature else imprint.code
    small = sheet.look.small
    lines = [" · ".join(parts), _check(code)] if code else [" · ".join(parts)]
    bits(sheet, tuple(Bit(line, small) for line in lines))


def sign_off_line(sheet: Sheet, imprint: Imprint, form: str, *, draft: bool) -> None:
    """The least that tells one print from another, for a letter."""
    sheet.gap(6)
    code = imprint.signature.code if imprint.signature else imprint.code
    parts = [form, standing(imprint, draft=draft) + ".", _check(code) if code else ""]
    words(sheet, " ".join(filter(None, parts)), sheet.look.small)


def _signature(sheet: Sheet, signature: Signature) -> None:
    look = sheet.look
    who = ", ".join(filter(None, (signature.name, signature.role, signature.registration)))
    when = _("{day} at {time} · version {version} · code {code}").format(
        day=day(signature.at.date()),
        time=f"{signature.at:%H:%M}",
        version=signature.version,
        code=signature.code,
    )
    bits(sheet, (Bit(_("Signed by {who}").format(who=who), look.strong), Bit(when, look.body)))
    if signature.reason:
        words(sheet, _("Why this version: {reason}").format(reason=signature.reason), look.body)


def _made(imprint: Imprint) -> str:
    made = _("Made {day} by {service}").format(day=day(imprint.made), service=imprint.service)
    return " · ".join(filter(None, (made, imprint.area, imprint.setting, imprint.contact)))


def _check(code: str) -> str:
    return _(
        "Is this page still current? Look up code {code} in ELSEC Screening, or run: "
        "elsec prints check {code}"
    ).format(code=code)
