"""How two children who may be one are described."""

from collections.abc import Mapping
from datetime import date

from elsec_app.i18n import _, ngettext
from elsec_app.operations.identity import CLASS, DETAILS, Beside, Joined, Pair, Side
from elsec_app.operations.likeness import Person
from elsec_app.operations.settle import field_words
from elsec_app.operations.words import day_words, language_words, sex_words, year_words
from ui.widgets.model import Column, Row


def columns() -> tuple[Column, ...]:
    return (Column(_("Children"), 46, strong=True), Column(_("Why"), 54))


def rows(pairs: tuple[Pair, ...], joined: tuple[Joined, ...]) -> list[Row]:
    """Those to be asked about, then those who were made one: the key of a pair is both ids."""
    asked = [
        Row(
            f"{pair.one.id} {pair.other.id}",
            (_two(_name(pair.one), _name(pair.other)), pair.match.reason),
        )
        for pair in pairs
    ]
    return asked + [
        Row(one.id, (_two(one.kept_name, one.other_name), since(one))) for one in joined
    ]


def since(joined: Joined) -> str:
    if joined.doubted:
        return _("Said to be one, and to be two")
    return _("One child since {day}").format(day=day_words(joined.on))


def title(joined: Joined) -> str:
    return _two(joined.kept_name, joined.other_name)


def said(joined: Joined) -> str:
    """Who made them one, and how they knew."""
    who = joined.by or _("Somebody")
    return _("{who} said so on {day}: {reason}.").format(
        who=who, day=day_words(joined.on), reason=joined.reason.rstrip(".")
    )


def _two(one: str, other: str) -> str:
    """Both names, or one where both are called alike."""
    return one if one == other else _("{one} and {other}").format(one=one, other=other)


def _name(person: Person) -> str:
    return f"{person.forename} {person.surname}"


def subtitle(pairs: tuple[Pair, ...]) -> str:
    if not pairs:
        return ""
    return ngettext("{n} pair to look at", "{n} pairs to look at", len(pairs)).format(n=len(pairs))


def field(name: str) -> str:
    """A detail as people say it."""
    return _("Class now") if name == CLASS else field_words(name)


def value(side: Side, name: str) -> str:
    """A detail of one side in words; empty where it is not known."""
    if name == CLASS:
        return side.place.class_name if side.place else ""
    found = getattr(side.details, name)
    if isinstance(found, date):
        return day_words(found)
    said = {"first_language": language_words, "sex": sex_words, "sen_provision": _provision}
    return said.get(name, str)(found) if found else ""


def _provision(code: str) -> str:
    known = {"N": _("No SEN provision"), "K": _("SEN support"), "E": _("EHC plan")}
    return known.get(code, code)


def agreed(both: Beside) -> str:
    """What both records say alike, in one line."""
    alike = [
        said
        for name in DETAILS
        if name not in both.differ and (said := value(both.one, name)) == value(both.other, name)
    ]
    known = " · ".join(filter(None, alike))
    return _("Both say: {details}").format(details=known) if known else ""


def name(side: Side) -> str:
    return f"{side.details.forename} {side.details.surname}"


def where(side: Side, places: Mapping[str, str]) -> str:
    """Where the child is, and since when."""
    place = side.place
    if place is None:
        return _("In no class now")
    parts = (place.class_name, year_words(place.year_group), places.get(place.setting))
    here = " · ".join(part for part in parts if part)
    return _("{place}, since {day}").format(place=here, day=day_words(place.since))


def history(side: Side) -> str:
    """How much is on record, so that nobody fears for it."""
    counted = {
        "screening": ngettext("{n} screening", "{n} screenings", side.counts.get("screening", 0)),
        "referral": ngettext("{n} referral", "{n} referrals", side.counts.get("referral", 0)),
        "consent": ngettext("{n} consent", "{n} consents", side.counts.get("consent", 0)),
        "opt_out": ngettext("{n} opt-out", "{n} opt-outs", side.counts.get("opt_out", 0)),
    }
    parts = [
        said.format(n=side.counts[kind]) for kind, said in counted.items() if side.counts.get(kind)
    ]
    return " · ".join(parts) or _("Nothing on record yet")


def reasons() -> tuple[str, ...]:
    return (
        _("The setting says so"),
        _("The same number is on a letter or list"),
        _("The family says so"),
        _("I know the child"),
    )


def merged(both: Beside) -> str:
    one, other = name(both.one), name(both.other)
    if one == other:
        return _("{name} is one child now, with both histories.").format(name=one)
    return _("{one} and {other} are one child now, with both histories.").format(
        one=one, other=other
    )


def apart(joined: Joined) -> str:
    return _("{names} are two children again, each with what was its own.").format(
        names=title(joined)
    )
