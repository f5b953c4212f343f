"""A referral as plain text in the form's order, to be pasted into an electronic patient record."""

from collections.abc import Callable, Iterator

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.reports.facts import Consent, FormPart, ReferralFacts, ScreeningFacts
from elsec_app.reports.furniture import day

Lines = Iterator[str]


def as_text(facts: ReferralFacts) -> str:
    """Every statement of the print, one to a line. Raises :class:`NotAllowed` unless signed."""
    signature = facts.imprint.signature
    if signature is None:
        raise NotAllowed(_("This referral is not signed: sign it first, then copy it."))
    signed = _("Signed by {name}, {role}, {day}. Code {code}, version {version}.").format(
        name=signature.name,
        role=", ".join(filter(None, (signature.role, signature.registration))),
        day=day(signature.at.date()),
        code=signature.code,
        version=signature.version,
    )
    blocks = [_head(facts)]
    blocks += [_part(facts, part.title, part) for part in facts.parts]
    blocks.append([facts.form, signed, _("A screen, not a diagnosis.")])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(facts: ReferralFacts) -> list[str]:
    glance = facts.glance
    lines = [
        facts.title.upper(),
        _("To: {service}").format(service=facts.service),
        f"{glance.name}, {glance.born}, {glance.age}, {glance.setting}".rstrip(", "),
    ]
    if facts.direct_route:
        lines.append(_("DIRECT ROUTE: {route}").format(route=facts.direct_route))
    if facts.amended:
        lines.append(_("Takes the place of an earlier version: {why}").format(why=facts.amended))
    return lines


def _part(facts: ReferralFacts, title: str, part: object) -> list[str]:
    if isinstance(part, FormPart):
        lines = [_line(row.label, row.value) for row in part.rows if row.value]
    else:
        lines = list(_SHOWN[getattr(part, "part", "")](facts))
    return [title.upper(), *lines] if lines else []


def _line(label: str, value: str) -> str:
    return f"{label} {value}" if label.endswith("?") else f"{label}: {value}"


def _evidence(facts: ReferralFacts) -> Lines:
    if facts.decision:
        yield _("Decision at review: {decision}").format(decision=facts.decision)
    for one in filter(None, (facts.screening, *facts.earlier)):
        yield from _screening(one)


def _screening(facts: ScreeningFacts) -> Lines:
    yield f"{facts.instrument.title} {facts.instrument.version}, {day(facts.on)}"
    for line in facts.strands:
        score = f" ({line.score})" if line.score else ""
        yield f"- {line.strand}: {line.band.label}{score}. {line.rule}"
        if line.judgement:
            yield "  " + _("Practitioner's judgement: {band}. {reason}").format(
                band=line.judgement.band.label, reason=line.judgement.reason
            )
    yield from (f"- {caution}" for caution in facts.cautions)


def _rules(facts: ReferralFacts) -> Lines:
    yield from facts.rules
    if facts.despite:
        yield _("Referred all the same: {why}").format(why=facts.despite)


def _consents(facts: ReferralFacts) -> Lines:
    for consent in facts.consents:
        yield f"{consent.what}: {_answer(consent)}"


def _answer(consent: Consent) -> str:
    given = {True: _("Yes"), False: _("No"), None: _("Not asked")}[consent.given]
    on = day(consent.on) if consent.on else None
    return ", ".join(filter(None, (given, consent.by, on, consent.note)))


_SHOWN: dict[str, Callable[[ReferralFacts], Lines]] = {
    "evidence": _evidence,
    "rules": _rules,
    "consents": _consents,
    "office": lambda _facts: iter(()),
}
