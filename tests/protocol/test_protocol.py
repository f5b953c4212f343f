"""The pure rules that both sides share."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.protocol import digest, signing
from elsec_app.protocol.kinds import KINDS, ROLES, check_body, readable_by, writable_by
from elsec_app.protocol.merge import Clash, merge
from elsec_app.protocol.record import Record, canonical, fields
from elsec_app.protocol.wire import NO_BODY, Moved, Receipt, Receipts, Unreadable, pack, unpack

VALUES = st.none() | st.integers(0, 3) | st.text("ab", max_size=1)
BODIES = st.dictionaries(st.sampled_from("pqrs"), VALUES)
LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=8)

MERGES: dict[str, tuple[Any, Any, Any, Any, tuple[Clash, ...]]] = {
    "nothing changed": ({"a": 1}, {"a": 1}, {"a": 1}, {"a": 1}, ()),
    "the device changed": ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}, ()),
    "the centre changed": ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, ()),
    "both changed alike": ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, ()),
    "different fields": (
        {"a": 1, "b": 1},
        {"a": 2, "b": 1},
        {"a": 1, "b": 2},
        {"a": 2, "b": 2},
        (),
    ),
    "one field, two values": ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, (Clash("a", 1, 2, 3),)),
    "the device took a field away": ({"a": 1, "b": 1}, {"a": 1, "b": 1}, {"a": 1}, {"a": 1}, ()),
    "taken away here, changed there": ({"a": 1}, {}, {"a": 2}, {}, (Clash("a", 1, None, 2),)),
    "a list is one value": (
        {"a": [1]},
        {"a": [1, 2]},
        {"a": [1, 3]},
        {"a": [1, 2]},
        (Clash("a", [1], [1, 2], [1, 3]),),
    ),
    "no common version": (
        {},
        {"a": 1, "b": 1},
        {"a": 1, "b": 2},
        {"a": 1, "b": 1},
        (Clash("b", None, 1, 2),),
    ),
}


@pytest.mark.parametrize("case", MERGES)
def test_merge(case: str) -> None:
    base, centre, device, body, clashes = MERGES[case]
    merged = merge(base, centre, device)
    assert (merged.body, merged.clashes) == (body, clashes)


@given(BODIES, BODIES, BODIES)
def test_a_merge_loses_no_value(base: dict, centre: dict, device: dict) -> None:  # type: ignore[type-arg]
    """Each side's change stands in the result, or in a clash that names both."""
    merged = merge(base, centre, device)
    clashed = {clash.field for clash in merged.clashes}
    for field in {*base, *centre, *device}:
        was, here, there = base.get(field), centre.get(field), device.get(field)
        stands = merged.body.get(field)
        if field in clashed:
            assert was not in (here, there)
            assert stands == here != there
        elif there != was:
            assert stands == there
        else:
            assert stands == here


@given(BODIES, BODIES)
def test_merging_again_changes_nothing(base: dict, device: dict) -> None:  # type: ignore[type-arg]
    once = merge(base, base, device).body
    assert merge(base, once, device).body == once


@given(LEAVES, LEAVES, st.randoms())
def test_a_digest_knows_no_order(some: list[bytes], more: list[bytes], random: object) -> None:
    both = digest.changed(digest.changed(digest.EMPTY, come=some), come=more)
    assert both == digest.changed(digest.EMPTY, come=[*more, *some])
    assert digest.changed(both, gone=more) == digest.changed(digest.EMPTY, come=some)
    assert digest.total([digest.changed(digest.EMPTY, come=s) for s in (some, more)]) == both


def test_a_leaf_is_of_one_id_one_version_and_one_body() -> None:
    leaves = {
        digest.leaf(name, rev, body)
        for name in ("a", "b")
        for rev in (1, 2, 12)
        for body in (b"{}", b'{"a":1}')
    }
    assert len(leaves) == 12


def test_a_canonical_body_is_equal_when_its_value_is() -> None:
    child = KINDS["child"].body
    typed = msgspec.convert({"surname": "Vale", "forename": "Mira", "born": "2021-03-04"}, child)
    assert canonical(typed) == canonical(fields(canonical(typed)))
    assert canonical({"b": 1, "a": {"d": 1, "c": 2}}) == b'{"a":{"c":2,"d":1},"b":1}'


def test_a_body_keeps_the_fields_of_a_later_version() -> None:
    check_body("note", b'{"later":[1,2],"text":"x"}')
    with pytest.raises(msgspec.ValidationError):
        check_body("note", b'{"later":[1,2]}')


@pytest.mark.parametrize("role", ROLES)
def test_who_may_write_a_kind_may_read_it_save_the_audit(role: str) -> None:
    assert writable_by(role) - set(readable_by(role)) <= {"audit"}


def test_a_message_comes_back_as_it_went() -> None:
    body = msgspec.Raw(b'{"forename":"Zo\xc3\xab"}')
    receipts = [Receipt("accepted", 1, 2), Receipt("merged", 2, 3, "change", body)]
    message = Receipts("epoch", receipts, {"oak": Moved(1, 3)})
    back = unpack(pack(message), Receipts)
    assert back == message
    assert [r.has_body for r in back.receipts] == [False, True]
    assert back.receipts[0].body == NO_BODY


@given(st.binary(max_size=200))
def test_noise_is_unreadable(noise: bytes) -> None:
    with pytest.raises(Unreadable):
        unpack(noise, Receipts)


def test_a_message_beyond_the_limit_is_unreadable() -> None:
    message = Receipts("x" * 1000, [], {})
    assert unpack(pack(message), Receipts, limit=2000) == message
    with pytest.raises(Unreadable):
        unpack(pack(message), Receipts, limit=1000)


def test_every_part_of_a_request_is_signed() -> None:
    plain = signing.to_sign("POST", "/v1/push", 7, b"body")
    others = [
        signing.to_sign("PUT", "/v1/push", 7, b"body"),
        signing.to_sign("POST", "/v1/pull", 7, b"body"),
        signing.to_sign("POST", "/v1/push", 8, b"body"),
        signing.to_sign("POST", "/v1/push", 7, b"Body"),
    ]
    assert len({plain, *others}) == 5


def test_a_record_travels_as_an_array() -> None:
    """The shape is the protocol: a field is only ever added at the end."""
    names = ("id", "kind", "area", "setting", "child", "author", "device", "instrument", "made")
    assert Record.__struct_fields__ == (*names, "schema", "change", "base", "body")
    wire = b'["1","note","894","oak","","sam","d","","2026",1,"1","",{"text":"x"}]'
    record = msgspec.json.decode(wire, type=Record)
    assert bytes(record.body) == b'{"text":"x"}'
    assert msgspec.json.encode(record) == wire
