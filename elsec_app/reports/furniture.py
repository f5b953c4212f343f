"""What stands on every page: what it is, for whom, from which signed version, page n of m."""

from datetime import date

from elsec_app.i18n import _, ngettext
from elsec_app.reports import shapes
from elsec_app.reports.facts import Imprint, Signature
from elsec_app.reports.fonts import face
from elsec_app.reports.look import Style
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.tagged import Leaf
from elsec_app.reports.wrap import lines


def not_diagnosis() -> str:
    return _("Screen, not a diagnosis.")


def day(when: date) -> str:
    """``4 March 2026``."""
    return f"{when.day} {_months()[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """``4 Mar 2026``, for narrow columns."""
    return f"{when.day} {_months()[when.month - 1][:3]} {when.year}"


def _months() -> tuple[str, ...]:
    first = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    second = (_("July"), _("August"), _("September"), _("October"), _("November"), _("December"))
    return first + second


def standing(imprint: Imprint, *, draft: bool) -> str:
    """From which version the page was made, in one line."""
    if imprint.signature:
        return _signed(imprint.signature)
    code = _("Code {code}").format(code=imprint.code) if imprint.code else None
    return " · ".join(filter(None, (code, *_unsigned(imprint, draft=draft))))


def _unsigned(imprint: Imprint, *, draft: bool) -> list[str]:
    pooled = imprint.pooled
    if pooled is None:
        return [_("DRAFT: not signed") if draft else _("made {day}").format(day=day(imprint.made))]
    drawn = ngettext(
        "from {n} signed screening as at {day}",
        "from {n} signed screenings as at {day}",
        pooled.signed,
    ).format(n=pooled.signed, day=day(pooled.as_at))
    waiting = ngettext("{n} not yet signed", "{n} not yet signed", pooled.unsigned)
    return [drawn, waiting.format(n=pooled.unsigned)] if pooled.unsigned else [drawn]


def _signed(signature: Signature) -> str:
    # The code comes first: a long name may be cut, the code may not.
    return _("Code {code} · version {version} · signed {day} by {name}, {role}").format(
        name=signature.name,
        role=signature.role,
        day=day(signature.at.date()),
        version=signature.version,
        code=signature.code,
    )


def furnish(sheet: Sheet) -> None:
    """Put head and foot on every page, now that their number is known."""
    for running, leaves in sheet.parts:
        for number, leaf in enumerate(leaves, 1):
            _foot(sheet, running, leaf, number, len(leaves))
            if number > 1:
                _head(sheet, running, leaf)
            if running.draft:
                _draft(sheet, running, leaf)


def fitted(text: str, style: Style, width: float) -> str:
    """*text* on one line, cut with an ellipsis where it must be."""
    first, *rest = lines(text, style, width) or [""]
    if not rest:
        return first
    return lines(text, style, width - style.size)[0].rstrip(" ") + "…"


def _foot(sheet: Sheet, running: Running, leaf: Leaf, number: int, total: int) -> None:
    look, canvas = sheet.look, sheet.canvas
    left, right = look.margin, leaf.size[0] - look.margin
    page = _("Page {n} of {m}").format(n=number, m=total)
    page_width = face("bold").width(page, look.small.size)
    with canvas.beside(leaf, leaf.over):
        canvas.draw(shapes.line(left, 46, right, 46, look.line, 0.8))
        what = _("{what}, for {audience}").format(what=running.what, audience=running.audience)
        room = right - left - page_width - 14
        canvas.write(left, 34, fitted(what, look.small_strong, room), look.small_strong)
        canvas.write(right - page_width, 34, page, look.small_strong)
        signed = standing(running.imprint, draft=running.draft)
        canvas.write(left, 22.5, fitted(signed, look.small, right - left), look.small)


def _head(sheet: Sheet, running: Running, leaf: Leaf) -> None:
    """On every page after the first: what the masthead says there."""
    look, canvas = sheet.look, sheet.canvas
    top, right = leaf.size[1], leaf.size[0] - look.margin
    said = not_diagnosis().rstrip(".") if running.screen else ""
    room = right - look.margin
    service = fitted(running.imprint.service, look.small, room * 0.6)
    aside = face("bold").width(said, look.small_strong.size)
    with canvas.beside(leaf, leaf.under):
        canvas.draw(shapes.rect(look.margin, top - 28, 26, 3, look.green))
        canvas.write(look.margin, top - 38.5, service, look.small)
        what = fitted(f"{running.what} · {running.about}", look.small_strong, room - aside - 20)
        canvas.write(look.margin, top - 49.5, what, look.small_strong)
        canvas.write(right - aside, top - 49.5, said, look.small_strong, look.green)


_STAMP = Style("bold", 120, 120, (0.925, 0.925, 0.925))
_RIBBON = Style("bold", 9.5, 12, (1, 1, 1))


def _draft(sheet: Sheet, running: Running, leaf: Leaf) -> None:
    width, height = leaf.size
    word = _("DRAFT")
    canvas = sheet.canvas
    with canvas.beside(leaf, leaf.under):
        half = face("bold").width(word, _STAMP.size) / 2
        canvas.draw(f"q 0.819 0.574 -0.574 0.819 {width / 2:.1f} {height / 2:.1f} cm")
        canvas.write(-half, -40, word, _STAMP)
        canvas.draw("Q")
        canvas.leaf.font = ""
        canvas.draw(shapes.rect(0, height - 22, width, 22, sheet.look.ink))
        words = _("DRAFT · not signed · do not rely on it or pass it on")
        if running.unchecked:
            words = _("DRAFT · words not checked · do not rely on it or pass it on")
        left = (width - face("bold").width(words, _RIBBON.size)) / 2
        canvas.write(left, height - 14.5, words, _RIBBON)
