"""Work that must not hold up the window: one thread for the store, one for what is far away."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from elsec_app.errors import Problem
from elsec_app.i18n import _
from ui.messages import Messages

log = logging.getLogger(__name__)

Done = Callable[[Any], object]
Failed = Callable[[Problem], object]


class Unexpected(Problem):
    """A fault of ours. What happened is in the log, without data."""

    code = "unexpected"


class _Task(NamedTuple):
    run: Callable[[], Any]
    done: Done | None
    failed: Failed | None
    initiator: object


class _Outcome(NamedTuple):
    task: _Task
    result: Any
    problem: Problem | None


class Work(QObject):
    """Runs functions off the main thread and brings what they return back to it, in order.

    ``changed(changes, initiator)`` follows every successful call that named an initiator: those
    are the calls that change data, and what they return says what changed.
    """

    changed = Signal(object, object)
    _arrived = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._outcomes: deque[_Outcome] = deque()
        self.stopping = threading.Event()
        self._closed = False
        self._arrived.connect(self._deliver)
        self._store = _Lane("store", self._finished)
        self._afar = _Lane("afar", self._finished)

    def do(
        self,
        function: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        initiator: object = None,
    ) -> None:
        """Call ``function(*args)`` on the store thread, after all that was asked before.

        On the main thread follows ``done(result)``, or ``failed(problem)``; without *failed* the
        problem's sentence goes to the user. Name an *initiator* when the call changes data. What
        is asked after ``close`` is not done. Callbacks of a widget that is gone are left out.
        """
        self._store.put(_Task(lambda: function(*args), done, failed, initiator))

    def afar(
        self,
        function: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        initiator: object = None,
    ) -> None:
        """As ``do``, on the thread that may wait for the network."""
        self._afar.put(_Task(lambda: function(*args), done, failed, initiator))

    def close(self, patience: float | None = None) -> None:
        """Finish what was asked, deliver it, and end both threads. Waits; may be called twice.

        ``stopping`` is set first, so that a long job afar can give up between two steps. With
        *patience* (seconds) one that still waits for the network is then left to itself, and what
        it brings is dropped; the store is always waited for.
        """
        self.stopping.set()
        self._store.close()
        self._afar.close(patience)
        while self._outcomes:
            self._deliver()
        self._closed = True

    def _finished(self, outcome: _Outcome) -> None:
        """On a lane's thread: the signal wakes the main thread, which takes one outcome for it."""
        if self._closed:  # it was left to itself
            return
        self._outcomes.append(outcome)
        self._arrived.emit()

    def _deliver(self) -> None:
        if not self._outcomes:  # close() came first
            return
        task, result, problem = self._outcomes.popleft()
        if problem is not None:
            self._tell(task, problem)
            return
        try:
            if task.done is not None and _alive(task.done):
                task.done(result)
        finally:  # the data did change, whatever the screen makes of it
            if task.initiator is not None:
                self.changed.emit(result, task.initiator)

    def _tell(self, task: _Task, problem: Problem) -> None:
        heard = task.failed is not None and _alive(task.failed)
        if not heard or isinstance(problem, Unexpected):
            self._messages.report(problem)
        if heard and task.failed is not None:
            task.failed(problem)


class _Lane:
    """One thread, one queue."""

    def __init__(self, name: str, finished: Callable[[_Outcome], None]) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._finished = finished
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._closed = False
        self._thread.start()

    def put(self, task: _Task) -> None:
        if not self._closed:
            self._tasks.put(task)

    def close(self, patience: float | None = None) -> None:
        if not self._closed:
            self._closed = True
            self._tasks.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._finished(_outcome(task))
            del task  # hold nothing of it while waiting for the next


def _outcome(task: _Task) -> _Outcome:
    try:
        return _Outcome(task, task.run(), None)
    except Problem as problem:
        problem.__traceback__ = None  # its frames hold the arguments: a child's data
        return _Outcome(task, None, problem)
    except Exception as fault:  # noqa: BLE001 - the last line: a bug must not end the thread
        log.error("unexpected %s at %s", type(fault).__name__, _where(fault))
        sentence = _("Something went wrong and this may not be saved. Please try again.")
        return _Outcome(task, None, Unexpected(sentence))


def _where(fault: BaseException) -> str:
    """File and line of the innermost frame; its message may hold data and is left out."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    code = trace.tb_frame.f_code
    return f"{code.co_filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{trace.tb_lineno}"


def _alive(callback: Callable[..., object]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
