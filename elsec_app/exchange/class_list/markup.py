"""XML by ear: elements are heard as they pass, no tree is built, and a DTD is refused outright."""

from typing import Protocol
from xml.etree.ElementTree import ParseError

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.encodings import decode_xml
from elsec_app.exchange.class_list.limits import MAX_XML_DEPTH
from elsec_app.i18n import _

_STEP = 1 << 16


class Listener(Protocol):
    """What a reader of one XML format does when an element passes."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


class Enough(Exception):
    """Raised by a listener to stop the reading."""


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2] if "}" in tag else tag


def text_of_xml(data: bytes) -> str:
    """The text of *data*. Raises ``ClassListProblem`` when it has no readable encoding."""
    text = decode_xml(data)
    if text is None:
        raise damaged_xml()
    return text.lstrip("\ufeff \t\r\n")


def listen(text: str, listener: Listener) -> None:
    """Let *listener* hear all of *text*. Raises ``ClassListProblem``."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(
        target=listener, encoding="utf-8", forbid_dtd=True, forbid_entities=True
    )
    try:
        for start in range(0, len(text), _STEP):
            parser.feed(text[start : start + _STEP].encode("utf-8", "replace"))
        parser.close()
    except DefusedXmlException:
        raise ClassListProblem(
            _(
                "This XML file defines its own entities, which no pupil file needs and which can"
                " do harm, so it was not read; ask the school to export it again."
            )
        ) from None
    except (ParseError, ValueError):
        raise damaged_xml() from None
    except Enough:
        return


def damaged_xml() -> ClassListProblem:
    return ClassListProblem(
        _("This XML file is damaged or not complete; ask the school to export it again.")
    )


class Depth:
    """The path of open elements, no deeper than any real file goes."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def open(self, tag: str) -> None:
        if len(self.path) >= MAX_XML_DEPTH:
            raise damaged_xml()
        self.path.append(local(tag))

    def shut(self) -> None:
        self.path.pop()
