"""What can be printed of a class and its children, and the PDF of one choice."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.operations import cohorts, referral, referral_draft, results, review, today
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.today import Board, LeftAt
from elsec_app.reports import headings, letters


class Sheet(msgspec.Struct, frozen=True):
    """The class in view, as the pickers take it."""

    cohort: CohortLine
    class_name: str


class Ask(msgspec.Struct, frozen=True):
    """Words that a print needs and no record holds. ``words`` stand there until changed."""

    key: str
    label: str
    words: str = ""
    long: bool = False
    must: bool = True


class Kind(msgspec.Struct, frozen=True):
    """One thing that can be printed: what it is, for whom, and what must be asked first."""

    key: str
    title: str
    audience: str
    asks: tuple[Ask, ...] = ()


class Traced(msgspec.Struct, frozen=True):
    """What a code on a page leads to; ``what`` is for the eyes of whoever holds the page."""

    state: Literal["current", "superseded", "unknown"]
    what: str = ""


class Choices(msgspec.Struct, frozen=True):
    """Where one is, and what can be printed there. ``at`` is none where no cohort is open.

    ``people`` are the children of the class, id and name; ``child`` is the one in view, or empty.
    """

    board: Board
    at: Sheet | None
    people: tuple[tuple[str, str], ...]
    child: str
    kinds: tuple[Kind, ...]


def load(desk: Desk, wanted: LeftAt) -> Choices:
    """What can be printed of the class or child *wanted*, else of the class looked at last."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        if not cohort:
            return Choices(board, None, (), "", ())
        line = next(c for c in board.cohorts if c.id == cohort)
        at = Sheet(line, class_name)
        sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
        people = tuple((each.child.id, each.child.name) for each in sheet.lines)
        child = wanted.child if wanted.child in dict(people) else ""
        kinds = tuple(_of_child(conn, at, child)) if child else (*_of_class(at), *_forms(desk, at))
        return Choices(board, at, people, child, kinds)


def _of_class(at: Sheet) -> tuple[Kind, ...]:
    return (
        Kind("class-pack", _("Class pack"), _("the SENCO")),
        Kind("class-list", _("Class list"), _("the SENCO")),
        Kind("class-offer", _("Class plan"), _("the class staff")),
        Kind("setting-offer", _("Setting's offer"), _("the SENCO")),
        Kind("provision-list", _("What is in place"), _("whoever asks the setting")),
        Kind("cohort-report", _("Cohort report"), _("the team")),
        Kind("letters-before", _("Letters before screening"), _("each family"), _before(at)),
        Kind("letters-after", _("Letters after screening"), _("each family"), (_contact(),)),
    )


def _before(at: Sheet) -> tuple[Ask, ...]:
    from elsec_app.reports.furniture import day

    by = at.cohort.opt_out_by
    return (
        Ask("when", _("When we come"), _("in the next weeks")),
        Ask("deadline", _("Opt out by"), day(by) if by else ""),
        _contact(),
    )


def _contact() -> Ask:
    return Ask("contact", _("Telephone number to ring"))


def _forms(desk: Desk, at: Sheet) -> Iterator[Kind]:
    """A blank form for each age section of the cohort's administered packs."""
    title = _("Blank form, {ages}")
    for pack in filter(None, map(desk.instruments.get, at.cohort.instruments)):
        if pack.kind == "administered":
            for section in pack.sections:
                key = f"paper-form:{pack.id}:{section.id}"
                yield Kind(key, title.format(ages=section.name), _("practitioners"))


def _of_child(conn: Connection, at: Sheet, child: str) -> Iterator[Kind]:
    signed = [one for one in results.of_child(conn, child) if not one.superseded]
    for one in signed:
        title = _("Summary: {tool}").format(tool=one.body.title) if signed[1:] else _("Summary")
        yield Kind(f"child-summary:{one.id}", title, _("the setting"))
    for one in signed[:1]:
        if review.latest(conn, one.id) is not None:
            yield from _letters("letter-after", one.id, letters.AFTER, (_contact(),))
        yield Kind(f"panel-summary:{one.id}", _("Panel summary"), _("a panel"), _panel())
        yield from _evidence(one.id)
    for sent in referral.of_child(conn, child):
        title = _("Referral, an earlier version") if sent.replaced else _("Referral")
        yield Kind(f"referral:{sent.id}", title, sent.body.service)
    for draft in referral_draft.here(conn, child):
        yield Kind(f"referral-draft:{draft.id}", _("Referral, draft"), _("you, to look at"))
    yield Kind(f"timeline:{child}", _("Timeline"), _("the people around the child"))
    yield from _letters("letter-before", child, letters.BEFORE, _before(at))


def _letters(what: str, which: str, name: str, asks: tuple[Ask, ...]) -> Iterator[Kind]:
    """A letter, and each of its translations."""
    titles = {"letter-before": _("Letter before"), "letter-after": _("Letter after")}
    for each in letters.of_kind(name):
        language = each.rpartition("/")[0]
        title = " · ".join(filter(None, (titles[what], language)))
        yield Kind(f"{what}:{which}:{each}", title, _("the family"), asks)


def _evidence(screening: str) -> Iterator[Kind]:
    """One for each order of headings that an area has."""
    names = headings.names()
    for name in names:
        title = _("EHC evidence: {headings}").format(headings=name)
        title = title if names[1:] else _("EHC evidence")
        key = f"ehc-evidence:{screening}:{name}"
        yield Kind(key, title, _("the local authority"), _views())


def _views() -> tuple[Ask, ...]:
    return (
        Ask("child_view", _("What the child says"), long=True, must=False),
        Ask("parent_view", _("What the family says"), long=True, must=False),
    )


def _panel() -> tuple[Ask, ...]:
    return (
        Ask("panel", _("Which panel, and when it meets")),
        Ask("asked", _("The decision asked for"), long=True),
        Ask("need", _("The need, in a sentence or two"), long=True, must=False),
        *_views(),
    )


def lacking(kind: Kind, words: Mapping[str, str]) -> tuple[Ask, ...]:
    """What must still be said before *kind* can be made."""
    return tuple(ask for ask in kind.asks if ask.must and not words.get(ask.key, "").strip())


def make(
    desk: Desk,
    at: Sheet,
    key: str,
    words: Mapping[str, str] | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> bytes:
    """The PDF of that choice, with the *words* asked for. *progress* is told (done, all) of a pack
    and may stop it by answering ``False``: then ``b""`` comes back."""
    from elsec_app.reports import making, prints

    with desk.store.reading() as conn:
        facts = making.facts_of(conn, desk, at, key, words or {})
    return prints.made(facts, progress)


def trace(desk: Desk, code: str) -> Traced:
    """What the short code of a printed page stands for on this device."""
    from elsec_app.reports.gather import finding

    return finding.find(desk, code)


def note_printed(desk: Desk, key: str) -> None:
    """Prints are reads of children's records, and stand in the audit chain."""
    from elsec_app.store import audit

    with desk.store.writing() as conn:
        audit.note(conn, desk.actor, "print", key)
