"""The whole school day on real parts, thirty children, three devices and one centre."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from elsec_app.cli import main


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour") / "out"
    assert main(["tour", "--out", str(folder), "--children", "30", "--seed", "7"]) == 0
    return folder


@pytest.fixture(scope="module")
def summary(out: Path) -> Any:
    return json.loads((out / "summary.json").read_bytes())


def test_coverage_adds_up(summary: Any) -> None:
    cohort = summary["cohort"]
    assert cohort["not_screened"] == {"absent": 2, "opted_out": 2, "refused": 1}
    assert cohort["screened"] + sum(cohort["not_screened"].values()) == cohort["children"] == 30


def test_every_strand_counts_every_screened_child(summary: Any) -> None:
    cohort = summary["cohort"]
    assert len(cohort["bands"]) == 5
    assert {sum(b.values()) for b in cohort["bands"].values()} == {cohort["screened"]}


def test_all_views_are_equal_and_nothing_waits(summary: Any) -> None:
    assert summary["digests_equal"] == {"practitioner": True, "therapist": True, "senco": True}
    for device in summary["devices"].values():
        assert device["digests"]
        assert (device["waiting"], device["refused"]) == (0, 0)


def test_the_practitioner_and_the_therapist_hold_what_the_centre_holds(summary: Any) -> None:
    centre = summary["centre"]["by_kind"]
    assert summary["devices"]["practitioner"]["by_kind"] == centre
    assert summary["devices"]["therapist"]["by_kind"] == centre
    assert centre["screening"] == summary["cohort"]["screened"] + 4  # and the nursery's four
    assert centre["reply"] == summary["questions_answered"] == 1


def test_the_same_page_has_the_same_code_on_every_device(out: Path) -> None:
    """What the therapist printed, the SENCO can check: the code follows from the records alone."""
    for name in ("class-list-", "class-offer-", "class-pack-", "setting-offer", "timeline-01"):
        codes = {
            _first_page(file).split("prints check ")[1].split()[0]
            for role in ("therapist", "senco")
            for file in sorted((out / "prints" / role).rglob(f"{name}*.pdf"))[:1]
        }
        assert len(codes) == 1, name


def _first_page(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split())


def test_the_senco_holds_one_setting(summary: Any) -> None:
    senco, centre = summary["devices"]["senco"], summary["centre"]["by_kind"]
    assert senco["by_kind"]["child"] == 30 == centre["child"] - 6
    assert senco["by_kind"]["screening"] == summary["cohort"]["screened"]
    assert not {"reply", "import_batch"} & senco["by_kind"].keys()
    assert len(senco["digests"]) == len(summary["devices"]["therapist"]["digests"]) - 1


def test_the_prints_are_what_the_summary_says(out: Path, summary: Any) -> None:
    assert len(summary["prints"]) > 100
    for each in summary["prints"]:
        assert sha256((out / each["file"]).read_bytes()).hexdigest() == each["sha256"]
    kinds = {Path(each["file"]).stem.rstrip("0123456789-") for each in summary["prints"]}
    assert {
        "letter-before",
        "letter-after",
        "child-summary",
        "timeline",
        "referral",
        "panel-summary",
        "ehc-evidence",
        "setting-offer",
        "cohort-report",
    } <= kinds
    assert {"class-list", "class-offer", "class-pack", "paper-form"} <= {
        "-".join(kind.split("-")[:2]) for kind in kinds
    }


def test_a_referral_traces_to_its_screening(out: Path, summary: Any) -> None:
    """What the page states stands in the signed record that its code leads to."""
    from elsec_app.operations import codes, desk, referral, results
    from elsec_app.rehearsal.team import PASSPHRASE
    from elsec_app.reports.evidence import FINGERPRINT

    printed = next(p["file"] for p in summary["prints"] if "/referral-" in p["file"])
    text = "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out / printed)
    )
    opened = desk.unlock(out / "therapist", PASSPHRASE, {})
    with opened.store.reading() as conn:
        found = next(
            found
            for word in text.split()
            if len(word) == 9 and (found := codes.find(conn, word)) and found.kind == "referral"
        )
        signed = results.one(conn, referral.one(conn, found.record).body.screening)
    opened.store.close()
    assert found.current
    folded = " ".join(text.split())
    for strand in signed.body.strands:
        assert strand.name in folded
        assert strand.label in folded
        assert strand.rule in folded
    assert signed.instrument_hash[:FINGERPRINT] in folded.replace(" ", "")
    assert signed.body.signed.name in folded
