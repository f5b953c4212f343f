"""A receiving service's form as data: its order, its words, what it must have, its own lists.

Every field comes from one catalogue (``fields.yaml``), so that what is known of a child fills each
service's form alike. A form chooses among them, orders them, renames them and says what is needed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.referring import document
from elsec_app.instruments.referring.concerns import CONCERNS
from elsec_app.instruments.referring.document import DocumentRefused, Source, Stated
from elsec_app.resources import resources

FOLDER = "referral-forms"
CATALOGUE = "fields.yaml"
PURPOSES = ("referral", "assessment", "share", "reports", "contact", "records", "audit", "students")
"""What a family may be asked to agree to, each by itself."""

Kind = Literal["shown", "line", "lines", "date", "choice", "ticks"]
Need = Literal["must", "wanted", "if_known"]
Part = Literal["fields", "evidence", "rules", "consents", "office"]


class Field(Stated, frozen=True, kw_only=True):
    """One thing that forms ask. ``shown`` is taken from a record and not typed; ``known`` names
    what fills it beforehand; ``choices`` are ids and their words."""

    id: str
    kind: Kind
    label: str
    known: str = ""
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    help: str = ""


class Asked(Stated, frozen=True, kw_only=True):
    """A field as one form asks it; what is empty is the catalogue's."""

    id: str
    need: Need = "if_known"
    label: str = ""
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    help: str = ""


class Agreed(Stated, frozen=True, kw_only=True):
    """A consent as one form asks it."""

    purpose: str
    label: str
    need: Need = "wanted"


class Section(Stated, frozen=True, kw_only=True):
    """Fields under a heading; or a ``part`` that is made from records."""

    id: str
    title: str
    part: Part = "fields"
    need: Need = "if_known"
    fields: tuple[Asked, ...] = ()
    consents: tuple[Agreed, ...] = ()


class Form(Stated, frozen=True, kw_only=True):
    """One version of one service's form. ``rules`` names the local rules that go with it."""

    format: Literal[1]
    id: str
    version: str
    title: str
    service: str
    area: str = ""
    rules: str = "neutral"
    note: str = ""
    electronic_only: bool = False
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    hash: str = ""

    @property
    def fields(self) -> tuple[Asked, ...]:
        return tuple(asked for section in self.sections for asked in section.fields)

    @property
    def consents(self) -> tuple[Agreed, ...]:
        return tuple(agreed for section in self.sections for agreed in section.consents)

    def asked(self, field: str) -> Field:
        """The field as this form words it; the catalogue's where the form does not ask it."""
        own = next((one for one in self.fields if one.id == field), None)
        known = catalogue()[field]
        if own is None:
            return known
        return msgspec.structs.replace(
            known,
            label=own.label or known.label,
            choices=own.choices or known.choices,
            help=own.help or known.help,
        )


def in_words(field: Field, value: str) -> str:
    """An answer as it is read: the words of what was chosen; free words as they stand."""
    if field.kind in ("choice", "ticks"):
        words = catalogue()[field.id].choices | field.choices
        return ", ".join(words.get(one, one) for one in value.split())
    return value.strip()


def read_form(content: bytes, name: str = "form.yaml") -> Form:
    """The form in *content*, of a file or of a record. :class:`DocumentRefused` with all faults."""
    plain = document.parsed(content, name)
    faults = document.listed(plain, "sources", Source, name)
    faults += document.listed(plain, "sections", Section, name)
    if "hash" in plain:
        faults.append(Complaint(name, "hash", _("Remove this; it is worked out from the file.")))
    if not faults:
        made, faults = document.converted(plain, Form, name, "")
    if not faults:
        faults = sorted(_complaints(name, made, catalogue()))
    if faults:
        raise DocumentRefused(name, tuple(faults))
    known: Form = msgspec.structs.replace(made, hash=document.digest(content))
    return known


def shipped_forms() -> tuple[Form, ...]:
    """Every form that comes with the application, by id."""
    files = sorted((resources() / FOLDER).glob("*.yaml"))
    return tuple(read_form(f.read_bytes(), f.name) for f in files if f.name != CATALOGUE)


@cache
def catalogue() -> Mapping[str, Field]:
    """Every field that a form may ask, by id."""
    plain = document.parsed((resources() / FOLDER / CATALOGUE).read_bytes(), CATALOGUE)
    made, faults = document.converted(plain.get("fields"), tuple[Field, ...], CATALOGUE, "fields")
    if not faults:
        faults = sorted(_field_complaints(made))
    if faults:
        raise DocumentRefused(CATALOGUE, tuple(faults))
    return {field.id: field for field in made}


def _field_complaints(fields: tuple[Field, ...]) -> Iterator[Complaint]:
    yield from document.name_complaints(CATALOGUE, "fields", (field.id for field in fields))
    for field in fields:
        if bool(field.choices) != (field.kind in ("choice", "ticks")):
            change = _("Give choices to a choice or to ticks, and to nothing else.")
            yield Complaint(CATALOGUE, f"fields.{field.id}", change)
        if any(" " in choice for choice in field.choices):
            yield Complaint(CATALOGUE, f"fields.{field.id}", _("Write an id without spaces."))
        if field.kind == "shown" and not field.known:
            yield Complaint(CATALOGUE, f"fields.{field.id}", _("Say what it is taken from."))


def _complaints(name: str, form: Form, known: Mapping[str, Field]) -> Iterator[Complaint]:
    yield from document.name_complaints(name, "sections", (s.id for s in form.sections))
    yield from document.name_complaints(name, "fields", (asked.id for asked in form.fields))
    used = {source.id for source in form.sources}  # a form cites its sources as a whole
    yield from document.source_complaints(name, form.sources, used)
    for key, words in (("id", form.id), ("version", form.version), ("title", form.title)):
        if not words.strip():
            yield Complaint(name, key, _("Write this; it stands on the print."))
    for asked in form.fields:
        for change in _changes(asked, known):
            yield Complaint(name, f"fields.{asked.id}", change)
    for section in form.sections:
        if bool(section.fields) != (section.part == "fields"):
            change = _("Give fields to this section, or name the part that it shows.")
            yield Complaint(name, f"sections.{section.id}", change)
        if bool(section.consents) != (section.part == "consents"):
            change = _("List the consents in the section whose part is consents.")
            yield Complaint(name, f"sections.{section.id}", change)
    yield from _whole(name, form)


def _changes(asked: Asked, known: Mapping[str, Field]) -> Iterator[str]:
    field = known.get(asked.id)
    if field is None:
        yield _("Choose a field of the catalogue; it has none of this name.")
        return
    if asked.choices and field.kind not in ("choice", "ticks"):
        yield _("Remove the choices; this field is written, not chosen.")
    if asked.id == "concerns" and set(asked.choices) - set(CONCERNS):
        yield _("Choose concerns among: {list}.").format(list=", ".join(CONCERNS))


def _whole(name: str, form: Form) -> Iterator[Complaint]:
    """What no form may lack: why, what worries, the family's consent."""
    asked = {one.id: one.need for one in form.fields}
    if asked.get("reason") != "must":
        yield Complaint(name, "sections", _("Ask for the reason, as “need: must”."))
    if "concerns" not in asked:
        yield Complaint(name, "sections", _("Ask for the concerns: the direct routes are there."))
    purposes = Counter(one.purpose for one in form.consents)
    for purpose, times in purposes.items():
        if purpose not in PURPOSES:
            change = _("Choose a purpose among: {list}.").format(list=", ".join(PURPOSES))
            yield Complaint(name, f"consents.{purpose}", change)
        if times > 1:
            yield Complaint(name, f"consents.{purpose}", _("Ask for each purpose once."))
    if not any(one.purpose == "referral" and one.need == "must" for one in form.consents):
        yield Complaint(name, "consents", _("Ask for consent to the referral, as “need: must”."))
    parts = Counter(section.part for section in form.sections if section.part != "fields")
    for part, times in parts.items():
        if times > 1:
            yield Complaint(name, "sections", _("Show {part} once.").format(part=part))
