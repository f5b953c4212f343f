"""How the screen was taken, and the care its result needs because of it."""

from typing import Literal

import msgspec

from elsec_app.instruments.definition import Instrument


class TestContext(msgspec.Struct, frozen=True, kw_only=True):
    """Languages as codes (``en``, ``ur``); ``eal`` None and ``hearing`` not_known: nobody said.

    ``language`` is the language the child was tested in, ``hearing`` whether it has been checked.
    """

    __test__ = False

    language: str = "en"
    home_languages: tuple[str, ...] = ()
    eal: bool | None = None
    hearing: Literal["yes", "no", "not_known"] = "not_known"


class Shown(msgspec.Struct, frozen=True):
    """A caution on a result: the rule's name and the pack's words."""

    when: str
    words: str


def cautions(
    instrument: Instrument, context: TestContext, other_section: bool = False
) -> tuple[Shown, ...]:
    """The pack's cautions that hold for a test taken so."""
    holds = {
        "hearing_not_checked": context.hearing != "yes",
        "additional_language": _additional_language(context),
        "not_home_language": bool(context.home_languages)
        and context.language not in context.home_languages,
        "other_section": other_section,
    }
    return tuple(
        Shown(caution.when, caution.words) for caution in instrument.cautions if holds[caution.when]
    )


def _additional_language(context: TestContext) -> bool:
    if context.eal is not None:
        return context.eal
    return any(language.split("-")[0] != "en" for language in context.home_languages)
