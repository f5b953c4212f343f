"""A referral, in the order and the words of the receiving service's form."""

from typing import Literal

import msgspec

from elsec_app.reports.facts.record import ScreeningFacts
from elsec_app.reports.facts.who import Consent, Imprint


class FormRow(msgspec.Struct, frozen=True):
    """One field as the form words it; no value: it was left empty."""

    label: str
    value: str | None = None


class FormPart(msgspec.Struct, frozen=True):
    """A section of the form: its answers, in its order."""

    title: str
    rows: tuple[FormRow, ...]


class RecordPart(msgspec.Struct, frozen=True):
    """A section that shows what is on record."""

    title: str
    part: Literal["evidence", "rules", "consents", "office"]


class Glance(msgspec.Struct, frozen=True):
    """What a therapist needs in the first ten seconds."""

    name: str
    born: str
    age: str
    setting: str
    concerns: str | None = None
    hearing: str | None = None
    languages: str | None = None
    interpreter: str | None = None
    referred_on: str | None = None


class ReferralFacts(msgspec.Struct, frozen=True):
    """``draft``: it is not signed, may be looked at and says so on every page."""

    imprint: Imprint
    title: str
    service: str
    form: str  # which form, in which version
    glance: Glance
    reason: str
    parts: tuple[FormPart | RecordPart, ...]
    direct_route: str | None = None
    rules: tuple[str, ...] = ()
    despite: str | None = None
    amended: str | None = None
    consents: tuple[Consent, ...] = ()
    screening: ScreeningFacts | None = None
    earlier: tuple[ScreeningFacts, ...] = ()
    decision: str | None = None
    draft: bool = False
