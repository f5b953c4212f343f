"""Bring a device and the centre to one view: ``sync_once``, and ``enrol`` before the first time.

``line`` is the wire (signed requests, every failure as one sentence), ``once`` the sync from
beginning to end, ``again`` what reading from the start needs after the centre was restored. May
import ``store``, ``protocol`` and the ground; knows no window. Import it when there is something to
sync: it brings ``httpx2`` and SQLAlchemy with it.
"""

from elsec_app.sync.enrol import Keys, enrol, new_keys
from elsec_app.sync.line import hello, open_line
from elsec_app.sync.once import Progress, Report, sync_once

__all__ = ["Keys", "Progress", "Report", "enrol", "hello", "new_keys", "open_line", "sync_once"]
