"""A letter to parents and carers, in larger type and plain words."""

from collections.abc import Callable
from datetime import date

from elsec_app.i18n import _
from elsec_app.reports import letters, shapes
from elsec_app.reports.blocks import blanks, bullets, heading
from elsec_app.reports.facts import LetterFacts, LetterPackFacts
from elsec_app.reports.fonts import undrawn
from elsec_app.reports.furniture import day
from elsec_app.reports.letters import Block, LetterProblem, Says, Template
from elsec_app.reports.lines import Bit
from elsec_app.reports.place import bits, words
from elsec_app.reports.press import Step, in_parts, masthead, printed, sign_off_line
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def parent_letter(facts: LetterFacts) -> bytes:
    """The letter as PDF. Raises :class:`letters.LetterProblem` where the template is wrong."""
    template = _template(facts)
    return printed(template.title, facts.imprint.made, _composed(facts), language=template.language)


def parent_letters(facts: LetterPackFacts, progress: Step | None = None) -> bytes:
    """A letter for each family, in one file; *progress* as for a class pack."""
    parts = [_composed(each) for each in facts.letters]
    language = _template(facts.letters[0]).language if facts.letters else "en-GB"
    return in_parts(facts.title, facts.imprint.made, parts, progress, language=language)


def _composed(facts: LetterFacts) -> Callable[[Sheet], None]:
    template = _template(facts)
    blocks = letters.filled(template, facts.places | _marks(facts))

    def compose(sheet: Sheet) -> None:
        sheet.canvas.rtl = letters.runs_from_the_right(template.language)
        sheet.within(1, lambda: _compose(sheet, facts, template, blocks))
        sheet.canvas.rtl = False

    return compose


def _template(facts: LetterFacts) -> Template:
    """The template, if there are letters to print it in: a page of empty boxes helps nobody."""
    template = letters.read(facts.template)
    lacking = undrawn("".join(letters.texts(template)))
    if lacking:
        raise LetterProblem(
            _("The letter {name} has letters that no typeface here prints: {list}").format(
                name=template.id, list=" ".join(lacking)
            )
        )
    return template


def _marks(facts: LetterFacts) -> dict[str, str]:
    """So that a heading stands only where something stands below it."""
    return {"tips": "yes"} if facts.tips else {}


def _compose(
    sheet: Sheet, facts: LetterFacts, template: Template, blocks: tuple[Block, ...]
) -> None:
    unsigned = template.signed and facts.imprint.signature is None
    draft = unsigned or bool(template.draft)
    about = facts.imprint.setting or ""
    running = Running(
        template.title,
        _("parents and carers"),
        about,
        facts.imprint,
        draft,
        screen=template.signed,
        unchecked=bool(template.draft) and not unsigned,
    )
    masthead(sheet, running, template.title)
    _address(sheet, facts, template.says)
    for block in blocks:
        _BLOCKS[block.kind](sheet, facts, block, template.says)
    form = _("Letter {id}, version {version} of {dated}, words by {author}; review: {day}.")
    form = " ".join(filter(None, (template.draft, form))).format(
        id=template.id,
        version=template.version,
        dated=day(template.dated),
        author=template.author,
        day=template.reviewed,
    )
    sheet.canvas.rtl = False
    sign_off_line(sheet, facts.imprint, form, draft=unsigned)


def _address(sheet: Sheet, facts: LetterFacts, says: Says) -> None:
    style = sheet.look.letter
    if facts.address:
        bits(sheet, (Bit(facts.address, style),))
        sheet.gap(8)
    words(sheet, _day(facts.imprint.made, says), style)
    sheet.gap(8)
    words(sheet, (says.dear or _("Dear {name},")).replace("{name}", facts.to), style)
    sheet.gap(8)


def _day(when: date, says: Says) -> str:
    if not says.months:
        return day(when)
    return f"{when.day} {says.months[when.month - 1]} {when.year}"


def _words(sheet: Sheet, _facts: LetterFacts, block: Block, _says: Says) -> None:
    words(sheet, block.text, sheet.look.letter)
    sheet.gap(8)


def _heading(sheet: Sheet, _facts: LetterFacts, block: Block, _says: Says) -> None:
    heading(sheet, block.text, keep=50, above=5)


def _list(sheet: Sheet, _facts: LetterFacts, block: Block, _says: Says) -> None:
    bullets(sheet, block.items, sheet.look.letter)
    sheet.gap(4)


def _tips(sheet: Sheet, facts: LetterFacts, _block: Block, _says: Says) -> None:
    if facts.tips:
        bullets(sheet, facts.tips, sheet.look.letter)
        sheet.gap(4)


def _results(sheet: Sheet, facts: LetterFacts, _block: Block, says: Says) -> None:
    look = sheet.look
    rows: list[tuple[Cell, ...]] = [
        (
            (Bit(what, look.letter_strong),),
            (Bit(band.label, look.strong, band.kind),),
            (Bit(getattr(says, band.kind) or band.meaning, look.letter),),
        )
        for what, band in facts.results
    ]
    if rows:
        first = Column(says.looked_at or _("We looked at"), 1.2)
        columns = (first, Column(says.saw or _("We saw"), 1.5))
        table(sheet, (*columns, Column(says.means or _("What that means"), 2.2)), rows)


_SLIP = 128.0


def _slip(sheet: Sheet, facts: LetterFacts, block: Block, says: Says) -> None:
    """A part to cut off, fill in and hand back."""
    sheet.need(_SLIP)
    sheet.gap(8)
    look = sheet.look
    dashes = shapes.stroke(look.ink_2, 0.9, "5 4")
    rule = f"{dashes} {sheet.x:.1f} {sheet.y:.1f} m {sheet.x + sheet.width:.1f} {sheet.y:.1f} l S"
    sheet.canvas.artifact(rule, "[] 0 d")
    sheet.gap(5)
    to = facts.imprint.setting or _("the setting")
    cut = says.cut_here or _("Cut here and give this part to {setting}.")
    words(sheet, cut.replace("{setting}", to), look.small)
    sheet.gap(5)
    words(sheet, block.text, look.letter_strong)
    for at in range(0, len(block.items), 2):
        blanks(sheet, block.items[at : at + 2])


_BLOCKS: dict[str, Callable[[Sheet, LetterFacts, Block, Says], None]] = {
    "words": _words,
    "heading": _heading,
    "list": _list,
    "tips": _tips,
    "results": _results,
    "slip": _slip,
}
