"""The sheets of an XLSForm as questions and choices, whatever their columns are called."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from elsec_app.errors import BadInput, ClassListProblem
from elsec_app.i18n import _

Row = dict[str, str]
Words = Mapping[str, str]
"""Words by language."""

MOST_QUESTIONS = 1_000


class NotAForm(BadInput):
    """The file is no XLSForm."""

    code = "not-a-form"


class Choice(msgspec.Struct, frozen=True):
    """One answer of a list. ``image`` is a media file's name."""

    name: str
    label: Words
    image: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the survey. ``groups`` are the groups it stands in, the outermost first."""

    type: str
    name: str
    label: Words
    hint: Words
    groups: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    constraint: str = ""
    formulas: tuple[str, ...] = ()
    image: str = ""
    audio: Words = {}


class Group(msgspec.Struct, frozen=True):
    """A group of questions, by its name."""

    name: str
    label: Words


class Form(msgspec.Struct, frozen=True):
    """A form: its title and version, its languages as codes, its groups and questions in order."""

    title: str
    version: str
    languages: tuple[str, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    repeats: tuple[str, ...]


def read_form(data: bytes) -> Form:
    """The form in an Excel workbook. Raises :class:`NotAForm`."""
    sheets = _sheets(data)
    if "survey" not in sheets:
        raise NotAForm(_("This workbook has no sheet called “survey”, so it is not an XLSForm."))
    settings = next(iter(sheets.get("settings", [])), {})
    spoken = _language(settings.get("default_language", ""))
    survey, choices = sheets["survey"], sheets.get("choices", [])
    lists: dict[str, list[Choice]] = {}
    for row in choices:
        image = row.get("media::image") or row.get("image", "")
        choice = Choice(row.get("name", ""), _words(row, "label", spoken), image)
        lists.setdefault(row.get("list_name") or row.get("list name", ""), []).append(choice)
    questions = list(_questions(survey, lists, spoken))
    if not questions or len(questions) > MOST_QUESTIONS:
        raise NotAForm(_("The survey sheet must have from 1 to 1000 questions."))
    groups = [
        Group(row.get("name", ""), _words(row, "label", spoken))
        for row in survey
        if _type(row) == "begin group"
    ]
    told = {code for question in questions for code in question.label}
    return Form(
        title=settings.get("form_title", "") or settings.get("title", ""),
        version=settings.get("version", ""),
        languages=tuple(sorted(told, key=lambda code: (code != spoken, code))) or (spoken,),
        groups=tuple(groups),
        questions=tuple(questions),
        repeats=tuple(row.get("name", "") for row in survey if _type(row) == "begin repeat"),
    )


def _sheets(data: bytes) -> dict[str, list[Row]]:
    """Rows by heading, of every sheet by its name in small letters."""
    from elsec_app.exchange.class_list.opening import open_grids

    try:
        grids = open_grids(data)
    except ClassListProblem:
        raise NotAForm(_("This file could not be read as an Excel workbook.")) from None
    found = {}
    for grid in grids:
        rows = [["" if cell is None else str(cell).strip() for cell in row] for row in grid.rows]
        heads = [_head(cell) for cell in rows[0]] if rows else []
        found[(grid.sheet or "").strip().lower()] = [
            {head: cell for head, cell in zip(heads, row, strict=False) if head and cell}
            for row in rows[1:]
            if any(row)
        ]
    return found


def _head(cell: str) -> str:
    """A heading with its parts in small letters but for the language: ``label::English (en)``."""
    *parts, last = (part.strip() for part in re.split(r"::?", cell))
    return "::".join([*(part.lower() for part in parts), last if parts else last.lower()])


def _type(row: Row) -> str:
    return re.sub(r"[\s_]+", " ", row.get("type", "").lower()).strip()


def _questions(
    survey: list[Row], lists: Mapping[str, list[Choice]], spoken: str
) -> Iterator[Question]:
    groups: list[str] = []
    for row in survey:
        kind = _type(row)
        if kind.startswith(("begin group", "begin repeat")):
            groups.append(row.get("name", ""))
        elif kind.startswith(("end group", "end repeat")):
            del groups[-1:]
        elif kind:
            yield _question(row, tuple(groups), lists, spoken)


def _question(
    row: Row, groups: tuple[str, ...], lists: Mapping[str, list[Choice]], spoken: str
) -> Question:
    first, *of = row["type"].removesuffix(" or_other").split()
    kind = first.lower()
    if kind == "select" and of:  # “select one LIST” and “select one from LIST”
        kind, of = "select_one" if of[0].lower() == "one" else "select_multiple", of[1:]
    listed = lists.get(of[-1], []) if of else []
    formulas = [key for key in ("relevant", "calculation", "choice_filter") if row.get(key)]
    return Question(
        type="select_many" if kind == "select_multiple" else kind,
        name=row.get("name", ""),
        label=_words(row, "label", spoken),
        hint=_words(row, "hint", spoken),
        groups=groups,
        choices=tuple(listed),
        constraint=row.get("constraint", ""),
        formulas=tuple(formulas),
        image=row.get("media::image") or row.get("image", ""),
        audio=_words(row, "media::audio", spoken) or _words(row, "audio", spoken),
    )


def _words(row: Row, head: str, spoken: str) -> Words:
    """Words by language: of ``label`` alone, and of each ``label::Language (code)``."""
    found = {spoken: row[head]} if row.get(head) else {}
    for key, text in row.items():
        if key.startswith(f"{head}::"):
            found[_language(key.removeprefix(f"{head}::"))] = text
    return found


def _language(said: str) -> str:
    """The code of a language: of “Cymraeg (cy)” it is ``cy``; English is ``en-GB`` here."""
    code = re.search(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$", said)
    if code is None:
        return "en-GB"
    return "en-GB" if code[1].lower() == "en" else code[1]
