"""The admin's own screens, and what keeps an editor's work."""
