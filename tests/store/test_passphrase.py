"""A passphrase is judged by its length and its surprise."""

import pytest

from elsec_app.errors import BadInput
from elsec_app.store import passphrase


@pytest.mark.parametrize(
    "fit",
    [
        "plum ladder quiet",
        "correct horse battery",
        "Maria likes 14 otters",
        "cadair idris at dusk",
        "x7$kfp2!vmq9",
        "żółta łódka płynie",
        "我们今天去公园看一只白鹭飞",
    ],
)
def test_words_of_ones_own_are_taken(fit: str) -> None:
    passphrase.check(fit)


@pytest.mark.parametrize(
    ("unfit", "told"),
    [
        ("", "at least 12"),
        ("plum ladder", "at least 12"),
        ("x" * 1025, "at most 1024"),
        ("aaaaaaaaaaaaaaaa", "one pattern"),
        ("abcabcabcabcabc", "one pattern"),
        ("123456789012345", "one pattern"),
        ("987654321098", "one pattern"),
        ("qwertyuiopasdfgh", "one pattern"),
        ("plumplumplumplum", "one pattern"),
        ("password1234", "Many people"),
        ("P@ssw0rd!2026", "Many people"),
        ("Telford-School-1", "Many people"),
        ("letmein letmein1", "Many people"),
        ("ELSEC Screening", "Many people"),
        ("speech language", "Many people"),
        ("03/11/2019 04/12", "Many people"),
        ("            ", "one pattern"),
    ],
)
def test_what_anyone_would_try_first_is_refused(unfit: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        passphrase.check(unfit)


def test_the_sentence_never_repeats_the_passphrase() -> None:
    with pytest.raises(BadInput) as raised:
        passphrase.check("Telford-School-1")
    assert "Telford" not in raised.value.sentence
