"""One YAML file of a pack as plain data, with every fault as a complaint."""

import re
from typing import Any

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.files import UNSEEN, Files

LARGEST = 1_000_000
"""Bytes. The largest file of a pack; the shipped ones have about a tenth of it."""

DEEPEST = 20
"""Levels of lists and keys inside each other; the format needs seven."""


def read_yaml(files: Files, name: str) -> tuple[dict[str, Any], list[Complaint]]:
    """The mapping in the file, or an empty one with complaints."""
    if name not in files:
        return {}, [Complaint(name, "", _("Add this file; the pack does not have it."))]
    return parse_yaml(files[name], name)


def parse_yaml(file: bytes, name: str) -> tuple[dict[str, Any], list[Complaint]]:
    """The mapping in the bytes of a file called *name*, or an empty one with complaints."""
    if len(file) > LARGEST:
        return {}, [Complaint(name, "", _("Make this file smaller than 1 MB."))]
    try:
        text = file.decode("utf-8-sig")
        if found := UNSEEN.search(text):
            line = _("line {line}").format(line=text.count("\n", 0, found.start()) + 1)
            return {}, [Complaint(name, line, _("Take out the invisible character here."))]
        if _too_deep(text):
            return {}, [Complaint(name, "", _("Nest lists and keys less deeply."))]
        content = _parse(text)
    except UnicodeDecodeError:
        return {}, [Complaint(name, "", _("Save this file as UTF-8."))]
    except _fault() as fault:
        return {}, [Complaint(name, *_where(fault))]
    if not isinstance(content, dict):
        return {}, [Complaint(name, "", _("Write keys and values here, one on each line."))]
    return content, []


def _too_deep(text: str) -> bool:
    """Whether it nests deeper than any pack would: the C parser recurses, and would crash."""
    depth = deepest = 0
    for bracket in re.finditer(r"[][{}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or bool(re.search(rf"^[-? ]{{{4 * DEEPEST},}}", text, re.MULTILINE))


def _parse(text: str) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _Reader(loader).document()
    finally:
        loader.dispose()


def _fault() -> type[Exception]:
    import yaml

    return yaml.YAMLError


def _where(fault: Exception) -> tuple[str, str]:
    mark = getattr(fault, "problem_mark", None)
    line = _("line {line}").format(line=mark.line + 1) if mark else ""
    return line, _("Correct this line: {problem}.").format(
        problem=getattr(fault, "problem", None) or fault
    )


def _at(event: Any, problem: str) -> Exception:
    import yaml

    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


class _Reader:
    """Plain data from a parser's events, strictly: nothing by reference, no tags, no key twice.

    Keys are text, whatever they look like. No nodes are built first: they cost as much again.
    """

    def __init__(self, loader: Any) -> None:
        import yaml

        self._loader, self._yaml = loader, yaml
        self._kinds = loader.yaml_implicit_resolvers  # by first letter: what a plain word may mean
        self._makers = loader.yaml_constructors

    def document(self) -> object:
        """The one document of the text; None for an empty one."""
        yaml, loader = self._yaml, self._loader
        loader.get_event()  # the stream
        if loader.check_event(yaml.StreamEndEvent):
            return None
        loader.get_event()  # the document
        content = self._value(loader.get_event())
        loader.get_event()
        if not loader.check_event(yaml.StreamEndEvent):
            raise _at(loader.get_event(), _("a file holds one document"))
        return content

    def _value(self, event: Any) -> object:
        yaml = self._yaml
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None:
            raise _at(event, _("write it out; a pack does not use * and &"))
        if event.tag not in (None, "!"):
            raise _at(event, _("write a plain value here"))
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.SequenceStartEvent:
            return self._list()
        return self._keys()

    def _scalar(self, event: Any) -> object:
        value = event.value
        if not event.implicit[0]:
            return value
        for tag, pattern in self._kinds.get(value[:1], ()):
            if tag in self._makers and pattern.match(value):
                node = self._yaml.ScalarNode(tag, value, event.start_mark, event.end_mark)
                try:
                    return self._makers[tag](self._loader, node)
                except ValueError:
                    raise _at(event, _("there is no such date or number")) from None
        return value

    def _list(self) -> list[object]:
        ended, entries = self._yaml.SequenceEndEvent, []
        while type(event := self._loader.get_event()) is not ended:
            entries.append(self._value(event))
        return entries

    def _keys(self) -> dict[str, object]:
        yaml, loader = self._yaml, self._loader
        found: dict[str, object] = {}
        while type(event := loader.get_event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent or event.anchor or event.value == "<<":
                raise _at(event, _("a key is one word"))
            if event.value in found:
                raise _at(event, _("the key “{key}” is here twice").format(key=event.value))
            found[event.value] = self._value(loader.get_event())
        return found
