"""Whether two descriptions are of one child: a score, the reason in words, and whether it is sure.

Pure. What is not certain is for a person to decide. The scores and the limits between them are
the team's own working rule: they order what a person is shown, and settle nothing by themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import msgspec
from rapidfuzz import fuzz

from elsec_app.i18n import _
from elsec_app.operations.identifiers import is_temporary_upn
from elsec_app.operations.nicknames import are_forms_of_one_name
from elsec_app.store.words import fold

DOUBTFUL_FROM = 70  # of 100: below it, nobody is asked
ALIKE = 70  # of 100: rapidfuzz's ratio from which two spellings are alike
OTHER_SURNAME = 72  # of 100: same forename and birth, in one setting


class Person(msgspec.Struct, frozen=True, gc=False):
    """A child as somebody described them: one description of several has the same ``id``.

    ``setting`` is empty where it says nothing.
    """

    id: str
    forename: str
    surname: str
    born: date
    known_as: str = ""
    sex: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    setting: str = ""


class Match(msgspec.Struct, frozen=True):
    """``person`` is the id of the one meant; ``score`` is 1 to 100; ``reason`` one sentence."""

    person: str
    score: int
    reason: str
    certain: bool


class _Named(msgspec.Struct, frozen=True, gc=False):
    """A person, with the names as plain words: of the forename, the surname and the pet name."""

    person: Person
    fore: tuple[str, ...]
    sur: tuple[str, ...]
    known: tuple[str, ...]


class Register:
    """People to be met again: finds who could be meant by a description, and who best is."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_key: dict[object, list[_Named]] = defaultdict(list)
        for person in people:
            named = _named(person)
            for key in _keys(named):
                self._by_key[key].append(named)

    def match(self, person: Person) -> Match | None:
        """Whom *person* is most likely to be; none where nobody is like enough."""
        named = _named(person)
        near = {id(n): n for key in _keys(named) for n in self._by_key.get(key, ())}
        return _best(named, near.values())

    def like(self, person: Person) -> Iterator[tuple[Person, Match]]:
        """Everybody of another id who may be *person*."""
        named = _named(person)
        near = {id(n): n for key in _keys(named) for n in self._by_key.get(key, ())}
        for other in near.values():
            if other.person.id != person.id and (found := _compare(named, other)) is not None:
                yield other.person, found

    def pairs(self) -> Iterator[tuple[Person, Person, Match]]:
        """Every two of these people who may be one, each pair once."""
        seen: set[tuple[str, str]] = set()
        for group in self._by_key.values():
            for one, other in combinations(group, 2):
                ids = (one.person.id, other.person.id)
                if ids[0] == ids[1] or ids in seen or ids[::-1] in seen:
                    continue
                seen.add(ids)
                if (found := _compare(one, other)) is not None:
                    yield one.person, other.person, found


def match(person: Person, candidates: Iterable[Person]) -> Match | None:
    """Whom of *candidates* the *person* is most likely to be; none where nobody is like enough.

    Where two candidates fit for certain, nobody does: a person has to say which.
    """
    return _best(_named(person), map(_named, candidates))


def compare(one: Person, other: Person) -> Match | None:
    """What speaks for *one* being *other*; none where too little does."""
    return _compare(_named(one), _named(other))


def _best(named: _Named, candidates: Iterable[_Named]) -> Match | None:
    found = [m for other in candidates if (m := _compare(named, other)) is not None]
    found.sort(key=lambda m: (not m.certain, -m.score, m.person))
    if not found:
        return None
    if any(m.certain and m.person != found[0].person for m in found):
        return msgspec.structs.replace(
            found[0], certain=False, reason=_("Two children here fit equally well.")
        )
    return found[0]


def _compare(one: _Named, other: _Named) -> Match | None:
    a, b = one.person, other.person
    same, differ = _numbers(a, b)
    if differ and not same:
        return None
    names, how = _names(one, other)
    birth, when = _births(a.born, b.born)
    if same:
        return _by_number(b.id, same, differ, agrees=names >= DOUBTFUL_FROM or birth == 0)
    near = not (a.setting and b.setting) or a.setting == b.setting
    if birth is None or (birth and not (near and _same_words(one, other))):
        return None
    if names == OTHER_SURNAME and not near:
        return None
    other_sex = bool(a.sex and b.sex and a.sex != b.sex)
    score = names - birth - (10 if other_sex else 0)
    if score < DOUBTFUL_FROM:
        return None
    certain = names == 100 and birth == 0 and near and not other_sex
    return Match(b.id, score, _sentence(how, when, other_sex=other_sex), certain)


def _by_number(person: str, same: str, differ: str, *, agrees: bool) -> Match:
    if differ:
        reason = _("Same {number}, but another {other}.").format(number=same, other=differ)
        return Match(person, 75, reason, certain=False)
    if not agrees:
        reason = _("Same {number}, but another name and date of birth.").format(number=same)
        return Match(person, 80, reason, certain=False)
    return Match(person, 100, _("Same {number}.").format(number=same), certain=True)


def _numbers(a: Person, b: Person) -> tuple[str, str]:
    """The number that both have in common, and the one in which they differ; empty for none.

    A temporary UPN is replaced when the permanent one is known, so two of them say nothing.
    """
    same = differ = ""
    for name, mine, theirs in (
        (_("UPN"), a.upn, b.upn),
        (_("NHS number"), a.nhs_number, b.nhs_number),
    ):
        if not (mine and theirs):
            continue
        if mine == theirs:
            same = name
        elif not (is_temporary_upn(mine) or is_temporary_upn(theirs)):
            differ = name
    return same, differ


def _births(one: date, other: date) -> tuple[int | None, str]:
    """What the dates of birth take away from the score (none: they speak against it), and why."""
    if one == other:
        return 0, _("same date of birth")
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return 8, _("day and month of birth exchanged")
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    if sum(mine != theirs for mine, theirs in parts) == 1:
        return 15, _("dates of birth alike but not the same")
    return None, ""


def _names(one: _Named, other: _Named) -> tuple[int, str]:
    """How like the names are, 0 to 100, and in which way."""
    if (one.fore, one.sur) == (other.fore, other.sur):
        return 100, _("Same name")
    if one.fore and (one.fore, one.sur) == (other.sur, other.fore):
        return 96, _("Forename and surname exchanged")
    if _same_words(one, other):
        return 90, _("Same names in another order")
    surname, about_surname = _surnames(one.sur, other.sur)
    forename, about_forename = _forenames(one, other)
    if surname and forename:
        return min(surname, forename), about_surname or about_forename or _("Same name")
    if forename == 100:
        return OTHER_SURNAME, _("Same forename, another surname")
    return 0, ""


def _same_words(one: _Named, other: _Named) -> bool:
    return sorted(one.fore + one.sur) == sorted(other.fore + other.sur)


def _surnames(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, str]:
    if "".join(one) == "".join(other):
        return 100, ""
    if one and other and (set(one) <= set(other) or set(other) <= set(one)):
        return 88, _("One surname of two")
    alike = round(fuzz.ratio(" ".join(one), " ".join(other)))
    return (min(alike, 95), _("Names spelt alike")) if alike >= ALIKE else (0, "")


def _forenames(one: _Named, other: _Named) -> tuple[int, str]:
    mine, theirs = one.fore, other.fore
    if "".join(mine) == "".join(theirs):
        return 100, ""
    if not (mine and theirs):
        return 0, ""
    if (one.known and one.known == theirs) or (other.known and other.known == mine):
        return 97, _("Known by that name")
    if mine[: len(theirs)] == theirs or theirs[: len(mine)] == mine:
        return 92, _("One has a further forename")
    if are_forms_of_one_name(mine[0], theirs[0]):
        return 93, _("A short form of the same forename")
    alike = round(fuzz.ratio(" ".join(mine), " ".join(theirs)))
    return (min(alike, 95), _("Names spelt alike")) if alike >= ALIKE else (0, "")


def _sentence(how: str, when: str, *, other_sex: bool) -> str:
    if other_sex:
        return _("{names}, {birth}; but another sex.").format(names=how, birth=when)
    return _("{names}, {birth}.").format(names=how, birth=when)


_APART = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"['’`ʼ]")


def _named(person: Person) -> _Named:
    return _Named(person, *map(_words, (person.forename, person.surname, person.known_as)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_APART.findall(_JOINED.sub("", fold(name))))


def _keys(named: _Named) -> Iterator[object]:
    """What two people must have one of in common to be compared at all."""
    person = named.person
    yield from (number for number in (person.upn, person.nhs_number) if number)
    words = named.fore + named.sur
    yield from {(person.born, word[0]) for word in (*words, *named.known)}
    yield tuple(sorted(words))
