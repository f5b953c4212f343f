"""Rows of a class list as lines of the screen: what will happen to each, and why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from elsec_app.i18n import _, ngettext
from elsec_app.operations.people import ChildLine
from elsec_app.operations.pupils import RowProblem
from elsec_app.operations.roster import NEW, Plan, PlanLine, Seat, goes
from ui.widgets.model import Column, Row
from ui.widgets.paint import Mark

STAYS, LEAVES = "stays", "leaves"
ACTIONS = ("new", "moved", "same", "doubtful", "refused", STAYS, LEAVES)
_FIRST = {"doubtful": 0, "refused": 1, STAYS: 3}  # what wants a person stands at the top


class Listed(Struct, frozen=True, gc=False):
    """A row of the list, or a child who is not in it, as shown. ``planned`` is what would happen
    before anyone decided, and ``if_same`` what happens to a doubtful row that is the child it was
    matched with, who is ``child``. ``mine`` and ``held`` describe both, a line each."""

    key: str
    row: int
    name: str
    class_name: str
    planned: str
    action: str
    why: tuple[str, ...]
    child: str = ""
    if_same: str = ""
    mine: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Child"), 30, strong=True),
        Column(_("Class"), 16),
        Column(_("What happens"), 28, folds=False),
        Column(_("Why"), 30),
    )


def listed(
    made: Plan, held: Mapping[str, ChildLine], problems: Iterable[RowProblem]
) -> tuple[Listed, ...]:
    """Every row, those that can be taken in and those that cannot, and who is not in the list."""
    said: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None:
            said[problem.row].append(problem.message)
    lines = [_line(line, made, held, said[line.row.row]) for line in made.lines]
    known = {line.row for line in lines}
    lines += [_unread(row, why) for row, why in said.items() if row not in known]
    lines += [_absent(held[child], made.seats[child]) for child in made.left if child in held]
    return tuple(sorted(lines, key=lambda line: (_FIRST.get(line.planned, 2), line.row)))


def decided(line: Listed, decisions: Mapping[int, str], leaving: Collection[str]) -> Listed:
    """*line* as a person has settled it."""
    if line.planned == STAYS:
        return replace(line, action=LEAVES if line.child in leaving else STAYS)
    if line.planned != "doubtful":
        return line
    decision = decisions.get(line.row)
    if decision is None:
        return replace(line, action=line.planned)
    return replace(line, action="new" if decision == NEW else line.if_same)


def notes(problems: Iterable[RowProblem]) -> str:
    """What there is to say of the list as a whole."""
    return " ".join(problem.message for problem in problems if problem.row is None)


def rows(lines: Iterable[Listed]) -> list[Row]:
    marks = {action: mark(action) for action in ACTIONS}
    return [
        Row(line.key, (line.name, line.class_name, marks[line.action], " ".join(line.why)))
        for line in lines
    ]


def mark(action: str) -> Mark:
    return Mark(*_marks()[action])


def _marks() -> dict[str, tuple[str, str, str]]:
    return {
        "new": (_("New"), "user-plus", "green"),
        "same": (_("Already here"), "circle-check", "quiet"),
        "moved": (_("Joins the class"), "arrow-right", "track"),
        "doubtful": (_("Please decide"), "circle-question-mark", "watch"),
        "refused": (_("Left out"), "circle-minus", "refer"),
        STAYS: (_("Not in the list"), "circle-dashed", "quiet"),
        LEAVES: (_("Has left"), "log-out", "watch"),
    }


def kinds(lines: Iterable[Listed]) -> list[tuple[str, str]]:
    """``(kind, words with the count)`` of each kind of line that there is, all of them first."""
    counted = Counter(line.action for line in lines)
    every = _("All rows ({n})").format(n=sum(counted.values()))
    said = [(kind, f"{mark(kind).word} ({counted[kind]})") for kind in ACTIONS if counted[kind]]
    return [("", every), *said]


def counts(lines: Iterable[Listed]) -> str:
    """How many of each kind, those that there are."""
    counted = Counter(line.action for line in lines)
    said = {
        "new": _("{n} new"),
        "moved": _("{n} joining a class"),
        "same": _("{n} already here"),
        "doubtful": _("{n} to decide"),
        "refused": _("{n} left out"),
        STAYS: _("{n} not in the list"),
        LEAVES: _("{n} leaving"),
    }
    return " · ".join(said[kind].format(n=counted[kind]) for kind in ACTIONS if counted[kind])


def add(lines: Iterable[Listed]) -> str:
    """What the filled button does next; empty when nothing is left to do."""
    counted = Counter(line.action for line in lines)
    if new := counted["new"]:
        return ngettext("Add {n} child", "Add {n} children", new).format(n=new)
    if moved := counted["moved"]:
        return ngettext("Move {n} child", "Move {n} children", moved).format(n=moved)
    if left := counted[LEAVES]:
        return ngettext("{n} child has left", "{n} children have left", left).format(n=left)
    return ""


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _born(day: date) -> str:
    return _("born {day}").format(day=day_words(day))


def _line(line: PlanLine, made: Plan, held: Mapping[str, ChildLine], said: Sequence[str]) -> Listed:
    row, who = line.row, held.get(line.child)
    name = f"{row.known_as or row.forename} {row.surname}"
    seat = made.seats.get(line.child)
    if who is not None and who.setting != made.setting and line.action in ("moved", "doubtful"):
        said = (_("Held by another setting; the past would come along."), *said)
    return Listed(
        f"row-{row.row}",
        row.row,
        name,
        row.class_name or "",
        line.action,
        line.action,
        (line.why, *said),
        line.child,
        goes(seat, row),
        (name, _born(row.date_of_birth), row.class_name or ""),
        _held(who, seat) if who else (),
    )


def _held(who: ChildLine, seat: Seat | None) -> tuple[str, ...]:
    where = seat.class_name if seat else _("in no class here")
    return who.name, _born(who.born), where


def _unread(row: int, why: Sequence[str]) -> Listed:
    name = _("Row {n}").format(n=row)
    return Listed(f"row-{row}", row, name, "", "refused", "refused", tuple(why))


def _absent(who: ChildLine, seat: Seat) -> Listed:
    why = _("In this class until now, and not in the list.")
    about = (_born(who.born), seat.class_name)
    return Listed(
        f"left-{who.id}", 0, who.name, seat.class_name, STAYS, STAYS, (why,), who.id, "", about
    )
