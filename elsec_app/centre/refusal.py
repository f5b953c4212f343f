"""How the centre says no: a status and a fault, never a stack trace."""


class Refused(Exception):
    """Ends a request. ``retry_after`` is in seconds, 0 for none."""

    def __init__(self, status: int, code: str, sentence: str, retry_after: int = 0) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.retry_after = retry_after


def unknown() -> Refused:
    """One answer for a device, a key, a user or an area that is not there or does not fit."""
    return Refused(401, "unknown", "The centre does not know this device: enrol it again.")
