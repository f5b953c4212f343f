"""What goes wrong between a device and the centre, on a real wire and with real answers."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx2
import msgspec
import psycopg
import pytest
import uvicorn

from elsec_app.centre import publish
from elsec_app.centre.app import create
from elsec_app.errors import (
    CentreStrange,
    CentreUnreachable,
    CentreVersion,
    DeviceRefused,
    SyncProblem,
)
from elsec_app.protocol.wire import CONTENT_TYPE, Fault, Hello, pack
from elsec_app.store import state
from elsec_app.sync import hello, open_line
from elsec_app.sync.line import Line
from tests.centre.town import Town
from tests.sync.desk import MakeDesk
from tests.sync.proxy import Proxy

PORTAL = "<html><title>Welcome to School-Guest</title><form>Sign in</form></html>"


@pytest.fixture(scope="module")
def port(service_url: str) -> Iterator[int]:
    """The centre under uvicorn on a real port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(create(service_url), log_config=None, lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def proxy(port: int) -> Iterator[Proxy]:
    made = Proxy(port)
    yield made
    made.close()


@pytest.fixture
def wire(proxy: Proxy) -> Iterator[httpx2.Client]:
    with open_line(f"http://127.0.0.1:{proxy.port}") as http:
        yield http


def at_centre(town: Town, ids: list[str]) -> int:
    with psycopg.connect(town.owner) as conn:
        row = conn.execute(
            "SELECT count(*) FROM record WHERE area = %s AND id::text = ANY(%s)", [town.area, ids]
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_sync_over_a_real_wire(town: Town, desk: MakeDesk, wire: httpx2.Client) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    notes = sam.notes(oak, ["one", "two"])
    report = sam.sync(wire)
    assert (report.sent, report.differ) == (2, ())
    assert at_centre(town, notes) == 2


def test_one_lost_answer_is_asked_for_again(
    town: Town, desk: MakeDesk, wire: httpx2.Client, proxy: Proxy
) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    notes = sam.notes(oak, ["one", "two"])
    proxy.lose = 1
    report = sam.sync(wire)
    assert proxy.cuts == 1
    assert (report.sent, report.differ, sam.waiting) == (2, (), 0)
    assert at_centre(town, notes) == 2


def test_where_every_answer_is_lost_all_still_waits_and_goes_later_once(
    town: Town, desk: MakeDesk, wire: httpx2.Client, proxy: Proxy
) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    sam.edit(mira, forename="Mara")
    notes = sam.notes(oak, ["one", "two"])
    proxy.lose = 2
    with pytest.raises(CentreUnreachable, match="kept"):
        sam.sync(wire)
    assert proxy.cuts == 2
    assert sam.waiting == 4
    assert at_centre(town, notes) == 2, "the centre had it all along"
    report = sam.sync(wire)
    assert (report.sent, report.differ, sam.waiting) == (4, (), 0)
    assert at_centre(town, [mira, *notes]) == 3
    with psycopg.connect(town.owner) as conn:
        feed = conn.execute(
            "SELECT head FROM feed WHERE area = %s AND setting = %s", [town.area, oak]
        ).fetchone()
    assert feed == (4,), "a repeat takes no position"


def test_nobody_listening_is_unreachable(town: Town, desk: MakeDesk) -> None:
    sam = desk("practitioner", town.setting())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with open_line(f"http://127.0.0.1:{port}") as http, pytest.raises(CentreUnreachable):
        sam.sync(http)


def test_a_silent_line_is_unreachable(town: Town, desk: MakeDesk) -> None:
    sam = desk("practitioner", town.setting())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx2.Client(base_url=url, timeout=0.2) as http, pytest.raises(CentreUnreachable):
            sam.sync(http)


def packed(status: int, code: str) -> httpx2.Response:
    body = pack(Fault(code, "in words", 1_790_000_000))
    return httpx2.Response(status, content=body, headers={"Content-Type": CONTENT_TYPE})


ANSWERS: dict[str, tuple[type[SyncProblem], Callable[[], httpx2.Response]]] = {
    "a sign-in page": (CentreStrange, lambda: httpx2.Response(200, html=PORTAL)),
    "a way to a sign-in page": (
        CentreStrange,
        lambda: httpx2.Response(302, headers={"Location": "http://login.example/"}),
    ),
    "a blocking page": (CentreStrange, lambda: httpx2.Response(403, html="Blocked by policy")),
    "nothing at all": (CentreStrange, lambda: httpx2.Response(200)),
    "JSON": (CentreStrange, lambda: httpx2.Response(200, json={"records": []})),
    "noise that claims to be ours": (
        CentreStrange,
        lambda: httpx2.Response(200, content=b"\x00" * 99, headers={"Content-Type": CONTENT_TYPE}),
    ),
    "another message of ours": (
        CentreStrange,
        lambda: httpx2.Response(
            200, content=pack(Hello("x", (1,), 1)), headers={"Content-Type": CONTENT_TYPE}
        ),
    ),
    "a broken fault": (
        CentreStrange,
        lambda: httpx2.Response(500, content=b"{", headers={"Content-Type": CONTENT_TYPE}),
    ),
    "a fault of the centre": (CentreStrange, lambda: packed(500, "fault")),
    "a gateway's page": (CentreUnreachable, lambda: httpx2.Response(502, html="Bad gateway")),
    "busy": (CentreUnreachable, lambda: packed(503, "busy")),
    "another protocol": (CentreVersion, lambda: packed(400, "protocol")),
    "no such door": (CentreVersion, lambda: packed(404, "route")),
    "unknown": (DeviceRefused, lambda: packed(401, "unknown")),
    "revoked": (DeviceRefused, lambda: packed(401, "revoked")),
    "never the right time": (CentreStrange, lambda: packed(401, "time")),
    "too large, whatever the size": (CentreStrange, lambda: httpx2.Response(413)),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_every_strange_answer_is_one_sentence_and_nothing_is_lost(
    town: Town, desk: MakeDesk, case: str
) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    note = sam.note(oak)
    sam.sync()
    kind, answer = ANSWERS[case]
    later = sam.note(oak) if case != "too large, whatever the size" else ""
    before = (sam.holds(), sam.waiting)
    transport = httpx2.MockTransport(lambda _request: answer())
    with httpx2.Client(transport=transport, base_url="http://centre.example") as http:
        with pytest.raises(kind) as caught:
            sam.sync(http)
        assert caught.value.sentence.endswith(".")
        assert "\n" not in caught.value.sentence
    assert (sam.holds(), sam.waiting) == before
    assert sam.sync().differ == ()
    assert at_centre(town, [note, later] if later else [note]) == 1 + bool(later)


def test_what_a_network_does_not_carry_is_sent_in_smaller_parts(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    notes = sam.notes(oak, [random.Random(n).randbytes(300).hex() for n in range(32)])
    small = Narrow(town.http, 1500)
    with httpx2.Client(transport=small, base_url="http://centre.example") as http:
        report = sam.sync(http)
    assert small.refused >= 2, "halved, and halved again"
    assert (report.sent, report.refused, report.differ) == (32, 0, ())
    assert at_centre(town, notes) == 32


def test_a_record_that_no_network_carries_is_refused_in_sight(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.sync()
    noise = random.Random(1).randbytes(4000).hex()
    large, small = sam.note(oak, noise), sam.note(oak, "small")
    with httpx2.Client(transport=Narrow(town.http, 1500), base_url="http://centre.example") as http:
        report = sam.sync(http)
    assert (report.sent, report.refused) == (1, 1)
    assert sam.refusals == {large: "too-large"}
    assert at_centre(town, [small]) == 1


class Narrow(httpx2.BaseTransport):
    """A way to the real centre that refuses requests of more than *most* bytes."""

    def __init__(self, http: httpx2.Client, most: int) -> None:
        self.http = http
        self.most = most
        self.refused = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()
        if len(body) > self.most:
            self.refused += 1
            return httpx2.Response(413, html="too large")
        answer = self.http.request(
            request.method, request.url.path, content=body, headers=request.headers
        )
        return httpx2.Response(answer.status_code, content=answer.content, headers=answer.headers)


def test_a_revoked_laptop_keeps_what_it_has_not_sent(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.sync()
    sam.note(oak)
    with town.operator() as conn:
        publish.revoke(conn, town.area, sam.who.device)
    with pytest.raises(DeviceRefused, match="withdrawn"):
        sam.sync()
    assert sam.waiting == 1


@pytest.mark.parametrize("years", [-40, 40])
def test_a_laptop_with_a_wrong_clock_syncs(town: Town, desk: MakeDesk, years: int) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.note(oak)
    report = sam.sync(clock=lambda: time.time() + years * 365.25 * 86400)
    assert (report.sent, report.differ) == (1, ())


def test_a_laptop_that_has_not_joined_says_so(town: Town, desk: MakeDesk) -> None:
    sam = desk("practitioner", town.setting())
    with sam.store.writing() as conn:
        state.set_identity(conn, msgspec.structs.replace(sam.who, private_key=""))
    with pytest.raises(DeviceRefused, match="enrol"):
        sam.sync()


def test_a_centre_of_later_protocols_is_named_before_anything_is_sent() -> None:
    later = pack(Hello("ELSEC Screening centre", (7, 8), 1))
    transport = httpx2.MockTransport(
        lambda _r: httpx2.Response(200, content=later, headers={"Content-Type": CONTENT_TYPE})
    )
    http = httpx2.Client(transport=transport, base_url="http://centre.example")
    with http, pytest.raises(CentreVersion):
        hello(http)


def test_a_false_certificate_is_not_called_a_missing_network() -> None:
    def false(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate")

    http = httpx2.Client(transport=httpx2.MockTransport(false), base_url="https://c.example")
    with http, pytest.raises(CentreStrange, match="certificate"):
        hello(http)


def test_the_key_signs_and_is_never_sent(town: Town, desk: MakeDesk) -> None:
    sam = desk("practitioner", town.setting())
    sent: list[bytes] = []

    def record(request: httpx2.Request) -> httpx2.Response:
        sent.append(repr(request.headers.raw).encode() + request.read())
        return packed(503, "busy")

    who = sam.who
    with httpx2.Client(transport=httpx2.MockTransport(record), base_url="http://c.example") as http:
        line = Line(http, who.area, who.device, who.private_key)
        with pytest.raises(CentreUnreachable):
            line.ask("/v1/pull", Hello("x", (1,), 1), Hello)
    assert sent
    assert all(who.private_key.encode() not in data for data in sent)
