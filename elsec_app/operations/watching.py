"""Long work that is watched: it says how far it is, and can be stopped between two steps."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Watch = Callable[[int, int], None]
"""Told how many of how many are done; raises ``errors.Stopped`` when nobody wants the rest."""
STEP = 250


def unwatched(_done: int, _of: int) -> None:
    """Nobody looks on."""


def in_steps(items: Sequence[T], watch: Watch, step: int = STEP) -> Iterator[Sequence[T]]:
    """*items* a few at a time; *watch* is told before each few, and once at the end."""
    for start in range(0, len(items), step):
        watch(start, len(items))
        yield items[start : start + step]
    watch(len(items), len(items))
