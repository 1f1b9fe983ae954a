"""Anonymous pages, kept in each process until anything public changes."""
