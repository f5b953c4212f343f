"""The Common Transfer File and its relatives: pupils in XML, flat or in nested blocks.

Accepted (domain report 4.2): names and date of birth directly in ``Pupil`` or in a block such as
``BasicDetails``; ``Gender`` or ``Sex``; SEN provision in ``SENhistory/SEN`` or ``SEN`` (the entry
that started last counts); the census' ``PupilIdentifiers`` shape. What stands inside contacts,
addresses, attendance, schools or assessments is never the child's and is never read.
"""

import re

from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.limits import MAX_CELL, MAX_ROWS
from elsec_app.exchange.class_list.markup import Depth, listen, local
from elsec_app.exchange.class_list.sentences import no_children, too_many_rows

TAGS: dict[Field, tuple[str, ...]] = {
    "surname": ("surname", "legalsurname", "familyname", "lastname", "preferredsurname"),
    "forename": ("forename", "legalforename", "givenname", "firstname", "preferredforename"),
    "known_as": ("preferredforename", "chosenname", "knownas", "preferredname"),
    "date_of_birth": ("dob", "dateofbirth", "birthdate"),
    "sex": ("sex", "gender", "legalsex"),
    "upn": ("upn",),
    "nhs_number": ("nhsnumber", "nhsno", "nhs"),
    "year_group": ("ncyearactual", "ncyear", "yeargroup", "nationalcurriculumyear"),
    "class": ("reggroup", "registrationgroup", "class", "classname", "tutorgroup", "classgroup"),
    "first_language": ("firstlanguage", "homelanguage", "language", "languagecode"),
    "sen_provision": ("senprovision",),
}
"""Element names in lower case; the first in a line wins over the later ones."""

_OTHER_BLOCKS = re.compile(
    r"contact|address|attend|assess|sibling|carer|parent|schoolhist|school$|fsm|lookedafter|incare"
    r"|exclu|phone|email|medical|learner|traveller|funding|admission|former",
    re.IGNORECASE,
)
_WANTED = {tag for tags in TAGS.values() for tag in tags}
_SEN_START = "startdate"


def read_pupils(text: str) -> Grid:
    """*text* as a grid whose first row names the elements found, one pupil a row."""
    listener = _Pupils()
    listen(text, listener)
    if not listener.pupils:
        raise no_children()
    rows: list[list[Cell]] = [[]]
    fields = [field for field in TAGS if any(map(listener.present.__contains__, TAGS[field]))]
    for field in fields:
        rows[0].append(next(listener.present[t] for t in TAGS[field] if t in listener.present))
    rows.extend([_first(pupil, TAGS[field]) for field in fields] for pupil in listener.pupils)
    unread = tuple(tag for tag in listener.seen if tag not in rows[0])
    return Grid("ctf", rows, fields=tuple(fields), unread=unread)


def _first(pupil: dict[str, Cell], tags: tuple[str, ...]) -> Cell:
    return next((pupil[tag] for tag in tags if tag in pupil), None)


class _Pupils:
    """Hears each pupil's own elements."""

    def __init__(self) -> None:
        self.depth = Depth()
        self.pupils: list[dict[str, Cell]] = []
        self.seen: dict[str, None] = {}
        self.present: dict[str, str] = {}
        self.pupil: dict[str, Cell] | None = None
        self.words: list[str] = []
        self.length = 0
        self.blocked_at = 0
        self.leaf = False
        self.sen_started = ""
        self.sen_best: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.depth.open(tag)
        self.words, self.length, self.leaf = [], 0, True
        name = self.depth.path[-1]
        if self.pupil is None:
            if name.lower() in ("pupil", "learner", "pupilonroll", "child"):
                self._begin()
        elif not self.blocked_at and _OTHER_BLOCKS.search(name):
            self.blocked_at = len(self.depth.path)
            self.seen.setdefault(name)

    def _begin(self) -> None:
        if len(self.pupils) >= MAX_ROWS:
            raise too_many_rows()
        self.pupil, self.pupil_depth = {}, len(self.depth.path)
        self.sen_best = None

    def data(self, text: str) -> None:
        if self.length < MAX_CELL:
            self.words.append(text)
            self.length += len(text)

    def end(self, tag: str) -> None:
        depth = len(self.depth.path)
        self.depth.shut()
        if self.pupil is None:
            return
        if depth == self.pupil_depth:
            self._finish()
        elif self.blocked_at:
            if depth <= self.blocked_at:
                self.blocked_at = 0
        elif self.leaf:
            self._leaf(local(tag), "".join(self.words)[:MAX_CELL].strip())
        elif local(tag).lower() == "sen":
            self.sen_started = ""
        self.leaf = False

    def _leaf(self, name: str, text: str) -> None:
        tag, inside = name.lower(), self.depth.path[self.pupil_depth :]
        if inside and inside[-1].lower() in ("sen", "senhistory", "specialeducationalneeds"):
            if tag == _SEN_START:
                self.sen_started = text
                return
            if tag == "senprovision":
                self._sen(name, text)
                return
        self.seen.setdefault(name)
        if text and self.pupil is not None and tag in _WANTED:
            self.pupil.setdefault(tag, text)
            self.present.setdefault(tag, name)

    def _sen(self, name: str, text: str) -> None:
        self.seen.setdefault(name)
        if self.pupil is not None and (self.sen_best is None or self.sen_started >= self.sen_best):
            self.sen_best = self.sen_started
            self.pupil["senprovision"] = text
            self.present.setdefault("senprovision", name)

    def _finish(self) -> None:
        if self.pupil is not None:
            self.pupils.append(self.pupil)
        self.pupil, self.blocked_at = None, 0

    def close(self) -> None:
        """Nothing is left to do at the end of the file."""
