"""Class lists in random dialects: what a child is, written in the ways that schools write it.

``lists()`` draws a list of children and a dialect, and gives the bytes with the children that a
right reading must find in them, row numbers included.
"""

import csv
import html
import io
import random
from collections.abc import Callable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import msgspec
from hypothesis import strategies as st

from elsec_app.exchange.class_list.codes import language_name
from elsec_app.exchange.synthetic import children
from elsec_app.operations.pupils import YEAR_GROUPS, PupilRow
from elsec_app.store.words import fold
from tests.exchange.old_workbooks import old_workbook
from tests.exchange.workbooks import Value, serial, workbook

TODAY = date(2026, 11, 24)

HEADINGS: dict[str, list[str]] = {
    "surname": ["Legal Surname", "Surname", "Last name", "Family Name", "last", "SURNAME"],
    "forename": ["Legal Forename", "Forename", "First name", "Given Name", "first", "Forename(s)"],
    "name": ["Student", "Name", "Pupil Name", "Full name", "Surname, Forename", "Legal Name"],
    "known_as": ["Pref. Forename", "Preferred Name", "Known as", "Chosen Name"],
    "date_of_birth": ["DOB", "Date of birth", "D.O.B.", "Birth Date", "date_of_birth", "Born"],
    "sex": ["Sex", "Gender", "M/F", "Legal Sex"],
    "upn": ["UPN", "Unique Pupil Number", "Pupil UPN"],
    "nhs_number": ["NHS Number", "NHS No.", "Nhs number"],
    "year_group": ["Year Group", "Year", "NC Year", "Yr", "National Curriculum Year"],
    "class_name": ["Reg Group", "Class", "Registration Form", "Form", "Tutor Group", "Room"],
    "first_language": ["First Language", "Home Language", "Language", "Mother Tongue"],
    "sen_provision": ["SEN Provision", "SEN Status", "SEND Status", "SEN"],
}
UNREAD: dict[str, list[str]] = {
    "FSM Eligible": ["Y", "N"],
    "Mother's Surname": ["Smith", "Khan"],
    "Contact 1 Date of Birth": ["01/02/1990", "03/04/1985"],
    "Ethnicity": ["WBRI", "APKN"],
    "Looked After": ["T", "F"],
    "Adm No": ["1234", "5678"],
    "Home postcode": ["TF1 1AA", "SY1 1AA"],
    "Middle Name(s)": ["Rose", "James"],
}
OPTIONAL = tuple(field for field in HEADINGS if field not in ("surname", "forename", "name"))
OPTIONAL = tuple(field for field in OPTIONAL if field != "date_of_birth")

DATES: dict[str, Callable[[date], Value]] = {
    "uk": lambda d: d.strftime("%d/%m/%Y"),
    "uk short": lambda d: f"{d.day}/{d.month}/{d.year}",
    "uk two-digit": lambda d: d.strftime("%d/%m/%y"),
    "dots": lambda d: d.strftime("%d.%m.%Y"),
    "us": lambda d: d.strftime("%m/%d/%Y"),
    "iso": lambda d: d.isoformat(),
    "iso and time": lambda d: f"{d.isoformat()}T00:00:00",
    "words": lambda d: d.strftime("%d %b %Y"),
    "long words": lambda d: d.strftime("%A, %d %B %Y"),
    "dashes": lambda d: d.strftime("%d-%b-%y"),
    "compact": lambda d: d.strftime("%Y%m%d"),
    "serial": serial,
    "serial text": lambda d: str(serial(d)),
    "uk and time": lambda d: d.strftime("%d/%m/%Y 00:00:00"),
}
YEARS: dict[str, Callable[[str], str]] = {
    "words": lambda y: {"R": "Reception", "N1": "Nursery 1", "N2": "Nursery 2"}.get(y, f"Year {y}"),
    "code": lambda y: y,
    "short": lambda y: {"R": "YR"}.get(y, y if y.startswith("N") else f"Y{y}"),
    "padded": lambda y: {"R": "Year R"}.get(y, y if y.startswith("N") else f"Yr 0{y}"),
    "nc": lambda y: {"R": "Rec"}.get(y, y if y.startswith("N") else f"Curriculum Year {y}"),
}
SEX = {"letters": {"F": "F", "M": "M"}, "words": {"F": "Female", "M": "Male"}}
SEN = {
    "letters": {"N": "N", "K": "K", "E": "E"},
    "words": {
        "N": "No Special Educational Need",
        "K": "SEN Support",
        "E": "Education, Health and Care Plan",
    },
    "both": {"N": "N - No SEN", "K": "K - SEN Support", "E": "E - EHCP"},
}


class Dialect(msgspec.Struct):
    """How one list is written."""

    kind: str
    encoding: str
    newline: str
    quote_all: bool
    titles: int
    total: bool
    blanks: bool
    whole_name: bool
    comma: bool
    shout: bool
    parted: bool
    guard: bool
    two_rows: bool
    date: str
    year: str
    sex: str
    sen: str
    codes: bool
    spaces: str
    fields: list[str]
    unread: list[str]
    seed: int


_TEXT = {"csv": ",", "semicolons": ";", "tsv": "\t", "bars": "|"}
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]


@st.composite
def dialects(draw: st.DrawFn, kinds: tuple[str, ...]) -> Dialect:
    wanted = draw(st.sets(st.sampled_from(OPTIONAL)))
    fields = ["date_of_birth", *sorted(wanted)]
    whole = draw(st.booleans())
    if not whole:
        fields += ["surname", "forename"]
    else:
        fields = [*(field for field in fields if field != "known_as"), "name"]
    return Dialect(
        kind=draw(st.sampled_from(kinds)),
        encoding=draw(st.sampled_from(_ENCODINGS)),
        newline=draw(st.sampled_from(["\r\n", "\n", "\r"])),
        quote_all=draw(st.booleans()),
        titles=draw(st.integers(0, 4)),
        total=draw(st.booleans()),
        blanks=draw(st.booleans()),
        whole_name=whole,
        comma=draw(st.booleans()),
        shout=draw(st.booleans()),
        parted=draw(st.booleans()),
        guard=draw(st.booleans()),
        two_rows=draw(st.booleans()),
        date=draw(st.sampled_from(sorted(DATES))),
        year=draw(st.sampled_from(sorted(YEARS))),
        sex=draw(st.sampled_from(sorted(SEX))),
        sen=draw(st.sampled_from(sorted(SEN))),
        codes=draw(st.booleans()),
        spaces=draw(st.sampled_from(["", " ", "\u00a0", "  "])),
        fields=draw(st.permutations(fields)),
        unread=draw(st.lists(st.sampled_from(sorted(UNREAD)), unique=True, max_size=3)),
        seed=draw(st.integers(0, 10**6)),
    )


# Letters of the names in English schools, whatever script of Latin they come from.
_FIRST = "ABCDEFGHIJKLMNOPRSTUVWYZÁČÉÍŁÓÖØŠÜÝŽŞŚĐÞÑÇ"
_REST = (
    "abcdefghijklmnopqrstuvwxyzáàâäãåąæćčçďđéèêëęěğíìîïıłñńňóòôöõøőřśšşťúùûüůűýÿźżžẓươạảấầẩậắặếềểệ"
)
_PARTICLES = ("van der ", "de la ", "de ", "al-", "Ap ", "St. ", "Mc", "O'", "O’", "D’", "ʻ", "")
_JOINTS = ("-", " ", "'", "’", "-Mae ", "")


@st.composite
def part(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(_FIRST)) + draw(st.text(_REST, min_size=2, max_size=9))


@st.composite
def name(draw: st.DrawFn, *, surname: bool) -> str:
    """A name as a family may write it: accents, apostrophes, hyphens, particles, more than one."""
    before = draw(st.sampled_from(_PARTICLES)) if surname else ""
    joint = draw(st.sampled_from(_JOINTS))
    return before + draw(part()) + (joint + draw(part()) if joint else "")


def pupils(draw: st.DrawFn) -> tuple[PupilRow, ...]:
    year = draw(st.sampled_from(YEAR_GROUPS))
    return children(draw(st.integers(0, 10**6)), draw(st.integers(1, 25)), year, TODAY)


def renamed(draw: st.DrawFn, rows: tuple[PupilRow, ...]) -> tuple[PupilRow, ...]:
    """*rows*, each with a name of its own that nobody has made up before."""
    made: dict[object, PupilRow] = {}
    for row in rows:
        surname, forename = draw(name(surname=True)), draw(name(surname=False))
        person = (fold(surname).translate(_BARE), fold(forename).translate(_BARE))
        one = msgspec.structs.replace(row, surname=surname, forename=forename, known_as=None)
        made.setdefault((*person, row.date_of_birth), one)
    return tuple(made.values())


_BARE = dict.fromkeys(map(ord, " -'’ʻ."))


@st.composite
def lists(draw: st.DrawFn, *kinds: str) -> tuple[bytes, list[PupilRow], Dialect]:
    """``(file, children in it, how it was written)``."""
    dialect, rows = draw(dialects(kinds)), pupils(draw)
    if dialect.encoding != "cp1252" and not dialect.shout and draw(st.booleans()):
        rows = renamed(draw, rows)
    if dialect.whole_name and not dialect.shout:
        dialect.comma = True  # only capitals or a comma tell the two names apart
    if dialect.encoding == "cp1252":
        rows = tuple(row for row in rows if _fits_cp1252(row)) or rows
        if not all(map(_fits_cp1252, rows)):
            dialect.encoding = "utf-8"
    if dialect.date == "us" and all(row.date_of_birth.day <= 12 for row in rows):
        dialect.date = "iso"
    if dialect.shout:
        rows = tuple(row for row in rows if _unshouts(row.surname)) or rows
        dialect.shout = all(_unshouts(row.surname) for row in rows)
    if dialect.kind.startswith("ctf"):
        return write_ctf(rows, dialect), expected(rows, dialect, range(1, len(rows) + 1)), dialect
    table, places = make_table(rows, dialect)
    return _WRITERS[dialect.kind](table, dialect), expected(rows, dialect, places), dialect


def _fits_cp1252(row: PupilRow) -> bool:
    try:
        (row.surname + row.forename).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _unshouts(surname: str) -> bool:
    """Names whose usual spelling capitals do not destroy (Yılmaz and Ng are not among them)."""
    return surname not in ("Yılmaz", "d'Souza") and len(surname) > 1


def expected(
    rows: tuple[PupilRow, ...], dialect: Dialect, places: range | list[int]
) -> list[PupilRow]:
    absent = [field for field in OPTIONAL if field not in dialect.fields]
    return [
        msgspec.structs.replace(row, row=place, **dict.fromkeys(absent))
        for row, place in zip(rows, places, strict=True)
    ]


def make_table(rows: tuple[PupilRow, ...], how: Dialect) -> tuple[list[list[Value]], list[int]]:
    """The table as it is seen in the file, and the row number of each child."""
    chance = random.Random(how.seed)
    table: list[list[Value]] = [
        [f"Pupil list {n + 1} of Oakfield Primary School"] if n % 2 == 0 else []
        for n in range(how.titles)
    ]
    heads: list[Value] = [*(chance.choice(HEADINGS[field]) for field in how.fields), *how.unread]
    if how.two_rows:
        over = ["Pupil details", *[""] * (len(heads) - 1)]
        table.append(list(over))
    table.append([f"{head}{how.spaces}" for head in heads])
    places = []
    for row in rows:
        if how.blanks and chance.random() < 0.1:
            table.append([])
        unread: list[Value] = [chance.choice(UNREAD[heading]) for heading in how.unread]
        table.append([_written(row, field, how) for field in how.fields] + unread)
        places.append(len(table))
    if how.total:
        table += [[], [f"Total pupils: {len(rows)}"]]
    return table, places


def _written(row: PupilRow, field: str, how: Dialect) -> Value:
    if field == "date_of_birth":
        said = DATES[how.date](row.date_of_birth)
        return _guarded(said, field, how) if isinstance(said, str) else said
    words = _words(row, field, how)
    return _guarded(words, field, how) + how.spaces if words else ""


def _words(row: PupilRow, field: str, how: Dialect) -> str:
    surname = row.surname.upper() if how.shout else row.surname
    if field == "name" and not how.comma:
        return f"{surname} {row.forename}" if how.parted else f"{row.forename} {surname}"
    if field == "name":
        return f"{surname}, {row.forename}"
    if field == "surname":
        return surname
    value = getattr(row, field)
    if value is None:
        return ""
    if field == "nhs_number" and how.codes:
        return f"{value[:3]} {value[3:6]} {value[6:]}"
    if field == "first_language":
        return str(value) if how.codes else language_name(value)
    if field in ("sex", "sen_provision"):
        return (SEX[how.sex] if field == "sex" else SEN[how.sen])[value]
    return YEARS[how.year](value) if field == "year_group" else str(value)


def _guarded(words: str, field: str, how: Dialect) -> str:
    """Numbers and dates as some systems keep Excel from converting them."""
    kept = how.guard and how.kind in _TEXT and field in ("upn", "nhs_number", "date_of_birth")
    return f'="{words}"' if kept and words else words


def _text(value: Value) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def write_text(table: list[list[Value]], how: Dialect) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=_TEXT[how.kind],
        lineterminator=how.newline,
        quoting=csv.QUOTE_ALL if how.quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows([_text(value) for value in row] for row in table)
    return out.getvalue().encode(how.encoding)


def write_workbook(table: list[list[Value]], how: Dialect) -> bytes:
    write = old_workbook if how.kind == "xls" else workbook
    if how.date == "iso":  # real Excel dates
        at = how.fields.index("date_of_birth")
        table = [
            [_as_date(cell) if n == at else cell for n, cell in enumerate(row)] for row in table
        ]
    return write(table)


def _as_date(value: Value) -> Value:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def write_sheet_xml(table: list[list[Value]], how: Dialect) -> bytes:
    lines = [
        "<Row>"
        + "".join(
            f'<Cell ss:Index="{n}"><Data ss:Type="String">{escape(_text(value))}</Data></Cell>'
            for n, value in enumerate(row, start=1)
            if value
        )
        + "</Row>"
        for row in table
    ]
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="List"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    )
    return text.encode("utf-8")


def write_web_page(table: list[list[Value]], how: Dialect) -> bytes:
    lines = [
        "<tr>" + "".join(f"<td>{html.escape(_text(value))}</td>" for value in row) + "</tr>"
        for row in table
    ]
    text = f"<html><head><meta charset=utf-8></head><body><table>{''.join(lines)}</table></body>"
    return text.encode("utf-8")


_WRITERS: dict[str, Callable[[list[list[Value]], Dialect], bytes]] = {
    **dict.fromkeys(_TEXT, write_text),
    "xlsx": write_workbook,
    "xls": write_workbook,
    "excel-xml": write_sheet_xml,
    "web-page": write_web_page,
}


def write_ctf(rows: tuple[PupilRow, ...], how: Dialect) -> bytes:
    """A Common Transfer File; nested when the kind says so, with blocks that must not be read."""
    nested = how.kind == "ctf nested"
    people = "".join(_pupil(row, how, nested) for row in rows)
    encoding = "utf-16" if how.encoding.startswith("utf-16") else how.encoding
    encoding = "utf-8" if encoding in ("utf-32", "utf-8-sig") else encoding
    declared = {"cp1252": "windows-1252"}.get(encoding, encoding)
    text = (
        f"<?xml version='1.0' encoding={quoteattr(declared)}?><CTfile><Header><SourceSchool>"
        "<LEA>894</LEA><SchoolName>Oakfield</SchoolName></SourceSchool></Header><CTFpupilData>"
        f"{people}</CTFpupilData></CTfile>"
    )
    return text.encode(encoding, "xmlcharrefreplace")


def _pupil(row: PupilRow, how: Dialect, nested: bool) -> str:
    surname = row.surname.upper() if how.shout else row.surname
    sex = "Sex" if how.codes else "Gender"
    inner = {
        "Surname": surname,
        "Forename": row.forename,
        "DOB": row.date_of_birth.isoformat(),
        **_if(how, "sex", sex, row.sex),
        **_if(how, "known_as", "PreferredForename", row.known_as),
        **_if(how, "first_language", "FirstLanguage", row.first_language),
        **_if(how, "year_group", "NCyearActual", row.year_group),
        **_if(how, "class_name", "RegGroup", row.class_name),
        **_if(how, "nhs_number", "NHSnumber", row.nhs_number),
    }
    block = "".join(f"<{tag}>{escape(str(value))}</{tag}>" for tag, value in inner.items() if value)
    if nested:
        block = f"<BasicDetails>{block.replace('Surname>', 'LegalSurname>')}</BasicDetails>"
    upn = f"<UPN>{row.upn}</UPN>" if row.upn and "upn" in how.fields else ""
    contact = (
        "<Contacts><Contact><Surname>Other</Surname><Forename>Parent</Forename>"
        "<DOB>1990-01-01</DOB><Gender>F</Gender></Contact></Contacts>"
        "<FSMhistory><FSMinstance><FSMstartDate>2024-01-01</FSMstartDate></FSMinstance></FSMhistory>"
    )
    return (
        f"<Pupil>{contact if nested else ''}{upn}{block}{_sen(row, how, nested)}{contact}</Pupil>"
    )


def _if(how: Dialect, field: str, tag: str, value: str | None) -> dict[str, str | None]:
    return {tag: value} if field in how.fields else {}


def _sen(row: PupilRow, how: Dialect, nested: bool) -> str:
    """The entry that counts is the one that started last, wherever it stands."""
    if "sen_provision" not in how.fields or row.sen_provision is None:
        return ""
    now = f"<StartDate>2025-09-03</StartDate><SENprovision>{row.sen_provision}</SENprovision>"
    if not nested:
        return f"<SENhistory><SEN>{now}</SEN></SENhistory>"
    before = "<StartDate>2024-09-03</StartDate><SENprovision>N</SENprovision>"
    return f"<SENhistory><SEN>{now}</SEN><SEN>{before}</SEN></SENhistory>"
