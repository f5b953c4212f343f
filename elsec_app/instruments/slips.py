"""Slips of the pen: each number and rule of a pack changed in one small way, one at a time.

A pack that is well guarded notices every one of them, by its proof or by a golden case.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.words import ALSO, NEEDED, TOP

Pack = dict[str, Any]
Path = tuple[Any, ...]

NO_RULES = {
    "format", "id", "version", "kind", "status", "language", "languages", "publisher", "edition",
    "licence", "standardised", "sources", "pictures", "hash", *TOP,
}  # fmt: skip
WORDS = {word for group in (*NEEDED.values(), *ALSO.values()) for word in group}
RULES = (
    "scores", "scales", "overall", "stops", "basals", "cautions", "rescreen", "sections",
    "strategies",
)  # fmt: skip


class Slip(msgspec.Struct, frozen=True):
    """``what`` was changed, for a person to find it; and the ``pack`` so changed, as plain data."""

    what: str
    pack: Pack


def slips(instrument: Instrument, *, every_item: bool = True) -> Iterator[Slip]:
    """Every slip. Not *every_item*: of items that are alike, only the first is put elsewhere."""
    pack = {key: part for key, part in plain(instrument).items() if key not in NO_RULES}
    for what, changes in _changes(pack, instrument, every_item):
        slipped = pack
        for path, value in changes:
            slipped = _with(slipped, path, value)
        yield Slip(what, slipped)


def plain(instrument: Instrument) -> Pack:
    """An instrument as plain data, with everything in it that a pack may leave unsaid."""
    plain: Pack = msgspec.json.decode(msgspec.json.encode(instrument))
    return plain


Change = tuple[str, tuple[tuple[Path, Any], ...]]


def _changes(pack: Pack, instrument: Instrument, every_item: bool) -> Iterator[Change]:
    yield from _numbers(pack)
    yield from _edges(pack)
    yield from _names(pack)
    yield from _lost(pack)
    yield from _swapped(pack)
    yield from _answers(pack)
    yield from _items(pack, every_item)
    yield from _starts(pack)
    yield from _rules(pack, instrument)


def _numbers(pack: Pack) -> Iterator[Change]:
    """Each whole number one more and one less, each other a tenth; each yes a no."""
    for path, value in _leaves(pack):
        others: list[object] = []
        if isinstance(value, bool):
            others = [not value]
        elif isinstance(value, int):
            others = [value - 1, value + 1]
        elif isinstance(value, float):
            others = [value * 0.9, value * 1.1]
        for other in others:
            yield f"{_told(path)}: {other} for {value}", ((path, other),)


def _edges(pack: Pack) -> Iterator[Change]:
    """Each edge between two neighbours moved on both sides: no gap, no overlap, only wrong."""
    numbers = [(path, value) for path, value in _leaves(pack) if type(value) is int]
    pairs = {"to": ("from", 1), "to_months": ("from_months", 0), "raw_to": ("raw_from", 1)}
    for path, value in numbers:
        begins, gap = pairs.get(str(path[-1]), ("", 0))
        for other, begun in numbers:
            if other[-1] == begins and other[:-2] == path[:-2] and begun == value + gap:
                for step in (-1, 1):
                    what = f"{_told(path)}: {step:+} on both sides of {value}"
                    yield what, ((path, value + step), (other, begun + step))


def _names(pack: Pack) -> Iterator[Change]:
    """Each name of a band, outcome, strand, section, tier or measure changed for each other one."""
    ids = {key: [part["id"] for part in pack[key]] for key in ("bands", "outcomes", "strands")}
    kinds: Mapping[str, list[str]] = {
        "band": ids["bands"],
        "outcome": ids["outcomes"],
        "outcomes": ids["outcomes"],
        "strands": ids["strands"],
        "tier": ["universal", "targeted", "specialist"],
        "measure": ["raw", "standard"],
        "norms": [table["id"] for table in pack["norms"]],
    }
    for path, value in _leaves(pack):
        key = path[-1] if isinstance(path[-1], str) else path[-2]
        for other in kinds.get(str(key), []):
            if other != value and value:
                yield f"{_told(path)}: {other} for {value}", ((path, other),)


def _lost(pack: Pack) -> Iterator[Change]:
    """Each rule left out, each of its parts, each name in its lists, each row of a norm table."""
    for key in RULES:
        for place, part in enumerate(pack[key]):
            yield f"{key} {_name(part, place)}: lost", (((key,), _without(pack[key], place)),)
            for name, entries in part.items():
                if isinstance(entries, list) and name != "sources":
                    for at in range(len(entries)):
                        path = (key, place, name)
                        what = f"{_told(path)} {at + 1}: lost"
                        yield what, ((path, _without(entries, at)),)
    for place, table in enumerate(pack["norms"]):
        for at in range(len(table["rows"])):
            path = ("norms", place, "rows")
            yield f"{_told(path)} {at + 1}: lost", ((path, _without(table["rows"], at)),)
    if pack["repeat"]:
        yield "repeat: lost", ((("repeat",), None),)


def _swapped(pack: Pack) -> Iterator[Change]:
    """Two neighbours changed about where the order is a rule."""
    for key in ("bands", "overall", "stops"):
        for place in range(len(pack[key]) - 1):
            parts = list(pack[key])
            if _disjoint(parts[place], parts[place + 1]):
                continue
            parts[place : place + 2] = parts[place + 1], parts[place]
            yield f"{key} {place + 1} and {place + 2}: changed about", (((key,), parts),)


def _disjoint(one: Pack, other: Pack) -> bool:
    """Whether two rules name strands, and none in common: then their order means nothing."""
    named = one.get("strands"), other.get("strands")
    return bool(named[0] and named[1] and not set(named[0]) & set(named[1]))


def _answers(pack: Pack) -> Iterator[Change]:
    """Each target moved to each foil; each sound to listen for, and each band to choose, lost."""
    for place, item in enumerate(pack["items"]):
        for foil in item.get("pictures", []):
            if foil != item["target"]:
                yield f"{item['id']}: target {foil}", ((("items", place, "target"), foil),)
        for key in ("sounds", "options"):
            for at in range(len(item.get(key, []))):
                path = ("items", place, key)
                yield f"{item['id']}: {item[key][at]} lost", ((path, _without(item[key], at)),)


def _items(pack: Pack, every_item: bool) -> Iterator[Change]:
    """Each item put into each other strand and each other section."""
    seen = set()
    for place, item in enumerate(pack["items"]):
        alike = (item["strand"], *item["sections"])
        if alike in seen and not every_item:
            continue
        seen.add(alike)
        for strand in pack["strands"]:
            if strand["id"] != item["strand"]:
                what = f"{item['id']}: in {strand['id']}"
                yield what, ((("items", place, "strand"), strand["id"]),)
        for section in pack["sections"]:
            if [section["id"]] != item["sections"]:
                what = f"{item['id']}: in {section['id']} only"
                yield what, ((("items", place, "sections"), [section["id"]]),)


def _starts(pack: Pack) -> Iterator[Change]:
    """Each start point one item earlier and one later."""
    for place, section in enumerate(pack["sections"]):
        for at, start in enumerate(section["starts"]):
            asked = [
                item["id"]
                for item in pack["items"]
                if item["strand"] == start["strand"] and section["id"] in item["sections"]
            ]
            here = asked.index(start["item"])
            for there in (here - 1, here + 1):
                if 0 <= there < len(asked):
                    path = ("sections", place, "starts", at, "item")
                    yield f"{_told(path)}: {asked[there]}", ((path, asked[there]),)


def _rules(pack: Pack, instrument: Instrument) -> Iterator[Change]:
    """Each score by another rule, missing items by another, where it can make a difference."""
    for place, score in enumerate(pack["scores"]):
        worth = [
            item.strand == score["strand"] and item.type in ("rating", "sound_checklist", "count")
            for item in instrument.items
        ]
        others = ["entered"] if score["rule"] != "entered" else ["sum"]
        if any(worth):
            others += ["count"] if score["rule"] == "sum" else ["sum"]
        for other in others:
            path = ("scores", place, "rule")
            yield f"{_told(path)}: {other} for {score['rule']}", ((path, other),)
    whole = [score for score in instrument.scores if score.missing is None]
    if _several(instrument, [score.strand for score in whole if score.rule != "entered"]):
        yield from _missing(("missing",), pack["missing"])
    for place, score in enumerate(pack["scores"]):
        if score["missing"] and _several(instrument, [score["strand"]]):
            yield from _missing(("scores", place, "missing"), score["missing"])


def _several(instrument: Instrument, strands: Iterable[str]) -> bool:
    """Whether one of the strands has more than one item: if the only one is missing, all is."""
    return any(
        len(instrument.items_in(section.id, strand)) > 1
        for section in instrument.sections
        for strand in strands
    )


def _missing(path: Path, said: Pack) -> Iterator[Change]:
    for rule in ("none_missing", "same_either_way", "prorate"):
        if rule != said["rule"]:
            other = {"rule": rule} | ({"allow": 1} if rule == "prorate" else {})
            yield f"{_told(path)}: {rule} for {said['rule']}", ((path, other),)


def _leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in WORDS:
                yield from _leaves(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _leaves(value, (*path, place))
    else:
        yield path, node


def _with(node: Any, path: Path, value: Any) -> Any:
    """A copy of *node* that differs at *path* only, and shares all the rest."""
    if not path:
        return value
    copy = node.copy()
    copy[path[0]] = _with(node[path[0]], path[1:], value)
    return copy


def _without(parts: list[Any], place: int) -> list[Any]:
    return [part for at, part in enumerate(parts) if at != place]


def _name(part: Pack, place: int) -> str:
    return str(part.get("id") or part.get("when") or part.get("strand") or place + 1)


def _told(path: Path) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
