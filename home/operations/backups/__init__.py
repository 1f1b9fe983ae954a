"""The whole site in one file, and back: rows, uploaded files and the list of withdrawn consents.

Rows are what pg_dump writes and pg_restore reads. A restore builds everything beside the running site and changes over in one
transaction: whenever either is killed, a working site is left.
"""

from home.operations.backups.backup import back_up
from home.operations.backups.errors import BackupError
from home.operations.backups.finish import finish_restore
from home.operations.backups.restore import restore

__all__ = ["BackupError", "back_up", "finish_restore", "restore"]
