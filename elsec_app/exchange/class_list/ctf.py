"""The Common Transfer File and its relatives: pupils in XML, flat or in nested blocks.

Accepted (domain report 4.2): names and date of birth directly in ``Pupil`` or in a block such as
``BasicDetails``; ``Gender`` or ``Sex``; SEN provision in ``SENhistory/SEN`` or ``SEN`` (the entry
that started last counts); the census' ``PupilIdentifiers`` shape. What stands inside contacts,
addresses, attendance, schools or assessments is never the child's and is never read.
"""

import re
from functools import lru_cache

from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.limits import MAX_CELL, MAX_ROWS
from elsec_app.exchange.class_list.markup import Ears, check_depth, listen, local
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
_PEOPLE = frozenset({"pupil", "learner", "pupilonroll", "child"})
_SEN_BLOCKS = frozenset({"sen", "senhistory", "specialeducationalneeds"})


def read_pupils(text: str) -> Grid:
    """*text* as a grid whose first row names the elements found, one pupil a row."""
    listener = _Pupils()
    listen(text, Ears(listener.start, listener.end, listener.text))
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
    """Hears each pupil's own elements.

    ``above`` counts the open elements down to the pupil, ``path`` names those of the pupil's own,
    and ``outside`` counts those within a block about something else.
    """

    def __init__(self) -> None:
        self.pupils: list[dict[str, Cell]] = []
        self.seen: dict[str, None] = {}
        self.present: dict[str, str] = {}
        self.pupil: dict[str, Cell] | None = None
        self.path: list[str] = []
        self.above = self.outside = 0
        self.words: list[str] = []
        self.length = 0
        self.leaf = False
        self.sen_started = ""
        self.sen_best: str | None = None

    def start(self, tag: str, attributes: list[str]) -> None:  # noqa: ARG002
        if self.outside:
            self.outside += 1
            check_depth(self.outside)
            return
        name, lower, other = _known(tag)
        if self.pupil is None:
            self.above += 1
            check_depth(self.above)
            if lower in _PEOPLE:
                self._begin()
        elif other:
            self.seen.setdefault(name)
            self.outside = 1
        else:
            self.path.append(lower)
            check_depth(len(self.path))
            self.words.clear()
            self.length, self.leaf = 0, True

    def _begin(self) -> None:
        if len(self.pupils) >= MAX_ROWS:
            raise too_many_rows()
        self.pupil, self.path, self.sen_best = {}, [], None

    def text(self, text: str) -> None:
        if self.leaf and self.length < MAX_CELL:
            self.words.append(text)
            self.length += len(text)

    def end(self, tag: str) -> None:
        if self.outside:
            self.outside -= 1
        elif self.path:
            lower = self.path.pop()
            if self.leaf:
                self.leaf = False
                self._leaf(tag, lower)
            elif lower == "sen":
                self.sen_started = ""
        else:
            self.above -= 1
            if self.pupil is not None:
                self.pupils.append(self.pupil)
                self.pupil = None

    def _leaf(self, tag: str, lower: str) -> None:
        in_sen = bool(self.path) and self.path[-1] in _SEN_BLOCKS
        if in_sen and lower == "startdate":
            self.sen_started = "".join(self.words).strip()
            return
        name = _known(tag)[0]
        self.seen.setdefault(name)
        if lower not in _WANTED or self.pupil is None:
            return
        if in_sen and lower == "senprovision":
            if self.sen_best is not None and self.sen_started < self.sen_best:
                return
            self.sen_best = self.sen_started
            self.pupil.pop(lower, None)
        text = "".join(self.words)[:MAX_CELL].strip()
        if text:
            self.pupil.setdefault(lower, text)
            self.present.setdefault(lower, name)


@lru_cache(maxsize=4096)
def _known(tag: str) -> tuple[str, str, bool]:
    """An element's own name, that in lower case, and whether it is about something else."""
    name = local(tag)
    return name, name.lower(), bool(_OTHER_BLOCKS.search(name))
