"""The tour: one school day from the class list to the second and third device, and its summary."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from elsec_app.errors import WrongUse
from elsec_app.i18n import _
from elsec_app.operations import cohorts
from elsec_app.operations.desk import Desk
from elsec_app.rehearsal import afternoon, counting, morning, printing, team
from elsec_app.rehearsal.ground import Ground, centre

LEAST = 8  # children: fewer leave nobody to screen beside those who are not


@dataclass
class _Stages:
    """How long each stage took, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)


def tour(out: Path, children: int = 30, seed: int = 1) -> dict[str, Any]:
    """Rehearse a school day into *out*, which must be new or empty; returns the summary.

    The prints lie in ``out/prints``, the summary in ``out/summary.json``.
    """
    if children < LEAST:
        raise WrongUse(_("A tour needs at least {n} children.").format(n=LEAST))
    if out.exists() and any(out.iterdir()):
        raise WrongUse(_("That folder is not empty: choose a new one, so that nothing is lost."))
    out.mkdir(parents=True, exist_ok=True)
    stages = _Stages()
    with ExitStack() as stack:
        with stages.stage("centre"):
            ground = stack.enter_context(centre(out / "centre"))
            people = team.found(ground)
        summary = _day(ground, people, out, children, seed, stages)
    summary["seconds"] = stages.seconds
    (out / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    return summary


def _day(
    ground: Ground, people: team.Team, out: Path, children: int, seed: int, stages: _Stages
) -> dict[str, Any]:
    files: list[Path] = []
    with stages.stage("enrol"):
        sam = team.laptop(ground, people.practitioner, out / "practitioner")
        tess = team.laptop(ground, people.therapist, out / "therapist")
        sue = team.laptop(ground, people.senco, out / "senco")
        afternoon.sync(sam)
    with stages.stage("import"):
        cohort = morning.take_in(sam, people.school, children, "R", seed)
        small = morning.take_in(sam, people.nursery, 6, "N2", seed + 1)
    files += printing.letters_before(sam, cohort, out / "prints" / "before")
    with stages.stage("screen"):
        morning.screen_class(sam, cohort, morning.Plan(max(children // 15, 1), 2, 1), seed)
        morning.screen_class(sam, small, morning.Plan(1, 1, 0), seed + 1)
    with stages.stage("first prints"):
        files += printing.print_class(sam, cohort, out / "prints" / "practitioner")
    with stages.stage("sync"):
        afternoon.sync(sam)
        afternoon.sync(tess)
    with stages.stage("review"):
        afternoon.ask_one_question(tess)
        afternoon.sync(tess)
        afternoon.sync(sam)
        answered = afternoon.answer_questions(sam)
        afternoon.sync(sam)
        afternoon.sync(tess)
        referrals = afternoon.review_all(tess)
        files += printing.print_class(tess, cohort, out / "prints" / "therapist")
    with stages.stage("last sync"):
        for desk in (tess, sam, sue):
            afternoon.sync(desk)
    with stages.stage("senco prints"):
        with sue.store.reading() as conn:
            own = cohorts.cohorts(conn)
        for one in own:
            files += printing.print_class(sue, one, out / "prints" / "senco")
    devices = {"practitioner": sam, "therapist": tess, "senco": sue}
    summary = _summary(ground, devices, cohort, files, out)
    summary |= {"questions_answered": answered, "referrals": len(referrals), "seed": seed}
    for desk in devices.values():
        desk.store.close()
    return summary


def _summary(
    ground: Ground,
    devices: dict[str, Desk],
    cohort: cohorts.CohortLine,
    files: list[Path],
    out: Path,
) -> dict[str, Any]:
    held = {name: counting.of_device(desk) for name, desk in devices.items()}
    theirs = {
        name: counting.centre_digests(ground, one["role"], one["digests"])
        for name, one in held.items()
    }
    return {
        "cohort": counting.of_cohort(devices["practitioner"], cohort),
        "centre": counting.of_centre(ground) | {"digests": theirs},
        "devices": held,
        "digests_equal": {name: held[name]["digests"] == theirs[name] for name in held},
        "prints": counting.of_prints(files, out),
    }
