"""The headings that school systems give their columns, as data.

Collected from the samples and from public import guides: an independent-school template on
scribd.com (document 512008497), Impero Backdrop, Hodder Education and NOA import help, the Common
Transfer File's and the school census's own element names; the rest are plain variations. To add a
heading: write it in lower case without punctuation into its field's line. The order in a line is
the order of preference, so a legal name beats a plain one and that beats a preferred one.
"""

from typing import Literal

Field = Literal[
    "name",
    "surname",
    "forename",
    "known_as",
    "date_of_birth",
    "sex",
    "upn",
    "nhs_number",
    "year_group",
    "class",
    "first_language",
    "sen_provision",
]
"""``name`` is a whole name in one column; the others are keys of a child on the wire."""

SYNONYMS: dict[Field, str] = {
    "name": (
        "name, full name, legal name, legal full name, whole name, surname forename, forename "
        "surname, surname and forename, forename and surname, last name first name, first name "
        "last name, surname first name, first name surname, display name, preferred name"
    ),
    "surname": (
        "legal surname, legal last name, legal family name, surname legal, surname, last name, "
        "lastname, family name, familyname, last, sur name, preferred surname, preferred last "
        "name, preferred family name, chosen surname, chosen last name, pref surname"
    ),
    "forename": (
        "legal forename, legal forenames, legal first name, legal given name, forename legal, "
        "forename, forenames, forename s, first name, first names, first name s, firstname, given "
        "name, given names, givenname, christian name, first, given, fore name, preferred "
        "forename, preferred first name, pref forename, chosen forename, chosen first name"
    ),
    "known_as": (
        "preferred forename, preferred first name, preferred given name, pref forename, pref "
        "first name, preferred name, pref name, known as, knownas, known by, chosen forename, "
        "chosen first name, chosen name, preferred, nickname, usual name, preferredforename"
    ),
    "date_of_birth": (
        "date of birth, dob, d o b, dateofbirth, birth date, birthdate, date birth, birthday, "
        "birth, born, dob dd mm yyyy, date of birth dd mm yyyy, dob date"
    ),
    "sex": (
        "legal sex, sex, gender, legal gender, m f, f m, male female, sex at birth, sex code, "
        "gender code, sex gender, gender sex, sex m f, gender m f"
    ),
    "upn": (
        "upn, unique pupil number, unique number, upn number, upn no, unique pupil number upn, "
        "upn unique pupil number, current upn, uniquepupilnumber, unique number upn, upn unique "
        "number"
    ),
    "nhs_number": (
        "nhs number, nhs no, nhs num, nhsnumber, nhsno, nhs, nhs id, national health number, "
        "national health service number"
    ),
    "year_group": (
        "ncyearactual, nc year actual, actual nc year, nc year, ncyear, national curriculum year, "
        "national curriculum year actual, curriculum year, nc year group, year group, yeargroup, "
        "year grp, yr group, yr grp, current year group, current year, current nc year, school "
        "year, school year group, year, yr, yr gp, ncy, year group name, nc yr"
    ),
    "class": (
        "class, class name, classname, current class, reg group, registration group, registration "
        "form, reg form, registration, reg, reggroup, registration class, reg class, form, form "
        "group, form name, tutor group, form tutor group, tutorgroup, primary class, home group, "
        "homegroup, base class, group, group name, key group, room, room name, base room, nursery "
        "room"
    ),
    "first_language": (
        "first language, firstlanguage, language first, home language, main language, home first "
        "language, first home language, mother tongue, first lang, home lang, lang, language, "
        "language code, first language code, home language code, languages, first language "
        "description, language 1"
    ),
    "sen_provision": (
        "sen provision, senprovision, sen provision code, send provision, current sen provision, "
        "sen status, send status, sen stage, send stage, sen code, sen level, sen code of "
        "practice, sen provision description, special educational needs, special educational "
        "needs provision, sen, send, sen support, sen register, sen y n k e"
    ),
}

NOISE = frozenset(
    {"pupil", "pupils", "student", "students", "child", "childs", "children", "childrens"}
    | {"learner", "learners", "the", "s"}
)
"""Words that say whose the column is: left out before a heading is looked up."""

ALONE = frozenset({"pupil", "student", "child", "learner", "pupils", "students", "children"})
"""A heading made only of these is a whole name."""

OTHER_PEOPLE = frozenset(
    {
        "parent",
        "parents",
        "carer",
        "carers",
        "contact",
        "mother",
        "father",
        "mum",
        "dad",
        "guardian",
    }
    | {"teacher", "sibling", "siblings", "emergency", "gp", "doctor", "staff"}
    | {"former", "previous", "middle", "head"}
)
"""Words that mean the column is not about this child now; such columns are never taken."""
