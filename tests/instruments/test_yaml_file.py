"""One YAML file as plain data: what a person wrote, and nothing that they could not see."""

from datetime import date

import pytest

from elsec_app.instruments.yaml_file import parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("word", "word"),
        ("observed", "observed"),
        ("'3'", "3"),
        ("3", 3),
        ("-3", -3),
        ("3.5", 3.5),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-11-24", date(2026, 11, 24)),
        ("=", "="),
        ("<<", "<<"),
        ("4;3", "4;3"),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{b: 1, 'c d': x}", {"b": 1, "c d": "x"}),
        (">-\n  two\n  lines", "two lines"),
    ],
)
def test_a_value_is_what_it_looks_like(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}\n".encode(), "x.yaml") == ({"a": value}, [])


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse_yaml(b"yes: 1\n2: 2\nnull: 3\n", "x.yaml")[0] == {"yes": 1, "2": 2, "null": 3}


def test_a_mark_at_the_beginning_of_the_file_is_nothing() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1", "x.yaml") == ({"a": 1}, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &b x\nc: *b\n", "line 1: Correct this line: write it out"),
        ("a: x\nb: *a\n", "line 2: Correct this line: write it out"),
        ("&a b: 1", "a key is one word"),
        ("a: 1\nb: 2\na: 3\n", "line 3: Correct this line: the key “a” is here twice"),
        ("a: {b: 1, b: 2}", "the key “b” is here twice"),
        ("<<: {a: 1}", "a key is one word"),
        ("[a]: 1", "a key is one word"),
        ("a: !!set {b}", "write a plain value"),
        ("a: !!python/name:os.system x", "write a plain value"),
        ("a: !!int '3'", "write a plain value"),
        ("--- {a: 1}\n--- {b: 1}\n", "one document"),
        ("a: 2026-13-40", "line 1: Correct this line: there is no such date"),
        ("a: [1", "Correct this line"),
        ("a:\n\t- b", "line 2: Correct this line"),
        ("- a", "Write keys and values"),
        ("", "Write keys and values"),
        ("a: x\u202ey", "line 1: Take out the invisible character"),
    ],
)
def test_anything_else_is_complained_of(text: str, said: str) -> None:
    content, faults = parse_yaml(text.encode(), "x.yaml")
    assert content == {}
    assert said in str(faults[0])
