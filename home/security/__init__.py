"""What keeps strangers out, and what a browser may do with what it gets."""
