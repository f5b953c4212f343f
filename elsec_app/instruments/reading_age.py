"""How hard English text is to read, by a simple published measure, and the ages the NHS aims for.

The Flesch-Kincaid grade of J. P. Kincaid and others, "Derivation of new readability formulas",
1975 (the NHS library's health literacy toolkit lists it, https://library.nhs.uk/health-information/,
checked 2026-11-24). A grade is a school year in the United States: five years less than the age.
Syllables are counted as groups of vowels, so that short texts are measured roughly.
"""

import re

# NHS content guide as quoted in github.com/nhsuk/nhsuk-service-manual-community-backlog, issue 258
# (checked 2026-11-24): "a reading age of 9 to 11"; where that is hard, "an 11 to 14-year old".
AIM = 11
MOST = 14
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_END = re.compile(r"[.!?…]+(?=[\s”’\"]|$)")
_VOWELS = re.compile(r"[aeiouyäöüéèêáàâíóúøåœæ]+")


def reading_age(text: str) -> float:
    """The age in years at which *text* is read with ease, 5 at least; of no words, 5."""
    words = _WORD.findall(text)
    if not words:
        return 5.0
    sentences = max(len(_END.findall(text)), 1)
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    return max(grade, 0.0) + 5


def _syllables(word: str) -> int:
    low = word.lower()
    counted = len(_VOWELS.findall(low))
    silent = low.endswith("e") and not low.endswith(("le", "ee")) and counted > 1
    return max(counted - silent, 1)
