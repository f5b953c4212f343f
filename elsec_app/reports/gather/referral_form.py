"""The facts of a referral: from the signed record alone, so that it prints alike for ever."""

from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.instruments.referring.concerns import concern_words
from elsec_app.instruments.referring.forms import Field, Form, Section, catalogue
from elsec_app.operations import consents, referral, results, review
from elsec_app.operations import referral_draft as drafts
from elsec_app.operations.consents import Standing
from elsec_app.operations.desk import Desk
from elsec_app.operations.referral_fill import field_words
from elsec_app.protocol.bodies import Consent, Referral, Review
from elsec_app.reports import facts
from elsec_app.reports.gather import common
from elsec_app.store import records

REST = ("reason", "hoped_for")  # fields that the record keeps by themselves


def referral_form(conn: Connection, desk: Desk, referral_id: str) -> facts.ReferralFacts:
    """A signed referral, with the screening it rests on."""
    held = referral.one(conn, referral_id)
    signature = common.signature(conn, held.body.signed, referral_id, "referral")
    imprint = common.imprint(conn, desk, held.setting, signature=signature)
    return _facts(conn, desk, held.body, imprint, draft=False)


def referral_draft(conn: Connection, desk: Desk, draft_id: str) -> facts.ReferralFacts:
    """A draft as it would print now; every page says that it is one."""
    draft = drafts.load(conn, draft_id)
    body = referral.as_it_stands(conn, desk, draft)
    return _facts(conn, desk, body, common.imprint(conn, desk, draft.setting), draft=True)


def _facts(
    conn: Connection, desk: Desk, body: Referral, imprint: facts.Imprint, *, draft: bool
) -> facts.ReferralFacts:
    form = _form(desk, body)
    signed = results.one(conn, body.screening) if body.screening else None
    earlier = results.many(conn, body.earlier).values()
    return facts.ReferralFacts(
        imprint=imprint,
        title=form.title if form else _("Referral to speech and language therapy"),
        service=body.service,
        form=_which(body, held=form is not None),
        glance=_glance(form, body),
        reason=body.reason,
        parts=_parts(form, body),
        direct_route=", ".join(map(concern_words, body.routes)) or None,
        rules=tuple(said.said for said in body.said),
        despite=body.despite or None,
        amended=body.amended or None,
        consents=_consents(conn, form, body),
        screening=common.screening(desk, signed) if signed else None,
        earlier=tuple(common.screening(desk, one) for one in earlier),
        decision=_decision(conn, body),
        draft=draft,
    )


def _form(desk: Desk, body: Referral) -> Form | None:
    """The form that it was signed by, in that very version, or none where this device has not."""
    held = desk.forms.get(body.form.id) if body.form else None
    return held if held and body.form and held.hash == body.form.hash else None


def _which(body: Referral, *, held: bool) -> str:
    if body.form is None:
        return ""
    words = _("Form {id}, version {version}, fingerprint {hash}.").format(
        id=body.form.id, version=body.form.version, hash=body.form.hash[:12]
    )
    if body.rules is not None:
        words += " " + _("Local rules {id}, version {version}, fingerprint {hash}.").format(
            id=body.rules.id, version=body.rules.version, hash=body.rules.hash[:12]
        )
    if not held:
        words += " " + _("This version of the form is not on this computer: the order is ours.")
    return words


def _answer(form: Form | None, field: str, body: Referral) -> str | None:
    value = {"reason": body.reason, "hoped_for": body.hoped_for}.get(field)
    value = body.details.get(field, "") if value is None else value
    return field_words(_asked(form, field), value) or None


def _asked(form: Form | None, field: str) -> Field:
    return form.asked(field) if form else catalogue()[field]


def _glance(form: Form | None, body: Referral) -> facts.Glance:
    def said(field: str) -> str | None:
        return _answer(form, field, body)

    return facts.Glance(
        name=said("child_name") or "",
        born=said("born") or "",
        age=said("age") or "",
        setting=said("setting") or "",
        concerns=said("concerns"),
        hearing=said("hearing"),
        languages=said("home_languages"),
        interpreter=_interpreters(said("interpreter_parent"), said("interpreter_child")),
        referred_on=said("referred_on"),
    )


def _interpreters(parent: str | None, child: str | None) -> str | None:
    if not (parent or child):
        return None
    return _("for the family: {parent}; for the child: {child}").format(
        parent=(parent or _("not recorded")).lower(), child=(child or _("not recorded")).lower()
    )


Part = facts.FormPart | facts.RecordPart


def _parts(form: Form | None, body: Referral) -> tuple[Part, ...]:
    if form is None:
        return _own_order(body)
    return tuple(_part(form, section, body) for section in form.sections)


def _part(form: Form, section: Section, body: Referral) -> Part:
    if section.part != "fields":
        return facts.RecordPart(section.title, section.part)
    rows = tuple(
        facts.FormRow(form.asked(asked.id).label, _answer(form, asked.id, body))
        for asked in section.fields
    )
    return facts.FormPart(section.title, rows)


def _own_order(body: Referral) -> tuple[Part, ...]:
    """All that was answered, in the catalogue's order, where the form itself is not here."""
    fields = [f for f in catalogue() if f in REST or f in body.details]
    rows = tuple(facts.FormRow(catalogue()[f].label, _answer(None, f, body)) for f in fields)
    return (
        facts.FormPart(_("The referral"), rows),
        facts.RecordPart(_("Consents"), "consents"),
        facts.RecordPart(_("Screening evidence"), "evidence"),
        facts.RecordPart(_("Local rules"), "rules"),
    )


def _consents(conn: Connection, form: Form | None, body: Referral) -> tuple[facts.Consent, ...]:
    """What each purpose came to when it was signed; one not spoken of says so."""
    held = {one.body.purpose: one for one in consents.read(conn, body.consents)}
    labels = {agreed.purpose: agreed.label for agreed in form.consents} if form else {}
    return tuple(_consent(labels.get(p, p), held.get(p)) for p in labels or held)


def _consent(what: str, said: Standing | None) -> facts.Consent:
    if said is None:
        return facts.Consent(what, None)
    body: Consent = said.body
    return facts.Consent(what, body.given, body.by, body.on, body.how)


def _decision(conn: Connection, body: Referral) -> str | None:
    if not body.review:
        return None
    found = records.bodies(conn, [body.review], Review).get(body.review)
    if found is None:
        return None
    words = review.decision_words(found.decision)
    return ". ".join(filter(None, (f"{words}, {found.signed.name}", found.comment)))
