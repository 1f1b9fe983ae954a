"""Pages that anonymous readers get at once.

`middleware.py` looks a page up and keeps it; `entries.py` and `store.py` are what is kept. A change of a table that
`watched_tables.py` names makes every kept page stale, which `listener.py` hears from the database.
"""
