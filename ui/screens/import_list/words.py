"""Rows of a class list as lines of the screen: what will happen to each, and why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from elsec_app.i18n import _, ngettext
from elsec_app.operations.roster import PlanLine
from ui.screens.import_list.reading import Planned, Taken
from ui.widgets.model import Column, Row
from ui.widgets.paint import Mark

NEW = "new"
ACTIONS = ("new", "moved", "same", "doubtful", "refused")
_FIRST = {"doubtful": 0, "refused": 1}  # what wants a person stands at the top


class Listed(NamedTuple):
    """A row of the list as shown. ``planned`` is what it would do before anyone decided."""

    key: str
    row: int
    name: str
    about: str
    class_name: str
    planned: str
    action: str
    why: tuple[str, ...]
    child: str = ""
    match: str = ""


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Child"), 30, strong=True),
        Column(_("Class"), 16),
        Column(_("What happens"), 28, folds=False),
        Column(_("Why"), 30),
    )


def listed(
    taken: Taken, planned: Planned, decisions: Mapping[int, str], settled: Collection[int]
) -> tuple[Listed, ...]:
    """Every row: those that can be taken in and those that cannot. *decisions* is by row number;
    *settled* rows have been taken in."""
    said: dict[int, list[str]] = defaultdict(list)
    for problem in taken.problems:
        if problem.row is not None:
            said[problem.row].append(problem.message)
    lines = [
        _line(line, planned, decisions, settled, said[line.row.row]) for line in planned.plan.lines
    ]
    known = {line.row for line in lines}
    lines += [_unread(row, why) for row, why in said.items() if row not in known]
    return tuple(sorted(lines, key=lambda line: (_FIRST.get(line.planned, 2), line.row)))


def notes(taken: Taken, planned: Planned) -> str:
    """What there is to say of the list as a whole."""
    said = [problem.message for problem in taken.problems if problem.row is None]
    if left := len(planned.plan.left):
        said.append(
            ngettext(
                "{n} child of these classes is not in the list and stays as it is.",
                "{n} children of these classes are not in the list and stay as they are.",
                left,
            ).format(n=left)
        )
    return " ".join(said)


def rows(lines: Collection[Listed]) -> list[Row]:
    return [
        Row(line.key, (line.name, line.class_name, mark(line.action), " ".join(line.why)))
        for line in lines
    ]


def mark(action: str) -> Mark:
    word, icon, tone = {
        "new": (_("New"), "user-plus", "green"),
        "same": (_("Already here"), "circle-check", "quiet"),
        "moved": (_("Joins the class"), "arrow-right", "track"),
        "doubtful": (_("Please decide"), "circle-question-mark", "watch"),
        "refused": (_("Left out"), "circle-minus", "refer"),
    }[action]
    return Mark(word, icon, tone)


def counts(lines: Collection[Listed]) -> str:
    """How many of each kind, those that there are."""
    counted = Counter(line.action for line in lines)
    said = {
        "new": _("{n} new"),
        "moved": _("{n} joining a class"),
        "same": _("{n} already here"),
        "doubtful": _("{n} to decide"),
        "refused": _("{n} left out"),
    }
    return " · ".join(said[kind].format(n=counted[kind]) for kind in ACTIONS if counted[kind])


def add(lines: Collection[Listed]) -> str:
    """What the filled button does next; empty when nothing is left to take in."""
    counted = Counter(line.action for line in lines)
    if new := counted["new"]:
        return ngettext("Add {n} child", "Add {n} children", new).format(n=new)
    if moved := counted["moved"]:
        return ngettext("Move {n} child", "Move {n} children", moved).format(n=moved)
    return ""


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _line(
    line: PlanLine,
    planned: Planned,
    decisions: Mapping[int, str],
    settled: Collection[int],
    said: list[str],
) -> Listed:
    row, action = line.row, line.action
    decided = decisions.get(row.row) if action == "doubtful" else None
    shown: str = action
    if decided is not None:
        shown = "new" if decided == NEW else "moved"
        shown = "same" if row.row in settled else shown
    held = planned.matches.get(line.child)
    return Listed(
        f"row-{row.row}",
        row.row,
        f"{row.known_as or row.forename} {row.surname}",
        _("born {day}").format(day=day_words(row.date_of_birth)),
        row.class_name or "",
        action,
        shown,
        (line.why, *said),
        line.child,
        f"{held.name}, {_('born {day}').format(day=day_words(held.born))}" if held else "",
    )


def _unread(row: int, why: list[str]) -> Listed:
    name = _("Row {n}").format(n=row)
    return Listed(f"row-{row}", row, name, "", "", "refused", "refused", tuple(why))
