"""One CSV file of a pack as rows of named cells, with every fault as a complaint."""

import csv
from io import StringIO

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.files import UNSEEN, Files

MOST_ROWS = 20_000

Row = dict[str, str]


def read_csv(files: Files, name: str) -> tuple[list[str], list[Row], list[Complaint]]:
    """The names of the columns and the rows under them; spaces around a cell do not count."""
    try:
        text = files[name].decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [], [Complaint(name, "", _("Save this file as UTF-8."))]
    if found := UNSEEN.search(text):
        number = text.count("\n", 0, found.start()) + 1
        return [], [], [Complaint(name, _line(number), _("Take out the invisible character here."))]
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        lines = [line for line, _place in zip(reader, range(MOST_ROWS), strict=False)]
    except csv.Error as fault:
        change = _("Correct this line: {problem}.").format(problem=fault)
        return [], [], [Complaint(name, _line(reader.line_num), change)]
    if not lines:
        return [], [], [Complaint(name, _line(1), _("Write the names of the columns here."))]
    heads = [head.strip() for head in lines[0]]
    complaints = [
        Complaint(name, _line(1), _("Name the column “{head}” once only.").format(head=head))
        for head in sorted({head for head in heads if head and heads.count(head) > 1})
    ]
    for place, line in enumerate(lines[1:], 2):
        if len(line) > len(heads):
            change = _(
                "Take out a comma or add quotation marks: there are more cells than columns."
            )
            complaints.append(Complaint(name, _line(place), change))
    rows = [
        {head: cell.strip() for head, cell in zip(heads, line, strict=False) if head}
        for line in lines[1:]
    ]
    return heads, rows, complaints


def _line(number: int) -> str:
    return _("line {line}").format(line=number)
