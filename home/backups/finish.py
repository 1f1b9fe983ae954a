"""What is left to do of a restore once the site has changed over, however often that is interrupted."""

from django.core.management import call_command

from home.backups.database import drop_leftovers, only_one, restored_from, unwanted_files
from home.backups.errors import BusyError
from home.backups.files import delete_files, place_waiting_files
from home.site_address import follow_site_address


def finish_restore() -> int:
    """Tidy up after a restore that was killed: put in place what still waits, and return how many files that were."""
    try:
        with only_one():
            return finish()
    except BusyError:
        # Whoever has the lock has begun with this.
        return 0


def finish() -> int:
    """Do the same for a caller that has the lock."""
    restore_name = restored_from()
    unwanted = unwanted_files(restore_name)
    placed = place_waiting_files(restore_name, unwanted or set())
    if unwanted is not None:
        delete_files(unwanted)
        # A consent may have been withdrawn from the former rows while the site changed over.
        call_command("honourwithdrawals", verbosity=0)
        # The rows may come from a site at another address.
        follow_site_address()
        # A former version took pictures as they came.
        call_command("cleanpictures", verbosity=0)
    # The former schema says what is to do, so it goes last.
    drop_leftovers()
    return placed
