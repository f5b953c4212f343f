"""The code on every page leads back to the print and says whether it still stands."""

import argparse
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from elsec_app.commands import prints as command
from elsec_app.operations import (
    amending,
    codes,
    cohorts,
    consents,
    offer,
    referral,
    referral_draft,
    results,
    review,
)
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Cohort
from elsec_app.protocol.kinds import THERAPIST
from elsec_app.reports import choosing, letters, prints
from elsec_app.reports.choosing import Choices, Traced
from elsec_app.reports.gather.cohort_print import cohort_report
from elsec_app.resources import resources
from elsec_app.store.state import Identity
from tests import school
from tests.reports import reading
from tests.reports.test_languages import SAMPLES
from tests.school import School
from tests.vaults import PASSPHRASE

WORDS = {
    "when": "in May",
    "deadline": "1 May 2026",
    "contact": "01234 000000",
    "panel": "a panel",
    "asked": "A place in the group.",
}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    built = school.school(tmp_path, children=5)
    for child in built.children[:3]:
        school.screen(built, child)
    with built.desk.store.writing() as conn:
        last, actor = built.children[4], built.desk.actor
        cohorts.opt_out(conn, actor, last, built.setting, by="Mother", how="")
    yield built
    built.desk.store.close()


def load(made: School, child: str = "") -> Choices:
    return choosing.load(made.desk, LeftAt(made.cohort.id, "Acorn", child))


def page(made: School, key: str) -> tuple[str, str]:
    """The code on the print *key*, and all its words."""
    at = load(made).at
    assert at is not None
    pdf = choosing.make(made.desk, at, key, WORDS)
    said = reading.spoken(pdf)
    return said.split("elsec prints check ")[1].split()[0], " ".join(said.split())


def decided(made: School, screening: str) -> None:
    therapist = school.as_role(made, THERAPIST).desk.actor
    with made.desk.store.writing() as conn:
        review.decide(conn, therapist, screening, "refer", comment="Please see soon.")


CLASS = ("class-list", "class-offer", "class-pack", "setting-offer", "cohort-report")


@pytest.mark.parametrize("key", CLASS)
def test_a_print_of_a_class_is_current_until_its_records_change(made: School, key: str) -> None:
    code, _words = page(made, key)
    found = choosing.trace(made.desk, code)
    assert found.state == "current"
    assert any(name in found.what for name in ("Acorn", "Autumn screening", "Oak Tree"))
    school.screen(made, made.children[3])
    after = choosing.trace(made.desk, code.lower().replace("-", " "))
    assert after == Traced("superseded", found.what)
    again, _words = page(made, key)
    assert again[:4] == code[:4]
    assert choosing.trace(made.desk, again).state == "current"


def test_a_signed_version_supersedes_the_page_before(made: School) -> None:
    kinds = [kind.key for kind in load(made, made.children[0]).kinds]
    summary = next(key for key in kinds if key.startswith("child-summary"))
    code, _words = page(made, summary)
    assert choosing.trace(made.desk, code).state == "current"
    first = summary.partition(":")[2]
    with made.desk.store.writing() as conn:
        low = {made.instrument.items[0].id: "not_yet"}
        amending.amend(conn, made.desk.actor, first, made.instrument, low, "Wrong line.")
    found = choosing.trace(made.desk, code)
    assert found.state == "superseded"
    assert "From a screening, version 1, signed" in found.what


def test_everything_that_can_be_chosen_can_be_made_and_found_again(made: School) -> None:
    child = made.children[0]
    with made.desk.store.reading() as conn:
        screening = results.of_child(conn, child)[0].id
    decided(made, screening)
    with made.desk.store.writing() as conn:
        consents.state(
            conn,
            made.desk.actor,
            child,
            made.setting,
            "referral",
            given=True,
            by="Mother",
            how="By phone",
        )
        therapists = school.as_role(made, THERAPIST).desk
        draft = referral_draft.begin(conn, therapists, child, screening)
        for field, value in (("reason", "Says little."), ("concerns", "talking")):
            referral_draft.answer(conn, therapists.actor, draft.id, field, value)
        referral.sign(conn, therapists, referral_draft.load(conn, draft.id))
    keys = [kind.key for kind in (*load(made).kinds, *load(made, child).kinds)]
    whats = {key.partition(":")[0] for key in keys}
    assert whats == {
        *CLASS, "provision-list", "letters-before", "letters-after", "paper-form", "child-summary",
        "letter-after", "panel-summary", "ehc-evidence", "referral", "timeline", "letter-before",
    }  # fmt: skip
    for key in keys:
        code, said = page(made, key)
        assert choosing.trace(made.desk, code).state == "current", key
        assert "DRAFT" not in said, key


def test_letters_go_to_no_family_that_opted_out(made: School) -> None:
    at = load(made).at
    assert at is not None
    pages = reading.pages_text(choosing.make(made.desk, at, "letters-before", WORDS))
    assert len(pages) == 4
    assert all("by 1 May 2026" in " ".join(page.split()) for page in pages)


def test_a_translation_is_offered_beside_the_letter_and_says_that_it_is_a_draft(
    made: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "letters"
    shutil.copytree(resources() / "letters", shelf)
    sample = (SAMPLES / "uk" / "sample.toml").read_text(encoding="utf-8")
    sample = sample.replace('id = "sample"', 'id = "before-screening"')
    (shelf / "uk").mkdir()
    (shelf / "uk" / "before-screening.toml").write_text(
        sample.replace("signed = true", "signed = false"), encoding="utf-8"
    )
    monkeypatch.setattr(letters, "_folder", lambda: shelf)
    kinds = {kind.title: kind.key for kind in load(made, made.children[0]).kinds}
    code, said = page(made, kinds["Letter before · uk"])
    assert "Всі люди народжуються вільними" in said
    assert "until a person who speaks the language has checked it" in said
    assert choosing.trace(made.desk, code).state == "current"
    assert code[:4] != page(made, kinds["Letter before"])[0][:4]


def test_a_letter_after_waits_for_the_therapist(made: School) -> None:
    kinds = [kind.key.partition(":")[0] for kind in load(made, made.children[0]).kinds]
    assert "letter-after" not in kinds


def test_a_letter_after_says_what_helps_at_home(made: School) -> None:
    kept = made.desk.strategies
    with made.desk.store.reading() as conn:
        signed = results.of_child(conn, made.children[0])[0]
    decided(made, signed.id)
    _code, said = page(made, f"letter-after:{signed.id}")
    tips = offer.for_home(kept, signed)
    assert tips
    assert "What you can do at home" in said
    for tip in tips:
        assert " ".join(f"{tip.do} {tip.example}".split()) in said


def test_what_must_be_asked_is_named(made: School) -> None:
    kind = next(kind for kind in load(made).kinds if kind.key == "letters-before")
    assert [ask.key for ask in choosing.lacking(kind, {"when": "soon"})] == ["deadline", "contact"]
    assert choosing.lacking(kind, WORDS) == ()


def test_a_timeline_tells_what_happened_in_order(made: School) -> None:
    child = made.children[0]
    with made.desk.store.reading() as conn:
        decided(made, results.of_child(conn, child)[0].id)
    _code, said = page(made, f"timeline:{child}")
    joined, screened, refer = (
        said.find(words) for words in ("Joined Acorn", "Screened with Little screen", "Please see")
    )
    assert 0 <= joined < screened < refer


def test_evidence_says_whose_words_stand_where_and_invents_none(made: School) -> None:
    keys = [kind.key for kind in load(made, made.children[0]).kinds]
    key = next(key for key in keys if key.startswith("ehc-evidence"))
    decided(made, key.split(":")[1])
    _code, said = page(made, key)
    assert said.count("Only a signed therapist's words are advice") >= 2
    assert "Nothing is on record under this heading." in said
    assert "The therapist at review Words by Morag Bell" in said
    assert "Headings neutral, version 1.0" in said


def test_a_cohort_report_counts_baseline_and_repeat_of_the_same_children(
    made: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Identity.actor
    spring = datetime.now(UTC) + timedelta(days=100)
    monkeypatch.setattr(Identity, "actor", lambda who: replace(plain(who), clock=lambda: spring))
    body = Cohort(
        "Spring screening",
        "2026-27",
        ("Acorn",),
        (made.instrument.id,),
        date(2027, 1, 4),
        date(2027, 3, 26),
        phase="repeat",
    )
    with made.desk.store.writing() as conn:
        again = cohorts.open_cohort(conn, made.desk.actor, made.setting, body)
    with made.desk.store.reading() as conn:
        line = next(one for one in cohorts.cohorts(conn) if one.id == again)
    repeat = replace(made, cohort=line)
    low = {item.id: "not_yet" for item in made.instrument.items if item.type == "observed"}
    for child in made.children[:2]:
        school.screen(repeat, child, low)
    with made.desk.store.reading() as conn:
        facts = cohort_report(conn, made.desk, again)
    listening = facts.changes[0]
    assert [(count.band.label, count.children) for count in listening.baseline] == [("On track", 2)]
    assert [(count.band.label, count.children) for count in listening.repeat] == [
        ("Needs a closer look", 2)
    ]
    assert listening.note == "Of 2 children who were screened both times."
    assert [(each.what, each.count) for each in facts.known] == [
        ("Newly identified", 2),
        ("Already known", 0),
    ]
    figures = [
        alt
        for tag, alt, _kids in reading.nodes(reading.tree(prints.cohort_report(facts)))
        if tag == "Figure"
    ]
    assert figures[1] == "Baseline: On track 2. Repeat: Needs a closer look 2."
    with made.desk.store.reading() as conn:
        latest = results.of_child(conn, made.children[0])[0].id
    _code, said = page(made, f"child-summary:{latest}")
    assert "Since the last time" in said
    assert "Moved from “On track” to “Needs a closer look”." in said


def test_an_amendment_is_no_second_screening(made: School) -> None:
    child = made.children[0]
    low = {item.id: "not_yet" for item in made.instrument.items if item.type == "observed"}
    with made.desk.store.reading() as conn:
        first = results.of_child(conn, child)[0].id
    with made.desk.store.writing() as conn:
        newer = amending.amend(conn, made.desk.actor, first, made.instrument, low, "Misheard.")
    _code, said = page(made, f"child-summary:{newer}")
    assert "Since the last time" not in said


@pytest.mark.parametrize("code", ["AAAA-AAAA", "", "-", "?", "not a code at all", "0" * 4000])
def test_a_code_of_nothing_is_not_known(made: School, code: str) -> None:
    assert choosing.trace(made.desk, code) == Traced("unknown")


def test_the_command_says_the_same(
    made: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a process of its own it opens the vault; here the vault is opened a second time."""
    code, _words = page(made, f"timeline:{made.children[0]}")
    answers = [check(made, monkeypatch, each) for each in (code, "AAAA-AAAA")]
    school.screen(made, made.children[0])
    answers.append(check(made, monkeypatch, code))
    out = capsys.readouterr()
    assert answers == [0, 1, 1]
    assert out.out.splitlines() == ["current\tA child's timeline", "superseded\tA child's timeline"]
    assert "No print with that code" in out.err


def check(made: School, monkeypatch: pytest.MonkeyPatch, code: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    asked = argparse.Namespace(verb="check", code=code, vault=made.folders.vault)
    return command.run(asked)


def test_codes_of_a_print_and_of_a_record_have_one_form(made: School) -> None:
    drawn = codes.drawn_code("class-list/c/Acorn", b"what it said")
    assert len(drawn) == len(codes.short_code("a record")) == 9
    assert codes.which_of(drawn.lower())("class-list/c/Acorn")
    assert not codes.which_of(drawn)("class-list/c/Beech")
    assert drawn[5:] != codes.drawn_code("class-list/c/Acorn", b"what it says now")[5:]
