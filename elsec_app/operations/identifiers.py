"""The two numbers that tell children apart: the pupil's UPN and the NHS number.

A number that passes is well formed; whether it belongs to this child only a person can say.
"""

import re
from operator import mul

import msgspec

from elsec_app.i18n import _
from elsec_app.operations.pupils import Severity

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""No I, O or S. The letter at index *n* stands for *n* (domain report 4.1; the DfE's common basic
data set, item P1)."""

_VALUE = {letter: n for n, letter in enumerate(UPN_LETTERS)} | {str(n): n for n in range(10)}
_WEIGHTS = tuple(range(2, 14))
_UPN = re.compile(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")
_GAPS = re.compile(r"[\s\u200b\u2010-\u2015.\-]+")


_RANGES_2011 = (
    (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (800, 803), (805, 808), (810, 813), (815, 816), (821, 823),
    (825, 826), (830, 831), (835, 837), (840, 841), (845, 846), (850, 852), (855, 857),
    (860, 861), (865, 874), (876, 896), (908, 909), (916, 916), (919, 919), (921, 921),
    (925, 926), (928, 929), (931, 931), (933, 933), (935, 938),
)  # fmt: skip

_SINCE_2011 = (
    # Dorset; Bournemouth, Christchurch and Poole: "Changes to LA Numbers in the Bournemouth and
    # Poole Area", https://www.sims-partners.com/General-Advice/Publications/Bournemouth
    (838, 839),
)

LOCAL_AUTHORITIES = frozenset(
    str(number)
    for first, last in (*_RANGES_2011, *_SINCE_2011)
    for number in range(first, last + 1)
)
"""The three-digit numbers that stand in UPNs and LAESTABs. Source: the Department for Education's
list "New local authority codes: January 2011"
(https://www.gov.uk/government/statistics/new-local-authority-codes-january-2011), as cited and
listed by python-stdnum's ``stdnum/gb/upn.py`` (numbers only, read 24 November 2026). Councils made
since are not in it, so an unlisted number is only ever a warning. To add one: put its range into
``_SINCE_2011`` with its source."""


class Checked(msgspec.Struct, frozen=True, gc=False):
    """A number after its check: ``value`` is ``None`` when it cannot be used."""

    value: str | None
    severity: Severity | None = None
    sentence: str | None = None


def upn_check_letter(rest: str) -> str:
    """The letter that must stand before *rest*, the other 12 characters of a UPN.

    The sum of value times position (2 to 13) modulo 23 picks the letter; a temporary UPN's final
    letter counts as its index. Raises ``KeyError`` on a character that no UPN holds.
    """
    return UPN_LETTERS[sum(map(mul, map(_VALUE.__getitem__, rest), _WEIGHTS)) % 23]


def is_temporary_upn(upn: str) -> bool:
    """Whether *upn* is one of those a school gives until the permanent one is known."""
    return upn[-1:].isalpha()


def check_upn(text: str) -> Checked:
    """*text* as a UPN of 13 characters, with a sentence if it is wrong or unusual."""
    upn = text if _UPN.fullmatch(text) else _GAPS.sub("", text).upper()
    if not _UPN.fullmatch(upn):
        return _wrong(_upn_shape(upn))
    letter = upn_check_letter(upn[1:])
    if letter != upn[0]:
        return _wrong(
            _(
                "The UPN does not add up: its first letter should be {right}, not {given}."
                " Ask the school for the right one."
            ).format(right=letter, given=upn[0])
        )
    if upn[1:4] not in LOCAL_AUTHORITIES:
        return Checked(
            upn,
            "warning",
            _("The UPN's local authority number {number} is not one we know; please check.").format(
                number=upn[1:4]
            ),
        )
    return Checked(upn)


def _upn_shape(upn: str) -> str:
    if len(upn) != 13:
        return _("A UPN has 13 characters and this one has {count}.").format(count=len(upn))
    return _(
        "This is not a UPN: it should be a letter and 12 digits (the last may be a letter),"
        " without I, O or S."
    )


def check_nhs_number(text: str) -> Checked:
    """*text* as an NHS number of 10 digits, checked by modulus 11."""
    from nhs_number.validate import calculate_checksum

    digits = _GAPS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return _wrong(_("This is not an NHS number: it should be 10 digits."))
    if len(digits) != 10:
        return _wrong(
            _("An NHS number has 10 digits and this one has {count}.").format(count=len(digits))
        )
    if str(calculate_checksum(digits[:9])) != digits[9]:
        return _wrong(
            _("The NHS number does not add up, so a digit is wrong. Ask for the right one.")
        )
    return Checked(digits)


def _wrong(sentence: str) -> Checked:
    return Checked(None, "error", sentence)
