"""What one row of a class list says of a child, and what is wrong with a row.

The keys on the wire are those of ``elsec roster read --json`` and ``known_as``:
``msgspec.to_builtins(row)`` gives them, with ``class`` for ``class_name`` and ISO dates.
"""

from datetime import date
from typing import Literal

import msgspec

Sex = Literal["F", "M"]
YearGroup = Literal["N1", "N2", "R", "1", "2", "3", "4", "5", "6"]
SenProvision = Literal["N", "K", "E"]
Severity = Literal["error", "warning"]

YEAR_GROUPS: tuple[YearGroup, ...] = ("N1", "N2", "R", "1", "2", "3", "4", "5", "6")


class PupilRow(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename={"class_name": "class"}):
    """One child as a class list states them; ``None`` where the list says nothing usable.

    ``row`` counts from 1 as a spreadsheet shows it, title rows included (in a Common Transfer
    File: the how-manieth pupil). ``upn`` has 13 characters and ``nhs_number`` 10 digits, both
    checked; ``sen_provision`` is the school census letter (N none, K SEN support, E EHC plan).
    ``first_language`` is a census code, or the words of the list where no code is known for them.
    """

    row: int
    surname: str
    forename: str
    known_as: str | None = None
    date_of_birth: date
    sex: Sex | None = None
    upn: str | None = None
    nhs_number: str | None = None
    year_group: YearGroup | None = None
    class_name: str | None = None
    first_language: str | None = None
    sen_provision: SenProvision | None = None


class RowProblem(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something a person should know of a row; ``row`` is ``None`` when it is the whole list.

    ``field`` is a key of the child on the wire (``surname``, ``class``, …) or ``None``. A row
    that is not among the children always has an error or a warning that says why. An error on a
    row that *is* among the children means the named value was left empty or needs an answer.
    ``message`` is one plain sentence.
    """

    row: int | None
    field: str | None
    severity: Severity
    message: str
