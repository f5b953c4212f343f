"""What a heading means: the field that a column is, by its words alone."""

from functools import lru_cache

from elsec_app.exchange.class_list.headings import ALONE, NOISE, OTHER_PEOPLE, SYNONYMS, Field
from elsec_app.exchange.class_list.words import heading_forms

_MAX_HEADING = 60
_ORDER: tuple[Field, ...] = (
    "upn", "nhs_number", "date_of_birth", "sex", "year_group", "class", "first_language",
    "sen_provision", "surname", "forename", "known_as", "name",
)  # fmt: skip


def assign(headings: list[str]) -> dict[Field, int]:
    """Field to column, by headings alone. A ``name`` beside a ``surname`` may be either a whole
    name or a forename."""
    ranks = [_ranks(heading[:_MAX_HEADING]) for heading in headings]
    columns: dict[Field, int] = {}
    taken: set[int] = set()
    for field in _ORDER:
        if field == "name" and {"surname", "forename"} <= columns.keys():
            continue
        if field == "known_as" and "forename" not in columns:
            continue
        fitting = [(r[field], n) for n, r in enumerate(ranks) if field in r and n not in taken]
        if fitting:
            columns[field] = min(fitting)[1]
            taken.add(columns[field])
    if "name" in columns and "forename" in columns:
        columns["known_as"] = columns.pop("forename")
    return columns


@lru_cache(maxsize=4096)
def _ranks(heading: str) -> dict[Field, int]:
    """The fields that *heading* may mean, with how well (0 is best)."""
    for form in heading_forms(heading):
        found = _synonyms().get(form)
        if found:
            return found
        words = form.split()
        if OTHER_PEOPLE.intersection(words):
            return {}
        bare = [word for word in words if word not in NOISE]
        if not bare and ALONE.intersection(words):
            return {"name": 9}
        found = _synonyms().get(" ".join(bare))
        if found:
            return found
    return {}


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, dict[Field, int]]:
    found: dict[str, dict[Field, int]] = {}
    for field, line in SYNONYMS.items():
        for rank, words in enumerate(line.split(",")):
            found.setdefault(words.strip(), {}).setdefault(field, rank)
    return found


def means_something(heading: str) -> bool:
    """Whether *heading* is one that we know."""
    return bool(_ranks(heading))


@lru_cache(maxsize=4096)
def is_someone_else(heading: str) -> bool:
    """Whether *heading* is about a parent, a teacher or the past."""
    return any(OTHER_PEOPLE.intersection(form.split()) for form in heading_forms(heading))
