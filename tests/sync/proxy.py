"""A TCP proxy that cuts the wire where a test wants it cut, and counts how often it did."""

import socket
import threading
from contextlib import suppress


class Proxy:
    """Forwards to *upstream*. ``cut`` answers to lose; ``cuts`` counts those lost."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.lose = 0
        self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._carry, args=[client])
            self._threads.append(thread)
            thread.start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.upstream)) as server:
            up = threading.Thread(target=_pump, args=[client, server])
            up.start()
            self._down(server, client)
            for end in (client, server):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            up.join(5)

    def _down(self, server: socket.socket, client: socket.socket) -> None:
        """Carry answers; an answer to be lost has come, so the centre has done its work."""
        with suppress(OSError):
            while data := server.recv(65536):
                if self.lose:
                    self.lose -= 1
                    self.cuts += 1
                    return
                client.sendall(data)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
