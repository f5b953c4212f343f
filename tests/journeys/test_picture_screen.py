"""The Picture Screen with a four-year-old, by keyboard, from the run sheet to the signature."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app.instruments.items import Item, Pointing
from tests.desktop import Desktop, desktop
from tests.instruments.shelf import shipped_pack
from tests.school import school
from ui.theme.look import Theme


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    made = school(tmp_path, children=2, instrument=shipped_pack("picture-screen"), months=52)
    with desktop(theme, qtbot, made) as window:
        yield window


def _key(item: Item, *, right: bool) -> Qt.Key:
    """The number of the picture, or pass and not yet."""
    if not isinstance(item, Pointing):
        return Qt.Key.Key_1 if right else Qt.Key.Key_2
    at = item.pictures.index(item.target)
    return Qt.Key(Qt.Key.Key_1 + (at if right else (at + 1) % len(item.pictures)))


def test_a_child_who_cannot_repeat_sentences_is_brought_to_the_therapist(opened: Desktop) -> None:
    opened.click(opened.today().start)
    asked: list[Item] = []
    while not asked or asked[-1].id != "p36c":  # the easiest of the four that end it
        console = opened.console()
        assert console.journal is not None
        item = console.journal.item
        assert item is not None
        asked.append(item)
        opened.key(_key(item, right=item.strand != "repeating"))
    assert [item.id for item in asked if item.strand == "repeating"] == [
        "p48a", "p36e", "p36d", "p36c",
    ]  # fmt: skip
    result = opened.result()
    assert result.found is not None
    bands = {strand.strand: strand.band for strand in result.found.result.strands}
    assert bands == {
        "words": "most", "naming": "most", "sentences": "most", "ideas": "most",
        "instructions": "most", "repeating": "few",
    }  # fmt: skip
    assert result.found.result.overall.outcome == "discuss"
