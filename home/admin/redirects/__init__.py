"""Redirects that editors make by hand: each works, or is refused with the reason."""
