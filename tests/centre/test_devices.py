"""Who may speak: codes, keys, clocks and revocation."""

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx2
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.testclient import TestClient

from elsec_app.centre import publish
from elsec_app.centre.app import create
from elsec_app.centre.devices import split_code
from elsec_app.errors import BadInput, DeviceRefused
from elsec_app.protocol.wire import Enrol, Enrolled
from elsec_app.store.state import Identity
from elsec_app.sync.enrol import Keys, enrol, new_keys
from elsec_app.sync.line import Line
from tests.centre.town import Laptop, Town, new_id


def test_a_code_lets_one_device_in_and_says_who_it_is(town: Town) -> None:
    oak = town.setting()
    user = town.user("therapist", oak)
    keys = new_keys()
    who = enrol(town.http, town.code(user), keys)
    assert (who.area, who.area_name) == (town.area, "Telford & Wrekin")
    assert (who.user, who.name, who.role) == (user, "A therapist", "therapist")
    assert (who.device, who.private_key) == (keys.device, keys.private_key)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f" {code}\n",
        lambda code: code[:-19] + code[-19:].replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_read_as_people_type_it(town: Town, typed: Callable[[str], str]) -> None:
    code = town.code(town.user("senco"))
    assert enrol(town.http, typed(code), new_keys()).role == "senco"


def test_the_area_in_a_code_is_read_as_people_type_it() -> None:
    letters = "K7QM-2F4H-9XRT-WNC3"
    plain = letters.replace("-", "")
    assert split_code(f"2O1-{letters}") == ("201", plain)
    assert split_code(f"oldham-{letters}") == ("oldham", plain)


def test_a_code_works_once(town: Town) -> None:
    code = town.code(town.user("senco"))
    enrol(town.http, code, new_keys())
    with pytest.raises(DeviceRefused, match="not valid"):
        enrol(town.http, code, new_keys())


def test_a_lost_answer_to_enrolment_is_had_again(town: Town) -> None:
    code, keys = town.code(town.user("senco")), new_keys()
    first = enrol(town.http, code, keys)
    assert enrol(town.http, code, keys) == first


def test_a_used_code_does_not_serve_another_key_of_that_device(town: Town) -> None:
    code, keys = town.code(town.user("senco")), new_keys()
    enrol(town.http, code, keys)
    with pytest.raises(DeviceRefused, match="not valid"):
        enrol(town.http, code, Keys(keys.device, new_keys().private_key))


@pytest.mark.parametrize(("minutes", "good"), [(9.9, True), (10.1, False)])
def test_a_code_lasts_ten_minutes(town: Town, minutes: float, good: bool) -> None:
    issued = datetime.now(UTC) - timedelta(minutes=minutes)
    code = town.code(town.user("senco"), issued)
    if good:
        assert enrol(town.http, code, new_keys()).role == "senco"
    else:
        with pytest.raises(DeviceRefused, match="not valid"):
            enrol(town.http, code, new_keys())


def test_wrong_codes_are_all_answered_alike(town: Town) -> None:
    good = town.code(town.user("senco"))
    wrong = [
        "",
        "nonsense",
        good[:-1],
        good[:-4] + "0000",
        "nowhere" + good[good.index("-") :],
        "🦆" * 20,
    ]
    for code in wrong:
        with pytest.raises(DeviceRefused, match="not valid"):
            enrol(town.http, code, new_keys())


def test_a_code_is_not_kept_in_clear(town: Town) -> None:
    code = town.code(town.user("senco"))
    letters = code.split("-", 1)[1].replace("-", "").encode()
    with town.operator() as conn:
        rows = conn.execute("SELECT hash FROM enrolment_code").fetchall()
    assert rows
    assert all(letters not in bytes(row[0]) for row in rows)


def test_a_key_that_is_not_held_cannot_be_brought(town: Town) -> None:
    code, mine, yours = town.code(town.user("senco")), new_keys(), new_keys()
    line = Line(town.http, "", mine.device, mine.private_key)
    with pytest.raises(DeviceRefused, match="not valid"):
        line.ask("/v1/enrol", Enrol(code, _public(yours), mine.device), Enrolled)


def test_a_withdrawn_user_gets_no_code(town: Town) -> None:
    user = town.user("senco")
    with town.operator() as conn:
        publish.change_user(conn, town.area, user, withdrawn=True)
    with pytest.raises(BadInput):
        town.code(user)


def test_revocation_takes_effect_at_the_next_request(town: Town) -> None:
    laptop = town.laptop("practitioner", town.setting())
    laptop.page()
    with town.operator() as conn:
        publish.revoke(conn, town.area, laptop.who.device)
    with pytest.raises(DeviceRefused, match="withdrawn"):
        laptop.page()


def test_a_withdrawn_users_devices_are_refused(town: Town) -> None:
    laptop = town.laptop("practitioner", town.setting())
    with town.operator() as conn:
        publish.change_user(conn, town.area, laptop.who.user, withdrawn=True)
    with pytest.raises(DeviceRefused, match="withdrawn"):
        laptop.page()


def test_only_who_proves_the_key_learns_of_a_revocation(town: Town) -> None:
    laptop = town.laptop("practitioner", town.setting())
    with town.operator() as conn:
        publish.revoke(conn, town.area, laptop.who.device)
    guesser = Laptop(town.http, with_key(laptop.who.device, laptop))
    stranger = Laptop(town.http, with_key(new_id(), laptop))
    for nobody in (guesser, stranger):
        with pytest.raises(DeviceRefused, match="does not know"):
            nobody.page()


@pytest.mark.parametrize("years", [-30, -1, 0, 1, 30])
def test_a_wrong_clock_stops_no_sync(town: Town, years: int) -> None:
    right = town.laptop("practitioner", town.setting())
    wrong = Laptop(town.http, right.who, clock=lambda: _now() + years * 365.25 * 86400)
    assert wrong.page().role == wrong.page().role == "practitioner"


def test_a_request_is_stale_after_five_minutes(town: Town, service_url: str) -> None:
    laptop = town.laptop("practitioner", town.setting())
    record: list[httpx2.Request] = []
    town.http.event_hooks["request"] = [record.append]
    laptop.page()
    town.http.event_hooks["request"] = []
    [request] = record
    for later, status in ((0, 200), (299, 200), (302, 401)):
        with TestClient(create(service_url, clock=_late_by(later))) as http:
            again = http.post("/v1/pull", content=request.content, headers=request.headers)
        assert again.status_code == status


@pytest.mark.parametrize("part", ["body", "route", "time", "signature", "device"])
def test_a_touched_request_is_refused(town: Town, part: str) -> None:
    laptop = town.laptop("practitioner", town.setting())
    record: list[httpx2.Request] = []
    town.http.event_hooks["request"] = [record.append]
    laptop.page()
    town.http.event_hooks["request"] = []
    [request] = record
    headers = dict(request.headers)
    body, route = request.content, "/v1/pull"
    if part == "body":
        body += b" "
    elif part == "route":
        route = "/v1/push"
    elif part == "time":
        headers["elsec-time"] = str(int(headers["elsec-time"]) + 1)
    elif part == "signature":
        signature = headers["elsec-signature"]
        headers["elsec-signature"] = ("0" if signature[0] != "0" else "1") + signature[1:]
    else:
        headers["elsec-device"] = new_id()
    assert town.http.post(route, content=body, headers=headers).status_code == 401
    assert town.http.post("/v1/pull", content=request.content, headers=request.headers).is_success


def _late_by(seconds: float) -> Callable[[], float]:
    return lambda: _now() + seconds


def _now() -> float:
    return datetime.now(UTC).timestamp()


def _public(keys: Keys) -> str:
    private = Ed25519PrivateKey.from_private_bytes(b64decode(keys.private_key))
    return private.public_key().public_bytes_raw().hex()


def with_key(device: str, laptop: Laptop) -> Identity:
    return msgspec.structs.replace(laptop.who, device=device, private_key=new_keys().private_key)
