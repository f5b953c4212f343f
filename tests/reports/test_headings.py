"""The headings of EHC evidence are an area's own: another order is another file."""

from pathlib import Path

import msgspec
import pytest

from elsec_app.reports import headings, prints
from elsec_app.reports.facts import AdviceSection
from elsec_app.reports.headings import HeadingsProblem
from tests.reports import reading
from tests.reports.samples_more import EHC

GOOD = """
id = "ours"
version = "2"
dated = 2026-09-01
source = "the area's guidance"

[[heading]]
text = "Results"
show = "screening"
"""


def file(folder: Path, text: str) -> Path:
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_headings_can_be_read_and_say_where_their_order_is_from() -> None:
    assert "neutral" in headings.names()
    for name in headings.names():
        assert headings.read(name).source


def test_an_area_adds_a_file(tmp_path: Path) -> None:
    folder = file(tmp_path, GOOD)
    assert headings.names(folder) == ("ours",)
    assert [each.text for each in headings.read("ours", folder).heading] == ["Results"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("screening", "weather"), "cannot be read"),
        (('version = "2"', ""), "cannot be read"),
        (("dated = 2026-09-01", 'dated = "soon"'), "cannot be read"),
        (('id = "ours"', 'id = "theirs"'), "Their id is theirs"),
        (('version = "2"', 'version = " "'), "Their version is empty"),
        (("[[heading]]", "[[heading"), "cannot be read"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(HeadingsProblem, match=said):
        headings.read("ours", file(tmp_path, GOOD.replace(*change)))


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    more = GOOD.replace('"screening"', '"tried"').replace('"ours"', '"theirs"')
    more += (
        '\n[[heading]]\ntext = "Results"\nshow = "needs"\n[[heading]]\ntext = ""\nshow = "views"\n'
    )
    with pytest.raises(HeadingsProblem) as fault:
        headings.read("ours", file(tmp_path, more))
    for said in (
        "Their id is theirs",
        "No heading shows the screening",
        "The heading Results stands there twice",
        "A heading has no text",
    ):
        assert said in fault.value.sentence


@pytest.mark.parametrize("name", ["none", "../letters/after-screening", ""])
def test_there_are_no_others(name: str) -> None:
    with pytest.raises(HeadingsProblem):
        headings.read(name)


def test_the_page_follows_the_order_that_is_asked_for() -> None:
    order = ("Outcomes", "Needs", "Results")
    sections = tuple(
        AdviceSection(text, show="screening" if text == "Results" else "words") for text in order
    )
    said = reading.spoken(prints.ehc_evidence(msgspec.structs.replace(EHC, sections=sections)))
    assert said.index("Outcomes") < said.index("Needs") < said.index("Results")
    assert said.count("Nothing is on record under this heading.") == 2
