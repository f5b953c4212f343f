"""Which kind of file this is, by what is in it: the name's ending is never trusted."""

import re
from pathlib import Path

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.grid import Grid
from elsec_app.exchange.class_list.limits import MAX_FILE_BYTES
from elsec_app.exchange.class_list.sentences import empty, too_big
from elsec_app.i18n import _

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = re.compile(r"<(?:\?xml\b|!--|ctfile\b|[\w.\-]+:?workbook\b)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_SHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"


def load(path: Path) -> bytes:
    """The bytes of *path*, no more than is ever read. Raises ``ClassListProblem``."""
    try:
        if not path.is_file():
            raise ClassListProblem(
                _("There is no file “{name}”; choose the class list again.").format(name=path.name)
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        raise ClassListProblem(
            _(
                "The file “{name}” could not be read; close it in other programs and try again."
            ).format(name=path.name)
        ) from None
    return data


def open_grids(data: bytes) -> list[Grid]:
    """The tables in *data*. Raises ``ClassListProblem``."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise empty()
    if len(data) > MAX_FILE_BYTES:
        raise too_big()
    if data.startswith(_ZIP):
        from elsec_app.exchange.class_list.workbook import read_zip

        return read_zip(data)
    if data.startswith(_OLE):
        from elsec_app.exchange.class_list.oldbook import read_old_workbook

        return read_old_workbook(data)
    if data.startswith(b"%PDF"):
        raise ClassListProblem(
            _("This is a PDF, which cannot be read as a list; ask for a CSV or Excel export.")
        )
    return _open_text(data)


def _open_text(data: bytes) -> list[Grid]:
    from elsec_app.exchange.class_list.encodings import decode

    found = decode(data)
    if found is None:
        raise ClassListProblem(
            _("This file is not a class list (it is not text or Excel); ask for a CSV export.")
        )
    text, encoding = found
    opening = text[:2000].lstrip("\ufeff \t\r\n")
    if _PAGE.match(opening):
        from elsec_app.exchange.class_list.sheetxml import read_web_page

        return read_web_page(text)
    if opening.startswith("<") and (_XML.match(opening) or ">" in opening):
        return _open_xml(data)
    from elsec_app.exchange.class_list.delimited import read_delimited

    return read_delimited(text, encoding)


def _open_xml(data: bytes) -> list[Grid]:
    from elsec_app.exchange.class_list.markup import text_of_xml

    text = text_of_xml(data)
    if _SHEET_XML in text[:5000]:
        from elsec_app.exchange.class_list.sheetxml import read_sheet_xml

        return read_sheet_xml(text)
    from elsec_app.exchange.class_list.ctf import read_pupils

    return [read_pupils(text)]
