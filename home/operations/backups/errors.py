class BackupError(Exception):
    """Why a backup or a restore refuses, in words for the operator; nothing has been changed."""


class BusyError(BackupError):
    """Another process makes a backup or a restore."""
