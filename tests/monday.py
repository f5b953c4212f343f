"""A therapist's Monday: signed screenings that wait for every reason that there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from elsec_app.instruments.answers import Value
from elsec_app.operations import history, review, second
from elsec_app.operations.desk import Desk
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.protocol import bodies
from elsec_app.protocol.bodies import Context
from elsec_app.protocol.kinds import PRACTITIONER, THERAPIST
from elsec_app.store import records
from elsec_app.store.actor import Actor
from tests import school
from tests.school import School

CHECKED = Context(hearing_checked="yes", eal=False)


@dataclass(frozen=True)
class Monday:
    """``school`` is in the therapist's hands; the screenings are named by why they wait."""

    school: School
    urgent: str
    low: str
    judged: str
    doubtful: str
    fine: str
    answered: str
    returned: str


@dataclass(frozen=True)
class _Then(Desk):
    """The same desk some weeks ago."""

    weeks: int = 0

    @property
    def actor(self) -> Actor:
        then = datetime.now().astimezone() - timedelta(weeks=self.weeks)
        return replace(super().actor, clock=lambda: then)


def waiting(made: School, at: Sequence[int] = range(7)) -> Monday:
    """Have the practitioner of *made* screen the seven children that stand *at* these places of the
    run sheet, over nine weeks, and hand the device to a therapist."""
    desk, places = made.desk, iter(at)

    def screen(
        weeks: int,
        values: Mapping[str, Value] | None = None,
        remarks: Remarks | None = None,
        context: Context | None = CHECKED,
    ) -> str:
        then = replace(made, desk=_Then(desk.store, desk.who, desk.instruments, weeks=weeks))
        child = made.children[next(places)]
        return school.screen(then, child, values, remarks=remarks, context=context)

    low: dict[str, Value] = {i.id: "not_yet" for i in made.instrument.items if i.type == "observed"}
    strand, weakest = made.instrument.strands[1].id, made.instrument.bands[-1]
    reason = "Follows nothing longer than two words in class."
    own = Remarks({strand: Judgement(weakest.id, reason)}, note="Tired after lunch.")
    fine = screen(9)
    doubtful = screen(6, context=Context(home_languages=("POL",)))
    urgent = screen(1, low, Remarks(urgent=("stammering",)), None)
    worse, judged = screen(4, low), screen(3, None, own)
    asked, gone = screen(2), screen(2)
    there = school.as_role(made, THERAPIST)
    with desk.store.writing() as conn:
        tess = there.desk.actor
        asking = review.decide(conn, tess, asked, "returned", question="Was it noisy in the hall?")
        review.decide(conn, tess, gone, "returned", question="Which language did you use?")
        review.reply(conn, desk.actor, asking, "Yes: the band was practising next door.")
        history.add_note(conn, desk.actor, made.children[at[2]], "His mother will come on Friday.")
    return Monday(there, urgent, worse, judged, doubtful, fine, asked, gone)


def quarrel(made: School, field: str = "surname", child: int = 0) -> str:
    """Two people changed *field* of a child, and the centre kept both: the therapist's stands.
    Returns the conflict."""
    conflict, whose = "00000000-0000-7000-8000-0000000000f1", made.children[child]
    with made.desk.store.writing() as conn:
        base = str(getattr(records.read(conn, whose, bodies.Child), field))
        stands, later = ("2022-04-05", "2022-05-04") if field == "born" else ("Bell", "Bel")
        records.edit(conn, made.desk.actor, whose, **{field: stands})
    body = bodies.Conflict(
        whose, "child", field, base, stands, later, f"user-{THERAPIST}", f"user-{PRACTITIONER}"
    )
    school.place(made.desk.store, "conflict", {conflict: (whose, body)})
    return conflict


def sampled(made: School, one_in: int = 1) -> None:
    """Ask for a second rating of one in *one_in*, as if that had been asked for long ago."""
    then = replace(made, desk=_Then(made.desk.store, made.desk.who, made.desk.instruments, weeks=9))
    with made.desk.store.writing() as conn:
        second.set_sampling(conn, then.desk.actor, one_in)
