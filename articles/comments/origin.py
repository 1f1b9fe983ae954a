from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of this site, by what the browser says of where it comes from."""
    claimed = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(claimed)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
