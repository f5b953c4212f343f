"""A referral in a made-up school, as far as a test or a picture wants it."""

from collections.abc import Mapping

from elsec_app.operations import consents, referral, referral_draft, results, review
from elsec_app.protocol.kinds import THERAPIST
from tests import school
from tests.school import School

HALF = {"reason": "Understands very little of what is said to the whole class, and says less."}
WHOLE = HALF | {
    "hoped_for": "Advice on how to help at the table and on the carpet.",
    "concerns": "attention understanding",
    "interventions": "Small group for listening, twice a week; key words with pictures.",
    "interventions_since": "2026-09-07",
    "hearing": "Passed both ears, 12 October 2026.",
    "address": "12 Sample Street, Sampletown",
    "carers": "Anna Nguyễn-Yılmaz, mother",
    "daytime_phone": "01234 333333",
    "interpreter_parent": "yes",
    "gp": "Dr Osei, Sample Surgery",
}


def agree(made: School, child: str, *purposes: str, given: bool = True) -> None:
    """A mother's signed form for each of *purposes*."""
    with made.desk.store.writing() as conn:
        for purpose in purposes:
            consents.state(
                conn,
                made.desk.actor,
                child,
                made.setting,
                purpose,
                given=given,
                by="Mother",
                how="Signed form",
            )


def referred(
    made: School,
    child: str,
    words: Mapping[str, str],
    *,
    agrees: bool = False,
    signs: bool = False,
) -> School:
    """The school in the therapist's hands, who decided to refer *child*, who is screened, and wrote
    *words*; sent where she *signs*."""
    there = school.as_role(made, THERAPIST)
    desk = there.desk
    if agrees:
        agree(there, child, "referral", "share")
    with desk.store.writing() as conn:
        done = results.of_child(conn, child)[0].id
        review.decide(conn, desk.actor, done, "refer")
        draft = referral_draft.begin(conn, desk, child, done)
        for field, value in words.items():
            referral_draft.answer(conn, desk.actor, draft.id, field, value)
        if signs:
            record = referral.sign(conn, desk, referral_draft.load(conn, draft.id))
            referral.note_state(conn, desk.actor, record, "sent")
    return there


def several(made: School) -> School:
    """One of every kind: a direct route that is signed, one sent, one handed over, one decided."""
    there = referred(made, made.children[3], WHOLE, agrees=True, signs=True)
    straight = WHOLE | {"concerns": "stammering talking"}
    sign(there, made.children[0], straight)
    with made.desk.store.writing() as conn:
        begun = referral_draft.begin(conn, made.desk, made.children[1])
        referral_draft.answer(conn, made.desk.actor, begun.id, "reason", HALF["reason"])
        held = referral_draft.load(conn, begun.id)
        referral_draft.hand_over(conn, made.desk.actor, held, "Hearing is being checked on Friday.")
        done = results.of_child(conn, made.children[2])[0].id
        review.decide(conn, there.desk.actor, done, "refer")
    return there


def sign(there: School, child: str, words: Mapping[str, str]) -> str:
    """A referral of *child*, signed and not sent."""
    agree(there, child, "referral")
    with there.desk.store.writing() as conn:
        draft = referral_draft.begin(conn, there.desk, child, results.of_child(conn, child)[0].id)
        for field, value in words.items():
            referral_draft.answer(conn, there.desk.actor, draft.id, field, value)
        return referral.sign(conn, there.desk, referral_draft.load(conn, draft.id))
