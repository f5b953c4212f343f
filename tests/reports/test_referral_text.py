"""The text for a patient record says what the print says, in the same order."""

import msgspec
import pytest

from elsec_app.errors import NotAllowed
from elsec_app.reports import prints
from elsec_app.reports.referral_text import as_text
from tests.reports import reading
from tests.reports import samples as s


def test_every_answer_stands_in_the_text_in_the_form_s_order() -> None:
    text = as_text(s.REFERRAL)
    titles = [part.title.upper() for part in s.REFERRAL.parts[:-1]]
    assert [line for line in text.splitlines() if line in titles] == titles
    answers = [row for part in s.REFERRAL.parts for row in getattr(part, "rows", ()) if row.value]
    for row in answers:
        colon = "" if row.label.endswith("?") else ":"
        assert f"{row.label}{colon} {row.value}" in text.splitlines()
    assert "DIRECT ROUTE: Stammering" in text
    assert "- Talking: Not yet (7 of 12)." in text
    assert "Practitioner's judgement: Needs a closer look. Talks far less" in text
    assert "sharing information: No, Anna Nguyễn-Yılmaz, 12 November 2026" in text
    assert "Code K7QM-2RXA, version 2." in text


def test_the_text_says_nothing_that_the_print_does_not() -> None:
    said = reading.squashed(reading.spoken(prints.referral(s.REFERRAL))).lower()
    for row in (row for part in s.REFERRAL.parts for row in getattr(part, "rows", ())):
        assert reading.squashed(row.value or row.label).lower() in said
    for rule in s.REFERRAL.rules:
        assert reading.squashed(rule).lower() in said


def test_an_unsigned_referral_is_not_copied() -> None:
    draft = msgspec.structs.replace(s.REFERRAL, imprint=s.DRAFT, draft=True)
    with pytest.raises(NotAllowed, match="not signed"):
        as_text(draft)
