"""Each complaint, shown by a pack that is broken in that one way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.library import load

from .shelf import CASES, SHIPPED, Pack, broken, newest

Change = Callable[[Pack, Pack], object]


def _set(*path: str | int, to: object) -> Change:
    def change(pack: Pack, _words: Pack) -> None:
        node: object = pack
        for key in path[:-1]:
            node = node[key]  # type: ignore[index]
        node[path[-1]] = to  # type: ignore[index]

    return change


def _drop(*path: str | int) -> Change:
    def change(pack: Pack, _words: Pack) -> None:
        node: object = pack
        for key in path[:-1]:
            node = node[key]  # type: ignore[index]
        del node[path[-1]]  # type: ignore[attr-defined]

    return change


def _word(*path: str, to: object) -> Change:
    def change(_pack: Pack, words: Pack) -> None:
        node = words
        for key in path[:-1]:
            node = node[key]
        if to is None:
            del node[path[-1]]
        else:
            node[path[-1]] = to

    return change


def _append(key: str, part: object) -> Change:
    return lambda pack, _words: pack.setdefault(key, []).append(part)


def _unchanged(_pack: Pack, _words: Pack) -> None:
    """Leave the pack as it is."""


OBS, TYPES, CEILING, STARTS = (
    "observation-screen",
    "every-type",
    "ceiling",
    "start-points",
)

BROKEN: list[tuple[str, Change, str]] = [
    # reading: what is said must have meaning
    (OBS, _set("publishr", to="x"), "instrument.yaml: It has unknown field `publishr`. Did you"),
    (OBS, _set("items", 3, "strnad", to="x"), "items.s24-attention-4: It has unknown field"),
    (OBS, _drop("items", 3, "source"), "items.s24-attention-4: It lacks the required field"),
    (OBS, _set("items", 3, "type", to="observe"), "items.s24-attention-4.type: Invalid value"),
    (OBS, _set("version", to=1.0), "instrument.yaml, version: Expected `str`, got `float`"),
    (OBS, _set("kind", to="adminstered"), "instrument.yaml, kind: Invalid enum value"),
    (OBS, _set("missing", "rule", to="guess"), "instrument.yaml, missing.rule: Invalid value"),
    (OBS, _set("hash", to="00"), "instrument.yaml, hash: Remove this"),
    # words: every string present, none left over
    (OBS, _word("statement", to=None), "strings/en-GB.yaml, statement: Write these words"),
    (OBS, _word("bands", "few", "recommendation", to=" "), "bands.few.recommendation: Write"),
    (OBS, _word("outcomes", "discuss", "recommendation", to=None), "discuss.recommendation: Wri"),
    (OBS, _word("items", "s24-social-1", "look_for", to=None), "items.s24-social-1.look_for: Wr"),
    (OBS, _word("cautions", "hearing_not_checked", to=None), "cautions.hearing_not_checked.words"),
    (OBS, _word("items", "s24-social-9", to={"prompt": "x"}), "s24-social-9: Remove or rename"),
    (OBS, _word("items", "s24-social-1", "hint", to="x"), "s24-social-1.hint: Remove or rename"),
    (OBS, _set("languages", to=["en-GB", "cy"]), "strings/cy.yaml: Add this file"),
    # names
    (OBS, _set("items", 1, "id", to="s24-attention-1"), "items.s24-attention-2: Remove or rename"),
    (OBS, _append("bands", {"id": "few", "attention": True}), "bands.few: Give each one a name"),
    (OBS, _set("items", 3, "strand", to="atention"), "items.s24-attention-4.strand: Correct “ate"),
    (OBS, _set("items", 3, "sections", to=["s25"]), "attention-4.sections: Correct “s25”"),
    (OBS, _set("items", 3, "source", to="me"), "s24-attention-4.source: Correct “me”"),
    (OBS, _drop("sources", 1, "url"), "sources.bolton: Give its web address or"),
    (OBS, _set("overall", 0, "outcome", to="refer"), "overall: Correct “refer”"),
    (OBS, _set("scales", 0, "ranges", 0, "band", to="all"), "scales.of-four.ranges: Correct “all”"),
    (OBS, _set("rescreen", 0, "outcomes", to=["x"]), "rescreen: Correct “x”"),
    (TYPES, _set("items", 4, "target", to="mouse.svg"), "items.point.target: Choose the target"),
    (TYPES, _set("items", 9, "most", to=5000), "items.many: Let least be under most"),
    (STARTS, _set("sections", 1, "starts", 0, "item", to="w11"), "sections.old.starts: Correct “w"),
    (CEILING, _set("stops", 0, "strands", to=["x"]), "stops and basals: Correct “x”"),
    ("ics", _set("scores", 0, "mean_of", to=6), "intelligibility.mean_of: Let it be entered"),
    (TYPES, _set("scores", 0, "mean_of", to=4), "scores.rated.mean_of: Let it be entered"),
    (TYPES, _set("items", 7, "picture", to="bee.svg"), "media/bee.svg: Add this file"),
    # cover: no gap, no overlap, and no hole that is not declared
    (OBS, _set("sections", 2, "from_months", to=37), "sections.s36: Let it begin at 36 months"),
    (OBS, _set("sections", 2, "from_months", to=35), "sections.s36: Let it begin at 36 months"),
    (OBS, _set("sections", 6, "to_months", to=84), "sections.s84: Let from_months be less than"),
    (OBS, _set("scales", 0, "ranges", 0, "from", to=4), "of-four: Give the score 3 a band"),
    (OBS, _set("scales", 0, "ranges", 0, "from", to=2), "of-four: Give the score 2 one band"),
    (OBS, _set("scales", 1, "ranges", 0, "to", to=6), "of-five: Keep “most” inside 0 to 5"),
    (OBS, _drop("scales", 1), "scores.talking: Add a scale for section s24"),
    (TYPES, _drop("scales", 3, "unassigned"), "words: Give the score 81 a band, or declare it"),
    (
        CEILING,
        _set("scales", 0, "ranges", to=[
            {"band": "high", "from": 0, "to": 1},
            {"band": "low", "from": 2, "to": 4},
            {"band": "high", "from": 5, "to": 8},
        ]),
        "scales.of-eight: Let the bands run one way",
    ),
    # reach: everything can happen
    (OBS, _set("items", 3, "sections", to=[]), "items.s24-attention-4: Name the sections"),
    (OBS, _append("outcomes", {"id": "x", "attention": False, "tier": "universal"}), "outcomes.x"),
    (OBS, _set("overall", 2, "at_least", to=2), "overall.3: Change or remove this rule"),
    (OBS, _set("overall", 2, "at_least", to=6), "overall.3: Change or remove this rule"),
    (OBS, _drop("overall", 3), "overall: End with a rule that has an outcome and no band"),
    (OBS, _drop("scores", 4), "scores.social: Say how this strand is scored"),
    (OBS, _set("rescreen", 0, "earliest_weeks", to=17), "rescreen.1: Let earliest_weeks come fir"),
    (CEILING, _set("stops", 0, "not_yet", to=8), "stops.1: Make it shorter, or leave row out"),
    (CEILING, _set("stops", 1, "not_yet", to=5), "stops.2: Let not_yet be at least 1"),
    (STARTS, _drop("basals"), "sections.old.starts: Add a basal rule for words"),
    (STARTS, _drop("sections", 1, "starts"), "basals.1: Give words a start point"),
    (STARTS, _set("basals", 0, "passes", to=0), "basals.1: Let passes be at least 1"),
    (STARTS, _append("basals", {"passes": 2, "source": "own"}), "basals.2: Leave words out; an ea"),
    (STARTS, _append("stops", {"rule": "in_a_row", "not_yet": 2, "source": "own"}), "stops.2: Le"),
    (STARTS, _set("sections", 1, "starts", to=[{"strand": "words", "item": n} for n in ("w5", "w6")
                                               ]), "sections.old.starts: Give words one start"),
    (STARTS, _set("stops", 0, "not_yet", to=0), "stops.1: Let not_yet be at least 1"),
    (OBS, _append("scales", {"id": "x", "strands": ["talking"], "source": "own", "ranges": [
        {"band": "most", "from": 0, "to": 5}]}), "scales.x: Leave talking out in section s24"),
    ("ics", _append("scales", {"id": "x", "strands": ["intelligibility"], "source": "own",
                               "ranges": []}), "scales.x: Remove this; no score uses it"),
    (TYPES, _drop("scores", 3, "norms"), "scores.words.norms: Name the norm table"),
    (OBS, _append("rescreen", {"outcomes": ["group"], "earliest_weeks": 1, "due_weeks": 2,
                               "sources": ["own"]}), "rescreen.2: Leave group out; an earlier"),
    (OBS, _set("repeat", to={"band": "most", "source": "own"}), "repeat: Remove this; only bands"),
    (TYPES, _set("scores", 0, "missing", "allow", to=4), "rated.missing: Let allow be at least 1"),
    (TYPES, _set("scores", 3, "sem", to=0), "scores.words.sem: Let it be more than 0"),
    (OBS, _set("overall", 0, "at_least", to=6), "overall.1: Change or remove this rule"),
    # sources and shapes
    (OBS, _drop("overall", 0, "source"), "overall.1: Name the source of its numbers"),
    (STARTS, _drop("basals", 0, "source"), "basals.1: Name the source of its numbers"),
    (STARTS, _drop("stops", 0, "source"), "stops.1: Name the source of its numbers"),
    (TYPES, _drop("scores", 0, "missing", "source"), "scores.rated.missing: Name the source"),
    (TYPES, _drop("scores", 3, "source"), "scores.words: Name the source"),
    (OBS, _set("rescreen", 0, "sources", to=[]), "rescreen.1: Name the source"),
    (OBS, _append("sources", {"id": "x", "title": "X", "checked": date(2026, 1, 1), "own": True}),
     "sources.x: Remove this; nothing cites it"),
    (OBS, _set("version", to="../1"), "instrument.yaml, version: Use numbers with points"),
    (OBS, _set("id", to="..\\up"), "instrument.yaml, id: Use small letters"),
    (OBS, _set("sections", 0, "id", to="two years"), "sections.two years: Use small letters"),
    (OBS, _set("licence", to=" "), "instrument.yaml, licence: Fill this in"),
    (OBS, _set("sources", 0, "title", to=""), "sources.own.title: Fill this in"),
    (TYPES, _set("pictures", 0, "licence", to=""), "pictures.cat.svg.licence: Fill this in"),
    (TYPES, _set("pictures", 0, "source", to=" "), "pictures.cat.svg.source: Fill this in"),
    (OBS, _set("scores", to=[]), "instrument.yaml, scores: Write at least one here"),
    (OBS, _set("languages", to=[]), "instrument.yaml, languages: Write at least one here"),
    (TYPES, _set("bands", to=[{"id": f"b{n}", "attention": False} for n in range(21)]),
     "instrument.yaml, bands: Have 20 here at most"),
    (OBS, _word("title", to="Screen \u202egnirb"), "Take out the invisible character here"),
    (OBS, _set("publisher", to="GL\u200b Assessment"), "instrument.yaml, line 8: Take out the inv"),
    # items
    (TYPES, _set("items", 4, "pictures", to=["dog.svg"]), "items.point.pictures: Add a foil"),
    (TYPES, _set("items", 4, "pictures", to=["dog.svg"] * 2), "items.point.pictures: Name each"),
    (TYPES, _set("items", 7, "sounds", to=[]), "items.sound.sounds: Name the sounds"),
    (TYPES, _set("items", 7, "sounds", to=["p+t"]), "items.sound.sounds: Write each sound without"),
    ("ics", _set("items", 1, "options", to=["well"]), "items.result.options: Offer two bands"),
    # golden cases
    (OBS, _set("rescreen", 0, "due_weeks", to=15), "rescreen: The case says “2025-04-04 "),
    (OBS, _drop("cautions", 3), "strings/en-GB.yaml, cautions.other_section: Remove"),
    (OBS, _set("missing", to={"rule": "none_missing"}), "attention =: The case says “3 most”"),
]  # fmt: skip


def _said(name: str, change: Change, tmp_path: Path) -> list[str]:
    source = newest(name) if (SHIPPED / name).is_dir() else CASES / name / "1"
    with pytest.raises(PackRefused) as refused:
        load(broken(source, tmp_path, change))
    return [str(complaint) for complaint in refused.value.complaints]


def named(part: object) -> str:
    """The same in every process: a function by its name, not by its place in memory."""
    return getattr(part, "__name__", str(part)[:50])


@pytest.mark.parametrize(("name", "change", "complaint"), BROKEN, ids=named)
def test_a_broken_pack_is_not_loaded_and_says_where(
    name: str, change: Change, complaint: str, tmp_path: Path
) -> None:
    said = _said(name, change, tmp_path)
    assert any(complaint in sentence for sentence in said), said


def test_faults_of_every_kind_are_heard_of_at_once(tmp_path: Path) -> None:
    """A missing word, a missing picture, a gap, a lost rule and an unsaid source, in one go."""

    def change(pack: Pack, words: Pack) -> None:
        words["items"]["many"] = {}
        pack["pictures"].pop()
        pack["scales"][0]["ranges"][1]["from"] = 5
        pack["overall"][0]["at_least"] = 9
        del pack["scores"][3]["source"]

    said = _said(TYPES, change, tmp_path)
    for part in ("items.many.prompt: Write", "pictures.say.wav", "scales.rated: Give the score 4",
                 "overall.1: Change or remove", "scores.words: Name the source"):  # fmt: skip
        assert any(part in sentence for sentence in said), (part, said)


def test_all_faults_are_heard_of_at_once(tmp_path: Path) -> None:
    def change(pack: Pack, _words: Pack) -> None:
        pack["items"][0]["type"] = "guess"
        pack["items"][9]["sorce"] = pack["items"][9].pop("source")
        pack["sections"][0]["from_months"] = "two"

    said = _said(OBS, change, tmp_path)
    assert len(said) == 3
    assert any("Did you mean “source”?" in sentence for sentence in said)


def _files(source: Path, tmp_path: Path, change: Callable[[Path], object]) -> list[str]:
    folder = broken(source, tmp_path, _unchanged)
    change(folder)
    with pytest.raises(PackRefused) as refused:
        load(folder)
    return [str(complaint) for complaint in refused.value.complaints]


FILES: list[tuple[str, Callable[[Path], object], str]] = [
    (OBS, lambda f: (f / "golden.csv").unlink(), "golden.csv: Add this file"),
    (OBS, lambda f: (f / "instrument.yaml").unlink(), "instrument.yaml: Add this file"),
    (OBS, lambda f: (f / "instrument.yaml").write_text("a: [1"), "line 2: Correct this line"),
    (OBS, lambda f: (f / "instrument.yaml").write_text("a: 1\na: 2\n"), "the key “a” is here twi"),
    (OBS, lambda f: (f / "instrument.yaml").write_text("just words"), "Write keys and values"),
    (OBS, lambda f: (f / "instrument.yaml").write_bytes(b"a: \xff"), "Save this file as UTF-8"),
    (OBS, lambda f: (f / "instrument.yaml").write_text("#" * 1_000_001), "smaller than 1 MB"),
    (OBS, lambda f: (f / "strings/cy.yaml").write_text("title: x"), "cy.yaml: List this language"),
    (TYPES, lambda f: (f / "media/dog.svg").unlink(), "media/dog.svg: Add this file"),
    (TYPES, lambda f: (f / "media/new.svg").write_text("x"), "pictures.new.svg: State whose it"),
    (TYPES, lambda f: (f / "norms/words.csv").unlink(), "norms/words.csv: Add this table"),
    (TYPES, lambda f: (f / "norms/x.csv").write_text(_norms("36,60,0,20,75\n")), "x.csv: Remove"),
    (TYPES, lambda f: (f / "norms/words.csv").write_text("raw,std\n"), "words.csv, line 1: Make"),
    (TYPES, lambda f: _rewrite(f, "36,48,0,4,75", "36,48,0,4,low"), "line 2: Use whole numbers"),
    (TYPES, lambda f: _rewrite(f, "36,48,0,4,75", "36,48,0,4,85"), "Check raw score 5: a higher"),
    (TYPES, lambda f: _rewrite(f, "36,48,0,4,75", "36,48,0,3,75"), "3 is followed by 5"),
    (TYPES, lambda f: _rewrite(f, "36,48,10,20,120", "36,48,10,19,120"), "raw scores run from"),
    (TYPES, lambda f: _rewrite(f, "36,48", "36,47"), "ages meet: one ends at 47"),
    (TYPES, lambda f: _rewrite(f, "48,60", "48,59"), "ages run from 36 to 60 months"),
    (TYPES, lambda f: _older_gets_more(f), "an older child gets more for it"),
    (TYPES, lambda f: (f / "norms/words.csv").write_text(_norms("36,60,0,20,75\n" * 2001)),
     "norms/words.csv: Have 2000 here at most"),
    (TYPES, lambda f: _golden(f, "Played", "Pla\u202eyed"), "line 2: Take out the invisible"),
    (OBS, lambda f: _golden(f, "4 most", "3 most"), "attention =: The case says “3 most”"),
    (OBS, lambda f: _golden(f, "Y Y Y Y,4", "Y Y Y Y Y,4"), "attention has too many answers"),
    (OBS, lambda f: _golden(f, ",2022-03-15,", ",yesterday,"), "Correct this case: write “on” as"),
    (OBS, lambda f: _golden(f, ",overall,", ",overal,"), "the column “overal”; nothing"),
    (OBS, lambda f: _golden(f, ",overall,", ",tier,"), "Name the column “tier” once"),
    (OBS, lambda f: _golden(f, ",2022-03-15,", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,"), "more cells"),
    (TYPES, lambda f: _golden(f, "words change", ""), "line 1: Add the column “words change”"),
    (TYPES, lambda f: _golden(f, "look-again mirror", "look-again"), "strategies: The case says"),
    (TYPES, lambda f: _advice(f, "[fine]", "[fin]"), "go-on.outcomes: Correct “fin”"),
    (TYPES, lambda f: _advice(f, "[fine]", "[]"), "strategies.yaml, go-on: Name the outcomes"),
    (TYPES, lambda f: _advice(f, "[fine]", "[look]"), "fine: Add a strategy"),
    (TYPES, lambda f: _advice(f, "sections: [young]", "section: young"), "Did you mean “sections”"),
    (TYPES, lambda f: _advice(f, "source: own", "source: me"), "look-again.source: Correct “me”"),
    (TYPES, lambda f: _advice(f, "strategies:", "advice:"), "Write one key here: “strategies”"),
    (TYPES, lambda f: (f / "media/say.wav").unlink(), "media/say.wav: Add this file"),
    (TYPES, lambda f: (f / "media/say.wav").write_bytes(b"hum"), "wav: Save this file again"),
    (TYPES, lambda f: (f / "media/dog.svg").write_text("<svg><script>"), "as a plain drawing"),
    (TYPES, lambda f: (f / "media/dog.svg").write_text("<p>"), "dog.svg: Save this file again"),
    (TYPES, lambda f: (f / "notes.docx").write_text("x"), "notes.docx: Remove or rename this file"),
    (TYPES, lambda f: (f / "media/Dog.SVG").write_text("x"), "media/Dog.SVG: Remove or rename"),
    (TYPES, lambda f: (f / "media/big.svg").write_bytes(b"x" * 10_000_001), "smaller than 10 MB"),
    (TYPES, lambda f: (f / "media/link.svg").symlink_to("dog.svg"), "not a link to it"),
    (TYPES, lambda f: _golden(f, ",2023-05-10,", ",2019-05-10,"), "before the date of birth"),
    (OBS, lambda f: _keep_golden(f, 3), "golden.csv, few: Add a case that shows this band"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "complaint"), FILES, ids=named)
def test_a_broken_file_is_complained_of(
    name: str, change: Callable[[Path], object], complaint: str, tmp_path: Path
) -> None:
    source = newest(name) if (SHIPPED / name).is_dir() else CASES / name / "1"
    said = _files(source, tmp_path, change)
    assert any(complaint in sentence for sentence in said), said


def test_a_pack_in_the_wrong_folder_is_refused(tmp_path: Path) -> None:
    folder = broken(CASES / CEILING / "1", tmp_path, _unchanged)
    moved = folder.rename(folder.with_name("2"))
    with pytest.raises(PackRefused, match="Name the folder ceiling/1"):
        load(moved)


def _norms(rows: str) -> str:
    return "from_months,to_months,raw_from,raw_to,standard\n" + rows


def _rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "norms" / "words.csv"
    path.write_text(path.read_text().replace(old, new))


def _older_gets_more(folder: Path) -> None:
    _rewrite(folder, "48,60,0,4,70", "48,60,0,4,76")


def _advice(folder: Path, old: str, new: str) -> None:
    path = folder / "strategies.yaml"
    path.write_text(path.read_text().replace(old, new))


def _golden(folder: Path, old: str, new: str) -> None:
    path = folder / "golden.csv"
    path.write_text(path.read_text().replace(old, new, 1))


def _keep_golden(folder: Path, lines: int) -> None:
    path = folder / "golden.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:lines]))
