"""Is the port free? Asked before anything else is done, so it leans on nothing: `python home/operations/ports.py 8000`."""

import errno
import socket
import sys

LAST = 65_535
# Browsers take “localhost” for either.
HERE = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def refusal(text: str) -> str:
    """Say why the site cannot answer at a port, and where it can; nothing where it can."""
    if not text.isdecimal() or not 0 < int(text) <= LAST:
        return f"PORT is a number from 1 to {LAST}, and not “{text}”."
    port = int(text)
    if is_free(port):
        return ""
    free = next((other for other in (*range(port + 1, LAST), *range(8000, LAST)) if other >= 1024 and is_free(other)), None)
    return f"Another program answers at port {port}, or the system keeps it. Type: make run PORT={free}"


def is_free(port: int) -> bool:
    for family, host in HERE:
        with socket.socket(family) as listener:
            # What has just ended may be followed at once.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
            except OSError as error:
                # Some machines have no such address.
                if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    return False
    return True


if __name__ == "__main__":
    sys.exit(refusal(sys.argv[1]) or None)
