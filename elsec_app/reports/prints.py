"""Every print there is. Each function takes its facts and answers the PDF as bytes.

reportlab is loaded by the first print that is made, not by importing this.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from elsec_app.reports import facts as f


def _make(module: str, facts: Any, **options: Any) -> bytes:
    made: bytes = getattr(import_module(f"elsec_app.reports.{module}"), _name(module))(
        facts, **options
    )
    return made


def _name(module: str) -> str:
    return "parent_letter" if module == "letter" else module


def letter_pack(
    facts: f.LetterPackFacts, progress: Callable[[int, int], bool] | None = None
) -> bytes:
    """A letter for each family. *progress* and what is raised as for the pack and the letter."""
    made: bytes = import_module("elsec_app.reports.letter").parent_letters(facts, progress)
    return made


def referral(facts: f.ReferralFacts) -> bytes:
    """Raises :class:`elsec_app.errors.NotAllowed` unless it is signed."""
    return _make("referral", facts)


def class_offer(facts: f.ClassOfferFacts) -> bytes:
    return _make("class_offer", facts)


def child_summary(facts: f.ChildSummaryFacts) -> bytes:
    return _make("child_summary", facts)


def parent_letter(facts: f.LetterFacts) -> bytes:
    """Raises :class:`elsec_app.reports.letters.LetterProblem` where the template is wrong."""
    return _make("letter", facts)


def class_list(facts: f.ClassListFacts) -> bytes:
    return _make("class_list", facts)


def setting_offer(facts: f.SettingOfferFacts) -> bytes:
    return _make("setting_offer", facts)


def provision_list(facts: f.ProvisionListFacts) -> bytes:
    return _make("provision_list", facts)


def class_pack(
    facts: f.ClassPackFacts, progress: Callable[[int, int], bool] | None = None
) -> bytes:
    """*progress* is told (done, all) before each part; ``False`` stops, and ``b""`` comes back."""
    return _make("class_pack", facts, progress=progress)


def paper_form(facts: f.PaperFormFacts) -> bytes:
    return _make("paper_form", facts)


def cohort_report(facts: f.CohortReportFacts) -> bytes:
    return _make("cohort_report", facts)


def panel_summary(facts: f.PanelFacts) -> bytes:
    return _make("panel_summary", facts)


def ehc_evidence(facts: f.EhcEvidenceFacts) -> bytes:
    return _make("ehc_evidence", facts)


def timeline(facts: f.TimelineFacts) -> bytes:
    return _make("timeline", facts)


class Print(NamedTuple):
    """One kind of print: *title* and *audience* are source text for ``_()``."""

    id: str
    title: str
    audience: str
    takes: type
    make: Callable[[Any], bytes]


PRINTS: tuple[Print, ...] = (
    Print("referral", "Referral", "the receiving service", f.ReferralFacts, referral),
    Print("class-offer", "Class plan", "everyone in the class", f.ClassOfferFacts, class_offer),
    Print("child-summary", "Child summary", "the setting", f.ChildSummaryFacts, child_summary),
    Print("parent-letter", "Parent letter", "parents and carers", f.LetterFacts, parent_letter),
    Print("letter-pack", "Letters", "the families of a class", f.LetterPackFacts, letter_pack),
    Print("class-list", "Class list", "the SENCO", f.ClassListFacts, class_list),
    Print("setting-offer", "Setting's offer", "the SENCO", f.SettingOfferFacts, setting_offer),
    Print("provision-list", "What is in place", "families", f.ProvisionListFacts, provision_list),
    Print("class-pack", "Class pack", "the SENCO", f.ClassPackFacts, class_pack),
    Print("paper-form", "Blank paper form", "practitioners", f.PaperFormFacts, paper_form),
    Print("cohort-report", "Cohort report", "the service", f.CohortReportFacts, cohort_report),
    Print("panel-summary", "Panel summary", "a panel", f.PanelFacts, panel_summary),
    Print("ehc-evidence", "EHC evidence", "the local authority", f.EhcEvidenceFacts, ehc_evidence),
    Print("timeline", "Timeline", "the people around the child", f.TimelineFacts, timeline),
)


def made(facts: Any, progress: Callable[[int, int], bool] | None = None) -> bytes:
    """The print that takes such *facts*; *progress* is told by those that are made of parts."""
    if isinstance(facts, f.ClassPackFacts):
        return class_pack(facts, progress)
    if isinstance(facts, f.LetterPackFacts):
        return letter_pack(facts, progress)
    return next(each.make for each in PRINTS if each.takes is type(facts))(facts)
