"""The operator's hand: from an empty database to a laptop that speaks, and every refusal."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from elsec_app.centre import cli
from elsec_app.centre.app import create
from elsec_app.centre.migrate import app_url
from elsec_app.centre.serve import Listen, check
from elsec_app.errors import CentreUnreachable, DeviceRefused, WrongUse
from elsec_app.sync import enrol, hello, new_keys, open_line
from tests.centre.town import Laptop, new_id
from tests.protocol.test_register import OAK, file

Run = Callable[..., Any]
EVERYWHERE = "0.0.0.0"  # noqa: S104


@pytest.fixture
def run(postgres_url: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command against a fresh database and returns what it says, as data."""

    def command(*argv: str, code: int = 0) -> Any:
        options = ["--database", postgres_url, "--json"]
        got = cli.main([argv[0], *options, *argv[1:]])
        said = capsys.readouterr()
        assert got == code, said.err
        return json.loads(said.out) if said.out else said.err

    return command


@pytest.fixture
def ready(run: Run) -> Run:
    run("migrate")
    run("areas", "--add", "894", "Telford & Wrekin")
    return run


def test_from_an_empty_database_to_a_revoked_laptop(ready: Run, postgres_url: str) -> None:
    [oak] = ready("settings", "894", "--add", "Oak Primary", "--urn", "123456")
    [sam] = ready("users", "894", "--add", "Sam Okoro", "--role", "practitioner")
    ready("assign", "894", sam["id"], oak["id"])
    assert ready("users", "894")[0]["settings"] == [oak["id"]]
    code = ready("enrol", "894", sam["id"])["code"]

    with TestClient(create(app_url(postgres_url))) as http:
        who = enrol(http, code, new_keys())
        laptop = Laptop(http, who)
        assert laptop.outcomes(laptop.note(oak["id"])) == ["accepted"]
        [device] = ready("devices", "894")
        assert (device["id"], device["user"], device["revoked"]) == (who.device, sam["id"], "")
        [area] = ready("status")
        counts = [area[name] for name in ("area", "records", "settings", "users", "devices")]
        assert counts == ["894", 3, 1, 1, 1]
        assert ready("restored", "894") == {"renewed": ["894"]}
        assert laptop.page().epoch != who.epoch
        ready("assign", "894", sam["id"], oak["id"], "--remove")
        assert laptop.outcomes(laptop.note(oak["id"])) == ["not-assigned"]
        ready("assign", "894", sam["id"], "--all")
        assert laptop.outcomes(laptop.note(oak["id"])) == ["accepted"]
        ready("revoke", "894", who.device)
        with pytest.raises(DeviceRefused, match="withdrawn"):
            laptop.page()
        ready("users", "894", "--withdraw", sam["id"])
        assert "withdrawn" in ready("enrol", "894", sam["id"], code=1)


@pytest.mark.parametrize(
    "argv",
    [
        ("areas", "--add", "894", "Twice"),
        ("areas", "--add", "Not A Code", "x"),
        ("settings", "nowhere"),
        ("users", "894", "--add", "Sam", "--role", "wizard"),
        ("assign", "894", new_id(), "--all"),
        ("enrol", "894", "nobody"),
        ("revoke", "894", "no-device"),
        ("restored", "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(ready: Run, argv: tuple[str, ...]) -> None:
    said = ready(*argv, code=1)
    assert said.strip().endswith(".")
    assert "Traceback" not in said


def test_naming_no_setting_is_wrong_use(ready: Run) -> None:
    [sam] = ready("users", "894", "--add", "Sam", "--role", "senco")
    assert "--all" in ready("assign", "894", sam["id"], code=2)


def test_before_migrating_the_next_step_is_named(run: Run) -> None:
    assert "elsec-centre migrate" in run("areas", code=1)


def test_a_database_that_is_not_there_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = "postgresql://nobody@127.0.0.1:9/none"
    assert cli.main(["status", "--database", url]) == 1
    assert "cannot be used" in capsys.readouterr().err


COMMANDS = [
    "serve",
    "migrate",
    "areas",
    "settings",
    "users",
    "assign",
    "enrol",
    "devices",
    "revoke",
    "restored",
    "status",
]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main([*command.split(), "--help"])
    assert end.value.code == 0
    assert "usage: elsec-centre" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("listen", "good"),
    [
        (Listen("127.0.0.1"), True),
        (Listen("::1"), True),
        (Listen("localhost"), True),
        (Listen(EVERYWHERE), False),
        (Listen("10.0.0.7"), False),
        (Listen("centre.example"), False),
        (Listen(EVERYWHERE, behind_proxy=True), True),
        (Listen(EVERYWHERE, certificate="c.pem", key="k.pem"), True),
        (Listen("127.0.0.1", certificate="c.pem"), False),
    ],
)
def test_plain_http_is_never_served_to_others(listen: Listen, good: bool) -> None:
    if good:
        check(listen)
    else:
        with pytest.raises(WrongUse):
            check(listen)


def test_the_service_starts_answers_and_stops_when_told(ready: Run, postgres_url: str) -> None:
    """As its own process, as it runs in earnest."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "elsec_app.centre.cli", "serve", "--port", str(port)]
    command += ["--database", app_url(postgres_url)]
    root = Path(cli.__file__).parents[2]
    process = subprocess.Popen(  # noqa: S603
        command, cwd=root, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        with open_line(f"http://127.0.0.1:{port}") as http:
            assert _greeting(http, process).protocols == (1,)
            assert http.get("/healthz").text == "ok\n"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    events = [json.loads(line)["event"] for line in said.splitlines()]
    assert events.index("started") < events.index("stopped")


def _greeting(http: httpx2.Client, process: subprocess.Popen[str]) -> Any:
    for _ in range(300):
        try:
            return hello(http)
        except CentreUnreachable:
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.05)
    raise AssertionError("it did not start")


def test_the_schools_of_an_area_come_from_the_national_register(ready: Run, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    both = OAK.replace("123456", "123457").replace("Oak Tree", "Elm").replace('"4","11"', '"2","5"')
    path.write_bytes(file(OAK, both, OAK.replace('"894"', '"893"')).getvalue())
    done = ready("settings", "894", "--register", str(path))
    assert done == {"added": 2, "changed": 0, "same": 0, "withdrawn": 0}
    [oak, _elm] = ready("settings", "894")
    assert (oak["name"], oak["urn"], oak["laestab"]) == ("Oak Tree Primary", "123456", "8942001")
    path.write_bytes(
        file(OAK.replace("Oak Tree", "Great Oak"), both.replace('"Open"', '"Closed"')).getvalue()
    )
    done = ready("settings", "894", "--register", str(path))
    assert done == {"added": 0, "changed": 1, "same": 0, "withdrawn": 1}
    [oak, elm] = ready("settings", "894")
    assert (oak["name"], elm["withdrawn"]) == ("Great Oak Primary", True)
    assert ready("settings", "894", "--register", str(path))["same"] == 2


def test_a_register_that_is_none_changes_nothing(ready: Run, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Surname,Forename\n")
    assert "not the schools register" in ready("settings", "894", "--register", str(path), code=1)
    assert ready("settings", "894") == []
    nowhere = ("settings", "894", "--register", str(tmp_path / "nowhere"))
    assert "cannot be read" in ready(*nowhere, code=2)
