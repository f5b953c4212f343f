"""What the service answers to everything that is not a proper request: a fault, never a crash."""

import json
import logging

import httpx2
import psycopg
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from elsec_app.centre import log
from elsec_app.centre.app import create
from elsec_app.errors import CentreVersion
from elsec_app.protocol import signing
from elsec_app.protocol.wire import (
    CONTENT_TYPE,
    MAX_BODY,
    MAX_SENT,
    Fault,
    Hello,
    Push,
    Receipts,
    unpack,
)
from elsec_app.sync.line import hello
from tests.centre.town import Laptop, Town

POSTS = ["/v1/enrol", "/v1/push", "/v1/pull"]


def signed(laptop: Laptop, route: str, body: bytes) -> httpx2.Response:
    """Send *body*, whatever it is, properly signed."""
    return laptop.line._post(route, body)


def fault(response: httpx2.Response) -> str:
    assert response.headers["content-type"] == CONTENT_TYPE
    return unpack(response.content, Fault).code


@pytest.fixture
def laptop(town: Town) -> Laptop:
    return town.laptop("practitioner", town.setting())


def test_the_centre_says_who_it_is(http: httpx2.Client) -> None:
    greeting = hello(http)
    assert isinstance(greeting, Hello)
    assert greeting.protocols == (1,)


@pytest.mark.parametrize("route", POSTS)
def test_broken_bodies_are_unreadable(laptop: Laptop, route: str) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(MAX_BODY + 1))
    assert len(bomb) < 10_000
    sizeless = zstandard.ZstdCompressor(write_content_size=False).compress(b"{}")
    for body in (
        b"",
        b"{}",
        b"\x28\xb5\x2f\xfd",
        bomb,
        sizeless,
        zstandard.compress(b"[" * 10_000),
    ):
        response = signed(laptop, route, body)
        assert (response.status_code, fault(response)) == (400, "unreadable")


def test_a_request_beyond_all_is_too_large(laptop: Laptop) -> None:
    assert signed(laptop, "/v1/push", bytes(MAX_SENT + 1)).status_code == 413


@pytest.mark.parametrize("route", POSTS)
def test_another_content_type_is_refused(http: httpx2.Client, route: str) -> None:
    response = http.post(route, content=b"{}", headers={"Content-Type": "application/json"})
    assert (response.status_code, fault(response)) == (415, "content-type")


@pytest.mark.parametrize("route", POSTS)
def test_an_unsigned_request_is_unknown(http: httpx2.Client, route: str) -> None:
    response = http.post(route, content=b"", headers={"Content-Type": CONTENT_TYPE})
    assert (response.status_code, fault(response)) == (401, "unknown")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/v1/push"), ("PUT", "/v1/push")]
)
def test_there_is_no_other_door(http: httpx2.Client, method: str, path: str) -> None:
    response = http.request(method, path)
    assert response.status_code in (404, 405)
    assert fault(response) == "route"


def test_another_protocol_is_named_as_that(laptop: Laptop) -> None:
    with pytest.raises(CentreVersion):
        laptop.line.ask("/v1/push", Push(99, laptop.who.epoch, []), Receipts)


HEADERS = st.sampled_from([signing.AREA, signing.DEVICE, signing.TIME, signing.SIGNATURE])
LATIN = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.sampled_from(POSTS), st.binary(max_size=300), st.dictionaries(HEADERS, LATIN))
def test_nothing_that_comes_in_breaks_the_service(
    http: httpx2.Client, laptop: Laptop, route: str, body: bytes, headers: dict[str, str]
) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    response = http.post(
        route, content=body, headers=[(b"Content-Type", CONTENT_TYPE.encode()), *raw]
    )
    assert response.status_code < 500
    assert fault(response)
    framed = signed(laptop, route, zstandard.compress(body))
    assert framed.status_code < 500


def test_a_database_that_is_away_is_a_503_and_the_service_comes_back(
    town: Town, laptop: Laptop, service_url: str
) -> None:
    with TestClient(create(service_url)) as http:
        here = Laptop(http, laptop.who)
        here.page()
        with psycopg.connect(town.owner, autocommit=True) as conn:
            conn.execute("ALTER ROLE elsec_app CONNECTION LIMIT 0")
            try:
                conn.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE usename = 'elsec_app'"
                )
                message = here.line._post("/v1/pull", b"")
                assert message.status_code == 503
                assert message.headers["retry-after"]
                assert http.get("/healthz").status_code == 503
            finally:
                conn.execute("ALTER ROLE elsec_app CONNECTION LIMIT -1")
        here.page()
        assert http.get("/healthz").text == "ok\n"


def test_metrics_count_and_name_nobody(town: Town, http: httpx2.Client) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    laptop.push(laptop.child(oak, "Persephone"))
    text = http.get("/metrics").text
    assert 'elsec_records_total{outcome="accepted"}' in text
    assert 'elsec_requests_total{route="/v1/push",status="200"}' in text
    assert "Persephone" not in text
    assert laptop.who.user not in text


def test_no_log_line_holds_a_child(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    child = laptop.child(oak, "Persephone")
    laptop.push(child, laptop.child(oak, "Eurydice", id=child.id))
    laptop.pull()
    lines = [log.JsonLines().format(r) for r in caplog.records if r.name == log.LOGGER]
    events = [json.loads(line)["event"] for line in lines]
    assert {"enrolled", "push", "pull"} <= set(events)
    assert not any(name in line for line in lines for name in ("Persephone", "Eurydice", "Vale"))


def test_a_fault_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    try:
        raise ValueError("Persephone Vale")
    except ValueError as error:
        log.fault(error)
    [record] = caplog.records
    line = log.JsonLines().format(record)
    assert json.loads(line)["type"] == "ValueError"
    assert "Persephone" not in line
