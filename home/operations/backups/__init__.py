"""The whole site in one file, and back: rows, uploaded files and the list of withdrawn consents.

Rows are what pg_dump writes and pg_restore reads. A restore builds everything beside the running site and changes over in one
transaction: whenever either is killed, a working site is left.
"""

from home.operations.backups.backup import back_up
from home.operations.backups.copying import CopyError, copy, report
from home.operations.backups.errors import BackupError, BusyError
from home.operations.backups.finish import finish_restore
from home.operations.backups.keys import new_key
from home.operations.backups.restore import restore
from home.operations.backups.trial import verify

__all__ = [
    "BackupError",
    "BusyError",
    "CopyError",
    "back_up",
    "copy",
    "finish_restore",
    "new_key",
    "report",
    "restore",
    "verify",
]
