"""Anonymous pages, kept in each process until something that they show changes: `recording` knows what, `listener` when."""
