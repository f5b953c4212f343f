"""A blank form of an administered pack, to fill in by hand."""

from collections.abc import Sequence

from elsec_app.i18n import _
from elsec_app.reports import shapes
from elsec_app.reports.blocks import blanks, bullets, heading
from elsec_app.reports.evidence import tool
from elsec_app.reports.facts import FormItem, FormStrand, PaperFormFacts
from elsec_app.reports.fonts import clean, face
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit, Line, flow, height_of
from elsec_app.reports.place import draw, pour, words
from elsec_app.reports.press import masthead, printed, sign_off_small
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.tags import ordered_list

_BOX = 11.0
_NUMBER = 60.0


def paper_form(facts: PaperFormFacts) -> bytes:
    """The form as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: PaperFormFacts) -> str:
    return _("{tool}: paper form").format(tool=facts.instrument.title)


def compose(sheet: Sheet, facts: PaperFormFacts) -> None:
    running = Running(
        title(facts), _("the practitioner"), facts.section, facts.imprint, draft=False
    )
    masthead(sheet, running, title(facts))
    _blanks(sheet, facts)
    if facts.instructions:
        heading(sheet, _("How to use this form"), keep=40)
        bullets(sheet, facts.instructions)
    for strand in facts.strands:
        _strand(sheet, strand)
    if facts.not_done:
        heading(sheet, _("If it was not done, tick why"), level=2, keep=40)
        choices(sheet, facts.not_done)
        sheet.gap(10)
    blanks(sheet, (_("Notes"),))
    blanks(sheet, ("",))
    words(sheet, tool(facts.instrument), sheet.look.small)
    sign_off_small(sheet, facts.imprint, draft=False)


def _blanks(sheet: Sheet, facts: PaperFormFacts) -> None:
    child, setting = facts.child, facts.setting
    blanks(
        sheet, (_("Child: {name}").format(name=child.name if child else ""), _("Date of screen"))
    )
    born = day(child.born) if child else ""
    place = setting.name if setting else ""
    blanks(sheet, (_("Born: {day}").format(day=born), _("Setting: {name}").format(name=place)))
    blanks(sheet, (_("Screened by"), _("Language of the screen")))


def _strand(sheet: Sheet, strand: FormStrand) -> None:
    heading(sheet, strand.strand, keep=80)
    if strand.instruction:
        words(sheet, strand.instruction, sheet.look.lead)
        sheet.gap(3)
    with sheet.canvas.element("L", attributes=ordered_list()):
        for item in strand.items:
            _item(sheet, item)
    blanks(sheet, (_("Total for {strand}").format(strand=strand.strand), ""))


def _item(sheet: Sheet, item: FormItem) -> None:
    """The prompt, and its boxes at the right where they leave room enough, else below."""
    look = sheet.look
    number = face("bold").width(item.number, look.strong.size) + 8
    short = number <= _NUMBER
    content = [Bit(item.prompt, look.body)]
    if not short:
        content.insert(0, Bit(item.number, look.strong))
    if item.note:
        content.append(Bit(item.note, look.small))
    number = max(24.0, number) if short else 24.0
    head = item.number if short else "•"
    boxes = sum(_choice_width(sheet, label) for label in item.answers)
    beside = boxes <= sheet.width * 0.55
    found = flow(tuple(content), sheet.width - number - (boxes if beside else 0))
    sheet.need(min(height_of(found) + 26, 200))
    with sheet.canvas.element("LI"):
        with sheet.canvas.element("Lbl"):
            draw(sheet, flow((Bit(head, look.strong),), number), sheet.x, sheet.y)
        with sheet.canvas.element("LBody"):
            _answered(sheet, item, found, (number, boxes), beside=beside)
    sheet.gap(4)
    rule = shapes.line(sheet.x, sheet.y, sheet.x + sheet.width, sheet.y, look.line, 0.6)
    sheet.canvas.artifact(rule)
    sheet.gap(5)


def _answered(
    sheet: Sheet, item: FormItem, found: list[Line], sides: tuple[float, float], *, beside: bool
) -> None:
    number, boxes = sides
    top, leaf = sheet.y, sheet.canvas.leaf
    with sheet.inset(number), sheet.canvas.element("P"):
        pour(sheet, found)
    foot = sheet.y
    if beside and leaf is sheet.canvas.leaf:
        sheet.y = top + 1
        with sheet.inset(sheet.width - boxes + 18):
            choices(sheet, item.answers)
        sheet.y = min(foot, sheet.y)
        return
    sheet.gap(2)
    with sheet.inset(number):
        choices(sheet, item.answers)


def _choice_width(sheet: Sheet, label: str) -> float:
    return _BOX + 6 + face("regular").width(clean(label), sheet.look.body.size) + 18


def choices(sheet: Sheet, labels: Sequence[str]) -> None:
    """Boxes to tick, each with its word, in as many rows as they need."""
    x = sheet.x
    sheet.need(18)
    for label in labels:
        width = _choice_width(sheet, label)
        long = width - 18 > sheet.width
        if x > sheet.x and (long or x + width - 18 > sheet.x + sheet.width):
            sheet.y -= 18
            sheet.need(18)
            x = sheet.x
        if long:
            _long_choice(sheet, label)
            continue
        _box(sheet, x)
        with sheet.canvas.element("P"), sheet.canvas.marked():
            text = f"{clean(label)} "
            sheet.canvas.write(x + _BOX + 6, sheet.y - _BOX + 0.5, text, sheet.look.body)
        x += width
    if x > sheet.x:
        sheet.y -= 18


def _long_choice(sheet: Sheet, label: str) -> None:
    """A box whose words take several lines."""
    _box(sheet, sheet.x)
    with sheet.inset(_BOX + 6):
        words(sheet, label)
    sheet.gap(3)
    sheet.need(18)


def _box(sheet: Sheet, x: float) -> None:
    frame = shapes.rounded(x, sheet.y - _BOX - 2, _BOX, _BOX, 2, "S")
    sheet.canvas.artifact(shapes.stroke(sheet.look.ink, 0.9), frame)
