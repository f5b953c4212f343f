"""Every widget of the kit, composed as screens compose them: run sheet, console, unlock, result."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.answers import BigAnswer, usual_answers
from ui.widgets.buttons import danger, primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.centred import Centred
from ui.widgets.choices import Choice, Tick
from ui.widgets.empty import EmptyState
from ui.widgets.fields import NoteField, SearchField
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.model import Done, Row
from ui.widgets.page import Page
from ui.widgets.paint import Mark
from ui.widgets.passphrase import PassphraseField
from ui.widgets.rail import NavRail, Place, Shell
from ui.widgets.say import Say
from ui.widgets.status import Pill, ProgressLine, band_mark
from ui.widgets.strips import Action, Strip, SyncStrip
from ui.widgets.table import child_table
from ui.widgets.text import Text

PLACES = (
    Place("today", "Today", "clipboard-list"),
    Place("children", "Children", "users"),
    Place("review", "Review", "eye"),
    Place("prints", "Prints", "printer"),
    Place("settings", "Settings", "settings", low=True),
)
CHILDREN = (
    ("Amara Okafor", "4 y 2 m", 12, band_mark("track", "On track")),
    ("Ben Tanner", "3 y 11 m", 12, band_mark("watch", "Watch")),
    ("Chloe Williams", "4 y 0 m", 7, Mark("Screening now", "clock", "green")),
    ("Đặng Nguyễn Hải", "4 y 5 m", 0, band_mark("quiet", "To screen")),
    ("Elsie O’Brien", "3 y 9 m", 0, band_mark("quiet", "To screen")),
    ("Łukasz Yılmaz", "4 y 1 m", 12, band_mark("refer", "Review")),
    ("Şeyma Şahin", "3 y 10 m", 0, Mark("Away today", "user-x", "quiet")),
)


def rows() -> list[Row]:
    return [
        Row(name, (name, age, Done(done, 12, f"{done} of 12"), mark))
        for name, age, done, mark in CHILDREN
    ]


def shell(theme: Theme, page: Page) -> Shell:
    rail = NavRail(theme, PLACES)
    rail.show_place("today")
    return Shell(rail, page)


def run_sheet(theme: Theme) -> QWidget:
    page = Page(theme, "Oak Tree Nursery", "Autumn screening · Acorn room", scrolls=False)
    sync = SyncStrip(theme)
    sync.offline(3)
    page.add_corner(sync)
    card = Card(theme, padding=16)
    card.body.addWidget(SearchField(theme, "Find a child"))
    table = child_table(theme, "Children in this run")
    table.set_rows(rows())
    card.body.addWidget(table, 1)
    page.body.addWidget(card, 1)
    page.set_footnote("4 of 7 screened · 1 away")
    page.add_action(secondary(theme, "Someone is away", "user-x"))
    page.set_primary(primary(theme, "Carry on with Chloe", "play"))
    return shell(theme, page)


def console(theme: Theme) -> QWidget:
    page = Page(theme, "Chloe Williams", "4 years 0 months · Observation Screen")
    page.add_corner(SyncStrip(theme))
    card = Card(theme, padding=24, gap=16)
    line = ProgressLine(theme, "Items done")
    line.set(7, 12)
    card.body.addWidget(line)
    card.body.addWidget(Text(theme, "Follows a two-part instruction", "title"))
    card.body.addWidget(Say(theme, "Put the spoon in the cup, then give me the ball."))
    card.body.addStretch(1)
    card.body.addWidget(NoteField(theme, "Note", "What you saw, if it helps later"))
    page.body.addWidget(card, 1)
    answers = QWidget()
    flow = Flow(theme.space(12), fill=True)
    answers.setLayout(flow)
    for answer in usual_answers():
        flow.addWidget(BigAnswer(theme, answer))
    page.pinned.addWidget(answers)
    page.add_action(quiet(theme, "Can’t be tested", "ban"))
    page.add_action(secondary(theme, "Pause", "pause"))
    page.add_action(secondary(theme, "Undo", "undo-2"))
    return shell(theme, page)


def unlock(theme: Theme) -> QWidget:
    card = Card(theme, padding=32, gap=16)
    card.body.addWidget(Text(theme, "Good morning, Priya", "title"))
    row = FormRow(theme, "Passphrase", PassphraseField(theme, "Passphrase"), "Three words or more")
    row.set_error("That is not the passphrase. Check the Caps Lock key and try again.")
    card.body.addWidget(row)
    card.body.addWidget(primary(theme, "Unlock", "lock-open"))
    card.body.addWidget(quiet(theme, "I have forgotten it", "circle-question-mark"))
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(Centred(theme, card))
    return window


def result(theme: Theme) -> QWidget:
    page = Page(theme, "Result for Łukasz", "Observation Screen, pilot edition")
    judgement = Card(theme)
    judgement.body.addWidget(Text(theme, "Your judgement", "heading"))
    for words, explained in (
        ("I agree with the band", ""),
        ("Lower than the band says", "I saw more difficulty than the score shows"),
    ):
        judgement.body.addWidget(Choice(theme, words, explained))
    judgement.body.addWidget(Tick(theme, "Also tell the SENCO", "A note goes with the summary"))
    bands = Card(theme)
    line = QHBoxLayout()
    line.addWidget(Text(theme, "Understanding"), 1)
    line.addWidget(Pill(theme, band_mark("watch", "Watch")))
    bands.body.addLayout(line)
    plan = secondary(theme, "Plan a group", "plus")
    bands.body.addWidget(EmptyState(theme, "seedling", "No groups yet", "They appear here.", plan))
    wide = theme.px(340)
    page.body.addWidget(Panes(theme.space(16), (judgement, 1, wide), (bands, 1, wide)), 1)
    strip = Strip(theme)
    strip.show_info("The answer was changed.", Action("Undo", plan.click, "undo-2"))
    page.body.addWidget(strip)
    page.add_action(danger(theme, "Discard", "trash-2"))
    page.set_primary(primary(theme, "Sign and go to the next child", "signature"))
    return shell(theme, page)


SCREENS = {"run sheet": run_sheet, "console": console, "unlock": unlock, "result": result}
