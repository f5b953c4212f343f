"""A real centre to rehearse with: the embedded PostgreSQL and the service in its own process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from elsec_app.centre import embedded
from elsec_app.errors import CentreUnreachable
from elsec_app.i18n import _
from elsec_app.sync import hello, open_line

_PATIENCE = 30.0  # seconds until a service that does not answer is given up


@dataclass(frozen=True)
class Ground:
    """``owner`` is the database URL of the tables' owner, ``address`` where devices find it."""

    owner: str
    address: str


@contextmanager
def centre(folder: Path) -> Iterator[Ground]:
    """A centre of its own in *folder*, serving on a free loopback port while the block runs."""
    with embedded.ready(folder) as (owner, service):
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "elsec_app.centre.cli", "serve"]
        with (folder / "centre.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
                [*command, "--database", service, "--port", str(port)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        try:
            _await(address, process)
            yield Ground(owner, address)
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    with open_line(address) as line:
        while process.poll() is None and time.monotonic() < until:
            try:
                hello(line)
            except CentreUnreachable:
                time.sleep(0.05)
            else:
                return
    raise CentreUnreachable(_("The rehearsal's own centre did not start: see its centre.log."))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
