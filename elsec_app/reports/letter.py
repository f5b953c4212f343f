"""A letter to parents and carers, in larger type and plain words."""

from collections.abc import Callable

from elsec_app.i18n import _
from elsec_app.reports import letters, shapes
from elsec_app.reports.blocks import blanks, bullets, heading
from elsec_app.reports.facts import LetterFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.letters import Block, Template
from elsec_app.reports.lines import Bit
from elsec_app.reports.place import bits, words
from elsec_app.reports.press import masthead, printed, sign_off_line
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def parent_letter(facts: LetterFacts) -> bytes:
    """The letter as PDF. Raises :class:`letters.LetterProblem` where the template is wrong."""
    template = letters.read(facts.template)
    blocks = letters.filled(template, facts.places | _marks(facts))

    def compose(sheet: Sheet) -> None:
        sheet.within(1, lambda: _compose(sheet, facts, template, blocks))

    return printed(template.title, facts.imprint.made, compose)


def _marks(facts: LetterFacts) -> dict[str, str]:
    """So that a heading stands only where something stands below it."""
    return {"tips": "yes"} if facts.tips else {}


def _compose(
    sheet: Sheet, facts: LetterFacts, template: Template, blocks: tuple[Block, ...]
) -> None:
    draft = template.signed and facts.imprint.signature is None
    about = facts.imprint.setting or ""
    running = Running(
        template.title, _("parents and carers"), about, facts.imprint, draft, screen=template.signed
    )
    masthead(sheet, running, template.title)
    _address(sheet, facts)
    for block in blocks:
        _BLOCKS[block.kind](sheet, facts, block)
    form = _("Letter {id}, version {version}, words by {author}; review: {day}.").format(
        id=template.id, version=template.version, author=template.author, day=template.reviewed
    )
    sign_off_line(sheet, facts.imprint, form, draft=draft)


def _address(sheet: Sheet, facts: LetterFacts) -> None:
    style = sheet.look.letter
    if facts.address:
        bits(sheet, (Bit(facts.address, style),))
        sheet.gap(8)
    words(sheet, day(facts.imprint.made), style)
    sheet.gap(8)
    words(sheet, _("Dear {name},").format(name=facts.to), style)
    sheet.gap(8)


def _words(sheet: Sheet, _facts: LetterFacts, block: Block) -> None:
    words(sheet, block.text, sheet.look.letter)
    sheet.gap(8)


def _heading(sheet: Sheet, _facts: LetterFacts, block: Block) -> None:
    heading(sheet, block.text, keep=50, above=5)


def _list(sheet: Sheet, _facts: LetterFacts, block: Block) -> None:
    bullets(sheet, block.items, sheet.look.letter)
    sheet.gap(4)


def _tips(sheet: Sheet, facts: LetterFacts, _block: Block) -> None:
    bullets(sheet, facts.tips, sheet.look.letter)
    sheet.gap(4)


def _results(sheet: Sheet, facts: LetterFacts, _block: Block) -> None:
    look = sheet.look
    rows: list[tuple[Cell, ...]] = [
        (
            (Bit(what, look.letter_strong),),
            (Bit(band.label, look.strong, band.kind),),
            (Bit(band.meaning, look.body),),
        )
        for what, band in facts.results
    ]
    if rows:
        columns = (Column(_("We looked at"), 1.2), Column(_("We saw"), 1.5))
        table(sheet, (*columns, Column(_("What that means"), 2.2)), rows)


_SLIP = 128.0


def _slip(sheet: Sheet, facts: LetterFacts, block: Block) -> None:
    """A part to cut off, fill in and hand back."""
    sheet.need(_SLIP)
    sheet.gap(8)
    look = sheet.look
    dashes = shapes.stroke(look.ink_2, 0.9, "5 4")
    rule = f"{dashes} {sheet.x:.1f} {sheet.y:.1f} m {sheet.x + sheet.width:.1f} {sheet.y:.1f} l S"
    sheet.canvas.artifact(rule, "[] 0 d")
    sheet.gap(5)
    to = facts.imprint.setting or _("the setting")
    words(sheet, _("Cut here and give this part to {setting}.").format(setting=to), look.small)
    sheet.gap(5)
    words(sheet, block.text, look.letter_strong)
    for at in range(0, len(block.items), 2):
        blanks(sheet, block.items[at : at + 2])


_BLOCKS: dict[str, Callable[[Sheet, LetterFacts, Block], None]] = {
    "words": _words,
    "heading": _heading,
    "list": _list,
    "tips": _tips,
    "results": _results,
    "slip": _slip,
}
