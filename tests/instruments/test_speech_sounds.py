"""Speech Sounds: which expected sounds were heard, and whether there is a reason to ask."""

from datetime import date

import pytest

from elsec_app.instruments.answers import NOT_YET, SEEN, Value
from elsec_app.instruments.definition import choose_section
from elsec_app.instruments.items import SoundChecklist
from elsec_app.instruments.results import Result
from elsec_app.instruments.scoring import score

from .shelf import answered, shipped_pack

ON = date(2026, 3, 15)

EXPECTED = {  # Lincolnshire: nine children in ten by this age
    3: "m n p b t d w",
    4: "h y f",
    5: "s z k g ng",
    6: "v sh ch j l",
    7: "r zh th",
    8: "sp sn cl fl tr br",
}


def _heard(years: int, months: int, *lost: str, signs: tuple[str, ...] = ()) -> Result:
    """A child of that age who makes every sound but those *lost*, and shows *signs*."""
    pack = shipped_pack("speech-sounds")
    born = date(ON.year - years - (months > 2), (ON.month - months - 1) % 12 + 1, 15)
    section = choose_section(pack, born, ON).section.id
    given: list[tuple[str, Value]] = []
    for item in pack.items_in(section):
        if isinstance(item, SoundChecklist):
            given.append((item.id, tuple(s for s in item.sounds if s not in lost)))
        else:
            given.append((item.id, NOT_YET if item.id in signs else SEEN))
    return score(pack, born, ON, answered(*given))


@pytest.mark.parametrize("years", EXPECTED)
def test_the_sounds_of_each_age_are_those_of_the_source(years: int) -> None:
    pack = shipped_pack("speech-sounds")
    section = choose_section(pack, date(ON.year - years, 3, 15), ON).section.id
    listened = {
        sound.strip("-")
        for item in pack.items_in(section, "sounds")
        if isinstance(item, SoundChecklist)
        for sound in item.sounds
    }
    assert listened == {s for age, some in EXPECTED.items() if age <= years for s in some.split()}


def test_the_result_names_the_sounds_that_were_not_heard() -> None:
    result = _heard(5, 2, "k-", "-g")
    assert result.strand("sounds").because == (
        "24 of 26 sounds heard: “Some expected sounds not yet heard”, because fewer than 26 counts "
        "as that here. Not yet heard: k-, -g."
    )
    assert result.overall.outcome == "listen-again"


def test_a_sound_that_is_not_expected_yet_is_not_asked() -> None:
    assert _heard(3, 6, "k-", "-k", "s-").overall.outcome == "as-expected"


@pytest.mark.parametrize(
    ("years", "months", "sign", "outcome"),
    [
        (4, 5, "k-and-g", "as-expected"),  # the source counts it from 4;6
        (4, 6, "k-and-g", "ask"),
        (5, 11, "l", "as-expected"),
        (6, 0, "l", "ask"),
        (6, 5, "sh-ch-j", "as-expected"),
        (6, 6, "sh-ch-j", "ask"),
        (7, 5, "clusters", "as-expected"),
        (7, 6, "clusters", "ask"),
        (7, 11, "r", "as-expected"),
        (8, 0, "r", "ask"),
        (3, 0, "word-ends", "ask"),
    ],
)
def test_a_reason_to_consider_referral_counts_from_its_age(
    years: int, months: int, sign: str, outcome: str
) -> None:
    assert _heard(years, months, signs=(sign,)).overall.outcome == outcome
