"""One YAML file of a pack as plain data, with every fault as a complaint."""

import re
from typing import TYPE_CHECKING, Any

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.files import Files

if TYPE_CHECKING:
    import yaml

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

    return yaml.load(text, Loader=_loader())  # noqa: S506 (a subclass of the safe loader)


def _fault() -> type[Exception]:
    import yaml

    return yaml.YAMLError


def _where(fault: Exception) -> tuple[str, str]:
    mark = getattr(fault, "problem_mark", None)
    line = _("line {line}").format(line=mark.line + 1) if mark else ""
    return line, _("Correct this line: {problem}.").format(
        problem=getattr(fault, "problem", None) or fault
    )


def _at(node: "yaml.Node", problem: str) -> Exception:
    import yaml

    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _loader() -> "type[yaml.SafeLoader]":
    """The C loader, made strict: a key given twice is a fault, not a silent overwrite."""
    import yaml

    base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Strict(base):  # type: ignore[misc, valid-type]
        def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
            if node in self.constructed_objects:
                raise _at(node, _("write it out; a pack does not use * and &"))
            return super().construct_object(node, deep)

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key, _value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise _at(key, _("a key is one word"))
                if key.value in seen:
                    raise _at(key, _("the key “{key}” is here twice").format(key=key.value))
                seen.add(key.value)
            return dict(super().construct_mapping(node, deep))

    return Strict
