"""An XLSForm becomes a draft: what a form can say is there, what it cannot is asked of a person."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from elsec_app.cli import main
from elsec_app.errors import BadInput
from elsec_app.exchange.class_list.grid import Grid
from elsec_app.exchange.xlsform.draft import draft
from elsec_app.exchange.xlsform.form import NotAForm, read_form
from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.library import load, prove
from elsec_app.instruments.reading import read_pack
from tests.exchange.workbooks import Value, packed, parts, sheet_xml, workbook

DAY = date(2026, 11, 24)
Rows = list[Sequence[Value]]

SURVEY: Rows = [
    ["type", "name", "label::English (en)", "label::Cymraeg (cy)", "hint", "relevant",
     "constraint", "media::audio"],
    ["start", "start", None, None, None, None, None, None],
    ["begin_group", "Listening", "Listening", "Gwrando", None, None, None, None],
    ["select_one yes_no", "turns_to_name", "Turns to their name", "Yn troi", "Say it once", None,
     None, None],
    ["select_one often", "joins_in", "Joins in", "Ymuno", None, "${turns_to_name} = 'yes'", None,
     None],
    ["end_group", None, None, None, None, None, None, None],
    ["begin group", "section", "Words", "Geiriau", None, None, None, None],
    ["select one pictures", "find_cup", "Where is the cup?", "Ble mae'r cwpan?", None, None, None,
     "Find Cup.mp3"],
    ["integer", "words", "How many words?", "Sawl gair?", None, None, ". >= 0 and . <= 50", None],
    ["select_multiple sounds", "sounds", "Which sounds?", "Pa seiniau?", None, None, None, None],
    ["calculate", "total", None, None, None, None, None, None],
    ["end group", None, None, None, None, None, None, None],
    ["text", "remark", "Anything else about ${words}?", "Arall?", None, None, None, None],
    ["select_one where", "where", "Where?", "Ble?", None, None, None, None],
]  # fmt: skip
CHOICES: Rows = [
    ["list_name", "name", "label::English (en)", "media::image"],
    ["yes_no", "yes", "Yes", None],
    ["yes_no", "no", "No", None],
    *[["often", n, word, None] for n, word in ((0, "Never"), (1, "Sometimes"), (2, "Always"))],
    ["pictures", "cup", "Cup", "Red Cup.PNG"],
    ["pictures", "dog", "Dog", "dog.png"],
    ["sounds", "p", "p", None],
    ["sounds", "sh", "sh", None],
    ["where", "home", "At home", None],
    ["where", "school", "At school", None],
]  # fmt: skip
SETTINGS: Rows = [
    ["form_title", "form_id", "version", "default_language"],
    ["My screen", "my_screen", "2025-03", "English (en)"],
]


def _book(**sheets: Rows) -> bytes:
    return packed(parts({name: sheet_xml(rows) for name, rows in sheets.items()}))


@pytest.fixture(scope="module")
def form() -> bytes:
    return _book(survey=SURVEY, choices=CHOICES, settings=SETTINGS)


def _rules(form: bytes) -> dict[str, object]:
    content = yaml.safe_load(draft(read_form(form), "my-screen", "1", DAY).files["instrument.yaml"])
    assert isinstance(content, dict)
    return content


def test_each_question_becomes_the_item_that_it_is(form: bytes) -> None:
    shared = {"sections": ["all"], "source": "form"}
    assert _rules(form)["items"] == [
        {"id": "turns-to-name", "type": "observed", "strand": "listening", **shared},
        {"id": "joins-in", "type": "rating", "strand": "listening", **shared},
        {"id": "find-cup", "type": "pointing", "strand": "section-area", **shared,
         "pictures": ["red-cup.png", "dog.png"], "target": ""},
        {"id": "words", "type": "count", "strand": "section-area", **shared,
         "least": 0, "most": 50},
        {"id": "sounds", "type": "sound_checklist", "strand": "section-area", **shared,
         "sounds": ["p", "sh"]},
        {"id": "remark", "type": "free_note", "strand": "other", **shared},
        {"id": "where", "type": "free_note", "strand": "other", **shared},
    ]  # fmt: skip


def test_words_stand_in_a_file_for_each_language(form: bytes) -> None:
    files = draft(read_form(form), "my-screen", "1", DAY).files
    english, welsh = (yaml.safe_load(files[f"strings/{code}.yaml"]) for code in ("en-GB", "cy"))
    assert english["strands"] == {"listening": "Listening", "section-area": "Words", "other": ""}
    assert welsh["items"]["find-cup"]["say"] == "Ble mae'r cwpan?"
    assert english["items"]["turns-to-name"] == {
        "prompt": "Turns to their name", "look_for": "Say it once", "expectation": "",
    }  # fmt: skip
    assert english["items"]["find-cup"]["recording"] == "find-cup.mp3"


def test_what_is_left_out_is_told(form: bytes) -> None:
    assert draft(read_form(form), "my-screen", "1", DAY).left_out == (
        "start: “start” has no place in a screen.",
        "joins_in: Its formula is left out (relevant).",
        "sounds: It is taken for a list of sounds. Check it.",
        "total: “calculate” has no place in a screen.",
        "remark: Its words use another answer (${…}); write them out.",
        (
            "where: It chooses among home, school; here it is a note. Make it another item, or keep"
            " it."
        ),
    )


def _said(files: dict[str, bytes]) -> set[str]:
    with pytest.raises(PackRefused) as refused:
        prove(files, name="draft")
    return {f"{c.file}, {c.key}" for c in refused.value.complaints}


PLAIN: Rows = [
    ["type", "name", "label"],
    ["select_one yes_no", "a", "Turns to their name"],
    ["select_one yes_no", "b", "Stays with a story"],
]
TO_FILL = {
    "instrument.yaml, edition", "instrument.yaml, licence", "instrument.yaml, publisher",
    "strings/en-GB.yaml, summary", "strings/en-GB.yaml, statement",
    "strings/en-GB.yaml, strands.other.name", "strings/en-GB.yaml, sections.all.name",
    *(f"strings/en-GB.yaml, bands.{band}.{word}" for band in ("stronger", "weaker")
      for word in ("label", "meaning", "recommendation")),
    *(f"strings/en-GB.yaml, items.{item}.{word}" for item in ("a", "b")
      for word in ("look_for", "expectation")),
    "strings/en-GB.yaml, title",
}  # fmt: skip
NUMBERS = {"instrument.yaml, sections.all", "instrument.yaml, scores.other"}
CASES = {
    "golden.csv, all", "golden.csv, stronger", "golden.csv, weaker",
    "instrument.yaml, bands.stronger", "instrument.yaml, bands.weaker",
}  # fmt: skip


def test_the_draft_wants_only_what_a_person_must_fill() -> None:
    """First the words and whose they are, then ages and bands, then the cases: then it stands."""
    made = draft(read_form(_book(survey=PLAIN, choices=CHOICES)), "my-screen", "1", DAY)
    assert _said(made.files) == TO_FILL
    pack = yaml.safe_load(made.files["instrument.yaml"])
    words = yaml.safe_load(made.files["strings/en-GB.yaml"])
    pack |= {"publisher": "Us", "edition": "1", "licence": "MIT"}
    files = {**made.files, "strings/en-GB.yaml": _filled(words)}
    assert _said({**files, "instrument.yaml": _yaml(pack)}) == NUMBERS | {
        "instrument.yaml, bands.stronger", "instrument.yaml, bands.weaker",
    }  # fmt: skip
    pack["sections"][0] |= {"from_months": 36, "to_months": 48}
    ranges = [{"band": "weaker", "from": 0, "to": 1}, {"band": "stronger", "from": 2, "to": 2}]
    pack["scales"] = [{"id": "two", "strands": ["other"], "source": "form", "ranges": ranges}]
    files["instrument.yaml"] = _yaml(pack)
    assert _said(files) == {"golden.csv, all", "golden.csv, stronger", "golden.csv, weaker"}
    files["golden.csv"] += b"All,2020-01-01,2023-06-01,all,yes,Y Y,2 stronger,none,none,none\n"
    files["golden.csv"] += b"One,2020-01-01,2023-06-01,all,yes,Y N,1 weaker,other,none,none\n"
    assert prove(files, name="draft").title == "x"


def _yaml(content: object) -> bytes:
    return yaml.safe_dump(content, sort_keys=False).encode()


def _filled(node: object) -> bytes:
    def fill(part: object) -> object:
        if isinstance(part, dict):
            return {key: fill(value) for key, value in part.items()}
        return part or "x"

    return _yaml(fill(node))


def test_the_whole_form_is_readable_as_a_pack(form: bytes) -> None:
    pack, _faults = read_pack(draft(read_form(form), "my-screen", "1", DAY).files)
    assert pack is not None
    assert pack.languages == ("en-GB", "cy")
    assert pack.sources[0].title == "XLSForm My screen"
    assert (pack.sources[0].edition, pack.sources[0].checked) == ("2025-03", DAY)


@pytest.mark.parametrize(
    "kind",
    ["select_one yes_no", "select one yes_no", "select one from yes_no", "Select_One  yes_no",
     "select_one yes_no or_other"],
)  # fmt: skip
def test_a_choice_of_one_is_known_however_it_is_written(kind: str) -> None:
    items = _rules(_book(survey=[["type", "name", "label"], [kind, "a", "?"]], choices=CHOICES))
    assert items["items"][0]["type"] == "observed"  # type: ignore[index]


def test_names_that_fall_together_stay_apart() -> None:
    rows: Rows = [
        ["type", "name", "label"],
        *[["text", name, "?"] for name in ("a_b", "A b", "a-b")],
    ]
    items = _rules(_book(survey=rows))["items"]
    assert isinstance(items, list)
    assert [item["id"] for item in items] == ["a-b", "a-b-x2", "a-b-x3"]


CELLS = st.one_of(
    st.sampled_from([
        None, "", "type", "select", "select_one", "select_one yes_no", "select one", "or_other",
        "integer",
        "begin_group", "end group", "begin repeat", "text", "note", "name", "label", "\u202eabc",
        "label::English (en)", "label::(cy)", "hint", "constraint", ". > 99999999999", "yes_no",
        "list_name", "media::image", "a b", "=", "<<", "- x", "#", ": ", "{", 0, 1, 1.5,
    ]),
    st.text(max_size=6),
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)


@given(GRIDS, GRIDS, GRIDS)
@settings(max_examples=150, deadline=None)
def test_any_form_is_a_draft_or_is_refused(survey: Rows, choices: Rows, words: Rows) -> None:
    """And the draft is read again: whatever was in a cell, it is well-formed and complained of."""
    told = [["type", "name", "label", "hint", "constraint"], *survey]
    listed = [["list_name", "name", "label", "media::image"], *choices]
    with patch("elsec_app.exchange.class_list.opening.open_grids") as opened:
        named = {"survey": told, "choices": listed, "settings": words}
        opened.return_value = [
            Grid("xlsx", [list(row) for row in rows], sheet=name) for name, rows in named.items()
        ]
        try:
            form = read_form(b"")
        except NotAForm:
            return
    with pytest.raises(PackRefused) as refused:
        prove(draft(form, "my-screen", "1", DAY).files, name="draft")
    assert refused.value.complaints


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no workbook",
        workbook([["type", "name"], ["text", "a"]], "Sheet1"),
        _book(survey=[["type", "name", "label"]]),
        _book(survey=[["type", "name"], *[["text", f"q{n}"] for n in range(1001)]]),
    ],
)
def test_what_is_no_form_is_refused(data: bytes) -> None:
    with pytest.raises(NotAForm):
        read_form(data)
    assert issubclass(NotAForm, BadInput)


def test_a_hostile_workbook_is_refused() -> None:
    bomb = packed({**parts({"survey": ""}), "xl/worksheets/sheet1.xml": " " * 60_000_000})
    with pytest.raises(NotAForm):
        read_form(bomb)


def test_the_command_makes_a_folder_and_says_what_is_left(
    form: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form.xlsx").write_bytes(form)
    words = ["instruments", "import-xlsform", str(tmp_path / "form.xlsx"), str(tmp_path / "my/1")]
    assert main([*words, "--on", "2026-11-24"]) == 0
    told = capsys.readouterr().out
    assert "Left out, or to be looked at:" in told
    assert "items.find-cup.target: Choose the target from the pictures." in told
    assert "instrument.yaml, licence: Fill this in." in told
    with pytest.raises(PackRefused):
        load(tmp_path / "my" / "1")
    assert main(words) == 2  # never over what is there
    assert main([*words[:2], str(tmp_path / "none.xlsx"), str(tmp_path / "other/1")]) == 2
    (tmp_path / "bad.xlsx").write_bytes(b"x")
    assert main([*words[:2], str(tmp_path / "bad.xlsx"), str(tmp_path / "other/1")]) == 1
