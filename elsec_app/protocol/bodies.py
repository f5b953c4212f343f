"""The body of each kind, field by field. Dates are ISO; an absent value is left out.

To change a body: add an optional field here, raise its kind's ``schema`` in ``kinds.py`` and, if it
is searched by, add the column and a migration. A field is never renamed and never reused.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

ENGLISH = "ENG"  # as the school census codes it


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of all bodies; unknown fields are ignored here and kept in the stored bytes."""


class Setting(Body, frozen=True):
    """A school, nursery or alternative provision."""

    name: str
    urn: str = ""  # six digits
    laestab: str = ""  # local authority and establishment, seven digits
    phase: str = ""  # early_years | primary | all_through | alternative | special
    ap_tier: int | None = None  # 1 to 3 where the setting is alternative provision
    withdrawn: bool = False


class User(Body, frozen=True):
    name: str
    role: str
    settings: tuple[str, ...] = ()
    registration: str = ""  # professional registration, as the person gives it
    withdrawn: bool = False


class Child(Body, frozen=True):
    forename: str
    surname: str
    born: date
    known_as: str = ""
    sex: str | None = None  # F | M
    upn: str | None = None
    nhs_number: str | None = None  # ten digits
    first_language: str | None = None  # school-census code
    sen_provision: str | None = None  # N | K | E
    withdrawn: str = ""  # why, for instance an import undone


class Move(Body, frozen=True):
    """A child leaves the setting that states it: ``to`` another of the area, with all of the past,
    or, where ``to`` is empty, out of it, to the area or place named in ``to_area``."""

    on: date
    to: str = ""
    to_area: str = ""


class SameChild(Body, frozen=True):
    """Somebody's word that two children's records are of one child. Neither is rewritten.

    ``kept`` carries on, and the records of ``other`` are shown as its own. ``taken``: the details
    of ``kept`` that were changed to those of ``other``, as [what it was, what it became].
    """

    kept: str
    other: str
    reason: str
    taken: dict[str, tuple[Any, Any]] = {}


class NotSameChild(Body, frozen=True):
    """Somebody's word that two children are two; ``undoes`` names the word that it takes back.

    That is a ``SameChild``, or another like this: then nothing is said of the two any more.
    """

    one: str
    other: str
    reason: str = ""
    undoes: str = ""


class Enrolment(Body, frozen=True):
    """A child in a class of a setting, from a day on."""

    class_name: str
    year_group: str  # N1 N2 R 1 … 6
    since: date
    until: date | None = None
    batch: str = ""  # the import that made it
    ended_by: str = ""  # the import that ended it
    withdrawn: str = ""


class Cohort(Body, frozen=True):
    """Who is screened with what, when, on which basis."""

    name: str
    academic_year: str  # 2026-27
    classes: tuple[str, ...]
    instruments: tuple[str, ...]  # pack ids
    opens: date
    closes: date
    phase: str = "baseline"  # baseline | repeat
    opt_out_by: date | None = None
    basis: str = ""  # why the service may screen, in its own words
    year_groups: tuple[str, ...] = ()  # only these of the classes; empty: all
    closed: bool = False


class Membership(Body, frozen=True):
    cohort: str
    class_name: str
    batch: str = ""  # the import that made it
    withdrawn: str = ""


class OptOut(Body, frozen=True):
    """A family's choice that the child is not screened. The least that must be kept."""

    by: str  # who said so: mother, father, carer …
    on: date
    how: str = ""
    cohort: str = ""  # empty: every screening
    withdrawn_on: date | None = None


class NotDone(Body, frozen=True):
    """Why a child was not screened that day."""

    cohort: str
    code: str  # see screening codes in operations
    on: date
    note: str = ""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One tap of a screening, in order. ``at`` is milliseconds since the screening began.

    ``value`` is the answer given; none takes the item's answer back (undo). For a note, an
    override's reason or a gap it is the words.
    """

    what: str  # answer | note | pause | resume | override
    item: str  # or the strand of an override
    value: str | int | tuple[str, ...] | None
    at: int


class StrandResult(Body, frozen=True):
    """A strand as the pack scored it, with the practitioner's judgement beside it."""

    strand: str
    name: str
    section: str
    raw: int | None  # points; none: not computable
    possible: int  # points
    band: str | None  # none: not computable, or unassigned by the publisher
    rule: str  # the sentence that gave the band, or why there is none
    label: str = ""
    tone: str = "quiet"  # how it is shown: track | watch | refer | quiet (no band)
    attention: bool = False  # the pack says that this band wants somebody's attention
    missing: int = 0  # items without an answer
    standard: int | None = None
    unassigned: bool = False
    stopped: str = ""
    judgement: str = ""  # the practitioner's band where it differs
    judgement_label: str = ""
    judgement_tone: str = ""
    judgement_attention: bool = False
    judgement_reason: str = ""
    areas: tuple[str, ...] = ()  # of communication; none: the strand is one


class Context(Body, frozen=True):
    """How it was on the day, as referral forms ask for it. Languages are school-census codes."""

    language_of_test: str = "ENG"
    home_languages: tuple[str, ...] = ()
    eal: bool | None = None
    hearing_checked: str = "not_known"  # yes | no | not_known
    interpreter: bool = False


def additional_language(eal: bool | None, home: Iterable[str]) -> bool | None:
    """Whether English is an additional language: as somebody said; else by the census code of a
    home language, where one is known."""
    known = tuple(home)
    if eal is not None or not known:
        return eal
    return any(language != ENGLISH for language in known)


class Signature(Body, frozen=True):
    user: str
    name: str
    role: str
    at: str  # ISO with offset
    registration: str = ""


class Paper(Body, frozen=True):
    """That the answers were keyed in from paper: by whom, when, and who keyed them a second time.
    ``tested_on`` of the screening is the day on the paper."""

    keyed_by: str
    keyed_on: date
    checked_by: str = ""


class Screening(Body, frozen=True):
    """One signed screening, whole: what was asked, answered, corrected, found and judged."""

    cohort: str
    instrument: str
    title: str
    version: str
    status: str
    section: str
    age_months: int  # completed months on ``tested_on``
    tested_on: date
    entries: tuple[Entry, ...]
    strands: tuple[StrandResult, ...]
    context: Context
    signed: Signature
    overall: str | None = None
    overall_label: str = ""
    overall_rule: str = ""
    overall_attention: bool = False
    cautions: tuple[str, ...] = ()
    note: str = ""
    urgent: tuple[str, ...] = ()  # stammering | voice | swallowing | selective_mutism
    rescreen_from: date | None = None
    rescreen_due: date | None = None
    supersedes: str = ""
    reason: str = ""  # why this version takes the place of ``supersedes``
    paper: Paper | None = None


class Review(Body, frozen=True):
    """A therapist's decision on a signed screening. ``withdrawn`` takes an earlier one back."""

    screening: str
    decision: str  # see review.Decision
    signed: Signature
    comment: str = ""
    question: str = ""
    rescreen_on: date | None = None
    takes_back: str = ""  # the review that no longer stands


class Reply(Body, frozen=True):
    review: str
    text: str
    signed: Signature


class Consent(Body, frozen=True):
    """Separate from the basis of screening: one statement, one purpose, one day."""

    purpose: str  # one of instruments.referring.forms.PURPOSES
    given: bool
    by: str
    on: date
    how: str = ""


class Document(Body, frozen=True):
    """A form or local rules, as they were when something was signed by them."""

    id: str
    version: str
    hash: str


class RuleSaid(Body, frozen=True):
    """One local rule, and what it came to: ``said`` is the sentence that the print quotes."""

    rule: str
    part: str  # reason | condition | clock
    verdict: str  # met | not_met | cannot_tell | not_needed | clock
    said: str


class ReferralDraft(Body, frozen=True):
    """A referral handed to a colleague to go on with: not signed, and never printed."""

    draft: str  # of all that is handed to and fro for one referral
    screening: str  # none for a direct route without one
    form: str
    rules: str
    answers: dict[str, str]  # by field of the form
    authors: dict[str, str]  # the user who wrote each
    handed: Signature
    words: str = ""
    amends: str = ""  # the referral that it will take the place of
    amended: str = ""  # and why


class Referral(Body, frozen=True):
    """A referral's content, signed: what is printed and sent, whatever changes later."""

    screening: str  # none for a direct route without one
    service: str
    reason: str
    signed: Signature
    hoped_for: str = ""
    routes: tuple[str, ...] = ()
    details: dict[str, str] = {}  # the receiving form's further fields, by name
    supersedes: str = ""
    amended: str = ""  # why this version takes the place of ``supersedes``
    origins: dict[str, str] = {}  # by field: child | setting | screening | typed, and by which id
    form: Document | None = None
    rules: Document | None = None
    standing: str = ""  # straight | met | not_met | cannot_tell
    said: tuple[RuleSaid, ...] = ()
    despite: str = ""  # why it is referred although the local rules are not met
    wait_weeks: int | None = None  # the service's own standard, where the rules state one
    consents: tuple[str, ...] = ()  # the statements that stood
    earlier: tuple[str, ...] = ()  # earlier screenings that are shown
    review: str = ""  # the decision that stood
    draft: str = ""


class ReferralEvent(Body, frozen=True):
    referral: str
    state: str  # sent | received | accepted | returned | declined | closed | taken_back
    on: date
    reason: str = ""
    takes_back: str = ""  # the event that was a slip


class SecondRating(Body, frozen=True):
    """Bands that a second person gave from the answers alone, before seeing the first ones."""

    screening: str
    bands: dict[str, str]  # strand to the pack's band
    signed: Signature


class Sampling(Body, frozen=True):
    """From a day on, one in so many signed screenings is offered to a second rater; 0: none."""

    one_in: int
    since: date
    signed: Signature


class Handover(Body, frozen=True):
    """From now on this therapist looks after what waits for a decision in the setting."""

    to: str  # user; empty: whoever comes first
    signed: Signature
    note: str = ""


class Chosen(Body, frozen=True):
    """A strategy for somebody, with the reason why it was chosen and the page that it follows.

    Told in full: a plan says what it said when it was saved, whatever becomes of the strategy.
    """

    id: str  # of the strategy
    title: str
    what: str
    example: str
    why: str
    source: str
    strand: str  # its name
    tier: str  # universal | targeted
    reviewed: date


class ClassPlan(Body, frozen=True):
    """What a class does for all its children from now on; the newest counts."""

    cohort: str
    class_name: str
    things: tuple[Chosen, ...]
    signed: Signature
    rescreen_on: date | None = None


class InPlace(Body, frozen=True):
    """Something that a setting does for speech, language and communication, in its own words or
    after a strategy."""

    title: str
    since: date
    strategy: str = ""  # its id; empty: the setting's own
    led_by: str = ""
    review_by: date | None = None
    reviewed_on: date | None = None
    ended_on: date | None = None


class Group(Body, frozen=True):
    """Children who are helped together for a while. ``need`` is a strand's name."""

    need: str
    since: date
    programme: str = ""  # its name alone, as typed
    led_by: str = ""
    planned: int = 0  # sessions; 0: not said
    ended_on: date | None = None
    end_reason: str = ""  # see groups.END_REASONS


class GroupPlace(Body, frozen=True):
    """A child in a group, from a day on."""

    group: str
    since: date
    until: date | None = None


class GroupSession(Body, frozen=True):
    """A session that was held, and whose places were taken that day."""

    group: str
    on: date
    came: tuple[str, ...]  # places
    takes_back: str = ""  # the session that was a slip


class Settled(Body, frozen=True):
    """A person's answer to a conflict. The field itself is changed by an edit of its record."""

    conflict: str
    chosen: str  # centre | device | other
    signed: Signature


class Note(Body, frozen=True):
    text: str
    about: str = ""


class ImportBatch(Body, frozen=True):
    """One class list taken in: what the columns meant, so that the next one is read alike."""

    file_digest: str
    mapping: dict[str, Any]
    added: int
    same: int
    refused: int
    moved: int = 0
    left: int = 0
    name: str = ""  # of the file
    withdrawn: bool = False


class RollOver(Body, frozen=True):
    """A whole setting taken into a new school year. ``closed``: cohorts that ended with the old."""

    academic_year: str
    up: int
    left: int
    closed: tuple[str, ...] = ()
    withdrawn: bool = False


class Conflict(Body, frozen=True):
    """Made by the centre: two edits of one field. A person settles it by editing the record."""

    record: str
    kind: str
    field: str
    base: Any = None
    centre: Any = None
    device: Any = None
    centre_author: str = ""
    device_author: str = ""


class Gone(Body, frozen=True):
    """Made by the centre, in the feed that a record left: it is in another setting from ``rev``."""

    record: str
    rev: int


class Audit(Body, frozen=True):
    """A stretch of a device's audit chain: who did what to whose record, never its content."""

    first: int
    events: tuple[tuple[str, str, str, str], ...]  # at, user, action, subject
    before: str  # hash of the event before the first
    after: str  # hash of the last event
