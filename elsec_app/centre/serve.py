"""Run the service under uvicorn until it is told to stop; requests under way are finished."""

import ipaddress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from elsec_app.errors import WrongUse
from elsec_app.i18n import _

_GRACE_SECONDS = 30


@dataclass(frozen=True)
class Listen:
    """Where to listen. ``certificate`` and ``key`` are paths to PEM files, both or neither."""

    host: str = "127.0.0.1"
    port: int = 8470
    certificate: str = ""
    key: str = ""
    behind_proxy: bool = False


def serve(app: Starlette, listen: Listen) -> None:
    """Serve *app*. ``WrongUse`` for plain HTTP that others could read."""
    check(listen)
    uvicorn.run(
        app,
        host=listen.host,
        port=listen.port,
        ssl_certfile=listen.certificate or None,
        ssl_keyfile=listen.key or None,
        proxy_headers=listen.behind_proxy,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=30,
    )


def check(listen: Listen) -> None:
    """``WrongUse`` unless what is sent can only be read by the two ends."""
    if bool(listen.certificate) != bool(listen.key):
        raise WrongUse(_("Give both --tls-certificate and --tls-key."))
    if not (listen.certificate or listen.behind_proxy or _is_loopback(listen.host)):
        raise WrongUse(
            _(
                "Plain HTTP is only served on this computer itself: give --tls-certificate and "
                "--tls-key, or --behind-proxy if a proxy before it speaks TLS."
            )
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
