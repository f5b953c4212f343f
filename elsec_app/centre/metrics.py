"""Counters in Prometheus' text format: counts and seconds, nothing about anybody."""

import threading
from collections import Counter
from collections.abc import Mapping

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_HELP = {
    "elsec_requests_total": "Requests by route and status.",
    "elsec_request_seconds_total": "Seconds spent answering, by route.",
    "elsec_records_total": "Pushed records by what became of them.",
    "elsec_sent_records_total": "Records sent in pages.",
}


class Metrics:
    """What this process has done since it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, labels: Mapping[str, str | int], amount: float = 1) -> None:
        written = ",".join(f'{key}="{value}"' for key, value in labels.items())
        with self._lock:
            self._values[name, written] += amount  # type: ignore[assignment]

    def text(self, gauges: Mapping[str, int]) -> str:
        """All counters, and *gauges* as they are now."""
        with self._lock:
            values = sorted(self._values.items())
        lines = []
        for name, help_text in _HELP.items():
            lines += [f"# HELP {name} {help_text}", f"# TYPE {name} counter"]
            lines += [_line(name, labels, v) for (n, labels), v in values if n == name]
        for name, value in sorted(gauges.items()):
            lines += [f"# TYPE elsec_pool_{name} gauge", f"elsec_pool_{name} {value}"]
        return "\n".join(lines) + "\n"


def _line(name: str, labels: str, value: float) -> str:
    return f"{name}{{{labels}}} {value:g}" if labels else f"{name} {value:g}"
