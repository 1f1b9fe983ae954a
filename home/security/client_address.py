"""Where a request comes from, for the limits of each sender."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return a request's address, as the web server in front says where CLIENT_ADDRESS_HEADER names its header.

    Of an IPv6 address it is the network of /64, since a single home has all of that to choose from.
    """
    address = str(request.META.get(settings.CLIENT_ADDRESS_HEADER) or request.META.get("REMOTE_ADDR", ""))
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
