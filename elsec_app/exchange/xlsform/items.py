"""Which item a question becomes; or why it becomes none."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from elsec_app.exchange.xlsform.form import Choice, Question
from elsec_app.i18n import _

Rule = dict[str, Any]

_YES = {"yes", "y", "1", "true", "pass", "seen", "correct"}
_NO = {"no", "n", "0", "false", "fail", "not_yet", "not_seen", "incorrect"}
_OFTEN = ("never", "sometimes", "always")
_LIMIT = re.compile(r"\.\s*(>=|<=|>|<)\s*(\d+)")


class Made(msgspec.Struct, frozen=True):
    """An item's ``rule``, without its place; or ``left_out``, a sentence that says why not.

    ``told`` are things about it that a person should know.
    """

    rule: Rule | None = None
    left_out: str = ""
    told: tuple[str, ...] = ()


def make(question: Question) -> Made:
    """The item of a question."""
    kind = question.type
    if kind in ("integer", "range"):
        return _count(question)
    if kind == "text":
        return Made({"type": "free_note"})
    if kind == "select_one":
        return _one(question)
    if kind == "select_many":
        return _many(question)
    return Made(left_out=_("“{type}” has no place in a screen.").format(type=kind))


def _count(question: Question) -> Made:
    least, most = 0, 0
    for sign, number in _LIMIT.findall(question.constraint):
        value = int(number)
        if sign in (">", ">="):
            least = value + (sign == ">")
        else:
            most = value - (sign == "<")
    return Made({"type": "count", "least": least, "most": most})


def _one(question: Question) -> Made:
    choices = question.choices
    names = [choice.name.lower() for choice in choices]
    if len(choices) == 2 and _YES & set(names) and _NO & set(names):
        return Made({"type": "observed"})
    if sorted(names) in (["0", "1", "2"], sorted(_OFTEN)):
        return Made({"type": "rating"})
    if len(choices) > 1 and all(choice.image for choice in choices):
        pictures = [picture(choice.image) for choice in choices]
        return Made({"type": "pointing", "pictures": pictures, "target": ""})
    told = _("It chooses among {choices}; here it is a note. Make it another item, or keep it.")
    return Made({"type": "free_note"}, told=(told.format(choices=_listed(choices)),))


def _many(question: Question) -> Made:
    names = [choice.name for choice in question.choices]
    if names and all(len(name) <= 4 for name in names):
        told = _("It is taken for a list of sounds. Check it.")
        return Made({"type": "sound_checklist", "sounds": names}, told=(told,))
    told = _("Several of {choices} may be chosen; here it is a note. Make items of them.")
    return Made({"type": "free_note"}, told=(told.format(choices=_listed(question.choices)),))


def _listed(choices: Sequence[Choice]) -> str:
    return ", ".join(choice.name for choice in choices)


def picture(name: str) -> str:
    """A media file's name as a pack has it: small letters, digits, hyphens and its ending."""
    stem, _dot, ending = name.strip().lower().rpartition(".")
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") + "." + ending if stem else ""
