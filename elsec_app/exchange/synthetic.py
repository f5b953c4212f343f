"""Wholly invented classes, for the demonstration, the headless tour, tests and benches.

No name, date or number here belongs to a person: names are drawn at random from a mixed British
list, UPNs carry a right check letter, and NHS numbers come from the range beginning 999, which is
never issued. The same seed always gives the same class.
"""

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from elsec_app.exchange.class_list.codes import language_name
from elsec_app.exchange.class_list.years import born_between, school_year
from elsec_app.operations.identifiers import check_nhs_number, upn_check_letter
from elsec_app.operations.pupils import YEAR_GROUPS, PupilRow, SenProvision, Sex, YearGroup


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


_GIRLS = _list(
    "Amelia,Aisha,Anaïs,Poppy,Zoë,Siân,Niamh,Ellie-Mae,Freya,Oliwia,Ifeoma,Priya,Isla,Rosa,Harper,"
    "Mia,Maryam,Zuzanna,Chloe-May,Inês,Aylin,Thảo,Grace,Orla,Elif,Naomi,Florence,Safiya,Daisy,Ana"
)
_BOYS = _list(
    "Łukasz,Muhammad,Théo,Bjørn,Leo,Arjun,Tomos,Kwame,Reuben,Jakub,Noah,Yusuf,Dylan,Ayaan,Finlay,"
    "Oluwaseun,Mateusz,Rhys,Archie,Zayn,Emre,Minh,José,Seán,Caleb,Isaac,Hamza,Samuel,Alfie,Omar"
)
_SURNAMES = _list(
    "Smith,Jones,Patel,Khan,Begum,Okafor,Kowalska,Nguyễn,Yılmaz,O'Brien,D’Arcy,Taylor-Green,"
    "van der Berg,García López,McDonald,MacLeod,Lefèvre,Müller,Sørensen,Żak,Hussain,Evans,Ap Rhys,"
    "St. John,Ndlovu,Díaz,Price,Li,Mensah,Clarke,Brown,Ng,Adeyemi-Cole,Popescu,Singh,de Souza"
)
_LANGUAGES = ("POL", "URD", "PAN", "ARA", "SOM", "RMN", "BNGS", "TUR", "VIE", "CYM", "UKR")
_SEN_WORDS: dict[SenProvision | None, str] = {
    "N": "No Special Educational Need",
    "K": "SEN Support",
    "E": "Education, Health and Care Plan",
    None: "",
}
_HEADINGS = _list(
    "Legal Surname,Legal Forename,Preferred Forename,Date of Birth,Sex,UPN,NHS Number,Year Group,"
    "Reg Group,First Language,SEN Provision,FSM Eligible"
)
_TITLE_ROWS = 3
FIRST_ROW = _TITLE_ROWS + 2
"""The row of the first child in what ``write_csv`` writes."""

_AUTHORITY, _SCHOOL = 894, 2051
_NO_UPN = frozenset({"N1", "N2"})


def children(
    seed: int, count: int, year_group: YearGroup, on: date, *, class_name: str | None = None
) -> tuple[PupilRow, ...]:
    """*count* invented children whose dates of birth fit *year_group* on *on*.

    At most 25,000 at a time, for each has its own numbers.
    """
    chance = random.Random(f"{seed} {year_group} {on}")  # noqa: S311  (wanted: the same each time)
    made: list[PupilRow] = []
    taken: set[tuple[str, str, date]] = set()
    while len(made) < count:
        child = _child(chance, len(made), year_group, on, class_name or _class_of(year_group))
        person = (child.surname, child.forename, child.date_of_birth)
        if person not in taken:
            taken.add(person)
            made.append(child)
    return tuple(made)


def _class_of(year_group: YearGroup) -> str:
    return "Acorns" if year_group in _NO_UPN else f"{year_group}A"


def _child(
    chance: random.Random, n: int, year_group: YearGroup, on: date, class_name: str
) -> PupilRow:
    sex: Sex = "F" if chance.random() < 0.49 else "M"
    forename = chance.choice(_GIRLS if sex == "F" else _BOYS)
    first, last = born_between(year_group, school_year(on))
    born = first + timedelta(days=chance.randrange((last - first).days + 1))
    short = forename.partition("-")[0]
    return PupilRow(
        row=FIRST_ROW + n,
        surname=chance.choice(_SURNAMES),
        forename=forename,
        known_as=short if short != forename and chance.random() < 0.5 else None,
        date_of_birth=min(born, on),
        sex=sex,
        upn=None if year_group in _NO_UPN else _upn(n, year_group, on),
        nhs_number=_nhs_number(chance, n) if chance.random() < 0.6 else None,
        year_group=year_group,
        class_name=class_name,
        first_language=chance.choice(_LANGUAGES) if chance.random() < 0.21 else "ENG",
        sen_provision=chance.choices(("N", "K", "E"), (80, 15, 5))[0],
    )


def _upn(n: int, year_group: YearGroup, on: date) -> str:
    """A permanent UPN of the year of entry; one in fifty is a temporary one."""
    entered = school_year(on) - max(YEAR_GROUPS.index(year_group) - 2, 0)
    school, serial = _SCHOOL + n // 1000, n % 1000
    rest = f"{_AUTHORITY}{school:04d}{entered % 100:02d}"
    temporary = n % 50 == 49
    rest += f"{serial % 100:02d}{'ABCDEFGHJK'[serial // 100]}" if temporary else f"{serial:03d}"
    return upn_check_letter(rest) + rest


def _nhs_number(chance: random.Random, n: int) -> str:
    """The next valid number in the range that is never issued."""
    stem = 999_000_000 + (n * 40 + chance.randrange(20)) % 1_000_000
    while True:
        nine = f"{stem:09d}"
        last = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if last < 10 and check_nhs_number(f"{nine}{last}").value:
            return f"{nine}{last}"
        stem = 999_000_000 + (stem + 1) % 1_000_000


def write_csv(rows: Sequence[PupilRow]) -> bytes:
    """*rows* as a school system's report writes them: titles, a blank row, headings, a total.

    Reading it gives *rows* back. One column (free school meals) is there to be left unread.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["Pupil List by Registration Group"])
    writer.writerow(["Oakfield Primary School (invented)"])
    writer.writerow([])
    writer.writerow(_HEADINGS)
    writer.writerows(map(_cells, rows))
    writer.writerow([])
    writer.writerow([f"Total pupils: {len(rows)}"])
    return text.getvalue().encode("utf-8-sig")


def _cells(row: PupilRow) -> list[str]:
    said = msgspec.structs.asdict(row)
    born = row.date_of_birth.strftime("%d/%m/%Y")
    number = row.nhs_number or ""
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}".strip()
    year = {"R": "Reception"}.get(row.year_group or "", f"Year {row.year_group}")
    year = year if row.year_group not in (*_NO_UPN, None) else str(row.year_group or "")
    language = language_name(row.first_language) if row.first_language else ""
    return [
        *(row.surname, row.forename, row.known_as or row.forename, born, said["sex"] or ""),
        *(row.upn or "", spaced, year, row.class_name or "", language),
        *(_SEN_WORDS[row.sen_provision], "F"),
    ]
