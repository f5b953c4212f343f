"""What a print says of a child in words, from the codes that are on record."""

import pytest

from elsec_app.operations.words import language_words
from elsec_app.protocol.bodies import StrandResult
from elsec_app.reports.gather import common


@pytest.mark.parametrize(
    ("code", "words"), [("ENG", "English"), ("POL", "Polish"), ("Klingon", "Klingon")]
)
def test_a_language_is_printed_in_words(code: str, words: str) -> None:
    assert language_words(code) == words


@pytest.mark.parametrize(
    ("raw", "possible", "printed"), [(3, 5, "3/5"), (95, 0, "95"), (None, 5, None), (0, 5, "0/5")]
)
def test_a_typed_score_without_a_most_stands_alone(
    raw: int | None, possible: int, printed: str | None
) -> None:
    strand = StrandResult("s", "S", "a", raw, possible, None, "")
    assert common._score(strand) == printed
