"""Names are tidied, never simplified."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.exchange.class_list.names import is_shouted, part_whole, proper
from elsec_app.exchange.class_list.words import clean

PROPER = [
    ("SMITH", "Smith"),
    ("MCDONALD", "McDonald"),
    ("MACDONALD", "MacDonald"),
    ("MACLEOD", "MacLeod"),
    ("MACKIE", "Mackie"),
    ("MACHADO", "Machado"),
    ("O'BRIEN", "O'Brien"),
    ("O’BRIEN", "O’Brien"),
    ("D’ARCY", "D’Arcy"),
    ("VAN DER BERG", "van der Berg"),
    ("DE LA CRUZ", "de la Cruz"),
    ("DA SILVA", "da Silva"),
    ("TAYLOR-GREEN", "Taylor-Green"),
    ("O'BRIEN-MCDONALD", "O'Brien-McDonald"),
    ("ST. JOHN", "St. John"),
    ("GARCÍA LÓPEZ", "García López"),
    ("ŻAK", "Żak"),
    ("SØRENSEN", "Sørensen"),
    ("NGUYỄN", "Nguyễn"),
    ("İPEK", "İpek"),
    ("AL-HASSAN", "Al-Hassan"),
    ("LI", "Li"),
    ("DI", "Di"),
    ("MC", "Mc"),
    ("VAN", "Van"),
]

WHOLE = [
    ("Okafor, Amelia", None, ("Okafor", "Amelia", None, True)),
    ("van der Berg, Łukasz Jan", None, ("van der Berg", "Łukasz Jan", None, True)),
    ("Brown, Chloe-May (Chloe)", None, ("Brown", "Chloe-May", "Chloe", True)),
    ("VAN DER BERG Łukasz", None, ("VAN DER BERG", "Łukasz", None, True)),
    ("Łukasz VAN DER BERG", None, ("VAN DER BERG", "Łukasz", None, True)),
    ("Amelia Okafor", None, ("Okafor", "Amelia", None, False)),
    ("Amelia Okafor", False, ("Okafor", "Amelia", None, True)),
    ("Okafor Amelia", True, ("Okafor", "Amelia", None, True)),
    ("Amelia", None, ("", "Amelia", None, False)),
    ("", None, ("", "", None, False)),
]

CLEAN = [
    ("  Zoë  ", "Zoë"),
    ("Zoe\u0308", "Zoë"),  # composed
    ("Li\u00a0", "Li"),
    ("Ana\u200bïs", "Anaïs"),
    ("\ufeffAva", "Ava"),
    ("O’Brien", "O’Brien"),
    ("Ellie\tMae\n", "Ellie Mae"),
    (9997885775.0, "9997885775"),
    (None, ""),
]


@pytest.mark.parametrize(("typed", "name"), PROPER)
def test_capitals_become_the_usual_spelling(typed: str, name: str) -> None:
    assert is_shouted(typed)
    assert proper(typed) == name


@pytest.mark.parametrize(("typed", "surname_first", "parts"), WHOLE)
def test_whole_names_are_parted(
    typed: str, surname_first: bool | None, parts: tuple[str, str, str | None, bool]
) -> None:
    whole = part_whole(typed, surname_first=surname_first)
    assert (whole.surname, whole.forename, whole.known_as, whole.sure) == parts


@pytest.mark.parametrize(("cell", "words"), CLEAN)
def test_cells_are_cleaned(cell: str | float | None, words: str) -> None:
    assert clean(cell) == words


@given(st.text(alphabet=st.characters(categories=["L", "M", "Pd", "Zs"]), max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
