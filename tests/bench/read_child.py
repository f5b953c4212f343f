"""A process that reads one class list with all checks, and says its peak memory in megabytes."""

import sys
from pathlib import Path

from elsec_app.exchange.class_list import read


def peak() -> float:
    """This process's own peak memory in megabytes; not that of the one it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    found = read(Path(sys.argv[1]))
    print(len(found.children), peak())  # noqa: T201
