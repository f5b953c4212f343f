"""XML by ear: elements are heard as they pass, no tree is built, and a DTD is refused outright."""

from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.encodings import decode_xml
from elsec_app.exchange.class_list.limits import MAX_XML_DEPTH
from elsec_app.i18n import _

_STEP = 1 << 16


class Ears(msgspec.Struct, frozen=True):
    """What a reader of one XML format does as elements pass.

    Names come as ``namespace}name``; attributes as a flat list of names and values; ``text`` may
    be called several times for one element. A reader counts its open elements for ``check_depth``.
    """

    start: Callable[[str, list[str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def text_of_xml(data: bytes) -> str:
    """The text of *data*. Raises ``ClassListProblem`` when it has no readable encoding."""
    text = decode_xml(data)
    if text is None:
        raise damaged_xml()
    return text.lstrip("\ufeff \t\r\n")


def listen(text: str, ears: Ears) -> None:
    """Let *ears* hear all of *text*. Raises ``ClassListProblem``."""
    from defusedxml.common import DefusedXmlException

    guarded = _guarded(ears)
    try:
        for start in range(0, len(text), _STEP):
            guarded.Parse(text[start : start + _STEP].encode("utf-8", "replace"), False)
        guarded.Parse(b"", True)
    except DefusedXmlException:
        raise ClassListProblem(
            _(
                "This XML file defines its own entities, which no pupil file needs and which can"
                " do harm, so it was not read; ask the school to export it again."
            )
        ) from None
    except (ExpatError, ValueError):
        raise damaged_xml() from None


def _guarded(ears: Ears) -> Any:
    """defusedxml's expat parser, its refusals in place, with *ears* put straight on it.

    Its own element handlers, in Python, would take most of the time of a large file.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    guard: Any = DefusedXMLParser(encoding="utf-8", forbid_dtd=True, forbid_entities=True)
    parser = guard.parser
    parser.StartElementHandler, parser.EndElementHandler = ears.start, ears.end
    parser.CharacterDataHandler = ears.text
    parser.DefaultHandlerExpand = None
    return parser


def check_depth(depth: int) -> None:
    """Refuse nesting that no real file has: expat keeps every open element in memory."""
    if depth > MAX_XML_DEPTH:
        raise damaged_xml()


def damaged_xml() -> ClassListProblem:
    return ClassListProblem(
        _("This XML file is damaged or not complete; ask the school to export it again.")
    )
