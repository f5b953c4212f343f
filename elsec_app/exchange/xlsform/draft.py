"""A form as the files of a draft pack, and what was left out of it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from elsec_app.exchange.xlsform.form import Form, Question, Words
from elsec_app.exchange.xlsform.items import Made, Rule, make, picture
from elsec_app.i18n import _
from elsec_app.instruments.cases import COLUMNS

OTHER = "other"
SECTION, SOURCE = "all", "form"
_HEAD = """\
# Made from an XLSForm. "elsec instruments check" says what to fill in; AUTHORING.md says how.
# An empty “” is yours to fill; so are the ages of the section, the bands and the scales.

"""
_EXPECTATION = ("observed", "rating")


class Draft(msgspec.Struct, frozen=True):
    """The pack's ``files``, and what was ``left_out`` or should be looked at, in sentences."""

    files: dict[str, bytes]
    left_out: tuple[str, ...]


def draft(form: Form, name: str, version: str, checked: date) -> Draft:
    """A draft called *name*, of the form as it was read on the day *checked*."""
    made = [(question, make(question)) for question in form.questions]
    kept = [(question, item.rule) for question, item in made if item.rule is not None]
    ids = _unique(question.name for question, _rule in kept)
    strands = _strands([question for question, _rule in kept])
    rules = _rules(form, name, version, checked)
    rules["strands"] = [{"id": strand} for strand in strands.values()]
    rules["items"] = [
        {"id": item, "strand": strands[_group(question)], "sections": [SECTION], "source": SOURCE}
        | rule
        for item, (question, rule) in zip(ids, kept, strict=True)
    ]
    scored = {item["strand"] for item in rules["items"] if item["type"] != "free_note"}
    rules["scores"] = [
        {"strand": strand, "rule": "sum"} for strand in strands.values() if strand in scored
    ]
    rules["pictures"] = [
        {"id": name, "licence": "", "source": ""} for name in _media(form, rules["items"])
    ]
    files = {"instrument.yaml": _HEAD.encode() + _yaml(rules)}
    questions = [question for question, _rule in kept]
    for language in form.languages:
        words = _strings(form, language, strands)
        words["items"] = {
            item: _item_words(question, rule["type"], language)
            for item, question, rule in zip(ids, questions, rules["items"], strict=True)
        }
        files[f"strings/{language}.yaml"] = _yaml(words)
    files["golden.csv"] = _golden(strands.values(), scored)
    return Draft(files, tuple(_left_out(form, made)))


def _rules(form: Form, name: str, version: str, checked: date) -> Rule:
    edition = form.version or _("without a version")
    return {
        "format": 1,
        "id": name,
        "version": version,
        "kind": "administered",
        "status": "draft",
        "languages": list(form.languages),
        "publisher": "",
        "edition": form.version,
        "licence": "",
        "standardised": None,
        "sources": [
            {"id": SOURCE, "title": f"XLSForm {form.title or name}", "checked": checked,
             "edition": edition}
        ],
        "strands": [],
        "sections": [{"id": SECTION, "from_months": 0, "to_months": 0}],
        "bands": [{"id": "stronger", "attention": False}, {"id": "weaker", "attention": True}],
        "scores": [],
        "scales": [],
        "outcomes": [],
        "overall": [],
        "items": [],
    }  # fmt: skip


def _strands(questions: Sequence[Question]) -> dict[str, str]:
    """The id of the strand for each group that holds questions (the outermost group counts)."""
    groups = list(dict.fromkeys(_group(question) for question in questions))
    ids = _unique(group or OTHER for group in groups)
    free = [strand if strand not in COLUMNS else f"{strand}-area" for strand in ids]
    return dict(zip(groups, free, strict=True))


def _group(question: Question) -> str:
    return question.groups[0] if question.groups else ""


def _unique(names: Iterable[str]) -> list[str]:
    """Ids made of names: small letters, digits, hyphens; each once."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:56] or "item"
        again = sum(1 for other in found if re.fullmatch(rf"{plain}(-x\d+)?", other))
        found.append(f"{plain}-x{again + 1}" if again else plain)
    return found


def _media(form: Form, items: Sequence[Rule]) -> list[str]:
    shown = [name for item in items for name in item.get("pictures", ())]
    said = [picture(name) for question in form.questions for name in question.audio.values()]
    return list(dict.fromkeys(name for name in (*shown, *said) if name))


def _strings(form: Form, language: str, strands: dict[str, str]) -> dict[str, Any]:
    named = {group.name: group.label for group in form.groups}
    return {
        "title": form.title,
        "summary": "",
        "statement": "",
        "strands": {
            strand: named.get(group, {}).get(language, "") for group, strand in strands.items()
        },
        "sections": {SECTION: ""},
        "bands": {
            band: {"label": "", "meaning": "", "recommendation": ""}
            for band in ("stronger", "weaker")
        },
    }


def _item_words(question: Question, kind: str, language: str) -> dict[str, str]:
    words = {"prompt": _in(question.label, language)}
    if kind in _EXPECTATION:
        words |= {"look_for": _in(question.hint, language), "expectation": ""}
    elif _in(question.hint, language):
        words["look_for"] = _in(question.hint, language)
    if kind == "pointing":
        words["say"] = _in(question.label, language)
    if language in question.audio:
        words["recording"] = picture(question.audio[language])
    return words


def _in(words: Words, language: str) -> str:
    return words.get(language, "")


def _golden(strands: Iterable[str], scored: set[str]) -> bytes:
    heads = ["case", "born", "on", "section", "hearing"]
    for strand in strands:
        heads += [strand, f"{strand} ="] if strand in scored else [strand]
    return (",".join([*heads, "areas", "cautions", "next"]) + "\n").encode()


def _left_out(form: Form, made: Sequence[tuple[Question, Made]]) -> Iterable[str]:
    for question, item in made:
        formulas = _("Its formula is left out ({column}).")
        said = [item.left_out] if item.left_out else list(item.told)
        said += [formulas.format(column=column) for column in question.formulas]
        if any("${" in text for text in (*question.label.values(), *question.hint.values())):
            said.append(_("Its words use another answer (${…}); write them out."))
        yield from (f"{question.name or question.type}: {sentence}" for sentence in said)
    for repeat in form.repeats:
        yield f"{repeat}: " + _("It was repeated; here it is asked once.")


def _yaml(content: dict[str, Any]) -> bytes:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(
        content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110,
        default_flow_style=None,
    )  # fmt: skip
    return text.encode()
