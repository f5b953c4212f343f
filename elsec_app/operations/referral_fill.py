"""A form filled in: what is known from records, what was written, where each comes from, and what
is still missing."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.instruments.ages import age_at
from elsec_app.instruments.referring.forms import Field, Form, Need, Section, in_words
from elsec_app.instruments.referring.judging import Judgement, judge
from elsec_app.instruments.referring.rules import LocalRules
from elsec_app.operations import consents, people, referral_case, results
from elsec_app.operations.consents import Standing
from elsec_app.operations.desk import Desk
from elsec_app.operations.languages import CODES
from elsec_app.operations.people import ChildLine
from elsec_app.operations.referral_draft import DESPITE, NEUTRAL, Draft
from elsec_app.operations.results import Signed
from elsec_app.operations.words import age_words, day_words, role_words, sex_words, year_words
from elsec_app.protocol import bodies
from elsec_app.store import tables

HEADING = ("child_name", "born", "age", "setting", "referred_on")
_SEN = {"N": "none", "K": "support", "E": "plan"}


class Known(msgspec.Struct, frozen=True):
    """Something on record. ``origin`` says which record and version, for the trace."""

    value: str
    origin: str


class Filled(msgspec.Struct, frozen=True):
    """One field of the form. ``value`` is as it is kept, ``words`` as it is read; ``source`` says
    where it comes from, in words, and ``typed`` that somebody wrote it here."""

    field: Field
    need: Need
    section: str
    value: str
    words: str
    origin: str = ""
    source: str = ""
    typed: bool = False


class Missing(msgspec.Struct, frozen=True):
    """Something a referral still needs. ``must``: it cannot be signed without. ``field`` is a
    field of the form, ``consent:<purpose>``, ``despite`` or ``screening``."""

    field: str
    sentence: str
    must: bool


class Sheet(msgspec.Struct, frozen=True):
    """A draft with its form, everything that is known, the rules' word, and what is missing."""

    draft: Draft
    form: Form
    rules: LocalRules
    child: ChildLine
    signed: Signed | None
    filled: tuple[Filled, ...]
    judgement: Judgement
    routes: tuple[str, ...]
    consents: dict[str, Standing]
    missing: tuple[Missing, ...]
    heading: dict[str, str]  # who it is about, whether the form asks or not
    today: date

    @property
    def answers(self) -> dict[str, str]:
        return {one.field.id: one.value for one in self.filled if one.value}

    @property
    def ready(self) -> bool:
        """Whether it may be signed."""
        return not any(one.must for one in self.missing)

    def of_section(self, section: Section) -> tuple[Filled, ...]:
        return tuple(one for one in self.filled if one.section == section.id)


def sheet(conn: Connection, desk: Desk, draft: Draft) -> Sheet:
    """Everything about *draft* as it stands now."""
    form = desk.forms.get(draft.form) or desk.forms[NEUTRAL]
    rules = desk.rules.get(draft.rules) or desk.rules[NEUTRAL]
    child = people.children(conn, [draft.child])[draft.child]
    signed = results.one(conn, draft.screening) if draft.screening else None
    known = _known(conn, desk, form, draft, signed)
    filled = tuple(_filled(form, draft, known))
    answers = {field: one.value for field, one in known.items()} | draft.answers
    judgement = judge(rules, referral_case.case(conn, desk, draft.child, draft.screening, answers))
    said = consents.standing(conn, draft.child)
    whole = Sheet(
        draft,
        form,
        rules,
        child,
        signed,
        filled,
        judgement,
        referral_case.routes(signed, answers),
        said,
        (),
        {field: known[field].value for field in HEADING if field in known},
        desk.actor.today(),
    )
    return msgspec.structs.replace(whole, missing=tuple(_missing(whole)))


def _filled(form: Form, draft: Draft, known: Mapping[str, Known]) -> Iterator[Filled]:
    for section in form.sections:
        for asked in section.fields:
            field = form.asked(asked.id)
            typed = asked.id in draft.answers and field.kind != "shown"
            one = known.get(field.known) if field.known and not typed else None
            value = draft.answers[asked.id] if typed else one.value if one else ""
            origin = f"typed:{draft.authors.get(asked.id, '')}" if typed else ""
            yield Filled(
                field,
                asked.need,
                section.id,
                value,
                field_words(field, value),
                one.origin if one else origin,
                _source(one.origin) if one else "",
                typed,
            )


def field_words(field: Field, value: str) -> str:
    """A kept answer as it is read."""
    if field.kind == "date":
        day = referral_case.day_of({"day": value}, "day")
        return day_words(day) if day else value
    return in_words(field, value)


def _source(origin: str) -> str:
    return {
        "child": _("From the child's record"),
        "setting": _("From the setting's record"),
        "screening": _("From the screening"),
        "form": _("From the form"),
        "actor": _("You, today"),
    }.get(origin.partition(":")[0], "")


def _known(
    conn: Connection, desk: Desk, form: Form, draft: Draft, signed: Signed | None
) -> dict[str, Known]:
    """What fills a form beforehand, by the name that fields call it by."""
    found = _of_child(conn, desk, draft) | _of_setting(conn, draft)
    found["service"] = Known(form.service, f"form:{form.hash}")
    actor = desk.actor
    who = ", ".join(filter(None, (actor.name, role_words(actor.role), actor.registration)))
    found["referrer"] = Known(who, f"actor:{actor.user}")
    found["referred_on"] = Known(day_words(actor.today()), f"actor:{actor.user}")
    if signed is not None:
        found |= _of_screening(signed)
    return {name: one for name, one in found.items() if one.value}


def _of_child(conn: Connection, desk: Desk, draft: Draft) -> dict[str, Known]:
    row = conn.execute(select(tables.record).where(tables.record.c.id == draft.child)).one()
    body = msgspec.json.decode(row.body, type=bodies.Child)
    age = age_at(body.born, desk.actor.today()).months
    language = body.first_language
    values = {
        "child_name": f"{body.forename} {body.surname}",
        "known_as": body.known_as,
        "born": day_words(body.born),
        "age": age_words(age),
        "sex": sex_words(body.sex),
        "nhs_number": body.nhs_number or "",
        "year_class": _class(conn, draft.child),
        "home_languages": CODES.get(language, language) if language else "",
        "sen_stage": _SEN.get(body.sen_provision or "", ""),
    }
    return {name: Known(value, f"child:{row.change}") for name, value in values.items()}


def _class(conn: Connection, child: str) -> str:
    e = tables.enrolment.c
    row = conn.execute(
        select(e.class_name, e.year_group)
        .where(e.child == child, e.withdrawn == "")
        .order_by(e.since.desc())
        .limit(1)
    ).one_or_none()
    return " · ".join(filter(None, (year_words(row.year_group), row.class_name))) if row else ""


def _of_setting(conn: Connection, draft: Draft) -> dict[str, Known]:
    row = conn.execute(
        select(tables.record).where(tables.record.c.id == draft.setting)
    ).one_or_none()
    if row is None:
        return {}
    body = msgspec.json.decode(row.body, type=bodies.Setting)
    urn = _("URN {urn}").format(urn=body.urn) if body.urn else ""
    return {"setting": Known(", ".join(filter(None, (body.name, urn))), f"setting:{row.change}")}


def _of_screening(signed: Signed) -> dict[str, Known]:
    context, origin = signed.body.context, f"screening:{signed.id}"
    hearing = {"yes": _("Checked."), "no": _("Not checked.")}.get(context.hearing_checked, "")
    found = {
        "concerns": Known(" ".join(referral_case.concerns(signed)), origin),
        "hearing": Known(hearing, origin),
    }
    if context.home_languages:
        spoken = ", ".join(CODES.get(code, code) for code in context.home_languages)
        found["home_languages"] = Known(spoken, origin)
    return found


def _missing(whole: Sheet) -> Iterator[Missing]:
    if whole.signed is not None and whole.signed.superseded:
        words = _("This screening has a newer version: refer from that one.")
        yield Missing("screening", words, must=True)
    for section in whole.form.sections:
        if section.part == "consents":
            yield from _consents(whole, section)
        if section.part == "evidence" and whole.signed is None:
            yield from _no_screening(whole, section)
        for one in whole.of_section(section):
            if not one.words and one.need != "if_known":
                yield Missing(one.field.id, one.field.label, one.need == "must")
            elif one.value and one.field.kind == "date" and not _is_day(one.value):
                words = _("{label}: write a day, such as 3 September 2026.")
                yield Missing(one.field.id, words.format(label=one.field.label), must=True)
    yield from _despite(whole)


def _consents(whole: Sheet, section: Section) -> Iterator[Missing]:
    for agreed in section.consents:
        said, must = whole.consents.get(agreed.purpose), agreed.need == "must"
        if said is None:
            words = _("Consent: {what}")
        elif said.given or not must:
            continue
        else:
            words = _("Consent taken back: {what}") if said.withdrawn else _("Refused: {what}")
        lower = agreed.label[:1].lower() + agreed.label[1:]
        yield Missing(f"consent:{agreed.purpose}", words.format(what=lower), must)


def _no_screening(whole: Sheet, section: Section) -> Iterator[Missing]:
    if section.need != "if_known" and whole.judgement.standing != "straight":
        yield Missing("screening", _("A signed screening"), section.need == "must")


def _despite(whole: Sheet) -> Iterator[Missing]:
    if whole.judgement.standing != "not_met" or whole.draft.answers.get(DESPITE, "").strip():
        return
    words = _("The local rules are not met: say why you refer all the same")
    yield Missing(DESPITE, words, must=True)


def _is_day(value: str) -> bool:
    return referral_case.day_of({"day": value}, "day") is not None
