"""Who is met again, and how sure that is: said as a table."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.operations.likeness import Match, Person, Register, compare, match

BORN = date(2021, 4, 5)
UPN, OTHER_UPN, TEMPORARY = "B801200005001", "A801200005002", "W80120000500A"
NHS, OTHER_NHS = "9434765919", "9434765870"


def held(forename: str = "Benjamin", surname: str = "Okafor", **more: object) -> Person:
    born = more.pop("born", BORN)
    return Person("held", forename, surname, born, **more)  # type: ignore[arg-type]


def listed(forename: str = "Benjamin", surname: str = "Okafor", **more: object) -> Person:
    born = more.pop("born", BORN)
    return Person("", forename, surname, born, **more)  # type: ignore[arg-type]


CERTAIN, ASKED, NOBODY = "certain", "asked", "nobody"
CASES = [
    # held, listed, what follows, what the reason says
    (held(), listed(), CERTAIN, "Same name, same date of birth."),
    (held("Zoë", "O’Brien"), listed("ZOE", "O'BRIEN"), CERTAIN, "Same name"),
    (held("Łukasz", "Nguyễn-Yılmaz"), listed("Lukasz", "Nguyen Yilmaz"), CERTAIN, "Same name"),
    (held(nhs_number=NHS), listed("Ben", "Smith", nhs_number=NHS), CERTAIN, "Same NHS number."),
    (held(upn=UPN), listed("Benjamin", "Price", upn=UPN), CERTAIN, "Same UPN."),
    (
        held(nhs_number=NHS),
        listed("Zara", "Khan", born=date(2020, 1, 1), nhs_number=NHS),
        ASKED,
        "but another name and date of birth",
    ),
    (
        held(upn=UPN, nhs_number=NHS),
        listed(upn=UPN, nhs_number=OTHER_NHS),
        ASKED,
        "Same UPN, but another NHS number.",
    ),
    (held(upn=UPN), listed(upn=OTHER_UPN), NOBODY, ""),
    (held(nhs_number=NHS), listed(nhs_number=OTHER_NHS), NOBODY, ""),
    (held(upn=TEMPORARY), listed(upn=UPN), CERTAIN, "Same name"),
    (held(), listed("Ben"), ASKED, "short form"),
    (held(known_as="Obi"), listed("Obi"), ASKED, "Known by that name"),
    (held(), listed("Okafor", "Benjamin"), ASKED, "exchanged"),
    (held(), listed("Benjamin", "Okafor-Price"), ASKED, "One surname of two"),
    (held(), listed("Benjamin Uche"), ASKED, "further forename"),
    (held("Mary Ann", "Li"), listed("Mary", "Ann Li"), ASKED, "another order"),
    (held(), listed("Benjamen", "Okafor"), ASKED, "spelt alike"),
    (held(), listed("Benjamin", "Walsh"), ASKED, "another surname"),
    (held(), listed(born=date(2021, 5, 4)), ASKED, "day and month of birth exchanged"),
    (held(), listed(born=date(2021, 4, 6)), ASKED, "alike but not the same"),
    (held(), listed("Okafor", "Benjamin", born=date(2021, 4, 6)), ASKED, "exchanged"),
    (held(), listed("Ben", born=date(2021, 4, 6)), NOBODY, ""),
    (held(), listed("Benjamin", "Walsh", born=date(2021, 4, 6)), NOBODY, ""),
    (held(), listed(born=date(2020, 5, 6)), NOBODY, ""),
    (held(sex="M"), listed(sex="F"), ASKED, "but another sex"),
    (held(sex="M"), listed("Zara", "Okafor", sex="F"), NOBODY, ""),
    (held("Hassan", "Khan"), listed("Hussain", "Khan"), ASKED, "spelt alike"),
    (held("Amara", "Osei"), listed("Noah", "Price"), NOBODY, ""),
    (held(setting="oak"), listed(setting="elm"), ASKED, "Same name"),
    (held(setting="oak"), listed("Benjamin", "Walsh", setting="elm"), NOBODY, ""),
]


@pytest.mark.parametrize(("one", "other", "outcome", "said"), CASES)
def test_who_is_meant(one: Person, other: Person, outcome: str, said: str) -> None:
    found = match(other, [one])
    assert said in (found.reason if found else "")
    assert outcome == (NOBODY if found is None else CERTAIN if found.certain else ASKED)


@pytest.mark.parametrize(("one", "other", "outcome", "said"), CASES)
def test_it_does_not_matter_who_is_asked_about(
    one: Person, other: Person, outcome: str, said: str
) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there is None) == (back is None) == (outcome == NOBODY)
    if there and back:
        assert (there.score, there.reason, there.certain) == (
            back.score,
            back.reason,
            back.certain,
        )


def test_the_best_of_several_is_meant() -> None:
    found = match(listed(), [held("Ben"), Person("right", "Benjamin", "Okafor", BORN)])
    assert found == Match("right", 100, "Same name, same date of birth.", certain=True)


def test_two_who_fit_for_certain_are_for_a_person() -> None:
    found = match(listed(), [held(), Person("too", "Benjamin", "Okafor", BORN)])
    assert found is not None
    assert (found.certain, found.reason) == (False, "Two children here fit equally well.")


NAMES = st.sampled_from(["Ben", "Benjamin", "Zoë", "Okafor", "Mary Ann", "Li", "O’Brien", "Al"])
PEOPLE = st.builds(
    lambda f, s, d, n: Person("", f, s, date(2021, 4, d), nhs_number=n),
    NAMES,
    NAMES,
    st.integers(1, 4),
    st.sampled_from([None, None, NHS, OTHER_NHS]),
)


@given(st.lists(PEOPLE, max_size=8), PEOPLE)
def test_a_register_finds_whom_a_walk_through_all_finds(many: list[Person], one: Person) -> None:
    people = [msgspec.structs.replace(person, id=f"{n}") for n, person in enumerate(many)]
    assert Register(people).match(one) == match(one, people)
    walked = {
        frozenset((a.id, b.id)) for a in people for b in people if a.id < b.id and compare(a, b)
    }
    assert {frozenset((a.id, b.id)) for a, b, _ in Register(people).pairs()} == walked
