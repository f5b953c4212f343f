"""What a column holds, judged by its values, for lists whose headings do not say."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from elsec_app.exchange.class_list import codes
from elsec_app.exchange.class_list.dates import Numeric, parse
from elsec_app.exchange.class_list.forenames import FORENAMES, SURNAMES
from elsec_app.exchange.class_list.grid import Cell
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.words import clean, is_blank, plain
from elsec_app.exchange.class_list.years import whole_years

_SAMPLE = 300
_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’‘ʼ`\-‐–])*")
_COMMA_NAME = re.compile(r"[^\W\d_][^,\d]*,\s*[^\W\d_][^,\d]*")
_OLDEST = 20
"""Years: a column of older people is somebody else's dates of birth."""


FIELDS: frozenset[Field] = frozenset(get_args(Field))
UNMISTAKABLE: frozenset[Field] = frozenset({"upn", "nhs_number"})
"""What is taken by content even from under a heading that says nothing to us. The other codes are
not: an F may be a false and an N a no."""
ALL: frozenset[Field] = UNMISTAKABLE | {"sex", "year_group", "sen_provision", "first_language"}


def guess(
    free: Mapping[int, list[Cell]],
    known: Mapping[Field, int],
    today: date,
    fields: frozenset[Field] = ALL,
) -> dict[Field, int]:
    """*known* with further *fields* found among the *free* columns, by what they hold."""
    columns = dict(known)
    samples = {n: few for n, cells in free.items() if (few := sample(cells))}
    guess_date(columns, samples, today)
    if "sex" in fields and "sex" not in columns:
        _take(columns, samples, "sex", _sexes, 0.9)
    for field, test, least in _TESTS:
        if field in fields and field not in columns:
            _take(columns, samples, field, lambda s, t=test: _share(s, t), least)  # type: ignore[misc]
    if not ({"name"} <= columns.keys() or {"surname", "forename"} <= columns.keys()):
        _names(columns, samples)
    return columns


def guess_date(
    columns: dict[Field, int], samples: dict[int, list[Cell]], today: date
) -> dict[Field, int]:
    """*columns* with the column of dates of birth, if one of *samples* is that."""
    if "date_of_birth" not in columns:
        _take(columns, samples, "date_of_birth", lambda s: _dates(s, today), 0.6)
    return columns


def holds_dates(rows: list[list[Cell]], index: int | None, today: date) -> bool:
    """Whether most of what stands in column *index* are dates."""
    cells = sample([row[index] for row in rows if index < len(row)]) if index is not None else []
    return sum(parse(cell, today) is not None for cell in cells) * 2 > len(cells) > 0


def first_with_date(rows: list[list[Cell]], index: int | None, today: date) -> int:
    """The first row with a date in column *index*; 0 when there is none."""
    if index is None:
        return 0
    for n, row in enumerate(rows):
        if index < len(row) and parse(row[index], today) is not None:
            return n
    return 0


def sample(cells: list[Cell]) -> list[Cell]:
    """The first values of a column that say something."""
    found: list[Cell] = []
    for cell in cells:
        if not is_blank(cell):
            found.append(cell)
            if len(found) >= _SAMPLE:
                break
    return found


def _take(
    columns: dict[Field, int],
    samples: dict[int, list[Cell]],
    field: Field,
    score: Callable[[list[Cell]], float],
    least: float,
) -> None:
    """Give *field* the best-scoring sample, if that reaches *least*; it is then no longer free."""
    scores = {n: score(sample) for n, sample in samples.items()}
    best = max(scores, key=lambda n: (scores[n], -n), default=None)
    if best is not None and scores[best] >= least:
        columns[field] = best
        del samples[best]


def _sexes(sample: list[Cell]) -> float:
    """Both sexes in a column of nothing else; all F may also be all false."""
    both = {codes.sex(clean(cell))[0] for cell in sample} >= {"F", "M"}
    return _share(sample, _is_sex) if both else 0


def _share(sample: list[Cell], test: Callable[[str], bool]) -> float:
    return sum(test(clean(cell)) for cell in sample) / len(sample)


def _dates(sample: list[Cell], today: date) -> float:
    """The share of plausible dates of birth; of two such columns the older one is the birth."""
    ages = []
    for cell in sample:
        made = parse(cell, today)
        born = made.as_date("day-first") if isinstance(made, Numeric) else made
        if born and born <= today and whole_years(born, today) <= _OLDEST:
            ages.append((today - born).days)
    if not ages or len(ages) < len(sample) * 0.6:
        return 0
    return len(ages) / len(sample) + sorted(ages)[len(ages) // 2] / 100_000


def _is_nhs(text: str) -> bool:
    from elsec_app.operations.identifiers import check_nhs_number

    return check_nhs_number(text).value is not None


def _is_sex(text: str) -> bool:
    return plain(text) in ("f", "m", "female", "male", "girl", "boy")


def _is_year(text: str) -> bool:
    word = plain(text)
    return len(word) > 1 and not word[:1].isdigit() and bool(codes.possible_years(text)[0])


def _is_sen(text: str) -> bool:
    return len(text) != 1 and codes.sen_provision(text)[0] is not None and plain(text) not in (
        "no", "none", "support",
    )  # fmt: skip


def _is_language(text: str) -> bool:
    return (
        len(text) > 2 and text.lower() not in _NOT_LANGUAGES and not codes.first_language(text)[1]
    )


_NOT_LANGUAGES = frozenset({"not known", "unknown", "refused", "other", "not", "ref"})

_TESTS: tuple[tuple[Field, Callable[[str], bool], float], ...] = (
    ("upn", lambda text: bool(_UPN.fullmatch(text.upper())), 0.6),
    ("nhs_number", _is_nhs, 0.6),
    ("year_group", _is_year, 0.8),
    ("sen_provision", _is_sen, 0.8),
    ("first_language", _is_language, 0.8),
)


def _names(columns: dict[Field, int], samples: dict[int, list[Cell]]) -> None:
    """A column of whole names, or the two columns most like surnames and forenames."""
    if "surname" not in columns and "forename" not in columns:
        _take(columns, samples, "name", lambda s: _share(s, _is_comma_name), 0.6)
        if "name" in columns:
            return
    likely = {n: s for n, s in samples.items() if _share(s, _is_name) >= 0.8 and _varied(s)}
    lean = {n: _lean(sample) for n, sample in likely.items()}
    if "surname" in columns or "forename" in columns:
        field: Field = "forename" if "surname" in columns else "surname"
        if lean:
            sign = 1 if field == "forename" else -1
            columns[field] = max(lean, key=lambda n: (sign * lean[n], -n))
        return
    pair = sorted(sorted(lean)[:4], key=lambda n: -abs(lean[n]))[:2]
    if len(pair) == 2:
        first, second = sorted(pair)
        surname_first = lean[first] <= lean[second]
        columns["surname"], columns["forename"] = (
            (first, second) if surname_first else (second, first)
        )
    elif len(pair) == 1 and _share(likely[pair[0]], lambda text: " " in text) >= 0.8:
        columns["name"] = pair[0]


def told_apart(columns: Mapping[Field, int], body: list[list[Cell]]) -> dict[Field, int]:
    """*columns*, in which a name stands beside a surname: it is the whole name if it mostly holds
    the surname too or a comma, and the forename if not."""
    pairs = [
        (clean(row[columns["name"]]), clean(row[columns["surname"]]))
        for row in body[:_SAMPLE]
        if len(row) > max(columns["name"], columns["surname"])
    ]
    said = [(name, surname.casefold()) for name, surname in pairs if name and surname]
    whole = sum("," in name or surname in name.casefold() for name, surname in said)
    rest = {field: n for field, n in columns.items() if field not in ("name", "surname")}
    if whole * 2 > len(said):
        return {**rest, "name": columns["name"]}
    return {**rest, "surname": columns["surname"], "forename": columns["name"]}


def surname_comes_first(names: list[str]) -> bool:
    """Whether whole names without a comma read more like ``Okafor Amelia`` than the reverse."""
    pairs = [words for name in names[:_SAMPLE] if len(words := name.split()) > 1]
    firsts: list[Cell] = [words[0] for words in pairs]
    lasts: list[Cell] = [words[-1] for words in pairs]
    return bool(pairs) and _lean(firsts) < _lean(lasts)


def _is_comma_name(text: str) -> bool:
    return bool(_COMMA_NAME.fullmatch(text))


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and len(text) > 1


def _varied(sample: list[Cell]) -> bool:
    """Names differ from row to row; codes and classes repeat."""
    return len({clean(cell) for cell in sample}) >= max(2, len(sample) * 0.3)


def _lean(sample: list[Cell]) -> float:
    """Above 0 for forenames, below for surnames; capitals speak for surnames."""
    words = [clean(cell) for cell in sample]
    fore = sum(word.casefold() in FORENAMES for word in words)
    sur = sum(word.casefold() in SURNAMES for word in words)
    loud = sum(word.isupper() and len(word) > 2 for word in words)
    return (fore - sur - loud) / len(words)
