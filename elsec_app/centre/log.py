"""One line of JSON per event, for machines to read. A line never holds a record or a name."""

import json
import logging
import time
import traceback
from typing import Any

LOGGER = "elsec.centre"
_log = logging.getLogger(LOGGER)


def event(what: str, **facts: str | int | float) -> None:
    """Log *what* happened with its *facts*: codes, counts and ids of devices, nothing else."""
    _log.info(what, extra={"facts": facts})


def fault(error: BaseException) -> None:
    """Log an unexpected error by its type and places: its words may quote a record."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
    state = str(getattr(error, "sqlstate", "") or "")
    facts = {"type": type(error).__name__, "sqlstate": state, "where": where}
    _log.error("fault", extra={"facts": facts})


class JsonLines(logging.Formatter):
    """``{"at": …, "level": …, "event": …, facts}``; other loggers' lines as their plain message."""

    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        facts: dict[str, Any] = getattr(record, "facts", {})
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **facts}
        return json.dumps(line, ensure_ascii=False)


def to_stderr() -> None:
    """Send every logger's lines to standard error as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
