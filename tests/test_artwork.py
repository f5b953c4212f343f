"""The pictures of the packs: each is the one that ``artwork`` makes, and can be drawn and used."""

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Pointing
from elsec_app.instruments.library import pack_folders
from tests.artwork.__main__ import made
from tests.artwork.props import NOTO
from tests.artwork.scenes import pictures
from tests.instruments.shelf import newest, shipped_pack

FILES = sorted(path for folder in pack_folders() for path in folder.glob("media/*.svg"))
PLATES = [i for i in shipped_pack("picture-screen").items if isinstance(i, Pointing)]


@cache
def _scenes() -> dict[str, str]:
    return pictures()


def test_the_pictures_are_those_that_are_made() -> None:
    """Run ``python -m tests.artwork`` when this fails."""
    assert len(FILES) > 250
    stale = [f.name for f in FILES if f.read_text("utf-8") != made(f.name, _scenes())]
    assert stale == []


@pytest.mark.parametrize("folder", pack_folders(), ids=lambda folder: folder.parent.name)
def test_each_picture_may_be_used(folder: Path) -> None:
    pack = shipped_pack(folder.parent.name)
    taken = [p for p in pack.pictures if "Noto Emoji" in p.source]
    assert all("Apache-2.0" in p.licence for p in taken)
    assert (folder / "LICENCE.txt").is_file() == bool(taken)
    for picture in pack.pictures:
        drawn = picture.id.removesuffix(".svg") in _scenes()
        assert drawn == ("Drawn for this project" in picture.source), picture.id
        assert drawn or (NOTO / picture.id).is_file()


def _drawn(path: Path) -> QImage:
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    assert renderer.isValid(), path.name
    renderer.render(painter)
    painter.end()
    return image


def test_qt_draws_every_picture_and_no_two_alike(qapp: object) -> None:
    seen: dict[bytes, str] = {}
    for path in {file.name: file for file in FILES}.values():
        image = _drawn(path)
        pixels = bytes(image.constBits())
        black = sum(pixels[n : n + 4] == b"\0\0\0\xff" for n in range(0, len(pixels), 16))
        assert any(pixels), f"{path.name} is empty"
        assert black < len(pixels) / 16 / 5, f"{path.name} has a part that Qt paints black"
        assert pixels not in seen, f"{path.name} looks like {seen.get(pixels)}"
        seen[pixels] = path.name


def test_a_plate_has_four_pictures_or_six_and_none_twice() -> None:
    for item in PLATES:
        assert len(item.pictures) in (4, 6), item.id
        assert len(set(item.pictures)) == len(item.pictures), item.id


def _places(pack: Instrument, section: str) -> list[int]:
    return [
        item.pictures.index(item.target)
        for item in pack.items_in(section)
        if isinstance(item, Pointing)
    ]


@pytest.mark.parametrize("section", ["s36", "s48", "s60", "s72"])
def test_the_right_picture_is_in_no_favourite_place(section: str) -> None:
    """A child who always points to the same place gets few right, and no place comes thrice."""
    places = _places(shipped_pack("picture-screen"), section)
    assert max(Counter(places).values()) <= len(places) * 0.4
    assert all(len({a, b, c}) > 1 for (a, b), (_b, c) in pairwise(pairwise(places)))


def test_pictures_are_small_enough_to_travel() -> None:
    for name in ("picture-screen", "speech-sounds"):
        sizes = [path.stat().st_size for path in (newest(name) / "media").iterdir()]
        assert max(sizes) < 60_000, name
        assert sum(sizes) < 2_500_000, name
