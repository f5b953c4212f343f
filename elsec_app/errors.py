"""Every expected failure, as a tree. The sentence is for the user: what is wrong, what to do."""


class Problem(Exception):
    """An expected failure.

    ``sentence`` is one plain sentence for the user. It never holds a child's data unless the
    screen that shows it already does, and it is never logged; ``code`` is, and holds no data.
    """

    code = "problem"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WrongUse(Problem):
    """The caller asked for something that has no meaning (exit code 2)."""

    code = "wrong-use"


class NotAllowed(Problem):
    """The rules of the service do not permit this now (opted out, unsigned, not yours)."""

    code = "not-allowed"


class Stopped(Problem):
    """A person stopped it half way; nothing of it was kept."""

    code = "stopped"


class BadInput(Problem):
    """A file or value that cannot be taken as it is."""

    code = "bad-input"


class FontMissing(Problem):
    """A typeface that is shipped with the program is not there, or is damaged."""

    code = "font"


class ClassListProblem(BadInput):
    """The file is not a class list."""

    code = "class-list"


class InstrumentProblem(BadInput):
    """An instrument pack has a fault and is not loaded."""

    code = "instrument"


class StoreProblem(Problem):
    """The encrypted store cannot be used."""

    code = "store"


class WrongPassphrase(StoreProblem):
    code = "wrong-passphrase"


class StoreNewer(StoreProblem):
    """Made by a newer version of the application; never opened, so never harmed."""

    code = "store-newer"


class StoreUnwritable(StoreProblem):
    """Read-only or full disk."""

    code = "store-unwritable"


class StoreDamaged(StoreProblem):
    code = "store-damaged"


class SyncProblem(Problem):
    """Sync could not finish; what was waiting still waits."""

    code = "sync"


class CentreUnreachable(SyncProblem):
    code = "centre-unreachable"


class CentreStrange(SyncProblem):
    """Something answered that is not the centre (a captive portal, a proxy, a fault page)."""

    code = "centre-strange"


class CentreVersion(SyncProblem):
    """The centre and this application speak no common version."""

    code = "centre-version"


class DeviceRefused(SyncProblem):
    """The centre does not know this device, or has revoked it."""

    code = "device-refused"
