"""The admin's search: words of what is written, live or draft, in either language."""
