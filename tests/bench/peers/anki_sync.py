"""Anki's own sync of the same documents, run by a Python that has ``anki``.

``python anki_sync.py DOCUMENTS [--count]``: one JSON document a line. Prints one JSON object:
seconds of ``push``, ``pull`` and ``noop``, each a normal incremental sync through Anki's server on
loopback; with ``--count`` the bytes of ``push`` and ``pull`` in place of seconds.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import AddNoteRequest, Collection
from anki.sync_pb2 import SyncCollectionResponse

USER = "u:p"


class Relay:
    """Carries one port to another and counts the bytes of both ways."""

    def __init__(self, to: int) -> None:
        self.to, self.bytes = to, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            one, _ = self.listener.accept()
            two = socket.create_connection(("127.0.0.1", self.to))
            for ends in ((one, two), (two, one)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.bytes += len(data)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@contextmanager
def server(folder: Path) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = os.environ | {
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "SYNC_BASE": str(folder / "server"),
        "SYNC_USER1": USER,
        "RUST_LOG": "error",
        "MAX_SYNC_PAYLOAD_MEGS": "500",
    }
    quiet = subprocess.DEVNULL
    run = [sys.executable, "-m", "anki.syncserver"]
    process = subprocess.Popen(run, env=env, stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def add(collection: Collection, documents: list[str]) -> None:
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id("Default")
    requests = []
    for n, document in enumerate(documents):
        note = collection.new_note(kind)
        note.fields = [f"{n}-{hash(document)}", document]
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)


def joined(collection: Collection, address: str, *, upload: bool) -> object:
    """The first sync of a collection is a full one; what follows is incremental."""
    auth = collection.sync_login(*USER.split(":"), address)
    collection.sync_collection(auth, False)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)
    return auth


def main() -> None:
    documents = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    counted = "--count" in sys.argv
    folder = Path(tempfile.mkdtemp(prefix="anki-"))
    try:
        with server(folder) as port:
            found = measured(folder, port, documents, counted=counted)
        sys.stdout.write(json.dumps(found) + "\n")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(folder: Path, port: int, documents: list[str], *, counted: bool) -> dict[str, float]:
    relay = Relay(port) if counted else None
    address = f"http://127.0.0.1:{relay.port if relay else port}/"
    one, two = Collection(str(folder / "one.anki2")), Collection(str(folder / "two.anki2"))
    add(one, ["{}"])
    of_one = joined(one, address, upload=True)
    of_two = joined(two, address, upload=False)

    def sync(collection: Collection, auth: object) -> float:
        time.sleep(1.1)  # Anki tells changes apart by the second
        before = relay.bytes if relay else 0
        began = time.perf_counter()
        done = collection.sync_collection(auth, False)
        taken = time.perf_counter() - began
        assert done.required == SyncCollectionResponse.NO_CHANGES, done  # never a full sync
        if relay:
            time.sleep(0.2)
            return relay.bytes - before
        return taken

    sync(one, of_one)
    sync(two, of_two)
    add(one, documents)
    found = {"push": sync(one, of_one), "pull": sync(two, of_two), "noop": sync(one, of_one)}
    assert two.note_count() == 1 + len(documents)
    one.close()
    two.close()
    return found


if __name__ == "__main__":
    main()
