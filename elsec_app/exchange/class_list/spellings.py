"""How lists spell sex, SEN provision and year group, as data.

All in lower case without punctuation. To add a spelling: write it into its line.
"""

from elsec_app.operations.pupils import SenProvision, Sex, YearGroup


def _all(line: str) -> list[str]:
    return [words.strip() for words in line.split(",")]


SEX: dict[str, Sex | None] = {
    **dict.fromkeys(_all("f, female, girl, girls, g, fem, woman, f female, female f"), "F"),
    **dict.fromkeys(_all("m, male, boy, boys, b, man, m male, male m"), "M"),
    **dict.fromkeys(
        _all(
            "u, x, unknown, not known, not specified, unspecified, other, not stated,"
            " not recorded, prefer not to say, n a"
        )
    ),
}

SEN: dict[str, SenProvision] = {
    **dict.fromkeys(
        _all(
            "n, no, none, no sen, no send, no special educational need,"
            " no special educational needs, no sen provision, no sen support, non sen, not sen,"
            " no special educational provision, not on sen register, n no special educational need,"
            " n no special educational needs, n no sen, n none, no special educational need n,"
            " no sen n"
        ),
        "N",
    ),
    **dict.fromkeys(
        _all(
            "k, sen support, send support, k sen support, sen support k, sen k, support,"
            " special educational needs support, special educational need support,"
            " k special educational needs support, sen support plan, k send support"
        ),
        "K",
    ),
    **dict.fromkeys(
        _all(
            "e, ehcp, ehc, ehc plan, education health and care plan, education health care plan,"
            " e ehcp, e ehc plan, e education health and care plan, e education health care plan,"
            " ehcp e, ehc plan e, education health and care plan e, ehc plan ehcp, sen e,"
            " education health and care plan ehcp, education health and care plan ehc plan,"
            " has ehcp, ehcp in place"
        ),
        "E",
    ),
}
YEARS: dict[str, YearGroup] = {
    **dict.fromkeys(
        _all(
            "r, yr, year r, reception, rec, recep, recp, reception year, year reception,"
            " reception class, y r, 0, 00, year 0, y0, yr 0, yr0, yrr, yr r, fs2, f2, fs 2, f 2,"
            " foundation 2, foundation two, foundation stage 2, foundation year 2, eyfs2, eyfs 2,"
            " early years foundation stage 2, r reception, reception r, year r reception,"
            " nc year r, curriculum year r, national curriculum year r, foundation 2 reception"
        ),
        "R",
    ),
    **dict.fromkeys(
        _all(
            "n2, n 2, nursery 2, nursery two, nursery n2, nursery second year, nursery year 2,"
            " nursery 2nd year, second year nursery, year n2, year n 2, upper nursery, fs1, f1,"
            " fs 1, f 1, foundation 1, foundation one, foundation stage 1, foundation year 1,"
            " eyfs1, eyfs 1, preschool, pre school"
        ),
        "N2",
    ),
    **dict.fromkeys(
        _all(
            "n1, n 1, nursery 1, nursery one, nursery n1, nursery first year, nursery year 1,"
            " nursery 1st year, first year nursery, year n1, year n 1, lower nursery"
        ),
        "N1",
    ),
}

SEVERAL: dict[str, tuple[YearGroup, ...]] = {
    **dict.fromkeys(
        _all(
            "n, nursery, nur, nurs, yn, year n, nursery class, nursery year, nursery group,"
            " early years, ey"
        ),
        ("N1", "N2"),
    ),
    **dict.fromkeys(
        _all("eyfs, foundation, foundation stage, early years foundation stage, fs"),
        ("N1", "N2", "R"),
    ),
    **dict.fromkeys(_all("ks1, key stage 1, key stage one, infants, infant"), ("1", "2")),
    **dict.fromkeys(_all("ks2, key stage 2, key stage two, juniors, junior"), ("3", "4", "5", "6")),
}
"""What stands for one of several year groups: the date of birth tells which."""

BEFORE_RECEPTION: dict[str, YearGroup] = {"-1": "N2", "-2": "N1"}
"""Systems that count Reception as 0 count the nursery years down from there."""

SAYS_NOTHING = frozenset(
    _all("n a, na, null, unknown, not known, not recorded, not stated, tbc, blank, nil")
)
"""Words that mean that a value is not known, whatever the column."""
