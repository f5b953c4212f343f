"""The service: routes, limits and answers. All judgement is elsewhere.

``GET /v1/hello``, ``POST /v1/enrol``, ``/v1/push`` and ``/v1/pull`` speak the protocol;
``/healthz`` and ``/metrics`` are for whoever runs the service. Whatever comes in, the answer is a
message or a ``Fault``; above its capacity the service says 503 with ``Retry-After``.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import anyio
import msgspec
import psycopg
import psycopg_pool
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from elsec_app.centre import log, metrics
from elsec_app.centre.database import Database
from elsec_app.centre.devices import Claim, claim
from elsec_app.centre.refusal import Refused
from elsec_app.centre.service import Service
from elsec_app.protocol import PROTOCOLS
from elsec_app.protocol.wire import CONTENT_TYPE, MAX_SENT, Fault, Hello, Unreadable, pack

Clock = Callable[[], float]
Work = Callable[[Claim], msgspec.Struct]
_RETRY_SECONDS = 5
_QUEUE = 64  # requests that may wait for each one at work
_RECEIVE_SECONDS = 60.0


def create(database_url: str, *, clock: Clock = time.time, at_work: int = 8) -> Starlette:
    """The service on the database at *database_url*, as the role that ``migrate`` prepared.

    *clock* gives seconds since 1970. At most *at_work* requests are worked on at once.
    Starting raises ``UnsafeRole`` if that role could see past an area.
    """
    return _Doors(Database(database_url, at_work), clock, at_work).app()


class _Doors:
    """From a request to a message and back."""

    def __init__(self, database: Database, clock: Clock, at_work: int) -> None:
        self.database = database
        self.clock = clock
        self.counts = metrics.Metrics()
        self.service = Service(database, clock, self.counts)
        self.at_work = at_work
        self.limiter: anyio.CapacityLimiter | None = None

    def app(self) -> Starlette:
        posts = {
            "/v1/enrol": self.service.enrol,
            "/v1/push": self.service.push,
            "/v1/pull": self.service.pull,
        }
        routes = [
            Route(path, self._post(path, work), methods=["POST"]) for path, work in posts.items()
        ]
        return Starlette(
            routes=[
                *routes,
                Route("/v1/hello", self._hello),
                Route("/healthz", self._health),
                Route("/metrics", self._metrics),
            ],
            lifespan=self._life,
            exception_handlers={HTTPException: self._strange, Exception: self._broken},
        )

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        self.limiter = anyio.CapacityLimiter(self.at_work)
        await to_thread.run_sync(self.database.open)
        log.event("started")
        try:
            yield
        finally:
            await to_thread.run_sync(self.database.close)
            log.event("stopped")

    def _post(self, route: str, work: Work) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            began = time.perf_counter()
            response = await self._answer(request, route, work)
            self.counts.add(
                "elsec_requests_total", {"route": route, "status": response.status_code}
            )
            seconds = time.perf_counter() - began
            self.counts.add("elsec_request_seconds_total", {"route": route}, seconds)
            return response

        return answer

    async def _answer(self, request: Request, route: str, work: Work) -> Response:
        try:
            limiter = self._room()
            body = await _read(request)
            asked = claim(request.headers, route, body)
            data = await to_thread.run_sync(partial(_do, work, asked), limiter=limiter)
        except Refused as no:
            return self._fault(no)
        except Unreadable:
            return self._fault(Refused(400, "unreadable", "The request is not a message."))
        except (psycopg_pool.PoolTimeout, psycopg.OperationalError) as error:
            log.fault(error)
            return self._fault(_busy())
        except Exception as error:  # noqa: BLE001
            return await self._broken(request, error)
        return Response(data, media_type=CONTENT_TYPE)

    def _room(self) -> anyio.CapacityLimiter:
        limiter = self.limiter
        if limiter is None or limiter.statistics().tasks_waiting >= _QUEUE * self.at_work:
            raise _busy()
        return limiter

    async def _hello(self, _request: Request) -> Response:
        message = Hello("ELSEC Screening centre", tuple(PROTOCOLS), int(self.clock()))
        return Response(pack(message), media_type=CONTENT_TYPE)

    async def _health(self, _request: Request) -> Response:
        alive = await to_thread.run_sync(self.database.alive)
        return PlainTextResponse("ok\n" if alive else "no database\n", 200 if alive else 503)

    async def _metrics(self, _request: Request) -> Response:
        text = self.counts.text(self.database.numbers())
        return Response(text, media_type=metrics.CONTENT_TYPE)

    async def _strange(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return self._fault(Refused(status, "route", "The centre has no such door."))

    async def _broken(self, _request: Request, error: Exception) -> Response:
        log.fault(error)
        return self._fault(Refused(500, "fault", "The centre has a fault; nothing was changed."))

    def _fault(self, no: Refused) -> Response:
        log.event("refused", status=no.status, code=no.code)
        body = pack(Fault(no.code, no.sentence, int(self.clock())))
        headers = {"Retry-After": str(no.retry_after)} if no.retry_after else None
        return Response(body, no.status, headers, media_type=CONTENT_TYPE)


def _do(work: Work, asked: Claim) -> bytes:
    return pack(work(asked))


def _busy() -> Refused:
    return Refused(503, "busy", "The centre is busy: try again shortly.", _RETRY_SECONDS)


async def _read(request: Request) -> bytes:
    """The body, never more than ``MAX_SENT`` bytes of it, and not for ever."""
    if request.headers.get("content-type") != CONTENT_TYPE:
        raise Refused(415, "content-type", f"A request is sent as {CONTENT_TYPE}.")
    body = bytearray()
    with anyio.move_on_after(_RECEIVE_SECONDS):
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_SENT:
                raise Refused(413, "too-large", "The request is too large: send it in parts.")
        return bytes(body)
    raise Refused(408, "slow", "The request did not arrive in time.")
