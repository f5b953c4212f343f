"""Who and where: people, children, settings, and where a print comes from."""

from datetime import date, datetime

import msgspec


class Person(msgspec.Struct, frozen=True):
    """Somebody named on a print; ``role`` as it should read on paper."""

    name: str
    role: str = ""
    organisation: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    registration: str | None = None


class Signature(msgspec.Struct, frozen=True):
    """Who signed, when, and which version of the record that froze. ``code`` finds it again."""

    name: str
    role: str
    at: datetime
    version: int
    code: str
    registration: str | None = None
    reason: str | None = None


class Pooled(msgspec.Struct, frozen=True):
    """What a print about many children was drawn from."""

    signed: int
    unsigned: int
    as_at: date


class Imprint(msgspec.Struct, frozen=True):
    """Where a print comes from: on every page of it.

    ``code`` is the short code of a print that has no one signature (a pooled one, a letter).
    """

    service: str
    area: str
    made: date
    setting: str | None = None
    contact: str | None = None
    signature: Signature | None = None
    pooled: Pooled | None = None
    code: str | None = None
    rules: str | None = None


class Setting(msgspec.Struct, frozen=True):
    """A school, nursery or other setting."""

    name: str
    kind: str | None = None
    reference: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    senco: Person | None = None


class Child(msgspec.Struct, frozen=True):
    """The child, as far as the print may name them."""

    name: str
    born: date
    known_as: str | None = None
    sex: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    class_name: str | None = None
    year_group: str | None = None
    address: str | None = None
    ethnicity: str | None = None
    home_languages: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    interpreter_child: bool | None = None
    interpreter_parent: bool | None = None


class Family(msgspec.Struct, frozen=True):
    """Parents and carers: domain.md 3.4, group Family."""

    carers: tuple[Person, ...] = ()
    address: str | None = None
    daytime_phone: str | None = None
    preferred_times: str | None = None
    email: str | None = None
    responsibility: str | None = None


class Status(msgspec.Struct, frozen=True):
    """Other support: domain.md 3.4, group Status. Text says what, ``None`` not recorded."""

    sen_stage: str | None = None
    ehc_plan: str | None = None
    early_help: str | None = None
    social_care: str | None = None
    looked_after: str | None = None
    protection_plan: str | None = None
    disability_plan: str | None = None


class Consent(msgspec.Struct, frozen=True):
    """One consent, kept apart from the others."""

    what: str
    given: bool | None
    by: str | None = None
    on: date | None = None
    note: str | None = None
