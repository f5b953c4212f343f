"""The wire to the centre: a message out, a message back, and every failure as one sentence.

Nothing is lost by any failure here: a request may be repeated whenever its answer did not come.
"""

import time
from base64 import b64decode
from collections.abc import Callable
from typing import TypeVar

import httpx2
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsec_app.errors import (
    CentreStrange,
    CentreUnreachable,
    CentreVersion,
    DeviceRefused,
    SyncProblem,
)
from elsec_app.i18n import _
from elsec_app.protocol import PROTOCOL, signing
from elsec_app.protocol.wire import CONTENT_TYPE, Fault, Hello, Unreadable, pack, unpack

T = TypeVar("T")
Clock = Callable[[], float]
_TIMEOUT = httpx2.Timeout(60.0, connect=10.0)


class TooLarge(CentreStrange):
    """The centre, or something before it, does not take a request of this size."""


def open_line(centre: str) -> httpx2.Client:
    """A client for the centre at the address *centre*; close it after use."""
    return httpx2.Client(base_url=centre, timeout=_TIMEOUT, follow_redirects=False)


def hello(http: httpx2.Client) -> Hello:
    """Who answers at the address of *http*.

    Raises:
        CentreUnreachable, CentreStrange: nobody, or not a centre.
        CentreVersion: it speaks no protocol of this application.
    """
    greeting = _read(_ask(lambda: http.get("/v1/hello")), Hello)
    if PROTOCOL not in greeting.protocols:
        raise _version()
    return greeting


class Line:
    """Signed requests of one device. Learns the centre's time when the device's clock is wrong."""

    def __init__(
        self,
        http: httpx2.Client,
        area: str,
        device: str,
        private_key: str,
        clock: Clock = time.time,
    ) -> None:
        self._http = http
        self._names = {signing.AREA: area, signing.DEVICE: device}
        self._key = Ed25519PrivateKey.from_private_bytes(b64decode(private_key))
        self._clock = clock
        self._ahead = 0  # seconds that the centre's clock is ahead of this device's

    def ask(self, route: str, message: msgspec.Struct, answer: type[T]) -> T:
        """Send *message* to *route* and return the *answer*.

        Raises:
            CentreUnreachable, CentreStrange, CentreVersion, DeviceRefused: as they say.
            TooLarge: send it in parts.
        """
        body = pack(message)
        response = _ask(lambda: self._post(route, body))
        fault = _fault(response)
        if fault is not None and fault.code == "time":
            self._ahead = fault.time - int(self._clock())
            response = _ask(lambda: self._post(route, body))
        return _read(response, answer)

    def _post(self, route: str, body: bytes) -> httpx2.Response:
        at = int(self._clock()) + self._ahead
        signature = self._key.sign(signing.to_sign("POST", route, at, body))
        headers = {
            **self._names,
            signing.TIME: str(at),
            signing.SIGNATURE: signature.hex(),
            "Content-Type": CONTENT_TYPE,
        }
        return self._http.post(route, content=body, headers=headers)


def _ask(request: Callable[[], httpx2.Response]) -> httpx2.Response:
    """What *request* gives; once more if the line broke, for every request may be repeated."""
    try:
        return request()
    except (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError):
        pass
    except httpx2.HTTPError as error:
        raise _no_line(error) from error
    try:
        return request()
    except httpx2.HTTPError as error:
        raise _no_line(error) from error


def _read(response: httpx2.Response, kind: type[T]) -> T:
    fault = _fault(response)
    if fault is not None:
        raise _problem(response.status_code, fault)
    try:
        return unpack(response.content, kind)
    except Unreadable as error:
        raise _strange() from error


def _fault(response: httpx2.Response) -> Fault | None:
    """The centre's fault, if this is one. ``CentreStrange`` if it is not the centre's answer."""
    if response.status_code == 413:
        raise TooLarge(_("The network does not carry what this device has to send."))
    if response.headers.get("content-type") != CONTENT_TYPE:
        raise _busy() if response.status_code in (502, 503, 504) else _strange()
    if response.status_code == 200:
        return None
    try:
        return unpack(response.content, Fault)
    except Unreadable as error:
        raise _strange() from error


def _problem(status: int, fault: Fault) -> SyncProblem:
    if fault.code in ("unknown", "revoked"):
        return DeviceRefused(
            _(
                "The centre has withdrawn this device's access: ask your administrator."
                if fault.code == "revoked"
                else "The centre does not know this device: ask your administrator for a new code."
            )
        )
    if fault.code == "code":
        return DeviceRefused(
            _("That code is not valid: codes last ten minutes and work once. Ask for a new one.")
        )
    if fault.code in ("protocol", "route"):
        return _version()
    if status in (408, 503):
        return _busy()
    return CentreStrange(
        _("The centre has a fault ({code}). Nothing is lost; it will be tried again.").format(
            code=fault.code
        )
    )


def _no_line(error: httpx2.HTTPError) -> SyncProblem:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return CentreStrange(
            _(
                "The network shows a certificate that is not the centre's: "
                "use another network, or ask whoever looks after this one."
            )
        )
    return CentreUnreachable(
        _("The centre cannot be reached. Everything is kept and will be sent later.")
    )


def _busy() -> SyncProblem:
    return CentreUnreachable(_("The centre is busy. Everything is kept and will be sent later."))


def _strange() -> SyncProblem:
    return CentreStrange(
        _(
            "Something other than the centre answered, perhaps this network's sign-in page: "
            "sign in to the network, then try again."
        )
    )


def _version() -> SyncProblem:
    return CentreVersion(
        _("The centre and this application are of different versions: update the application.")
    )
