"""Texts that have broken other programs, for every field that takes text."""

import random
from collections.abc import Iterator
from typing import Any

import msgspec

SHORT = (
    '<img src="http://203.0.113.9/x.png"/>',
    '<img src="file:///etc/passwd"/>',
    '<a href="javascript:alert(1)">tap</a>',
    "<para><b>bold</i></para>",
    "<font color=\"[[getattr(pow,'__globals__')]]\">x</font>",
    "<onDraw name='x' label='y'/>",
    "&lt;b&gt; &amp;amp; &#x41; &nbsp;",
    "]]> <![CDATA[ x",
    "(unbalanced ( parentheses \\",
    "\\) Tj ET /F1 12 Tf (x",
    "endstream endobj 1 0 obj << /JS (app.alert(1)) >>",
    "%PDF-1.7 %%EOF",
    "/AA /OpenAction /Launch",
    "{child} {0} %s %(x)s ${x} {{7*7}}",
    "'; DROP TABLE children; --",
    "=cmd|'/c calc'!A1",
    "../../../../etc/passwd",
    "https://example.invalid/a?b=c&d=e#f",
    "Łukasz Żółć Gęślą",
    "Nguyễn Thị Ánh",
    "Yılmaz İpek Çağlar",
    "Saoirse Ní Bhriain O'Neill",
    "Ștefan Țurcanu",
    "Андрій Шевченко",
    "Ελένη Παπαδοπούλου",
    "e\u0301 n\u0303 u\u0308 (combining)",
    "محمد عبد الله",
    "דנה כהן-לוי",
    "يوسف 12 سنوات",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "অনিক রহমান",
    "李小龍 山田太郎 김철수",
    "👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag 👍🏽",
    "😀" * 9,
    "\u202eevil.exe\u202c",
    "zero\u200bwidth\u200dand\u2060joiners\ufeff",
    "nul\x00bell\x07esc\x1b[31mred",
    "lone \ud800 surrogate",
    "private \ue000 use \uf8ff",
    "line one\nline two\r\nline three\rline four",
    "tab\tseparated\tvalues",
    "vertical\x0btab\x0cform feed\x85next\u2028line\u2029paragraph",
    "non\u00a0breaking\u00a0space\u202fthin",
    "   spaces   before, between   and after   ",
    "W" * 150,
    "i" * 150,
    "a-very-long-hyphenated-" * 5,
    "https://example.invalid/" + "path/" * 20,
    "ﬁne ligatures ﬃ ½ № ™ ℃",
    "ʃ ʒ θ ð ŋ ɹ ə ɜː ʊ (IPA)",
    "−1 × 2 ÷ 3 ≤ 4 ≠ 5 → 6 ✓ ✗",
    "Z̸̢͎͖̰̗͝a̵͇͆l̶̰͐g̴̥͛o̷͓̾",
    "\u0301\u0301 marks first",
    ".",
    "-",
    "0",
    "None",
    "null",
    "True",
    "“curly” ‘quotes’ — dash – en … ellipsis",
)
_PIECES = (
    *SHORT[:12],
    *["abcŁễışğĐñß😀\u200fאشह漢\n\t ()\\<>&%/[]{}"],
    *"aŁ😀א漢\\(<&",
    "Mina",
    "stammering",
    " ",
    "\n",
)
LONG = ("note " * 1000).strip(), "".join(f"word{n} " for n in range(700)).strip(), "Ł" * 5000


def texts(count: int) -> list[str]:
    """*count* different hostile texts, the same every time."""
    chance = random.Random(20261124)
    found = [*SHORT, *LONG]
    while len(found) < count:
        found.append("".join(chance.choices(_PIECES, k=chance.randint(1, 8))) or "x")
    return found[:count]


# Names that choose something and are checked elsewhere, not text that is printed.
CHOICES = {"kind", "part", "show", "template", "sha256"}
# Lists whose members differ in kind, so that one cannot stand for all.
WHOLE = {"sections"}


class Filler:
    """Gives each text field the next hostile text; ``used`` has them in the fields' order."""

    def __init__(self, given: list[str], start: int) -> None:
        self.given, self.next = given, start
        self.used: list[str] = []

    def text(self) -> str:
        text = self.given[self.next % len(self.given)]
        self.next += 1
        self.used.append(text)
        return text


class Token(Filler):
    """Gives each field a word of its own, by which a page tells which fields it shows."""

    def __init__(self) -> None:
        super().__init__([], 0)

    def text(self) -> str:
        self.used.append(f"Token{len(self.used):04d}x")
        return self.used[-1]


def filled(value: Any, filler: Filler) -> Any:
    """*value* with every text in it replaced."""
    if isinstance(value, str):
        return filler.text()
    if isinstance(value, tuple):
        return tuple(filled(each, filler) for each in value)
    if isinstance(value, dict):
        return {name: filled(each, filler) for name, each in value.items()}
    if isinstance(value, msgspec.Struct):
        changes = {
            name: filled(getattr(value, name), filler)
            for name in value.__struct_fields__
            if name not in CHOICES
        }
        return msgspec.structs.replace(value, **changes)
    return value


def lean(value: Any) -> Any:
    """*value* with every list in it cut to its richest member: each field once."""
    if isinstance(value, tuple) and len({type(each) for each in value}) != 1:
        return tuple(lean(each) for each in value)
    if isinstance(value, tuple):
        return (lean(max(value, key=lambda each: len(list(text_fields(each))))),)
    if isinstance(value, msgspec.Struct):
        changes = {
            name: lean(getattr(value, name))
            for name in value.__struct_fields__
            if name not in CHOICES | WHOLE
        }
        return msgspec.structs.replace(value, **changes)
    return value


def text_fields(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from text_fields(each)
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in CHOICES:
                yield from text_fields(getattr(value, name))
