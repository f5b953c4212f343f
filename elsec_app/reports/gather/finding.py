"""From the code on a page back to the print: current, superseded, or not known on this device."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations import codes
from elsec_app.operations.desk import Desk
from elsec_app.protocol import bodies
from elsec_app.reports import letters
from elsec_app.reports.choosing import Traced
from elsec_app.reports.facts import Imprint
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import class_prints, drawn, timeline
from elsec_app.reports.gather.cohort_print import cohort_report
from elsec_app.store import records, tables


class _Drawn(NamedTuple):
    """A print that could be made here: its name, what it is, and its code as of today."""

    which: str
    what: str
    code: Callable[[], str]


def find(desk: Desk, code: str) -> Traced:
    """What the short code of a printed page stands for on this device."""
    with desk.store.reading() as conn:
        signed = codes.find(conn, code)
        if signed is not None:
            return Traced("current" if signed.current else "superseded", _signed(conn, signed))
        older = None
        mine = codes.which_of(code)
        for each in _all(conn, desk, mine):
            if mine(each.which):
                if codes.plain(each.code()) == codes.plain(code):
                    return Traced("current", each.what)
                older = each
    return Traced("superseded", older.what) if older else Traced("unknown")


def _code(make: Callable[..., Any], *given: object) -> str:
    imprint: Imprint = make(*given).imprint
    return imprint.code or ""


def _signed(conn: Connection, found: codes.Found) -> str:
    kinds: dict[str, type[bodies.Screening | bodies.Referral]] = {
        "screening": bodies.Screening,
        "referral": bodies.Referral,
    }
    words = {
        "screening": _("From a screening, version {version}, signed {day} by {name}"),
        "referral": _("A referral, version {version}, signed {day} by {name}"),
    }
    made = records.read(conn, found.record, kinds[found.kind]).signed
    return words[found.kind].format(
        version=codes.version(conn, found.record, found.kind),
        day=day(date.fromisoformat(made.at[:10])),
        name=made.name,
    )


def _all(conn: Connection, desk: Desk, mine: Callable[[str], bool]) -> Iterator[_Drawn]:
    yield from _of_cohorts(conn, desk)
    yield from _of_settings(conn, desk)
    yield from _of_children(conn, desk, mine)
    yield from _forms(conn, desk)


def _of_cohorts(conn: Connection, desk: Desk) -> Iterator[_Drawn]:
    c = tables.cohort.c
    ids = conn.scalars(select(c.id)).all()
    for cohort, body in records.bodies(conn, ids, bodies.Cohort).items():
        again = partial(_code, cohort_report, conn, desk, cohort)
        which = drawn.name("cohort-report", cohort)
        yield _Drawn(which, _("Cohort report: {cohort}").format(cohort=body.name), again)
        for group in body.classes:
            for kind, (words, make) in _CLASS_PRINTS.items():
                what = f"{_(words)}: {group}, {body.name}"
                again = partial(_code, make, conn, desk, cohort, group)
                yield _Drawn(drawn.name(kind, cohort, group), what, again)


_CLASS_PRINTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "class-list": ("Class list", class_prints.class_list),
    "class-offer": ("Class plan", class_prints.class_offer),
    "class-pack": ("Class pack", class_prints.class_pack),
}


def _of_settings(conn: Connection, desk: Desk) -> Iterator[_Drawn]:
    s = tables.setting.c
    for setting, called in conn.execute(select(s.id, s.name)).all():
        again = partial(_code, class_prints.setting_offer, conn, desk, setting)
        what = _("Setting's offer: {setting}").format(setting=called)
        yield _Drawn(drawn.name("setting-offer", setting), what, again)
        again = partial(_code, class_prints.provision_list, conn, desk, setting)
        what = _("What is in place: {setting}").format(setting=called)
        yield _Drawn(drawn.name("provision-list", setting), what, again)


def _of_children(conn: Connection, desk: Desk, mine: Callable[[str], bool]) -> Iterator[_Drawn]:
    """A timeline, and each letter that tells no result, where it is *mine*: there are very many.

    The child is not named.
    """
    read = [(name, letters.read(name)) for name in letters.templates()]
    words = _("A letter to parents: {title}")
    told = [(name, words.format(title=one.title)) for name, one in read if not one.signed]
    for child in conn.scalars(select(tables.child.c.id)):
        if mine(which := drawn.name("timeline", child)):
            again = partial(_code, timeline.timeline, conn, desk, child)
            yield _Drawn(which, _("A child's timeline"), again)
        for name, what in told:
            if mine(which := drawn.name("letter", name, child)):
                yield _Drawn(which, what, partial(drawn.letter_code, name, child))


def _forms(conn: Connection, desk: Desk) -> Iterator[_Drawn]:
    for pack in desk.instruments.values():
        for section in pack.sections:
            what = f"{_('Blank paper form')}: {pack.title}, {section.name}"
            again = partial(_code, class_prints.paper_form, conn, desk, pack, section.id)
            yield _Drawn(drawn.name("paper-form", pack.id, section.id), what, again)
