"""Whatever an area writes into its rules or form: it is read, or refused with a sentence."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from elsec_app.instruments.referring.document import DocumentRefused
from elsec_app.instruments.referring.forms import FOLDER, read_form
from elsec_app.instruments.referring.judging import Attempt, Case, Screen, Tried, judge
from elsec_app.instruments.referring.rules import LocalRules, read_rules
from elsec_app.resources import resources
from tests.instruments.test_local_rules import TODAY

STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    157,
    1e9,
    "",
    " ",
    "x",
    "\x00",
    "é" * 70,
    [],
    {},
    [[]],
    {"id": 1},
)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
READERS: dict[str, Callable[[bytes], Any]] = {
    "referral-rules/bolton.yaml": read_rules,
    "referral-rules/wellcomm-publisher.yaml": read_rules,
    "referral-rules/east-sussex.yaml": read_rules,
    f"{FOLDER}/neutral.yaml": read_form,
    f"{FOLDER}/newcastle-school-age.yaml": read_form,
}


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of *value*."""
    yield at
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if _lists(value) else ()
    for key in keys:
        yield from places(value[key], (*at, key))


def _lists(value: Any) -> bool:
    return isinstance(value, list)


def changed(whole: Any, at: tuple[Any, ...], to: Any) -> Any:
    if not at:
        return to
    made = copy.deepcopy(whole)
    inner = made
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = to
    return made


@pytest.mark.parametrize("name", READERS)
def test_a_document_with_one_strange_part_is_read_or_refused(name: str) -> None:
    whole = yaml.safe_load((resources() / name).read_text(encoding="utf-8"))
    chance = random.Random(20261124)
    tried = refused = 0
    for at in places(whole):
        for to in chance.sample(STRANGE, 2):
            content = yaml.dump(changed(whole, at, to), Dumper=DUMPER, allow_unicode=True).encode()
            tried += 1
            try:
                made = READERS[name](content)
            except DocumentRefused as problem:
                refused += 1
                _explained(problem)
            else:
                _used(made)
    assert refused > tried / 2


def _explained(problem: DocumentRefused) -> None:
    assert problem.complaints
    assert problem.sentence


def _used(made: Any) -> None:
    """What was read can be used: rules judge, and never call an urgent child off."""
    if not isinstance(made, LocalRules):
        assert [made.asked(field.id) for field in made.fields]
        return
    screen = Screen("wellcomm-early-years", "W", TODAY, (Attempt("red", 0), Attempt(None, -1)))
    for concerns in (frozenset({"voice"}), frozenset[str]()):
        case = Case(today=TODAY, concerns=concerns, screen=screen, tried=Tried(TODAY))
        judged = judge(made, case)
        assert all(one.quoted for one in judged.said)
        assert (judged.standing == "straight") == bool(concerns)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"- a\n- b\n",
        b"a: &x 1\nb: *x\n",
        b"[" * 500,
        b"rules: !!python/object:x\n",
    ],
)
def test_a_file_that_is_no_document_is_refused(content: bytes) -> None:
    for read in (read_rules, read_form):
        with pytest.raises(DocumentRefused):
            read(content)
