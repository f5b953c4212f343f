"""``elsec-centre``: serve the centre and run it. Exit code 0 done, 1 a problem, 2 wrong use."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
import psycopg

from elsec_app.centre import devices, embedded, log, migrate, publish, schools
from elsec_app.errors import Problem, WrongUse
from elsec_app.i18n import _
from elsec_app.protocol import AREA_WIDE, bodies, register

_ENV = "ELSEC_CENTRE_DATABASE"
Args = argparse.Namespace
Answer = list[dict[str, Any]] | dict[str, Any] | None


def main(argv: Sequence[str] | None = None) -> int:
    """Do one command; returns the exit code."""
    args = _parser().parse_args(argv)
    try:
        answer = args.run(args)
    except WrongUse as problem:
        print(problem.sentence, file=sys.stderr)
        return 2
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    except psycopg.Error as error:
        print(_database_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if answer is not None:
        print(_json(answer) if args.json else _plain(answer))
    return 0


# --- Commands ------------------------------------------------------------------------------------


def _serve(args: Args) -> Answer:
    from elsec_app.centre.app import create
    from elsec_app.centre.serve import Listen, check, serve

    listen = Listen(args.host, args.port, args.tls_certificate, args.tls_key, args.behind_proxy)
    check(listen)
    log.to_stderr()
    if args.database:
        serve(create(args.database), listen)
        return None
    with embedded.ready(args.data) as (_owner, service):
        serve(create(service), listen)
    return None


def _migrate(args: Args) -> Answer:
    with _owner_url(args) as url:
        migrate.migrate(url, args.app_role)
    return {"migrated": True}


def _areas(args: Args) -> Answer:
    with _owner(args) as conn:
        if args.add:
            publish.add_area(conn, args.add[0], args.add[1])
        return [msgspec.to_builtins(area) for area in publish.areas(conn)]


def _settings(args: Args) -> Answer:
    with _owner(args) as conn:
        if args.add:
            numbers = {"urn": args.urn, "laestab": args.laestab}
            new = bodies.Setting(args.add, **numbers, phase=args.phase, ap_tier=args.ap_tier)
            publish.add_setting(conn, args.area, new)
        if args.register:
            return dict(msgspec.structs.asdict(_take_register(conn, args)))
        return [{"id": s.id, **s.body} for s in publish.listed(conn, args.area, "setting")]


def _take_register(conn: psycopg.Connection, args: Args) -> schools.Taken:
    """The schools of one local authority, from the file as it is published."""
    authority = args.authority or args.area
    if not (authority.isdigit() and len(authority) == 3):
        raise WrongUse(_("Name the local authority by its three digits: --authority 894."))
    try:
        with args.register.open("rb") as file:
            rows = (row for row in register.read(file) if isinstance(row, register.School))
            return schools.take_in(conn, args.area, register.for_service(rows, authority))
    except OSError as error:
        raise WrongUse(_("The file cannot be read: {why}.").format(why=error.strerror)) from error


def _users(args: Args) -> Answer:
    with _owner(args) as conn:
        if args.add:
            new = bodies.User(args.add, args.role, registration=args.registration)
            publish.add_user(conn, args.area, new)
        if args.withdraw:
            publish.change_user(conn, args.area, args.withdraw, withdrawn=True)
        return [{"id": u.id, **u.body} for u in publish.listed(conn, args.area, "user")]


def _enrol(args: Args) -> Answer:
    now = datetime.now(UTC)
    with _owner(args) as conn:
        code = publish.new_code(conn, args.area, args.user, now)
    expires = (now + devices.CODE_LASTS).isoformat(timespec="seconds")
    return {"code": code, "expires": expires}


def _assign(args: Args) -> Answer:
    settings = [AREA_WIDE] if args.all else args.settings
    if not settings:
        raise WrongUse(_("Name the settings, or give --all."))
    act = publish.unassign if args.remove else publish.assign
    with _owner(args) as conn:
        act(conn, args.area, args.user, settings)
    return {"user": args.user, "removed" if args.remove else "assigned": settings}


def _revoke(args: Args) -> Answer:
    with _owner(args) as conn:
        publish.revoke(conn, args.area, args.device)
    return {"revoked": args.device}


def _restored(args: Args) -> Answer:
    with _owner(args) as conn:
        names = [args.area] if args.area else [area.area for area in publish.areas(conn)]
        for name in names:
            publish.renew_epoch(conn, name)
    return {"renewed": names}


def _status(args: Args) -> Answer:
    with _owner(args) as conn:
        return [publish.status(conn, area) for area in publish.areas(conn)]


def _devices(args: Args) -> Answer:
    with _owner(args) as conn:
        return [msgspec.to_builtins(device) for device in publish.devices(conn, args.area)]


# --- The command line ----------------------------------------------------------------------------

Commands = Any  # argparse has no public name for what add_subparsers gives


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="elsec-centre", description="Serve and run the centre.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serving(commands)
    _add_places(commands)
    _add_people(commands)
    _add_devices(commands)
    return parser


def _add_serving(commands: Commands) -> None:
    serve = _command(commands, "serve", _serve, "serve devices until stopped", area=False)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8470)
    serve.add_argument("--tls-certificate", default="", metavar="PEM")
    serve.add_argument("--tls-key", default="", metavar="PEM")
    serve.add_argument("--behind-proxy", action="store_true", help="a proxy before it speaks TLS")
    role = _command(commands, "migrate", _migrate, "make or bring up the tables", area=False)
    role.add_argument("--app-role", default=migrate.APP_ROLE, help="the role that serves")
    restored = _command(commands, "restored", _restored, "a backup was restored", area=False)
    restored.add_argument("area", nargs="?", default="", help="one area (default: all)")
    _command(commands, "status", _status, "what the centre holds, by area", area=False)


def _add_places(commands: Commands) -> None:
    areas = _command(commands, "areas", _areas, "list areas, or add one", area=False)
    areas.add_argument("--add", nargs=2, metavar=("CODE", "NAME"))
    settings = _command(commands, "settings", _settings, "list an area's settings, or add one")
    settings.add_argument("--add", metavar="NAME")
    settings.add_argument("--urn", default="")
    settings.add_argument("--laestab", default="")
    settings.add_argument("--phase", default="")
    settings.add_argument("--ap-tier", type=int, choices=(1, 2, 3), help="alternative provision")
    settings.add_argument(
        "--register", type=Path, metavar="CSV", help="take in the national schools register"
    )
    settings.add_argument(
        "--authority", default="", metavar="CODE", help="of that register (default: the area)"
    )


def _add_people(commands: Commands) -> None:
    users = _command(commands, "users", _users, "list an area's users, add or withdraw one")
    users.add_argument("--add", metavar="NAME")
    users.add_argument("--role", default="", help="practitioner, therapist, senco, administrator")
    users.add_argument("--registration", default="")
    users.add_argument("--withdraw", metavar="USER", help="refuse every device of this user")
    assign = _command(commands, "assign", _assign, "give a user settings, or take them away")
    assign.add_argument("user")
    assign.add_argument("settings", nargs="*")
    assign.add_argument("--all", action="store_true", help="all of the area, future ones too")
    assign.add_argument("--remove", action="store_true")


def _add_devices(commands: Commands) -> None:
    enrol = _command(commands, "enrol", _enrol, "a one-time code for a user's new device")
    enrol.add_argument("user")
    _command(commands, "devices", _devices, "list an area's devices")
    revoke = _command(commands, "revoke", _revoke, "refuse a device from its next request on")
    revoke.add_argument("device")


def _command(
    commands: Commands, name: str, run: Callable[[Args], Answer], words: str, *, area: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    url = "PostgreSQL URL (default: $ELSEC_CENTRE_DATABASE, else the embedded server)"
    parser.add_argument("--database", default=os.environ.get(_ENV, ""), metavar="URL", help=url)
    folder = Path(platformdirs.user_data_dir("elsec-centre"))
    parser.add_argument("--data", type=Path, default=folder, help="the embedded server's folder")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    if area:
        parser.add_argument("area", help="the area's code, for instance 894")
    parser.set_defaults(run=run)
    return parser


@contextmanager
def _owner_url(args: Args) -> Iterator[str]:
    """The URL of the role that owns the tables."""
    if args.database:
        yield args.database
        return
    with embedded.postgres(args.data) as url:
        migrate.migrate(url)
        yield url


@contextmanager
def _owner(args: Args) -> Iterator[psycopg.Connection]:
    """A transaction of the tables' owner."""
    with _owner_url(args) as url, psycopg.connect(url) as conn:
        yield conn


def _json(answer: Answer) -> str:
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def _plain(answer: Answer) -> str:
    rows = answer if isinstance(answer, list) else [answer or {}]
    return "\n".join("  ".join(f"{key}: {value}" for key, value in row.items()) for row in rows)


def _database_sentence(error: psycopg.Error) -> str:
    if isinstance(error, psycopg.errors.UndefinedTable):
        return _("The database has no tables yet: run `elsec-centre migrate` first.")
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return _("That database role may not do this: use the role that owns the tables.")
    return _("The database cannot be used: {kind}.").format(kind=type(error).__name__)


if __name__ == "__main__":
    sys.exit(main())
