"""What a pack may carry in media/: plain pictures and sounds, and nothing that acts."""

import pytest

from elsec_app.instruments.media import fault_in
from elsec_app.resources import resources

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'
PLAIN = [
    b"",
    b'<path d="M0 0h1v1z" fill="url(#shade)"/>',
    b'<polygon points="0,0 1,1"/><text>set on an image of a script</text>',
    b'<use href="#leaf"/><use xlink:href="#leaf"/>',
    b"<style>.a{fill:url( '#b' )}</style>",
]
ACTIVE = [
    b"<script>alert(1)</script>",
    b"<SCRIPT/>",
    b"<svg:script/>",
    b"< script/>",
    b'<path onload="x()"/>',
    b"<path\n\tONCLICK = 'x()'/>",
    b"<foreignObject><iframe/></foreignObject>",
    b'<image href="file:///etc/passwd"/>',
    b'<use href="https://example.org/a.svg#b"/>',
    b'<use xlink:href = "\n//example.org"/>',
    b'<a href="javascript:x()"/>',
    b"<style>@import 'x.css'</style>",
    b'<path fill="url(http://example.org/x)"/>',
    b"<animate attributeName='x'/>",
    b"<animateMotion/>",
    b"<set attributeName='x'/>",
]


@pytest.mark.parametrize("inside", PLAIN)
def test_a_plain_drawing_is_taken(inside: bytes) -> None:
    assert fault_in("a.svg", SVG % inside) == ""


@pytest.mark.parametrize("inside", ACTIVE)
def test_a_drawing_that_acts_or_looks_outside_is_not(inside: bytes) -> None:
    assert "plain drawing" in fault_in("a.svg", SVG % inside)


@pytest.mark.parametrize(
    "head", [b"<!DOCTYPE svg [<!ENTITY x 'y'>]>", b"<?xml version='1.0'?><!DOCTYPE svg>"]
)
def test_a_drawing_that_declares_entities_is_not(head: bytes) -> None:
    assert fault_in("a.svg", head + SVG % b"")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("a.wav", b"RIFF\0\0\0\0WAVEfmt "),
        ("a.mp3", b"ID3\x04"),
        ("a.ogg", b"OggS\0"),
        ("a.m4a", b"\0\0\0\x20ftypM4A "),
        ("a.svg", b"<?xml version='1.0'?>\n<!-- a picture -->\n<svg>"),
    ],
)
def test_a_file_is_what_its_name_says(name: str, begins: bytes) -> None:
    assert fault_in(name, begins) == ""
    assert "not what its name says" in fault_in(name, b"MZ\x90\0" + begins)


def test_other_kinds_are_refused() -> None:
    for name in ("a.exe", "a.html", "a.svgz", "a.gif", "README"):
        assert "known kind" in fault_in(name, SVG % b"")


def test_every_shipped_picture_is_plain() -> None:
    pictures = list((resources() / "pictures").rglob("*.svg"))
    assert pictures
    assert all(fault_in(path.name, path.read_bytes()) == "" for path in pictures)
