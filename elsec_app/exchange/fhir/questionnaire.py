"""An instrument as a FHIR R4 Questionnaire, with the Structured Data Capture profile.

It carries what is asked, of whom (a group for each age section, opened by the age in months) and
what each answer is worth (``ordinalValue``). It does not carry the scoring: start, stop, band and
missing-item rules have no form in R4 without expressions, and a result is only what the pack gives.
"""

import re
from typing import Any
from uuid import UUID, uuid5

from elsec_app.exchange.fhir import extensions as ext
from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Value, choices, points
from elsec_app.instruments.definition import Instrument, Section
from elsec_app.instruments.items import (
    Choice,
    Count,
    FreeNote,
    Item,
    Naming,
    Pointing,
    Rating,
    Repeat,
    SoundChecklist,
)

Resource = dict[str, Any]

PROFILE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
AGE = "age-months"

_SPACE = UUID("6f2e2b0c-3c0d-5a86-9d1b-4f8f0a3d7c11")  # ours, so that an id has one UUID for ever
_STATUS = {"draft": "draft", "pilot": "active", "live": "active", "closed": "retired"}


def questionnaire(instrument: Instrument, base: str = "") -> Resource:
    """The Questionnaire. *base* is the web address under which a service publishes its forms; the
    canonical address is a ``urn:uuid`` made from the instrument's id without it."""
    urn = f"urn:uuid:{uuid5(_SPACE, instrument.id)}"
    return {
        "resourceType": "Questionnaire",
        "meta": {"profile": [PROFILE]},
        "language": instrument.language,
        "url": f"{base.rstrip('/')}/Questionnaire/{instrument.id}" if base else urn,
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": urn}],
        "version": instrument.version,
        "name": _name(instrument.id),
        "title": instrument.title,
        "status": _STATUS[instrument.status],
        "experimental": instrument.status != "live",
        "subjectType": ["Patient"],
        "publisher": instrument.publisher,
        "description": f"{instrument.summary}\n\n{instrument.statement}",
        "purpose": _provenance(instrument),
        "copyright": instrument.licence,
        "item": [_age(instrument), *(_section(instrument, part) for part in instrument.sections)],
    }


def _name(text: str) -> str:
    """A name for programs, as R4 wants it: a capital first, then letters, digits, underscores."""
    words: list[str] = re.findall(r"[A-Za-z0-9]+", text)
    return "I" * words[0][:1].isdigit() + "".join(word[:1].upper() + word[1:] for word in words)


def _provenance(instrument: Instrument) -> str:
    lines = [
        _("{title}. Edition: {edition}. Hash of the pack: {hash}.").format(
            title=instrument.title, edition=instrument.edition, hash=instrument.hash
        )
    ]
    for source in instrument.sources:
        where = source.url or source.edition
        lines.append(f"- {source.title}; {where + '; ' if where else ''}{source.checked}")
    return "\n".join(lines)


def _age(instrument: Instrument) -> Resource:
    asked = {
        "linkId": AGE,
        "text": _("Age on the day of the test, in completed months"),
        "type": "integer",
        "required": True,
    }
    last = max(section.to_months for section in instrument.sections) - 1
    first = min(section.from_months for section in instrument.sections)
    return {"extension": ext.limits(first, last), **asked}


def _section(instrument: Instrument, section: Section) -> Resource:
    months = [(">=", section.from_months), ("<", section.to_months)]
    if instrument.repeat:
        months.pop()  # an older child may be taken down to it
    strands = [
        {
            "linkId": f"{section.id}.{strand.id}",
            "text": strand.name,
            "type": "group",
            "item": [_item(instrument, section, item) for item in items],
        }
        for strand in instrument.strands
        if (items := instrument.items_in(section.id, strand.id))
    ]
    return {
        "linkId": section.id,
        "text": section.name,
        "type": "group",
        "enableWhen": [
            {"question": AGE, "operator": operator, "answerInteger": age}
            for operator, age in months
        ],
        "enableBehavior": "all",
        "item": strands,
    }


def _item(instrument: Instrument, section: Section, item: Item) -> Resource:
    link = f"{section.id}.{item.strand}.{item.id}"
    built: Resource = {"linkId": link, "text": item.prompt, "type": _type(item)}
    if isinstance(item, SoundChecklist):
        built["repeats"] = True
    options = _options(instrument, item)
    if options:
        built["answerOption"] = options
    helping = [
        _help(f"{link}.{name}", words)
        for name, words in (("say", _say(item)), ("look-for", item.look_for))
        if words
    ]
    if helping:
        built["item"] = helping
    extensions = _extensions(item)
    return {"extension": extensions, **built} if extensions else built


def _type(item: Item) -> str:
    if isinstance(item, Count):
        return "integer"
    return "text" if isinstance(item, FreeNote) else "choice"


def _extensions(item: Item) -> list[Resource]:
    if isinstance(item, Count):
        return ext.limits(item.least, item.most)
    picture = item.picture if isinstance(item, Naming | SoundChecklist) else ""
    return [ext.item_media(picture)] if picture else []


def _say(item: Item) -> str:
    said = item.say if isinstance(item, Repeat | Pointing) else ""
    return _("Say: “{words}”").format(words=said) if said else ""


def _help(link: str, words: str) -> Resource:
    return {"extension": [ext.instructions()], "linkId": link, "text": words, "type": "display"}


def _options(instrument: Instrument, item: Item) -> list[Resource]:
    if isinstance(item, SoundChecklist):
        heard = [_option(sound, f"/{sound}/", 1) for sound in item.sounds]
        return [*heard, _option(NO_RESPONSE, _("No response"), None, alone=True)]
    return [
        _option(
            str(value), _words(instrument, item, value), points(item, value), _shown(item, value)
        )
        for value in choices(item)
    ]


def _shown(item: Item, value: Value) -> str:
    return str(value) if isinstance(item, Pointing) and value != NO_RESPONSE else ""


def _option(
    code: str, words: str, worth: int | None, picture: str = "", *, alone: bool = False
) -> Resource:
    extensions = [ext.ordinal(worth)] if worth is not None else []
    extensions += [ext.answer_media(picture)] if picture else []
    extensions += [ext.exclusive()] if alone else []
    coding = {"valueCoding": {"code": code, "display": words}}
    return {"extension": extensions, **coding} if extensions else coding


def _words(instrument: Instrument, item: Item, value: Value) -> str:
    if value == NO_RESPONSE:
        return _("No response")
    if isinstance(item, Choice):
        return instrument.band(str(value)).label
    if isinstance(item, Rating):
        return {2: _("Always"), 1: _("Sometimes"), 0: _("Never")}[int(value)]  # type: ignore[arg-type]
    if isinstance(item, Pointing):
        return str(value).rpartition(".")[0].replace("-", " ")
    return {SEEN: _("Seen"), NOT_YET: _("Not yet")}[str(value)]
